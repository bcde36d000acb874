"""Figures as rows of a file: what the snapshot answers, in Dutch words and with where it came from."""

from typing import Any

import pandas as pd

from exports.about import citation, figures_hash
from exports.fields import FLAT
from exports.selection import Selection
from model.indicator import THEME_LABELS, Kind
from model.status import REASON_LABELS, STATUS_LABELS
from snapshot import figures
from snapshot.store import Snapshot

_BASELINES = {"rest_van_de_stad": "rest", "gemeente": "gemeente", "nederland": "nederland"}
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


def rows(s: Snapshot, selection: Selection, page: tuple[int, int] | None = None) -> pd.DataFrame:
    """The figures of a selection with the columns of ``fields.FLAT``, by indicator, area and period.

    Missing text is empty and a missing number NaN. Of counts there are no comparisons: fewer inhabitants than the rest
    of the city says nothing. ``page``: see figures.figures_of.
    """
    frame = figures.figures_of(
        s, selection.indicators, selection.areas, selection.levels, selection.periods, selection.grenzen, page
    )
    told = {name: frame[column] for name, column in _SAME.items()}
    told["status"] = frame["status"].map({str(status): label for status, label in STATUS_LABELS.items()})
    told["reden"] = frame["reason"].map({str(reason): label for reason, label in REASON_LABELS.items()})
    counts = frame["indicator"].isin([i for i in selection.indicators if s.indicators[i].kind is Kind.COUNT])
    for name, key in _BASELINES.items():
        apart = counts | frame[f"{key}_value"].isna()
        told[name] = frame[f"{key}_value"].mask(apart)
        told[f"verschil_{name}"] = frame[f"diff_{key}"].mask(apart)
        told[f"oordeel_{name}"] = frame[f"verdict_{key}"].mask(apart | frame[f"diff_{key}"].isna())
    told["oordeel_verandering"] = frame["change_verdict"].mask(frame["change"].isna())
    found = pd.DataFrame(told | _about_indicator(s, frame) | _origin(s, frame))
    for field in FLAT:
        column = found[field.name]
        text = field.kind == "string"
        found[field.name] = column.astype(object).where(column.notna(), "") if text else column.astype("float64")
    return found[[field.name for field in FLAT]]


def _about_indicator(s: Snapshot, frame: pd.DataFrame) -> dict[str, pd.Series]:
    of = {name: s.indicators[name] for name in frame["indicator"].unique()}
    return {
        "indicator_naam": frame["indicator"].map({name: one.name for name, one in of.items()}),
        "gewone_naam": frame["indicator"].map({name: one.plain_name for name, one in of.items()}),
        "thema": frame["indicator"].map({name: THEME_LABELS[one.theme] for name, one in of.items()}),
        "eenheid": frame["indicator"].map({name: one.unit for name, one in of.items()}),
    }


def _origin(s: Snapshot, frame: pd.DataFrame) -> dict[str, object]:
    numbers = figures.delivery_numbers(s)
    pairs = list(zip(frame["source"], frame["edition"], strict=True))
    cited = {pair: citation(s, *pair) if pair[0] in s.sources else "" for pair in set(pairs)}
    sources = frame["source"].map
    return {
        "levering": [" en ".join(map(str, numbers.get(pair, ()))) for pair in pairs],
        "bron_naam": sources({one.id: one.name for one in s.sources.values()}),
        "uitgever": sources({one.id: one.publisher for one in s.sources.values()}),
        "licentie": sources({one.id: one.licence for one in s.sources.values()}),
        "programma": s.programme.id,
        "peil": s.id,
        "peil_sha256": figures_hash(s),
        "citaat": [cited[pair] for pair in pairs],
    }


def json_rows(frame: pd.DataFrame) -> list[dict[str, object]]:
    """Rows as JSON carries them: None for what is missing, whole numbers without a fraction."""
    kinds = {field.name: field.kind for field in FLAT}
    columns = [_plain(frame[name].tolist(), kinds[name]) for name in frame.columns]
    return [dict(zip(frame.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def _plain(cells: list[Any], kind: str) -> list[Any]:
    if kind == "string":
        return [cell or None for cell in cells]
    return [None if cell != cell else int(cell) if kind == "integer" else cell for cell in cells]
