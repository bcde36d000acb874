"""The example and, where its files lie beside the checkout, real Breda: each built into a data folder of its own."""

import os
import tempfile
from collections.abc import Callable, Mapping

from benchmarks.bench_build import REAL, ROOT, _timed
from snapshot import store
from snapshot.settings import settings

_EXAMPLE = ROOT / "data" / "voorbeeld" / "bronbestanden"


def on_both(measure: Callable[[str, str], Mapping[str, float]]) -> dict[str, float]:
    """``measure(programme, data folder)`` of both, while this process reads that folder."""
    measured: dict[str, float] = {}
    before = os.environ.get("WIJKPEIL_DATA")
    for name, files in (("voorbeeldstad", _EXAMPLE), ("verbeter-breda", REAL)):
        if not files.is_dir():
            continue
        with tempfile.TemporaryDirectory() as data:
            _timed(data, "fetch", "--from", str(files))
            _timed(data, "build", "--programme", name)
            os.environ["WIJKPEIL_DATA"] = data
            settings.cache_clear()
            try:
                measured |= measure(name, data)
            finally:
                store.forget()
                os.environ.pop("WIJKPEIL_DATA") if before is None else os.environ.update(WIJKPEIL_DATA=before)
                settings.cache_clear()
    return measured
