"""Choosing the buurten of an own group: on the map, from a list, by pasting, or from a focuswijk or wijk to begin with.

All ways lead to the address: ``buurten`` in short form (model.own_area) and ``naam``.
"""

from collections.abc import Iterable

import streamlit as st

from charts.own_map import own_map
from model.areas import Level, focuswijk_code
from model.own_area import LONGEST_NAME, LONGEST_TEXT, clean_name, named, packed, unpacked
from pages import _ask
from pages._address import put, widget
from pages._map import component
from pages._shell import PageView, say
from snapshot.drawn import inside
from snapshot.store import Snapshot

_PASTED, _UNKNOWN = "wp_plak", "wp_plak_onbekend"
_MOST_SAID = 5


def chosen(view: PageView) -> tuple[str, ...]:
    """The buurten that the address asks for, by code; a note tells of those that are not there (any more)."""
    names, former = _ask.buurten(view.s), _former(view.s)
    codes, wrong = unpacked(view.address.free("buurten", LONGEST_TEXT, keep=True))
    known = sorted({now for code in codes if (now := former.get(code, code)) in names})
    renamed = sum(1 for code in codes if code not in names and former.get(code) in names)
    wrong += sum(1 for code in codes if former.get(code, code) not in names)
    if renamed:
        which = "Een buurt uit de link heeft" if renamed == 1 else f"{renamed} buurten uit de link hebben"
        view.address.notes.append(f"{which} nu een andere code; u ziet de code van nu.")
    if wrong:
        year = view.s.programme.grenzenjaar
        which = "een buurt die" if wrong == 1 else f"{wrong} buurten die"
        lacks = "bestaat" if wrong == 1 else "bestaan"
        told = f"De link vraagt om {which} op de grenzen van {year} niet {lacks}. Die keuze is weggelaten."
        view.address.notes.append(told)
    view.address.understood("buurten", packed(known))
    return tuple(known)


def name(view: PageView) -> str:
    """The name of the group; empty before somebody gives it one."""
    text = clean_name(view.address.free("naam", 2 * LONGEST_NAME, keep=True))
    view.address.understood("naam", text)
    return text


def draw_name(text: str) -> None:
    """The field of the name."""
    widget(st.text_input, "naam", text, "Naam van het gebied", max_chars=LONGEST_NAME, placeholder="Eigen gebied")


def begin_with(view: PageView) -> None:
    """Begin with the buurten of a focuswijk or wijk; they replace what was chosen."""
    s, areas = view.s, _ask.areas(view.s)
    focus = {focuswijk_code(f.id): f"Focuswijk: {f.naam}" for f in s.programme.focuswijken if f.buurten}
    wijken = areas[(areas["level"] == Level.WIJK.value) & areas["gemeente"].isin(s.programme.gemeenten)]
    words = {
        "": "Niets: kies zelf",
        **focus,
        **{c: n for c, n in zip(wijken["code"], wijken["name"], strict=True) if _members(s, c)},
    }

    def write() -> None:
        area = st.session_state["wp_begin"]
        if area:
            put("buurten", packed(_members(s, area)))
            put("naam", clean_name(words[area].removeprefix("Focuswijk: ")))
        st.session_state["wp_begin"] = ""

    st.selectbox("Begin met", list(words), format_func=words.__getitem__, key="wp_begin", on_change=write)


def _members(s: Snapshot, area: str) -> list[str]:
    return [code for code in _ask.members(s, area) if code in _ask.buurten(s)]


def choose_on_map(view: PageView, codes: tuple[str, ...], title: str) -> None:
    """The map: a click puts a buurt in or takes it out, a drawn shape puts in all that lie inside."""
    s, names = view.s, _ask.buurten(view.s)
    ground = _ask.ground(s, Level.BUURT, set(names), s.programme.grenzenjaar)
    if ground is None:
        say("Er zijn geen kaartgrenzen van buurten. Kies ze in de lijst.")
        return
    people = _ask.areas(s)["inwoners"]
    picture = own_map(ground, {code: people.get(code) for code in names}, codes, title)
    key = "wp_kaart"

    def clicked() -> None:
        code = st.session_state[key].get("gebied")
        if code in names:
            put("buurten", packed(set(codes) ^ {code}))

    def drawn() -> None:
        found = [code for code in inside(s, st.session_state[key].get("vorm")) if code in names]
        if found:
            put("buurten", packed({*codes, *found}))

    component("kaart")(key=key, data=picture, on_gebied_change=clicked, on_vorm_change=drawn)


def choose_from_list(view: PageView, codes: tuple[str, ...]) -> None:
    """The list, by name or code, and the field to paste into; both work without the map."""
    names = _ask.buurten(view.s)
    key = "wp_buurten"
    st.session_state[key] = list(codes)

    def write() -> None:
        put("buurten", packed(st.session_state[key]))

    st.multiselect(
        "Buurten",
        list(names),
        format_func=lambda code: f"{names[code]} ({code})",
        key=key,
        on_change=write,
        placeholder="Zoek op naam of code",
    )
    with st.expander("Plak een lijst met codes of namen", icon=":material/content_paste:"):
        st.text_area("Codes of namen, elk op een eigen regel", key=_PASTED, max_chars=LONGEST_TEXT, height=120)
        st.button("Voeg toe", on_click=_paste, args=(view.s, codes), key="wp_plak_voeg_toe")
        if unknown := st.session_state.get(_UNKNOWN, ()):
            shown = ", ".join(unknown[:_MOST_SAID]) + (" en andere" if len(unknown) > _MOST_SAID else "")
            say(f"Niet herkend, of de naam van meer dan één buurt: {shown}.")
    if codes:
        st.button("Haal alles weg", on_click=put, args=("buurten", ""), key="wp_leeg")


def _paste(s: Snapshot, codes: Iterable[str]) -> None:
    found = named(st.session_state[_PASTED], _ask.buurten(s), _former(s))
    put("buurten", packed({*codes, *found.codes}))
    st.session_state[_UNKNOWN], st.session_state[_PASTED] = found.unknown, "\n".join(found.unknown)


def _former(s: Snapshot) -> dict[str, str]:
    """Code of now by code of before."""
    frame = _ask.former_codes(s)
    return dict(zip(frame["former"], frame["code"], strict=True))
