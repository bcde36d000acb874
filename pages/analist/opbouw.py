"""Nieuwe opbouw: build a proposal beside what is served, see what it would change, and publish or discard it."""

from collections.abc import Callable
from html import escape

import streamlit as st

from charts.building import listed, progress
from charts.table import Column, to_html
from model.errors import WijkpeilError
from model.programme import Programme
from model.role import ADDS_DATA
from pages import _figure
from pages._access import visitor
from pages._address import link
from pages._ask import comparison
from pages._shell import empty, programme_name, reopen, say, say_wrong, workplace
from snapshot import acts, compare_words, proposal, separate, underway
from snapshot.compare import fresh_deliveries, served
from snapshot.comparison import Comparison
from snapshot.underway import State, Underway

MENU = ("Nieuwe opbouw", 95)
ROLES = ADDS_DATA

_SAID, _WRONG, _SURE = "wp_opbouw_gezegd", "wp_opbouw_fout", "wp_opbouw_zeker"
_DELIVERIES = [
    Column("name", "bron"),
    Column("edition", "editie"),
    Column("number", "levering", 0),
    Column("what", "wat"),
]
_INDICATORS = [
    Column("name", "indicator"),
    Column("before", "cijfers nu", 0),
    Column("after", "straks", 0),
    Column("appeared", "erbij", 0),
    Column("vanished", "vervallen", 0),
    Column("changed", "veranderd", 0),
    Column("status_changed", "andere status", 0),
    Column("revised", "herzien door de bron", 0),
    Column("ours", "eigen berekening", 0),
    Column("periods", "nieuwe perioden"),
]
_VALUES = [
    Column("name", "indicator"),
    Column("area", "gebied"),
    Column("period", "periode"),
    Column("before", "nu"),
    Column("after", "straks"),
    Column("cause", "door"),
    Column("from", "bron en editie"),
]
_VERDICTS = [
    Column("name", "indicator"),
    Column("area", "gebied"),
    Column("period", "periode"),
    Column("about", "oordeel over"),
    Column("before", "nu"),
    Column("after", "straks"),
    Column("turned", "let op"),
]


def render() -> None:
    """Draw the page."""
    purpose = "Maak een voorstel voor nieuwe cijfers, kijk wat er verandert, en publiceer of verwerp het."
    with workplace("Nieuwe opbouw", purpose) as here:
        programme = here.programme
        if programme is None:
            return
        _told(programme)
        now = underway.last()
        if now is not None and now.state is State.RUNNING:
            _running()
            return
        waits = proposal.place(programme.id).is_dir()
        if now is not None and now.programme == programme.id and now.hold:
            _ended(now)
        if waits:
            _proposal(programme)
        _begin(programme, waits)


def _told(programme: Programme) -> None:
    """What the last click did, once."""
    if wrong := st.session_state.pop(_WRONG, ""):
        say_wrong(wrong)
    if said := st.session_state.pop(_SAID, ""):
        say(said)
        address = link("overzicht", programma=programme.id)
        st.html(f'<p><a href="{escape(address)}" target="_self">Bekijk de nieuwe cijfers</a></p>')


def _do(act: Callable[[str], str]) -> None:
    """A click: the act gets the visitor's name and gives what is said of it, if anything."""
    who = visitor()
    if who.role not in ROLES:
        st.session_state[_WRONG] = "Uw rol mag dit niet. Vraag het een analist of de beheerder."
        return
    try:
        st.session_state[_SAID] = act(who.name)
    except WijkpeilError as error:
        st.session_state[_WRONG] = str(error)


@st.fragment(run_every=1.0)
def _running() -> None:
    """How far the build is; when it ends the whole page is drawn anew."""
    now = underway.last()
    if now is None or now.state is not State.RUNNING:
        st.rerun(scope="app")
        return
    st.html(progress(now.step, now.steps, now.text, now.seconds, programme_name(now.programme), now.who))
    if now.apart:
        st.button("Stop de opbouw", on_click=_do, args=(_stop,), icon=":material/stop_circle:")


def _ended(now: Underway) -> None:
    if now.state is State.FAILED:
        say_wrong(f"De opbouw is niet gelukt. Er is niets veranderd.\n{now.why}")
    elif now.state is State.BROKEN:
        say("De laatste opbouw is gestopt of afgebroken. Er is niets veranderd.")


