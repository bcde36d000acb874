"""Papers as downloads: a file is made when somebody asks for it, not before, and a PDF only where it can be made."""

from collections.abc import Callable

import streamlit as st

from exports.pdf import why_no_pdf
from exports.report import MEDIA, Paper, written
from pages._shell import say

_NAMES = {Paper.PDF: "PDF", Paper.HTML: "HTML"}


def downloads(what: str, file: str, html: Callable[[], str], key: str) -> None:
    """A button per form; ``what`` is downloaded under the name ``file`` without ending, ``html`` makes it."""
    lacking = why_no_pdf()
    with st.container(horizontal=True):
        for paper in Paper:
            if paper is Paper.PDF and lacking:
                continue
            st.download_button(
                f"{what} als {_NAMES[paper]}",
                data=_made(html, paper),
                file_name=f"{file}.{paper}",
                mime=MEDIA[paper],
                on_click="ignore",
                key=f"wp_papier_{key}_{paper}",
                icon=":material/download:",
            )
    if lacking:
        say(lacking)


def _made(html: Callable[[], str], paper: Paper) -> Callable[[], bytes]:
    return lambda: written(html(), paper)
