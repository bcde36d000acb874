"""Versions of a programme's tables in the overlay: every one is kept, and a write that is cut off is finished or gone.

``WIJKPEIL_DATA/programmes/<name>/geschiedenis/<table>/`` holds per version ``0001.csv`` (the table) and ``0001.json``
(who, when, what). What is being written stands in ``bezig.json`` first; once that is there the write holds, and
whoever comes next finishes it. The table itself is replaced by one rename.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from model.errors import WijkpeilError
from model.inhoud import TABLES
from model.tabelversie import Row, Version
from snapshot import files
from snapshot.programmes import HISTORY, SHIPPED, folder_files, require
from snapshot.settings import settings
from snapshot.table_rows import HIDDEN, TableRows, changes, file_of, rows_of

_BUSY = "bezig.json"
_PATIENCE = 10
OUTSIDE, FIRST = "buiten Invoer veranderd", "zoals de tabel was"


def overlay(programme: str) -> Path:
    """The folder that edits of a programme go to."""
    return settings().data / "programmes" / programme


def current(programme: str, table: str) -> TableRows:
    """The table as pages see it now. Raises WijkpeilError."""
    return rows_of(folder_files(programme).get(f"{table}.csv"), f"{programme}/{table}.csv", TABLES[table])


def shipped(programme: str, table: str) -> TableRows:
    """The table of the checkout, also when the overlay has another."""
    path = shipped_path(programme, table)
    return rows_of(path if path.is_file() else None, f"{programme}/{table}.csv", TABLES[table])


def shipped_path(programme: str, table: str) -> Path:
    """Where the checkout has a table, if it does."""
    return SHIPPED / programme / f"{table}.csv"


def versions(programme: str, table: str) -> list[Version]:
    """Versions of a table, oldest first; one that cannot be read is left out."""
    found = []
    for path in sorted(_history(programme, table).glob("[0-9]*.json")):
        try:
            found.append(Version.model_validate_json(path.read_text(encoding="utf-8")))
        except (ValidationError, OSError, UnicodeDecodeError):
            continue
    return found


def rows_at(programme: str, table: str, number: int) -> tuple[Row, ...]:
    """The rows of a version. Raises WijkpeilError when its file is gone."""
    path = version_path(programme, table, number)
    if not path.is_file():
        raise WijkpeilError(f"Van versie {number} is de tabel zelf er niet meer.")
    return rows_of(path, f"{programme}/{table}.csv", TABLES[table]).rows


def version_path(programme: str, table: str, number: int) -> Path:
    """Where the table of a version is."""
    return _history(programme, table) / f"{number:04d}.csv"


@contextmanager
def writing(programme: str, who: str) -> Iterator[None]:
    """Hold the lock on a programme's tables, with what was cut off before finished. Raises WijkpeilError."""
    require(programme)
    with files.only_one(overlay(programme) / HISTORY, f"bewaren door {who}", _PATIENCE):
        _tidy(programme)
        _finish(programme)
        yield


def mend(programme: str) -> None:
    """Finish a write that was cut off; does nothing, and takes no lock, when there is none."""
    if (overlay(programme) / HISTORY / _BUSY).is_file():
        with writing(programme, "het herstel van een afgebroken bewaring"):
            pass


def new_version(
    programme: str, table: str, who: str, how: str, rows: tuple[Row, ...], seen_shipped: bool
) -> list[tuple[Version, bytes]]:
    """The version that makes a table ``rows``, after those for what happened outside; call under the lock.

    ``seen_shipped``: the table of the checkout as it is now was looked at.
    """
    now, there, made = current(programme, table), versions(programme, table), []
    from_checkout = shipped(programme, table).sha256
    last = there[-1] if there else None
    if now.sha256 and (last is None or last.sha256 != now.sha256):
        last = _found(programme, table, now, last, from_checkout)
        made.append((last, _as_it_is(programme, table, now)))
    content = file_of(TABLES[table], rows)
    version = Version(
        number=last.number + 1 if last else 1,
        moment=_now(),
        who=who,
        how=how,
        after=now.sha256,
        sha256=hashlib.sha256(content).hexdigest(),
        shipped=from_checkout if seen_shipped or last is None else last.shipped,
        changes=changes(TABLES[table], now.rows, rows),
        reordered=sorted(map(str, now.rows)) == sorted(map(str, rows)) and now.rows != rows,
    )
    return [*made, (version, content)]


