"""Class limits for maps: rounded first, then applied, so that the legend says exactly what the colours do."""

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from charts.numbers import bare, rounded_to

NO_CLASS = -1


@dataclass(frozen=True)
class Classes:
    """``of`` holds the class of each value (NO_CLASS without one); ``labels`` and ``counts`` run from low to high.

    ``zero`` is the place of the class "gelijk" in a split around zero, else None.
    """

    of: npt.NDArray[np.int64]
    labels: tuple[str, ...]
    counts: tuple[int, ...]
    zero: int | None = None


def classify(values: npt.ArrayLike, unit: str, decimals: int, n: int = 6, equal: bool = False) -> Classes:
    """At most ``n`` classes with as many areas each (quantiles), or of equal width; limits rounded to ``decimals``.

    A value on a limit belongs to the class above it. Fewer classes when there are fewer different values.
    """
    rounded = np.array([rounded_to(float(v), decimals) for v in np.asarray(values, dtype=float)])
    known = rounded[np.isfinite(rounded)]
    different = np.unique(known)
    n = min(n, len(different))
    if n == 0:
        return Classes(np.full(len(rounded), NO_CLASS), (), ())
    if len(different) == n:
        inner = list(different[1:])
    elif equal:
        inner = [_legible(float(x), decimals, 3) for x in np.linspace(different[0], different[-1], n + 1)[1:-1]]
    else:
        inner = [_legible(float(x), decimals, 3) for x in np.quantile(known, np.arange(1, n) / n)]
    limits = np.array(sorted({x for x in inner if different[0] < x <= different[-1]}))
    return _count(rounded, limits, _ranges(limits, different, unit, decimals))


def classify_around_zero(values: npt.ArrayLike, unit: str, decimals: int) -> Classes:
    """Five classes for differences: clearly lower, lower, equal as shown, higher, clearly higher.

    The far classes hold the half of the areas that differ most; the limit is rounded. Empty classes stay, so that
    both sides keep their colours.
    """
    rounded = np.array([rounded_to(float(v), decimals) for v in np.asarray(values, dtype=float)])
    sizes = np.abs(rounded[np.isfinite(rounded) & (rounded != 0)])
    step = 10.0**-decimals
    far = max(_legible(float(np.median(sizes)), decimals, 2), 2 * step) if len(sizes) else 2 * step
    text = bare(far, unit, decimals)
    labels = (f"{text} of meer lager", f"tot {text} lager", "gelijk", f"tot {text} hoger", f"{text} of meer hoger")
    limits = np.array([-far + step / 2, -step / 2, step / 2, far - step / 2])
    classes = _count(rounded, limits, labels)
    return Classes(classes.of, labels, classes.counts, zero=2)


def _legible(limit: float, decimals: int, digits: int) -> float:
    """A limit in at most so many significant digits: 119.551 euros reads as 120.000."""
    size = math.floor(math.log10(abs(limit))) + 1 if limit else 0
    return rounded_to(limit, min(decimals, digits - size))


def _count(rounded: npt.NDArray[np.float64], limits: npt.NDArray[np.float64], labels: tuple[str, ...]) -> Classes:
    # Half a millionth of slack: 0.1 + 0.2 must not fall below the limit 0.3.
    of = np.where(np.isfinite(rounded), np.searchsorted(limits, rounded + 5e-7, side="right"), NO_CLASS)
    return Classes(of, labels, tuple(int((of == i).sum()) for i in range(len(labels))))


def _ranges(
    limits: npt.NDArray[np.float64], different: npt.NDArray[np.float64], unit: str, decimals: int
) -> tuple[str, ...]:
    if len(limits) == 0:
        low, high = (bare(float(x), unit, decimals) for x in (different[0], different[-1]))
        return (low if low == high else f"{low} tot en met {high}",)
    texts = [bare(float(x), unit, decimals) for x in limits]
    between = [f"{low} tot {high}" for low, high in pairwise(texts)]
    return (f"minder dan {texts[0]}", *between, f"{texts[-1]} of meer")
