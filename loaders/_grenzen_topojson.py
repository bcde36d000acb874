"""TopoJSON by hand: borders are stored once, as arcs that polygons refer to (TopoJSON specification 1.0).

GDAL's own driver leaves out features without geometry; here they stay, because their codes did exist in that year.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

Decoded = tuple[str, pd.DataFrame, Callable[[int], object]]


class TopologyError(ValueError):
    """The file refers to borders that it does not hold, or is not built as TopoJSON."""


def decode(topology: dict[str, Any]) -> list[Decoded]:
    """Per object: its name, the attributes of its features, and a function from row to (multi)polygon or None."""
    try:
        arcs = _Arcs(topology["arcs"], topology.get("transform"))
        return [(name, *_features(part, arcs)) for name, part in topology["objects"].items()]
    except (KeyError, TypeError, AttributeError) as error:
        raise TopologyError("geen geldige TopoJSON") from error


def _features(part: dict[str, Any], arcs: "_Arcs") -> tuple[pd.DataFrame, Callable[[int], object]]:
    features: list[dict[str, Any]] = part["geometries"] if part["type"] == "GeometryCollection" else [part]
    attributes = pd.DataFrame([feature.get("properties") or {} for feature in features])
    return attributes, lambda row: arcs.shape(features[row])


class _Arcs:
    def __init__(self, arcs: list[Any], transform: dict[str, Any] | None) -> None:
        self._arcs = arcs
        self._decoded: dict[int, NDArray[np.float64]] = {}
        self._scale = np.array(transform["scale"], dtype=float) if transform else None
        self._translate = np.array(transform["translate"], dtype=float) if transform else None

    def shape(self, feature: dict[str, Any]) -> object:
        """Polygon or multipolygon, empty when it collapsed to a line; None for a feature without polygons."""
        try:
            if feature.get("type") == "Polygon":
                polygons = [self._polygon(feature["arcs"])]
            elif feature.get("type") == "MultiPolygon":
                polygons = [self._polygon(rings) for rings in feature["arcs"]]
            else:
                return None
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise TopologyError("een vlak verwijst naar een lijn die er niet is") from error
        found = [polygon for polygon in polygons if not polygon.is_empty]
        return shapely.MultiPolygon(found) if len(found) > 1 else (found or [shapely.Polygon()])[0]

    def _polygon(self, rings: list[list[int]]) -> shapely.Polygon:
        coordinates = [self._ring(indices) for indices in rings]
        if not coordinates or len(coordinates[0]) < 4:
            return shapely.Polygon()
        return shapely.Polygon(coordinates[0], [ring for ring in coordinates[1:] if len(ring) >= 4])

    def _ring(self, indices: list[int]) -> NDArray[np.float64]:
        """Arcs end to end; each but the first repeats the point where the one before it ended."""
        parts = [self._arc(index) if index >= 0 else self._arc(~index)[::-1] for index in indices]
        return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])

    def _arc(self, index: int) -> NDArray[np.float64]:
        if index not in self._decoded:
            points = np.array([point[:2] for point in self._arcs[index]], dtype=float)
            if self._scale is not None and self._translate is not None:
                points = points.cumsum(axis=0) * self._scale + self._translate
            self._decoded[index] = points
        return self._decoded[index]
