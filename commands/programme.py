"""Commands about programme folders: programme totals, new, tables."""

from pathlib import Path
from typing import Annotated

import typer

from commands.common import Json, app, out, print_json
from model.euro import euro
from snapshot.programme_new import new_programme, write_empty_tables
from snapshot.programme_totals import reconciled
from snapshot.programmes import programme_content

programme_app = typer.Typer(
    help="Programmamappen: totalen nakijken, een nieuwe map, lege tabellen.", no_args_is_help=True
)
app.add_typer(programme_app, name="programme")

Name = Annotated[str, typer.Option("--programme", "-p", help="Naam van het programma.")]


@programme_app.command()
def totals(programme: Name, as_json: Json = False) -> None:
    """Zet elk gedrukt totaal naast de som van wat is ingevuld, met het verschil en de noot."""
    found = reconciled(programme_content(programme))
    if as_json:
        print_json(
            [
                {
                    "overzicht": one.overzicht,
                    "totaal": one.name,
                    "kolom": one.column,
                    "gedrukt": float(one.printed),
                    "ingevuld": float(one.entered),
                    "verschil": float(one.difference),
                    "noot": one.note,
                }
                for one in found
            ]
        )
        return
    overzicht = ""
    for one in found:
        if one.overzicht != overzicht:
            overzicht = one.overzicht
            out.print(f"{overzicht}\n  {'':<46}{'gedrukt':>14}{'ingevuld':>14}{'verschil':>14}")
        amounts = "".join(f"{euro(amount):>14}" for amount in (one.printed, one.entered, one.difference))
        out.print(f"  {one.name:<46}{amounts}")
        if one.note:
            out.print(f"    {one.note}")
    if not found:
        out.print("Dit programma noemt geen gedrukte totalen.")


@programme_app.command()
def new(
    gemeente: Annotated[str, typer.Option("--gemeente", help="Code van de gemeente, zoals GM0855.")],
    name: Annotated[str | None, typer.Option("--naam", help="Naam van de map; zonder is dat de gemeente.")] = None,
) -> None:
    """Maak een programmamap voor een gemeente uit wat er in het archief staat, met kandidaten voor focuswijken."""
    folder, town = new_programme(gemeente, name)
    out.print(f"De map programmes/{folder.name}/ is gemaakt voor {town.name}: {len(town.buurten)} buurten.")
    for candidate in town.candidates:
        out.print(f"  Kandidaat: {candidate.name} (score {candidate.score:.1f})".replace(".", ","))
    if not town.candidates:
        out.print("  Er zijn geen kandidaten; vul de focuswijken zelf in.")
    out.print(f"Pas programme.yaml en de tabellen aan, en bouw op met: wijkpeil build --programme {folder.name}")


@programme_app.command()
def tables(target: Annotated[Path, typer.Option("--to", help="Map voor de lege tabellen.")]) -> None:
    """Schrijf elke tabel leeg, met haar kop; wat er al is, blijft staan."""
    target.mkdir(parents=True, exist_ok=True)
    made = write_empty_tables(target)
    out.print(f"Gemaakt in {target.name}/: {', '.join(made)}." if made else "Alle tabellen waren er al.")
