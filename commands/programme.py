"""Commands about programme folders: programme totals, new, leeg."""

from typing import Annotated

import typer

from commands.common import Json, app, out, print_json
from snapshot.programme_totals import euro, reconciled
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
