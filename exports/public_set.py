"""The whole public half as a folder of open data: tables, their description, and that of the set as a whole."""

import shutil
from pathlib import Path

import pandas as pd

from exports import csvw
from exports.about import figures_hash, made_on, plain, readme
from exports.csv_file import csv_bytes
from exports.csvw import Table
from exports.dcat import LICENCE, Distribution, catalogue, licences_of, used_sources
from exports.fields import SET, Field
from exports.formats import parquet_bytes
from exports.rows import rows
from exports.selection import Selection
from model.errors import WijkpeilError
from model.indicator import THEME_LABELS
from snapshot import figures, files
from snapshot.settings import settings
from snapshot.store import Audience, Snapshot

_TEXTS = {
    "indicatoren.csv": ("id", "naam", "gewone_naam", "gewone_zin", "omschrijving", "thema", "eenheid", "richting"),
    "gebieden.csv": ("code", "naam", "niveau", "bovenliggend", "gemeente", "aansluiting", "toelichting"),
    "bronnen.csv": ("id", "naam", "uitgever", "licentie", "adres", "toelichting"),
}
_TITLES = {"indicatoren.csv": "Indicatoren", "gebieden.csv": "Gebieden", "bronnen.csv": "Bronnen"}
CIJFERS = Table(
    "cijfers.csv",
    "Cijfers",
    SET,
    ("indicator", "gebied", "periode"),
    (("indicator", "indicatoren.csv", "id"), ("gebied", "gebieden.csv", "code"), ("bron", "bronnen.csv", "id")),
)
TABLES = (
    CIJFERS,
    *(
        Table(name, _TITLES[name], tuple(Field(one, one.replace("_", " ")) for one in names), names[:1])
        for name, names in _TEXTS.items()
    ),
)


def write_public_set(s: Snapshot, target: Path) -> Path:
    """Write the set to a new folder; it is there whole or not at all.

    ``s`` must be a public half. Raises WijkpeilError when the folder has something in it already or nobody is named for
    questions, and OSError when it cannot be written.
    """
    if s.audience is not Audience.OPENBAAR:
        raise ValueError("alleen van de openbare helft")
    if not settings().contact:
        raise WijkpeilError(
            "Bij open data hoort wie er vragen over beantwoordt. Zet in WIJKPEIL_CONTACT een e-mailadres of webadres."
        )
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise WijkpeilError(f"In {target.name}/ staat al iets. Kies een nieuwe of lege map.")
    half = target.with_name(f".half-{plain(target.name)}")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    try:
        _write(s, half)
        if target.is_dir():
            target.rmdir()
        files.move_into_place(half, target)
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return target


def _write(s: Snapshot, folder: Path) -> None:
    frame = rows(s, Selection(indicators=tuple(s.indicators)))
    frame = frame.assign(bron=frame["bron"].where(frame["bron"].isin(s.sources), ""))
    about = {label: text for label, text in readme(s, frame, ()) if label}
    contents = {CIJFERS.file: frame} | _lists(s)
    for table in TABLES:
        content = csv_bytes(contents[table.file], [field.column for field in table.fields])
        files.write_bytes(folder / table.file, content)
    files.write_bytes(folder / "cijfers.parquet", parquet_bytes(frame, SET, about))
    files.write_json(folder / csvw.NAME, csvw.description(TABLES, _dublin_core(s)))
    files.write_text(folder / "LEESMIJ.txt", _told(readme(s, frame, SET)))
    ways = tuple(
        Distribution(name, title, media_type, kind, (folder / name).stat().st_size, files.sha256_of(folder / name))
        for name, title, media_type, kind in (
            *((table.file, f"{table.title} (CSV)", "text/csv", "CSV") for table in TABLES),
            ("cijfers.parquet", "Cijfers (Parquet)", "application/vnd.apache.parquet", "PARQUET"),
        )
    )
    files.write_json(folder / "dcat.jsonld", catalogue(s, "", ways))
    names = sorted(path.name for path in folder.iterdir())
    sums = "".join(f"{files.sha256_of(folder / name)}  {name}\n" for name in names)
    files.write_text(folder / "SHA256SUMS", sums)


def _lists(s: Snapshot) -> dict[str, pd.DataFrame]:
    """The tables that the figures point at."""
    indicators = [
        (i.id, i.name, i.plain_name, i.plain_sentence, i.description, THEME_LABELS[i.theme], i.unit, i.direction.value)
        for i in s.indicators.values()
    ]
    areas = figures.areas(s).drop_duplicates("code", keep="last")
    names = ["code", "name", "level", "parent", "gemeente", "aansluiting", "toelichting"]
    sources = [(x.id, x.name, *licences_of(s, x.id), x.url, x.note) for x in used_sources(s)]
    found = {
        "indicatoren.csv": pd.DataFrame(indicators),
        "gebieden.csv": areas[names],
        "bronnen.csv": pd.DataFrame(sources),
    }
    return {name: frame.set_axis(list(_TEXTS[name]), axis=1) for name, frame in found.items()}


def _dublin_core(s: Snapshot) -> dict[str, object]:
    return {
        "dc:title": f"Cijfers van {s.programme.naam}",
        "dc:description": f"Peil {s.id} van Wijkpeil, sha256 {figures_hash(s)}.",
        "dc:license": {"@id": LICENCE},
        "dc:modified": {"@value": made_on(s), "@type": "date"},
    }


def _told(lines: list[tuple[str, str]]) -> str:
    return "".join(f"{label}: {text}\n" if label else "\n" for label, text in lines)
