"""Read the raw archive: every delivery through its loader, area-giving sources first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from loaders import discover
from model.errors import LoadRefused, WijkpeilError
from model.loading import AREA_COLUMNS, Context, Loader, RawFile, Reading
from model.source import Delivery
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
            content = yaml.safe_load(path.read_text(encoding="utf-8"))
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
    progress: Callable[[str], None] = lambda text: None,
) -> list[Read]:
    """Read all deliveries. Raises WijkpeilError when one that once came in can no longer be read."""
    loaders = discover()
    order = sorted(
        deliveries, key=lambda pair: (loaders[pair[0].source].needs_areas, loaders[pair[0].source].source.rank)
    )
    reads: list[Read] = []
    areas = empty_areas()
    for delivery, folder in order:
        loader = loaders[delivery.source]
        progress(f"{loader.source.name} {delivery.edition}")
        if loader.needs_areas and not len(areas):
            areas = known_areas(read.reading.areas for read in reads if read.reading.areas is not None)
        file = RawFile(
            path=folder / delivery.main_file,
            edition=delivery.edition,
            siblings=tuple(folder / name for name in delivery.files if name != delivery.main_file),
            descriptors=descriptors_beside(folder) + descriptors,
        )
        try:
            reading, wave = read_delivery(loader, file, delivery.edition, Context(areas=areas, gemeenten=gemeenten))
        except LoadRefused as refusal:
            raise WijkpeilError(f"{refusal} De opbouw is gestopt; het vorige peil blijft staan.") from refusal
        reads.append(Read(delivery, reading, wave))
    return reads
