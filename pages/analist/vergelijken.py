"""Vergelijken: several areas and several indicators side by side; of five views only the chosen one is made."""

import streamlit as st

from charts import pairs_table
from charts import profile as of_profile
from charts.city_map import LEVEL_NAMES
from charts.explained import SEVERAL, of_several
from charts.figure import Caption
from charts.frames import records
from charts.judged import OVERVIEW, SINGLE
from charts.mosaic import key
from charts.pairs import NOTE, TITLE, WHAT
from charts.profile_table import profile_table
from charts.spine import spreads_of
from pages import _ask, _choices, _figure, _several
from pages._shell import PageView, empty, page, say
from pages.analist import _panelen, _spreiding, _vergelijkbaar

MENU = ("Vergelijken", 26)

_VIEWS = {
    "profiel": "Profiel",
    "verloop": "Verloop",
    "spreiding": "Spreiding",
    "beleving": "Beleving en registratie",
    "vergelijkbaar": "Vergelijkbaar",
}
_BAND = (
    "Lijn: van de laagste tot de hoogste {many}; brede band: de middelste tachtig procent; donkere band: de middelste "
    "helft. Een pijl aan het eind: de uiterste waarde ligt verder dan de rij laat zien. Een stippellijn in het midden: "
    "er is niets om mee te vergelijken; dan staat de mediaan daar."
)


def render() -> None:
    """Draw the page."""
    with page(
        "Vergelijken", "Zet gebieden naast elkaar: waar lijken ze op elkaar, waar verschillen ze, en is dat toeval?"
    ) as view:
        if view is not None:
            _body(view)


def _body(view: PageView) -> None:
    left, right = st.columns([5, 6], vertical_alignment="top")
    with left:
        shown = _choices.pick(view, "weergave", list(_VIEWS), _VIEWS.__getitem__, "Weergave", pills=True, wrap=True)
    if shown == "vergelijkbaar":
        with right:
            area = _vergelijkbaar.buurt(view)
        _vergelijkbaar.draw(view, area)
        return
    with right:
        areas = _several.areas(view)
    if shown == "spreiding":
        _spreiding.draw(view, areas)
    elif not areas:
        say("Kies een of meer gebieden om ze naast elkaar te zien.")
    elif shown == "profiel":
        _profile(view, areas)
    elif shown == "verloop":
        _panelen.draw(view, areas)
    else:
        _pairs(view, areas)


def _profile(view: PageView, areas: dict[str, str]) -> None:
    s = view.s
    wide, *across = st.columns([6, 1.5, 1.8, 1.6], vertical_alignment="bottom")
    with wide:
        ids = _several.indicators(view)
    with across[0]:
        level = _several.level(view)
    with across[1]:
        periods = _several.periods(view, ids, level)
    with across[2]:
        against = _choices.baseline(view)
    lacking = _several.lacking(view, ids, periods, level)
    if not periods:
        empty("Voor deze keuze zijn er geen cijfers", *(lacking or ("Kies een of meer indicatoren.",)))
        return
    frame = _ask.side_by_side(s, periods, list(areas))
    rows: dict[str, dict[str, dict[str, object]]] = {}
    for row in records(frame):
        rows.setdefault(row["indicator"], {})[row["area"]] = row
    spreads = spreads_of(_ask.spread(s, list(periods), level), periods)
    compared = [
        of_profile.Compared(s.indicators[i], period, rows.get(i, {}), spreads.get(i), level)
        for i, period in periods.items()
    ]
    many = LEVEL_NAMES[level][1]
    title = f"Waar staan deze gebieden tussen alle {many}?"
    caption = Caption(
        title=title,
        subtitle=f"{_several.counted(len(compared))} · spreiding over alle {many} · streep: {against.label}",
        source=_ask.source_of(s, frame),
        seen=of_profile.seen(compared, areas, against),
        notes=(_BAND.format(many=LEVEL_NAMES[level][0]), OVERVIEW if against.overview else SINGLE, *lacking),
    )

    def draw() -> None:
        st.html(key(against) + of_profile.profile(compared, areas, many, against))

    _figure.framed(caption, draw)
    box = st.expander("Alles in één tabel", icon=":material/grid_on:", key="wp_naast_elkaar", on_change="rerun")
    if box.open:
        with box:
            st.html(profile_table(compared, areas, against, title))
    _figure.twin(title, lambda: of_several(frame, s.indicators, s.sources), SEVERAL, "wijkpeil-vergelijken")


def _pairs(view: PageView, areas: dict[str, str]) -> None:
    s = view.s
    if not s.programme.paren:
        empty("Nog geen paren", "Hier staat wat bewoners ervaren naast wat ervan is geregistreerd.",
              "Noem paren in programme.yaml, bij «paren».")  # fmt: skip
        return
    frame = _ask.pairs(s, tuple(areas))
    rows = records(frame)
    both = [i for paar in s.programme.paren for i in (paar.beleving, paar.registratie)]
    seen = pairs_table.seen(rows, areas)
    caption = Caption(TITLE, WHAT, _several.declared_sources(view, both), seen=seen, notes=(NOTE,))
    names = {paar.id: paar.naam for paar in s.programme.paren}
    _figure.show(
        caption,
        lambda: st.html(pairs_table.pairs_table(rows, s.programme.paren, s.indicators, areas)),
        lambda: frame.assign(naam=frame["paar"].map(names)),
        pairs_table.COLUMNS,
        "wijkpeil-beleving-registratie",
    )
