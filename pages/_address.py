"""The address holds the state: every choice is a query parameter, so that a link shows the same picture elsewhere.

The address leads and widgets follow: a widget writes its choice to the address before the script runs again. What an
address asks for and is not there gives the default and a friendly note; the asked text itself is never shown.
"""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote, urlencode

import streamlit as st

from pages._embed import FIGURE, PART, framed

_MEMORY = "wp_keuzes"
_NEUTER = {"cijfer", "doel", "gebied", "hoofdstuk", "niveau", "onderdeel", "onderwerp", "programma"}


def _that(what: str) -> str:
    return "dat" if what in _NEUTER else "die"


class Address:
    """Choices of one page view. ``notes`` holds what the address asked in vain; ``settle`` writes the address back."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self._chosen: dict[str, str | list[str]] = {}

    def one(self, name: str, what: str, options: Sequence[str], default: str, quiet: Sequence[str] = ()) -> str:
        """The asked option, else the one chosen before on another page, else the default.

        ``what`` names it in the note ("indicator"). ``quiet`` values fall back without a note: they exist, not here.
        """
        asked = st.query_params.get(name)
        remembered = st.session_state.get(_MEMORY, {}).get(name)
        value = default
        if asked in options:
            value = asked
        elif asked is None and remembered in options:
            value = remembered
        elif asked and asked not in quiet:
            self.notes.append(
                f"De link vraagt om een {what} {_that(what)} hier niet bestaat. U ziet nu de gewone keuze."
            )
        self._chosen[name] = value
        return value

    def several(self, name: str, what: str, options: Sequence[str], default: Sequence[str], most: int) -> list[str]:
        """Like ``one`` for a list of at most ``most``; what does not exist is left out with one note."""
        asked = st.query_params.get_all(name)
        remembered = st.session_state.get(_MEMORY, {}).get(name)
        known = list(dict.fromkeys(value for value in asked if value in options))
        if any(value and value not in options for value in asked):
            self.notes.append(f"De link vraagt om een {what} {_that(what)} hier niet bestaat. Die keuze is weggelaten.")
        if not asked and isinstance(remembered, list):
            chosen = [value for value in remembered if value in options]
        else:
            chosen = known or list(default)
        self._chosen[name] = chosen[:most]
        return chosen[:most]

    def free(self, name: str, most: int = 80, keep: bool = False) -> str:
        """Free text, such as a search; at most so many characters. ``keep``: else what was chosen before."""
        before = st.session_state.get(_MEMORY, {}).get(name, "") if keep else ""
        value = str(st.query_params.get(name, before))[:most]
        self._chosen[name] = value
        return value

    @property
    def choices(self) -> dict[str, list[str]]:
        """What an address must hold to show the same."""
        wanted = {name: value for name, value in self._chosen.items() if value not in ("", [])}
        return {name: value if isinstance(value, list) else [value] for name, value in wanted.items()}

    def understood(self, name: str, value: str) -> None:
        """What the page made of a free text: the address says that instead."""
        self._chosen[name] = value

    def settle(self) -> None:
        """Make the address say exactly what is shown, and keep the choices for other pages."""
        wanted = self.choices | ({PART: [FIGURE]} if framed() else {})
        present = {name: st.query_params.get_all(name) for name in st.query_params}
        if present != wanted:
            st.query_params.from_dict(wanted)
        st.session_state[_MEMORY] = st.session_state.get(_MEMORY, {}) | self._chosen


def widget(kind: Callable[..., Any], name: str, value: str | list[str], label: str, **options: Any) -> None:
    """Draw a Streamlit widget that shows ``value`` and writes what the visitor chooses to the address.

    A figure alone has no widgets: its address holds every choice.
    """
    if framed():
        return
    key = f"wp_{name}"
    st.session_state[key] = value
    kind(label, key=key, on_change=_write, args=(name, key), **options)


def put(name: str, value: str) -> None:
    """Write one choice to the address; empty takes it out."""
    if value:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]
    st.session_state.setdefault(_MEMORY, {})[name] = value


def put_several(name: str, values: list[str]) -> None:
    """Write a list of choices to the address."""
    st.query_params[name] = values
    st.session_state.setdefault(_MEMORY, {})[name] = values


def _write(name: str, key: str) -> None:
    value = st.session_state[key]
    if isinstance(value, list):
        put_several(name, value)
    elif value is not None:
        put(name, value)


def link(page: str, **choices: str) -> str:
    """Address of a page with choices, for a link inside the app."""
    query = urlencode({name: value for name, value in choices.items() if value}, quote_via=quote)
    return f"/{page}?{query}" if query else f"/{page}"
