"""The command that writes figures to files: a selection in one form, or the whole public set."""

from pathlib import Path
from typing import Annotated

import typer

from commands.common import Openbaar, Programme, app, out, target
from exports.asked import Form
from exports.formats import made
from exports.public_set import write_public_set
from exports.selection import selected
from model.areas import Level
from model.errors import WijkpeilError
from snapshot import files
from snapshot.store import Audience, open_snapshot


@app.command()
def export(
    to: Annotated[
        Path, typer.Option("--to", help="Bestand, of een map: dan krijgt het bestand een naam die zegt wat erin staat.")
    ],
    indicator: Annotated[
        list[str] | None, typer.Option("--indicator", "-i", help="Indicator, zie: wijkpeil indicators; mag vaker.")
    ] = None,
    area: Annotated[
        list[str] | None, typer.Option("--area", "-a", help="Gebiedscode; mag vaker. Zonder: heel het programma.")
    ] = None,
    level: Annotated[list[Level] | None, typer.Option("--level", "-l", help="Alleen dit niveau; mag vaker.")] = None,
    period: Annotated[list[str] | None, typer.Option("--period", help="Alleen deze periode; mag vaker.")] = None,
    grenzen: Annotated[
        str | None, typer.Option("--grenzen", help="Op de grenzen van dit jaar, of 'eigen': elk op zijn eigen.")
    ] = None,
    form: Annotated[Form, typer.Option("--format", "-f", help="Vorm van het bestand.")] = Form.CSV,
    public_set: Annotated[
        bool,
        typer.Option("--public-set", help="Alles wat openbaar is, met beschrijving (CSVW en DCAT), in een nieuwe map."),
    ] = False,
    programme: Programme = None,
    openbaar: Openbaar = False,
) -> None:
    """Schrijf cijfers naar een bestand, met marges, vergelijkingen, bron en bronvermelding."""
    chosen = {"indicator": indicator, "area": area, "level": level, "period": period}
    asked = {name: [str(value) for value in values] for name, values in chosen.items() if values}
    if public_set:
        if asked or grenzen is not None:
            raise WijkpeilError("Met --public-set gaat alles wat openbaar is mee. Laat andere keuzes weg.")
        folder = write_public_set(open_snapshot(programme, Audience.OPENBAAR), to)
        out.print(f"De openbare cijfers staan met hun beschrijving in {folder}.")
        return
    s = open_snapshot(programme, Audience.OPENBAAR if openbaar else None)
    file = made(s, selected(s, asked | ({} if grenzen is None else {"grenzen": [grenzen]})), form)
    path = target(to, file.name, form)
    files.write_bytes(path, file.content)
    out.print(f"{file.figures} cijfers staan in {path}.")
