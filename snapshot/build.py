"""Build: raw files + programme + code → a new snapshot. A pure function of its input; nothing is updated in place."""

import shutil
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
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
from model.focusgebied import Focusgebied
from model.programme import Programme
from model.source import Delivery
from snapshot import (
    borders,
    files,
    finish,
    focusgebieden,
    geo,
    ingredients,
    openbaar,
    programmes,
    proposal,
    publish,
    retention,
    staging,
    surveys,
    underway,
    werk,
)
from snapshot.analyses import write_analyses
from snapshot.archive import Archive
from snapshot.beside import Beside
from snapshot.compute import INHABITANTS, compute
from snapshot.counts import Rules
from snapshot.earlier import Ledger, read_earlier
from snapshot.postcodes import postcode_table
from snapshot.programme_tables import content_frame
from snapshot.publish import INTERN, OPENBAAR
from snapshot.reading import Read, known_areas, read_archive
from snapshot.revisions import revisions
from snapshot.settings import settings

HALF_MADE = ".opbouw-"
STEPS = 7
# What DuckDB raises when it cannot write or runs out of memory; any other error is a mistake of ours and must be seen.
_NO_ROOM = (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.TransactionException, duckdb.FatalException)


@dataclass(frozen=True)
class Built:
    """A finished and verified snapshot, with what a readable report needs; ``identifier`` None: it is a proposal."""

    programme: str
    identifier: str | None
    directory: Path
    manifest: dict[str, Any]
    seconds: float


def build(
    name: str,
    progress: Callable[[str, int], None] = lambda text, step: None,
    helper: Beside | None = None,
    hold: bool = False,
    who: str = "",
    apart: bool = False,
) -> Built:
    """Build a snapshot of programme ``name`` and publish it. ``progress`` gets a text and the step (0 … STEPS).

    ``helper``: a second process that is already at work; without it the build starts one if that is worth it.
    ``hold``: do not publish it, but keep it as the proposal of the programme. ``who`` builds, and ``apart``: in a
    process that a page began; others see both in ``underway``.

    Raises WijkpeilError with the served snapshot untouched: no raw files, a mistake in the programme, a full disk,
    another build busy, or a snapshot that does not hold what it should.
    """
    start = time.monotonic()
    root = settings().snapshots
    programmes.require(name)
    with files.only_one(root, "een opbouw"), underway.told(name, who, hold, apart, STEPS, progress) as tell:
        for prefix in (HALF_MADE, publish.GONE):
            files.remove_leftovers(root, prefix)
        temporary = root / f"{HALF_MADE}{name}"
        temporary.mkdir(parents=True)
        try:
            manifest = _make(name, temporary, tell, helper)
            tell("controleren" if hold else "controleren en publiceren", STEPS - 1)
            directory = proposal.keep(name, temporary) if hold else publish.publish(name, temporary)
        except (OSError, *_NO_ROOM) as error:
            raise WijkpeilError(
                f"De opbouw van '{name}' is niet gelukt: de schijf is vol, niet beschrijfbaar, of het geheugen is op. "
                "Maak ruimte en begin opnieuw; het vorige peil blijft staan."
            ) from error
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    return Built(name, None if hold else directory.name, directory, manifest, time.monotonic() - start)


def _make(name: str, directory: Path, progress: Callable[[str, int], None], helper: Beside | None) -> dict[str, Any]:
    programme = programmes.current_programme(name)
    deliveries = Archive(settings().raw).deliveries()
    if not deliveries:
        raise WijkpeilError("Er zijn nog geen bronbestanden. Haal ze op met: wijkpeil fetch --from MAP.")
    size = sum((folder / name).stat().st_size for delivery, folder in deliveries for name in delivery.files)
    with nullcontext(helper) if helper else Beside(size) as beside:
        return _made(programme, deliveries, directory, beside, progress)


