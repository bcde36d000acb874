"""Commands about editions: make, list, check, compare with today, correct."""

from typing import Annotated

import typer
from pydantic import ValidationError

from commands.common import Json, Programme, app, out, print_json
from exports.edition_words import words
from model.editie import MOST_STEPS, Correctie, Keuzes
from model.errors import WijkpeilError
from model.moment import EXAMPLES
from snapshot import acts, edities
from snapshot.edition_corrections import Suspect, corrections, suspects
from snapshot.store import chosen, open_snapshot

edition_app = typer.Typer(
    help="Edities: bevries wat op een bijeenkomst wordt verteld, kijk haar na, en corrigeer haar.",
    no_args_is_help=True,
)
app.add_typer(edition_app, name="editie")

Id = Annotated[str, typer.Argument(metavar="EDITIE", help="Kenteken van de editie, zie: wijkpeil editie list.")]


@edition_app.command()
def make(
    name: Annotated[str, typer.Option("--name", help="Naam, bijvoorbeeld: Bijeenkomst 2026.")],
    day: Annotated[str, typer.Option("--date", help=f"Wanneer de bijeenkomst is: {EXAMPLES}.")] = "",
    where: Annotated[str, typer.Option("--place", help="Waar de bijeenkomst is.")] = "",
    opening: Annotated[str, typer.Option("--opening", help="Tekst bij de opening, hoogstens 600 tekens.")] = "",
    step: Annotated[
        list[str] | None, typer.Option("--next", help=f"Wat er hierna gebeurt; hoogstens {MOST_STEPS} keer te geven.")
    ] = None,
    programme: Programme = None,
) -> None:
    """Bevries het geldende peil met de teksten en keuzes van een bijeenkomst; er verandert daarna niets meer aan."""
    try:
        keuzes = Keuzes(datum=day, plaats=where, opening=opening, vervolg=tuple(step or ()))
    except ValidationError as error:
        raise WijkpeilError(
            f"Een van de teksten kan niet. Een datum is {EXAMPLES}; een plaats heeft hoogstens 120 tekens, de opening "
            f"600, en er zijn hoogstens {MOST_STEPS} vervolgstappen."
        ) from error
    editie = acts.freeze_edition(acts.here(), chosen(programme), name, keuzes, words)
    out.print(f"Editie '{editie.naam}' ({editie.id}) is bevroren uit peil {editie.peil}. Stempel: {editie.stempel}")


@edition_app.command("list")
def list_command(programme: Programme = None, as_json: Json = False) -> None:
    """Toon de edities met hun stempel; elke editie wordt daarbij nagekeken."""
    name = chosen(programme)
    present = edities.found(name)
    if as_json:
        print_json([{"id": one.id, "fout": one.wrong, **_plain(one)} for one in present])
        return
    for one in present:
        if one.editie is None:
            out.print(f"! {one.id}  {one.wrong}")
            continue
        told = len(corrections(edities.place(name, one.id)))
        out.print(
            f"  {one.id}  {one.editie.naam}  peil {one.editie.peil}  {one.editie.gemaakt}  {one.editie.stempel[:12]}"
            + (f"  {told} {'correctie' if told == 1 else 'correcties'}" if told else "")
        )
    if not present:
        out.print("Er is nog geen editie. Maak er een met: wijkpeil editie make --name NAAM.")


def _plain(one: edities.Found) -> dict[str, object]:
    return {} if one.editie is None else one.editie.model_dump(mode="json")


@edition_app.command()
def check(
    identifier: Annotated[str | None, typer.Argument(metavar="EDITIE", help="Zonder: alle edities.")] = None,
    programme: Programme = None,
) -> None:
    """Kijk na of een editie nog is wat er is bevroren, tot de laatste byte; exitcode 1 als dat niet zo is."""
    name = chosen(programme)
    wrong = False
    for one in [identifier] if identifier else edities.identifiers(name):
        try:
            edities.open_edition(name, one)
            editie = edities.check(edities.place(name, one))
            out.print(f"Editie '{editie.naam}' is heel. Stempel: {editie.stempel}")
        except edities.EditionDamagedError as error:
            wrong = True
            out.print(str(error))
    if wrong:
        raise typer.Exit(1)


@edition_app.command("corrections")
def corrections_command(identifier: Id, programme: Programme = None, as_json: Json = False) -> None:
    """Toon de correcties van een editie, en welke cijfers nu anders zijn en om een oordeel van een mens vragen."""
    name = chosen(programme)
    told, differing = _differing(name, identifier)
    if as_json:
        print_json(
            {
                "correcties": [one.model_dump(mode="json") for one in told],
                "anders": [vars(one) for one in differing],
            }
        )
        return
    for correction in told:
        what = f"{correction.indicator} {correction.gebied} {correction.periode}" if correction.indicator else "alles"
        values = f": was {_number(correction.toen)}, nu {_number(correction.nu)}" if correction.indicator else ""
        out.print(f"Correctie {correction.moment} ({correction.door}): {what}{values}. {correction.reden}")
    for one in differing:
        out.print(
            f"{'!' if one.gezegd else ' '} {one.indicator}  {one.gebied} ({one.gebied_naam})  {one.periode}: was "
            f"{_number(one.toen)}, nu {_number(one.nu)}"
        )
    if differing:
        out.print(
            "Een uitroepteken: dit cijfer is op de bijeenkomst gezegd. Is een cijfer fout geweest, schrijf dan een "
            f"correctie: wijkpeil editie correct {identifier} --indicator I --area G --period P --reason TEKST."
        )
    if not told and not differing:
        out.print("Er zijn geen correcties, en alle cijfers van deze editie zijn nu nog hetzelfde.")


@edition_app.command()
def correct(
    identifier: Id,
    indicator: Annotated[str, typer.Option("--indicator", help="De indicator, zie: wijkpeil indicators.")],
    area: Annotated[str, typer.Option("--area", help="Code van het gebied, zie: wijkpeil areas.")],
    period: Annotated[str, typer.Option("--period", help="De periode van het cijfer.")],
    reason: Annotated[str, typer.Option("--reason", help="Waarom het cijfer anders is; staat bij de editie.")],
    programme: Programme = None,
) -> None:
    """Schrijf een correctie bij een cijfer van een editie; zij staat overal waar de editie wordt getoond."""
    name = chosen(programme)
    _, differing = _differing(name, identifier)
    about = next(
        (one for one in differing if (one.indicator, one.gebied, one.periode) == (indicator, area, period)), None
    )
    if about is None:
        raise WijkpeilError(
            "Dit cijfer is nu niet anders dan in de editie, of de correctie is er al. Zie: wijkpeil editie "
            f"corrections {identifier}."
        )
    acts.correct_edition(acts.here(), name, identifier, about, reason)
    out.print(f"De correctie staat bij editie {identifier}.")


def _differing(name: str, identifier: str) -> tuple[tuple[Correctie, ...], list[Suspect]]:
    material = edities.editie_material(name, identifier)
    told = material.correcties
    return told, suspects(material.s, open_snapshot(name), edities.said(name, identifier), told)


def _number(value: float | None) -> str:
    return "geen cijfer" if value is None else f"{value:g}".replace(".", ",")