def _begin(programme: Programme, waits: bool) -> None:
    """Which deliveries are new since the proposal, else since what is served; and the button."""
    directory = proposal.place(programme.id) if waits else served(programme.id)
    title = "Leveringen in het archief" if directory is None else "Nieuw sinds het geldende peil"
    st.html(f'<h2 class="wp-title">{"Nieuw sinds dit voorstel" if waits else title}</h2>')
    try:
        table = compare_words.delivery_table(fresh_deliveries(directory))
    except WijkpeilError as error:
        say_wrong(str(error))
        return
    if len(table):
        st.html(to_html(table, _DELIVERIES, title))
    elif directory is None:
        empty("Er is nog niets om op te bouwen", "Voeg eerst gegevens toe, of haal ze op met «wijkpeil fetch».")
    else:
        say(f"Alle leveringen in het archief zitten in {'dit voorstel' if waits else f'peil {directory.name}'}.")
    st.button(
        "Bouw opnieuw een voorstel op" if waits else "Bouw een voorstel op",
        on_click=_do,
        args=(lambda who: _start(who, programme.id),),
        type="secondary" if waits else "primary",
        icon=":material/construction:",
        help="Het geldende peil verandert niet. Een voorstel dat er al is, wordt vervangen." if waits else None,
    )


def _proposal(programme: Programme) -> None:
    """What the proposal would change, and the choice."""
    try:
        stale, found = proposal.why_not(programme.id), comparison(programme.id)
    except WijkpeilError as error:
        say_wrong(str(error))
        _discard(programme)
        return
    st.html('<h2 class="wp-title">Voorstel</h2>')
    about = [compare_words.cause_sentence(found), compare_words.public_sentence(found)]
    st.html(
        f'<p class="wp-lead">{compare_words.summary(found)}</p><p>{" ".join(about)}</p>'
        f'<p class="wp-small">{compare_words.origin(found)}</p>'
    )
    reasons = found.reasons()
    if stale:
        say_wrong(
            "\n".join(f"Dit voorstel kan niet meer worden gepubliceerd: {why}. Bouw opnieuw op." for why in stale)
        )
    elif reasons:
        say_wrong("\n".join(["Kijk hiernaar voordat u publiceert.", *reasons]))
    elif found.served:
        say("Alle verschillen blijven binnen de grenzen.")
    st.html(listed("Binnen welke grenzen is publiceren gewoon?", compare_words.limits_in_words(found.limits)))
    _choose(programme, stale, reasons)
    _tables(found)


def _choose(programme: Programme, stale: list[str], reasons: list[str]) -> None:
    sure = not reasons or stale or st.checkbox("Ik heb de verschillen bekeken en wil toch publiceren.", key=_SURE)
    with st.container(horizontal=True):
        st.button(
            "Publiceer",
            type="primary",
            disabled=bool(stale) or not sure,
            on_click=_do,
            args=(lambda who: _publish(who, programme),),
            icon=":material/publish:",
        )
        _discard(programme)


def _discard(programme: Programme) -> None:
    st.button("Verwerp", on_click=_do, args=(lambda who: _remove(who, programme.id),), icon=":material/delete:")


def _tables(found: Comparison) -> None:
    """Every table that is not empty; of a first proposal only what it brings."""
    parts = [("Per indicator", compare_words.indicator_table(found), _INDICATORS)]
    if found.served:
        parts += [
            ("Oordelen die veranderen", compare_words.verdict_table(found), _VERDICTS),
            ("Cijfers die het meest veranderen", compare_words.value_table(found), _VALUES),
            ("Andere leveringen", compare_words.delivery_table(found.deliveries), _DELIVERIES),
        ]
    for title, table, columns in parts:
        if len(table):
            st.html(f'<h3 class="wp-title">{title}</h3>{to_html(table, columns, title)}')
            if columns is not _DELIVERIES:
                _figure.download(table, columns, f"wijkpeil-{title.lower().replace(' ', '-')}")


def _start(who: str, programme: str) -> str:
    separate.begin(programme, who)
    return ""


def _stop(who: str) -> str:
    separate.stop(who)
    return ""


def _publish(who: str, programme: Programme) -> str:
    identifier = acts.publish_proposal(who, programme.id)
    reopen(programme.id)
    return f"Peil {identifier} geldt nu. Wie de monitor al open had, ziet het zodra de pagina opnieuw wordt geopend."


def _remove(who: str, programme: str) -> str:
    acts.discard_proposal(who, programme)
    return ""
