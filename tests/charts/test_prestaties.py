"""What was agreed beside what there is, worked by hand on one day."""

from datetime import date

import pytest

from charts import prestaties
from charts.prestaties import State
from model.uitvoering import Resultaat

TODAY = date(2026, 11, 27)


def resultaat(**cells: object) -> Resultaat:
    return Resultaat.model_validate({"id": "r", "naam": "Huizen", "eenheid": "huizen", **cells})


@pytest.mark.parametrize(
    ("cells", "state", "said"),
    [
        (
            {"gepland": 3, "gerealiseerd": 2, "peildatum": "2025-12-31", "uiterlijk": "2027"},
            State.ON_THE_WAY,
            "2 van de 3 huizen, 67\u00a0%.</p><p>Geteld op 31 december 2025.</p><p>Uiterlijk: 2027.",
        ),
        (
            {"gepland": 3, "gerealiseerd": 2, "peildatum": "2025-12-31", "uiterlijk": "2026-06"},
            State.DUE,
            "Had er moeten zijn op 30 juni 2026.",
        ),
        (
            {"gepland": 3, "uiterlijk": "2026-Q3"},
            State.DUE,
            "Hoeveel er zijn, is niet bekend.</p><p>Had er moeten zijn op 30 september 2026.",
        ),
        # The year is not over: nothing is late yet.
        ({"gepland": 3, "uiterlijk": "2026"}, State.UNCOUNTED, "Uiterlijk: 2026."),
        ({"gepland": 3, "gerealiseerd": 4, "peildatum": "2025", "uiterlijk": "2025"}, State.REACHED, "133\u00a0%"),
        ({"gerealiseerd": 1.5, "peildatum": "2025"}, State.OPEN, "1,5 huizen; er is geen aantal afgesproken."),
        ({}, State.OPEN, "Aantal huizen: niet bekend."),
    ],
)
def test_what_is_said_of_one(cells: dict[str, object], state: State, said: str) -> None:
    one = resultaat(**cells)
    assert prestaties.state(one, TODAY) is state
    assert said in prestaties.items([one], str, TODAY)


def test_a_bar_is_never_longer_than_all_and_only_there_when_both_are_known() -> None:
    assert "--wp-share:1.000" in prestaties.items([resultaat(gepland=3, gerealiseerd=4, peildatum="2025")], str, TODAY)
    assert "wp-progress" not in prestaties.items([resultaat(gepland=3)], str, TODAY)


def test_several_are_counted_by_state() -> None:
    ones = [resultaat(gepland=3, gerealiseerd=3, peildatum="2025"), resultaat(gepland=3), resultaat(gepland=2)]
    assert prestaties.counted(ones, TODAY) == "3, waarvan 1 gehaald en 2 nog niet geteld"
    assert prestaties.counted(ones[1:], TODAY) == "2, alle nog niet geteld"
    assert prestaties.counted([], TODAY) == "0"


def test_text_stays_text() -> None:
    shown = prestaties.items([resultaat(naam="<b>x</b>", noot="<i>")], str, TODAY)
    assert "<b>x" not in shown
    assert "<i>" not in shown
