"""A drawn shape takes the buurten whose own point lies in it; what is no shape takes none."""

import pytest

from snapshot import figures
from snapshot.drawn import drawn_on, inside
from snapshot.store import Snapshot

_HOSTILE = (
    None,
    "punten",
    [],
    [[1, 2], [3, 4]],
    [[1, 2]] * 3,
    [["a", 2]] * 4,
    [[float("nan"), 2]] * 4,
    [[1, 2, 3]] * 4,
    [[0, 0]] * 501,
)


@pytest.mark.parametrize("points", _HOSTILE, ids=str)
def test_what_is_no_shape_takes_nothing(points: object) -> None:
    assert drawn_on(points) is None


def test_a_crossed_line_means_all_that_lies_within_it() -> None:
    bow = drawn_on([[0, 0], [2, 2], [2, 0], [0, 2]])
    assert bow is not None
    assert bow.area == pytest.approx(2.0)  # two triangles of 2 × 1 / 2


def test_the_whole_map_and_one_half_of_it(voorbeeld_open: Snapshot) -> None:
    s = voorbeeld_open
    file = next(f for f in s.geo_files if f["level"] == "buurt" and f["boundary_year"] == s.programme.grenzenjaar)
    west, south, east, north = file["bounds"]
    middle = (west + east) / 2
    left, right = (
        set(inside(s, [[a, south], [b, south], [b, north], [a, north]])) for a, b in ((west, middle), (middle, east))
    )
    assert left | right == set(figures.members(s, "GM9901"))
    assert not left & right
    assert min(len(left), len(right)) > 10
