"""Whether two maps may be compared: only maps that were drawn alike tell of borders that moved.

A map is generalised: lines are straightened until few points are left. Two maps that are generalised differently differ
everywhere, though no border moved. So like is compared with like, and whether two maps are alike is measured on them.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indicators.methods._arrays import Bools, Floats

# Maps are alike when a kilometre of border has at most so many times as many points on one as on the other …
DETAIL_RATIO: Final = 2.0
# … and the typical area finds an area on the other map that overlaps it for so much (intersection over union).
TYPICAL_OVERLAP: Final = 0.9
# A piece below this share of both its areas is a difference of drawing, no ground that changed hands.
DRAWING_SHARE: Final = 0.05


@dataclass(frozen=True)
class Pieces:
    """The overlay of two maps: per piece its old and new area and its surface.

    Areas are numbered from 0; the last number of each side (``old_count - 1``, ``new_count - 1``) is what lies outside
    that map, so that all pieces of an area add up to the whole of it.
    """

    old: NDArray[np.intp]
    new: NDArray[np.intp]
    area: Floats
    old_count: int
    new_count: int

    @property
    def of_old(self) -> Floats:
        """Share of each piece in its old area."""
        return self.area / np.bincount(self.old, weights=self.area, minlength=self.old_count)[self.old]

    @property
    def of_new(self) -> Floats:
        """Share of each piece in its new area."""
        return self.area / np.bincount(self.new, weights=self.area, minlength=self.new_count)[self.new]

    @property
    def inside(self) -> Bools:
        """Pieces that lie on both maps."""
        return (self.old < self.old_count - 1) & (self.new < self.new_count - 1)

    def real(self) -> "Pieces":
        """Without the slivers that come of drawing: pieces below ``DRAWING_SHARE`` of both areas."""
        kept = np.maximum(self.of_old, self.of_new) >= DRAWING_SHARE
        return Pieces(self.old[kept], self.new[kept], self.area[kept], self.old_count, self.new_count)


def drawn_alike(pieces: Pieces, old_detail: float, new_detail: float) -> bool:
    """Whether the maps may be compared. ``old_detail``, ``new_detail``: points per kilometre of border of each map.

    Two conditions: the same generalisation, and a typical area (the median of the best overlap of every new area) that
    is recognised on the other map. Borders of most areas stay as they are from map to map; where the typical area is
    not recognised, the drawing differs, or so much changed that no map can tell. Codes play no part in it.
    """
    if not pieces.inside.any() or not old_detail > 0.0 or not new_detail > 0.0:
        return False
    if max(old_detail, new_detail) > DETAIL_RATIO * min(old_detail, new_detail):
        return False
    of_old, of_new = pieces.of_old, pieces.of_new
    union = 1.0 / (1.0 / of_old + 1.0 / of_new - 1.0)
    best = np.zeros(pieces.new_count)
    np.maximum.at(best, pieces.new[pieces.inside], union[pieces.inside])
    return bool(np.median(best[:-1]) >= TYPICAL_OVERLAP)
