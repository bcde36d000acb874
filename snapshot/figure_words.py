"""The words beside figures: names of their areas, and a note on how a figure was made.

Figures are given as columns: a list of cells per name, plain Python values with None for a missing one. What an answer
of the API and what a frame of a page says of a figure is thus made in one place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from model.status import Reason

Cells = dict[str, list[Any]]
# What the words are made of.
TOLD_FROM = (
    *("area", "shown_at", "respondents", "reason", "coverage", "value", "n_buurten", "weight_period", "period"),
    *("method", "boundary_year"),
)


@dataclass(frozen=True)
class Borders:
    """The year that figures are shown on, and the areas of the programme in every year with the same borders."""

    year: int
    own: frozenset[tuple[str, int]]


def words(cells: Cells, names: Mapping[str, str], borders: Borders | None = None) -> Cells:
    """The columns area_name, shown_at_name and note of figures (``TOLD_FROM``). ``names``: by code of an area.

    ``borders``: say which figures were brought to the borders of this year, and which lie on others.
    """
    told: Cells = {
        "area_name": [names[area] for area in cells["area"]],
        "shown_at_name": [names.get(area) for area in cells["shown_at"]],
    }
    made_of = cells | told
    columns = {name: made_of[name] for name in (*TOLD_FROM, "shown_at_name")}
    grouped = [
        (n_buurten or 0) > 1 or respondents is not None
        for n_buurten, respondents in zip(cells["n_buurten"], cells["respondents"], strict=True)
    ]
    told["note"] = [""] * len(grouped)
    if any(grouped):
        rows = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
        told["note"] = [_note(row) if some else "" for row, some in zip(rows, grouped, strict=True)]
    return told if borders is None else told | {"note": _on_borders(cells, told["note"], borders)}


def _on_borders(cells: Cells, notes: list[str], borders: Borders) -> list[str]:
    there = {area for area, _ in borders.own}
    found = []
    columns = (cells[name] for name in ("area", "boundary_year", "value", "method"))
    for note, area, year, value, method in zip(notes, *columns, strict=True):
        if method is not None:
            shown = f"omgerekend naar grenzen van {borders.year}, naar {method}"
            found.append("" if value is None else shown)
        elif value is not None and year is not None and area in there and (area, year) not in borders.own:
            found.append(f"op de grenzen van {int(year)}")
        else:
            found.append(note)
    return found


def _counted(respondents: float) -> str:
    return "1 deelnemer" if respondents == 1 else f"{respondents:.0f} deelnemers"


def _note(row: dict[str, Any]) -> str:
    """How a group's or survey's figure was made, or how little is known of it, in one Dutch line; may be empty."""
    asked = None if row["respondents"] is None else _counted(row["respondents"])
    if row["reason"] == Reason.TOO_FEW_RESPONDENTS:
        above = f"; er is wel een cijfer voor {row['shown_at_name']}" if row["shown_at_name"] else ""
        return f"{asked}, te weinig voor een cijfer{above}"
    share = None if row["coverage"] is None else round(100 * row["coverage"])
    if row["value"] is None:
        if row["reason"] != Reason.LOW_COVERAGE or share is None:
            return ""
        # 89,6 is not the 90 that is asked for, as 99,8 below is not all.
        return f"wel cijfers voor {min(share, 89)} % van de inwoners"
    if share == 100 and row["coverage"] < 1:
        share = 99
    parts = [f"berekend uit {int(row['n_buurten'])} buurten"] if row["n_buurten"] > 1 else []
    if asked is not None:
        parts.append(asked)
    if share is not None:
        parts.append(f"dekking {share} % van de inwoners")
    if row["weight_period"] and row["weight_period"] != row["period"]:
        parts.append(f"gewicht van {row['weight_period']}")
    return ", ".join(parts)
