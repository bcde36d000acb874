"""Focusgebieden: the kernset of this programme beside other focusgebieden, gemeenten alike and the country.

Not for the public: figures of other places have not been through its disclosure control.
"""

from functools import partial
from html import escape

import streamlit as st

from charts import elsewhere as chart
from charts.figure import Caption
from charts.frames import as_float
from charts.judged import SINGLE, margin
from model.areas import FOCUSWIJKEN_CODE
from pages import _ask, _choices, _figure
from pages._address import link
from pages._shell import PageView, empty, page
from snapshot import elsewhere
from snapshot.store import Snapshot

MENU = ("Focusgebieden", 17)

_OWN = "Eigen focuswijken samen"
_ORDER = "De volgorde is die van het bestand met focusgebieden en zegt niets over hoe een gebied ervoor staat."
_READ = (
    "Een vak vergelijkt de eigen focuswijken met dat gebied, in hetzelfde jaar. Gebieden verschillen in grootte en in "
    "wie er wonen: een verschil zegt niet wie het beter doet."
)
_OLD = "Dit peil is van een eerdere versie en kent geen andere focusgebieden. Bouw een nieuw peil op."
_NOTHING = (
    "Hier komen de kerncijfers naast die van andere focusgebieden, gemeenten met dezelfde stedelijkheid en Nederland.",
    "Dat kan als het programma focuswijken met CBS-buurten heeft, en een kernset.",
)


def render() -> None:
    """Draw the page."""
    purpose = "De kerncijfers van dit programma naast andere focusgebieden, vergelijkbare gemeenten en Nederland."
    with page("Focusgebieden", purpose) as view:
        if view is not None:
            _body(view)


def _body(view: PageView) -> None:
    s, programme = view.s, view.s.programme
    if not programme.kernset or not any(f.buurten for f in programme.focuswijken):
        empty("Geen focuswijken om ergens naast te zetten", *_NOTHING)
        return
    if not elsewhere.known(s):
        empty("Nog geen andere focusgebieden in dit peil", _OLD)
        return
    bouwstenen = {"": f"Alle {programme.bouwsteen_naam.lower()}en", **{b.id: b.naam for b in programme.bouwstenen}}
    with st.columns([2, 3])[0]:
        names = bouwstenen.__getitem__
        chosen = _choices.pick(view, "bouwsteen", list(bouwstenen), names, programme.bouwsteen_naam)
    places = elsewhere.places(s)
    rows = _rows(s)
    groups = {
        doel.naam: [rows[i] for i in doel.kernset]
        for bouwsteen in programme.bouwstenen
        for doel in bouwsteen.doelen
        if chosen in ("", bouwsteen.id) and doel.kernset
    }
    shown = [row for found in groups.values() for row in found]
    somewhere = {name: [row for row in found if row.known] for name, found in groups.items()}
    names_of = [place.name for place in places]
    title = "Hoe verhoudt dit programma zich tot andere gebieden?"
    caption = Caption(
        title=title,
        subtitle="Kerncijfers · eigen focuswijken eerst · per vak het jaar, het verschil en de toets, of wat ontbreekt",
        source=_ask.source_of(s, _ask.profile(s, FOCUSWIJKEN_CODE, programme.kernset)),
        seen=chart.seen(shown),
        notes=(_READ, _ORDER, SINGLE),
    )
    address = partial(_address, programme.id)
    drawn = {name: found for name, found in somewhere.items() if found}
    table = chart.table_html(drawn, _OWN, names_of, title, address) + chart.nowhere(shown)
    _figure.show(
        caption,
        lambda: st.html(table),
        lambda: chart.table(shown, _OWN),
        chart.COLUMNS,
        "wijkpeil-focusgebieden",
    )
    _borders(s, places)


def _address(programme: str, indicator: str) -> str:
    return link("kloof", programma=programme, indicator=indicator)


@_ask.kept(8)
def _rows(s: Snapshot) -> dict[str, chart.Row]:
    """A row per indicator of the kernset; kept, because every cell is a test of its own."""
    names = {place.area: place.name for place in elsewhere.places(s)}
    found = {}
    for one in elsewhere.lines(s, list(s.programme.kernset)):
        cells = [
            chart.Shown(names[area], cell.value, cell.period, cell.difference, cell.verdict, cell.why)
            for area, cell in one.cells.items()
        ]
        own = None if one.own is None else as_float(one.own["value"])
        sure = "" if one.own is None else margin(one.own, one.indicator)
        period = "" if one.own is None else str(one.own["period"])
        found[one.indicator.id] = chart.Row(one.indicator, own, period, sure, cells)
    return found


def _borders(s: Snapshot, places: list[elsewhere.Place]) -> None:
    """Where the borders of each focusgebied are from, and what of the list is still to be filled in."""
    items = []
    for one in elsewhere.others(s):
        known = f"{len(one.buurten)} CBS-buurten op de grenzen van {one.grenzenjaar}"
        codes = known if one.buurten else "Grenzen nog in te vullen"
        said = " ".join(part for part in (f"{codes}.", one.bron, one.toelichting) if part)
        items.append(f"<li><strong>{escape(one.naam)}</strong>, {escape(one.gemeente_naam)}: {escape(said)}</li>")
    urban = next(place for place in places if place.area == elsewhere.STEDELIJKHEID)
    items.append(f"<li><strong>{escape(urban.name)}</strong>: {escape(urban.note)}.</li>")
    told = s.manifest.get("focusgebieden_toelichting", "")
    st.html(
        f'<h2 class="wp-title">Waar de grenzen vandaan komen</h2><ul class="wp-list">{"".join(items)}</ul>'
        f'<p class="wp-source">{escape(str(told))}</p>'
    )
