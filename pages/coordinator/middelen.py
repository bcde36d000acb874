"""Middelen: what was planned, granted and spent, by whom and for what, and whether it adds up.

Amounts are read from the programme folder now. A mistake in a table is told, and the rows that are right stay.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

import pandas as pd
import streamlit as st

from charts import gedrukte_totalen, middelen
from charts.figure import Caption
from charts.regelingen import NOT_ADDED, card
from charts.table import Column
from exports import verantwoording
from exports.formats import MEDIA_TYPES
from exports.verantwoording_rows import account
from model.besteding import NONE, Choice, Per, reconciled_money
from model.errors import WijkpeilError
from model.inhoud import Inhoud
from model.middelen import Dekking, Middel, Overzicht, Regeling
from pages import _figure
from pages._address import widget
from pages._shell import PageView, content, empty, page, say_wrong
from pages.coordinator._bronnen import source
from snapshot.programme_folder import CheckedProgramme
from snapshot.programmes import check_programme

MENU = ("Middelen", 60)
_PER = {
    Per.REGELING: "Regeling",
    Per.STRATEGIE: "Strategie",
    Per.BOUWSTEEN: "Bouwsteen",
    Per.JAAR: "Jaar",
    Per.POST: "Post",
}
_TABLES = ("regelingen", "overzichten", "middelen", "totalen")
_TWIN = (
    Column("overzicht", "overzicht"),
    Column("post", "post"),
    Column("regeling", "regeling"),
    Column("strategie", "strategie"),
    Column("bouwsteen", "bouwsteen"),
    Column("jaar", "jaar"),
    Column("dekking", "dekking"),
    Column("kosten", "kosten (€)", 2, euro=True),
    Column("gepland", "gepland (€)", 2, euro=True),
    Column("toegekend", "toegekend (€)", 2, euro=True),
    Column("besteed", "besteed (€)", 2, euro=True),
    Column("gedrukt", "letterlijk gedrukt"),
    Column("noot", "opmerking"),
)


def render() -> None:
    """Draw the page."""
    with page("Middelen", "Wat er is gepland, toegekend en besteed, en of de totalen kloppen.") as view:
        if view is not None:
            _body(view)


def _body(view: PageView) -> None:
    try:
        checked = check_programme(view.s.programme.id)
    except WijkpeilError as error:
        say_wrong(str(error))
        return
    inhoud = checked.inhoud
    if checked.mistakes and not inhoud.middelen:
        inhoud = content(view.s.programme.id)
    elif checked.mistakes:
        told = "Rijen met een fout tellen hieronder niet mee. Herstel ze op de pagina Invoer."
        say_wrong("\n".join([*checked.mistakes, told]))
    if not inhoud.middelen:
        what = "Hier komt per regeling, strategie en jaar wat er is gepland, toegekend en besteed."
        empty("Nog geen bedragen", what, "Vul bij Invoer de tabellen Overzichten en Middelen.")
        return
    per, choice = _choices(view, inhoud)
    rows = [row for row in inhoud.middelen if choice.has(row)]
    for overzicht in inhoud.overzichten:
        own = [row for row in rows if row.overzicht == overzicht.id]
        if own:
            _overzicht(view, inhoud, overzicht, own, per)
    if not rows:
        empty("Geen bedragen bij deze keuze", "Kies een andere regeling, een ander jaar of een andere dekking.")
    _totals(inhoud, choice)
    _odd(checked)
    _regelingen(view, inhoud, choice, sound=not checked.mistakes)
    if rows:
        table = partial(_table, view, inhoud, rows)
        _figure.twin("Alle bedragen bij deze keuze", table, _TWIN, f"wijkpeil-middelen-{view.s.programme.id}")


def _odd(checked: CheckedProgramme) -> None:
    """What the check of the folder says of its amounts, with file, row and column."""
    odd = [line for line in checked.warnings if any(f"/{table}.csv" in line for table in _TABLES)]
    if odd:
        with st.expander(f"Let op: {len(odd)} {'melding' if len(odd) == 1 else 'meldingen'} bij deze bedragen"):
            say_wrong("\n".join(odd))


def _choices(view: PageView, inhoud: Inhoud) -> tuple[Per, Choice]:
    regelingen = {one.id: one.naam for one in inhoud.regelingen} | {NONE: "Geen regeling genoemd"}
    years = sorted({str(row.jaar) for row in inhoud.middelen if row.jaar})
    per = Per(view.address.one("per", "indeling", [str(one) for one in Per], str(Per.REGELING)))
    labels = {str(one): label for one, label in _PER.items()}
    labels[str(Per.BOUWSTEEN)] = view.s.programme.bouwsteen_naam
    ways = {"options": list(labels), "format_func": labels.__getitem__, "required": True, "wrap": True}
    widget(st.segmented_control, "per", str(per), "Toon per", **ways)
    with st.container(key="wp_keuzes"):
        columns = st.columns(4)
        overzichten = {one.id: one.naam for one in inhoud.overzichten}
        chosen = Choice(
            overzicht=_one(view, columns[0], "overzicht", "overzicht", overzichten, "Alle overzichten"),
            regeling=_one(view, columns[1], "regeling", "regeling", regelingen, "Alle regelingen"),
            jaar=_one(
                view, columns[2], "jaar", "jaar", dict.fromkeys(years) | {NONE: "Geen jaar genoemd"}, "Alle jaren"
            ),
            dekking=_one(view, columns[3], "dekking", "dekking", _dekkingen(), "Alle dekking"),
        )
    return per, chosen


def _dekkingen() -> dict[str, str | None]:
    return {one.value: one.value.capitalize() for one in Dekking} | {NONE: "Geen dekking genoemd"}


def _one(view: PageView, where, name: str, what: str, options, whole: str) -> str:  # type: ignore[no-untyped-def]
    words = {"": whole} | {value: label or value for value, label in options.items()}
    chosen = view.address.one(name, what, list(words), "")
    with where:
        widget(st.selectbox, name, chosen, what.capitalize(), options=list(words), format_func=words.__getitem__)
    return chosen


def _overzicht(view: PageView, inhoud: Inhoud, overzicht: Overzicht, rows: Sequence[Middel], per: Per) -> None:
    programme = view.s.programme
    names = middelen.names_of(per, programme, inhoud)
    shown = middelen.money(overzicht, rows, per, names, middelen.none_of(per, programme))
    whole = len(rows) == sum(row.overzicht == overzicht.id for row in inhoud.middelen)
    label = programme.bouwsteen_naam if per is Per.BOUWSTEEN else _PER[per]
    caption = Caption(
        title=middelen.title(shown),
        subtitle=f"Bedragen per {label.lower()} · {'dit hele overzicht' if whole else 'een deel van dit overzicht'}",
        source=source(inhoud, (overzicht, *rows)),
        seen=middelen.seen(shown),
        notes=tuple(text for text in (overzicht.toelichting, overzicht.noot) if text),
    )

    def draw() -> None:
        st.html(middelen.bars(shown) + middelen.table(shown, label.lower()) + middelen.remarks(rows))

    _figure.framed(caption, draw)


def _totals(inhoud: Inhoud, choice: Choice) -> None:
    names = {one.id: one.naam for one in inhoud.overzichten}
    totals = [one for one in reconciled_money(inhoud) if choice.overzicht in ("", *_ids(names, one.overzicht))]
    if not totals:
        return
    caption = Caption(
        title=gedrukte_totalen.title(totals),
        subtitle="Wat de bron als totaal drukt, naast de som van de bedragen die erbij horen",
        source=source(inhoud, inhoud.totalen),
        seen=gedrukte_totalen.seen(totals),
        notes=(NOT_ADDED,) if len(inhoud.overzichten) > 1 else (),
    )
    _figure.framed(caption, lambda: st.html(gedrukte_totalen.table(totals, caption.title)))


def _ids(names: dict[str, str], name: str) -> list[str]:
    return [one for one, called in names.items() if called == name]


def _regelingen(view: PageView, inhoud: Inhoud, choice: Choice, sound: bool) -> None:
    shown = [one for one in inhoud.regelingen if choice.regeling in ("", one.id)]
    if not shown:
        return
    st.html('<h2 class="wp-title">Verantwoording per regeling</h2>')
    if not sound:
        st.html('<p class="wp-seen">Een bestand is er weer zodra de fouten hierboven zijn hersteld.</p>')
    for regeling in shown:
        st.html(card(regeling, inhoud, datetime.now(UTC).date()))
        if sound:
            _files(view, inhoud, regeling)


def _files(view: PageView, inhoud: Inhoud, regeling: Regeling) -> None:
    """Buttons that give the accountability of a regeling; a file is made when it is asked for."""
    of = account(view.s.programme, inhoud, regeling.id, datetime.now(UTC).date())
    with st.container(horizontal=True):
        for form in verantwoording.FORMS:
            st.download_button(
                f"Verantwoording als {form.upper()}",
                data=partial(verantwoording.content, of, form),
                file_name=verantwoording.file_name(of, form),
                mime=MEDIA_TYPES[form],
                on_click="ignore",
                key=f"wp_verantwoording_{form}_{regeling.id}",
                icon=":material/download:",
            )


def _table(view: PageView, inhoud: Inhoud, rows: Sequence[Middel]) -> pd.DataFrame:
    """Every amount that was chosen, with ``_TWIN``."""
    overzichten = {one.id: one.naam for one in inhoud.overzichten}
    regelingen, strategieen, bouwstenen = (
        middelen.names_of(per, view.s.programme, inhoud) for per in (Per.REGELING, Per.STRATEGIE, Per.BOUWSTEEN)
    )
    found = [
        {
            **row.model_dump(),
            "overzicht": overzichten[row.overzicht],
            "regeling": regelingen.get(row.regeling, ""),
            "strategie": strategieen.get(row.strategie, ""),
            "bouwsteen": bouwstenen.get(row.bouwsteen, ""),
            "jaar": str(row.jaar or ""),
            "dekking": row.dekking.value if row.dekking else "",
        }
        for row in rows
    ]
    return pd.DataFrame(found, columns=[column.key for column in _TWIN], dtype=object)
