"""A form for a new story: text, place, photo, and what who tells it agreed to."""

from datetime import UTC, datetime
from typing import Any

import streamlit as st
from pydantic import ValidationError

from model.errors import WijkpeilError
from model.verhaal import Foto, Toestemming, Verhaal
from pages import _ask
from pages._access import visitor
from pages._shell import PageView, say, say_wrong
from snapshot.photo import MOST_BYTES
from snapshot.stories import write_story
from snapshot.story_files import MOST_TEXT

_ROUND = "wp_verhaal_ronde"
_WRITTEN = "wp_verhaal_geschreven"
_NONE, _INTERN, _PUBLIC = "Nog niet", "Ja, voor lezers binnen de gemeente", "Ja, ook voor iedereen op internet"
_MOST_INDICATORS = 4


def write(view: PageView) -> None:
    """The form, closed until asked for."""
    with st.expander("Schrijf een nieuw verhaal", icon=":material/edit:", key="wp_verhaal_nieuw"):
        if st.session_state.pop(_WRITTEN, False):
            say("Het verhaal is bewaard en wacht op beoordeling.")
        with st.form(f"wp_verhaal_{st.session_state.get(_ROUND, 0)}", border=False):
            fields = _fields(view)
            sent = st.form_submit_button("Bewaar het verhaal", type="primary")
        if sent:
            _keep(view, fields)


def _key(name: str) -> str:
    return f"wp_nieuw_{name}_{st.session_state.get(_ROUND, 0)}"


def _fields(view: PageView) -> dict[str, Any]:
    s = view.s
    wijken = {wijk.id: f"{wijk.naam} (focuswijk)" for wijk in s.programme.focuswijken}
    places = {"": f"Heel {_ask.city(s)}"} | wijken | _ask.buurten(s)
    parts = {"": "Geen"} | {one.id: one.naam for one in s.programme.bouwstenen}
    fields: dict[str, Any] = {}
    fields["titel"] = st.text_input("Titel", key=_key("titel"), max_chars=120)
    about = "Het verhaal, zonder namen, adressen of nummers van mensen; een lege regel begint een alinea"
    fields["tekst"] = st.text_area(about, key=_key("tekst"), max_chars=MOST_TEXT, height=220)
    left, right = st.columns(2)
    with left:
        fields["gebied"] = _choice("Plek", "plek", places)
        today = f"{datetime.now(UTC):%Y-%m-%d}"
        fields["datum"] = st.text_input("Datum, zoals 2026-03-31 of 2026", today, key=_key("datum"), max_chars=10)
    with right:
        fields["bouwsteen"] = _choice(s.programme.bouwsteen_naam, "bouwsteen", parts)
        whose = "Wie vertelt het, zonder naam"
        fields["verteller"] = st.text_input(whose, key=_key("verteller"), max_chars=80, placeholder="een bewoner")
    states = _ask.states(s)
    options = [i for i in s.indicators if states.get(i) == "cijfers"]
    fields["indicatoren"] = st.multiselect(
        "Welke cijfers kleurt het?",
        options,
        key=_key("indicatoren"),
        format_func=lambda i: s.indicators[i].name,
        max_selections=_MOST_INDICATORS,
    )
    fields["foto"] = st.file_uploader(
        "Foto (JPEG of PNG)", type=["jpg", "jpeg", "png"], max_upload_size=MOST_BYTES // 1_000_000, key=_key("foto")
    )
    left, right = st.columns(2)
    seen = "Wat is op de foto te zien?"
    fields["beschrijving"] = left.text_input(seen, key=_key("beschrijving"), max_chars=200)
    fields["maker"] = right.text_input("Wie maakte de foto?", key=_key("maker"), max_chars=80)
    agreed = "Er staat niemand herkenbaar op de foto, of die mensen vinden het goed"
    fields["op_foto"] = st.checkbox(agreed, key=_key("op_foto"))
    asked = "Vindt wie dit vertelt het goed dat het te lezen is?"
    fields["toestemming"] = st.radio(asked, [_NONE, _INTERN, _PUBLIC], key=_key("toestemming"))
    return fields


def _choice(label: str, name: str, options: dict[str, str]) -> str:
    return str(st.selectbox(label, list(options), key=_key(name), format_func=options.__getitem__))


def _keep(view: PageView, fields: dict[str, Any]) -> None:
    photo = fields["foto"]
    try:
        story = _story(fields)
    except ValidationError:
        say_wrong("De datum klopt niet. Schrijf hem als 2026-03-31, 2026-03 of 2026.")
        return
    try:
        write_story(visitor().name, view.s.programme.id, story, photo.getvalue() if photo else None)
    except WijkpeilError as error:
        say_wrong(str(error))
        return
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state[_WRITTEN] = True
    st.rerun()


def _story(fields: dict[str, Any]) -> Verhaal:
    """Raises ValidationError for a date that is none."""
    foto = None
    if fields["foto"] or fields["beschrijving"].strip():
        texts = {"beschrijving": fields["beschrijving"].strip(), "maker": fields["maker"].strip()}
        foto = Foto(bestand="nieuw.jpg", **texts, toestemming=fields["op_foto"])
    consent = None
    if fields["toestemming"] != _NONE:
        today = f"{datetime.now(UTC):%Y-%m-%d}"
        consent = Toestemming(gegeven=today, openbaar=fields["toestemming"] == _PUBLIC)
    return Verhaal(
        id="nieuw",
        titel=" ".join(fields["titel"].split()),
        tekst=fields["tekst"].strip(),
        datum=fields["datum"].strip(),
        gebied=fields["gebied"],
        bouwsteen=fields["bouwsteen"],
        indicatoren=tuple(fields["indicatoren"]),
        verteller=fields["verteller"].strip(),
        foto=foto,
        toestemming=consent,
    )
