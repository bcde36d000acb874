"""What is said of borders that moved: under a trend and a map, and in the list of Verantwoording."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from charts.frames import Row, as_float, as_text, records
from charts.numbers import period_position
from charts.table import Column
from model.areas import Level

MOVED = ("grens gewijzigd", "breuk")
CHANGES = [
    Column("year", "jaar"),
    Column("kind_of_area", "soort"),
    Column("name", "gebied"),
    Column("what", "wat veranderde er"),
]
UNCHECKED = [
    Column("kind_of_area", "soort"),
    Column("years", "jaren"),
    Column("n", "gebieden", 0),
]
_LEVELS = {
    Level.BUURT: "buurt",
    Level.WIJK: "wijk",
    Level.GEMEENTE: "gemeente",
    Level.FOCUSWIJK: "focuswijk",
    Level.FOCUSWIJKEN: "groep",
    Level.REST: "groep",
}
# Smaller parts are left out of a sentence.
_NAMED_PART = 0.05
_NEARLY_ALL = 95


def moves_of(changes: pd.DataFrame, frame: pd.DataFrame) -> dict[str, list[float]]:
    """Per area of ``frame`` (as figures.trend gives it) the positions of the first points on other borders.

    Where an estimate stands on one side of the change, the break lies between estimate and figure.
    """
    years: dict[str, list[int]] = {}
    for change in records(changes):
        if change["kind"] in (*MOVED, "nieuw"):
            years.setdefault(str(change["code"]), []).append(int(change["boundary_year"]))
    points: dict[str, list[Row]] = {}
    for row in records(frame):
        if as_float(row["value"]) is not None and row["boundary_year"] == row["boundary_year"]:
            points.setdefault(str(row["area"]), []).append(row)
    found: dict[str, list[float]] = {}
    for area, rows in points.items():
        ordered = sorted(rows, key=_position)
        for earlier, later in pairwise(ordered):
            passed = [y for y in years.get(area, ()) if earlier["boundary_year"] < y <= later["boundary_year"]]
            other = bool(as_text(earlier["method"])) != bool(as_text(later["method"]))
            both_made = bool(as_text(earlier["method"])) and bool(as_text(later["method"]))
            if other or (passed and not both_made):
                found.setdefault(area, []).append(_position(later))
    return found


def _position(row: Row) -> float:
    return period_position(str(row["period"])) or 0.0


def said_of(changes: pd.DataFrame, former: pd.DataFrame, frame: pd.DataFrame, chosen: Sequence[str]) -> list[str]:
    """Notes under a trend: borders of the chosen areas that moved within the figures, and their former codes."""
    said = []
    points = [row for row in records(frame) if as_float(row["value"]) is not None]
    told_of = [row for row in records(changes) if row["kind"] in (*MOVED, "nieuw", "loopt door met aantekening")]
    for area in chosen:
        own = [row for row in points if row["area"] == area]
        if not own:
            continue
        name, years = own[0]["area_name"], [row["boundary_year"] for row in own]
        inside = [row for row in told_of if row["code"] == area and min(years) < row["boundary_year"] <= max(years)]
        said += [f"{name}: {_in_short(change)}." for change in reversed(inside)]
        said += [f"{name}: {words}." for words in former_code(former, area)]
    return said


def absent(frame: pd.DataFrame, names: Mapping[str, str], year: int | None) -> list[str]:
    """One line per chosen area (code, name) that is not there on the borders of ``year``."""
    if year is None:
        return []
    return [
        f"{name} bestaat niet op de grenzen van {year}." for a, name in names.items() if a not in set(frame["area"])
    ]


def _in_short(change: Row) -> str:
    year = int(change["boundary_year"])
    if change["kind"] == "nieuw":
        return f"nieuwe buurt sinds {year}"
    if change["kind"] == "loopt door met aantekening":
        return f"de grens van een deel is gewijzigd in {year}; de reeks loopt door"
    return f"grens gewijzigd in {year}"


def former_code(former: pd.DataFrame, area: str) -> list[str]:
    """``tot en met 2018 BU99010701`` for an area that had another code."""
    return [f"tot en met {int(row['last'])} {row['former']}" for row in records(former[former["code"] == area])]


def on_borders(frame: pd.DataFrame, year: int | None) -> list[str]:
    """A line when some figures are estimates on the borders of ``year``, or lie on other borders without one."""
    said = []
    known = frame[frame["value"].notna()]
    made = known["method"].notna() if len(known) else pd.Series(dtype=bool)
    if year is not None and made.any():
        by = sorted(set(known.loc[made, "method"]))
        areas = known.loc[made, "area"].nunique()
        which = "1 gebied" if areas == 1 else f"{areas} gebieden"
        how = f"naar {' en '.join(by)}: dat is een schatting."
        said.append(f"Cijfers van {which} zijn omgerekend naar grenzen van {year}, {how}")
    other = known["note"].str.startswith("op de grenzen van") if len(known) else pd.Series(dtype=bool)
    if other.any():
        names = sorted(set(known.loc[other, "area_name"]))
        shown = ", ".join(names[:5]) + (" en andere" if len(names) > 5 else "")
        said.append(f"Op de grenzen van een ander jaar, want omrekenen kan niet: {shown}.")
    return said


def changes_table(changes: pd.DataFrame) -> pd.DataFrame:
    """Rows of CHANGES, one per area and change."""
    rows = [row for row in records(changes) if row["kind"] != "begin"]
    return pd.DataFrame(
        {
            "year": [str(int(row["boundary_year"])) for row in rows],
            "kind_of_area": [_LEVELS[Level(row["level"])] for row in rows],
            "name": [row["name"] for row in rows],
            "what": [told(row) for row in rows],
        }
    )


def told(change: Row) -> str:
    """One change in a sentence; ``change`` as border_figures.border_changes gives it."""
    kind, since = str(change["kind"]), as_float(change["earlier_year"])
    when = "" if since is None or since == change["boundary_year"] - 1 else f", tussen {int(since)} en {_year(change)}"
    if kind == "nieuwe code, zelfde grenzen":
        name = "" if change["earlier_name"] == change["name"] else f" ({change['earlier_name']})"
        return (
            f"Nieuwe code {change['code']}, dezelfde grens{when}; hiervoor {change['earlier_code']}{name}. Eén reeks."
        )
    if kind == "loopt door met aantekening":
        share = round(100 * (as_float(change["flagged_share"]) or 0.0))
        part = "minder dan 1 %" if share < 1 else f"{share} %"
        return f"De grens van een deel is gewijzigd{when} ({part} van de inwoners). De reeks loopt door."
    if kind == "breuk":
        return f"De grens van een groot deel is gewijzigd{when}. De reeks begint opnieuw."
    where = _parts(change)
    if kind == "nieuw":
        return f"Nieuw gebied {change['code']}{when}.{where}"
    return f"Grens gewijzigd{when}, zelfde code {change['code']}. De reeks begint opnieuw.{where}"


def _year(change: Row) -> int:
    return int(change["boundary_year"])


def _parts(change: Row) -> str:
    """From which areas the ground came, as far as maps tell."""
    listed = change["parts"]
    if not isinstance(listed, Sequence | np.ndarray) or not len(listed):
        return ""
    named = [
        f"{round(100 * part['of_new'])} % lag in "
        + (str(part["name"]) if part["code"] != change["code"] else "het oude gebied")
        for part in listed
        if part["of_new"] >= _NAMED_PART
    ]
    text = f" Van de grond: {', '.join(named)}." if named else ""
    kept = [round(100 * part["of_old"]) for part in listed if part["code"] == change["code"]]
    return f"{text} Van het oude gebied bleef {kept[0]} %." if kept and kept[0] < _NEARLY_ALL else text


def unchecked_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of UNCHECKED: which steps in time nothing tells of; steps that follow each other are one row."""
    follows = (frame["level"] == frame["level"].shift()) & (frame["earlier_year"] == frame["boundary_year"].shift())
    spans = frame.assign(span=(~(follows & (frame["n"] == frame["n"].shift()))).cumsum()).groupby("span")
    joined = spans.agg(
        level=("level", "first"), first=("earlier_year", "min"), last=("boundary_year", "max"), n=("n", "max")
    )
    rows = records(joined)
    return pd.DataFrame(
        {
            "kind_of_area": [_LEVELS[Level(row["level"])] for row in rows],
            "years": [f"{int(row['first'])}–{int(row['last'])}" for row in rows],
            "n": [float(row["n"]) for row in rows],
        }
    )
