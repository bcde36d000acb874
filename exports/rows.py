"""Figures as rows of a file: what the snapshot answers, in Dutch words and with where it came from."""

from typing import Any

import pandas as pd

from exports.about import citation, figures_hash
from exports.fields import FLAT
from exports.selection import Selection
from model.indicator import THEME_LABELS, Kind
from model.status import REASON_LABELS, STATUS_LABELS, Status
from snapshot import figures
from snapshot.figure_words import Cells
from snapshot.store import Snapshot

_BASELINES = {"rest_van_de_stad": "rest", "gemeente": "gemeente", "nederland": "nederland"}
_DTYPES: dict[bool, Any] = {True: object, False: "float64"}
_SAME = {
    "indicator": "indicator",
    "gebied": "area",
    "gebied_naam": "area_name",
    "niveau": "level",
    "grenzenjaar": "boundary_year",
    "periode": "period",
    "waarde": "value",
    "ondergrens": "ci_low",
    "bovengrens": "ci_high",
    "teller": "numerator",
    "noemer": "denominator",
    "nulmeting_periode": "change_from",
    "nulmeting": "nulmeting_value",
    "verandering": "change",
    "verandering_ondergrens": "change_low",
    "verandering_bovengrens": "change_high",
    "geen_verandering_omdat": "change_withheld",
    "opmerking": "note",
    "bron": "source",
    "editie": "edition",
}


def rows(s: Snapshot, selection: Selection) -> pd.DataFrame:
    """The figures of a selection with the columns of ``fields.FLAT``, by indicator, area and period.

    Missing text is empty and a missing number NaN. Of counts there are no comparisons: fewer inhabitants than the rest
    of the city says nothing.
    """
    return as_frame(cells_of(s, selection))


def cells_of(s: Snapshot, selection: Selection, page: tuple[int, int] | None = None) -> Cells:
    """The same as columns of plain values, with None for all that is missing. ``page``: see figures.figure_cells."""
    of = selection
    found = figures.figure_cells(s, of.indicators, of.areas, of.levels, of.periods, of.grenzen, page)
    return _told(s, found)


def told_of(s: Snapshot, frame: pd.DataFrame) -> pd.DataFrame:
    """Figures (figures.figure_table) with the columns of ``fields.FLAT``, in their order; see ``rows``."""
    return as_frame(_told(s, figures.plain_cells(frame)))


def as_frame(cells: Cells) -> pd.DataFrame:
    """Columns of ``cells_of`` as the frame that ``rows`` gives."""
    kinds = [(field.name, field.kind == "string") for field in FLAT]
    typed = {name: [cell or "" for cell in cells[name]] if text else cells[name] for name, text in kinds}
    # One index for all of them: else each column makes one, and pandas lines them up.
    index = pd.RangeIndex(len(cells["indicator"]))
    return pd.DataFrame({name: pd.Series(typed[name], index, _DTYPES[text]) for name, text in kinds}, index)


def _told(s: Snapshot, cells: Cells) -> Cells:
    told = {name: cells[key] for name, key in _SAME.items()} | _compared(s, cells)
    # Of what is hidden a row tells nothing, not even the one of numerator and denominator that could be told.
    for name in ("teller", "noemer"):
        closed = zip(told[name], cells["status"], strict=True)
        told[name] = [None if status == Status.SUPPRESSED else cell for cell, status in closed]
    told["status"] = [STATUS_LABELS.get(status, "") for status in cells["status"]]
    told["reden"] = [REASON_LABELS.get(reason, "") for reason in cells["reason"]]
    changed = zip(cells["change_verdict"], cells["change"], strict=True)
    told["oordeel_verandering"] = [None if change is None else verdict for verdict, change in changed]
    told |= _about_indicator(s, cells["indicator"])
    told |= _origin(s, list(zip(cells["source"], cells["edition"], strict=True)))
    return {field.name: told[field.name] for field in FLAT}


def _compared(s: Snapshot, cells: Cells) -> Cells:
    counts = {one.id for one in s.indicators.values() if one.kind is Kind.COUNT}
    told: Cells = {}
    for name, key in _BASELINES.items():
        columns = (cells["indicator"], cells[f"{key}_value"], cells[f"diff_{key}"], cells[f"verdict_{key}"])
        values, differences, verdicts = told.setdefault(name, []), list[Any](), list[Any]()
        for indicator, value, difference, verdict in zip(*columns, strict=True):
            apart = indicator in counts or value is None
            values.append(None if apart else value)
            differences.append(None if apart else difference)
            verdicts.append(None if apart or difference is None else verdict)
        told[f"verschil_{name}"], told[f"oordeel_{name}"] = differences, verdicts
    return told


def _about_indicator(s: Snapshot, indicators: list[str]) -> Cells:
    of = [s.indicators[name] for name in indicators]
    return {
        "indicator_naam": [one.name for one in of],
        "gewone_naam": [one.plain_name for one in of],
        "thema": [THEME_LABELS[one.theme] for one in of],
        "eenheid": [one.unit for one in of],
    }


def _origin(s: Snapshot, pairs: list[tuple[Any, Any]]) -> Cells:
    """Per figure where it is from; a figure that no source gives has no source to name."""
    numbers = figures.delivery_numbers(s)
    of: dict[tuple[Any, Any], tuple[str, ...]] = {}
    for pair in set(pairs):
        source = s.sources.get(pair[0])
        delivered = " en ".join(map(str, numbers.get(pair, ())))
        about = ("",) * 4 if source is None else (source.name, *figures.stated(s, *pair), citation(s, *pair))
        of[pair] = (delivered, *about)
    names = ("levering", "bron_naam", "uitgever", "licentie", "citaat")
    told: Cells = {name: [of[pair][n] for pair in pairs] for n, name in enumerate(names)}
    of_all = {"programma": s.programme.id, "peil": s.id, "peil_sha256": figures_hash(s)}
    return told | {name: [text] * len(pairs) for name, text in of_all.items()}


def cells_in(frame: pd.DataFrame) -> Cells:
    """A frame of ``rows`` as columns again."""
    return {field.name: [None if cell != cell else cell for cell in frame[field.name].tolist()] for field in FLAT}


def json_rows(cells: Cells) -> list[dict[str, object]]:
    """Rows as JSON carries them: None for what is missing, whole numbers without a fraction."""
    columns = [_plain(cells[field.name], field.kind) for field in FLAT]
    names = [field.name for field in FLAT]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _plain(cells: list[Any], kind: str) -> list[Any]:
    if kind == "string":
        return [cell or None for cell in cells]
    return [None if cell is None else int(cell) for cell in cells] if kind == "integer" else cells
