"""Commands for whoever runs Wijkpeil: ship, doctor, backup, restore."""

from pathlib import Path
from typing import Annotated

import typer

from commands.common import Programme, app, out
from snapshot import reporting, retention
from snapshot.backup import backup, restore
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


@app.command("backup")
def backup_command(
    target: Annotated[Path, typer.Option("--to", help="Bestand om te maken, bijvoorbeeld wijkpeil-2026-11-26.tar.gz.")],
) -> None:
    """Bewaar bronbestanden, peilen en eigen programma's in één bestand, met controlegetallen."""
    kept = backup(target)
    out.print(f"{target.name} heeft {kept.files} bestanden ({reporting.megabytes(kept.bytes)}) en is nagelezen.")
    out.print("Bewaar het op een andere machine. Er kunnen antwoorden van respondenten in staan.")


@app.command("restore")
def restore_command(
    source: Annotated[Path, typer.Option("--from", help="Bestand dat is gemaakt met wijkpeil backup.")],
) -> None:
    """Zet een reservekopie terug in een lege datamap; alles of niets."""
    kept = restore(source)
    out.print(f"Teruggezet: {kept.files} bestanden ({reporting.megabytes(kept.bytes)}), elk nagekeken.")
    if retention.about_respondents():
        out.print("Is er na deze kopie een bestand met respondenten gewist? Wis het opnieuw, zie: wijkpeil wis.")
