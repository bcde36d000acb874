"""Class limits for maps: rounded first, then applied, so that the legend says exactly what the colours do."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from charts.natural_breaks import natural_breaks
from charts.numbers import bare, rounded_to, scale

NO_CLASS = -1
MOST = 6
_NUMBER = re.compile(r"-?[0-9]{1,9}([.][0-9]{1,6})?")


class Division(StrEnum):
    """How values are put into classes; the value is the address's word for it."""

    QUANTILE = "gelijke aantallen"
    EQUAL = "gelijke stappen"
    NATURAL = "natuurlijke grenzen"
    OWN = "eigen grenzen"


@dataclass(frozen=True)
class Classes:
    """``of`` holds the class of each value (NO_CLASS without one); ``labels`` and ``counts`` run from low to high.

    ``zero`` is the place of the class "gelijk" in a split around zero, else None.
    """

    of: npt.NDArray[np.int64]
    labels: tuple[str, ...]
    counts: tuple[int, ...]
    zero: int | None = None


def classify(
    values: npt.ArrayLike,
    unit: str,
    decimals: int,
    n: int = MOST,
    division: Division = Division.QUANTILE,
    over: npt.ArrayLike | None = None,
    own: Sequence[float] = (),
) -> Classes:
    """At most ``n`` classes; limits rounded to ``decimals``. ``over``: the values that decide the limits, if others.

    A value on a limit belongs to the class above it. Fewer classes when there are fewer different values. ``own``: the
    limits of Division.OWN, from low to high; they are taken as they are.
    """
    rounded = _rounded(values, decimals)
    deciding = rounded if over is None else _rounded(over, decimals)
    known = deciding[np.isfinite(deciding)]
    different = np.unique(known)
    n = min(n, len(different))
    if n == 0:
        return Classes(np.full(len(rounded), NO_CLASS), (), ())
    if division is Division.OWN and own:
        limits = np.array(own)
    else:
        inner = _inner(known, different, n, division, decimals)
        limits = np.array(sorted({x for x in inner if different[0] < x <= different[-1]}))
    return _count(rounded, limits, _ranges(limits, different, unit, decimals))


def _rounded(values: npt.ArrayLike, decimals: int) -> npt.NDArray[np.float64]:
    return np.array([rounded_to(float(v), decimals) for v in np.asarray(values, dtype=float)])


def _inner(
    known: npt.NDArray[np.float64], different: npt.NDArray[np.float64], n: int, division: Division, decimals: int
) -> list[float]:
    if len(different) == n:
        return [float(x) for x in different[1:]]
    if division is Division.NATURAL:
        return list(_natural_breaks(np.sort(known).tobytes(), n))
    if division is Division.EQUAL:
        cuts = np.linspace(different[0], different[-1], n + 1)[1:-1]
    else:
        cuts = np.quantile(known, np.arange(1, n) / n)
    return [_legible(float(x), decimals, 3) for x in cuts]


@lru_cache(maxsize=64)
def _natural_breaks(known: bytes, n: int) -> tuple[float, ...]:
    """Kept, because the same figures are cut again for every period that plays; they cost most of a page."""
    return tuple(natural_breaks(np.frombuffer(known), n))


def classify_around_zero(values: npt.ArrayLike, unit: str, decimals: int, over: npt.ArrayLike | None = None) -> Classes:
    """Five classes for differences: clearly lower, lower, equal as shown, higher, clearly higher.

    The far classes hold the half of the areas that differ most (of ``over``, where given); the limit is rounded. Empty
    classes stay, so that both sides keep their colours.
    """
    rounded = _rounded(values, decimals)
    deciding = rounded if over is None else _rounded(over, decimals)
    sizes = np.abs(deciding[np.isfinite(deciding) & (deciding != 0)])
    step = 10.0**-decimals
    far = max(_legible(float(np.median(sizes)), decimals, 2), 2 * step) if len(sizes) else 2 * step
    text = bare(far, unit, decimals)
    labels = (f"{text} of meer lager", f"tot {text} lager", "gelijk", f"tot {text} hoger", f"{text} of meer hoger")
    limits = np.array([-far + step / 2, -step / 2, step / 2, far - step / 2])
    classes = _count(rounded, limits, labels)
    return Classes(classes.of, labels, classes.counts, zero=2)


def own_limits(text: str, unit: str) -> tuple[float, ...] | None:
    """Limits as a visitor types them (``5; 7,5; 10``, in the unit that is shown), from low to high and at most five.

    None when the text is something else.
    """
    parts = [part.strip().replace(".", "").replace(",", ".") for part in text.split(";") if part.strip()]
    if not 1 <= len(parts) < MOST or not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    return tuple(sorted({float(part) / scale(unit) for part in parts}))


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
