"""What pages show of a programme whose tables have a mistake: the last content that had none, and what is wrong now."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from model.inhoud import TABLES, Inhoud
from snapshot import table_history
from snapshot.programme_folder import PROGRAMME_FILE
from snapshot.programmes import as_they_are, check_programme
from snapshot.table_edit import checked_with
from snapshot.yaml_words import listing


@dataclass(frozen=True)
class Shown:
    """``wrong``: what is wrong with the folder, a mistake per line; ``instead``: what is shown in its place."""

    inhoud: Inhoud
    wrong: str = ""
    instead: str = ""


def shown_content(programme: str) -> Shown:
    """All tables as pages show them: as they are now, or as they were last without a mistake.

    A table with a mistake gives way to its newest version in the history, else to that of the checkout; where there is
    neither, nothing is shown of any. Raises WijkpeilError when there is no such programme.
    """
    checked = check_programme(programme)
    if not checked.mistakes:
        return Shown(checked.inhoud)
    return _instead(programme, as_they_are(programme))


@lru_cache(maxsize=16)
def _instead(programme: str, files: tuple[tuple[str, Path, int, int, int], ...]) -> Shown:
    """Kept as long as no file changed."""
    checked = check_programme(programme)
    wrong = "\n".join(checked.mistakes)
    if all(text.startswith(f"{programme}/{PROGRAMME_FILE}") for text in checked.mistakes):
        return Shown(checked.inhoud, wrong, "De teksten en bedragen uit de tabellen ziet u wel.")
    with_mistakes = {t for t in TABLES if any(m.startswith(f"{programme}/{t}.csv") for m in checked.mistakes)}
    for tables in (with_mistakes, _outside(programme) | with_mistakes):
        last = {table: found for table in tables if (found := _last(programme, table))}
        if not last:
            continue
        tried = checked_with(programme, {table: content for table, (content, _) in last.items()})
        if not [text for text in tried.mistakes if not text.startswith(f"{programme}/{PROGRAMME_FILE}")]:
            told = listing(f"{table}.csv ({where})" for table, (_, where) in sorted(last.items()))
            return Shown(tried.inhoud, wrong, f"U ziet zolang de laatste goede versie van {told}.")
    return Shown(Inhoud(), wrong, "Er is geen eerdere goede versie om zolang te tonen.")


def _outside(programme: str) -> set[str]:
    """Tables that were changed outside since their newest version."""
    newest = {table: table_history.versions(programme, table)[-1:] for table in TABLES}
    return {
        table
        for table, last in newest.items()
        if last and last[0].sha256 != table_history.current(programme, table).sha256
    }


def _last(programme: str, table: str) -> tuple[bytes, str] | None:
    """The newest version of a table that the app wrote, else the one of the checkout; and what to call it."""
    for version in reversed(table_history.versions(programme, table)):
        path = table_history.version_path(programme, table, version.number)
        if version.how != table_history.OUTSIDE and path.is_file():
            return path.read_bytes(), f"versie {version.number}"
    path = table_history.shipped_path(programme, table)
    try:
        return path.read_bytes(), "zoals meegeleverd"
    except OSError:
        return None
