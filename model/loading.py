"""The contract between loaders and the snapshot: what goes in, what comes out, and the columns of the frames.

A loader is one module in ``loaders/`` with a module-level ``LOADER`` (discovery: no register to edit).
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import geopandas as gpd
import pandas as pd

from model.source import Source

# Long frame, one row per (area, period, variable). value: float64, NaN exactly when status is missing or suppressed.
# boundary_year: int, the year of the borders that the codes follow. period: text, "2024". n: respondents or NaN.
# reason: a model.status.Reason or ""; text columns may be pandas categoricals (and should be in large frames).
OBSERVATION_COLUMNS = ("area_code", "boundary_year", "period", "variable", "value", "n", "status", "reason")

# One row per (code, boundary_year). parent, gemeente: codes or None. change_flag: CBS indelingswijziging 1/2/3 or None.
AREA_COLUMNS = ("code", "boundary_year", "name", "level", "parent", "gemeente", "change_flag")

# Geometry frame (EPSG:28992, valid polygons only), one row per (code, boundary_year, water).
GEOMETRY_COLUMNS = ("code", "boundary_year", "name", "level", "water", "geometry")

# One row per address (postcode and house number): the buurt that it lies in, on the borders of boundary_year.
ADDRESS_COLUMNS = ("address", "code", "boundary_year")


@dataclass(frozen=True)
class RawFile:
    """A file as offered: siblings may be companions (metadata); ``edition`` is what the user stated, if anything."""

    path: Path
    edition: str | None = None
    siblings: tuple[Path, ...] = ()
    descriptors: tuple[dict[str, Any], ...] = ()

    @property
    def name(self) -> str:
        return self.path.name


@dataclass(frozen=True)
class Recognition:
    """What a file is, by its content. ``edition`` None: the content does not say; it must be stated, never guessed."""

    source: str
    what: str
    edition: str | None
    companions: tuple[Path, ...] = ()
    modified: str | None = None


@dataclass(frozen=True)
class Context:
    """What reading may need from elsewhere: the areas known so far (AREA_COLUMNS), to match names and check codes.

    ``gemeenten`` limits detailed work (geometry of buurten) to these gemeenten; None means all.
    """

    areas: pd.DataFrame
    gemeenten: frozenset[str] | None = None


@dataclass(frozen=True)
class Note:
    """One line for the build report. kind: gelezen, overgeslagen, ontbreekt, opvallend, waarschijnlijk, apart_gezet."""

    kind: str
    text: str


@dataclass
class Reading:
    """All that one delivery gives. Frames may be None when the source has no such thing.

    ``already_public``: of a protected source, figures that their owner says to have published already.
    """

    observations: pd.DataFrame | None = None
    areas: pd.DataFrame | None = None
    geometry: gpd.GeoDataFrame | None = None
    addresses: pd.DataFrame | None = None
    notes: list[Note] = field(default_factory=list)
    already_public: bool = False


class Loader(Protocol):
    """One source. ``needs_areas``: reading matches names, so area-giving loaders go first."""

    source: Source
    needs_areas: bool

    def recognise(self, file: RawFile) -> Recognition | None:
        """What the file is, by content, or None when it is not of this source. Cheap: reads no more than it must.

        Raises LoadRefused when it surely is of this source but cannot be used (another year in its title, say).
        """

    def read(self, file: RawFile, edition: str, context: Context) -> Reading:
        """Read and tidy. Raises LoadRefused; returns whole or not at all."""
