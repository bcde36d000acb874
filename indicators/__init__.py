"""One file per theme (or part of one). A module's ``INDICATORS`` are found by themselves: a new indicator is one
declaration. Names that begin with ``_`` are shared helpers.
"""

import importlib
import pkgutil
from functools import cache

from model.indicator import Indicator


@cache
def discover() -> dict[str, Indicator]:
    """All indicators by id, in order of module and declaration. Raises ValueError for an id declared twice."""
    found: dict[str, Indicator] = {}
    for module_info in sorted(pkgutil.iter_modules(__path__), key=lambda m: m.name):
        if module_info.ispkg or module_info.name.startswith("_"):
            continue
        for indicator in importlib.import_module(f"{__name__}.{module_info.name}").INDICATORS:
            if indicator.id in found:
                raise ValueError(f"indicator '{indicator.id}' is twee keer gedeclareerd")
            found[indicator.id] = indicator
    return found
