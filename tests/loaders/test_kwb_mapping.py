"""The mapping list holds together, and names and units are recognised however they are spelled."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from loaders._kwb_mapping import CODE, SHORT, STEM, Column, Line, known, lines, match, normal_name, normal_unit, stem
from loaders.cbs_kwb import VARIABLES


def test_at_least_ninety_variables_each_said_once() -> None:
    assert len(VARIABLES) >= 90
    per_variable = defaultdict(set)
    for line in lines():
        per_variable[line.variable].add((line.title, line.unit, line.kind, line.minimum, line.maximum))
    assert [variable for variable, said in per_variable.items() if len(said) > 1] == []


def test_every_line_has_evidence_and_a_form() -> None:
    assert {line.evidence for line in lines()} == {"gezien", "gedocumenteerd", "waarschijnlijk"}
    assert {line.form for line in lines()} == {STEM, CODE, SHORT}


def test_a_repeated_name_can_be_told_apart() -> None:
    """Lines of one name differ in unit, or in their place among the columns of that name."""
    of_name = defaultdict(list)
    for line in lines():
        name = normal_name(line.name) if line.form == STEM else line.name.lower()
        of_name[line.form, name].append((normal_unit(line.unit), line.nth))
    assert [name for name, told in of_name.items() if len(told) != len(set(told))] == []


@given(st.sampled_from([line for line in lines() if line.form == STEM]), st.integers(1, 999))
def test_the_number_behind_a_name_plays_no_part(line: Line, number: int) -> None:
    assert known(Column("x", STEM, (stem(f"{line.name}_{number}"),))) == known(Column("x", STEM, (stem(line.name),)))


@given(st.sampled_from(sorted({line.unit for line in lines()})), st.sampled_from(["", " ", "\u00a0"]))
def test_spaces_and_case_in_a_unit_play_no_part(unit: str, space: str) -> None:
    assert normal_unit(f" {unit.upper().replace(' ', space)} ") == normal_unit(unit)


@given(st.lists(st.from_regex(r"[a-z]{2,8}|[0-9]{1,3}", fullmatch=True), min_size=1), st.integers(1, 200))
def test_a_title_and_the_key_that_cbs_makes_of_it_are_one_name(words: list[str], number: int) -> None:
    key = "".join(word.capitalize() for word in words)
    assert stem(f"{'k_' if key[0].isdigit() else ''}{key}_{number}") == normal_name(" ".join(words))


def test_units_spelled_otherwise() -> None:
    assert normal_unit("× 1 000 euro") == normal_unit("x 1 000 euro") == normal_unit("1000 euro")
    assert normal_unit("inwoners per km2") == normal_unit("aantal inwoners per km²")
    assert normal_unit("euro") != normal_unit("x 1 000 euro")


def columns(*labels: str, units: tuple[str | None, ...] = ()) -> list[Column]:
    spelled = units or (None,) * len(labels)
    return [Column(label, STEM, (stem(label),), unit) for label, unit in zip(labels, spelled, strict=True)]


def test_energy_twice_by_unit_whatever_the_order() -> None:
    found = match(columns("Appartement_9", "Appartement_3", units=("m³", "kWh")), 2020, "a.csv")
    assert {label: line.variable for label, line in found.lines.items()} == {
        "Appartement_9": "aardgas_appartement",
        "Appartement_3": "elektriciteit_appartement",
    }


def test_energy_twice_without_unit_by_order() -> None:
    found = match(columns("Appartement_48", "Appartement_56"), 2020, "a.csv")
    assert [line.variable for line in found.lines.values()] == ["elektriciteit_appartement", "aardgas_appartement"]


def test_one_of_two_without_unit_is_not_guessed() -> None:
    found = match(columns("Appartement_56"), 2020, "a.csv")
    assert found.lines == {}
    assert found.unmatched == {
        "Appartement_56": "zonder eenheid, groep en volgorde is niet te zien of dit "
        "'Elektriciteitsverbruik appartement' of 'Aardgasverbruik appartement' is"
    }


def test_origin_of_2023_by_order() -> None:
    labels = ["Nederland_17", "EuropaExclusiefNederland_18", "BuitenEuropa_19", "Nederland_20"]
    labels += ["EuropaExclusiefNederland_21", "BuitenEuropa_22", "EuropaExclusiefNederland_23", "BuitenEuropa_24"]
    found = match(columns(*labels), 2023, "a.csv")
    assert [line.variable for line in found.lines.values()] == [
        "herkomst_nederland",
        "herkomst_europa_excl_nl",
        "herkomst_buiten_europa",
        "geboren_in_nl_herkomst_nederland",
        "geboren_in_nl_herkomst_europa",
        "geboren_in_nl_herkomst_buiten_europa",
        "geboren_buiten_nl_herkomst_europa",
        "geboren_buiten_nl_herkomst_buiten_europa",
    ]


def test_the_unit_wins_over_the_edition() -> None:
    found = match(columns("Marokko_19", units=("%",)), 2015, "a.csv")
    assert found.lines["Marokko_19"].variable == "percentage_herkomst_marokko"


def test_old_names() -> None:
    found = match(
        columns("GemiddeldeWoningwaarde_35", "PercentageLeegstaand_7", "NettoArbeidsparticipatie_67"), 2018, "a"
    )
    assert [line.variable for line in found.lines.values()] == [
        "gemiddelde_woz_waarde_eur1000",
        "percentage_onbewoond",
        "netto_arbeidsparticipatie",
    ]


def test_low_income_has_two_meanings_in_two_names() -> None:
    found = match(columns("HuishoudensMetLaagInkomen_5", "HuishoudensMetEenLaagInkomen_6"), 2013, "a.csv")
    assert [line.variable for line in found.lines.values()] == [
        "percentage_huishoudens_laagste_40",
        "percentage_huishoudens_laag_inkomen",
    ]


def test_an_unknown_name_gets_the_nearest_one() -> None:
    found = match(columns("AantalInwonerss_5"), 2020, "a.csv")
    assert found.unmatched == {"AantalInwonerss_5": "de naam is niet bekend; lijkt op 'AantalInwoners'"}


def test_a_unit_that_was_only_inferred_sets_the_column_apart() -> None:
    found = match(columns("Aardgaswoningen_5", units=("aantal",)), 2024, "a.csv")
    assert found.objections == []
    assert found.unmatched == {"Aardgaswoningen_5": "de eenheid is 'aantal' en wij verwachtten '%' (niet zeker)"}
