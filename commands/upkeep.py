"""Commands for whoever runs Wijkpeil: ship and doctor."""

from pathlib import Path
from typing import Annotated

import typer

from commands.common import Programme, app, out
from snapshot.doctor import State, examine
from snapshot.publish import CHECKSUMS
from snapshot.ship import carry_stories, carry_withdrawals, ship
from snapshot.store import Audience, chosen, open_snapshot


@app.command("ship")
def ship_command(
    target: Annotated[Path, typer.Option("--to", help="Map voor de openbare helft; leeg, of van een eerdere keer.")],
    programme: Programme = None,
) -> None:
    """Zet de openbare helft van het peil in een map, voor een openbare server die verder niets heeft."""
    name = chosen(programme)
    stories = carry_stories(name, target)
    for identifier in carry_withdrawals(name, target):
        out.print(f"Ingetrokken, ook in {target.name}/: peil {identifier}.")
    s = open_snapshot(name, Audience.OPENBAAR)
    shipped = ship(s, target)
    out.print(f"De openbare helft van peil {s.id} van {s.programme.naam} staat in {target.name}/.")
    if stories:
        said = "staat 1 openbaar verhaal" if len(stories) == 1 else f"staan {len(stories)} openbare verhalen"
        out.print(f"Ernaast {said}; wie er een intrekt, verzendt opnieuw.")
    out.print(
        "Zet de map op de openbare server, laat WIJKPEIL_DATA ernaar wijzen en open haar met: wijkpeil serve --public."
    )
    out.print(f"Nakijken na het verzenden: cd {shipped.relative_to(target.parent)} && sha256sum -c {CHECKSUMS}")


@app.command()
def doctor() -> None:
    """Kijk na of alles in orde is: instellingen, schijf, versies, archief, peilen en wat verouderd is."""
    found = examine()
    for finding in found:
        out.print(f"{finding.state:<7} {finding.subject:<14} {finding.text}")
        if finding.remedy:
            out.print(f"{'':<22} {finding.remedy}")
    if any(finding.state is State.FAULT for finding in found):
        raise typer.Exit(1)
