"""Papers as downloads: a file is made when somebody asks for it, not before, and a PDF only where it can be made."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from exports.pdf import why_no_pdf
from exports.report import MEDIA, Paper, written
from pages._address import widget
from pages._shell import PageView, say
from snapshot.edities import editie_material, found
from snapshot.material import Material, current_material


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


def chosen_material(view: PageView) -> Callable[[], Material]:
    """The figures as they are, or an edition where there are any; its name in the address is ``editie``.

    What it gives is asked only when somebody downloads.
    """
    s, name = view.s, view.s.programme.id
    names = {"": "De stand van nu"}
    names |= {one.id: f"Editie: {one.editie.naam}" for one in found(name) if one.editie is not None}
    if len(names) == 1:
        return lambda: replace(current_material(name), s=s)
    chosen = view.address.one("editie", "editie", list(names), "")
    with st.columns([2, 3])[0]:
        widget(st.selectbox, "editie", chosen, "Waarvan", options=list(names), format_func=names.__getitem__)
    return (lambda: editie_material(name, chosen)) if chosen else (lambda: replace(current_material(name), s=s))


def _made(html: Callable[[], str], paper: Paper) -> Callable[[], bytes]:
    return lambda: written(html(), paper)
