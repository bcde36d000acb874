"""Polygons that lie side by side: mend slivers, simplify so that shared borders stay shared, find who borders whom.

Built on the coverage functions of GEOS. Everything is in metres (RD, EPSG:28992).
"""

import numpy as np
import shapely
from numpy.typing import NDArray

Polygons = NDArray[np.object_]

# A source whose borders do not match is a rough one: enclosed gaps up to this width are errors, not enclaves.
GAP_METRES = 100.0
# Areas that touch in a corner share no border; mending can leave a short one there.
SHARED_BORDER_METRES = 10.0


def mended(polygons: Polygons) -> Polygons:
    """The same areas without overlaps and slivers, each pair with exactly the same points along its border.

    A source that fits already is left alone, holes included: there a hole is an enclave and means something.
    """
    if len(polygons) < 2 or shapely.coverage_is_valid(polygons):
        return polygons
    clean = _clean(_with_inlets_filled(_clean(polygons)))
    swallowed = shapely.is_empty(clean)
    clean[swallowed] = polygons[swallowed]
    return clean


def _clean(polygons: Polygons) -> Polygons:
    result: Polygons = shapely.coverage_clean(polygons, gap_width=GAP_METRES)  # type: ignore[attr-defined]
    return result


def _with_inlets_filled(polygons: Polygons) -> Polygons:
    """Close narrow gaps between two areas that are open on the outside, where cleaning does not reach.

    Each goes to the area with the longest border along it. A notch in the outline of one area stays.
    """
    land = shapely.union_all(polygons)
    closed = land.buffer(GAP_METRES / 2, join_style="mitre").buffer(-GAP_METRES / 2, join_style="mitre")
    filled = polygons.copy()
    for inlet in shapely.get_parts(closed.difference(land)):
        borders = shapely.length(shapely.intersection(polygons, inlet.boundary))
        if (borders >= SHARED_BORDER_METRES).sum() >= 2:
            widest = int(borders.argmax())
            filled[widest] = shapely.union(filled[widest], inlet)
    return filled


def simplified(polygons: Polygons, tolerance_metres: float) -> Polygons:
    """Mended polygons with fewer points; what two areas shared they still share, point by point."""
    result: Polygons = shapely.coverage_simplify(polygons, tolerance_metres)
    return result


def dissolved(polygons: Polygons) -> shapely.Geometry:
    """One shape out of mended polygons that lie side by side."""
    return shapely.union_all(polygons) if len(polygons) == 1 else shapely.coverage_union_all(polygons)


def covered_shares(shapes: Polygons, polygons: Polygons) -> NDArray[np.float64]:
    """Per shape the share of its surface that lies in any of the polygons."""
    together = shapely.union_all(polygons)
    return np.asarray(shapely.area(shapely.intersection(shapes, together)) / shapely.area(shapes))


def bordering(polygons: Polygons) -> list[tuple[int, int]]:
    """Positions of each two mended polygons that share a stretch of border, in both orders."""
    first, second = shapely.STRtree(polygons).query(polygons, predicate="intersects")
    ahead = first < second
    first, second = first[ahead], second[ahead]
    shared = shapely.length(shapely.intersection(shapely.boundary(polygons[first]), shapely.boundary(polygons[second])))
    pairs = [(int(a), int(b)) for a, b in zip(first, second, strict=True)]
    touching = [pair for pair, metres in zip(pairs, shared, strict=True) if metres >= SHARED_BORDER_METRES]
    return sorted(touching + [(b, a) for a, b in touching])
