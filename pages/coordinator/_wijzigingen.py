"""What was changed and is not saved yet, what is against it, and what somebody else changed meanwhile."""

from collections.abc import Mapping
from functools import partial
from html import escape

import streamlit as st

from charts.changes import changes_html, conflict_words, counted
from charts.numbers import moment_label
from model.inhoud import TABLES, title_of
from model.tabelversie import RowChange
from model.table import Column, columns_of
from pages._shell import say_wrong
from pages.coordinator._concept import Concept
from snapshot import table_edit
from snapshot.table_edit import Edit, Meanwhile
from snapshot.table_names import Names
from snapshot.table_rows import changes, named

_MINE, _THEIRS = "Mijn wijziging", "Die van de ander"


def columns_by_name(table: str) -> dict[str, Column]:
    """The columns of a table by name."""
    return {column.name: column for column in columns_of(TABLES[table])}


def list_changes(table: str, found: tuple[RowChange, ...], names: Names) -> str:
    """Changes of a table as HTML."""
    return changes_html(found, columns_by_name(table), lambda column, text: named(column, text, names))


def show(concept: Concept, names: Names) -> None:
    """The edits that are not saved, with what may be done about them; nothing when there are none."""
    if concept.meanwhile:
        _decide(concept, names)
        return
    edits = concept.changed
    if not edits:
        return
    with st.container(border=True):
        st.html(
            '<h2 class="wp-title">Nog niet bewaard</h2>'
            '<p class="wp-small">Wie de pagina opnieuw laadt, is deze wijzigingen kwijt.</p>'
        )
        found = {table: changes(TABLES[table], edit.base.rows, edit.rows) for table, edit in edits.items()}
        for table, of_table in found.items():
            extra = f" ({edits[table].how})" if edits[table].how != table_edit.BY_HAND else ""
            st.html(
                f'<h3 class="wp-group-title">{escape(title_of(table))}: {counted(of_table)}{escape(extra)}</h3>'
                f"{list_changes(table, of_table, names)}"
            )
        remarks = table_edit.check(concept.programme, edits)
        if remarks.mistakes:
            say_wrong("\n".join(["Dit kan nog niet worden bewaard:", *remarks.mistakes]))
        if remarks.warnings:
            lines = "".join(f"<li>{escape(text)}</li>" for text in remarks.warnings)
            st.html(f'<div class="wp-note"><strong>Let op</strong><ul class="wp-bullets">{lines}</ul></div>')
        _buttons(concept, found, bool(remarks.mistakes))


def _buttons(concept: Concept, found: Mapping[str, tuple[RowChange, ...]], held: bool) -> None:
    with st.container(horizontal=True):
        st.button(
            "Bewaar alles",
            type="primary",
            disabled=held,
            on_click=concept.save,
            icon=":material/save:",
            key="wp_bewaar_alles",
        )
        st.button("Gooi deze wijzigingen weg", on_click=concept.discard, icon=":material/delete:")
    choices = [(table, change) for table, of_table in found.items() for change in of_table]
    if len(choices) > 1:
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        with left:
            chosen = st.selectbox(
                "Eén wijziging ongedaan maken",
                range(len(choices)),
                format_func=lambda i: f"{title_of(choices[i][0])}: {choices[i][1].label}",
                key=f"wp_ongedaan_{concept.round}",
            )
        with right:
            table, change = choices[chosen or 0]
            st.button("Maak ongedaan", on_click=concept.undo, args=(table, change.place), icon=":material/undo:")


def _decide(concept: Concept, names: Names) -> None:
    """What others did meanwhile beside what was done here, with a choice where these meet."""
    with st.container(border=True):
        st.html(
            '<h2 class="wp-title">Iemand anders heeft dit intussen veranderd</h2>'
            '<p class="wp-seen">Er is nog niets bewaard. Kijk wat er veranderde, en kies wat er komt te staan waar u '
            "allebei iets anders schreef. Wat elkaar niet raakt, blijft van allebei staan.</p>"
        )
        choices: dict[str, list[str]] = {}
        for table, one in concept.meanwhile.items():
            edit = concept.edits[table]
            st.html(f'<h3 class="wp-group-title">{escape(title_of(table))}</h3>{_both(table, one, edit, names)}')
            choices[table] = _choices(concept, table, one, names)
        with st.container(horizontal=True):
            st.button(
                "Bewaar met deze keuzes",
                type="primary",
                on_click=partial(_chosen, concept, choices),
                icon=":material/save:",
            )
            st.button("Gooi mijn wijzigingen weg", on_click=concept.discard, icon=":material/delete:")


def _choices(concept: Concept, table: str, one: Meanwhile, names: Names) -> list[str]:
    """Draw a choice per conflict; gives the keys under which the answers are."""
    keys = []
    for number, conflict in enumerate(one.merge.conflicts):
        about, mine, theirs = conflict_words(
            conflict, columns_by_name(table), lambda column, text: named(column, text, names)
        )
        keys.append(f"wp_keus_{concept.round}_{table}_{number}")
        words = {_MINE: f"{_MINE}: {mine}", _THEIRS: f"{_THEIRS}: {theirs}"}
        st.radio(_plain(about), list(words), format_func=lambda one, words=words: _plain(words[one]), key=keys[-1])
    return keys


def _chosen(concept: Concept, keys: Mapping[str, list[str]]) -> None:
    """The choices as they are when the button is pressed."""
    concept.decide(
        {table: [st.session_state.get(key) == _THEIRS for key in of_table] for table, of_table in keys.items()}
    )


def _both(table: str, one: Meanwhile, edit: Edit, names: Names) -> str:
    """What the others changed, and what I did."""
    who = [
        f"{escape(version.who or 'Iemand buiten Invoer')} op {moment_label(version.moment)}" for version in one.since
    ]
    theirs = list_changes(table, changes(TABLES[table], edit.base.rows, one.now.rows), names)
    mine = list_changes(table, changes(TABLES[table], edit.base.rows, edit.rows), names)
    return (
        f'<div class="wp-both"><section><p><strong>{", ".join(who) or "Iemand buiten Invoer"}</strong></p>{theirs}'
        f"</section><section><p><strong>U</strong></p>{mine}</section></div>"
    )


def _plain(text: str) -> str:
    """Text in a label, which takes Markdown."""
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]()#+-.!:~$<>|" else sign for sign in text)
