"""Edits of a programme's tables: checked as ``wijkpeil check`` does, and saved all together or not at all."""

import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from model.errors import Objection, WijkpeilError
from model.inhoud import TABLES
from model.tabelversie import Row, Version
from snapshot import audit, table_history
from snapshot.programme_folder import CheckedProgramme
from snapshot.programmes import check_programme, check_these, folder_files
from snapshot.table_merge import Merge, merge
from snapshot.table_rows import HIDDEN, TableRows, file_of
from snapshot.yaml_words import listing

BY_HAND = "bewerkt"
_ACT = "tabellen van een programma bewaard"


@dataclass(frozen=True)
class Edit:
    """What somebody made of a table, from the version ``base``. ``seen_shipped``: see ``table_history.new_version``."""

    base: TableRows
    rows: tuple[Row, ...]
    how: str = BY_HAND
    seen_shipped: bool = False


@dataclass(frozen=True)
class Meanwhile:
    """A table that changed while somebody worked on it: by whom, into what, and how that goes with the edit."""

    since: tuple[Version, ...]
    now: TableRows
    merge: Merge

    def onto(self, edit: Edit, for_theirs: list[bool]) -> Edit:
        """The edit as one of the table as it is now."""
        return replace(edit, base=self.now, rows=self.merge.decided(for_theirs))


@dataclass(frozen=True)
class Saved:
    """What came of saving: numbers of the new versions, or why nothing was saved."""

    numbers: Mapping[str, int] = field(default_factory=dict)
    mistakes: tuple[str, ...] = ()
    meanwhile: Mapping[str, Meanwhile] = field(default_factory=dict)


@dataclass(frozen=True)
class Remarks:
    """What a check says of edits: ``mistakes`` stop the saving, ``warnings`` do not."""

    mistakes: tuple[str, ...]
    warnings: tuple[str, ...]


def begin(programme: str, table: str) -> Edit:
    """A table as it is, to be edited. Raises WijkpeilError."""
    there = table_history.current(programme, table)
    return Edit(there, there.rows)


def check(programme: str, edits: Mapping[str, Edit]) -> Remarks:
    """The folder with these edits in it: all that is wrong in their tables, and what they make wrong elsewhere."""
    before = check_programme(programme)
    after = checked_with(programme, {table: file_of(TABLES[table], edit.rows) for table, edit in edits.items()})
    own = tuple(f"{programme}/{table}.csv" for table in edits)
    mistakes = [text for text in after.mistakes if text.startswith(own) or text not in before.mistakes]
    warnings = [text for text in after.warnings if text.startswith(own) or text not in before.warnings]
    hidden = [
        str(
            Objection(
                file=f"{programme}/{table}.csv",
                row=number,
                column=name,
                problem="hier leek een persoonsgegeven te staan; dat is weggelaten.",
                remedy="Vul de cel opnieuw in, of maak haar leeg.",
            )
        )
        for table, edit in edits.items()
        for number, row in enumerate(edit.rows, start=2)
        for name, text in row.items()
        if text == HIDDEN
    ]
    return Remarks((*hidden, *mistakes), tuple(warnings))


def checked_with(programme: str, contents: Mapping[str, bytes]) -> CheckedProgramme:
    """The folder as it would be with these tables."""
    with tempfile.TemporaryDirectory() as folder:
        files = folder_files(programme)
        for table, content in contents.items():
            files[f"{table}.csv"] = Path(folder) / f"{table}.csv"
            files[f"{table}.csv"].write_bytes(content)
        return check_these(files, programme)


def save(programme: str, who: str, edits: Mapping[str, Edit]) -> Saved:
    """Make these tables what they were edited to, unless one changed meanwhile or has a mistake.

    The line in the audit log comes first. Raises WijkpeilError when nothing could be written.
    """
    with table_history.writing(programme, who):
        meanwhile = {table: _meanwhile(programme, table, edit) for table, edit in edits.items()}
        changed = {table: one for table, one in meanwhile.items() if one is not None}
        if changed:
            return Saved(meanwhile=changed)
        mistakes = check(programme, edits).mistakes
        if mistakes:
            return Saved(mistakes=mistakes)
        made = {
            table: table_history.new_version(programme, table, who, edit.how, edit.rows, edit.seen_shipped)
            for table, edit in edits.items()
        }
        about = {table: made[table][-1][0].number for table in edits}
        told = listing(f"{table} (versie {number})" for table, number in about.items())
        try:
            audit.record(who, _ACT, programma=programme, tabellen=told)
            table_history.write(programme, made)
        except OSError as error:
            with suppress(OSError):
                audit.record(who, f"{_ACT}: niet gelukt", programma=programme, tabellen=told)
            names = listing(f"{table}.csv" for table in edits)
            remedy = "Vraag de beheerder of de schijf vol is."
            raise WijkpeilError(f"Er is niets bewaard: {names} kon niet worden geschreven. {remedy}") from error
        return Saved(numbers=about)


def _meanwhile(programme: str, table: str, edit: Edit) -> Meanwhile | None:
    now = table_history.current(programme, table)
    if now.sha256 == edit.base.sha256:
        return None
    since: list[Version] = []
    for version in reversed(table_history.versions(programme, table)):
        if version.sha256 == edit.base.sha256:
            break
        since.insert(0, version)
    return Meanwhile(tuple(since), now, merge(TABLES[table], edit.base.rows, edit.rows, now.rows))


def differs(edit: Edit) -> bool:
    """Whether there is anything to save: other rows, or the same ones for a reason of their own."""
    return edit.rows != edit.base.rows or edit.how != BY_HAND
