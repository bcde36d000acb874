"""Slides of the example and of Breda: about 40 slides, 20 charts and 10 maps."""

import io
import os
import tempfile
import time

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from benchmarks.bench_build import REAL, ROOT, _timed
from exports.slides import slides
from snapshot import store
from snapshot.material import current_material
from snapshot.settings import settings


def run() -> dict[str, float]:
    """CPU seconds (another process may be at work) with what was made; ≤ 20 s is the aim."""
    measured: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as data:
        _timed(data, "fetch", "--from", str(ROOT / "data/voorbeeld/bronbestanden"))
        _timed(data, "build", "--programme", "voorbeeldstad")
        measured |= _measured("voorbeeldstad", data)
    if REAL.is_dir():
        with tempfile.TemporaryDirectory() as data:
            _timed(data, "fetch", "--from", str(REAL))
            _timed(data, "build", "--programme", "verbeter-breda")
            measured |= _measured("verbeter-breda", data)
    return measured


def _measured(name: str, data: str) -> dict[str, float]:
    os.environ["WIJKPEIL_DATA"] = data
    settings.cache_clear()
    material = current_material(name)
    start, clock = time.process_time(), time.perf_counter()
    made = slides(material)
    found = {f"{name} s": time.process_time() - start, f"{name} clock s": time.perf_counter() - clock}
    shapes = [shape for slide in Presentation(io.BytesIO(made)).slides for shape in slide.shapes]
    found[f"{name} slides n"] = len(Presentation(io.BytesIO(made)).slides)
    found[f"{name} charts n"] = sum(shape.has_chart for shape in shapes)
    found[f"{name} pictures n"] = sum(shape.shape_type == MSO_SHAPE_TYPE.PICTURE for shape in shapes)
    found[f"{name} MB"] = len(made) / 1e6
    store.forget()
    return found
