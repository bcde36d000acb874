"""Commands that keep everything and bring it back: backup and restore."""

from pathlib import Path
from typing import Annotated

import typer

from commands.common import app, out
from snapshot import retention
from snapshot.backup import backup, restore
from snapshot.files import megabytes


@app.command("backup")
def backup_command(
    target: Annotated[Path, typer.Option("--to", help="Bestand om te maken, bijvoorbeeld wijkpeil-2026-11-26.tar.gz.")],
) -> None:
    """Bewaar bronbestanden, peilen en eigen programma's in één bestand, met controlegetallen."""
    kept = backup(target)
    out.print(f"{target.name} heeft {kept.files} bestanden ({megabytes(kept.bytes)}) en is nagelezen.")
    out.print("Bewaar het op een andere machine. Er kunnen antwoorden van respondenten in staan.")


@app.command("restore")
def restore_command(
    source: Annotated[Path, typer.Option("--from", help="Bestand dat is gemaakt met wijkpeil backup.")],
) -> None:
    """Zet een reservekopie terug in een lege datamap; alles of niets."""
    kept = restore(source)
    out.print(f"Teruggezet: {kept.files} bestanden ({megabytes(kept.bytes)}), elk nagekeken.")
    if retention.about_respondents():
        out.print("Is er na deze kopie een bestand met respondenten gewist? Wis het opnieuw, zie: wijkpeil wis.")
