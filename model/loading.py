"""The contract between loaders and the snapshot: what goes in, what comes out, and the columns of the frames.

A loader is one module in ``loaders/`` with a module-level ``LOADER`` (discovery: no register to edit).
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import geopandas as gpd
import numpy as np
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

# Figures of a bewonersenquête as they were published, one row per (area, variable). value and error (standard error):
# share 0-1 or mean, NaN where unknown; n: answers; people: how many people the row stands for, NaN where not said.
TOTALS_COLUMNS = ("area_code", "boundary_year", "variable", "value", "error", "n", "people")

# A survey figure is one weighted sum over another; their names in observations are the figure's id with these endings.
NUMERATOR, DENOMINATOR = "_teller", "_noemer"
MINIMUM_RESPONDENTS, MINIMUM_EFFECTIVE = 50, 30


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
    """What a file is, by its content. ``edition`` None: the content does not say; it must be stated, never guessed.

    ``keep_until``: the last day on which a file about respondents may be kept.
    """

    source: str
    what: str
    edition: str | None
    companions: tuple[Path, ...] = ()
    modified: str | None = None
    keep_until: date | None = None


@dataclass(frozen=True)
class Context:
    """What reading may need from elsewhere: the areas known so far (AREA_COLUMNS), to match names and check codes.

    ``gemeenten`` limits detailed work (geometry of buurten) to these gemeenten; None means all.
    """

    areas: pd.DataFrame
    gemeenten: frozenset[str] | None = None


@dataclass(frozen=True)
class Note:
    """One line for the build report.

    kind: gelezen, steekproef, vraag, overgeslagen, ontbreekt, opvallend, waarschijnlijk, apart_gezet.
    """

    kind: str
    text: str


@dataclass(frozen=True)
class Margin:
    """A characteristic that weights are fitted to: the category of each respondent, from 0, and the people in each."""

    name: str
    categories: tuple[str, ...]
    category: "np.ndarray[tuple[int], np.dtype[np.intp]]"
    totals: "np.ndarray[tuple[int], np.dtype[np.float64]]"


@dataclass(frozen=True)
class Survey:
    """One wave of a bewonersenquête, for as long as it takes to add it up: what stays is sums per buurt and stratum.

    Either ``answers`` or ``totals`` (TOTALS_COLUMNS). ``answers`` has one row per respondent: area_code ("" for one who
    lives in no known buurt), boundary_year, stratum, weight, and a float column for each of ``variables``: 0 or 1, or
    a grade, and NaN for no answer. ``population``: people per stratum, or empty. ``grades``: the variables that are
    means instead of shares. ``minimum``: respondents and effective number below which no figure is shown.
    """

    name: str
    period: str
    variables: tuple[str, ...]
    grades: frozenset[str]
    minimum: tuple[int, int]
    answers: pd.DataFrame | None = None
    totals: pd.DataFrame | None = None
    population: dict[str, int] = field(default_factory=dict)
    margins: tuple[Margin, ...] = ()
    invited: int | None = None


@dataclass
class Reading:
    """All that one delivery gives. Frames may be None when the source has no such thing.

    ``already_public``: of a protected source, figures that their owner says to have published already.
    ``publisher`` and ``licence``: of this delivery, where the source leaves that to whoever made it.
    """

    observations: pd.DataFrame | None = None
    areas: pd.DataFrame | None = None
    geometry: gpd.GeoDataFrame | None = None
    addresses: pd.DataFrame | None = None
    survey: Survey | None = None
    notes: list[Note] = field(default_factory=list)
    already_public: bool = False
    publisher: str = ""
    licence: str = ""


class Loader(Protocol):
    """One source. ``needs_areas``: reading matches names, so area-giving loaders go first.

    A source that is on the internet has an attribute ``remote`` as well (``model.remote``).
    """

    source: Source
    needs_areas: bool

    def recognise(self, file: RawFile) -> Recognition | None:
        """What the file is, by content, or None when it is not of this source. Cheap: reads no more than it must.

        Raises LoadRefused when it surely is of this source but cannot be used (another year in its title, say).
        """

    def read(self, file: RawFile, edition: str, context: Context) -> Reading:
        """Read and tidy. Raises LoadRefused; returns whole or not at all."""
