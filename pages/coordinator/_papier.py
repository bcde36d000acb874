"""Papers as downloads: a file is made when somebody asks for it, not before, and a PDF only where it can be made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

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


@dataclass(frozen=True)
class Edition:
    """What papers are made of: an edition, or with an empty ``id`` the figures as they are.

    ``material`` is asked only when somebody downloads.
    """

    id: str
    material: Callable[[], Material]


def chosen_edition(view: PageView) -> Edition:
    """The figures as they are, or an edition where there are any; its name in the address is ``editie``."""
    s, name = view.s, view.s.programme.id
    names = {"": "De cijfers van nu (niet bevroren)"}
    names |= {one.id: f"Editie: {one.editie.naam}" for one in found(name) if one.editie is not None}
    chosen = ""
    if len(names) > 1:
        chosen = view.address.one("editie", "editie", list(names), "")
        with st.columns([2, 3])[0]:
            widget(st.selectbox, "editie", chosen, "Waarvan", options=list(names), format_func=names.__getitem__)
    if chosen:
        return Edition(chosen, lambda: editie_material(name, chosen))
    return Edition("", lambda: replace(current_material(name), s=s))


def _made(html: Callable[[], str], paper: Paper) -> Callable[[], bytes]:
    return lambda: written(html(), paper)
