"""Names to areas: a name that fits two areas waits until a rule decides, and the rest of the file loads."""

import pytest

from tests.loaders.registers import descriptor, read, told, values
from tests.loaders.table_files import refusal


def loaded(
    tmp_path, rows: list[str], header: str = "buurt;inwoners", **gebied: object
) -> tuple[dict[str, float], list[str]]:
    """Value by code, and what was set apart."""
    raw = descriptor(periode={"vast": "2024"}, gebied={"kolom": "buurt", **gebied})
    reading = read(tmp_path, "\n".join([header, *rows]) + "\n", raw)
    return {code: value for (code, _), value in values(reading).items()}, told(reading, "apart_gezet")


def test_names_match_without_case_accents_hyphens_and_old_prefix(tmp_path):
    rows = ["MARKT;1", "Chasse;2", "geeren  noord;3", "centrum;4", "Waterstad;5", "NA;6", "Chas\u200bsé ;2"]
    found, apart = loaded(tmp_path, rows)
    assert found == {
        "BU00010000": 1, "BU00010001": 2, "BU00010101": 3, "WK000100": 4, "GM0001": 5, "BU000101AD": 6,
    }  # fmt: skip
    assert apart == []


def test_name_of_a_wijk_and_a_buurt_is_set_apart_with_both(tmp_path):
    found, apart = loaded(tmp_path, ["Bavel;9", "Markt;1", "Bavel;4"])
    assert found == {"BU00010000": 1}
    assert apart == [
        "cijfers.csv: 'Bavel' (rijen 2, 4) past op wijk Bavel (WK000101) en buurt Bavel (BU00010100) en is apart "
        "gezet; geef in de beschrijving 'soort', 'volgorde' of 'bovenliggend'."
    ]


def test_soort_decides(tmp_path):
    assert loaded(tmp_path, ["Bavel;4"], soort="buurt")[0] == {"BU00010100": 4}
    assert loaded(tmp_path, ["Bavel;4", "Markt;1"], soort="buurt", soort_uitzonderingen={"Bavel": "wijk"})[0] == {
        "WK000101": 4,
        "BU00010000": 1,
    }


def test_column_with_the_soort_decides(tmp_path):
    rule = {"soort_kolom": "type", "soort_waarden": {"Borough": "wijk", "Neighbourhood": "buurt"}}
    rows = ["Bavel;borough;9", "Bavel;Neighbourhood;4"]
    assert loaded(tmp_path, rows, "buurt;type;inwoners", **rule)[0] == {"WK000101": 9, "BU00010100": 4}
    assert refusal(lambda: loaded(tmp_path, ["Bavel;Street;9"], "buurt;type;inwoners", **rule)) == (
        "cijfers.csv, rij 2, kolom 'type', waarde 'Street': deze soort gebied staat niet in de beschrijving. "
        "Zet haar bij 'soort_waarden' met land, gemeente, wijk of buurt."
    )


def test_order_decides_when_the_name_stands_twice(tmp_path):
    assert loaded(tmp_path, ["Bavel;9", "Markt;1", "Bavel;4"], volgorde="wijk eerst")[0] == {
        "WK000101": 9,
        "BU00010000": 1,
        "BU00010100": 4,
    }
    found, apart = loaded(tmp_path, ["Bavel;9", "Markt;1"], volgorde="wijk eerst")
    assert found == {"BU00010000": 1}
    assert len(apart) == 1


def test_order_counts_within_a_year(tmp_path):
    rows = "Bavel;2023;9\nBavel;2024;8\nBavel;2023;4\nBavel;2024;3\n"
    raw = descriptor(gebied={"kolom": "buurt", "volgorde": "wijk eerst"})
    assert values(read(tmp_path, "buurt;jaar;inwoners\n" + rows, raw)) == {
        ("WK000101", "2023"): 9,
        ("WK000101", "2024"): 8,
        ("BU00010100", "2023"): 4,
        ("BU00010100", "2024"): 3,
    }


def test_parent_decides(tmp_path):
    rows = ["Bavel;Bavell;4", "Markt;Centrum;1", "Bavel;Waterstad;9", "Chassé;Bavel;2"]
    found, apart = loaded(tmp_path, rows, "buurt;wijk;inwoners", bovenliggend="wijk", namen={"Bavell": "Bavel"})
    assert found == {"BU00010100": 4, "BU00010000": 1, "WK000101": 9}
    assert apart == [
        "cijfers.csv: 1 onbekende naam apart gezet (1 rij): 'Chassé'. Zet ze bij 'namen' in de beschrijving."
    ]


def test_alias_goes_to_a_name_or_a_code(tmp_path):
    found, _ = loaded(tmp_path, ["Market;1", "Hill;2"], namen={"Market": "Markt", "hill": "WK000101"})
    assert found == {"BU00010000": 1, "WK000101": 2}


def test_name_that_the_descriptor_sets_apart(tmp_path):
    found, apart = loaded(tmp_path, ["Markt;1", "Chassé;2"], apart={"chasse": "telt ook de haven mee"})
    assert found == {"BU00010000": 1}
    assert apart == ["cijfers.csv: 'Chassé' (rij 3) apart gezet volgens de beschrijving: telt ook de haven mee"]


def test_unknown_names_are_counted_and_ten_are_shown(tmp_path):
    names = [f"Plan {letter}" for letter in "ABCDEFGHIJK"]
    _, apart = loaded(tmp_path, ["Markt;1", *(f"{name};2" for name in [*names, "Plan A"])])
    shown = ", ".join(f"'{name}'" for name in names[:10])
    assert apart == [
        f"cijfers.csv: 11 onbekende namen apart gezet (12 rijen): {shown} …. Zet ze bij 'namen' in de beschrijving."
    ]


def test_codes(tmp_path):
    found, apart = loaded(tmp_path, ["bu00010000 ;1", "BU000101AD;2", "BU00990000;3"], inhoud="code")
    assert found == {"BU00010000": 1, "BU000101AD": 2}
    assert apart == ["cijfers.csv: 1 onbekende gebiedscode in kolom 'buurt' apart gezet (1 rij): BU00990000"]


def test_codes_of_the_gemeente_itself(tmp_path):
    rule = {"inhoud": "code", "voorvoegsel": "BU0001"}
    assert loaded(tmp_path, ["0101;3", "01AD;2"], **rule)[0] == {"BU00010101": 3, "BU000101AD": 2}
    assert refusal(lambda: loaded(tmp_path, ["0101;3", "100;2"], **rule)) == (
        "cijfers.csv, rij 3, kolom 'buurt', waarde '100': deze code hoort 4 tekens te hebben. "
        "Bedoeld is waarschijnlijk '0100': de voorloopnul is weggevallen. Herstel de code in het bestand."
    )


@pytest.mark.parametrize("code", ["BU10000", "7,58E+06"])
def test_code_that_a_spreadsheet_damaged(tmp_path, code):
    assert f"rij 2, kolom 'buurt', waarde '{code}'" in refusal(lambda: loaded(tmp_path, [f"{code};1"], inhoud="code"))
