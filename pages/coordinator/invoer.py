"""Invoer: a programme's tables, edited row by row or by way of a spreadsheet, checked, and kept in every version."""

from html import escape

import streamlit as st

from charts.changes import rows_html
from model.errors import WijkpeilError
from model.inhoud import TABLES, title_of
from model.role import ADDS_DATA, EDITS_PROGRAMME
from model.tabelversie import Place, Row
from model.table import Kind, TableRow, columns_of
from pages._access import visitor
from pages._address import Address, link, widget
from pages._shell import empty, say, say_wrong, workplace
from pages.coordinator import _geschiedenis, _meegeleverd, _regel, _spreadsheet, _wijzigingen
from pages.coordinator._concept import Concept, concept
from snapshot import table_history
from snapshot.awaiting import awaiting_build
from snapshot.programme_folder import IN_BUILD
from snapshot.programmes import check_programme
from snapshot.table_edit import Edit
from snapshot.table_names import Names, names_of
from snapshot.table_rows import label_of, named, placed

MENU = ("Invoer", 66)
ROLES = EDITS_PROGRAMME

_ROWS, _SHEET, _HISTORY = "regels", "spreadsheet", "geschiedenis"
_PARTS = {_ROWS: "Regels", _SHEET: "Spreadsheet", _HISTORY: "Geschiedenis"}
_NEW = "Nieuwe regel"


def render() -> None:
    """Draw the page."""
    purpose = "Vul in en verander wat het programma afspreekt en doet. Elke versie blijft bewaard."
    with workplace("Invoer", purpose) as here:
        try:
            table_history.mend(here.name)
            _body(here.address, here.name)
        except WijkpeilError as error:
            say_wrong(str(error))


def _body(address: Address, programme: str) -> None:
    about = check_programme(programme).programme
    mine = concept(programme)
    table = address.one("tabel", "tabel", list(TABLES), "interventies")
    part = address.one("deel", "onderdeel", list(_PARTS), _ROWS)
    edit = mine.open(table)
    names = names_of(programme, about, {name: one.rows for name, one in mine.edits.items()})
    waiting = awaiting_build(programme, about)
    _choose(mine, table, part, waiting)
    _told(mine)
    _wijzigingen.show(mine, names)
    st.html(f'<p class="wp-seen">{escape(TABLES[table].ABOUT)} {_shows(table, waiting)}</p>')
    _meegeleverd.show(mine, table, names)
    if part == _ROWS:
        _rows(mine, table, edit, address, names)
    elif part == _SHEET:
        _spreadsheet.show(mine, table, names)
    else:
        _geschiedenis.show(mine, table, names)


def _choose(mine: Concept, table: str, part: str, waiting: list[str]) -> None:
    changed = mine.changed

    def words(name: str) -> str:
        if name in changed:
            return f"{title_of(name)} (nog niet bewaard)"
        return f"{title_of(name)} (wacht op een opbouw)" if name in waiting else title_of(name)

    left, right = st.columns([1, 1], vertical_alignment="bottom")
    order = sorted(TABLES, key=lambda name: title_of(name).casefold())
    with left:
        widget(st.selectbox, "tabel", table, "Tabel", options=order, format_func=words)
    with right:
        widget(
            st.segmented_control,
            "deel",
            part,
            "Onderdeel",
            options=list(_PARTS),
            format_func=_PARTS.__getitem__,
            required=True,
        )


def _told(mine: Concept) -> None:
    """What the last click did, once."""
    for text in mine.wrong:
        say_wrong(text)
    for text in mine.said:
        say(text)
    mine.wrong, mine.said = [], []


def _shows(table: str, waiting: list[str]) -> str:
    """Where a change of this table shows, and when."""
    if table not in IN_BUILD:
        return "Wat u hier bewaart, staat meteen op de pagina's."
    build = "nieuwe opbouw"
    if visitor().role in ADDS_DATA:
        build = f'<a href="{link("opbouw")}">{build}</a>'
    if table in waiting:
        return f"<strong>Hier is iets veranderd dat nog niet in de cijfers zit.</strong> Dat komt na een {build}."
    return f"Wat u hier bewaart, telt in de cijfers mee na een {build}."


