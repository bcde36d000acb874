"""Puts the city map on a page: the component that loads assets/kaart.js, and what a click on an area does."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
import streamlit as st

from charts.baseline import Baseline
from charts.border_words import on_borders
from charts.city_map import LEVEL_NAMES, Scheme, View, picture, spoken, title
from charts.figure import Caption, subtitle
from charts.judged import OVERVIEW, SINGLE
from charts.map_words import seen
from charts.numbers import period_label
from model.areas import Level
from model.indicator import Indicator
from pages import _ask, _figure
from pages._address import put
from pages._routes import version
from snapshot.store import Snapshot


@dataclass(frozen=True)
class Shown:
    """What a map shows: ``values`` as figures.map_values gives them, on the borders of ``year``."""

    s: Snapshot
    indicator: Indicator
    view: View
    level: Level
    period: str
    values: pd.DataFrame
    year: int | None
    scheme: Scheme
    against: Baseline = Baseline.REST

    @cached_property
    def caption(self) -> Caption:
        """The words around it."""
        tested = (OVERVIEW if self.against.overview else SINGLE,) if self.view is View.VERDICT else ()
        about = self.values, self.indicator, self.view, self.level, self.against
        return Caption(
            title=title(self.indicator, self.view, self.level, self.against),
            subtitle=subtitle(self.indicator, period_label(self.period), LEVEL_NAMES[self.level][1]),
            source=_ask.source_of(self.s, self.values),
            alternative=spoken(self.values, self.view, self.level, self.against),
            seen=seen(*about),
            notes=(*on_borders(self.values, self.year), *tested),
        )

    def draw(self, selected: str) -> None:
        """Map with its words; a line instead of a map where this level has no borders."""
        ground = _ask.ground(self.s, self.level, set(self.values["area"]), self.year)

        def drawn() -> None:
            if ground is None:
                st.html(f'<p class="wp-note">{_NO_GROUND}</p>')
                return
            shown = self.indicator, self.view, ground, self.period, self.level, self.scheme, selected, self.against
            city_map(picture(self.values, *shown), key="wp_kaart")

        _figure.framed(self.caption, drawn)


_NO_GROUND = "Er zijn geen kaartgrenzen voor dit niveau. De cijfers staan in de tabel."
# Only this is sent on a rerun; the script is a file that the browser keeps. (One line would be taken for a path.)
_LOADER = """export default async (component) => {{
  const script = await import(new URL('{file}', location.origin).href);
  return script.default(component);
}}
"""


def component(name: str) -> Callable[..., Any]:
    """The component that is drawn by the script ``assets/name.js``."""
    return _component(name, f"/assets/{version()}/{name}.js")


@st.cache_resource(show_spinner=False)
def _component(name: str, file: str) -> Callable[..., Any]:
    return st.components.v2.component(f"wijkpeil_{name}", js=_LOADER.format(file=file), isolate_styles=False)


def city_map(picture: dict[str, Any], key: str, choose: bool = True, to: Callable[[str], None] | None = None) -> None:
    """Draw a picture of charts.city_map; ``to`` takes the code of a chosen area, instead of the address."""

    def chosen() -> None:
        area = st.session_state[key].get("gebied")
        if area is not None:
            to(area) if to else put("gebied", area)

    component("kaart")(key=key, data=picture if choose else picture | {"fixed": True}, on_gebied_change=chosen)
