"""What pages share about interventies: the programme folder as it is now, and the bars under a trend."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from charts import resident_words
from charts import timing as bars
from charts.interventies import Work
from charts.table import to_html
from model.areas import FOCUSWIJKEN_CODE, FOCUSWIJKEN_EXACT_CODE, Level
from model.errors import WijkpeilError
from model.gericht import focuswijken_in
from model.programme import Programme
from pages import _ask, _choices, _figure
from pages._address import link
from pages._shell import PageView, content, say_wrong
from pages._trend import Trend
from snapshot.programmes import check_programme
from snapshot.settings import settings
from snapshot.store import Snapshot
from snapshot.werk import public_work_of

_SHOWN = {"nee": "Niet tonen", "ja": "Tonen"}


def work_of(view: PageView) -> Work | None:
    """The programme with its tables, as its folder says now or as ``content`` says; None when there is no folder."""
    name = view.s.programme.id
    try:
        programme = check_programme(name).programme or view.s.programme
    except WijkpeilError as error:
        say_wrong(str(error))
        return None
    return Work(programme, content(name))


def link_to(view: PageView, interventie: str) -> str:
    """Address of all that is known of one interventie."""
    return link("interventies", programma=view.s.programme.id, interventie=interventie)


def asked(view: PageView, label: str = "Interventies") -> bool:
    """The choice whether interventies stand under a trend. The public has no programme folder, so no choice."""
    if settings().public:
        return False
    return _choices.pick(view, "interventies", list(_SHOWN), _SHOWN.__getitem__, label, pills=True) == "ja"


def public_work(view: PageView, buurten: Collection[str]) -> str:
    """What residents read of the work in the focuswijken of these buurten; HTML, empty for nothing."""
    programme = view.s.programme
    ids = focuswijken_in(programme, buurten)
    try:
        ones = [one for one in public_work_of(view.s) if set(one.focuswijken) & set(ids)]
    except WijkpeilError as error:
        say_wrong(str(error))
        return ""
    wijken = [wijk for wijk in programme.focuswijken if wijk.id in ids]
    return resident_words.work(ones, wijken, datetime.now(UTC).date())


def reach_of(s: Snapshot, programme: Programme, area: str) -> bars.Reach:
    """Which interventies belong to a drawn area; none to the rest of the city and to Nederland."""
    every = frozenset(wijk.id for wijk in programme.focuswijken)
    if area in (FOCUSWIJKEN_CODE, FOCUSWIJKEN_EXACT_CODE, *programme.gemeenten):
        return bars.Reach(every, unbound=True)
    kind, _, name = area.partition(":")
    if kind == Level.FOCUSWIJK.value:
        return bars.Reach(every & {name})
    areas = _ask.areas(s)
    buurten = areas.index[(areas["parent"] == area) & (areas["level"] == Level.BUURT.value)]
    return bars.Reach(frozenset(focuswijken_in(programme, [area, *buurten])))


class UnderTrend:
    """The interventies under one trend: ``draw`` draws both, and ``twin`` tells them in the table."""

    def __init__(self, view: PageView, trend: Trend, chosen: Sequence[str]) -> None:
        self.view, self.trend = view, trend
        self.work = work_of(view) if chosen else None
        if self.work is None:
            return
        reaches = {area: reach_of(view.s, self.work.programme, area) for area in chosen}
        today, span = datetime.now(UTC).date(), bars.span_of(trend.drawings)
        self.timing = bars.timing_of(self.work, trend.indicator.id, reaches, span, today)
        marks, look = self.timing.marks, view.tokens
        drawings = [
            bars.with_lane(drawing, marks, [line.area for line in panel], look)
            for drawing, panel in zip(trend.drawings, trend.panels, strict=True)
        ]
        self.trend = replace(trend, drawings=drawings, beside=partial(bars.spoken, self.timing))

    def draw(self) -> None:
        """The trend with its lane, and what the numbers in it are, with the fixed note."""
        self.trend.draw()
        if self.work is not None:
            view = self.view
            everything = link("interventies", programma=view.s.programme.id)
            st.html(bars.legend(self.work, self.timing, partial(link_to, view), everything))

    def twin(self) -> None:
        """The bars as a table, with its download."""
        if self.work is None or not self.timing.marks:
            return
        table = bars.table(self.work, self.timing)
        st.html(f'<h3 class="wp-group-title">Interventies</h3>{to_html(table, bars.COLUMNS, "Interventies")}')
        _figure.download(table, bars.COLUMNS, f"wijkpeil-interventies-{self.trend.indicator.id}")
