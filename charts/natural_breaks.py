"""Natural breaks: classes that differ as little as they can within, found exactly.

Own few lines, because mapclassify needs scikit-learn and networkx. Source: Fisher 1958, "On grouping for maximum
homogeneity", JASA 53:789, which Jenks brought to maps.
"""

import numpy as np
import numpy.typing as npt

# The work grows with the square of the number of values; so many say enough of the shape.
_MOST = 800


def natural_breaks(values: npt.ArrayLike, n: int) -> list[float]:
    """The lowest value of each class but the first, of ``n`` classes with the smallest sum of squares within.

    Formula: D(k, j) = min over i of D(k−1, i) + SS(i..j), over the sorted values; SS from running sums. Of more than
    800 values, 800 that lie evenly in their order are used. Needs at least ``n`` different finite values.
    """
    ordered = np.sort(np.asarray(values, dtype=float))
    if len(ordered) > _MOST:
        ordered = ordered[np.linspace(0, len(ordered) - 1, _MOST).round().astype(int)]
    x = ordered - ordered.mean()  # large amounts with small differences would lose digits in their squares
    count, total, squares = np.arange(len(x) + 1), np.append(0, np.cumsum(x)), np.append(0, np.cumsum(x * x))

    def within(first: npt.NDArray[np.int64], end: int) -> npt.NDArray[np.float64]:
        sums = total[end] - total[first]
        return np.asarray(squares[end] - squares[first] - sums * sums / (end - first), dtype=np.float64)

    best = np.array([0.0, *(float(within(np.array([0]), end)[0]) for end in count[1:])])
    starts = np.zeros((n, len(x) + 1), dtype=np.int64)
    for classes in range(1, n):
        better = np.full(len(x) + 1, np.inf)
        for end in range(classes + 1, len(x) + 1):
            first = count[classes:end]
            costs = best[first] + within(first, end)
            place = int(np.argmin(costs))
            better[end], starts[classes, end] = costs[place], first[place]
        best = better
    limits, end = [], len(x)
    for classes in range(n - 1, 0, -1):
        end = int(starts[classes, end])
        limits.append(float(ordered[end]))
    return limits[::-1]
