"""Pairs of experience and record as plain records for JSON and as text for a terminal."""

from collections.abc import Sequence
from typing import Any

from model.errors import WijkpeilError
from snapshot import kloof_figures
from snapshot.figures import plain_records
from snapshot.naming import nearest_names
from snapshot.pairs import SIDES
from snapshot.store import Snapshot

_KEPT = (
    *("indicator", "start_period", "period", "start_value", "value", "change", "change_low", "change_high"),
    *("result", "moved"),
)


def pair_records(s: Snapshot, areas: Sequence[str] | None) -> list[dict[str, Any]]:
    """Every pair in these areas, or in all own ones, with the figures of both sides.

    Raises WijkpeilError for an area that the programme does not have.
    """
    frame = kloof_figures.pairs(s)
    known = set(frame["area"])
    for area in areas or ():
        if area not in known and len(frame):
            raise WijkpeilError(
                f"Gebied '{area}' hoort niet bij dit programma.{nearest_names(area, known)} "
                "Alle gebieden: wijkpeil areas."
            )
    named = {paar.id: paar for paar in s.programme.paren}
    rows = plain_records(frame if not areas else frame[frame["area"].isin(list(areas))])
    return [
        {
            "pair": row["paar"],
            "name": named[row["paar"]].naam,
            "note": named[row["paar"]].toelichting,
            **{key: row[key] for key in ("area", "area_name", "level", "verdict", "why")},
            **{side: {key: row[f"{side}_{key}"] for key in _KEPT} for side in SIDES},
        }
        for row in rows
    ]


def pair_text(s: Snapshot, rows: Sequence[dict[str, Any]]) -> str:
    """One line per pair and area."""
    if not s.programme.paren:
        return "Dit programma heeft nog geen paren. Zet ze in programme.yaml bij 'paren'."
    lines = []
    for row in rows:
        why = f" ({row['why']})" if row["why"] else ""
        lines.append(f"{row['name']}, {row['area_name']}: {row['verdict']}{why}")
    return "\n".join(lines)
