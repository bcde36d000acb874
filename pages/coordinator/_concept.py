"""What somebody is changing in a programme's tables and has not saved: kept in the session, on the version it began
from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import streamlit as st

from charts.numbers import moment_label
from model.errors import WijkpeilError
from model.inhoud import TABLES, title_of
from model.role import EDITS_PROGRAMME
from model.tabelversie import Place, Row
from pages._access import visitor
from snapshot import table_edit, table_history
from snapshot.table_edit import Edit, Meanwhile
from snapshot.table_rows import placed
from snapshot.yaml_words import listing

_KEY = "wp_invoer"
_MAY_NOT = "Uw rol mag dit niet. Vraag het een coördinator of de beheerder."


@dataclass
class Concept:
    """``edits``: tables that were opened, most of them as they are. ``round`` makes forms anew.

    ``said`` and ``wrong`` are told once. ``meanwhile``: tables that somebody else changed, to be decided on.
    """

    programme: str
    edits: dict[str, Edit] = field(default_factory=dict)
    meanwhile: dict[str, Meanwhile] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    form_wrong: list[str] = field(default_factory=list)
    round: int = 0

    @property
    def changed(self) -> dict[str, Edit]:
        """The edits that there is something to save of."""
        return {table: edit for table, edit in self.edits.items() if table_edit.differs(edit)}

    def open(self, table: str) -> Edit:
        """The table as it is being edited; as it is now when nothing was done to it. Raises WijkpeilError."""
        edit, now = self.edits.get(table), table_history.current(self.programme, table)
        if edit is None or (edit.base.sha256 != now.sha256 and not table_edit.differs(edit)):
            if edit is not None:
                self.said.append(f"{title_of(table)} is intussen veranderd{self._by(table)}. U ziet de nieuwe versie.")
                self.round += 1
            self.edits[table] = Edit(now, now.rows)
        return self.edits[table]

    def _by(self, table: str) -> str:
        last = table_history.versions(self.programme, table)[-1:]
        return f" door {last[0].who} op {moment_label(last[0].moment)}" if last and last[0].who else ""

    def take(self, table: str, edit: Edit, save: bool) -> None:
        """Make this the edit of a table, in place of what was changed in it."""
        self.edits[table] = edit
        self.round += 1
        if save:
            self.save()

    def put_row(self, table: str, place: Place | None, row: Row) -> None:
        """Add a row (``place`` None) or change one."""
        edit = self.edits[table]
        rows = placed(TABLES[table], edit.rows)
        found = [*edit.rows, row] if place is None else [row if at == place else r for at, r in rows.items()]
        self._put(table, found)

    def remove_row(self, table: str, place: Place) -> None:
        """Take a row out."""
        rows = placed(TABLES[table], self.edits[table].rows)
        self._put(table, [row for at, row in rows.items() if at != place])

    def undo(self, table: str, place: Place) -> None:
        """Make one row what it was."""
        edit = self.edits[table]
        before, now = placed(TABLES[table], edit.base.rows), placed(TABLES[table], edit.rows)
        if place not in before:
            self._put(table, [row for at, row in now.items() if at != place])
        elif place in now:
            self._put(table, [before[at] if at == place else row for at, row in now.items()])
        else:
            order = [at for at in before if at in now or at == place]
            self._put(
                table, [now.get(at, before[at]) for at in order] + [r for at, r in now.items() if at not in before]
            )

    def _put(self, table: str, rows: Sequence[Row]) -> None:
        self.edits[table] = replace(self.edits[table], rows=tuple(rows))
        self.round += 1

    def discard(self) -> None:
        """Forget everything that was not saved."""
        self.edits, self.meanwhile, self.form_wrong = {}, {}, []
        self.round += 1

    def save(self) -> None:
        """Save all that was changed, or tell why not."""
        who = visitor()
        if who.role not in EDITS_PROGRAMME:
            self.wrong.append(_MAY_NOT)
            return
        edits = self.changed
        if not edits:
            self.said.append("Er is niets veranderd.")
            return
        try:
            saved = table_edit.save(self.programme, who.name, edits)
        except WijkpeilError as error:
            self.wrong.append(str(error))
            return
        self.meanwhile = dict(saved.meanwhile)
        if saved.numbers:
            self.edits = {table: edit for table, edit in self.edits.items() if table not in saved.numbers}
            self.round += 1
            self.said.append(f"Bewaard: {listing(_told(saved.numbers))}.")

    def decide(self, for_theirs: Mapping[str, list[bool]]) -> None:
        """Put the edits onto what others made meanwhile, and save them."""
        for table, choices in for_theirs.items():
            if table in self.meanwhile and table in self.edits:
                self.edits[table] = self.meanwhile[table].onto(self.edits[table], choices)
        self.meanwhile = {}
        self.save()


def _told(numbers: Mapping[str, int]) -> list[str]:
    return [f"{title_of(table)}, versie {number}" for table, number in numbers.items()]


def concept(programme: str) -> Concept:
    """What this session is changing in a programme."""
    all_of_them: dict[str, Concept] = st.session_state.setdefault(_KEY, {})
    return all_of_them.setdefault(programme, Concept(programme))
