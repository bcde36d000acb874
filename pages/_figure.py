"""A figure as a page shows it: frame above, picture, frame below, and its table twin with download."""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from charts.figure import Caption, foot, head
from charts.table import Column, to_csv, to_html


def show(
    caption: Caption,
    draw: Callable[[], object],
    table: Callable[[], pd.DataFrame],
    columns: Sequence[Column],
    file: str,
) -> None:
    """``table`` gives the figures that the picture shows; ``file`` is the name of the download without ending."""
    framed(caption, draw)
    twin(caption.title, table, columns, file)


def framed(caption: Caption, draw: Callable[[], object]) -> None:
    """The figure alone; its twin must follow elsewhere on the page."""
    st.html(head(caption))
    draw()
    st.html(foot(caption))


def twin(title: str, table: Callable[[], pd.DataFrame], columns: Sequence[Column], file: str) -> None:
    """The table and its download, closed until asked for; ``table`` is only made when it is opened."""
    box = st.expander("Tabel en download", icon=":material/table_chart:", key="wp_tabel", on_change="rerun")
    if box.open:
        frame = table()
        with box:
            st.html(to_html(frame, columns, title))
            download(frame, columns, file)


def download(table: pd.DataFrame, columns: Sequence[Column], file: str) -> None:
    """A button that gives the table as CSV; the file is made when it is asked for."""
    st.download_button(
        "Download als CSV",
        data=lambda: to_csv(table, columns),
        file_name=f"{file}.csv",
        mime="text/csv",
        on_click="ignore",
        key=f"wp_download_{file}",
        icon=":material/download:",
    )
