"""Woonplekken: what a region agreed and what came of it, per gemeente and kern, against inhabitants and lettings.

All is read from the programme folder now; inhabitants are those of the snapshot.
"""

from functools import partial
from html import escape

import streamlit as st

from charts import woonplekken as chart
from charts import woonplekken_path as of_path
from charts.figure import Caption, documents
from charts.table import to_html
from model.inhoud import Inhoud
from model.woonplekken import Homes
from pages import _ask, _choices, _figure
from pages._shell import PageView, content, empty, page
from snapshot import woonplekken as homes

MENU = ("Woonplekken", 67)

_NOTHING = (
    "Hier komt wat een regio afspreekt over woonplekken voor mensen die beschermd wonen of opvang verlaten: het "
    "streefcijfer per gemeente en kern, wat er kwam, en waar cliënten vandaan komen.",
    "Vul de tabellen woonplekken.csv en herkomst.csv in de map van het programma; docs/programma.md zegt hoe.",
)
_RATIO = "Naar inwoners: het streefcijfer van het geheel maal het aandeel in de inwoners ({period}), som op som."
_SUMMED = "Het streefcijfer van de regio is de som van de gemeenten."
_FIRST = '<p class="wp-source">De raming van {} is de eerste; er is nog geen eerdere om mee te vergelijken.</p>'
_CONFIG = {"displayModeBar": False, "scrollZoom": False}


def render() -> None:
    """Draw the page."""
    purpose = "Hoeveel woonplekken zijn er afgesproken, hoeveel kwamen er, en is de opgave eerlijk verdeeld?"
    with page("Woonplekken", purpose) as view:
        if view is not None:
            _body(view)


def _body(view: PageView) -> None:
    inhoud = content(view.s.programme.id)
    versions = [str(version) for version in homes.versions(inhoud)]
    if not versions:
        empty("Dit programma heeft geen afspraken over woonplekken", *_NOTHING)
        return
    with st.container(key="wp_keuzes"):
        left, middle, right = st.columns([1, 1, 2], vertical_alignment="bottom")
    with left:
        version = int(_choices.pick(view, "raming", versions, "Raming van {}".format, "Raming"))
    years = [str(year) for year in homes.years(inhoud, version)]
    first = str(homes.first_year(inhoud, version))
    with middle:
        ordered = [first, *(year for year in years if year != first)]
        year = int(_choices.pick(view, "jaar", ordered, str, "Jaar"))
    own = list(view.s.programme.gemeenten)
    gemeenten = own if len(own) == 1 else ["", *own]
    names = partial(chart.place_name, name_of=partial(_ask.name_of, view.s))
    with right:
        place = _choices.pick(view, "gemeente", gemeenten, names, "Groeipad en kernen van")
    people = homes.people(view.s)
    rows = homes.per_gemeente(inhoud, version, year, view.s.programme.gemeenten, people)
    _places(view, inhoud, rows, year, people)
    _path(view, inhoud, version, place)
    _kernen(view, inhoud, version, year, place, people)
    _origin(view, inhoud, rows)
    _versions(view, inhoud, version, versions)
    _aims(inhoud)


def _places(view: PageView, inhoud: Inhoud, rows: list[Homes], year: int, people: homes.People) -> None:
    name_of = partial(_ask.name_of, view.s)
    said = [one.noot for one in inhoud.woonplekken if not one.gemeente and one.noot and one.jaar == year]
    summed = (_SUMMED,) if rows[0].summed and len(rows) > 2 else ()
    ratio = (_RATIO.format(period=people.period),) if people.period else ()
    caption = Caption(
        title=f"Hoe staat het met de woonplekken van {year}?",
        subtitle="Streefcijfer en gerealiseerd per gemeente, naast het aandeel inwoners en de woningen die vrijkomen",
        source=documents(inhoud, inhoud.woonplekken),
        seen=chart.seen(rows, year, name_of),
        notes=(*dict.fromkeys(said), *summed, *chart.missing(rows, name_of), *ratio, chart.UNKNOWN),
    )
    table = chart.places(rows if len(rows) > 2 else rows[1:], name_of)
    _figure.framed(caption, lambda: st.html(to_html(table, chart.PLACES, caption.title)))
    _figure.download(table, chart.PLACES, f"wijkpeil-woonplekken-{year}")


