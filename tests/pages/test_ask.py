"""What one session does to an answer reaches no other session (fault 66)."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from model.areas import Level
from pages import _ask
from snapshot import store
from tests.pages.conftest import Visit, text_of

SPOIL = """
from pages import _ask
from snapshot.store import open_snapshot
s = open_snapshot()
for indicator in ("inwoners", "kinderen_in_armoede"):
    frame = _ask.trend(s, indicator, ["GM9901"], None)
    frame["value"] = 666.0
    frame["name"] = "kapot"
areas = _ask.areas(s)
areas.loc[:, "name"] = "kapot"
areas.drop(index=areas.index, inplace=True)
overview = _ask.overview(s)
overview.loc[:, "state"] = "kapot"
"""


def _changes() -> dict[str, Callable[[pd.DataFrame], object]]:
    def write(frame: pd.DataFrame) -> None:
        frame.loc[:, frame.columns[0]] = "kapot"
        frame["nieuw"] = 1

    def behind_its_back(frame: pd.DataFrame) -> None:
        for column in frame.columns:
            values = frame[column].to_numpy()
            with suppress(ValueError):  # most are read-only
                values[:] = values[::-1].copy()

    def leave_out(frame: pd.DataFrame) -> None:
        for column in list(frame.columns):
            del frame[column]

    def rename(frame: pd.DataFrame) -> None:
        frame.columns = [column.upper() for column in frame.columns]

    return {"schrijven": write, "eronderdoor": behind_its_back, "weglaten": leave_out, "hernoemen": rename}


QUESTIONS: dict[str, Callable[[store.Snapshot], Any]] = {
    "kaart": lambda s: _ask.map_values(s, "inwoners", "2023", Level.BUURT),
    "gebieden": _ask.areas,
    "overzicht": _ask.overview,
    "beschikbaar": _ask.availability,
    "kloof": lambda s: _ask.kloof_doel(s),
}


@pytest.mark.parametrize("change", _changes().values(), ids=_changes())
@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_a_frame_that_one_session_changes_is_as_it_was_for_another(
    voorbeeld_open: store.Snapshot,
    question: Callable[[store.Snapshot], pd.DataFrame],
    change: Callable[[pd.DataFrame], object],
) -> None:
    expected = question(voorbeeld_open).copy(deep=True)
    assert len(expected)
    change(question(voorbeeld_open))
    pd.testing.assert_frame_equal(question(voorbeeld_open), expected)


def test_a_page_shows_the_same_after_another_session_spoiled_what_it_got(visit: Visit) -> None:
    first = text_of(visit("trend", indicator="inwoners"))
    spoiled = AppTest.from_string(SPOIL, default_timeout=30).run()
    assert not spoiled.exception
    assert "kapot" not in text_of(visit("trend", indicator="inwoners"))
    assert text_of(visit("trend", indicator="inwoners")) == first


def test_words_per_indicator_are_a_copy_too(voorbeeld_open: store.Snapshot) -> None:
    _ask.states(voorbeeld_open)["inwoners"] = "kapot"
    assert _ask.states(voorbeeld_open)["inwoners"] == "cijfers"
    _ask.trends_of(voorbeeld_open, "GM9901")["inwoners"]["trend"] = "kapot"
    assert "kapot" not in str(_ask.trends_of(voorbeeld_open, "GM9901"))
    choices = _ask.border_choices(voorbeeld_open)
    choices.clear()
    assert _ask.border_choices(voorbeeld_open)


def test_no_cell_of_an_answer_is_a_thing_that_can_be_changed(voorbeeld_open: store.Snapshot) -> None:
    """A shared list in a cell would be the same list for every session."""
    for question in QUESTIONS.values():
        for _, column in question(voorbeeld_open).items():
            assert not column.map(lambda cell: isinstance(cell, list | dict | set)).any()