def _made(
    programme: Programme,
    deliveries: list[tuple[Delivery, Path]],
    directory: Path,
    beside: Beside,
    progress: Callable[[str, int], None],
) -> dict[str, Any]:
    declared = indicators.discover()
    rests_on = proposal.basis(programme.id)
    others = focusgebieden.others(programme)
    progress("bronnen lezen", 0)
    reads = read_archive(
        deliveries,
        programmes.load_all_descriptors(),
        frozenset(programme.gemeenten),
        beside,
        lambda text: progress(f"lezen: {text}", 0),
    )
    areas = known_areas(read.reading.areas for read in reads if read.reading.areas is not None)
    units = {indicator.id: indicator.unit for indicator in declared.values()}
    programme = programmes.load_programme(programme.id, declared.keys(), set(areas["code"]), units)
    if not areas["gemeente"].isin(programme.gemeenten).any():
        raise WijkpeilError(
            f"Geen enkel bronbestand gaat over {', '.join(programme.gemeenten)}. Haal eerst de kerncijfers of grenzen "
            "van deze gemeente op met: wijkpeil fetch --from MAP."
        )
    waves = surveys.current_waves(reads)
    surveys.tell_overlap(waves)
    for read in reads:
        if (note := retention.expired_note(read.delivery, datetime.now(UTC).date())) is not None:
            read.reading.notes.append(note)
    geometry = _geometry(reads, programme)
    traced = borders.trace(areas, geometry, programme, _addresses(reads))
    areas = traced.relabelled(areas)
    told = openbaar.protected_rules(programme, (loader.source for loader in discover().values()))
    relabelled = None if geometry is None else traced.relabelled(geometry)
    sizes = geo.sizes(relabelled)
    sizes["postcode"] = postcode_table(traced.addresses, traced, programme.grenzenjaar)
    connection = _connect(directory / INTERN)
    try:
        members = _stage(connection, programme, areas, reads, traced, others, progress)
        revised = revisions(connection, reads)
        progress("indicatoren berekenen", 2)
        protected = staging.protected_counts(connection, reads, told.limits.keys(), declared.values())
        compute(connection)
        surveys.estimate_figures(connection, surveys.waves_of(waves))
        material = openbaar.take(connection, protected, declared.values(), sizes)
        own = areas[areas["gemeente"].isin(programme.gemeenten) | (areas["code"] == LAND_CODE)]
        origin = finish.provenance(reads, public_without=told.limits.keys())
        beside.start(_public_half, directory / OPENBAAR, material, own, programme, origin, told, traced)
        progress("tabellen schrijven", 3)
        finish.write_tables(connection, areas, programme, declared.values(), traced)
        finish.write_frames(connection, {**finish.provenance(reads).tables, **sizes, "revision": revised})
        surveys.write_sums(connection, waves)
        inhoud = programmes.programme_content(programme.id)
        finish.write_frames(connection, {"programme_row": content_frame(inhoud)})
        ingredients.write(connection, traced)
        focusgebieden.write(connection, programme.kernset)
        canonical = finish.canonical_hash(connection, (directory / INTERN).with_suffix(".csv"))
        counts = {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
            for table in ("figure_map", "figure_area", "area", "member_of", "delivery", "report", "survey_sum")
        }
        progress("kaartbestanden maken", 4)
        maps = _maps(programme, relabelled, members, directory / "geo")
        programmes.keep_logo(programme, directory)
        write_analyses(connection, programme)
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
    progress("openbare helft maken", 5)
    protection, public_part, ledger = beside.result()
    connection = _connect(directory / INTERN)
    try:
        finish.write_frames(connection, ledger.tables)
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
    for database in (INTERN, OPENBAAR):
        shutil.rmtree(_work(directory / database), ignore_errors=True)
    stated = {
        read.delivery.sequence: {"uitgever": read.reading.publisher, "licentie": read.reading.licence}
        for read in reads
        if read.reading.publisher
    }
    manifest = {
        "programma": programme.model_dump(mode="json"),
        "indicatoren": [indicator.model_dump(mode="json") for indicator in declared.values()],
        "bronnen": [loader.source.model_dump(mode="json") for loader in discover().values()],
        "gemaakt": datetime.now(UTC).isoformat(timespec="seconds"),
        "versies": {package: version(package) for package in ("wijkpeil", "duckdb", "pandas", "geopandas")},
        "invoer": [
            {
                "bron": d.source,
                "editie": d.edition,
                "levering": d.number,
                "bestanden": d.files,
                **stated.get(d.sequence, {}),
            }
            for d, _ in deliveries
        ],
        "gewist": [retention.described(d) for d in retention.about_respondents() if d.erasure is not None],
        "focusgebieden": [one.model_dump(mode="json") for one in others],
        "focusgebieden_toelichting": focusgebieden.load().toelichting,
        "kaarten": maps,
        "rijen": counts,
        "canoniek_sha256": canonical,
        **rests_on,
        "openbaar": public_part | werk.manifest_part(inhoud),
        "afscherming": protection,
        "bestanden": {
            str(path.relative_to(directory).as_posix()): files.sha256_of(path)
            for path in sorted(directory.rglob("*"))
            if path.is_file()
        },
    }
    files.write_json(directory / publish.MANIFEST, manifest)
    return manifest


