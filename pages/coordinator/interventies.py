"""Interventies: what is being done, as a list, on a timeline and on the map, and all that is known of one.

Everything is read from the programme folder now; figures beside it are those of the snapshot.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts import interventie_kaart, tijdlijn
from charts import interventies as lists
from charts.figure import Caption, documents
from charts.interventies import Work
from model.areas import Level, focuswijk_code
from model.gericht import doelen_of
from model.uitvoering import Interventie, Status
from pages import _ask, _choices, _figure
from pages._address import put, widget
from pages._interventies import link_to, work_of
from pages._map import city_map
from pages._shell import PageView, empty, page
from pages.coordinator._interventie import detail

MENU = ("Interventies", 56)

Places = Iterator[DeltaGenerator]
_VIEWS = {"lijst": "Lijst", "tijdlijn": "Tijdlijn", "kaart": "Kaart"}
_NOWHERE = "geen"
_NOW = "De interventies en bedragen staan er zoals de programmamap ze nu heeft."
_AMOUNTS = "Bedragen staan er zoals gedrukt en zijn niet opgeteld: overzichten kunnen hetzelfde geld noemen."


def render() -> None:
    """Draw the page."""
    with page("Interventies", "Wat er wordt gedaan: waar, sinds wanneer, met wie en met welk geld.") as view:
        if view is not None:
            _body(view)


def _body(view: PageView) -> None:
    work = work_of(view)
    if work is None:
        return
    every = work.inhoud.interventies
    chosen = view.address.one("interventie", "interventie", ["", *(one.id for one in every)], "")
    if not every:
        empty("Dit programma heeft nog geen interventies", "Zet ze in interventies.csv in de map van het programma.")
        return
    if chosen:
        detail(view, work, next(one for one in every if one.id == chosen))
        return
    with st.container(key="wp_keuzes_werk"):
        places = iter(st.columns([2.4, 2, 2, 2, 1.6], vertical_alignment="bottom"))
    with next(places):
        way = _choices.pick(view, "weergave", list(_VIEWS), _VIEWS.__getitem__, "Weergave", pills=True)
    focuswijk, chosen_ones = _chosen(view, work, places)
    if way == "kaart" and work.programme.focuswijken:
        _map(view, work, focuswijk, [one for one in every if chosen_ones(one)])
        return
    shown = [one for one in every if chosen_ones(one) and _in(one, focuswijk)]
    if not shown:
        empty("Geen interventies bij deze keuze", "Kies een andere focuswijk, strategie, status of een ander doel.")
    elif way == "tijdlijn":
        _timeline(view, work, shown)
    elif way == "kaart":
        empty("Dit programma heeft geen focuswijken", "Op de kaart staan interventies per focuswijk. Kies de lijst.")
    else:
        _list(view, work, shown)


def _chosen(view: PageView, work: Work, places: Places) -> tuple[str, Callable[[Interventie], bool]]:
    """The chosen focuswijk (empty for all), and whether an interventie is of the chosen strategie, doel and status."""
    programme, inhoud = work.programme, work.inhoud
    wijken = {wijk.id: wijk.naam for wijk in programme.focuswijken}
    focuswijk = _pick(view, places, "focuswijk", "Alle focuswijken", wijken, {_NOWHERE: lists.NOWHERE.capitalize()})
    strategies = {one.id: one.naam for one in inhoud.strategieen}
    strategie = _pick(view, places, "strategie", "Alle strategieën", strategies)
    doelen = {}
    for bouwsteen in programme.bouwstenen:
        doelen[f"bouwsteen:{bouwsteen.id}"] = bouwsteen.naam
        doelen |= {f"doel:{doel.id}": f"– {doel.naam}" for doel in bouwsteen.doelen}
    doel = _pick(view, places, "doel", f"Alle {programme.doel_naam.lower()}en", doelen)
    part, _, name = doel.partition(":")
    wanted = {d.id for b in programme.bouwstenen for d in b.doelen if name in (b.id if part == "bouwsteen" else d.id,)}
    statuses = {str(one): str(one).capitalize() for one in Status}
    status = _pick(view, places, "status", "Elke status", statuses)

    def chosen(one: Interventie) -> bool:
        return (
            strategie in ("", one.strategie)
            and status in ("", one.status)
            and (not doel or any(d.id in wanted for d in doelen_of(programme, inhoud, one)))
        )

    return focuswijk, chosen


def _pick(
    view: PageView,
    places: Places,
    name: str,
    every: str,
    options: dict[str, str],
    more: dict[str, str] | None = None,
) -> str:
    """One choice that may stay open; without options there is no widget."""
    words = {"": every} | options | (more or {} if options else {})
    chosen = view.address.one(name, name, list(words), "")
    if options:
        with next(places):
            label = name.capitalize()
            widget(st.selectbox, name, chosen, label, options=list(words), format_func=words.__getitem__)
    return chosen


def _in(one: Interventie, focuswijk: str) -> bool:
    return not focuswijk or focuswijk in one.focuswijken or (focuswijk == _NOWHERE and not one.focuswijken)


def _source(work: Work, shown: Sequence[Interventie]) -> str:
    return documents(work.inhoud, [*shown, *(middel for one in shown for middel in work.middelen(one))])


def _list(view: PageView, work: Work, shown: Sequence[Interventie]) -> None:
    caption = Caption(
        title="Wat wordt er gedaan?",
        subtitle=f"{lists.how_many(len(shown)).capitalize()}, met status, partners en geld zoals het in de bron staat",
        source=_source(work, shown),
        notes=(_AMOUNTS, _NOW),
    )
    drawn = partial(lists.listed, work, shown, partial(link_to, view), caption.title)
    _figure.show(
        caption,
        lambda: st.html(drawn()),
        lambda: lists.table(work, shown),
        lists.columns(work),
        "wijkpeil-interventies",
    )


_AMOUNTS = (
    "Bedragen staan er zoals gedrukt. Ze zijn niet opgeteld: overzichten en kolommen kunnen hetzelfde geld noemen."
)


def _timeline(view: PageView, work: Work, shown: Sequence[Interventie]) -> None:
    today, go = datetime.now(UTC).date(), partial(link_to, view)
    undated = tijdlijn.unknown(shown)
    running = [one for one in shown if one not in undated]
    caption = Caption(
        title="Wanneer gebeurt het?",
        subtitle=f"{lists.how_many(len(running)).capitalize()} met een begin of een eind"
        + (f"; van {len(undated)} is geen moment bekend" if undated else ""),
        source=_source(work, shown),
        notes=(tijdlijn.TIMING, _NOW),
    )

    def draw() -> None:
        if running:
            st.html(tijdlijn.tijdlijn(work.grouped(running), today, go))
        if undated:
            title = f"Geen moment bekend: {lists.how_many(len(undated))}"
            listed = lists.brief(undated, go)
            st.html(
                f'<details class="wp-details"{"" if running else " open"}><summary><strong>{title}</strong></summary>'
                f"<div>{listed}</div></details>"
            )

    _figure.show(caption, draw, lambda: lists.table(work, shown), lists.columns(work), "wijkpeil-interventies")


def _map(view: PageView, work: Work, focuswijk: str, shown: Sequence[Interventie]) -> None:
    programme, go = work.programme, partial(link_to, view)
    per = interventie_kaart.per_focuswijk(programme, shown)
    counts = {name: len(ones) for name, ones in per.items()}
    names = {wijk.id: wijk.naam for wijk in programme.focuswijken}
    free = [one for one in shown if not one.focuswijken]
    outside = [wijk for wijk in programme.focuswijken if not wijk.buurten]
    lacking = [f"{wijk.naam} ({lists.how_many(counts[wijk.id])})" for wijk in outside]
    caption = Caption(
        title="Hoeveel interventies zijn er per focuswijk?",
        subtitle=f"{lists.how_many(len(shown)).capitalize()}, waarvan {len(free)} niet aan een focuswijk gebonden",
        source=_source(work, shown),
        notes=(
            interventie_kaart.SEEN,
            *([f"Niet op de kaart, want de buurten staan nog niet vast: {', '.join(lacking)}."] if lacking else []),
            _NOW,
        ),
    )
    selected = focuswijk if focuswijk in names else ""

    def draw() -> None:
        left, right = st.columns([3, 2], gap="medium")
        with left:
            _drawn(view, work, counts, selected)
        with right:
            if not focuswijk:
                st.html("<p>Kies een focuswijk op de kaart of hierboven. Dan staan haar interventies hier.</p>")
            here = interventie_kaart.beside(names[selected], per[selected], go) if selected else ""
            unbound = interventie_kaart.beside(lists.NOWHERE.capitalize(), free, go)
            box = '<div class="wp-work-beside" tabindex="0" role="region" aria-label="Interventies">'
            st.html(f"{box}{here}{unbound}</div>")

    table = partial(interventie_kaart.table, programme, shown)
    _figure.show(caption, draw, table, interventie_kaart.COLUMNS, "wijkpeil-interventies-per-focuswijk")


def _drawn(view: PageView, work: Work, counts: dict[str, int], selected: str) -> None:
    codes = {focuswijk_code(wijk.id) for wijk in work.programme.focuswijken if wijk.buurten}
    ground = _ask.ground(view.s, Level.FOCUSWIJK, codes)
    if ground is None:
        st.html('<p class="wp-note">Er zijn geen kaartgrenzen van de focuswijken. De aantallen staan in de tabel.</p>')
        return
    picture = interventie_kaart.picture(work.programme, counts, ground, selected)
    city_map(picture, key="wp_kaart", to=lambda area: put("focuswijk", area.partition(":")[2]))
