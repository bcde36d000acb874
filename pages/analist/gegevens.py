"""Gegevens en kwaliteit: which source covers which year and who, what lacks and why, and what changed in between."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from html import escape

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts import quality_words
from charts.border_words import MOVED
from charts.figure import Caption
from charts.quality_matrix import CELLS, cells_table, key, matrix
from charts.table import Column, to_html
from model.role import Role
from model.status import REASON_LABELS, Reason
from pages import _ask, _figure
from pages._access import visitor
from pages._address import link, widget
from pages._shell import PageView, empty, page, say
from snapshot import audit, quality
from snapshot.journal import last_entries
from snapshot.settings import settings

MENU = ("Gegevens en kwaliteit", 85)

_ALL = "alle"
# Rows in a table on the page; a download has all of them.
_SHOWN = 200
_ATTEMPTS = 100


def render() -> None:
    """Draw the page."""
    purpose = "Welke bron welk jaar en welke inwoners dekt, wat ontbreekt en waarom, en wat er veranderde."
    with page("Gegevens en kwaliteit", purpose) as view:
        if view is None:
            return
        parts: dict[str, Callable[[PageView, DeltaGenerator], None]] = {
            "dekking": _coverage,
            "wat ontbreekt": _gaps,
            "ouderdom": _ages,
            "breuken": _breaks,
            "herzieningen": _revisions,
            "laadlog": _loads,
        }
        if visitor().role is Role.BEHEERDER:
            parts["logboek"] = _acts
        part = view.address.one("kwaliteit", "onderdeel", list(parts), "dekking")
        ways = {"options": list(parts), "format_func": str.capitalize, "required": True}
        left, right = st.columns([3, 1])
        with left:
            widget(st.segmented_control, "kwaliteit", part, "Onderdeel", **ways)
        parts[part](view, right)


def _source_names(view: PageView) -> dict[str, str]:
    return {source.id: source.name for source in view.s.sources.values()}


def _indicator_names(view: PageView) -> dict[str, str]:
    return {indicator.id: indicator.name for indicator in view.s.indicators.values()}


def _choose_source(view: PageView, beside: DeltaGenerator) -> str:
    """The source that is asked for; "" for all of them."""
    names = _source_names(view)
    used = sorted(set(_ask.coverage(view.s)["source"]), key=names.__getitem__)
    source = view.address.one("bron", "bron", [_ALL, *used], _ALL)
    words = {_ALL: "alle bronnen", **names}
    widget(beside.selectbox, "bron", source, "Bron", options=[_ALL, *used], format_func=words.__getitem__)
    return "" if source == _ALL else source


def _coverage(view: PageView, beside: DeltaGenerator) -> None:
    st.html(f'<p class="wp-lead">{_lead(view)}</p>')
    source = _choose_source(view, beside)
    frame = _ask.quality_matrix(view.s, source)
    if frame.empty:
        empty("Nog geen bronnen", "Hier komt per bron en jaar hoeveel inwoners de cijfers dekken.")
        return
    what = f"{_source_names(view)[source]}, per indicator" if source else "Alle bronnen van dit peil"
    caption = Caption(
        title="Welke bron dekt welk jaar?",
        subtitle=f"{what}; percentage van de inwoners in gebieden met een cijfer",
        source=f"Peil {view.s.id}, op het fijnste niveau waarop de bron cijfers geeft",
        notes=(
            "Bij een bron telt de indicator in het midden. «Ontbreekt» staat alleen tussen de jaren van een bron die "
            "elk jaar verschijnt. Kies een bron om haar indicatoren te zien.",
        ),
    )

    def address(identifier: str) -> str:
        return link("gegevens", programma=view.s.programme.id, kwaliteit="dekking", bron=identifier)

    def draw() -> None:
        first, behind = ("Indicator", None) if source else ("Bron", address)
        st.html(key(frame) + matrix(frame, caption.title, first, behind))

    _figure.show(caption, draw, lambda: cells_table(frame), CELLS, f"wijkpeil-dekking{'-' if source else ''}{source}")


def _lead(view: PageView) -> str:
    return escape(quality_words.most_overdue(_ask.ages(view.s, datetime.now(UTC).date())))


def _gaps(view: PageView, beside: DeltaGenerator) -> None:
    source = _choose_source(view, beside)
    frame = _ask.gaps(view.s)
    present = [one.value for one in Reason if one.value in set(frame["reason"])]
    words = {_ALL: "alle redenen", **{one.value: REASON_LABELS[one] for one in Reason}}
    reason = view.address.one("reden", "reden", [_ALL, *present], _ALL)
    widget(st.selectbox, "reden", reason, "Reden", options=[_ALL, *present], format_func=words.__getitem__)
    if source:
        frame = frame[frame["source"] == source]
    if reason != _ALL:
        frame = frame[frame["reason"] == reason]
    table = quality_words.gaps_table(frame, _indicator_names(view), _source_names(view))
    without = [i for i, state in _ask.states(view.s).items() if state == REASON_LABELS[Reason.NO_SOURCE]]
    if without:
        say(
            f"Van {len(without)} indicatoren is er nog geen bron. Welke dat zijn en wat ze vult, staat bij "
            "Verantwoording, onder «Wat ontbreekt»."
        )
    if table.empty:
        empty("Niets ontbreekt", "Met deze keuze heeft elke buurt een cijfer.")
        return
    _table(table, quality_words.GAPS, "Buurten zonder cijfer, per indicator en periode", "wijkpeil-wat-ontbreekt")


def _ages(view: PageView, _beside: DeltaGenerator) -> None:
    st.html(f'<p class="wp-lead">{_lead(view)}</p>')
    ages = _ask.ages(view.s, datetime.now(UTC).date())
    _table(quality_words.ages_table(ages), quality_words.AGES, "Ouderdom van elke bron", "wijkpeil-ouderdom")
    st.html(
        '<p class="wp-small">Verouderd: er kwam een maand langer dan het ritme van de bron niets binnen, of het jaar '
        "dat op het laatste jaar moet volgen is al meer dan een jaar voorbij. Bij een ritme van vier jaar is dat jaar "
        "vier jaar later. Registers en enquêtes van de gemeente hebben geen vast ritme.</p>"
    )


def _breaks(view: PageView, _beside: DeltaGenerator) -> None:
    overview = _ask.overview(view.s)
    used = list(overview[overview["state"] == "cijfers"].index)
    table = quality_words.breaks_table(quality.breaks(view.s, used))
    title = "Waar een reeks breekt"
    if table.empty:
        empty(title, "Van de indicatoren met cijfers is geen breuk vastgelegd.")
    else:
        _table(table, quality_words.BREAKS, title, "wijkpeil-breuken")
    moved = _ask.border_changes(view.s)
    moved = moved[moved["kind"].isin(MOVED)]
    n = moved["code"].nunique()
    counted = "1 gebied" if n == 1 else f"{n} gebieden" if n else "geen enkel gebied"
    where = link("verantwoording", programma=view.s.programme.id, deel="grenzen")
    st.html(
        f"<p>Door een andere grens begint de reeks opnieuw bij {counted}. "
        f'<a href="{where}" target="_self">Bekijk alle veranderde grenzen bij Verantwoording</a>.</p>'
    )


def _revisions(view: PageView, _beside: DeltaGenerator) -> None:
    title, names = "Twee leveringen van één editie", _source_names(view)
    frame = _ask.revisions(view.s)
    if frame is None:
        empty(title, "Dit peil is gemaakt voordat herzieningen werden bijgehouden. Bouw opnieuw op om ze te zien.")
        return
    if frame.empty:
        empty(title, "Van geen editie zijn er twee leveringen met dezelfde cijfers. Er is dus niets herzien.")
        return
    st.html(f'<p class="wp-lead">{quality_words.revised(frame, names)}</p>')
    table = quality_words.revisions_table(frame, names, _variable_names(view))
    _table(table, quality_words.REVISIONS, title, "wijkpeil-herzieningen")
    st.html(
        '<p class="wp-small">Vergeleken bij de opbouw van dit peil: elk cijfer uit de bron dat een indicator gebruikt, '
        "voor de gebieden van dit programma. De grootste verandering is gemeten als deel van wat het was.</p>"
    )


def _variable_names(view: PageView) -> dict[str, str]:
    """Names of the indicators that are one variable as it was published."""
    recipes = [(recipe.value, i.name) for i in view.s.indicators.values() for recipe in i.recipes if recipe.value]
    return {str(variable): name for variable, name in recipes}


def _loads(view: PageView, _beside: DeltaGenerator) -> None:
    entries = last_entries(settings().raw, _ATTEMPTS)
    if not entries:
        empty("Laadlog", "Er is nog geen bestand aangeboden. Hier komt elke poging met haar uitkomst.")
        return
    table = quality_words.loads_table(entries, _source_names(view))
    title = f"Laatste pogingen om een bestand te laden (hooguit {_ATTEMPTS})"
    _table(table, quality_words.LOADS, title, "wijkpeil-laadlog")


def _acts(_view: PageView, _beside: DeltaGenerator) -> None:
    entries = audit.entries()
    if not entries:
        empty("Logboek", "Hier komt wie wat deed: bestanden toevoegen, opbouwen, publiceren en verwijderen.")
        return
    _table(quality_words.acts_table(entries), quality_words.ACTS, "Logboek: wie deed wat", "wijkpeil-logboek")


def _table(table: pd.DataFrame, columns: Sequence[Column], title: str, file: str) -> None:
    """The first rows of a table, and a download of all."""
    more = f" (de eerste {_SHOWN} van {len(table)} regels)" if len(table) > _SHOWN else ""
    st.html(f'<h2 class="wp-title">{title}{more}</h2>{to_html(table.head(_SHOWN), columns, title)}')
    _figure.download(table, columns, file)
