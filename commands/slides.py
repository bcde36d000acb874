"""The command that makes the slides of a bijeenkomst."""

from pathlib import Path
from typing import Annotated

import typer

from commands.common import Programme, app, out
from exports.slides import SUFFIX, slides, template_for
from model.errors import WijkpeilError
from snapshot import files
from snapshot.edities import editie_material
from snapshot.material import current_material
from snapshot.store import chosen


@app.command(name="slides")
def make_slides(
    output: Annotated[Path, typer.Option("--output", "-o", help="Bestand dat eindigt op .pptx.")],
    programme: Programme = None,
    editie: Annotated[str, typer.Option("--editie", help="Een bevroren editie in plaats van de cijfers van nu.")] = "",
    sjabloon: Annotated[
        Path | None, typer.Option("--sjabloon", help="PowerPoint-sjabloon in plaats van dat van het programma.")
    ] = None,
) -> None:
    """Maak de dia's van een bijeenkomst (PowerPoint), met grafieken die te bewerken zijn."""
    if output.suffix.lower() != SUFFIX:
        raise WijkpeilError(f"{output.name} eindigt niet op {SUFFIX}. Verander de naam.")
    if not output.parent.is_dir():
        raise WijkpeilError(f"De map {output.parent} bestaat niet. Maak haar eerst, of kies een andere met --output.")
    name = chosen(programme)
    template, called = template_for(name, sjabloon)
    material = editie_material(name, editie) if editie else current_material(name)
    files.write_bytes(output, slides(material, template, called))
    out.print(f"De dia's staan in {output}.")
