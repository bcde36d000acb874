"""TopoJSON decoded by hand gives the rings that were encoded."""

from itertools import pairwise

import shapely
from hypothesis import given
from hypothesis import strategies as st

from loaders._grenzen_topojson import decode


@given(st.lists(st.tuples(st.integers(0, 999), st.integers(0, 999)), min_size=3, max_size=12, unique=True), st.data())
def test_topojson_gives_back_the_ring_that_went_in(points: list[tuple[int, int]], data: st.DataObject) -> None:
    ring = [*points, points[0]]
    cut = data.draw(st.integers(1, len(ring) - 2))
    backwards = data.draw(st.booleans())
    first, second = ring[: cut + 1], ring[cut:]

    def steps(line: list[tuple[int, int]]) -> list[list[int]]:
        ahead = [[x - before[0], y - before[1]] for before, (x, y) in pairwise(line)]
        return [list(line[0]), *ahead]

    arcs = [steps(first), steps(second[::-1] if backwards else second)]
    shape = {"type": "Polygon", "arcs": [[0, -2 if backwards else 1]], "properties": {"statcode": "BU00010100"}}
    transform = {"scale": [2, 0.5], "translate": [10, -5]}
    topology = {"type": "Topology", "transform": transform, "arcs": arcs, "objects": {"x": shape}}
    [(name, attributes, shape_of)] = decode(topology)
    assert (name, attributes["statcode"].tolist()) == ("x", ["BU00010100"])
    polygon = shape_of(0)
    assert isinstance(polygon, shapely.Polygon)
    assert list(polygon.exterior.coords) == [(2 * x + 10, 0.5 * y - 5) for x, y in ring]
