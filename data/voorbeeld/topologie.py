"""A small writer of TopoJSON: borders that two areas share are stored once, as arcs on a fixed grid."""

import itertools
from collections import defaultdict
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

GRID = 100_000
Point = tuple[int, int]


def topology(objects: dict[str, tuple[list[dict[str, Any]], list[BaseGeometry]]]) -> dict[str, Any]:
    """TopoJSON of named layers, each with the properties and the shapes (polygons, degrees) of its features."""
    left, bottom, right, top = shapely.total_bounds([shape for _, shapes in objects.values() for shape in shapes])
    scale = ((right - left) / (GRID - 1), (top - bottom) / (GRID - 1))
    polygons = {
        name: [
            [
                [_on_grid(ring, (left, bottom), scale) for ring in (part.exterior, *part.interiors)]
                for part in _parts(shape)
            ]
            for shape in shapes
        ]
        for name, (_, shapes) in objects.items()
    }
    rings = [ring for layer in polygons.values() for shape in layer for part in shape for ring in part]
    nodes = _nodes(rings)
    arcs: dict[tuple[Point, ...], int] = {}
    members = {
        name: {
            "type": "GeometryCollection",
            "geometries": [
                {
                    "type": "MultiPolygon",
                    "properties": properties,
                    "arcs": [[[_number(arc, arcs) for arc in _split(ring, nodes)] for ring in part] for part in shape],
                }
                for properties, shape in zip(objects[name][0], layer, strict=True)
            ],
        }
        for name, layer in polygons.items()
    }
    return {
        "type": "Topology",
        "transform": {"scale": list(scale), "translate": [left, bottom]},
        "objects": members,
        "arcs": [_deltas(arc) for arc in arcs],
    }


def _parts(shape: BaseGeometry) -> list[Any]:
    return list(shapely.get_parts(shape))


def _on_grid(ring: Any, origin: tuple[float, float], scale: tuple[float, float]) -> list[Point]:
    """Points of a ring on the grid, without the closing point and without repeats."""
    points = [(round((x - origin[0]) / scale[0]), round((y - origin[1]) / scale[1])) for x, y in ring.coords[:-1]]
    return [point for place, point in enumerate(points) if point != points[place - 1]]


def _nodes(rings: list[list[Point]]) -> set[Point]:
    """Points where borders meet: their neighbours are not the same two in every ring."""
    beside: dict[Point, set[frozenset[Point]]] = defaultdict(set)
    for ring in rings:
        for place, point in enumerate(ring):
            beside[point].add(frozenset((ring[place - 1], ring[(place + 1) % len(ring)])))
    return {point for point, pairs in beside.items() if len(pairs) > 1}


def _split(ring: list[Point], nodes: set[Point]) -> list[tuple[Point, ...]]:
    """A closed ring as consecutive arcs from node to node; one closed arc when it has no node."""
    places = [place for place, point in enumerate(ring) if point in nodes] or [ring.index(min(ring))]
    turned = ring[places[0] :] + ring[: places[0]] + [ring[places[0]]]
    cuts = [place - places[0] for place in places] + [len(ring)]
    return [tuple(turned[start : end + 1]) for start, end in itertools.pairwise(cuts)]


def _number(arc: tuple[Point, ...], arcs: dict[tuple[Point, ...], int]) -> int:
    """Number of an arc; a border walked the other way is the complement of its number."""
    if arc[::-1] in arcs:
        return ~arcs[arc[::-1]]
    return arcs.setdefault(arc, len(arcs))


def _deltas(arc: tuple[Point, ...]) -> list[list[int]]:
    before = (0, 0)
    steps = []
    for point in arc:
        steps.append([point[0] - before[0], point[1] - before[1]])
        before = point
    return steps
