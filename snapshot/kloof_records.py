"""The kloof as plain records for JSON: per indicator with its concentration, and summed per doel and bouwsteen."""

from typing import Any

from model.areas import FOCUSWIJKEN_CODE
from snapshot import figures, kloof_figures
from snapshot.figures import plain_records
from snapshot.records import why_no_kloof
from snapshot.store import Snapshot

SUMMED = "opgeteld"


def kloof_records(s: Snapshot, every: bool = False, group: str = FOCUSWIJKEN_CODE) -> list[dict[str, Any]]:
    """Gaps of the kernset, or of every indicator, with test, interval, pace and concentration over all buurten.

    A kernset indicator without a gap says why. Then, with status ``opgeteld`` and no indicator, one record per
    bouwsteen and doel. ``group``: focuswijken, or focuswijken-exact for those that are not just part of a buurt.
    """
    asked = None if every else s.programme.kernset
    frame = figures.kloof(s, asked)
    rows = plain_records(frame[frame["area"] == group])
    spread = {(row["indicator"], row["period"]): row for row in plain_records(kloof_figures.concentration(s, asked))}
    found = [
        {
            **row,
            "unit": s.indicators[row["indicator"]].unit,
            "status": "berekend",
            "concentration": spread.get((row["indicator"], row["period"])),
        }
        for row in rows
    ]
    ring = {row["indicator"]: row for row in plain_records(kloof_figures.waterbed(s, asked))}
    changed = {
        (str(row["start_year"]), str(row["year"])): row for row in plain_records(kloof_figures.composition(s, group))
    }
    for row in found:
        around = ring.get(row["indicator"])
        row["waterbed"] = around if around and around["period"] == row["period"] else None
        row["composition"] = _facts(changed.get(((row["nulmeting_period"] or "")[:4], row["period"][:4])))
    known = {row["indicator"] for row in rows}
    for indicator in s.programme.kernset:
        if indicator not in known:
            found.append({"indicator": indicator, "status": "geen kloof", "reason": why_no_kloof(s, indicator)})
    return found + summed_records(s, group)


def summed_records(s: Snapshot, group: str) -> list[dict[str, Any]]:
    """Per bouwsteen and doel, in the order of the programme, how many gaps became what, and the composite's gap."""
    sums = {
        (row["bouwsteen"], row["doel"]): row
        for row in plain_records(kloof_figures.kloof_doel(s))
        if row["area"] == group
    }
    scores = {row["bouwsteen"]: row for row in plain_records(kloof_figures.kloof_composite(s, group))}
    missing = figures.composite_missing(s)
    found: list[dict[str, Any]] = []
    for bouwsteen in s.programme.bouwstenen:
        for doel in ("", *(one.id for one in bouwsteen.doelen)):
            if (row := sums.get((bouwsteen.id, doel))) is None:
                continue
            record = {"indicator": None, "status": SUMMED, "level": "doel" if doel else "bouwsteen", **row}
            record["indicators"] = dict(zip(row["indicators"], row["states"], strict=True))
            del record["states"]
            if not doel:
                record["composite"] = _plain(scores.get(bouwsteen.id)) or {"reason": missing.get(bouwsteen.id)}
            found.append(record)
    return found


def _plain(row: dict[str, Any] | None) -> dict[str, Any] | None:
    """A composite's gap with its parts by name."""
    if row is None:
        return None
    parts = list(row.pop("parts"))
    for name in ("part_gaps", "start_part_gaps"):
        values = row.pop(name)
        row[name] = None if values is None else {p: float(v) for p, v in zip(parts, values, strict=True)}
    return row


def _facts(row: dict[str, Any] | None) -> dict[str, Any] | None:
    """What changed beside a gap, with plain lists."""
    if row is None:
        return None
    lists = {name: [] if row[name] is None else [str(one) for one in row[name]] for name in ("facts", "moved")}
    return {key: value for key, value in row.items() if key != "area"} | lists
