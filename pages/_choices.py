"""Choices that several pages share: indicator, period, level. Each is read from the address and drawn as a widget."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from charts.baseline import Baseline
from charts.city_map import LEVEL_NAMES, Scheme, View
from charts.classes import Division, own_limits
from charts.numbers import period_label
from model.areas import Level
from model.indicator import THEME_LABELS, Indicator, Kind, Testing
from pages import _ask
from pages._address import widget
from pages._shell import PageView, empty
from snapshot import presentation

_WITHOUT = {"nog niet gepubliceerd": " (nog niet gepubliceerd)", "nog geen bron": " (nog geen bron)"}
_VIEWS = {View.VALUE: "Waarde", View.REST: "Verschil", View.VERDICT: "Toets", View.CHANGE: "Verandering"}
# What a test of the difference with the rest of the city needs.
_TESTABLE = (Testing.SHARE, Testing.RATE, Testing.MEAN)
_BASELINES = {Baseline.REST: "Rest van de stad", Baseline.GEMEENTE: "Gemeente", Baseline.NEDERLAND: "Nederland"}
_NO_LIMITS = (
    "Eigen grenzen: typ één tot vijf getallen met een puntkomma ertussen, bijvoorbeeld 5; 7,5; 10. "
    "Tot dan ziet u gelijke aantallen."
)


def collection(view: PageView, name: str = "uit", whole: str = "Alle indicatoren") -> list[str] | None:
    """The indicators of the chosen theme or bouwsteen, or the kernset; None for the first choice, called ``whole``."""
    programme = view.s.programme
    parts = {f"bouwsteen:{b.id}": [i for d in b.doelen for i in (*d.kernset, *d.overig)] for b in programme.bouwstenen}
    themes = {f"thema:{t}": [i.id for i in view.s.indicators.values() if i.theme is t] for t in THEME_LABELS}
    kernset = {"kernset": list(programme.kernset)} if programme.kernset else {}
    found = {
        name: dict.fromkeys(i for i in ids if i in view.s.indicators)
        for name, ids in (kernset | parts | themes).items()
    }
    found = {name: ids for name, ids in found.items() if ids}
    words = {"": whole, "kernset": "Kernset"}
    words |= {f"bouwsteen:{b.id}": f"{programme.bouwsteen_naam}: {b.naam}" for b in programme.bouwstenen}
    words |= {f"thema:{theme}": label for theme, label in THEME_LABELS.items()}
    chosen = view.address.one(name, "verzameling", ["", *found], "")
    widget(st.selectbox, name, chosen, "Kies uit", options=["", *found], format_func=words.__getitem__)
    return list(found[chosen]) if chosen else None


def indicator(view: PageView, among: Sequence[str] | None = None) -> Indicator:
    """The chosen indicator: those with figures first, by theme. By default the first of the kernset with figures.

    ``among``: only these; another one in the address gives way without a note.
    """
    states = _ask.states(view.s)
    with_figures = {i for i, state in states.items() if state == "cijfers"}
    ids = sorted(
        view.s.indicators, key=lambda i: (i not in with_figures, list(THEME_LABELS).index(view.s.indicators[i].theme))
    )
    everything = ids
    if among is not None:
        ids = [i for i in ids if i in among]
    ranked = [*(i for i in view.s.programme.kernset if i in ids), *ids]
    default = next((i for i in ranked if i in with_figures), ids[0])
    chosen = view.address.one("indicator", "indicator", ids, default, quiet=everything if among else ())

    def label(i: str) -> str:
        one = view.s.indicators[i]
        return f"{THEME_LABELS[one.theme]}: {one.name}{_WITHOUT.get(states[i], '')}"

    widget(st.selectbox, "indicator", chosen, "Indicator", options=ids, format_func=label, filter_mode="contains")
    return view.s.indicators[chosen]


def level(view: PageView, of: Indicator) -> Level | None:
    """The chosen level among those with a value; None when there is none."""
    present = [lv.value for lv in _ask.levels(view.s, of.id)]
    if not present:
        return None
    chosen = view.address.one("niveau", "niveau", present, present[0], quiet=[lv.value for lv in Level])
    names = {name: LEVEL_NAMES[Level(name)][1].capitalize() for name in present}
    widget(st.selectbox, "niveau", chosen, "Niveau", options=present, format_func=names.__getitem__)
    return Level(chosen)


def period_of(view: PageView, of: Indicator, at: Level) -> tuple[str, list[str]]:
    """The chosen period, by default the newest with a value, and all of them, newest first; draws nothing."""
    present = _ask.periods(view.s, of.id, at)
    chosen = view.address.one("periode", "periode", present, present[0], quiet=_ask.all_periods(view.s))
    return chosen, present


def period(view: PageView, of: Indicator, at: Level) -> str:
    """The chosen period."""
    chosen, present = period_of(view, of, at)
    widget(st.selectbox, "periode", chosen, "Periode", options=present, format_func=period_label)
    return chosen


def shown(view: PageView, of: Indicator) -> View:
    """What the colours show: a count is not compared, and what cannot be tested has no verdicts."""
    lacking = {View.REST, View.VERDICT} if of.kind is Kind.COUNT else set()
    lacking |= set() if of.testing in _TESTABLE else {View.VERDICT}
    words = {str(one): text for one, text in _VIEWS.items()}
    options = [one for one in _VIEWS if one not in lacking]
    return View(pick(view, "beeld", options, words.__getitem__, "De kleur toont", pills=True))


def division(view: PageView, options: Sequence[Division]) -> Division:
    """How values are put into classes."""
    return Division(pick(view, "klassen", options, str.capitalize, "Klassen"))


def scheme(view: PageView, of: Indicator, chosen: Division) -> Scheme:
    """Classes as chosen, with the limits that a visitor typed; a note says it when these cannot be read."""
    text = view.address.free("limieten")
    if chosen is not Division.OWN:
        return Scheme(chosen)
    widget(st.text_input, "limieten", text, "Eigen grenzen", placeholder="5; 7,5; 10", max_chars=80)
    own = own_limits(text, of.unit)
    if text and own is None:
        view.address.notes.append(_NO_LIMITS)
    return Scheme(chosen, own or ())


def baseline(view: PageView, of: Indicator | None = None) -> Baseline:
    """What figures are set against; no choice for a count, which is not compared."""
    chosen = view.address.one("basis", "vergelijking", [str(one) for one in Baseline], str(Baseline.REST))
    words = {str(one): text for one, text in _BASELINES.items()}
    if of is None or of.kind is not Kind.COUNT:
        widget(st.selectbox, "basis", chosen, "Vergelijk met", options=list(words), format_func=words.__getitem__)
    return Baseline(chosen)


def area(view: PageView, names: Mapping[str, str]) -> str:
    """The chosen area among those shown; empty before a choice."""
    return view.address.one("gebied", "gebied", ["", *names], "", quiet=list(_ask.areas(view.s).index))


def draw_area(names: Mapping[str, str], selected: str, level: Level) -> None:
    """The widget of ``area``."""
    options = ["", *sorted(names, key=names.__getitem__)]
    words = {**names, "": "Kies op de kaart of hier"}
    label = LEVEL_NAMES[level][0].capitalize()
    widget(st.selectbox, "gebied", selected, label, options=options, format_func=words.__getitem__)


def borders(view: PageView) -> int | None:
    """The year on whose borders figures are shown; None when each keeps its own. No widget without a choice."""
    present = _ask.border_choices(view.s)
    chosen = view.address.one("grenzen", "grenzenjaar", present, present[0])
    words = {choice: choice for choice in present} | {presentation.OWN: "elk jaar zelf"}
    if len(present) > 1:
        widget(st.selectbox, "grenzen", chosen, "Grenzen van", options=present, format_func=words.__getitem__)
    return presentation.year_of(chosen)


def pick(
    view: PageView,
    name: str,
    options: Sequence[str],
    words: Callable[[str], str],
    label: str,
    pills: bool = False,
    wrap: bool | None = None,
) -> str:
    """One of a few ways to show the figures; ``options`` may depend on the indicator, so a lost one goes unsaid.

    ``wrap``: pills that do not fit beside each other go on below.
    """
    values = [str(option) for option in options]
    chosen = view.address.one(name, "weergave", values, values[0], quiet=list(View))
    kind, extra = (st.segmented_control, {"required": True, "wrap": wrap}) if pills else (st.selectbox, {})
    widget(kind, name, chosen, label, options=values, format_func=words, **extra)
    return chosen


def no_figures(view: PageView, of: Indicator) -> None:
    """Empty state of an indicator without figures: what would be here and how to get it."""
    state = _ask.states(view.s)[of.id]
    if state == "nog niet gepubliceerd":
        empty(
            f"{of.name}: nog niet gepubliceerd",
            "De bron noemt dit cijfer wel, maar heeft het nog niet ingevuld.",
            of.feeds,
        )
    else:
        empty(f"{of.name}: nog geen bron", of.description, f"Dit zou het vullen: {of.feeds}")
