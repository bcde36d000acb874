"""Kloof: how far the focuswijken are from the rest of the city, what became of that, and whether fast enough."""

from functools import partial
from html import escape

import streamlit as st

from charts import concentration, kloof, kloof_table
from charts import kloof_words as words
from charts.figure import Caption, head, subtitle
from charts.frames import Row, records
from charts.kloof_cards import by_indicator, cards
from charts.kloof_sums import sums
from charts.kloof_why import why
from charts.table import to_html
from model.areas import FOCUSWIJKEN_CODE, FOCUSWIJKEN_EXACT_CODE, REST_CODE
from model.indicator import Indicator
from pages import _ask, _figure
from pages._address import link, widget
from pages._shell import PageView, empty, page

MENU = ("Kloof", 12)
PUBLIC = True
ABOUT = "Het verschil tussen de focuswijken en de rest van de stad: hoe groot het is en of het kleiner wordt."


def render() -> None:
    """Draw the page."""
    with page("Kloof", "Wordt het verschil tussen de focuswijken en de rest van de stad kleiner?") as view:
        if view is not None:
            _body(view)


def _body(view: PageView) -> None:
    s, programme = view.s, view.s.programme
    if not programme.kernset or not any(f.buurten for f in programme.focuswijken):
        empty("Nog geen kloof", "Hier komt het verschil per kerncijfer.", "Vul focuswijken en kernset in.")
        return
    names = {"": "Alle kerncijfers"} | {i: s.indicators[i].name for i in (*programme.kernset, *s.indicators)}
    chosen = view.address.one("indicator", "indicator", list(names), "")
    with st.columns([2, 3])[0]:
        ways = {"options": list(names), "format_func": names.__getitem__, "filter_mode": "contains"}
        widget(st.selectbox, "indicator", chosen, "Toon groot", **ways)
    if chosen:
        _large(view, s.indicators[chosen])
    else:
        _sums(view)
    _cards(view, twin=not chosen)
    _targets(view)


def _sums(view: PageView) -> None:
    s, programme = view.s, view.s.programme
    rows = records(_ask.kloof_doel(s))
    if not rows:
        return
    by_group = {
        area: {(row["bouwsteen"], row["doel"]): row for row in rows if row["area"] == area}
        for area in (FOCUSWIJKEN_CODE, FOCUSWIJKEN_EXACT_CODE)
    }
    scores: dict[str, list[Row]] = {}
    for row in records(_ask.kloof_composite(s)):
        scores.setdefault(str(row["bouwsteen"]), []).append(row)
    caption = Caption(
        title=f"Wordt het verschil kleiner, per {programme.bouwsteen_naam.lower()}?",
        subtitle="Alle kerncijfers samen · elk verschil van nu vergeleken met dat bij de nulmeting",
        source="",
    )
    st.html(head(caption))
    missing = _ask.composite_missing(s)
    st.html(sums(programme.bouwstenen, *by_group.values(), scores, missing, s.indicators))


def _cards(view: PageView, twin: bool) -> None:
    s, programme = view.s, view.s.programme
    frame = _ask.kloof(s, programme.kernset)
    gaps = by_indicator(records(frame[frame["area"] == FOCUSWIJKEN_CODE]))
    without = {i: _ask.why_no_kloof(s, i) for i in programme.kernset if i not in gaps}
    newest = [rows[-1] for rows in gaps.values()]
    address = partial(link, "kloof", programma=programme.id)
    caption = Caption(
        title=f"Hoe groot is het verschil, per {programme.bouwsteen_naam.lower()}?",
        subtitle="Focuswijken samen min rest van de stad · streep: geen verschil · stippellijn: nulmeting",
        source=kloof_table.sources(newest, s.sources),
        notes=words.notes(programme),
    )
    shown = cards(programme.bouwstenen, gaps, without, s.indicators, view.tokens, address)
    _figure.framed(caption, lambda: st.html(shown))
    if twin and newest:
        table = partial(kloof_table.of_several, newest, s.indicators, s.sources)
        _figure.twin(caption.title, table, kloof_table.SEVERAL, "wijkpeil-kloof")


def _large(view: PageView, indicator: Indicator) -> None:
    s, frame = view.s, _ask.kloof(view.s, [indicator.id])
    rows, exact = (records(frame[frame["area"] == area]) for area in (FOCUSWIJKEN_CODE, FOCUSWIJKEN_EXACT_CODE))
    if not rows:
        empty(f"Geen kloof: {indicator.name}", f"De reden: {_ask.why_no_kloof(s, indicator.id)}.", indicator.feeds)
        return
    fan = _ask.kloof_fan(s, indicator.id, FOCUSWIJKEN_CODE)
    sides = _ask.trend(s, indicator.id, [FOCUSWIJKEN_CODE, REST_CODE])
    caption = Caption(
        title=words.title(rows[-1], indicator),
        subtitle=subtitle(indicator, "focuswijken samen min rest van de stad"),
        source=kloof_table.sources(rows, s.sources),
        seen=words.seen(rows[-1], indicator, _ask.city(s)),
        notes=kloof.notes(rows, fan, indicator),
    )

    def draw() -> None:
        drawing = kloof.figure(rows, fan, indicator, kloof.open_periods(sides), view.tokens)
        ways = {"displayModeBar": False, "scrollZoom": False}
        st.plotly_chart(drawing, key="wp_kloof", theme=None, alt=caption.seen, config=ways)

    _figure.framed(caption, draw)
    now = {row["area"]: row for row in records(sides[sides["period"] == rows[-1]["period"]])}
    with st.expander("Waarom zie ik dit?", icon=":material/help:"):
        ring = next(iter(records(_ask.waterbed(s, (indicator.id,)))), None)
        changed = records(_ask.composition(s, FOCUSWIJKEN_CODE))
        phi = _ask.dispersion(s).get(indicator.id)
        st.html(why(rows[-1], exact[-1:], now, indicator, phi, s.sources, ring, changed))
    _spread(view, indicator, str(rows[-1]["nulmeting_period"]))
    table = partial(kloof_table.of_one, frame, _ask.areas(s)["name"], s.sources)
    _figure.twin(caption.title, table, kloof_table.columns(indicator), f"wijkpeil-kloof-{indicator.id}")


def _spread(view: PageView, indicator: Indicator, nulmeting: str) -> None:
    rows = records(_ask.concentration(view.s, [indicator.id]))
    shown = concentration.chosen(rows, nulmeting, indicator)
    st.html(f'<h3 class="wp-title">{concentration.TITLE}</h3>')
    if not shown:
        st.html(f'<p class="wp-seen">{escape(concentration.why_none(rows))}</p>')
        return
    said = concentration.sentences(shown, indicator, view.s.indicators)
    st.html("".join(f'<p class="wp-seen wp-said">{escape(sentence)}</p>' for sentence in said))
    columns = concentration.columns(indicator, shown)
    st.html(to_html(concentration.table(shown, indicator), columns, concentration.TITLE))
    st.html(f'<p class="wp-source">{escape(f"{concentration.unit_note(indicator)} {concentration.UNTESTED}")}</p>')


def _targets(view: PageView) -> None:
    rows = _ask.streefwaarden(view.s)
    st.html('<h2 class="wp-title">Streefwaarden van het programma</h2>')
    if not len(rows):
        st.html('<p class="wp-seen">Nog niet vastgesteld. Ze komen hier te staan zodra ze in programme.yaml staan.</p>')
        return
    st.html(to_html(kloof_table.of_targets(rows, view.s.indicators), kloof_table.TARGETS, "Streefwaarden"))
