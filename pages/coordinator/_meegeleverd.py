"""What came anew with the software for a table that was edited here: what it changes, and a choice."""

from dataclasses import replace
from html import escape

import streamlit as st

from charts.changes import counted
from model.inhoud import TABLES
from pages._shell import say
from pages.coordinator._concept import Concept
from pages.coordinator._wijzigingen import list_changes
from snapshot import table_history
from snapshot.table_merge import merge
from snapshot.table_names import Names
from snapshot.table_rows import changes


def show(mine: Concept, table: str, names: Names) -> None:
    """The table of the checkout changed since this one was made from it: what changed, and a choice."""
    found, shipped = table_history.versions(mine.programme, table), table_history.shipped(mine.programme, table)
    if not found or not found[-1].shipped or not shipped.sha256 or found[-1].shipped == shipped.sha256:
        return
    before = table_history.shipped_then(mine.programme, table, found[-1].shipped)
    if before is None or mine.open(table).seen_shipped:
        return
    news = changes(TABLES[table], before, shipped.rows)
    with st.container(border=True):
        st.html(
            '<h2 class="wp-title">De meegeleverde tabel is vernieuwd</h2><p class="wp-seen">Deze tabel is hier '
            "bewerkt, en Wijkpeil bracht intussen een nieuwe versie mee. Die staat niet op de pagina's zolang u niets "
            f"kiest. Nieuw daarin: {escape(counted(news))}.</p>{list_changes(table, news, names)}"
        )
        both = merge(TABLES[table], before, mine.open(table).rows, shipped.rows)
        if both.conflicts:
            say(f"Op {len(both.conflicts)} plekken schreef u zelf iets anders. Daar blijft staan wat u schreef.")
        taken = replace(mine.open(table), rows=both.rows, how="meegeleverde tabel overgenomen", seen_shipped=True)
        kept = replace(mine.open(table), how="meegeleverde tabel bekeken en gelaten", seen_shipped=True)
        with st.container(horizontal=True):
            st.button("Neem over wat nieuw is", on_click=mine.take, args=(table, taken, False))
            st.button("Laat het zoals het hier staat", on_click=mine.take, args=(table, kept, True))
