"""The cards of one area on Mijn buurt, kept per snapshot, area and theme: they are the same for every visitor."""

from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from charts import resident_cards
from charts.border_words import moves_of
from charts.resident_cards import Fact
from charts.sparkline import sparkline
from charts.style import theme
from charts.trend import lines_of
from model.areas import spoken_name
from model.indicator import Indicator
from pages import _ask
from snapshot import said
from snapshot.store import Snapshot

_KEY = {Snapshot: lambda s: (s.programme.id, s.id, s.audience)}


@st.cache_resource(hash_funcs=_KEY, max_entries=500, show_spinner=False)
def cards_of(s: Snapshot, area: str, theme_name: str) -> str:
    """Cards and source line as HTML; empty when there is not a single figure. ``theme_name``: of charts.style."""
    name, city = spoken_name(_ask.name_of(s, area)), _ask.city(s)
    chosen, rows = _ask.resident(s, area)
    if not chosen.shown:
        return ""
    names = {source.id: source.name for source in s.sources.values()}
    trends, codes = _ask.trends_of(s, area), s.programme.gemeenten
    histories = _ask.histories(s, chosen.shown, [area, *(codes if len(codes) == 1 else [])])
    facts = []
    for i in chosen.shown:
        indicator = s.indicators[i]
        standing, moved = said.told(rows[i], trends.get(i), indicator, city)
        picture = _small_trend(s, indicator, histories[i], area, theme_name)
        source = resident_cards.source_of(names, rows[i])
        facts.append(Fact(indicator, rows[i], standing, moved, picture, source))
    line = _ask.source_of(s, pd.DataFrame([rows[i] for i in chosen.shown]))
    return f'{resident_cards.cards(facts, name, city)}<p class="wp-source">{escape(line)}</p>'


def _small_trend(s: Snapshot, indicator: Indicator, history: pd.DataFrame, area: str, theme_name: str) -> str:
    """The area as a line and the city as dots."""
    moves = moves_of(_ask.border_changes(s), history).get(area, ())
    lines = [replace(line, name=spoken_name(line.name)) for line in lines_of(history, [area])]
    return sparkline(lines, indicator, theme(theme_name, s.programme.huisstijl), moves)
