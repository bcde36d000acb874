"""Wijk in beeld: a wijk or focuswijk in five themes: what residents say, beside what was counted."""

from functools import partial
from html import escape

import streamlit as st

from charts import wijkbeeld as chart
from charts.baseline import Baseline
from charts.border_words import moves_of
from charts.explained import of_several
from charts.figure import Caption
from charts.frames import Row, as_float, as_text, records
from charts.judged import SINGLE
from charts.mosaic import key
from charts.numbers import number
from charts.pairs import NOTE, TITLE, WHAT, pairs
from charts.programme_words import about
from charts.sparkline import SMALL, sparkline
from charts.style import theme
from charts.trend import lines_of
from model.areas import Level, focuswijk_code
from model.indicator import Kind
from model.wijkthema import Kant, Wijkthema
from pages import _ask, _choices, _figure
from pages._address import link, widget
from pages._export import Figures
from pages._shell import PageView, empty, page, say
from pages._trend import trend_of
from snapshot import wijkbeeld
from snapshot.store import Snapshot

MENU = ("Wijk in beeld", 16)

Parts = dict[Wijkthema, dict[Kant, list[chart.Shown]]]
_SCOPES = ("kerncijfers", "alle cijfers")
_MOST_BUURTEN = 12
_NOTHING = (
    "Hier komen de wijken en focuswijken, elk met vijf thema's.",
    "Haal kerncijfers van de gemeente op, of noem focuswijken met hun buurten in programme.yaml.",
)
_OLD = (
    "Dit peil is van een eerdere versie: het weet niet welke bronnen beleving meten, en alles staat bij registratie. "
    "Een nieuwe opbouw zet het goed."
)
_STRENGTHS = (
    "Binnen elk thema staan eerst de cijfers die gunstiger zijn dan in de gemeente. Een wijk is meer dan haar cijfers: "
    "vraag bewoners wat zij herkennen."
)


def render() -> None:
    """Draw the page."""
    purpose = (
        "Een wijk of focuswijk in vijf thema's: wat bewoners zeggen naast wat is geteld, vergeleken met de gemeente."
    )
    with page("Wijk in beeld", purpose) as view:
        if view is not None:
            _body(view)


def _body(view: PageView) -> None:
    s = view.s
    names = _names(s)
    if not names:
        empty("Nog geen wijk om in beeld te brengen", *_NOTHING)
        return
    with st.container(key="wp_keuzes"):
        left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        area = view.address.one("gebied", "gebied", list(names), next(iter(names)), quiet=list(_ask.areas(s).index))
        ways = {"options": list(names), "format_func": names.__getitem__, "filter_mode": "contains"}
        widget(st.selectbox, "gebied", area, "Wijk of focuswijk", **ways)
    with right:
        scope = _choices.pick(view, "omvang", _SCOPES, str.capitalize, "Toon", pills=True)
    if not wijkbeeld.told(s):
        say(_OLD)
    _head(s, area)
    buurten = _ask.members(s, area)
    parts = _themes(view, area, scope == _SCOPES[1])
    _pairs(s, area)
    if len(buurten) > 1:
        _buurten(view, area, buurten, parts)
    elif buurten:
        st.html(f'<p class="wp-small">Eén CBS-buurt: {escape(_ask.name_of(s, buurten[0]))} heeft dezelfde cijfers.</p>')


def _names(s: Snapshot) -> dict[str, str]:
    """Focuswijken with buurten and then wijken: what each is called, by its code."""
    wijken = {focuswijk_code(f.id): f"{f.naam} (focuswijk)" for f in s.programme.focuswijken if f.buurten}
    for row in records(_ask.areas(s)):
        if row["level"] == Level.WIJK.value:
            kind = "" if "wijk" in str(row["name"]).casefold() else " (wijk)"
            wijken[str(row["code"])] = f"{row['name']}{kind}"
    return wijken


def _head(s: Snapshot, area: str) -> None:
    """Its name, inhabitants and buurten."""
    inhabitants = as_float(_ask.areas(s).loc[area, "inwoners"])
    wijk = next((f for f in s.programme.focuswijken if focuswijk_code(f.id) == area), None)
    if wijk is not None:
        st.html(about(wijk, inhabitants, partial(_ask.name_of, s)))
        return
    count = f"{number(inhabitants)} inwoners. " if inhabitants is not None else ""
    named = ", ".join(_ask.name_of(s, code) for code in _ask.members(s, area)) or "geen"
    st.html(f'<p class="wp-area-name">{escape(_ask.name_of(s, area))}</p><p>{count}CBS-buurten: {escape(named)}.</p>')


def _gemeente(s: Snapshot, area: str) -> str:
    """Code of the gemeente that an area is compared with; empty for a group that lies in several."""
    return as_text(_ask.areas(s).loc[area, "gemeente"])


