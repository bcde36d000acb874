"""Gebied samenstellen: an own group of buurten with its figures, by the same rules as the programme's own groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st

from charts import own_words as words
from charts.explained import of_several
from charts.figure import Caption
from charts.frames import Row, as_float, records
from charts.judged import SINGLE
from charts.numbers import period_label
from charts.spine import spine, spreads_of, without
from charts.why import opened, why
from exports import own_rows
from exports.fields import FLAT
from model.indicator import Kind
from model.own_area import as_focuswijk, identifier
from pages import _ask, _choices, _figure
from pages._address import widget
from pages._shell import PageView, empty, page, say
from pages._trend import Trend, baselines, drawn
from pages.analist import _buurten
from snapshot.own_group import OWN_CODE, OwnGroup, newest
from snapshot.store import Snapshot

MENU = ("Gebied samenstellen", 27)

_RESTS = {"programma": "Buurten buiten de focuswijken", "alles": "Alle andere buurten"}
_SCOPES = ("kerncijfers", "alle cijfers")
_INHABITANTS = ("inwoners", "inwoners_gemeente")


def render() -> None:
    """Draw the page."""
    purpose = "Maak een eigen groep van buurten en zie de cijfers ervan, met marges en toetsen als bij een focuswijk."
    with page("Gebied samenstellen", purpose) as view:
        if view is not None:
            _body(view)


def _body(view: PageView) -> None:
    if not _ask.can_draw(view.s):
        empty("Dit peil kan nog geen eigen gebieden berekenen", "Bouw een nieuw peil op met: wijkpeil build.")
        return
    codes, given = _buurten.chosen(view), _buurten.name(view)
    name = given or "Eigen gebied"
    rest = view.address.one("rest", "vergelijking", list(_RESTS), "programma")
    first = st.columns([3, 3, 3], vertical_alignment="bottom")
    with first[0]:
        _buurten.begin_with(view)
    with first[1]:
        _buurten.draw_name(given)
    with first[2]:
        if view.s.programme.focuswijken:
            label = "De rest van de stad is"
            widget(st.selectbox, "rest", rest, label, options=list(_RESTS), format_func=_RESTS.__getitem__)
    with st.container(key="wp_samenstellen"):
        left, right = st.columns([3, 2], gap="medium")
    with left:
        st.html('<p class="wp-subtitle">Klik buurten aan, of teken met ✎ een vorm eromheen.</p>')
        _buurten.choose_on_map(view, codes, name)
    with right:
        said = st.container()
        _buurten.choose_from_list(view, codes)
    if not codes:
        with said:
            st.html('<p class="wp-area-name">Nog geen buurt gekozen</p><p>Klik op de kaart of kies in de lijst.</p>')
        return
    chosen = _Chosen(codes, name, rest == "alles", _ask.official_area(view.s, codes))
    with said:
        _about(view, chosen)
    with right:
        _snippet(view, codes, name)
    _trend(view, chosen)
    _profile(view, chosen)


@dataclass(frozen=True)
class _Chosen:
    """What was composed; ``same_as``: the wijk or gemeente with exactly these buurten, empty when there is none."""

    codes: tuple[str, ...]
    name: str
    everyone_else: bool
    same_as: str

    def figures(self, s: Snapshot, every: bool = False, indicator: str = "") -> OwnGroup:
        """Of the kernset with the inhabitants, which the page begins with; of all, or of one, when asked for: the rest
        would take most of the time."""
        first = tuple(i for i in dict.fromkeys((*s.programme.kernset, *_INHABITANTS)) if i in s.indicators)
        asked = None if every else first if not indicator or indicator in first else (indicator,)
        return _ask.own_group(s, self.codes, self.everyone_else, asked)


def _about(view: PageView, chosen: _Chosen) -> None:
    s, codes, group = view.s, chosen.codes, chosen.figures(view.s)
    rows = records(newest(group.figures, _INHABITANTS))
    people = next((row for row in rows if as_float(row["value"]) is not None), None)
    count, when = (None, "") if people is None else (as_float(people["value"]), period_label(str(people["period"])))
    told = [
        *words.overlap(codes, s.programme.focuswijken),
        *words.summed(_ask.name_of(s, chosen.same_as) if chosen.same_as else ""),
        words.against(len(group.rest), chosen.everyone_else, _ask.city(s)),
        *words.borders(group.links),
    ]
    names = _ask.buurten(s)
    st.html(words.about(chosen.name, [names[code] for code in codes], len(names), count, when, told))


def _profile(view: PageView, chosen: _Chosen) -> None:
    s, programme, name = view.s, view.s.programme, chosen.name
    scope = view.address.one("omvang", "omvang", _SCOPES, _SCOPES[0])
    every = scope == _SCOPES[1]
    parts = {
        b.naam: [i for d in b.doelen for i in (*d.kernset, *(d.overig if every else ()))] for b in programme.bouwstenen
    }
    if every:
        placed = {i for ids in parts.values() for i in ids}
        parts["Verder bekend"] = [i for i in s.indicators if i not in placed]
    frame = newest(chosen.figures(s, every).figures, [i for ids in parts.values() for i in ids]).assign(area_name=name)
    rows = {row["indicator"]: row for row in records(frame)}
    known = [i for i, row in rows.items() if as_float(row["value"]) is not None]
    spreads = spreads_of(_ask.spread(s, known), {i: str(rows[i]["period"]) for i in known})
    phi = _ask.dispersion(s)

    published = _published(s, chosen.same_as, known)

    def beside(row: Row) -> list[str]:
        indicator, city = s.indicators[row["indicator"]], _ask.city(s)
        told = published.get((indicator.id, str(row["period"])))
        return words.beside(row, indicator, city, told, _ask.name_of(s, chosen.same_as) if told is not None else "")

    def reasons(row: Row) -> str:
        indicator = s.indicators[row["indicator"]]
        return opened(why(row, indicator, phi.get(indicator.id), s.sources))

    def draw() -> None:
        widget(
            st.segmented_control, "omvang", scope, "Toon", options=_SCOPES, format_func=str.capitalize, required=True
        )
        for part, ids in parts.items():
            found = [rows[i] for i in dict.fromkeys(ids) if i in known]
            shown = spine(found, s.indicators, spreads, _ask.city(s), reasons, beside)
            st.html(f'<h3 class="wp-group-title">{escape(part)}</h3>{shown}{without(ids, rows, s.indicators)}')

    caption = Caption(
        title=f"Waar staat {name} tussen alle buurten?",
        subtitle="Stip: het gebied, met marge · streep: rest van de stad · balk: de middelste helft van de buurten",
        source=_ask.source_of(s, frame),
        notes=(SINGLE,),
    )
    file = f"wijkpeil-eigen-gebied-{identifier(name)}"
    _figure.show(caption, draw, lambda: of_several(frame, s.indicators, s.sources), words.COLUMNS, file)
    with st.expander(
        "Alle cijfers en jaren als bestand", icon=":material/download:", key="wp_bestand", on_change="rerun"
    ) as box:
        if box.open:
            _download(s, chosen, file)


def _published(s: Snapshot, area: str, indicators: Sequence[str]) -> dict[tuple[str, str], float]:
    """By indicator and period the figures that a source gives of this area itself, not added up."""
    if not area:
        return {}
    frame = _ask.over_time(s, sorted(indicators), [area])
    rows = records(frame[~frame["computed"] & frame["value"].notna() & frame["respondents"].isna()])
    return {(row["indicator"], row["period"]): row["value"] for row in rows}


def _download(s: Snapshot, chosen: _Chosen, file: str) -> None:
    name, codes, figures = chosen.name, chosen.codes, chosen.figures(s, every=True).figures
    own = figures[figures["area"] == OWN_CODE].assign(area_name=name)
    say("Dit bestand is intern: er staan cijfers in die niet zijn afgeschermd. Deel het niet buiten de gemeente.")
    frame = own_rows.rows(s, own, words.composed(name, codes, _ask.buurten(s)))
    _figure.download(frame, [field.column for field in FLAT], f"{file}-alles-intern")


def _trend(view: PageView, chosen: _Chosen) -> None:
    with st.container(key="wp_verloop"):
        indicator = _choices.indicator(view)
    if not (chosen.figures(view.s, indicator=indicator.id).figures["indicator"] == indicator.id).any():
        _choices.no_figures(view, indicator)
        return
    trend = _drawn(view.s, indicator.id, chosen, view.tokens.name)
    _figure.framed(trend.caption, trend.draw)


@_ask.kept(60)
def _drawn(s: Snapshot, about: str, chosen: _Chosen, look: str) -> Trend:
    """The trend of an own group; kept, because a picture costs more than its figures."""
    group, indicator = chosen.figures(s, indicator=about), s.indicators[about]
    of = group.figures[group.figures["indicator"] == about]
    of = of.assign(area_name=of["area_name"].mask(of["area"] == OWN_CODE, chosen.name))
    beside = [code for code in baselines(s, indicator, []) if code not in set(of["area"])]
    own = of if indicator.kind is not Kind.COUNT else of[of["area"] == OWN_CODE]
    frame = pd.concat([own, _ask.trend(s, about, beside, None)], ignore_index=True) if beside else own
    return drawn(s, indicator, frame, [OWN_CODE], words.changes(group.links, OWN_CODE), look)


def _snippet(view: PageView, codes: tuple[str, ...], name: str) -> None:
    programme = view.s.programme
    with st.expander("Maak er een focuswijk van", icon=":material/content_copy:"):
        st.html("<p>Zet deze regels in programme.yaml onder focuswijken. Bevestig daarna de aansluiting.</p>")
        if note := words.shared_with(codes, programme.focuswijken):
            say(note)
        why_here = f"Samengesteld in Wijkpeil op de grenzen van {programme.grenzenjaar}."
        taken = [wijk.id for wijk in programme.focuswijken]
        with st.container(key="wp_regels"):
            st.code(as_focuswijk(name, codes, why_here, taken), language=None, wrap_lines=True)
        st.html('<button type="button" class="wp-share" data-from="wp_regels">Kopieer deze regels</button>')
