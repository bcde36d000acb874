"""Every version of a table: who made it, when, what changed; and bringing one back."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from charts.changes import counted
from charts.numbers import moment_label
from charts.table import Column, to_html
from model.errors import WijkpeilError
from model.inhoud import TABLES
from model.tabelversie import Version
from pages._shell import empty, say
from pages.coordinator._concept import Concept
from pages.coordinator._wijzigingen import list_changes
from snapshot import table_history
from snapshot.table_names import Names
from snapshot.table_rows import changes

_COLUMNS = [
    Column("number", "versie"),
    Column("when", "wanneer"),
    Column("who", "wie"),
    Column("how", "hoe"),
    Column("what", "wat er veranderde"),
]


def show(mine: Concept, table: str, names: Names) -> None:
    """The versions, newest first, and what one of them changed."""
    found = list(reversed(table_history.versions(mine.programme, table)))
    if not found:
        empty("Nog geen geschiedenis", "Zodra u deze tabel hier verandert, staat elke versie op deze plek.")
        return
    if found[0].sha256 != table_history.current(mine.programme, table).sha256:
        say("De tabel is na de laatste versie buiten Invoer veranderd. Dat wordt een versie zodra u iets bewaart.")
    st.html(to_html(pd.DataFrame([_line(version) for version in found]), _COLUMNS, "Versies van deze tabel"))
    numbers = {version.number: version for version in found}
    chosen = st.selectbox(
        "Bekijk een versie",
        list(numbers),
        format_func=lambda number: f"Versie {number}, {moment_label(numbers[number].moment)}",
        key=f"wp_versie_{table}_{found[0].number}",
    )
    version = numbers[chosen or found[0].number]
    st.html(
        list_changes(table, version.changes, names) or '<p class="wp-seen">In deze versie veranderde geen regel.</p>'
    )
    try:
        rows = table_history.rows_at(mine.programme, table, version.number)
    except WijkpeilError as error:
        say(str(error))
        return
    now = mine.open(table).base.rows
    if rows == now:
        say("Deze versie staat er nu.")
        return
    back = changes(TABLES[table], now, rows)
    say(f"Terug naar versie {version.number} verandert: {counted(back)}.")
    st.button(
        f"Zet versie {version.number} terug",
        on_click=_bring_back,
        args=(mine, table, version),
        icon=":material/history:",
    )


def _line(version: Version) -> dict[str, str]:
    return {
        "number": str(version.number),
        "when": moment_label(version.moment),
        "who": version.who or "onbekend",
        "how": version.how,
        "what": "alleen de volgorde" if version.reordered else counted(version.changes),
    }


def _bring_back(mine: Concept, table: str, version: Version) -> None:
    """Make a table what it was, as a new version."""
    rows = table_history.rows_at(mine.programme, table, version.number)
    mine.take(table, replace(mine.open(table), rows=rows, how=f"versie {version.number} teruggezet"), True)