def _path(view: PageView, inhoud: Inhoud, version: int, place: str) -> None:
    gemeenten = view.s.programme.gemeenten
    lines = {one: homes.line(inhoud, one, place, gemeenten) for one in homes.versions(inhoud)}
    path = homes.path(inhoud, version, place, gemeenten)
    where = _ask.name_of(view.s, place) if place else "de regio"
    caption = Caption(
        title=f"Volgt {where} het groeipad?",
        subtitle="Woonplekken per jaar: lijn is afgesproken, per raming; balk is gerealiseerd",
        source=documents(inhoud, inhoud.woonplekken),
        seen=of_path.seen(path, where),
        notes=of_path.notes(path),
    )

    def draw() -> None:
        drawing = of_path.figure(lines, version, view.tokens)
        st.plotly_chart(drawing, key="wp_groeipad", theme=None, alt=caption.seen, config=_CONFIG)

    _figure.show(caption, draw, partial(of_path.table, lines, path), of_path.COLUMNS, "wijkpeil-groeipad")


def _kernen(view: PageView, inhoud: Inhoud, version: int, year: int, place: str, people: homes.People) -> None:
    """Spread over wijken and kernen, of the chosen gemeente or of every one."""
    name_of = partial(_ask.name_of, view.s)
    chosen = [place] if place else list(view.s.programme.gemeenten)
    found = {code: homes.per_kern(inhoud, version, year, code, people) for code in chosen}
    st.html('<h2 class="wp-title">Zijn de woonplekken verdeeld over wijken en kernen?</h2>')
    lacking = [name_of(code) for code, rows in found.items() if not rows]
    for code, rows in found.items():
        if rows:
            title = f"{name_of(code)}, {year}"
            st.html(f'<h3 class="wp-group-title">{escape(title)}</h3>')
            st.html(to_html(chart.places(rows, name_of), chart.KERNEN, title))
    if lacking:
        every = "alle gemeenten" if len(lacking) == len(view.s.programme.gemeenten) else ", ".join(lacking)
        st.html(f'<p class="wp-source">{escape(f"Voor {year} is nog niets per wijk of kern ingevuld: {every}.")}</p>')


def _origin(view: PageView, inhoud: Inhoud, rows: list[Homes]) -> None:
    if not inhoud.herkomst:
        return
    shares = {one.gemeente: one.share for one in rows if one.gemeente and one.share is not None}
    table = chart.origin(inhoud.herkomst, shares, partial(_ask.name_of, view.s))
    caption = Caption(
        title="Waar komen cliënten vandaan?",
        subtitle="Aandeel van de cliënten naast het aandeel van de inwoners",
        source=documents(inhoud, inhoud.herkomst),
        seen=chart.origin_seen(table),
    )
    _figure.framed(caption, lambda: st.html(to_html(table, chart.ORIGIN, caption.title)))


def _versions(view: PageView, inhoud: Inhoud, version: int, versions: list[str]) -> None:
    before = next((int(one) for one in versions if int(one) < version), None)
    if before is None:
        st.html(_FIRST.format(version))
        return
    table = chart.changed(homes.changes(inhoud, version, before), partial(_ask.name_of, view.s))
    title = f"Wat veranderde er tussen de raming van {before} en die van {version}?"
    seen = f"{len(table)} streefcijfers zijn anders." if len(table) else "Geen enkel streefcijfer is veranderd."
    source = documents(inhoud, inhoud.woonplekken)
    caption = Caption(title=title, subtitle="Elke herijking blijft bewaard", source=source, seen=seen)
    shown = (lambda: st.html(to_html(table, chart.CHANGED, title))) if len(table) else (lambda: None)
    _figure.framed(caption, shown)


def _aims(inhoud: Inhoud) -> None:
    """What the programme wants of this that no indicator measures."""
    told = [one for one in inhoud.effecten if not one.indicatoren]
    if told:
        items = "".join(f"<li>{escape(one.omschrijving)} <small>{escape(one.noot)}</small></li>" for one in told)
        st.html(f'<h2 class="wp-title">Wat het programma verder wil bereiken</h2><ul class="wp-list">{items}</ul>')