def _city(s: Snapshot, area: str) -> str:
    code = _gemeente(s, area)
    return _ask.name_of(s, code) if code else "de gemeente"


def _themes(view: PageView, area: str, every: bool) -> Parts:
    """The five themes, and what they hold."""
    s, name, city = view.s, _ask.name_of(view.s, area), _city(view.s, area)
    frame = _ask.profile(s, area, list(s.indicators))
    rows: dict[str, Row] = {str(row["indicator"]): row for row in records(frame) if as_float(row["value"]) is not None}
    places = wijkbeeld.placed(s, {i: str(row["period"]) for i, row in rows.items()}, every)
    ids = [i for sides in places.values() for side in sides.values() for i in side]
    pictures = _trends(s, area, tuple(ids), view.tokens.name)
    level = str(_ask.areas(s).loc[area, "level"])

    def shown(i: str) -> chart.Shown:
        address = link("verkennen", programma=s.programme.id, indicator=i, niveau=level, gebied=area)
        return chart.Shown(s.indicators[i], rows[i], pictures.get(i, ""), address)

    parts = {theme: {side: [shown(i) for i in sides[side]] for side in Kant} for theme, sides in places.items()}
    used = frame[frame["indicator"].isin(ids)]
    caption = Caption(
        title=f"Hoe staat {name} ervoor, vergeleken met {city}?",
        subtitle=f"Vijf thema's · beleving naast registratie · kleine lijn: {name} door de jaren, stippellijn: {city}",
        source=_ask.source_of(s, used),
        seen=chart.seen(parts, name, city),
        notes=tuple(note for note in (_STRENGTHS, chart.lacking(parts), SINGLE) if note),
    )
    table = partial(of_several, used, s.indicators, s.sources)
    _figure.show(caption, lambda: st.html(chart.themes(parts, city)), table, chart.COLUMNS, Figures(s, ids, [area]))
    return parts


@_ask.kept(60)
def _trends(s: Snapshot, area: str, ids: tuple[str, ...], look: str) -> dict[str, str]:
    """A small trend per indicator, beside that of the gemeente; empty where there is one moment only."""
    gemeente, tokens = _gemeente(s, area), theme(look, s.programme.huisstijl)
    histories = _ask.histories(s, list(ids), [area, *([gemeente] if gemeente else [])])
    found = {}
    for i, history in histories.items():
        indicator = s.indicators[i]
        drawn = history[history["area"] == area] if indicator.kind is Kind.COUNT else history
        moves = moves_of(_ask.border_changes(s), drawn).get(area, ())
        found[i] = sparkline(lines_of(drawn, [area]), indicator, tokens, moves, SMALL)
    return found


def _pairs(s: Snapshot, area: str) -> None:
    if not s.programme.paren:
        return
    st.html(f'<h2 class="wp-title">{TITLE}</h2><p class="wp-subtitle">{WHAT}</p>')
    st.html(pairs(records(_ask.pairs(s, (area,))), s.programme.paren, s.indicators))
    st.html(f'<p class="wp-source wp-pair-note">{NOTE}</p>')


def _buurten(view: PageView, area: str, buurten: list[str], parts: Parts) -> None:
    """The same figures of its CBS buurten, and one of them through the years."""
    s, name = view.s, _ask.name_of(view.s, area)
    named = sorted(((code, _ask.name_of(s, code)) for code in buurten), key=lambda one: one[1])
    shown = [one for sides in parts.values() for side in Kant for one in sides[side]]
    periods = {one.indicator.id: str(one.row["period"]) for one in shown}
    gemeente = _gemeente(s, area)
    first = {gemeente: _city(s, area)} if gemeente else {}
    areas = {**first, area: name, **dict(named[:_MOST_BUURTEN])}
    frame = _ask.side_by_side(s, periods, list(areas))
    cells: dict[tuple[str, str], Row] = {(str(r["area"]), str(r["indicator"])): r for r in records(frame)}
    more = len(buurten) - _MOST_BUURTEN
    title = f"Hoe verschillen de buurten van {name}?"
    caption = Caption(
        title=title,
        subtitle="Elk cijfer per CBS-buurt, getoetst tegen de gemeente",
        source=_ask.source_of(s, frame),
        notes=(SINGLE, *([f"U ziet de eerste {_MOST_BUURTEN} buurten; {more} andere niet."] if more > 0 else [])),
    )
    table = key(Baseline.GEMEENTE) + chart.buurten(parts, cells, areas, title)
    _figure.framed(caption, lambda: st.html(table))
    with st.container(key="wp_beeld_verloop"):
        with st.columns([1, 1])[0]:
            indicator = _choices.indicator(view, list(periods))
        trend = trend_of(s, indicator.id, [code for code, _ in named[:_MOST_BUURTEN]], None, view.tokens.name)
        _figure.framed(trend.caption, trend.draw)
