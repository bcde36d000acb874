"""What *Gegevens en kwaliteit* says beside the matrix, in sentences and tables: age, gaps, breaks, revisions, logs."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import pandas as pd

from charts.frames import Row, as_float, records
from charts.numbers import moment_label, number, period_label, short_day
from charts.quality_matrix import percent
from charts.table import Column
from model.status import REASON_LABELS, Reason

AGES = [
    Column("name", "bron"),
    Column("judged", "oordeel"),
    Column("newest", "laatste jaar"),
    Column("arrived", "laatst binnengekomen"),
    Column("days", "dagen geleden", 0),
    Column("rhythm", "ritme"),
]
GAPS = [
    Column("name", "indicator"),
    Column("periods", "periode"),
    Column("reason", "waarom"),
    Column("n_buurten", "buurten zonder cijfer", 0),
    Column("inhabitants", "inwoners daar", 0),
    Column("source", "bron"),
]
BREAKS = [Column("name", "indicator"), Column("since", "breuk vanaf"), Column("why", "waarom")]
REVISIONS = [
    Column("name", "bron"),
    Column("edition", "editie"),
    Column("deliveries", "leveringen"),
    Column("n_both", "cijfers in beide", 0),
    Column("n_changed", "veranderd", 0),
    Column("n_appeared", "erbij", 0),
    Column("n_vanished", "vervallen", 0),
    Column("largest", "grootste verandering"),
]
LOADS = [
    Column("when", "wanneer"),
    Column("outcome", "uitkomst"),
    Column("file", "bestand"),
    Column("source", "bron"),
    Column("edition", "editie"),
    Column("why", "bezwaar of melding"),
]
ACTS = [
    Column("when", "wanneer"),
    Column("who", "wie"),
    Column("what", "wat"),
    Column("about", "waarover"),
]
_COUNTS = ("n_both", "n_changed", "n_appeared", "n_vanished")


def most_overdue(ages: pd.DataFrame) -> str:
    """One sentence: which source is most out of date; ``ages`` as quality.ages gives it."""
    rows = records(ages)
    if not rows:
        return "Er zijn nog geen bronnen."
    stale = [row for row in rows if row["stale"]]
    if stale:
        worst = stale[0]
        others = f" Ook {_several(len(stale) - 1)} verouderd." if len(stale) > 1 else ""
        arrived = f"laatst binnengekomen op {short_day(worst['arrived'])}"
        return f"Het meest verouderd is {worst['name']}: {_newest(worst)}, {arrived}; {_rhythm(worst)}.{others}"
    dated = [row for row in rows if as_float(row["newest"]) is not None and as_float(row["every_years"]) is not None]
    if not dated:
        return "Van geen bron in dit peil ligt het ritme vast. Of er een verouderd is, is niet te zeggen."
    oldest = min(dated, key=lambda row: (row["newest"], row["name"]))
    return (
        f"Geen bron met een vast ritme is verouderd. De oudste is {oldest['name']}: {_newest(oldest)}; "
        f"{_rhythm(oldest)}."
    )


def _several(n: int) -> str:
    return "is 1 andere bron" if n == 1 else f"zijn {n} andere bronnen"


def _newest(row: Row) -> str:
    year = as_float(row["newest"])
    return "zonder jaar" if year is None else f"tot en met {year:.0f}"


def _rhythm(row: Row) -> str:
    every = as_float(row["every_years"])
    if every is None:
        return "geen vast ritme"
    return "elk jaar een editie" if every == 1 else f"elke {every:.0f} jaar een editie"


def ages_table(ages: pd.DataFrame) -> pd.DataFrame:
    """Rows of AGES."""
    rows = records(ages)
    return pd.DataFrame(
        {
            "name": [row["name"] for row in rows],
            "judged": [
                "verouderd" if row["stale"] else "bij de tijd" if as_float(row["every_years"]) else "niet te zeggen"
                for row in rows
            ],
            "newest": ["" if (year := as_float(row["newest"])) is None else f"{year:.0f}" for row in rows],
            "arrived": [short_day(row["arrived"]) for row in rows],
            "days": [float(row["days"]) for row in rows],
            "rhythm": [_rhythm(row) for row in rows],
        }
    )


def gaps_table(gaps: pd.DataFrame, names: Mapping[str, str], sources: Mapping[str, str]) -> pd.DataFrame:
    """Rows of GAPS: periods that follow each other with the same reason and as many buurten are one row; the most
    buurten first."""
    found = []
    ordered = sorted(
        records(gaps), key=lambda r: (r["indicator"], str(r["source"]), r["reason"], r["n_buurten"], r["period"])
    )
    for (indicator, source, reason, buurten), same in groupby(
        ordered, key=lambda r: (r["indicator"], str(r["source"]), r["reason"], r["n_buurten"])
    ):
        for span in _spans(list(same)):
            first, last = span[0]["period"], span[-1]["period"]
            people = [as_float(row["inhabitants"]) for row in span]
            known = [one for one in people if one is not None]
            found.append(
                {
                    "name": names.get(indicator, indicator),
                    "periods": period_label(first) if first == last else f"{first}–{last}",
                    "reason": REASON_LABELS[Reason(reason)] if reason else REASON_LABELS[Reason.UNKNOWN],
                    "n_buurten": float(buurten),
                    "inhabitants": max(known) if known else None,
                    "source": sources.get(source, ""),
                }
            )
    columns = [column.key for column in GAPS]
    frame = pd.DataFrame(found, columns=columns)
    return frame.sort_values(["n_buurten", "name", "periods"], ascending=[False, True, True], ignore_index=True)


def _spans(rows: list[Row]) -> list[list[Row]]:
    """Rows of years that follow each other, together; any other period stands alone."""
    spans: list[list[Row]] = []
    for row in rows:
        period = str(row["period"])
        before = str(spans[-1][-1]["period"]) if spans else ""
        follows = period.isdigit() and before.isdigit() and int(period) == int(before) + 1
        if follows:
            spans[-1].append(row)
        else:
            spans.append([row])
    return spans


def breaks_table(breaks: pd.DataFrame) -> pd.DataFrame:
    """Rows of BREAKS."""
    return breaks.assign(since=[period_label(period) for period in breaks["period"]])


def revisions_table(revisions: pd.DataFrame, sources: Mapping[str, str], variables: Mapping[str, str]) -> pd.DataFrame:
    """Rows of REVISIONS; ``variables``: an indicator's name per variable where one says more than its id."""
    rows = records(revisions)
    return pd.DataFrame(
        {
            "name": [sources.get(row["source"], row["source"]) for row in rows],
            "edition": [row["edition"] for row in rows],
            "deliveries": [f"{row['earlier_delivery']} → {row['delivery']}" for row in rows],
            **{name: [float(row[name]) for row in rows] for name in _COUNTS},
            "largest": [_largest(row, variables) for row in rows],
        }
    )