def _rows(mine: Concept, table: str, edit: Edit, address: Address, names: Names) -> None:
    """The table, and the form of the row that is chosen."""
    row_type = TABLES[table]
    if edit.base.mistakes:
        say_wrong("\n".join(["Het bestand van deze tabel is beschadigd.", *edit.base.mistakes]))
        say("Kies bij Spreadsheet «Herstel het bestand», of zet bij Geschiedenis een eerdere versie terug.")
        return
    rows = placed(row_type, edit.rows)
    by_text = {"/".join(place): place for place in rows}
    chosen = address.one("regel", "regel", ["", *by_text], "", quiet=[str(st.query_params.get("regel", ""))])
    searched = address.free("zoek")
    title = title_of(table)
    if rows:
        _table(table, edit, rows, searched, names)
    else:
        empty(f"{title}: nog leeg", "Deze tabel heeft nog geen regels. Voeg er hieronder een toe, of bied bij "
              "Spreadsheet een ingevulde tabel aan.")  # fmt: skip
    _odd(mine.programme, table)
    words = {text: label_of(row_type, rows[place], names) for text, place in by_text.items()}
    widget(
        st.selectbox,
        "regel",
        chosen,
        "Welke regel wilt u veranderen?",
        options=["", *words],
        format_func=lambda text: words.get(text, _NEW),
        filter_mode="contains",
    )
    if mine.form_wrong:
        say_wrong("\n".join(mine.form_wrong))
    place = by_text.get(chosen)
    row = rows[place] if place is not None else _blank(row_type)
    _regel.form(mine, table, place, row, names)


def _odd(programme: str, table: str) -> None:
    """What is odd in this table as it is saved, and stops nothing."""
    odd = [text for text in check_programme(programme).warnings if text.startswith(f"{programme}/{table}.csv")]
    if odd:
        lines = "".join(f"<li>{escape(text)}</li>" for text in odd)
        st.html(
            f'<details class="wp-details"><summary><strong>Let op ({len(odd)})</strong></summary>'
            f'<div><ul class="wp-bullets">{lines}</ul></div></details>'
        )


def _table(table: str, edit: Edit, rows: dict[Place, Row], searched: str, names: Names) -> None:
    row_type = TABLES[table]
    if len(rows) > 8:
        widget(st.text_input, "zoek", searched, "Zoek in deze tabel", max_chars=80)
    before = placed(row_type, edit.base.rows)
    shown = []
    for number, (place, row) in enumerate(rows.items(), start=2):
        text = " ".join(named(column, row[column.name], names) for column in columns_of(row_type)).casefold()
        if searched.casefold() in text:
            mark = "" if before.get(place) == row else "gewijzigd" if place in before else "nieuw"
            shown.append((number, row, mark))
    if not shown:
        say("Geen regel met deze tekst.")
        return
    columns = [column for column in columns_of(row_type) if column.kind is not Kind.ID]
    html = rows_html(shown, columns, lambda column, text: named(column, text, names), title_of(table), _head(row_type))
    st.html(f'<div class="wp-entry">{html}</div>')


def _head(row_type: type[TableRow]) -> str:
    """The column that heads a row."""
    columns = [column for column in columns_of(row_type) if column.kind is not Kind.ID]
    texts = [column.name for column in columns if column.kind is Kind.TEXT and column.required]
    named = [name for name in ("naam", "titel") if name in texts]
    keys = [column.name for column in columns if column.name in row_type.KEY]
    return (named or keys or texts or [columns[0].name])[0]


def _blank(row_type: type[TableRow]) -> Row:
    return {column.name: "" for column in columns_of(row_type)}
