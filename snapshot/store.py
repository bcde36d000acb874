"""Open the snapshot that is served: read-only, shut off from files and network, and only when it is sound."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from model.errors import WijkpeilError
from model.huisstijl import Huisstijl
from model.indicator import Indicator
from model.programme import Programme
from model.source import Source
from snapshot import marks, publish
from snapshot.logo import FOLDER
from snapshot.publish import SnapshotDamagedError
from snapshot.settings import settings

_LACKS = {
    "intern": "Peil {identifier} heeft alleen de openbare helft. Vraag openbare cijfers, met --openbaar.",
    "openbaar": (
        "Peil {identifier} is gemaakt voordat er een openbare helft was. Bouw opnieuw op met: wijkpeil build "
        "--programme NAAM."
    ),
}
_GEO_FILE = re.compile(r"[a-z]+-\d{4}\.geojson")


class Audience(StrEnum):
    """Who reads: the municipality itself, or anybody. Each has a database of its own in the snapshot."""

    INTERN = "intern"
    OPENBAAR = "openbaar"


class NothingServedError(WijkpeilError):
    """Every snapshot of a programme was withdrawn."""


_DATABASE = {Audience.INTERN: publish.INTERN, Audience.OPENBAAR: publish.OPENBAAR}


@dataclass(frozen=True)
class Snapshot:
    """One opened snapshot. ``banners`` are warnings that every page shows; empty when all is well."""

    programme: Programme
    id: str
    directory: Path
    manifest: dict[str, Any]
    indicators: dict[str, Indicator]
    sources: dict[str, Source]
    connection: duckdb.DuckDBPyConnection
    banners: list[str] = field(default_factory=list)
    audience: Audience = Audience.INTERN

    @property
    def geo_files(self) -> list[dict[str, Any]]:
        """Map files: level, boundary_year, file, bounds, codes."""
        files: list[dict[str, Any]] = self.manifest["kaarten"]
        return files

    def ask(self, sql: str, parameters: list[Any] | None = None) -> pd.DataFrame:
        """Run one read; every call has a cursor of its own, so that sessions do not wait for each other."""
        with self.connection.cursor() as cursor:
            return cursor.execute(sql, parameters or []).df()

    def cells(self, sql: str, parameters: list[Any] | None = None) -> dict[str, list[Any]]:
        """The same as plain columns, with None for a missing value: an answer of few rows needs no frame."""
        with self.connection.cursor() as cursor:
            found = cursor.execute(sql, parameters or [])
            names, rows = [column[0] for column in found.description], found.fetchall()
        return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)) if rows else {n: [] for n in names}

    @cached_property
    def area_names(self) -> dict[str, str]:
        """The newest name of every area, by its code; a snapshot never changes, so it is asked once."""
        found = self.cells("SELECT code, name FROM area")
        return dict(zip(found["code"], found["name"], strict=True))


def programmes_with_snapshot() -> list[str]:
    """Programmes that have something to show, the one published last first."""
    pointer = publish.read_pointer()
    folders = settings().snapshots.glob("*")
    present = sorted(p.name for p in folders if p.is_dir() and publish.identifiers(p.name))
    return sorted(present, key=lambda name: name != pointer["laatst"])


def chosen(programme: str | None) -> str:
    """The programme that is asked for, else that of the setting or published last. Raises WijkpeilError without any."""
    present = programmes_with_snapshot()
    name = programme or settings().programme or (present[0] if present else None)
    if name is None or name not in present:
        what = f"van '{name}' " if name else ""
        raise WijkpeilError(f"Er is nog geen peil {what}opgebouwd. Doe dat met: wijkpeil build --programme NAAM.")
    return name


def notices(programme: str) -> list[str]:
    """What every page says of figures of this programme that were withdrawn, newest first."""
    folder = settings().snapshots / programme
    found = [marks.withdrawal(folder / identifier) for identifier in publish.identifiers(programme)]
    told = sorted((mark for mark in found if mark is not None and mark.recent), key=lambda mark: mark.day, reverse=True)
    return list(dict.fromkeys(mark.notice for mark in told))


def reader() -> Audience:
    """Whom this process reads for: the setting WIJKPEIL_PUBLIC makes it a process that sees the public half alone."""
    return Audience.OPENBAAR if settings().public else Audience.INTERN


def open_snapshot(programme: str | None = None, audience: Audience | None = None) -> Snapshot:
    """The served snapshot of a programme; by default of the setting, else of the one published last.

    ``audience`` (by default that of ``reader``) openbaar opens the public half: its own database, indicators and
    programme, and nothing of the other. A public process never opens the other half.
    When the pointer is lost or its snapshot damaged, the newest sound one is served, with a banner. Raises
    WijkpeilError when there is none.
    """
    audience = audience or reader()
    if settings().public and audience is not Audience.OPENBAAR:
        raise WijkpeilError("WIJKPEIL_PUBLIC staat aan: hier is alleen de openbare helft van een peil te zien.")
    name = chosen(programme)
    pointed = publish.read_pointer()["peilen"].get(name)
    known = publish.identifiers(name)[::-1]
    candidates = [c for c in known if marks.withdrawal(settings().snapshots / name / c) is None]
    banners = []
    if not candidates:
        raise NothingServedError(
            f"Alle peilen van '{name}' zijn ingetrokken. Bouw een nieuw peil op met: wijkpeil build --programme {name}."
        )
    if pointed in candidates:
        candidates = [pointed, *(c for c in candidates if c != pointed)]
    elif pointed not in known:
        banners.append("De wijzer naar het geldende peil ontbrak of klopte niet; dit is het nieuwste goede peil.")
    for identifier in candidates:
        try:
            return _open(settings().snapshots / name / identifier, tuple(banners), audience)
        except SnapshotDamagedError as damage:
            banners.append(f"{damage} Er wordt een ander peil getoond.")
    raise WijkpeilError(" ".join(banners))


def open_kept(directory: Path) -> Snapshot:
    """A snapshot that an edition keeps, by its directory. Raises WijkpeilError, and SnapshotDamagedError."""
    if settings().public:
        raise WijkpeilError("Edities zijn van de gemeente. Hier is alleen de openbare helft van een peil te zien.")
    return _open(directory, (), Audience.INTERN)


@cache
def _open(directory: Path, banners: tuple[str, ...], audience: Audience) -> Snapshot:
    manifest = publish.verify(directory, public=audience is Audience.OPENBAAR)
    if _DATABASE[audience] not in publish.halves(manifest):
        raise WijkpeilError(_LACKS[audience].format(identifier=directory.name))
    try:
        declared = [Indicator.model_validate(entry) for entry in manifest["indicatoren"]]
        sources = [Source.model_validate(entry) for entry in manifest["bronnen"]]
        return Snapshot(
            programme=Programme.model_validate(manifest["programma"]),
            id=directory.name,
            directory=directory,
            manifest=manifest,
            indicators={indicator.id: indicator for indicator in declared},
            sources={source.id: source for source in sources},
            connection=publish.connect(directory, _DATABASE[audience]),
            banners=list(banners),
            audience=audience,
        )
    except (LookupError, TypeError, AttributeError, ValueError) as error:
        raise publish.unsound(directory) from error


def logo_path(programme: str, identifier: str) -> Path | None:
    """Path of the logo that a snapshot carries; None when there is none, or no such snapshot."""
    if identifier not in publish.identifiers(programme):
        return None
    return next(iter(sorted((settings().snapshots / programme / identifier / FOLDER).glob("*.*"))), None)


def look_of(programme: str) -> Huisstijl | None:
    """The look in the manifest of the snapshot that is served, without opening it; None when there is none."""
    try:
        identifier = publish.read_pointer()["peilen"][programme]
        manifest = publish.read_manifest(settings().snapshots / programme / identifier)
        return Programme.model_validate(manifest["programma"]).huisstijl
    except (WijkpeilError, LookupError, TypeError, ValueError):
        return None


def forget() -> None:
    """Let go of every opened snapshot: for a process that ends, or whose data folder changes."""
    _open.cache_clear()


def geo_path(programme: str, identifier: str, file: str) -> Path | None:
    """Path of a map file for the web route; None for anything that is not a map file of a snapshot of a programme."""
    if not _GEO_FILE.fullmatch(file) or identifier not in publish.identifiers(programme):
        return None
    path = settings().snapshots / programme / identifier / "geo" / file
    return path if path.is_file() else None