def revised(revisions: pd.DataFrame, sources: Mapping[str, str]) -> str:
    """One sentence about all revisions."""
    rows = [row for row in records(revisions) if row["n_changed"]]
    if not rows:
        return "Van edities die opnieuw zijn geleverd, veranderde geen enkel cijfer."
    most = max(rows, key=lambda row: (row["n_changed"] / row["n_both"], row["n_changed"]))
    return (
        f"Bij {sources.get(most['source'], most['source'])} {most['edition']} veranderde het meest: "
        f"{number(most['n_changed'], 0)} van {number(most['n_both'], 0)} cijfers "
        f"({percent(most['n_changed'] / most['n_both'])}) kregen in levering {most['delivery']} een andere waarde."
    )


def _largest(row: Row, variables: Mapping[str, str]) -> str:
    if not row["largest_variable"]:
        return ""
    what = variables.get(row["largest_variable"], row["largest_variable"])
    where = row["area_name"] or row["largest_area"]
    return (
        f"{what}, {where}, {period_label(row['largest_period'])}: van {_plain(row['largest_before'])} naar "
        f"{_plain(row['largest_after'])}"
    )


def _plain(value: float) -> str:
    """At most three decimals, without zeros at the end."""
    whole, _, part = number(value, 3).partition(",")
    part = part.rstrip("0")
    return f"{whole},{part}" if part else whole


def loads_table(entries: Sequence[Mapping[str, Any]], sources: Mapping[str, str]) -> pd.DataFrame:
    """Rows of LOADS; ``entries`` as the load log has them."""
    rows = [
        {
            "when": moment_label(entry.get("tijd")),
            "outcome": entry.get("uitkomst") or "afgebroken",
            "file": entry.get("bestand", ""),
            "source": sources.get(entry.get("bron", ""), ""),
            "edition": entry.get("editie", ""),
            "why": " ".join([*(_objection(one) for one in entry.get("bezwaren", [])), *entry.get("meldingen", [])]),
        }
        for entry in entries
    ]
    return pd.DataFrame(rows, columns=[column.key for column in LOADS])


def _objection(one: Mapping[str, Any]) -> str:
    place = [f"rij {one['rij']}"] if one.get("rij") is not None else []
    place += [f"kolom '{one['kolom']}'"] if one.get("kolom") else []
    return f"{', '.join(place)}: {one['probleem']}" if place else str(one["probleem"])


def acts_table(entries: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows of ACTS, newest first; ``entries`` as the audit log has them, oldest first."""
    rows = [
        {
            "when": moment_label(entry.get("tijd")),
            "who": entry.get("wie", ""),
            "what": entry.get("wat", ""),
            "about": ", ".join(f"{key} {value}" for key, value in entry.items() if key not in ("tijd", "wie", "wat")),
        }
        for entry in reversed(entries)
    ]
    return pd.DataFrame(rows, columns=[column.key for column in ACTS])
