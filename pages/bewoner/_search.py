"""The search field of Mijn buurt: a postcode or a name, a choice where more than one place is meant, and a list."""

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from model.areas import Level, spoken_name
from pages import _ask
from pages._address import link, put
from pages._shell import say
from snapshot.find_area import find
from snapshot.store import Snapshot

_FIELD, _ANSWER = "wp_zoek", "wp_gevonden"
_NAMED = "We vinden geen buurt of wijk met deze naam. Kijk of u de naam goed hebt getypt, of kies uw buurt op de kaart."
_POSTCODE = "Deze postcode kennen we niet. Kijk of u hem goed hebt getypt. Of typ de naam van uw buurt."


def own_areas(s: Snapshot) -> pd.DataFrame:
    """Buurten and wijken that may be chosen, indexed by code."""
    frame = _ask.areas(s)
    return frame[frame["level"].isin([Level.BUURT, Level.WIJK])]


def field(s: Snapshot, own: pd.DataFrame) -> None:
    """The field, and under it what was found for the last search."""
    by_postcode = _ask.has_postcodes(s)
    label = "Uw postcode, of de naam van uw buurt" if by_postcode else "De naam van uw buurt"
    st.text_input(
        label,
        key=_FIELD,
        on_change=_search,
        args=(s,),
        max_chars=80,
        autocomplete="postal-code" if by_postcode else "off",
        icon=":material/search:",
    )
    answer = st.session_state.get(_ANSWER)
    if answer is None:
        return
    if not answer.codes:
        say(_POSTCODE if answer.postcode else _NAMED)
        return
    _choice([code for code in answer.codes if code in own.index], own, answer.postcode)


def _search(s: Snapshot) -> None:
    """What a visitor typed leads to one place at once, or to a choice; it stays out of the address."""
    text = st.session_state[_FIELD].strip()
    found = find(s, text) if text else None
    st.session_state[_ANSWER] = found
    if found is not None and len(found.codes) == 1:
        _take(found.codes[0])


def _take(code: str) -> None:
    put("gebied", code)
    st.session_state[_FIELD] = ""
    st.session_state[_ANSWER] = None


def _choice(codes: Sequence[str], own: pd.DataFrame, postcode: bool) -> None:
    why = "Deze postcode ligt in meer dan één buurt. " if postcode else ""
    st.html(f'<p class="wp-choice" role="status"><strong>{why}Welke buurt bedoelt u?</strong></p>')
    with st.container(horizontal=True, key="wp_keuze_buurt"):
        for code in codes:
            st.button(named(own, code), key=f"wp_kies_{code}", on_click=_take, args=(code,))


def named(own: pd.DataFrame, code: str) -> str:
    """The name, and what tells it from another of that name: that it is a wijk."""
    name = spoken_name(str(own.loc[code, "name"]))
    return f"{name} (hele wijk)" if own.loc[code, "level"] == Level.WIJK else name


def listed(own: pd.DataFrame) -> str:
    """All buurten by wijk as links: for who cannot use a map and does not want to type."""
    wijken = own[own["level"] == Level.WIJK].sort_values("name")
    buurten = own[own["level"] == Level.BUURT].sort_values("name")
    parts = [_wijk(str(code), spoken_name(str(wijken.loc[code, "name"])), buurten) for code in wijken.index]
    loose = buurten[~buurten["parent"].isin(wijken.index)]
    parts += [f"<ul class='wp-areas'>{_links(loose)}</ul>"] if len(loose) else []
    return f'<h2 class="wp-title">Alle buurten</h2><div class="wp-all-areas">{"".join(parts)}</div>'


def _wijk(code: str, name: str, buurten: pd.DataFrame) -> str:
    inside = _links(buurten[buurten["parent"] == code])
    return f"<section><h3>{_link(code, name)}</h3><ul>{inside}</ul></section>"


def _links(buurten: pd.DataFrame) -> str:
    return "".join(f"<li>{_link(str(code), str(name))}</li>" for code, name in buurten["name"].items())


def _link(code: str, name: str) -> str:
    return f'<a href="{link("buurt", gebied=code)}" target="_self">{escape(name)}</a>'
