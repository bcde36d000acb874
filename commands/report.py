"""The command that makes a report on paper: of a programme, one focuswijk or one bouwsteen."""

from pathlib import Path
from typing import Annotated

import typer

from commands.common import Programme, app, out
from exports.report import Paper, report_html, written
from exports.werkplan import werkplan_html
from model.errors import WijkpeilError
from snapshot import files
from snapshot.edities import editie_material
from snapshot.material import current_material
from snapshot.store import chosen


@app.command()
def report(
    output: Annotated[Path, typer.Option("--output", "-o", help="Bestand dat eindigt op .pdf of .html.")],
    programme: Programme = None,
    focuswijk: Annotated[str, typer.Option("--focuswijk", help="Alleen deze focuswijk.")] = "",
    bouwsteen: Annotated[str, typer.Option("--bouwsteen", help="Alleen deze bouwsteen.")] = "",
    editie: Annotated[str, typer.Option("--editie", help="Van deze editie, zie: wijkpeil editie list.")] = "",
    werkplan: Annotated[bool, typer.Option("--werkplan", help="Het werkplan: een blad per bouwsteen.")] = False,
) -> None:
    """Maak een rapport of het werkplan: een toegankelijke PDF, of één HTML-bestand waar alles in zit."""
    paper = next((one for one in Paper if output.suffix.lower() == f".{one}"), None)
    if paper is None:
        raise WijkpeilError(f"{output.name} eindigt niet op .pdf of .html. Verander de naam.")
    if not output.parent.is_dir():
        raise WijkpeilError(f"De map {output.parent} bestaat niet. Maak haar eerst, of kies een andere met --output.")
    if werkplan and focuswijk:
        raise WijkpeilError("Het werkplan gaat per bouwsteen. Laat --focuswijk weg.")
    name = chosen(programme)
    material = editie_material(name, editie) if editie else current_material(name)
    html = werkplan_html(material, bouwsteen) if werkplan else report_html(material, focuswijk, bouwsteen)
    files.write_bytes(output, written(html, paper))
    out.print(f"{'Het werkplan' if werkplan else 'Het rapport'} staat in {output}.")
