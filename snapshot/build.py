"""Build: raw files + programme + code → a new snapshot. A pure function of its input; nothing is updated in place."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import geopandas as gpd
import pandas as pd

import indicators
from loaders import discover
from model.areas import LAND_CODE, focuswijk_code
from model.errors import WijkpeilError
from model.programme import Programme
from snapshot import files, finish, geo, openbaar, programmes, publish, staging
from snapshot.archive import Archive
from snapshot.compute import INHABITANTS, compute
from snapshot.counts import Rules
from snapshot.earlier import read_earlier
from snapshot.protect import Protected
from snapshot.publish import INTERN, OPENBAAR
from snapshot.reading import Read, known_areas, read_archive
from snapshot.settings import settings

HALF_MADE = ".opbouw-"
STEPS = 7
# What DuckDB raises when it cannot write or runs out of memory; any other error is a mistake of ours and must be seen.
_NO_ROOM = (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.TransactionException, duckdb.FatalException)


@dataclass(frozen=True)
class Built:
    """A finished, verified and published snapshot, with what a readable report needs."""

    programme: str
    identifier: str
    directory: Path
    manifest: dict[str, Any]
    seconds: float


def build(name: str, progress: Callable[[str, int], None] = lambda text, step: None) -> Built:
    """Build and publish a snapshot of programme ``name``. ``progress`` gets a text and the step (0 … STEPS).

    Raises WijkpeilError with the served snapshot untouched: no raw files, a mistake in the programme, a full disk,
    another build busy, or a snapshot that does not hold what it should.
    """
    start = time.monotonic()
    root = settings().snapshots
    with files.only_one(root, "een opbouw"):
        files.remove_leftovers(root, HALF_MADE)
        temporary = root / f"{HALF_MADE}{name}"
        temporary.mkdir(parents=True)
        try:
            manifest = _make(name, temporary, progress)
            progress("controleren en publiceren", STEPS - 1)
            publish.verify(temporary)
            identifier = publish.next_identifier(name, manifest["canoniek_sha256"])
            directory = root / name / identifier
            files.move_into_place(temporary, directory)
            publish.point_to(name, identifier)
        except (OSError, *_NO_ROOM) as error:
            raise WijkpeilError(
                f"De opbouw van '{name}' is niet gelukt: de schijf is vol, niet beschrijfbaar, of het geheugen is op. "
                "Maak ruimte en begin opnieuw; het vorige peil blijft staan."
            ) from error
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    return Built(name, identifier, directory, manifest, time.monotonic() - start)


def _make(name: str, directory: Path, progress: Callable[[str, int], None]) -> dict[str, Any]:
    declared = indicators.discover()
    programme = programmes.load_programme(name, declared.keys())
    deliveries = Archive(settings().raw).deliveries()
    if not deliveries:
        raise WijkpeilError("Er zijn nog geen bronbestanden. Haal ze op met: wijkpeil fetch --from MAP.")
    progress("bronnen lezen", 0)
    reads = read_archive(
        deliveries,
        programmes.load_all_descriptors(),
        frozenset(programme.gemeenten),
        lambda text: progress(f"lezen: {text}", 0),
    )
    areas = known_areas(read.reading.areas for read in reads if read.reading.areas is not None)
    programme = programmes.load_programme(name, declared.keys(), set(areas["code"]))
    if not areas["gemeente"].isin(programme.gemeenten).any():
        raise WijkpeilError(
            f"Geen enkel bronbestand gaat over {', '.join(programme.gemeenten)}. Haal eerst de kerncijfers of grenzen "
            "van deze gemeente op met: wijkpeil fetch --from MAP."
        )
    told = openbaar.protected_rules(programme, (loader.source for loader in discover().values()))
    connection = _connect(directory / INTERN, directory)
    try:
        members = _stage(connection, programme, areas, reads, progress)
        progress("indicatoren berekenen", 2)
        protected = staging.protected_counts(connection, reads, told.limits.keys(), declared.values())
        compute(connection)
        material = openbaar.take(connection, protected, declared.values())
        progress("tabellen schrijven", 3)
        finish.write_tables(connection, areas, programme, declared.values())
        finish.write_provenance(connection, reads)
        canonical = finish.canonical_hash(connection, directory / ".canoniek.csv")
        counts = {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
            for table in ("figure_map", "figure_area", "area", "member_of", "delivery", "report")
        }
        progress("kaartbestanden maken", 4)
        maps = _maps(connection, programme, reads, members, directory)
        sizes = {table: connection.execute(f"FROM {table}").df() for table in ("area_size", "neighbour")}
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
    progress("openbare helft maken", 5)
    own = areas[areas["gemeente"].isin(programme.gemeenten) | (areas["code"] == LAND_CODE)]
    public, public_part = _public_half(directory, replace(material, sizes=sizes), own, programme, reads, told)
    shutil.rmtree(directory / ".werk", ignore_errors=True)
    manifest = {
        "programma": programme.model_dump(mode="json"),
        "indicatoren": [indicator.model_dump(mode="json") for indicator in declared.values()],
        "bronnen": [loader.source.model_dump(mode="json") for loader in discover().values()],
        "gemaakt": datetime.now(UTC).isoformat(timespec="seconds"),
        "versies": {package: version(package) for package in ("wijkpeil", "duckdb", "pandas", "geopandas")},
        "invoer": [
            {"bron": d.source, "editie": d.edition, "levering": d.number, "bestanden": d.files} for d, _ in deliveries
        ],
        "kaarten": maps,
        "rijen": counts,
        "canoniek_sha256": canonical,
        "openbaar": public_part,
        "afscherming": public.report,
        "bestanden": {
            str(path.relative_to(directory).as_posix()): files.sha256_of(path)
            for path in sorted(directory.rglob("*"))
            if path.is_file()
        },
    }
    files.write_json(directory / publish.MANIFEST, manifest)
    return manifest


def _public_half(
    directory: Path,
    material: openbaar.Material,
    areas: pd.DataFrame,
    programme: Programme,
    reads: list[Read],
    told: Rules,
) -> tuple[Protected, dict[str, Any]]:
    """Write ``openbaar.duckdb``; returns what was hidden, and what the manifest says of it."""
    declared = indicators.discover().values()
    folder = settings().snapshots / programme.id
    earlier = read_earlier(folder, publish.identifiers(programme.id))
    connection = _connect(directory / OPENBAAR, directory)
    try:
        found = openbaar.write_public(connection, material, areas, programme, declared, told, earlier, reads)
        part = openbaar.manifest_part(connection, programme, declared, told)
        part["canoniek_sha256"] = finish.canonical_hash(connection, directory / ".canoniek.csv")
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
    return found, part


def _connect(database: Path, directory: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(str(database))
    work = str(directory / ".werk").replace("'", "''")
    connection.execute(f"SET temp_directory = '{work}'")
    connection.execute(f"SET memory_limit = '{settings().memory_mb}MB'")
    connection.execute(f"SET threads = {settings().threads}")
    # Its own progress bar would go to standard output, in the middle of the report.
    connection.execute("SET enable_progress_bar = false")
    return connection


def _stage(
    connection: duckdb.DuckDBPyConnection,
    programme: Programme,
    areas: pd.DataFrame,
    reads: list[Read],
    progress: Callable[[str, int], None],
) -> pd.DataFrame:
    progress("waarnemingen verzamelen", 1)
    staging.stage_recipes(connection, indicators.discover().values())
    staging.stage_sources(connection, [loader.source for loader in discover().values()])
    own = areas[areas["gemeente"].isin(programme.gemeenten) | (areas["code"] == LAND_CODE)]
    staging.stage_observations(connection, reads, INHABITANTS, own)
    staging.stage_areas(connection, areas)
    rows = connection.execute("SELECT DISTINCT boundary_year FROM observation").fetchall()
    members = staging.group_members(programme, areas, {year for (year,) in rows} | {programme.grenzenjaar})
    staging.stage_groups(connection, members)
    return members


def _maps(
    connection: duckdb.DuckDBPyConnection,
    programme: Programme,
    reads: list[Read],
    members: pd.DataFrame,
    directory: Path,
) -> list[dict[str, Any]]:
    """Write geo/ with the map files, and the tables ``area_size`` and ``neighbour``."""
    frames = [
        read.reading.geometry.assign(delivery=read.delivery.sequence)
        for read in reads
        if read.reading.geometry is not None
    ]
    folder = directory / "geo"
    folder.mkdir()
    if not frames:
        for table, columns in (("area_size", "area_km2 DOUBLE"), ("neighbour", "neighbour VARCHAR")):
            connection.execute(f"CREATE TABLE {table} (code VARCHAR, {columns}, boundary_year SMALLINT)")
        return []
    together = gpd.GeoDataFrame(pd.concat(frames, ignore_index=True), crs=frames[0].crs)
    geometry = geo.of_programme(together, programme.gemeenten)
    for table, frame in (("area_size", geo.derive(geometry)), ("neighbour", geo.neighbours(geometry))):
        connection.register("incoming", frame)
        connection.execute(f"CREATE TABLE {table} AS SELECT * FROM incoming ORDER BY ALL")
        connection.unregister("incoming")
    focus = members[(members["level"] == "focuswijk") & (members["boundary_year"] == programme.grenzenjaar)]
    names = {focuswijk_code(focuswijk.id): focuswijk.naam for focuswijk in programme.focuswijken}
    groups = focus.rename(columns={"area": "group_code"})[["group_code", "code"]]
    groups = groups.assign(name=groups["group_code"].map(names))
    return geo.write_map_files(geometry, groups, programme.gemeenten, folder)
