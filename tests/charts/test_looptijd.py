"""When an interventie runs: no more precise than its moments, and never surer than its status."""

from datetime import date

import pytest

from charts.interventies import Work, table
from charts.looptijd import Part, Sure, in_years, parts, span_words
from charts.tijdlijn import tijdlijn
from model.gericht import effecten_of, indicators_of
from model.uitvoering import Interventie, Status
from snapshot.programmes import current_programme, programme_content

TODAY = date(2025, 7, 2)  # the 183rd of 365 days: 2025 + 182/365
NOW = 2025 + 182 / 365


def one(begin: str = "", eind: str = "", status: Status = Status.LOOPT) -> Interventie:
    return Interventie(id="een", naam="Een & ander", begin=begin, eind=eind, status=status)


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        # A year is a year-wide bar; what is sure lies between them.
        (one("2021", "2024"), [(2021, 2022, "ergens"), (2022, 2024, "binnen"), (2024, 2025, "ergens")]),
        (one("2023", "2024"), [(2023, 2024, "ergens"), (2024, 2024, "binnen"), (2024, 2025, "ergens")]),
        (one("2023", "2023"), [(2023, 2024, "ergens")]),
        # 2023 ends, somewhere, before the quarter in which it began is told: one stretch.
        (one("2023", "2023-Q3"), [(2023, 2024, "ergens")]),
        # Days are days: 1 January 2021 up to and with 31 December 2022.
        (one("2021-01-01", "2022-12-31"), [(2021, 2021 + 1 / 365, "binnen"), (2021 + 1 / 365, 2023 - 1 / 365, "binnen"),
                                           (2023 - 1 / 365, 2023, "binnen")]),
        # An open end: sure until today when it runs, not known when it is only announced, over when it ended.
        (one("2023"), [(2023, 2024, "ergens"), (2024, NOW, "binnen"), (NOW, None, "open")]),
        (one("2023", status=Status.AANGEKONDIGD), [(2023, 2024, "ergens"), (2024, None, "open")]),
        (one("2023", status=Status.AFGEROND), [(2023, 2024, "ergens"), (2024, NOW, "open")]),
        (one("2027"), [(2027, 2028, "ergens"), (2028, None, "open")]),
        (one(eind="2024-Q4"), [(None, 2024 + 274 / 366, "open"), (2024 + 274 / 366, 2025, "ergens")]),
        (one(), []),
    ],
)  # fmt: skip
def test_a_bar_is_as_precise_as_what_is_known(about: Interventie, expected: list[tuple[float, float, str]]) -> None:
    found = parts(about, TODAY)
    assert [(p.begin, p.end, str(p.sure)) for p in found] == [
        (a if a is None else pytest.approx(a), b if b is None else pytest.approx(b), sure) for a, b, sure in expected
    ]


def test_a_day_in_a_leap_year() -> None:
    assert in_years(date(2024, 12, 31)) == pytest.approx(2024 + 365 / 366)


@pytest.mark.parametrize(
    ("begin", "eind", "words"),
    [
        ("2021-03", "2027", "maart 2021 tot en met 2027"),
        ("2022-Q1", "", "vanaf 1e kwartaal 2022, einde niet bekend"),
        ("", "2024-12-31", "tot en met 31 december 2024, begin niet bekend"),
        ("2023", "2023", "in 2023"),
        ("2023-05-04", "2023-05-04", "op 4 mei 2023"),
        ("", "", "looptijd niet bekend"),
    ],
)
def test_both_moments_in_words(begin: str, eind: str, words: str) -> None:
    assert span_words(begin, eind) == words


def test_the_timeline_holds_today_and_every_bar_and_escapes() -> None:
    """2021 up to and with 2024, seen in 2025: five years, each 20 % wide; today at 4 years and 182 days."""
    html = tijdlijn({"Lijn": [one("2021", "2024"), one()]}, TODAY, lambda name: f"/interventies?interventie={name}")
    assert "Een &amp; ander" in html
    assert html.count("<li><div>") == 1
    assert '<i class="wp-plan-ergens" style="left:0.0%;width:20.0%">' in html
    assert '<i class="wp-plan-binnen" style="left:20.0%;width:40.0%">' in html
    assert f'<u style="left:{round(100 * (NOW - 2021) / 5, 2)}%">' in html
    assert tijdlijn({"Lijn": [one()]}, TODAY, str) == ""


def test_a_part_without_end_goes_to_the_edge() -> None:
    html = tijdlijn({"Lijn": [one("2024", status=Status.AANGEKONDIGD)]}, TODAY, str)
    assert '<i class="wp-plan-open" style="left:50.0%;width:50.0%">' in html
    assert parts(one("2024", status=Status.AANGEKONDIGD), TODAY)[-1] == Part(2025, None, Sure.OPEN)


def test_an_interventie_aims_at_what_its_programme_says() -> None:
    """Of the example: Isoleren per straat names passende-woning; its strategie has an effect on gas for that doel."""
    programme, inhoud = current_programme("voorbeeldstad"), programme_content("voorbeeldstad")
    found = {one.id: one for one in inhoud.interventies}
    aimed = indicators_of(programme, inhoud, found["isoleren"])
    assert aimed[0] == "gemiddeld_aardgasverbruik"  # of the effect, before the kernset
    assert set(aimed) == {
        *("corporatiewoningen", "gemiddelde_woz_waarde", "gemiddeld_aardgasverbruik", "onbewoond", "past_de_woning"),
        *("koopwoningen", "woningvoorraad", "woningen_met_zonnestroom"),
    }
    # eff-veilig is of the same strategie, for a doel that this one does not have.
    assert [effect.id for effect in effecten_of(programme, inhoud, found["leerwerkplek"])] == ["eff-diploma"]
    without = found["isoleren"].model_copy(update={"doelen": ()})
    assert "leefbaarometer" in indicators_of(programme, inhoud, without)


def test_amounts_stand_as_printed_and_are_not_added_up() -> None:
    """Huis van de buurt has two rows: 300.000 of the Rijk and 120.000 of the gemeente."""
    work = Work(current_programme("voorbeeldstad"), programme_content("voorbeeldstad"))
    shown = table(work, work.inhoud.interventies).set_index("naam")
    money = shown.loc["Huis van de buurt", "geld"].replace("\u00a0", " ")
    assert money == (
        "Begroting 2025 voor 2025: kosten € 420.000, gepland € 300.000, toegekend € 300.000, besteed € 287.450,50 "
        "(rijk); Begroting 2025 voor 2025: gepland € 120.000, toegekend € 120.000, besteed € 120.000 "
        "(gemeente exploitatie)"
    )
    assert "zoals gedrukt: pm" in shown.loc["Straatplan met bewoners", "geld"]
    assert shown.loc["Huis van de buurt", "partners"] == "Stichting Buurtkracht (verzonnen); Gemeente Elzenvoorde"
