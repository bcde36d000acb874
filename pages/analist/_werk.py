"""What is being done in one focuswijk, and when, beside the trend of a figure that it aims at."""

from datetime import UTC, datetime
from functools import partial
from html import escape

import streamlit as st

from charts import tijdlijn
from charts.explained import explained
from charts.figure import Caption
from charts.frames import as_float, records
from charts.interventies import Work, brief, how_many
from charts.trend_words import columns as trend_columns
from charts.words import in_sentence
from model.areas import Level, focuswijk_code
from model.gericht import indicators_of
from model.programme import Focuswijk
from model.uitvoering import Interventie
from pages import _ask, _figure
from pages._address import link, widget
from pages._export import Figures
from pages._interventies import UnderTrend, asked, link_to, work_of
from pages._shell import PageView
from pages._trend import trend_of
from snapshot import presentation


def doing(view: PageView, wijk: Focuswijk) -> None:
    """The timeline of the interventies in a focuswijk, and under it, when asked, one figure with their bars."""
    work = work_of(view)
    if work is None or not work.inhoud.interventies:
        return
    own = [one for one in work.inhoud.interventies if wijk.id in one.focuswijken]
    free = sum(1 for one in work.inhoud.interventies if not one.focuswijken)
    unbound = f"{how_many(free).capitalize()} niet aan een focuswijk gebonden; die staan hier niet bij."
    go, undated = partial(link_to, view), tijdlijn.unknown(own)
    caption = Caption(
        title="Wat wordt hier gedaan?",
        subtitle=f"{how_many(len(own)).capitalize()} in {in_sentence(wijk.naam, Level.FOCUSWIJK.value)}",
        source="",
        notes=(tijdlijn.TIMING, *([unbound] if free else [])),
    )

    def draw() -> None:
        st.html(tijdlijn.tijdlijn(work.grouped(own), datetime.now(UTC).date(), go) or "<p></p>")
        if undated:
            st.html(f'<h3 class="wp-group-title">Geen moment bekend</h3>{brief(undated, go)}')
        everything = link("interventies", programma=view.s.programme.id, focuswijk=wijk.id)
        st.html(f'<p><a href="{escape(everything)}" target="_self">Alles over deze interventies</a></p>')

    _figure.framed(caption, draw)
    if own and wijk.buurten and asked(view, "Een cijfer met deze interventies eronder"):
        _trend(view, work, wijk, own)


def _trend(view: PageView, work: Work, wijk: Focuswijk, own: list[Interventie]) -> None:
    s, area = view.s, focuswijk_code(wijk.id)
    aimed = dict.fromkeys(
        i for one in own for i in indicators_of(work.programme, work.inhoud, one) if i in s.indicators
    )
    rows = records(_ask.profile(s, area, tuple(aimed)))
    known = {str(row["indicator"]) for row in rows if as_float(row["value"]) is not None}
    options = [i for i in aimed if i in known]
    if not options:
        return
    chosen = view.address.one("cijfer", "cijfer", options, options[0], quiet=list(s.indicators))
    names = {i: s.indicators[i].name for i in options}
    with st.columns([2, 3])[0]:
        widget(st.selectbox, "cijfer", chosen, "Cijfer", options=options, format_func=names.__getitem__)
    grenzen = presentation.year_of(_ask.border_choices(s)[0])
    trend = trend_of(s, chosen, [area], grenzen, view.tokens.name)
    under, file = UnderTrend(view, trend, [area]), Figures(s, [chosen], list(dict.fromkeys(trend.frame["area"])))
    _figure.framed(trend.caption, under.draw)
    table, columns = partial(explained, trend.frame, s.sources), trend_columns(trend.indicator)
    _figure.twin(trend.caption.title, table, columns, file, under.twin, key="wp_tabel_verloop")
    st.html(f'<p class="wp-source"><a href="{escape(_more(view, chosen, area))}" target="_self">Open bij Trend</a></p>')


def _more(view: PageView, indicator: str, area: str) -> str:
    return link("trend", programma=view.s.programme.id, indicator=indicator, gebied=area, interventies="ja")
