"""What a coördinator does with one story: approve it, refuse it, record consent, or take it off everywhere."""

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st
from pydantic import ValidationError

from charts.numbers import day_label
from model.errors import WijkpeilError
from model.verhaal import Beoordeling, Toestemming, Verhaal
from pages._access import visitor
from pages._shell import say, say_wrong
from snapshot.stories import fingerprint, give_consent, judge_story
from snapshot.story_withdrawal import withdraw_story

_DONE = "wp_verhaal_gedaan"
_AGAIN = "Staat de openbare helft op een andere server, verzend haar dan opnieuw met: wijkpeil ship --to MAP."


def tell_what_was_done() -> None:
    """What became of the last act, once."""
    text, wrong = st.session_state.pop(_DONE, ("", False))
    if text:
        (say_wrong if wrong else say)(text)


def decide(programme: str, story: Verhaal) -> None:
    """The controls under a story, closed until asked for."""
    box = st.expander("Beoordelen en toestemming", icon=":material/gavel:", key=f"wp_oordeel_{story.id}")
    seen = fingerprint(programme, story.id)
    with box:
        if story.reden:
            say(f"Afgewezen: {story.reden}")
        if story.toestemming is None:
            _consent(programme, story, seen)
        else:
            _verdict(programme, story, seen)
        _take_away(programme, story)


def _verdict(programme: str, story: Verhaal, seen: str) -> None:
    consent = story.toestemming
    assert consent is not None
    whom = "iedereen" if consent.openbaar else "lezers binnen de gemeente"
    when = "Nu te zien" if story.may_be_shown else "Na goedkeuring te zien"
    say(f"Toestemming gegeven: {day_label(consent.gegeven)}. {when} voor {whom}.")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if story.beoordeling is not Beoordeling.GOEDGEKEURD:
            args = (programme, story.id, Beoordeling.GOEDGEKEURD, seen)
            st.button("Keur goed", key=f"wp_goed_{story.id}", type="primary", on_click=_judge, args=args)
        if story.beoordeling is not Beoordeling.AFGEWEZEN:
            st.text_input("Reden om af te wijzen", key=f"wp_reden_{story.id}", max_chars=300)
            args = (programme, story.id, Beoordeling.AFGEWEZEN, seen)
            st.button("Wijs af", key=f"wp_af_{story.id}", on_click=_judge, args=args)


def _consent(programme: str, story: Verhaal, seen: str) -> None:
    say("Er is nog geen toestemming van wie dit vertelt. Tot die er is, ziet niemand anders het.")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        today = f"{datetime.now(UTC):%Y-%m-%d}"
        st.text_input("Toestemming gegeven op", value=today, key=f"wp_gegeven_{story.id}", max_chars=10)
        st.checkbox("Ook openbaar", key=f"wp_openbaar_{story.id}")
        args = (programme, story.id, seen)
        st.button("Leg de toestemming vast", key=f"wp_vast_{story.id}", on_click=_agree, args=args)


def _take_away(programme: str, story: Verhaal) -> None:
    """One button, which works after the box beside it is ticked."""
    sure = st.checkbox(
        "Neem dit verhaal overal weg: tekst en foto verdwijnen, ook uit edities en van de openbare pagina's. "
        "Dit kan niet ongedaan worden gemaakt.",
        key=f"wp_zeker_{story.id}",
    )
    args = (programme, story.id)
    icon = ":material/delete:"
    name = "Trek de toestemming in"
    st.button(name, key=f"wp_weg_{story.id}", disabled=not sure, icon=icon, on_click=_withdraw, args=args)


def _judge(programme: str, story: str, verdict: Beoordeling, seen: str) -> None:
    reason = str(st.session_state.get(f"wp_reden_{story}", ""))
    said = "Het verhaal is goedgekeurd." if verdict is Beoordeling.GOEDGEKEURD else "Het verhaal is afgewezen."
    _do(lambda: judge_story(visitor().name, programme, story, verdict, reason, seen), f"{said} {_AGAIN}")


def _agree(programme: str, story: str, seen: str) -> None:
    given = str(st.session_state.get(f"wp_gegeven_{story}", "")).strip()
    try:
        consent = Toestemming(gegeven=given, openbaar=bool(st.session_state.get(f"wp_openbaar_{story}")))
    except ValidationError:
        st.session_state[_DONE] = ("Vul de dag van de toestemming in als 2026-03-31.", True)
        return
    _do(lambda: give_consent(visitor().name, programme, story, consent, seen), "De toestemming is vastgelegd.")


def _withdraw(programme: str, story: str) -> None:
    shipped: list[bool] = []
    _do(lambda: shipped.append(withdraw_story(visitor().name, programme, story)), f"Het verhaal is weg. {_AGAIN}")
    if any(shipped):
        text = "Laat het ook weghalen uit de map die met Wijkpeil is meegeleverd."
        st.session_state[_DONE] = (f"Het verhaal is nergens meer te zien. {_AGAIN} {text}", False)


def _do(act: Callable[[], object], done: str) -> None:
    try:
        act()
        st.session_state[_DONE] = (done, False)
    except WijkpeilError as error:
        st.session_state[_DONE] = (str(error), True)
