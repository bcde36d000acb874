"""Natural breaks against published and hand-worked values, and against every other way to cut."""

from itertools import combinations, pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from charts.natural_breaks import natural_breaks


def test_the_published_example_of_simple_statistics() -> None:
    """Its documentation: jenks([1, 2, 4, 5, 7, 9, 10, 20], 3) gives the limits 1, 7, 20 (and the highest, 20)."""
    assert natural_breaks([20, 1, 2, 4, 5, 7, 9, 10], 3) == [7, 20]


def test_two_clumps_by_hand() -> None:
    """Within {1, 2, 3} and {11, 12}: 2 + 0,5; any other cut into two costs more, as 1 | 2, 3, 11, 12: 0 + 82."""
    assert natural_breaks([1, 2, 3, 11, 12], 2) == [11]


def test_large_amounts_with_small_differences_keep_their_digits() -> None:
    assert natural_breaks([1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 11, 1e9 + 12], 2) == [1e9 + 11]


@given(st.lists(st.integers(-50, 50), min_size=3, max_size=9, unique=True), st.integers(2, 3))
def test_no_other_cut_is_better(values: list[int], n: int) -> None:
    ordered = sorted(values)

    def cost(starts: tuple[int, ...]) -> float:
        edges = [0, *starts, len(ordered)]
        parts = [ordered[a:b] for a, b in pairwise(edges)]
        return float(sum(np.var(part) * len(part) for part in parts))

    best = min(cost(starts) for starts in combinations(range(1, len(ordered)), n - 1))
    found = tuple(ordered.index(int(limit)) for limit in natural_breaks(values, n))
    assert abs(cost(found) - best) < 1e-6
