"""How far an area lies from the middle of all areas, in a measure that a few extreme areas do not move."""

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods._arrays import Floats, floats

# Makes the median absolute deviation of a normal distribution equal to its standard deviation.
_NORMAL = 1.4826


def robust_z(values: ArrayLike) -> Floats:
    """(x - median) / (1.4826 × median absolute deviation); NaN where x is, and all NaN when nothing varies.

    Source: Iglewicz and Hoaglin 1993, How to Detect and Handle Outliers, ch. 3.
    """
    x = floats(values)
    known = x[np.isfinite(x)]
    if not known.size:
        return np.full(x.shape, np.nan)
    middle = np.median(known)
    spread = _NORMAL * np.median(np.abs(known - middle))
    return (x - middle) / spread if spread > 0.0 else np.full(x.shape, np.nan)
