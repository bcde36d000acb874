"""The form of one row, made from the columns that its table declares."""

import re
from collections.abc import Mapping
from typing import Any

import streamlit as st

from charts.changes import grouped
from model.inhoud import TABLES
from model.tabelversie import Place, Row
from model.table import Column, Kind, columns_of
from pages._address import put
from pages.coordinator._concept import Concept
from snapshot.row_form import read_row
from snapshot.table_names import Names
from snapshot.table_rows import HIDDEN

_ACROSS = 2
_WIDE = 60
_MOMENTS = "2026, 2026-Q1, 2026-03 of 31-3-2026"
_HINTS = {
    Kind.MOMENT: _MOMENTS,
    Kind.YEAR: "2026",
    Kind.AMOUNT: "1.500.000 of 1500,50",
    Kind.ID: "leeg: komt uit de naam",
}


def form(concept: Concept, table: str, place: Place | None, row: Row, names: Names) -> None:
    """Draw the form; ``place`` None for a new row. What is typed stays until it is right."""
    columns = columns_of(TABLES[table])
    new = place is None
    key = f"wp_regel_{concept.round}_{table}_{'/'.join(place or ())}"
    with st.form(key):
        rows = concept.edits[table].rows
        for group in _rows_of(columns, rows):
            across = 1 if _is_long(group[0], rows) else _ACROSS
            for box, column in zip(st.columns(across), group, strict=False):
                with box:
                    _field(column, row[column.name], f"{key}_{column.name}", names, new)
        args = (concept, table, place, key, names)
        with st.container(horizontal=True):
            st.form_submit_button("Bewaar", type="primary", icon=":material/save:", on_click=_take, args=(*args, True))
            st.form_submit_button("Zet klaar en ga verder", on_click=_take, args=(*args, False))
            if place is not None:
                st.form_submit_button(
                    "Haal deze regel weg", icon=":material/delete:", on_click=_remove, args=(concept, table, place)
                )


def _rows_of(columns: tuple[Column, ...], rows: tuple[Row, ...]) -> list[list[Column]]:
    """Columns as they stand beside each other: long texts have the whole width."""
    found: list[list[Column]] = []
    for column in columns:
        wide = _is_long(column, rows)
        beside = found and len(found[-1]) < _ACROSS and not wide and not _is_long(found[-1][0], rows)
        if beside:
            found[-1].append(column)
        else:
            found.append([column])
    return found


def _is_long(column: Column, rows: tuple[Row, ...]) -> bool:
    """Whether a column holds texts of more than a line."""
    if column.kind is not Kind.TEXT:
        return False
    return any(len(row[column.name]) > _WIDE or "\n" in row[column.name] for row in rows) or not column.required


def _field(column: Column, text: str, key: str, names: Names, new: bool) -> None:
    """One widget that begins with what stands in the cell."""
    label = f"{column.title} *" if column.required and column.kind is not Kind.ID else column.title
    common: dict[str, Any] = {"key": key, "help": column.about or None}
    text = "" if text == HIDDEN else text
    refers = column.kind in (Kind.REFERENCE, Kind.REFERENCES) and column.to
    if column.kind is Kind.CHOICE or (column.kind is Kind.REFERENCE and refers):
        words = _words(column, text, names)
        options = ["", *words] if not column.required or not text else list(words)
        st.selectbox(
            label, options, index=options.index(text) if text in options else 0, format_func=_named(words), **common
        )
    elif column.kind is Kind.CHOICES or (column.kind is Kind.REFERENCES and refers):
        words = _words(column, text, names)
        st.multiselect(label, list(words), default=_parts(text), format_func=_named(words), **common)
    elif column.kind is Kind.YES_NO:
        options = ["nee", "ja"]
        st.selectbox(label, options, index=options.index(text) if text in options else 0, **common)
    elif column.kind is Kind.TEXT and not column.required:
        st.text_area(label, value=text, height="content", **common)
    else:
        hint = _HINTS.get(column.kind)
        locked = column.kind is Kind.ID and not new
        st.text_input(label, value=_typed(column, text), placeholder=hint, disabled=locked, **common)


def _typed(column: Column, text: str) -> str:
    """A cell as somebody here would type it."""
    if column.kind is Kind.AMOUNT:
        return grouped(text)
    day = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text) if column.kind is Kind.MOMENT else None
    return f"{int(day[3])}-{int(day[2])}-{day[1]}" if day else text


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _words(column: Column, text: str, names: Names) -> dict[str, str]:
    """Choices with what they are called, by name; what stands there and does not exist says so."""
    if column.kind in (Kind.CHOICE, Kind.CHOICES):
        return {choice: choice for choice in column.choices}
    known = names.get(column.to, {})
    lost = {one: f"{one} (bestaat niet)" for one in _parts(text) if one not in known}
    return {**dict(sorted(known.items(), key=lambda one: one[1].casefold())), **lost}


def _named(words: Mapping[str, str]) -> Any:
    return lambda value: words.get(value, "geen keuze") if value else "geen keuze"


def _take(concept: Concept, table: str, place: Place | None, key: str, names: Names, save: bool) -> None:
    """What was typed becomes an edit, or is told what is wrong with it."""
    row_type = TABLES[table]
    typed = {column.name: _value(st.session_state.get(f"{key}_{column.name}")) for column in columns_of(row_type)}
    taken = {row.get("id", "") for row in concept.edits[table].rows}
    known = {name: list(ids) for name, ids in names.items()}
    row, concept.form_wrong = read_row(row_type, typed, known, taken)
    if concept.form_wrong:
        return
    concept.put_row(table, place, row)
    if place is not None:  # its key may be another one now
        put("regel", "/".join(row[name] for name in row_type.KEY))
    if save:
        concept.save()


def _value(value: object) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "")


def _remove(concept: Concept, table: str, place: Place) -> None:
    concept.form_wrong = []
    concept.remove_row(table, place)
