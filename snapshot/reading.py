"""Read the raw archive: every delivery through its loader, area-giving sources first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from loaders import discover
from loaders._yaml import load_yaml
from model.errors import LoadRefused, WijkpeilError
from model.loading import AREA_COLUMNS, Context, Loader, RawFile, Reading
from model.source import Delivery
from snapshot.beside import Beside
from snapshot.survey_notes import notes_of
from snapshot.survey_sums import Wave, added_up

_YAML = {".yaml", ".yml"}


@dataclass(frozen=True)
class Read:
    """One delivery with what its loader made of it, and the sums of its wave when it is a survey."""

    delivery: Delivery
    reading: Reading
    wave: Wave | None = None


def read_delivery(loader: Loader, file: RawFile, edition: str, context: Context) -> tuple[Reading, Wave | None]:
    """What a loader makes of a file, with the respondents of a survey added up at once. Raises LoadRefused."""
    reading = loader.read(file, edition, context)
    wave = added_up(reading, file.name)
    if wave is not None:
        reading.notes[1:1] = notes_of(wave, file.name)
    return reading, wave


def descriptors_beside(folder: Path) -> tuple[dict[str, Any], ...]:
    """Descriptors (YAML with a mapping) in a folder, each with ``_bestand``; unreadable YAML is left to the check."""
    found = []
    for path in sorted(p for p in folder.iterdir() if p.suffix.lower() in _YAML):
        try:
            content = load_yaml(path.read_text(encoding="utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError):
            continue
        if isinstance(content, dict):
            found.append({**content, "_bestand": path.name})
    return tuple(found)


def empty_areas() -> pd.DataFrame:
    """A frame of AREA_COLUMNS without rows."""
    return pd.DataFrame({column: pd.Series(dtype="object") for column in AREA_COLUMNS})


def known_areas(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """All areas of several readings; per (code, boundary_year) the first frame wins."""
    filled = [frame for frame in frames if len(frame)]
    if not filled:
        return empty_areas()
    together = pd.concat(filled, ignore_index=True)
    return together.drop_duplicates(["code", "boundary_year"], ignore_index=True)


def read_archive(
    deliveries: list[tuple[Delivery, Path]],
    descriptors: tuple[dict[str, Any], ...],
    gemeenten: frozenset[str] | None,
    beside: Beside,
    progress: Callable[[str], None] = lambda text: None,
) -> list[Read]:
    """Read all deliveries, here and beside. Raises WijkpeilError when one that once came in can no longer be read."""
    loaders = discover()
    order = sorted(deliveries, key=lambda pair: loaders[pair[0].source].source.rank)
    reads: list[Read] = []
    for needs_areas in (False, True):
        chosen = [pair for pair in order if loaders[pair[0].source].needs_areas == needs_areas]
        areas = known_areas(read.reading.areas for read in reads if read.reading.areas is not None)
        context = Context(areas=areas, gemeenten=gemeenten)
        tasks = [
            (loaders[delivery.source], as_offered(delivery, folder, descriptors), delivery.edition, context)
            for delivery, folder in chosen
        ]
        results = beside.share(read_delivery, tasks)
        for delivery, _ in chosen:
            progress(f"{loaders[delivery.source].source.name} {delivery.edition}")
            try:
                reads.append(Read(delivery, *next(results)))
            except LoadRefused as refusal:
                raise WijkpeilError(f"{refusal} De opbouw is gestopt; het vorige peil blijft staan.") from refusal
    return reads


def as_offered(delivery: Delivery, folder: Path, descriptors: tuple[dict[str, Any], ...]) -> RawFile:
    """The main file of a delivery with its companions, as it came in."""
    siblings = tuple(folder / name for name in delivery.files if name != delivery.main_file)
    return RawFile(folder / delivery.main_file, delivery.edition, siblings, descriptors_beside(folder) + descriptors)
