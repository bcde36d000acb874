"""One file per theme (or part of one). A module's ``INDICATORS`` are found by themselves: a new indicator is one
declaration. Names that begin with ``_`` are shared helpers. What residents read of it is in ``uitleg.toml``.
"""

import importlib
import pkgutil
import tomllib
from functools import cache
from pathlib import Path

from model.indicator import Indicator

TEXTS = Path(__file__).with_name("uitleg.toml")


@cache
def discover() -> dict[str, Indicator]:
    """All indicators by id, in order of module and declaration. Raises ValueError for an id declared twice."""
    found: dict[str, Indicator] = {}
    texts = tomllib.loads(TEXTS.read_text(encoding="utf-8"))
    for module_info in sorted(pkgutil.iter_modules(__path__), key=lambda m: m.name):
        if module_info.ispkg or module_info.name.startswith("_"):
            continue
        for indicator in importlib.import_module(f"{__name__}.{module_info.name}").INDICATORS:
            if indicator.id in found:
                raise ValueError(f"indicator '{indicator.id}' is twee keer gedeclareerd")
            plain = indicator.plain_description or texts.get(indicator.id, "")
            found[indicator.id] = indicator.model_copy(update={"plain_description": plain})
    return found
