"""The command that makes the slides of a bijeenkomst."""

from pathlib import Path
from typing import Annotated

import typer

from commands.common import Programme, app, out
from exports.slides import SUFFIX, slides
from model.errors import WijkpeilError
from snapshot import files
from snapshot.material import current_material
from snapshot.programmes import template_of
from snapshot.store import chosen


@app.command(name="slides")
def make_slides(
    output: Annotated[Path, typer.Option("--output", "-o", help="Bestand dat eindigt op .pptx.")],
    programme: Programme = None,
    sjabloon: Annotated[
        Path | None, typer.Option("--sjabloon", help="PowerPoint-sjabloon in plaats van dat van het programma.")
    ] = None,
) -> None:
    """Maak de dia's van een bijeenkomst (PowerPoint), met grafieken die te bewerken zijn."""
    if output.suffix.lower() != SUFFIX:
        raise WijkpeilError(f"{output.name} eindigt niet op {SUFFIX}. Verander de naam.")
    if not output.parent.is_dir():
        raise WijkpeilError(f"De map {output.parent} bestaat niet. Maak haar eerst, of kies een andere met --output.")
    if sjabloon is not None and not sjabloon.is_file():
        raise WijkpeilError(f"Het sjabloon {sjabloon} bestaat niet.")
    name = chosen(programme)
    template = sjabloon or template_of(name)
    content = None if template is None else template.read_bytes()
    made = slides(current_material(name), None, content, "" if template is None else template.name)
    files.write_bytes(output, made)
    out.print(f"De dia's staan in {output}.")
