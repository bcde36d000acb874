"""Figures as plain records for JSON: everything that is known of a figure, to the last digit."""

from collections.abc import Sequence
from typing import Any

from model.areas import FOCUSWIJKEN_CODE
from model.errors import WijkpeilError
from model.indicator import Kind
from model.status import REASON_LABELS, Reason
from snapshot import figures
from snapshot.naming import nearest_names
from snapshot.store import Snapshot

_KEPT = (
    *("indicator", "area", "area_name", "level", "period", "value", "status", "reason", "numerator", "denominator"),
    *("base", "ci_low", "ci_high", "ci998_low", "ci998_high", "computed", "coverage", "weight_period", "source"),
    *("edition", "boundary_year", "respondents", "effective_n", "note"),
)
_BASELINES = (
    ("rest van de stad", "rest"),
    ("gemeente", "gemeente"),
    ("Nederland", "nederland"),
)


def figure_records(
    s: Snapshot, indicator: str, areas: Sequence[str] | None, periods: Sequence[str] | None
) -> list[dict[str, Any]]:
    """Figures as plain records for JSON. Raises WijkpeilError for an unknown indicator or area."""
    if indicator not in s.indicators:
        hint = nearest_names(indicator, s.indicators)
        raise WijkpeilError(f"Indicator '{indicator}' bestaat niet.{hint} Alle indicatoren: wijkpeil indicators.")
    if areas:
        known = set(figures.areas(s, own=False)["code"])
        for area in areas:
            if area not in known:
                raise WijkpeilError(
                    f"Gebied '{area}' bestaat niet.{nearest_names(area, known)} Alle gebieden: wijkpeil areas --all."
                )
    frame = figures.figure_table(s, indicator, areas, periods, own=False)
    return [_record(s, row) for row in figures.plain_records(frame)]


def kloof_records(s: Snapshot, every: bool = False, group: str = FOCUSWIJKEN_CODE) -> list[dict[str, Any]]:
    """Gaps of the kernset, or of every indicator, with test, interval and pace; a kernset indicator without says why.

    ``group``: focuswijken, or focuswijken-exact for those that are not just part of a buurt.
    """
    frame = figures.kloof(s, None if every else s.programme.kernset)
    rows = figures.plain_records(frame[frame["area"] == group])
    found = [{**row, "unit": s.indicators[row["indicator"]].unit, "status": "berekend"} for row in rows]
    known = {row["indicator"] for row in rows}
    for indicator in s.programme.kernset:
        if indicator not in known:
            found.append({"indicator": indicator, "status": "geen kloof", "reason": why_no_kloof(s, indicator)})
    return found


def why_no_kloof(s: Snapshot, indicator: str) -> str:
    """Why one side has no figure, in the words of the latest period; one reason when it holds for both."""
    if s.indicators[indicator].kind is Kind.COUNT:
        return "een aantal is niet te vergelijken tussen groepen van verschillende grootte"
    frame = figures.figure_table(s, indicator, ["focuswijken", "rest"])
    if not len(frame):
        return REASON_LABELS[Reason.NO_SOURCE]
    newest = figures.plain_records(frame[frame["period"] == frame["period"].max()])
    reasons = {row["area_name"]: REASON_LABELS[Reason(row["reason"])] for row in newest if row["value"] is None}
    if len(reasons) == 2 and len(set(reasons.values())) == 1:
        return next(iter(reasons.values()))
    return "; ".join(f"{name}: {reason}" for name, reason in reasons.items()) or REASON_LABELS[Reason.UNKNOWN]


def _record(s: Snapshot, row: dict[str, Any]) -> dict[str, Any]:
    baselines = [
        {
            "baseline": name,
            "value": row[f"{key}_value"],
            "difference": row[f"diff_{key}"],
            "verdict": row[f"verdict_{key}"],
        }
        for name, key in _BASELINES
        if row[f"{key}_value"] is not None
    ]
    if row["nulmeting_value"] is not None:
        baselines.append(
            {
                "baseline": "nulmeting",
                "period": row["change_from"],
                "value": row["nulmeting_value"],
                "difference": row["change"],
                "verdict": row["change_verdict"],
            }
        )
    return {
        **{key: row[key] for key in _KEPT},
        "unit": s.indicators[row["indicator"]].unit,
        "baselines": baselines,
        "change": {
            "from": row["change_from"],
            "difference": row["change"],
            "ci_low": row["change_low"],
            "ci_high": row["change_high"],
            "verdict": row["change_verdict"],
            "withheld": row["change_withheld"],
        },
    }
