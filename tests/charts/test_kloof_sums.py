"""Cards per bouwsteen and the spread over all buurten: only what was tested is called smaller."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from charts import concentration
from charts import kloof_words as words
from charts.kloof_sums import counted, headline, score_words, sums
from model.indicator import Break, Indicator
from model.programme import Bouwsteen, Doel
from tests.charts.test_kloof import row as gap_row

MakeIndicator = Callable[..., Indicator]
NONE = float("nan")
_COUNTS: dict[str, Any] = {
    "bouwsteen": "b", "doel": "", "area": "focuswijken", "n": 6, "n_smaller": 2, "n_larger": 1, "n_unchanged": 1,
    "n_turned": 0, "n_untested": 1, "n_without": 1, "n_smaller_ahead": 0,
}  # fmt: skip
_SCORE: dict[str, Any] = {
    "period": "2024", "gap": -1.5, "parts": ["schulden"], "part_gaps": [-1.5], "start_period": "2019",
    "start_gap": -2.0, "start_part_gaps": [-2.0], "change_withheld": None,
}  # fmt: skip

MOVED: dict[str, Any] = {"start_gap": NONE, "start_part_gaps": pd.NA, "change_withheld": "grens gewijzigd"}


def _counts(**changes: Any) -> dict[str, Any]:
    return _COUNTS | changes


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Bij 2 van de 4 getoetste kerncijfers is het verschil aantoonbaar kleiner geworden, bij 1 groter."),
        (
            {"n_smaller": 0, "n_larger": 0, "n_unchanged": 4},
            "Bij geen van de 4 getoetste kerncijfers is het verschil aantoonbaar kleiner geworden.",
        ),
        (
            {"n": 2, "n_smaller": 0, "n_larger": 0, "n_unchanged": 1, "n_without": 0},
            "Het ene getoetste verschil is niet aantoonbaar veranderd.",
        ),
        (
            {"n": 1, "n_smaller": 0, "n_larger": 1, "n_untested": 0, "n_without": 0},
            "Het ene getoetste verschil is aantoonbaar groter geworden.",
        ),
        (
            {"n_smaller": 0, "n_larger": 0, "n_unchanged": 0, "n_untested": 5},
            "Van geen enkel kerncijfer is te toetsen of het verschil veranderde.",
        ),
        ({"n_without": 6}, "Voor deze kerncijfers is nog geen verschil te berekenen."),
    ],
)
def test_the_headline_counts_only_what_was_tested(changes: dict[str, Any], said: str) -> None:
    assert headline(_counts(**changes)) == said


def test_counts_in_words() -> None:
    assert counted(_counts()) == (
        "2 kleiner, 1 niet aantoonbaar veranderd, 1 groter, 1 niet te toetsen, 1 zonder cijfer"
    )


def test_the_score_says_where_it_was_and_that_it_is_not_tested() -> None:
    assert score_words([_SCORE], "") == (
        "Score van 1 kerncijfers samen, 2024: de focuswijken liggen 1,50 standaardafwijking achter op de rest van de "
        "stad; bij de nulmeting (2019) 2,00 achter. Niet getoetst."
    )
    moved = _SCORE | MOVED
    assert score_words([moved], "") == (
        "Score van 1 kerncijfers samen, 2024: de focuswijken liggen 1,50 standaardafwijking achter op de rest van de "
        "stad; niet te vergelijken met de nulmeting (2019): grens gewijzigd. Niet getoetst."
    )
    assert score_words([], "Te weinig delen.") == "Geen score van de kerncijfers samen. Te weinig delen."


def test_the_parts_of_a_score_are_not_held_against_those_on_other_borders(indicator: MakeIndicator) -> None:
    plan = Bouwsteen(id="b", naam="B", doelen=(Doel(id="d", naam="D", kernset=("schulden",)),))
    cards = [
        sums([plan], {("b", ""): _counts()}, {}, {"b": [score]}, {}, {"schulden": indicator()})
        for score in (_SCORE, _SCORE | MOVED)
    ]
    assert ["(was 2,00 achter)" in card for card in cards] == [True, False]
    assert "<dd>1,50 achter</dd>" in cards[1]


def test_a_card_escapes_names_and_shows_what_differs_without_parts(indicator: MakeIndicator) -> None:
    plan = Bouwsteen(id="b", naam="<b>", doelen=(Doel(id="d", naam="Doel & zo", kernset=("schulden",)),))
    counts = {("b", ""): _counts(n_smaller_ahead=2), ("b", "d"): _counts(doel="d")}
    html = sums([plan], counts, {("b", ""): _counts(n_smaller=1)}, {"b": [_SCORE]}, {}, {"schulden": indicator()})
    assert "&lt;b&gt;" in html
    assert "Doel &amp; zo" in html
    assert "Zonder delen van buurten: 1 kleiner" in html
    assert (
        "Bij 2 van de kleinere verschillen staan de focuswijken gunstiger dan de rest; daar is kleiner geen winst."
        in html
    )
    assert html.count('<i class="wp-smaller"></i>') == 3  # two blocks and one in the key


_SPREAD: dict[str, Any] = {
    "period": "2024", "n_buurten": 50, "slope": -13.9, "slope_low": -16.0, "slope_high": -11.0, "relative": 0.2,
    "dissimilarity": 0.263, "p10": 3.9, "p90": 15.4, "noisy": False, "rank_by": "inkomen", "rank_period": "2019",
    "slope_why": "", "why": "",
}  # fmt: skip


def test_spread_in_words(indicator: MakeIndicator) -> None:
    start = _SPREAD | {"period": "2019", "slope": -15.0, "dissimilarity": 0.3, "p10": 4.0, "p90": 17.0}
    names = {"inkomen": indicator(id="inkomen", name="Gemiddeld inkomen")}
    said = concentration.sentences([start, _SPREAD], indicator(), names)
    points = "\u00a0procentpunt"
    assert said == [
        "Zet alle buurten op volgorde van gemiddeld inkomen in 2019. Van de laagste naar de hoogste loopt dit cijfer "
        f"in 2024 13,9{points} af (marge: 11,0 tot 16,0{points}); in 2019 was dat 15,0{points}. Bovenaan is het 0,2 "
        "keer zo hoog als onderaan.",
        "Hoe ongelijk het over de buurten is verdeeld, op een schaal van 0 (overal evenveel) tot 100 (alles bij "
        "elkaar): 26 in 2024, 30 in 2019. Wat toeval in kleine buurten doet, is eraf gehaald.",
        f"Een tiende van de inwoners woont in buurten onder 3,9\u00a0%, een tiende in buurten boven 15,4\u00a0%: "
        f"11,5{points} uit elkaar; in 2019 was dat 13,0{points}.",
    ]


def test_spread_never_looks_across_a_break_and_says_why_there_is_none(indicator: MakeIndicator) -> None:
    start, few = _SPREAD | {"period": "2019"}, _SPREAD | {"why": "te weinig buurten"}
    broken = indicator(breaks=(Break(period="2022", why="w"),))
    assert concentration.chosen([start, _SPREAD], "2019", indicator()) == [start, _SPREAD]
    assert concentration.chosen([start, _SPREAD], "2019", broken) == [_SPREAD]
    assert concentration.chosen([few], "2019", indicator()) == []
    assert concentration.why_none([few]) == "Over alle buurten is niets te zeggen: te weinig buurten."
    noisy = concentration.sentences(
        [_SPREAD | {"noisy": True, "slope": NONE, "slope_why": "te weinig buurten"}], broken, {}
    )
    assert noisy[0] == "Hoe steil dit cijfer met inkomen oploopt, is niet te zeggen: te weinig buurten."
    assert noisy[-1].endswith("Het toeval in kleine buurten zit hier nog in.")


def test_a_streefwaarde_replaces_the_supposed_goal(indicator: MakeIndicator) -> None:
    agreed = gap_row(target=6.0, horizon=2030, pace_asked=-0.745)
    points = "\u00a0procentpunt"
    assert words.pace(agreed, indicator()) == (
        f"Streefwaarde: een verschil van hoogstens 6,0{points} in 2030. Daarvoor zou het sinds 2019 elk jaar "
        f"0,75{points} kleiner moeten worden; tot nu toe werd het elk jaar 0,60{points} kleiner."
    )
    reached = gap_row(target=12.0, horizon=2030)
    assert words.pace(reached, indicator()) == (
        f"Streefwaarde: een verschil van hoogstens 12,0{points} in 2030. In 2024 is het 11,2{points}."
    )


def test_the_table_has_its_unit_once_and_no_empty_column(indicator: MakeIndicator) -> None:
    euros = indicator(unit="1.000 euro", decimals=0)
    one = _SPREAD | {"slope": 12.0, "p10": 200.0, "p90": 300.0, "dissimilarity": NONE}
    shown = concentration.table([one], euros).iloc[0]
    assert (shown["slope"], shown["p10"], shown["between"]) == (12_000.0, 200_000.0, 100_000.0)
    assert "apart" not in [column.key for column in concentration.columns(euros, [one])]
    assert concentration.unit_note(euros) == "Getallen in de tabel: €."
    assert "apart" in [column.key for column in concentration.columns(indicator(), [_SPREAD])]
