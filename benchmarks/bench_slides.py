"""Slides of the example and of Breda: about 40 slides, 20 charts and 10 maps."""

import io
import time

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from benchmarks.towns import on_both
from exports.slides import slides
from snapshot.material import current_material


def run() -> dict[str, float]:
    """CPU seconds (another process may be at work) with what was made; ≤ 20 s is the aim."""
    return on_both(_measured)


def _measured(name: str, data: str) -> dict[str, float]:
    material = current_material(name)
    start, clock = time.process_time(), time.perf_counter()
    made = slides(material)
    found = {f"{name} s": time.process_time() - start, f"{name} clock s": time.perf_counter() - clock}
    shapes = [shape for slide in Presentation(io.BytesIO(made)).slides for shape in slide.shapes]
    found[f"{name} slides n"] = len(Presentation(io.BytesIO(made)).slides)
    found[f"{name} charts n"] = sum(shape.has_chart for shape in shapes)
    found[f"{name} pictures n"] = sum(shape.shape_type == MSO_SHAPE_TYPE.PICTURE for shape in shapes)
    found[f"{name} MB"] = len(made) / 1e6
    return found
