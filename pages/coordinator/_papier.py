"""Papers as downloads: a file is made when somebody asks for it, not before, and a PDF only where it can be made."""

from collections.abc import Callable, Mapping

import streamlit as st

from exports.pdf import why_no_pdf
from exports.report import MEDIA, Paper, written
from pages._shell import say


def downloads(labels: Mapping[Paper, str], file: str, html: Callable[[], str]) -> None:
    """A button per form; ``file``: the name without ending; ``html`` makes what is downloaded."""
    lacking = why_no_pdf()
    with st.container(horizontal=True):
        for paper, label in labels.items():
            if paper is Paper.PDF and lacking:
                continue
            st.download_button(
                label,
                data=_made(html, paper),
                file_name=f"{file}.{paper}",
                mime=MEDIA[paper],
                on_click="ignore",
                key=f"wp_papier_{file}_{paper}",
                icon=":material/download:",
            )
    if lacking:
        say(lacking)


def _made(html: Callable[[], str], paper: Paper) -> Callable[[], bytes]:
    return lambda: written(html(), paper)
