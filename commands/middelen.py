"""The command that writes the accountability for one regeling to a file."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from commands.common import app, out, target
from exports.asked import Form
from exports.verantwoording import content, file_name
from exports.verantwoording_rows import account
from snapshot import files
from snapshot.programmes import current_programme, programme_content


@app.command("export-middelen")
def export_middelen(
    programme: Annotated[str, typer.Option("--programme", "-p", help="Naam van het programma.")],
    regeling: Annotated[str, typer.Option("--regeling", help="Id van de regeling, uit regelingen.csv.")],
    to: Annotated[
        Path, typer.Option("--to", help="Bestand, of een map: dan krijgt het bestand een naam die zegt wat erin staat.")
    ],
    form: Annotated[Form, typer.Option("--format", "-f", help="Vorm van het bestand: xlsx of csv.")] = Form.XLSX,
) -> None:
    """Schrijf de verantwoording van een regeling: bedragen, sommen, prestaties, bronnen en opmerkingen."""
    of = account(current_programme(programme), programme_content(programme), regeling, datetime.now(UTC).date())
    made = content(of, form)
    path = target(to, file_name(of, form), form)
    files.write_bytes(path, made)
    out.print(f"{len(of.amounts)} bedragen van {of.regeling.naam} staan in {path}.")
