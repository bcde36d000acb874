"""Figures as plain records for JSON: everything that is known of a figure, to the last digit."""

from collections.abc import Sequence
from typing import Any

from model.areas import Level
from model.errors import WijkpeilError
from model.indicator import Kind
from model.status import REASON_LABELS, Reason
from snapshot import against, border_figures, figures, presentation
from snapshot.naming import nearest_names
from snapshot.said import sentence
from snapshot.store import Snapshot

_KEPT = (
    *("indicator", "area", "area_name", "level", "period", "value", "status", "reason", "numerator", "denominator"),
    *("base", "ci_low", "ci_high", "ci998_low", "ci998_high", "computed", "coverage", "weight_period", "source"),
    *("edition", "boundary_year", "method", "respondents", "effective_n", "note"),
)
_BASELINES = (
    ("rest van de stad", "rest"),
    ("gemeente", "gemeente"),
    ("Nederland", "nederland"),
)


def figure_records(
    s: Snapshot,
    indicator: str,
    areas: Sequence[str] | None,
    periods: Sequence[str] | None,
    grenzen: str | None = None,
    other: str | None = None,
) -> list[dict[str, Any]]:
    """Figures as plain records for JSON: margins, baselines, change, trend of the area and a sentence for residents.

    An area may be asked by the code that it had before. ``grenzen``: see presentation.asked_year; ``other``: an area of
    one's own choice to compare with. Raises WijkpeilError for an unknown indicator, area or year of borders.
    """
    year = presentation.asked_year(s, grenzen)
    if indicator not in s.indicators:
        hint = nearest_names(indicator, s.indicators)
        raise WijkpeilError(f"Indicator '{indicator}' bestaat niet.{hint} Alle indicatoren: wijkpeil indicators.")
    if areas or other is not None:
        former = border_figures.codes_of(s).set_index("former")["code"].to_dict()
        known = set(figures.areas(s, own=False)["code"])
        areas = [area if area in known else former.get(area, area) for area in areas] if areas else areas
        for area in (*(areas or ()), *([other] if other is not None else ())):
            if area not in known:
                raise WijkpeilError(
                    f"Gebied '{area}' bestaat niet.{nearest_names(area, known)} Alle gebieden: wijkpeil areas --all."
                )
    frame = figures.figure_table(s, indicator, areas, periods, own=False, grenzen=year)
    _refuse_absent(s, indicator, sorted(set(areas or ()) - set(frame["area"])), periods, year)
    trends = {row.pop("area"): row for row in figures.plain_records(figures.trends(s, [indicator], areas))}
    more = against.more_baselines(s, indicator, frame, other)
    town = city(s)
    return [
        _record(s, row, more[number], trends.get(row["area"]), town)
        for number, row in enumerate(figures.plain_records(frame))
    ]


def city(s: Snapshot) -> str:
    """Name of the gemeente; "de gemeenten" for a region."""
    if len(s.programme.gemeenten) != 1:
        return "de gemeenten"
    names = figures.areas(s, Level.GEMEENTE).set_index("code")["name"]
    return str(names.get(s.programme.gemeenten[0], "de gemeente"))


def _refuse_absent(
    s: Snapshot, indicator: str, areas: Sequence[str], periods: Sequence[str] | None, year: int | None
) -> None:
    """An area that has figures, but does not exist on the borders asked for. Raises WijkpeilError."""
    if year is None or not areas:
        return
    elsewhere = figures.figure_table(s, indicator, areas, periods, own=False)
    if len(elsewhere):
        row = elsewhere.iloc[0]
        raise WijkpeilError(
            f"Gebied '{row['area']}' ({row['area_name']}) bestaat niet op de grenzen van {year}. Kies een ander jaar "
            f"met --grenzen, of '{presentation.OWN}' (elk cijfer op zijn eigen grenzen)."
        )


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


def _record(
    s: Snapshot, row: dict[str, Any], more: list[dict[str, Any]], trend: dict[str, Any] | None, city: str
) -> dict[str, Any]:
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
        "baselines": baselines + [one for one in more if one["value"] is not None],
        "missing_baselines": [one for one in more if one["value"] is None],
        "sentence": sentence(row, s.indicators[row["indicator"]], city),
        "trend": None if trend is None else {key: value for key, value in trend.items() if key != "indicator"},
        "change": {
            "from": row["change_from"],
            "difference": row["change"],
            "ci_low": row["change_low"],
            "ci_high": row["change_high"],
            "verdict": row["change_verdict"],
            "detectable": row["change_detectable"],
            "withheld": row["change_withheld"],
        },
    }
