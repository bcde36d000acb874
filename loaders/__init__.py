"""One file per source. A module with a ``LOADER`` is found by itself; names with a leading ``_`` are shared helpers."""

import importlib
import pkgutil
from functools import cache

from model.loading import Loader


@cache
def discover() -> dict[str, Loader]:
    """All loaders by source id. Raises ValueError when two modules claim one source."""
    found: dict[str, Loader] = {}
    for module_info in sorted(pkgutil.iter_modules(__path__), key=lambda m: m.name):
        if module_info.name.startswith("_"):
            continue
        loader: Loader = importlib.import_module(f"{__name__}.{module_info.name}").LOADER
        if loader.source.id in found:
            raise ValueError(f"bron '{loader.source.id}' staat in twee modules van loaders/")
        found[loader.source.id] = loader
    return found
