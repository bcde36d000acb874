"""From a tested difference to one word; and the correction for judging many areas at once.

The word follows from the test, never from the bare difference. Codes are small integers (``VERDICTS`` names them), so
that a whole table of verdicts stays small.
"""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods._arrays import Codes, Difference, Floats, Ratio, floats

VERDICTS: Final = ("niet te toetsen", "niet aantoonbaar verschillend", "gunstiger", "ongunstiger", "hoger", "lager")
UNTESTED, SAME, BETTER, WORSE, HIGHER, LOWER = range(6)
ALPHA = 0.05


def verdict(
    tested: Difference | Ratio, direction: ArrayLike, p: ArrayLike | None = None, alpha: float = ALPHA
) -> Codes:
    """Verdict codes of tested differences or ratios (indices into ``VERDICTS``).

    ``direction``: 1 where higher is better, -1 where lower is better, 0 neutral (then hoger or lager). ``p`` replaces
    the plain p, with those of ``benjamini_hochberg`` on an overview. A difference is shown only when p is below
    ``alpha`` and, for the plain test, the interval leaves out "no difference" too: where score test and interval
    disagree the careful answer is given. An unknown p or direction is "niet te toetsen".
    """
    nothing = 1.0 if isinstance(tested, Ratio) else 0.0
    shown_p = tested.p if p is None else floats(p)
    towards = floats(direction)
    with np.errstate(invalid="ignore"):
        sure = (shown_p < alpha) & ((tested.low > nothing) | (tested.high < nothing))
        up = tested.value > nothing
        named = np.where(towards == 0.0, np.where(up, HIGHER, LOWER), np.where(up == (towards > 0.0), BETTER, WORSE))
    unknown = np.isnan(shown_p) | np.isnan(tested.value) | np.isnan(towards)
    return np.where(unknown, UNTESTED, np.where(sure, named, SAME)).astype(np.int8)


def benjamini_hochberg(p: ArrayLike, group: ArrayLike | None = None) -> Floats:
    """p adjusted for the false discovery rate, within each group (an overview: one indicator, period and baseline).

    Formula: the smallest of p(j) m/j over j from the rank of p upwards, at most 1. Source: Benjamini & Hochberg 1995,
    JRSS B 57:289. Shape kept; NaN stays NaN and does not count among the m tests. ``group``: same shape, any values.
    """
    values = floats(p)
    flat = values.ravel()
    labels = np.zeros(flat.size, dtype=np.intp) if group is None else np.unique(np.ravel(group), return_inverse=True)[1]
    known = np.flatnonzero(~np.isnan(flat))
    order = known[np.lexsort((flat[known], labels[known]))]
    sorted_labels = labels[order]
    adjusted = np.full(flat.size, np.nan)
    if order.size:
        begins = np.r_[True, sorted_labels[1:] != sorted_labels[:-1]]
        start = np.maximum.accumulate(np.where(begins, np.arange(order.size), 0))
        size = np.bincount(sorted_labels)[sorted_labels]
        raised = np.minimum(flat[order] * size / (np.arange(order.size) - start + 1), 1.0)
        adjusted[order] = _falling_minimum(raised, sorted_labels)
    return adjusted.reshape(values.shape)


def _falling_minimum(values: Floats, labels: np.ndarray[tuple[int], np.dtype[np.intp]]) -> Floats:
    """Minimum of each value and those after it in its own (adjacent) group.

    Ranks stand in for the values, raised by a whole number of places per group, so that the minimum cannot leak from
    one group into the next and no precision is lost.
    """
    distinct, rank = np.unique(values, return_inverse=True)
    places = rank + labels * distinct.size
    lowest = np.minimum.accumulate(places[::-1])[::-1]
    return np.asarray(distinct[lowest - labels * distinct.size], dtype=np.float64)
