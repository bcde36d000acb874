"""Commands that ask a snapshot something: figures, the gap, pairs, indicators, areas, a postcode."""

from typing import Annotated

import typer

import indicators as declarations
from commands.common import Json, Openbaar, Programme, app, err, out, print_json
from model.areas import FOCUSWIJKEN_CODE, Level
from snapshot import figures, kloof_records, pair_records, records, reporting
from snapshot.locatie import locate
from snapshot.store import Audience, Snapshot, open_snapshot, programmes_with_snapshot


@app.command("figures")
def figures_command(
    indicator: Annotated[str, typer.Option("--indicator", "-i", help="Indicator, zie: wijkpeil indicators.")],
    area: Annotated[list[str] | None, typer.Option("--area", "-a", help="Gebiedscode; mag vaker.")] = None,
    period: Annotated[list[str] | None, typer.Option("--period", help="Periode, bijvoorbeeld 2024; mag vaker.")] = None,
    grenzen: Annotated[
        str | None,
        typer.Option(
            "--grenzen",
            help="Op de grenzen van dit jaar (anders die van het programma), of 'eigen': elk op zijn eigen.",
        ),
    ] = None,
    against: Annotated[
        str | None, typer.Option("--tegen", help="Vergelijk ook met dit gebied, bijvoorbeeld GM0855 of een wijk.")
    ] = None,
    programme: Programme = None,
    openbaar: Openbaar = False,
    as_json: Json = False,
) -> None:
    """Toon cijfers met alles wat erbij hoort: status, reden, bron, teller, noemer en vergelijkingen."""
    s = open_snapshot(programme, Audience.OPENBAAR if openbaar else None)
    rows = records.figure_records(s, indicator, area, period, grenzen, against)
    if as_json:
        print_json(rows)
        return
    out.print(reporting.figures_text(s, indicator, rows, against))


@app.command()
def kloof(
    programme: Programme = None,
    every: Annotated[bool, typer.Option("--all", help="Ook indicatoren buiten de kernset.")] = False,
    as_json: Json = False,
) -> None:
    """Toon het verschil tussen de focuswijken samen en de rest van de stad, met toets en verandering."""
    s = open_snapshot(programme)
    rows = kloof_records.kloof_records(s, every)
    if as_json:
        print_json(rows)
        return
    out.print(reporting.kloof_text(s, rows))


@app.command()
def paren(
    area: Annotated[list[str] | None, typer.Option("--area", "-a", help="Gebiedscode; mag vaker.")] = None,
    programme: Programme = None,
    as_json: Json = False,
) -> None:
    """Toon per paar of beleving en registratie dezelfde kant op gingen; zonder gebied voor de focuswijken samen."""
    s = open_snapshot(programme)
    if as_json:
        print_json(pair_records.pair_records(s, area))
        return
    out.print(pair_records.pair_text(s, pair_records.pair_records(s, area or [FOCUSWIJKEN_CODE])))


@app.command("indicators")
def indicators_command(programme: Programme = None, as_json: Json = False) -> None:
    """Toon alle indicatoren en of er cijfers van zijn."""
    if programmes_with_snapshot():
        rows = figures.plain_records(figures.indicator_overview(open_snapshot(programme)))
    else:
        rows = [
            {"indicator": i.id, "name": i.name, "theme": i.theme.value, "unit": i.unit, "state": "geen peil"}
            for i in declarations.discover().values()
        ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        span = f" {row['first']}–{row['last']}" if row.get("first") else ""
        out.print(f"{row['indicator']:<44} {row['theme']:<14} {row['state']}{span}  {row['name']}")


@app.command()
def areas(
    level: Annotated[Level | None, typer.Option("--level", "-l", help="Alleen dit niveau.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Ook gebieden buiten het programma.")] = False,
    programme: Programme = None,
    as_json: Json = False,
) -> None:
    """Toon gebieden met hun code, naam en niveau."""
    s: Snapshot = open_snapshot(programme)
    rows = figures.plain_records(figures.areas(s, level, own=not every))
    if as_json:
        print_json(rows)
        return
    for row in rows:
        out.print(f"{row['code']:<28} {row['level']:<12} {row['name']}")


@app.command()
def postcode(
    asked: Annotated[
        str, typer.Argument(metavar="POSTCODE", help="Vier cijfers en twee letters, bijvoorbeeld 4811AB.")
    ],
    huisnummer: Annotated[
        str | None, typer.Argument(metavar="[HUISNUMMER]", help="Voor de buurt van één adres, bijvoorbeeld 12.")
    ] = None,
    programme: Programme = None,
    openbaar: Openbaar = False,
    as_json: Json = False,
) -> None:
    """Toon in welke buurt een postcode of adres ligt; in meer dan één met het deel van de adressen.

    Alles komt uit het peil zelf. Alleen als WIJKPEIL_LOCATIESERVER_URL is ingesteld, gaat een adres dat het peil niet
    kent naar de Locatieserver van PDOK. Die ziet dan welk adres u vraagt. Met WIJKPEIL_PUBLIC gebeurt dat nooit.
    """
    located = locate(open_snapshot(programme, Audience.OPENBAAR if openbaar else None), asked, huisnummer)
    rows = figures.plain_records(located.buurten)
    if located.remark:
        (err if as_json else out).print(located.remark)
    if as_json:
        print_json(rows)
        return
    for row in rows:
        part = "" if len(rows) == 1 else f"  {reporting.percentage(row['share'])} van de adressen"
        borders = f"  (grenzen van {row['boundary_year']})" if row["boundary_year"] else ""
        out.print(f"{row['code']:<28} {row['name']}{part}{borders}")
