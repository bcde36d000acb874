"""What exists in a snapshot, asked once: every question to the API is held against it, and a snapshot never changes."""

from dataclasses import dataclass

from snapshot import border_figures, figures, presentation
from snapshot.store import Audience, Snapshot

_KEPT = 8


@dataclass(frozen=True)
class Known:
    """Codes of areas, the present code by former code, periods by indicator, and choices of borders."""

    areas: frozenset[str]
    former: dict[str, str]
    periods: dict[str, list[str]]
    borders: list[str]


_BY_SNAPSHOT: dict[tuple[str, Audience], Known] = {}


def known(s: Snapshot) -> Known:
    """What exists in this half of a snapshot."""
    key = (str(s.directory), s.audience)
    found = _BY_SNAPSHOT.get(key)
    if found is None:
        codes = border_figures.codes_of(s)
        found = Known(
            areas=frozenset(figures.areas(s, own=False)["code"]),
            former=dict(zip(codes["former"], codes["code"], strict=True)),
            periods=figures.known_periods(s),
            borders=presentation.choices(s),
        )
        while len(_BY_SNAPSHOT) >= _KEPT:
            _BY_SNAPSHOT.pop(next(iter(_BY_SNAPSHOT)), None)
        _BY_SNAPSHOT[key] = found
    return found
