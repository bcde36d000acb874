"""The way of a spreadsheet: download a table, offer it changed, and see what that would change before it is saved."""

from html import escape

import pandas as pd
import streamlit as st

from charts.changes import counted
from charts.table import Column as Shown
from exports.asked import Form
from exports.formats import MEDIA_TYPES
from exports.workbook import xlsx_bytes
from model.errors import WijkpeilError
from model.inhoud import TABLES
from model.tabelversie import Row
from model.table import Kind, columns_of
from pages._shell import say, say_wrong
from pages.coordinator._concept import Concept
from pages.coordinator._wijzigingen import list_changes
from snapshot import table_history
from snapshot.programmes import check_programme, folder_files
from snapshot.table_edit import Edit
from snapshot.table_names import Names
from snapshot.table_rows import TableRows, changes, file_of
from snapshot.table_upload import Uploaded, file_name, read_upload, version_in

_NUMBERS = (Kind.AMOUNT, Kind.NUMBER, Kind.COUNT, Kind.YEAR)
_MEND = "Herstel het bestand"


def show(mine: Concept, table: str, names: Names) -> None:
    """Download and upload of one table."""
    edit = mine.open(table)
    _download(mine.programme, table, edit.base)
    if edit.base.mistakes or _has_mistakes(mine, table):
        say("In het bestand dat er nu staat, zit een fout. Misschien kan Wijkpeil die herstellen.")
        if st.toggle(_MEND, key=f"wp_herstel_{table}_{mine.round}"):
            _mend(mine, table, names)
            return
    offered = st.file_uploader(
        "Bied de veranderde tabel aan (CSV of XLSX)",
        type=["csv", "txt", "xlsx", "xls"],
        max_upload_size=5,
        key=f"wp_tabel_{table}_{mine.round}",
    )
    if offered is None:
        return
    base, said = _base(mine, table, offered.name)
    if said:
        say(said)
    known = {name: list(ids) for name, ids in names.items()}
    read = read_upload(offered.name, offered.getvalue(), TABLES[table], base.rows, known)
    _offer(mine, table, base, read, names, "uit een spreadsheet")


def _download(programme: str, table: str, there: TableRows) -> None:
    last = table_history.versions(programme, table)[-1:]
    number = 0 if not last else last[0].number + (last[0].sha256 != there.sha256)
    name = file_name(programme, table, number)
    st.html(
        '<p class="wp-seen">Download de tabel, verander haar in een spreadsheet en bied haar hieronder weer aan. '
        "U ziet eerst wat er zou veranderen. Laat de naam van het bestand staan: die zegt van welke versie het "
        "komt.</p>"
    )
    makers = {
        Form.CSV: lambda: file_of(TABLES[table], there.rows),
        Form.XLSX: lambda: _workbook(table, there.rows),
    }
    with st.container(horizontal=True):
        for form, maker in makers.items():
            st.download_button(
                f"Download als {form.upper()}",
                data=maker,
                file_name=f"{name}.{form}",
                mime=MEDIA_TYPES[form],
                on_click="ignore",
                key=f"wp_tabel_{form}_{table}",
                icon=":material/download:",
            )


def _workbook(table: str, rows: tuple[Row, ...]) -> bytes:
    """A workbook in which text stays text, so that a spreadsheet makes no dates of it."""
    columns = columns_of(TABLES[table])
    numbers = {column.name for column in columns if column.kind in _NUMBERS}
    frame = pd.DataFrame(
        [{name: _number(text) if name in numbers else text for name, text in row.items()} for row in rows]
    )
    frame = frame if len(rows) else pd.DataFrame(columns=[column.name for column in columns])
    # A text among the numbers, such as one with a mistake, makes the whole column text.
    told = {name for name in numbers if not any(isinstance(cell, str) and cell for cell in frame[name])}
    shown = [Shown(column.name, column.name, 0 if column.name in told else None) for column in columns]
    return xlsx_bytes(frame, shown, [(column.name, column.about) for column in columns])


def _number(text: str) -> float | str | None:
    try:
        return float(text.replace(",", ".")) if text else None
    except ValueError:
        return text


def _base(mine: Concept, table: str, file: str) -> tuple[TableRows, str]:
    """The version that a file was made from, and what to say when that is not known."""
    now = mine.open(table).base
    number, found = version_in(file), table_history.versions(mine.programme, table)
    if number is None:
        return (
            now,
            "De naam van het bestand zegt niet van welke versie het komt. Het is vergeleken met de tabel van nu.",
        )
    version = next((one for one in found if one.number == max(number, 1)), None)
    if version is None or version.sha256 == now.sha256:
        return now, ""
    try:
        rows = table_history.rows_at(mine.programme, table, version.number)
    except WijkpeilError:
        return now, ""
    said = f"Dit bestand komt van versie {version.number}; de tabel is daarna veranderd."
    said = f"{said} Bij het bewaren ziet u waar dat botst."
    return TableRows(rows, version.sha256), said


def _offer(mine: Concept, table: str, base: TableRows, read: Uploaded, names: Names, how: str) -> None:
    """What a file would change, with what was repaired; and the ways on."""
    for note in read.notes:
        say(note)
    if read.mistakes:
        number = len(read.mistakes)
        said = "1 fout" if number == 1 else f"{number} fouten"
        say_wrong(
            "\n".join(
                [f"In dit bestand {'staat' if number == 1 else 'staan'} {said}. Er is niets veranderd.", *read.mistakes]
            )
        )
        return
    if read.repairs:
        st.html(
            '<h3 class="wp-group-title">Hersteld: zo stond het in het bestand, en zo was het bedoeld</h3>'
            f"{list_changes(table, read.repairs, {})}"
        )
    found = changes(TABLES[table], base.rows, read.rows)
    st.html(
        f'<h3 class="wp-group-title">Wat er verandert: {escape(counted(found))}</h3>{list_changes(table, found, names)}'
    )
    edit = Edit(base, read.rows, how)
    with st.container(horizontal=True):
        st.button("Bewaar", type="primary", on_click=mine.take, args=(table, edit, True), icon=":material/save:")
        st.button("Zet klaar en ga verder", on_click=mine.take, args=(table, edit, False))


def _has_mistakes(mine: Concept, table: str) -> bool:
    return any(text.startswith(f"{mine.programme}/{table}.csv") for text in check_programme(mine.programme).mistakes)


def _mend(mine: Concept, table: str, names: Names) -> None:
    """What stands in the folder, read as if it were offered."""
    path = folder_files(mine.programme)[f"{table}.csv"]
    found = table_history.versions(mine.programme, table)
    before = table_history.rows_at(mine.programme, table, found[-1].number) if found else ()
    known = {name: list(ids) for name, ids in names.items()}
    read = read_upload(path.name, path.read_bytes(), TABLES[table], before, known)
    _offer(mine, table, mine.open(table).base, read, names, "bestand hersteld")