def _public_half(
    database: Path,
    material: openbaar.Material,
    areas: pd.DataFrame,
    programme: Programme,
    read: finish.Provenance,
    told: Rules,
    traced: borders.Borders,
) -> tuple[dict[str, Any], dict[str, Any], Ledger]:
    """Write ``openbaar.duckdb``; returns what the manifest says of what was hidden and of this half, and all sums that
    are public now, for the next build."""
    declared = indicators.discover().values()
    folder = settings().snapshots / programme.id
    earlier = read_earlier(folder, publish.identifiers(programme.id))
    connection = _connect(database)
    try:
        found = openbaar.write_public(connection, material, areas, programme, declared, told, earlier, read, traced)
        part = openbaar.manifest_part(connection, programme, declared, told)
        part["canoniek_sha256"] = finish.canonical_hash(connection, database.with_suffix(".csv"))
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
    return found.report, part, found.ledger


def _work(database: Path) -> Path:
    """Where DuckDB puts what does not fit in memory: a folder for each half, since two processes write them."""
    return database.with_suffix(".werk")


def _connect(database: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(str(database))
    work = str(_work(database)).replace("'", "''")
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
    traced: borders.Borders,
    others: list[Focusgebied],
    progress: Callable[[str, int], None],
) -> pd.DataFrame:
    progress("waarnemingen verzamelen", 1)
    staging.stage_recipes(connection, indicators.discover().values())
    staging.stage_sources(connection, [loader.source for loader in discover().values()])
    own = areas[areas["gemeente"].isin(programme.gemeenten) | (areas["code"] == LAND_CODE)]
    staging.stage_observations(connection, reads, INHABITANTS, own)
    staging.stage_areas(connection, areas)
    rows = connection.execute("SELECT DISTINCT boundary_year FROM observation").fetchall()
    years = {year for (year,) in rows} | {programme.grenzenjaar}
    staging.relabel_observations(connection, traced.recode(sorted(years)))
    members = staging.group_members(programme, areas, years)
    staging.stage_groups(connection, members)
    focusgebieden.stage(connection, areas, others, years)
    return members


def _addresses(reads: list[Read]) -> dict[int, pd.DataFrame]:
    """Per year the addresses of the latest delivery; readings give up their addresses."""
    found: dict[int, pd.DataFrame] = {}
    for read in sorted(reads, key=lambda one: one.delivery.sequence):
        frame, read.reading.addresses = read.reading.addresses, None
        if frame is not None and len(frame):
            found[int(frame["boundary_year"].iloc[0])] = frame
    return found


def _geometry(reads: list[Read], programme: Programme) -> gpd.GeoDataFrame | None:
    """The shapes of the programme's gemeenten, per level and year of one delivery; None where no file has shapes."""
    frames = [
        read.reading.geometry.assign(delivery=read.delivery.sequence)
        for read in reads
        if read.reading.geometry is not None
    ]
    if not frames:
        return None
    together = gpd.GeoDataFrame(pd.concat(frames, ignore_index=True), crs=frames[0].crs)
    return geo.of_programme(together, programme.gemeenten)


def _maps(
    programme: Programme, geometry: gpd.GeoDataFrame | None, members: pd.DataFrame, folder: Path
) -> list[dict[str, Any]]:
    """Write the map files."""
    folder.mkdir()
    if geometry is None:
        return []
    focus = members[(members["level"] == "focuswijk") & (members["boundary_year"] == programme.grenzenjaar)]
    names = {focuswijk_code(focuswijk.id): focuswijk.naam for focuswijk in programme.focuswijken}
    groups = focus.rename(columns={"area": "group_code"})[["group_code", "code"]]
    groups = groups.assign(name=groups["group_code"].map(names))
    return geo.write_map_files(geometry, groups, programme.gemeenten, folder)
