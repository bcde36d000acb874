"""Kaart van de stad: one subject over all buurten, in plain words, with a table for who cannot use a map."""

from html import escape

import streamlit as st

from charts.city_map import View, picture, spoken, title
from charts.explained import explained
from charts.figure import Caption
from charts.frames import Row, as_float, records
from charts.numbers import period_label, unit_label, with_unit
from charts.place import without_comparison
from charts.resident_cards import sentence
from charts.style import DARK
from charts.table import Column
from model.areas import Level
from model.indicator import Indicator
from pages import _ask, _figure
from pages._address import link, widget
from pages._embed import framed, offer
from pages._export import Figures
from pages._map import city_map
from pages._shell import PageView, empty, page
from snapshot import said

MENU = ("Kaart van de stad", 20)
PUBLIC = True
EMBED = True
ABOUT = "Kies een onderwerp en zie op de kaart hoe het gaat in alle buurten van de stad."


def render() -> None:
    """Draw the page."""
    with page("Kaart van de stad", "Kies een onderwerp. De kaart laat zien hoe het in elke buurt is.") as view:
        if view is not None:
            _body(view)


def _body(view: PageView) -> None:
    s = view.s
    subjects = _ask.subjects(s)
    if not subjects:
        empty("Nog geen kaart", "Er zijn nog geen cijfers over buurten. Kom later nog eens terug.")
        return
    names = {i: s.indicators[i].plain_name for i in subjects}
    chosen = view.address.one("indicator", "onderwerp", subjects, _ask.first_subject(s), quiet=list(s.indicators))
    ways = {"options": subjects, "format_func": names.__getitem__, "filter_mode": "contains"}
    with st.columns([2, 3])[0]:
        widget(st.selectbox, "indicator", chosen, "Onderwerp", **ways)
    indicator = s.indicators[chosen]
    period = _ask.periods(s, chosen, Level.BUURT)[0]
    values = _ask.map_values(s, chosen, period, Level.BUURT)
    area = view.address.one("gebied", "gebied", ["", *values["area"]], "", quiet=list(_ask.areas(s).index))
    caption = Caption(
        title=title(indicator, View.VALUE, Level.BUURT),
        subtitle=f"Per buurt · {period_label(period)}",
        source=_ask.source_of(s, values),
        alternative=spoken(values, View.VALUE, Level.BUURT),
        seen=_whole_city(view, indicator, records(values)),
    )
    ground = _ask.ground(s, Level.BUURT, set(values["area"]))

    def draw() -> None:
        if ground is not None:
            shown = picture(values, indicator, View.VALUE, ground, period, Level.BUURT, selected=area)
            city_map(without_comparison(shown), key="wp_kaart_stad")

    _figure.framed(caption, draw)
    if framed():
        return
    if area:
        _chosen(indicator, records(values[values["area"] == area])[0])
    unit = unit_label(indicator.unit)
    columns = [
        Column("area_name", "buurt"),
        Column("value", f"cijfer ({unit})" if unit else "cijfer", indicator.decimals),
        Column("why", "toelichting"),
    ]
    file = Figures(s, [chosen], levels=[Level.BUURT], periods=[period])
    _figure.twin(caption.title, lambda: explained(values, s.sources), columns, file)
    offer("stad", view.address.choices, caption.title)


def _whole_city(view: PageView, indicator: Indicator, rows: list[dict[str, object]]) -> str:
    found = (as_float(row["gemeente_value"]) for row in rows)
    whole = next((value for value in found if value is not None), None)
    told = f" Heel {_ask.city(view.s)}: {with_unit(whole, indicator.unit, indicator.decimals)}." if whole else ""
    shade = "lichter" if view.tokens.name == DARK.name else "donkerder"
    return f"Hoe {shade} de kleur, hoe hoger het cijfer.{told}"


def _chosen(indicator: Indicator, row: Row) -> None:
    """The sentence of the buurt that was chosen on the map, and the way to its own page."""
    name = str(row["area_name"])
    known = as_float(row["value"]) is not None
    text = "".join(sentence(indicator, row, name)) if known else f"{name}: {said.missing(dict(row))}"
    more = link("buurt", gebied=str(row["area"]))
    st.html(
        f'<p class="wp-plain" role="status">{escape(text)}</p>'
        f'<p><a href="{more}" target="_self">Meer over {escape(name)}</a></p>'
    )
