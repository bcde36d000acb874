"""What stands beside a gap: never a cause, and "geen aanwijzing" only where it was tested."""

from collections.abc import Callable
from typing import Any

import pytest

from charts.beside import NO_MOVERS, around, composition
from model.indicator import Indicator

_ROW: dict[str, Any] = {
    "start_period": "2019", "period": "2024", "result": "geen aanwijzing voor een waterbedeffect", "why": "",
    "ring_n_buurten": 3, "extra_low": -1.0, "extra_high": 0.5,
    "focus_change": -2.0, "focus_change_low": -3.0, "focus_change_high": -1.0,
    "ring_change": -0.5, "ring_change_low": -1.0, "ring_change_high": 0.1,
    "beyond_change": -0.3, "beyond_change_low": -0.4, "beyond_change_high": -0.2,
}  # fmt: skip
POINTS = "\u00a0procentpunt"


def test_the_ring_in_words(indicator: Callable[..., Indicator]) -> None:
    assert around(_ROW, indicator()) == (
        f"Veranderd sinds 2019: in de focuswijken 2,0{POINTS} lager, in de 3 buurten eromheen niet aantoonbaar "
        f"(0,5{POINTS} lager), verder weg 0,3{POINTS} lager. We zien geen aanwijzing dat het naar de buurten eromheen "
        f"is verschoven. Marge van het verschil tussen eromheen en verder weg: \u22121,0{POINTS} tot +0,5{POINTS}."
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"result": "niet te toetsen", "why": "het is een model"}, "Niet te toetsen: het is een model."),
        ({"result": "mogelijk een waterbedeffect"}, "maar laat niet zien waardoor het komt."),
        ({"result": "niet aan de orde: iets"}, "verder weg 0,3\u00a0procentpunt lager. Niet aan de orde: iets."),
    ],
)
def test_other_results_claim_nothing_more(
    changes: dict[str, Any], said: str, indicator: Callable[..., Indicator]
) -> None:
    text = around(_ROW | changes, indicator())
    assert said in text
    assert "geen aanwijzing" not in text


def test_without_neighbours_nothing_is_said(indicator: Callable[..., Indicator]) -> None:
    assert around(None, indicator()) == ""


def test_composition_says_facts_or_that_nothing_changed_much() -> None:
    row = {"start_year": 2019, "year": 2024, "facts": ["Meer woningen."], "people_pct": 1.0, "dwellings_pct": 4.0}
    assert composition([row], "2019", "2024") == f"Meer woningen. {NO_MOVERS}"
    assert composition([row | {"facts": []}], "2019", "2024") == (
        f"Het aantal inwoners en woningen is ongeveer gelijk gebleven. {NO_MOVERS}"
    )
    assert composition([row], "2020", "2024") == ""
