"""Focuswijk: the profile of one focuswijk by bouwsteen, with how well it fits the borders that figures come by."""

from html import escape

import streamlit as st

from charts.beside import composition
from charts.city_map import inset
from charts.explained import SEVERAL, of_several
from charts.figure import Caption
from charts.frames import Row, as_float, records
from charts.judged import SINGLE
from charts.kloof_words import NO_CAUSE
from charts.pairs import NOTE, TITLE, WHAT, pairs
from charts.programme_words import FITS, about
from charts.spine import spine, spreads_of, without
from charts.why import opened, why
from exports.asked import EVERY
from model.areas import Level, focuswijk_code
from model.programme import Focuswijk
from pages import _ask, _figure, _stories
from pages._address import widget
from pages._export import Figures
from pages._interventies import public_work
from pages._map import city_map
from pages._shell import PageView, empty, page
from pages.analist._werk import doing
from snapshot.settings import settings

MENU = ("Focuswijk", 14)
PUBLIC = True
ABOUT = "Het profiel van één focuswijk: elk openbaar cijfer naast de rest van de stad en alle buurten."


def render() -> None:
    """Draw the page."""
    with page(
        "Focuswijk", "Het profiel van één focuswijk: elk cijfer naast de rest van de stad en alle buurten."
    ) as view:
        if view is not None:
            _body(view)


def _body(view: PageView) -> None:
    programme = view.s.programme
    if not programme.focuswijken:
        empty("Dit programma heeft nog geen focuswijken", "Noem ze in programme.yaml, met hun CBS-buurten.")
        return
    wijken = {f.id: f for f in programme.focuswijken}
    first = next((f.id for f in programme.focuswijken if f.buurten), programme.focuswijken[0].id)
    chosen = view.address.one("focuswijk", "focuswijk", list(wijken), first)
    scopes = ["kerncijfers", "alle cijfers"]
    scope = view.address.one("omvang", "omvang", scopes, scopes[0])
    left, right = st.columns([3, 2], gap="medium")
    with left:
        widget(
            st.selectbox, "focuswijk", chosen, "Focuswijk", options=list(wijken), format_func=lambda i: wijken[i].naam
        )
        wijk = wijken[chosen]
        st.html(about(wijk, _inhabitants(view, wijk), lambda code: _ask.name_of(view.s, code)))
    with right:
        _inset(view, wijken[chosen])
    widget(st.segmented_control, "omvang", scope, "Toon", options=scopes, format_func=str.capitalize, required=True)
    _profile(view, wijken[chosen], every=scope == scopes[1])
    _pairs(view, wijken[chosen])
    if settings().public:
        if work := public_work(view, wijken[chosen].buurten):
            st.html(work)
    else:
        doing(view, wijken[chosen])
        _told(view, wijken[chosen])


def _told(view: PageView, wijk: Focuswijk) -> None:
    """What people tell about this focuswijk, in short; the whole stands on Verhalen, which is for the municipality."""
    s = view.s
    found = tuple(one for one in _stories.shown(s) if one.gebied in (wijk.id, *wijk.buurten))
    if found:
        st.html(f'<h2 class="wp-title">Verhalen uit {escape(wijk.naam)}</h2>')
        _stories.short_list(s, found)


def _pairs(view: PageView, wijk: Focuswijk) -> None:
    s = view.s
    if not s.programme.paren or not wijk.buurten:
        return
    rows = records(_ask.pairs(s, (focuswijk_code(wijk.id),)))
    st.html(f'<h2 class="wp-title">{TITLE}</h2><p class="wp-subtitle">{WHAT}</p>')
    st.html(pairs(rows, s.programme.paren, s.indicators))
    st.html(f'<p class="wp-source">{NOTE}</p>')


def _inhabitants(view: PageView, wijk: Focuswijk) -> float | None:
    areas, code = _ask.areas(view.s), focuswijk_code(wijk.id)
    return as_float(areas.loc[code, "inwoners"]) if code in areas.index else None


def _inset(view: PageView, wijk: Focuswijk) -> None:
    ground = _ask.ground(view.s, Level.BUURT, set(wijk.buurten))
    if ground is not None:
        city_map(inset(ground, focuswijk_code(wijk.id), wijk.naam, wijk.buurten), key="wp_inset")


def _profile(view: PageView, wijk: Focuswijk, every: bool) -> None:
    s, programme = view.s, view.s.programme
    if not wijk.buurten:
        empty(f"Nog geen cijfers voor {wijk.naam}", FITS[wijk.aansluiting], "Noem de buurten in programme.yaml.")
        return
    groups = {
        b.naam: [i for d in b.doelen for i in (*d.kernset, *(d.overig if every else ()))] for b in programme.bouwstenen
    }
    if every:
        placed = {i for ids in groups.values() for i in ids}
        groups["Verder bekend"] = [i for i in s.indicators if i not in placed]
    frame = _ask.profile(s, focuswijk_code(wijk.id), list(dict.fromkeys(i for ids in groups.values() for i in ids)))
    rows = {row["indicator"]: row for row in records(frame)}
    known = [i for i, row in rows.items() if as_float(row["value"]) is not None]
    spreads = spreads_of(_ask.spread(s, known), {i: str(row["period"]) for i, row in rows.items()})

    phi, trends = _ask.dispersion(s), _ask.trends_of(s, focuswijk_code(wijk.id))

    def reasons(row: Row) -> str:
        indicator = s.indicators[row["indicator"]]
        return opened(why(row, indicator, phi.get(indicator.id), s.sources, trends.get(indicator.id)))

    def draw() -> None:
        for name, ids in groups.items():
            found = [rows[i] for i in dict.fromkeys(ids) if i in known]
            shown = spine(found, s.indicators, spreads, _ask.city(s), reasons)
            st.html(f'<h3 class="wp-group-title">{escape(name)}</h3>{shown}{without(ids, rows, s.indicators)}')

    caption = Caption(
        title=f"Waar staat {wijk.naam} tussen alle buurten?",
        subtitle="Stip: de focuswijk, met marge · streep: rest van de stad · balk: de middelste helft van de buurten",
        source=_ask.source_of(s, frame),
        notes=(SINGLE,),
    )
    ids = [EVERY] if every else list(rows)
    file = Figures(s, ids, [focuswijk_code(wijk.id)])
    _figure.show(caption, draw, lambda: of_several(frame, s.indicators, s.sources), SEVERAL, file)
    changed = records(_ask.composition(s, focuswijk_code(wijk.id)))
    if changed:
        with st.expander("Waarom zie ik dit?", icon=":material/help:"):
            widest = changed[0]
            span = (str(widest["start_year"]), str(widest["year"]))
            said = composition(changed, *span)
            terms = f"<dt>Let op bij een verandering ({span[0]}–{span[1]})</dt><dd>{escape(said)}</dd>"
            st.html(f'<dl class="wp-terms">{terms}<dt>Oorzaak</dt><dd>{NO_CAUSE}</dd></dl>')