def _found(programme: str, table: str, now: TableRows, last: Version | None, from_checkout: str) -> Version:
    """A version for a table that is there without one."""
    before = rows_at(programme, table, last.number) if last else now.rows
    return Version(
        number=last.number + 1 if last else 1,
        moment=_now(),
        who="",
        how=OUTSIDE if last else FIRST,
        after=last.sha256 if last else "",
        sha256=now.sha256,
        shipped=last.shipped if last else from_checkout,
        changes=changes(TABLES[table], before, now.rows),
    )


def _as_it_is(programme: str, table: str, now: TableRows) -> bytes:
    """The bytes of a table that was not written here; what looks like a person's is in no history."""
    if any(HIDDEN in row.values() for row in now.rows):
        return file_of(TABLES[table], now.rows)
    return folder_files(programme)[f"{table}.csv"].read_bytes()


def write(programme: str, made: dict[str, list[tuple[Version, bytes]]]) -> None:
    """Write new versions of tables, all or none; call under the lock. Raises OSError when nothing was written."""
    for table, news in made.items():
        _history(programme, table).mkdir(parents=True, exist_ok=True)
        for version, content in news:
            files.write_bytes(version_path(programme, table, version.number), content)
            _keep_shipped(programme, table, version.shipped)
    busy = {table: [version.model_dump() for version, _ in news] for table, news in made.items()}
    files.write_json(overlay(programme) / HISTORY / _BUSY, busy)
    try:
        _finish(programme)
    except OSError as error:
        told = "Het bewaren is begonnen en nog niet af. Wie Invoer hierna opent, maakt het af."
        raise WijkpeilError(f"{told} Vraag de beheerder of de schijf vol is.") from error


def shipped_then(programme: str, table: str, sha256: str) -> tuple[Row, ...] | None:
    """The table of the checkout as it was when it had this hash; None when it was not kept."""
    path = _shipped_then(programme, table, sha256)
    return rows_of(path, f"{programme}/{table}.csv", TABLES[table]).rows if path.is_file() else None


def _shipped_then(programme: str, table: str, sha256: str) -> Path:
    return _history(programme, table) / f"meegeleverd-{sha256[:12]}.csv"


def _keep_shipped(programme: str, table: str, sha256: str) -> None:
    path = _shipped_then(programme, table, sha256)
    if sha256 and not path.is_file() and shipped(programme, table).sha256 == sha256:
        files.write_bytes(path, shipped_path(programme, table).read_bytes())


def _finish(programme: str) -> None:
    """Do what stands in ``bezig.json``; a table that somebody changed outside since then stays as it is."""
    busy = overlay(programme) / HISTORY / _BUSY
    if not busy.is_file():
        return
    try:
        tables = json.loads(busy.read_text(encoding="utf-8"))
    except ValueError:
        raise WijkpeilError(
            f"{busy.name} in {busy.parent} is beschadigd. Vraag de beheerder ernaar te kijken."
        ) from None
    for table, entries in tables.items():
        news = [Version.model_validate(entry) for entry in entries]
        if current(programme, table).sha256 == news[-1].after:
            content = version_path(programme, table, news[-1].number).read_bytes()
            files.write_bytes(overlay(programme) / f"{table}.csv", content)
        for version in news:
            files.write_json(_history(programme, table) / f"{version.number:04d}.json", version.model_dump())
    busy.unlink()


def _tidy(programme: str) -> None:
    """Remove files of a write that was killed before it held."""
    for folder in (overlay(programme), overlay(programme) / HISTORY, *(overlay(programme) / HISTORY).glob("*/")):
        for path in folder.glob(".*.csv.*"):
            path.unlink(missing_ok=True)
        for path in folder.glob(".*.json.*"):
            path.unlink(missing_ok=True)


def _history(programme: str, table: str) -> Path:
    return overlay(programme) / HISTORY / table


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
