"""Cells to the long frame of observations, with categoricals made from codes: a whole country has two million cells."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from loaders._kwb_mapping import Line
from loaders._kwb_values import REASON_CODES, REASONS
from model.loading import OBSERVATION_COLUMNS
from model.status import Reason, Status

_STATUSES = [str(Status.MEASURED), str(Status.PROVISIONAL), str(Status.MISSING)]


@dataclass
class Cells:
    """All cells of one file. ``area`` and ``variable`` are positions in ``areas`` and ``lines``; all arrays align."""

    lines: tuple[Line, ...]
    areas: NDArray[np.object_]
    area: NDArray[np.int64]
    variable: NDArray[np.int32]
    values: NDArray[np.float64]
    reasons: NDArray[np.int8]
    provisional: NDArray[np.bool_]

    def mark_empty(self) -> tuple[Line, ...]:
        """Lines without any number: their cells become "nog niet gepubliceerd", and areas without a cell get one."""
        filled = np.zeros(len(self.lines), dtype=bool)
        filled[self.variable[~np.isnan(self.values)]] = True
        empty = np.flatnonzero(~filled)
        if len(empty):
            keep = filled[self.variable]
            count, width = len(empty), len(self.areas)
            self.area = np.concatenate([self.area[keep], np.tile(np.arange(width), count)])
            self.variable = np.concatenate([self.variable[keep], np.repeat(empty, width).astype(np.int32)])
            self.values = np.concatenate([self.values[keep], np.full(count * width, np.nan)])
            code = np.full(count * width, REASON_CODES[Reason.NOT_PUBLISHED], dtype=np.int8)
            self.reasons = np.concatenate([self.reasons[keep], code])
            self.provisional = np.concatenate([self.provisional[keep], np.zeros(count * width, dtype=bool)])
        return tuple(self.lines[position] for position in empty)


def tidy(cells: Cells, provisional: frozenset[str], edition: int) -> pd.DataFrame:
    """Frame with OBSERVATION_COLUMNS. ``provisional``: variables whose figures the metadata calls provisional."""
    of_line = np.array([line.variable in provisional for line in cells.lines], dtype=bool)
    status = (of_line[cells.variable] | cells.provisional).astype(np.int8)
    status[np.isnan(cells.values)] = 2
    count = len(cells.values)
    frame = pd.DataFrame(
        {
            "area_code": pd.Categorical.from_codes(cells.area, categories=pd.Index(cells.areas)),
            "boundary_year": np.full(count, edition, dtype=np.int64),
            "period": pd.Categorical.from_codes(np.zeros(count, dtype=np.int8), categories=pd.Index([str(edition)])),
            "variable": pd.Categorical.from_codes(
                cells.variable, categories=pd.Index([ln.variable for ln in cells.lines])
            ),
            "value": cells.values,
            "n": np.full(count, np.nan),
            "status": pd.Categorical.from_codes(status, categories=pd.Index(_STATUSES)),
            "reason": pd.Categorical.from_codes(cells.reasons, categories=pd.Index(REASONS)),
        },
        copy=False,
    )
    return frame[list(OBSERVATION_COLUMNS)]
