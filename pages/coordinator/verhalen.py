"""Verhalen: what residents and professionals tell, each beside the figures that it colours; writing and moderating."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from charts.border_words import moves_of
from charts.frames import records
from charts.numbers import day_label
from charts.sparkline import sparkline
from charts.stories import NO_PROOF, stones, story_html
from charts.story_figures import story_figures
from charts.trend import lines_of
from model.areas import LAND_CODE, focuswijk_code
from model.errors import WijkpeilError
from model.role import MODERATES
from model.verhaal import STATES, Verhaal
from pages import _ask, _stories
from pages._access import visitor
from pages._address import link, widget
from pages._shell import PageView, empty, page, say, say_wrong
from pages.coordinator import _verhaal_nieuw, _verhaal_oordeel
from snapshot.programmes import check_programme
from snapshot.story_withdrawal import withdrawn

MENU = ("Verhalen", 62)
_MOST = 12
_FIGURES = 4
_PURPOSE = "Wat bewoners en professionals vertellen, naast de cijfers die het kleurt."


def render() -> None:
    """Draw the page."""
    with page("Verhalen", _PURPOSE) as view:
        if view is not None:
            _body(view)


def _body(view: PageView) -> None:
    s, moderates = view.s, visitor().role in MODERATES
    try:
        checked = check_programme(s.programme.id)
    except WijkpeilError as error:
        say_wrong(str(error))
        return
    _verhaal_oordeel.tell_what_was_done()
    present = tuple(story for story in checked.verhalen if moderates or story.may_be_shown)
    ids = [story.id for story in present]
    one = view.address.one("verhaal", "verhaal", ["", *ids], "")
    found = [story for story in present if story.id == one] if one else _filtered(view, present, moderates)
    if one:
        st.html(f'<p><a href="{link("verhalen", programma=s.programme.id)}" target="_self">Alle verhalen</a></p>')
    for story in found[:_MOST]:
        _story(view, story, moderates)
    if len(found) > _MOST:
        say(f"U ziet de nieuwste {_MOST} van {len(found)} verhalen. Kies een plek of {_bouwsteen(view)} om te zoeken.")
    if present and not found:
        say("Bij deze keuze is er geen verhaal.")
    elif not found:
        empty("Nog geen verhalen", "Hier komen verhalen die zijn goedgekeurd, met toestemming van wie ze vertelt.")
    else:
        st.html(f'<p class="wp-source">{NO_PROOF}</p>')
    if moderates:
        _keep_up(view, checked.of_stories)


def _bouwsteen(view: PageView) -> str:
    return view.s.programme.bouwsteen_naam.lower()


def _filtered(view: PageView, present: Sequence[Verhaal], moderates: bool) -> list[Verhaal]:
    """The stories of the chosen bouwsteen, place and state."""
    s, columns = view.s, st.columns(3)
    parts = {"": "Alle"} | {one.id: one.naam for one in s.programme.bouwstenen}
    places = {"": "Overal"} | {story.gebied: _stories.place_of(s, story.gebied) for story in present if story.gebied}
    states = {"": "Elke stand"} | {state: state.capitalize() for state in STATES}
    bouwsteen = view.address.one("bouwsteen", "bouwsteen", list(parts), "")
    place = view.address.one("plek", "plek", list(places), "")
    state = view.address.one("stand", "stand", list(states), "") if moderates else ""
    with columns[0]:
        label = s.programme.bouwsteen_naam
        widget(st.selectbox, "bouwsteen", bouwsteen, label, options=list(parts), format_func=parts.__getitem__)
    with columns[1]:
        widget(st.selectbox, "plek", place, "Plek", options=list(places), format_func=places.__getitem__)
    if moderates:
        with columns[2]:
            widget(st.selectbox, "stand", state, "Stand", options=list(states), format_func=states.__getitem__)
    return [
        story
        for story in present
        if bouwsteen in ("", story.bouwsteen) and place in ("", story.gebied) and state in ("", story.state)
    ]


def _story(view: PageView, story: Verhaal, moderates: bool) -> None:
    s = view.s
    state = "" if story.may_be_shown and not moderates else _state(story)
    html = story_html(story, _stories.about(s, story), _stories.photo_address(s, story), state)
    ids = [i for i in story.indicatoren if i in s.indicators][:_FIGURES]
    if not ids:
        st.html(html)
    else:
        left, right = st.columns([3, 2], gap="medium")
        left.html(html)
        right.html(_figures(view, story, ids))
    if moderates:
        _verhaal_oordeel.decide(s.programme.id, story)


def _state(story: Verhaal) -> str:
    return f"{story.state}, openbaar" if story.may_be_public else story.state


def _figures(view: PageView, story: Verhaal, ids: list[str]) -> str:
    """The card with the figures of the story's own place."""
    s = view.s
    area = _area(view, story)
    rows = {str(row["indicator"]): row for row in records(_ask.profile(s, area, ids))}
    moves, pictures = _ask.border_changes(s), {}
    for i, history in _ask.histories(s, ids, [area]).items():
        lines = [replace(line, name=_stories.place_of(s, story.gebied)) for line in lines_of(history, [area])]
        pictures[i] = sparkline(lines, s.indicators[i], view.tokens, moves_of(moves, history).get(area, ()))
    return story_figures(ids, rows, s.indicators, pictures, _ask.city(s), _stories.place_of(s, story.gebied))


def _area(view: PageView, story: Verhaal) -> str:
    """The area whose figures stand beside a story; without one of its own that of the gemeente."""
    programme = view.s.programme
    if story.gebied in {wijk.id for wijk in programme.focuswijken}:
        return focuswijk_code(story.gebied)
    return story.gebied or (programme.gemeenten[0] if len(programme.gemeenten) == 1 else LAND_CODE)


def _keep_up(view: PageView, mistakes: Sequence[str]) -> None:
    """For who moderates: a new story, what is wrong in the folder, and what was taken away."""
    _verhaal_nieuw.write(view)
    if mistakes:
        with st.expander(f"Verhalen die niet kloppen in de map ({len(mistakes)})", icon=":material/error:"):
            say_wrong("\n".join(mistakes))
    if gone := withdrawn(view.s.programme.id):
        with st.expander(f"Ingetrokken ({len(gone)})", icon=":material/delete:"):
            st.html(
                stones([(stone.id, stone.ingetrokken and day_label(stone.ingetrokken), stone.door) for stone in gone])
            )
