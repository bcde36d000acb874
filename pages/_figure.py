"""A figure as a page shows it: frame above, picture, frame below, and its table twin with download."""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from charts.figure import Caption, foot, head
from charts.table import Column, to_html
from exports.asked import Form
from exports.csv_file import csv_bytes
from exports.formats import MEDIA_TYPES
from exports.workbook import xlsx_bytes
from pages._embed import framed as alone
from pages._export import Figures


def show(
    caption: Caption,
    draw: Callable[[], object],
    table: Callable[[], pd.DataFrame],
    columns: Sequence[Column],
    file: str | Figures,
) -> None:
    """``table`` gives the figures that the picture shows; ``file``: those figures themselves, for files with all that
    belongs to them, or the name for a file of the table alone, without ending."""
    framed(caption, draw)
    twin(caption.title, table, columns, file)


def framed(caption: Caption, draw: Callable[[], object]) -> None:
    """The figure alone; its twin must follow elsewhere on the page."""
    st.html(head(caption))
    draw()
    st.html(foot(caption))


def twin(
    title: str,
    table: Callable[[], pd.DataFrame],
    columns: Sequence[Column],
    file: str | Figures,
    more: Callable[[], object] | None = None,
    key: str = "wp_tabel",
) -> None:
    """The table and its download, closed until asked for; ``table`` is only made when it is opened, and ``more`` drawn
    below it. ``key``: of a second one on a page."""
    if alone():
        return
    box = st.expander("Tabel en download", icon=":material/table_chart:", key=key, on_change="rerun")
    if box.open:
        frame = table()
        with box:
            st.html(to_html(frame, columns, title))
            if isinstance(file, Figures):
                st.html(file.links())
            else:
                download(frame, columns, file)
            if more:
                more()


def download(table: pd.DataFrame, columns: Sequence[Column], file: str) -> None:
    """Buttons that give the table as CSV and as XLSX; a file is made when it is asked for, so that a rerun is cheap."""
    makers: dict[Form, Callable[[], bytes]] = {
        Form.CSV: lambda: csv_bytes(table, columns),
        Form.XLSX: lambda: xlsx_bytes(table, columns, _readme(file, columns)),
    }
    with st.container(horizontal=True):
        for form, maker in makers.items():
            st.download_button(
                f"Download als {form.upper()}",
                data=maker,
                file_name=f"{file}.{form}",
                mime=MEDIA_TYPES[form],
                on_click="ignore",
                key=f"wp_download_{form}_{file}",
                icon=":material/download:",
            )


def _readme(file: str, columns: Sequence[Column]) -> list[tuple[str, str]]:
    """What the sheet beside the table says: where it is from, and its columns."""
    about = "Tabel van een pagina van Wijkpeil. Een lege cel is geen nul: er is geen cijfer."
    named = [("Kolom", column.header) for column in columns]
    return [("Bestand", file), ("Gemaakt met", about), ("", ""), *named]
