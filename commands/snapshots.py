"""Commands about snapshots: build, look at them, choose, withdraw, freeze, clean."""

from typing import Annotated

import typer

from commands.common import Json, Programme, app, out, print_json, progress_bar
from model.errors import WijkpeilError
from snapshot import acts, files, marks, publish, reporting
from snapshot.build import STEPS
from snapshot.clean import KEEP, clean
from snapshot.settings import settings
from snapshot.store import chosen, open_snapshot, programmes_with_snapshot


@app.command("build")
def build_command(
    programme: Annotated[str, typer.Option("--programme", "-p", help="Naam van het programma.")],
    hold: Annotated[
        bool, typer.Option("--hold", help="Publiceer het niet: het wordt een voorstel, zie: wijkpeil compare.")
    ] = False,
) -> None:
    """Bouw een nieuw peil op uit het archief en publiceer het, of houd het vast als voorstel met --hold."""
    with progress_bar() as bar:
        task = bar.add_task("beginnen", total=STEPS)
        built = acts.build(
            acts.here(), programme, lambda text, step: bar.update(task, description=text, completed=step), hold=hold
        )
    if hold:
        out.print(f"Er is een voorstel voor {programme}; het vorige peil geldt nog. Bekijk het met: wijkpeil compare.")
        return
    out.print(reporting.build_report(built, open_snapshot(programme)))


@app.command()
def snapshots(programme: Programme = None, as_json: Json = False) -> None:
    """Toon de peilen, met de hash van hun cijfers; het geldende heeft een ster."""
    served = publish.read_pointer()["peilen"]
    rows = []
    for name in [programme] if programme else programmes_with_snapshot():
        for identifier in publish.identifiers(name):
            directory = settings().snapshots / name / identifier
            manifest, withdrawn, frozen = (
                publish.read_manifest(directory),
                marks.withdrawal(directory),
                marks.frozen(directory),
            )
            rows.append(
                {
                    "programme": name,
                    "snapshot": identifier,
                    "served": served.get(name) == identifier,
                    "made": manifest["gemaakt"],
                    "figures": next(iter(publish.halves(manifest).values()))["figure_map"],
                    "canonical_sha256": manifest.get("canoniek_sha256") or manifest["openbaar"]["canoniek_sha256"],
                    "withdrawn": withdrawn.words if withdrawn else None,
                    "frozen": frozen.words if frozen else None,
                }
            )
    if as_json:
        print_json(rows)
        return
    for row in rows:
        star = "*" if row["served"] else " "
        out.print(
            f"{star} {row['programme']}  {row['snapshot']}  {row['made']}  {row['figures']} cijfers  "
            f"{row['canonical_sha256']}"
            + (f"  ingetrokken: {row['withdrawn']}" if row["withdrawn"] else "")
            + (f"  bevroren: {row['frozen']}" if row["frozen"] else "")
        )
    if not rows:
        out.print("Er is nog geen peil. Bouw het op met: wijkpeil build --programme NAAM.")


@app.command()
def rollback(
    identifier: Annotated[str, typer.Argument(metavar="PEIL", help="Kenteken van het peil, zie: wijkpeil snapshots.")],
    programme: Programme = None,
) -> None:
    """Laat een eerder peil weer gelden."""
    name = programme or open_snapshot().programme.id
    acts.rollback(acts.here(), name, identifier)
    out.print(f"Voor {name} geldt nu peil {identifier}.")


@app.command()
def withdraw(
    identifier: Annotated[str, typer.Argument(metavar="PEIL", help="Kenteken van het peil, zie: wijkpeil snapshots.")],
    reason: Annotated[str, typer.Option("--reason", help="Waarom; staat op elke pagina, ook op de openbare.")],
    programme: Programme = None,
) -> None:
    """Trek een peil in waar een fout in staat: het geldt niet meer, en elke pagina zegt waarom."""
    name = chosen(programme)
    if not reason.strip():
        raise WijkpeilError("Noem de reden met --reason, bijvoorbeeld: --reason 'telfout in het register van 2024'.")
    now = acts.withdraw(acts.here(), name, identifier, " ".join(reason.split()))
    out.print(f"Peil {identifier} van {name} is ingetrokken.")
    out.print(
        f"Nu geldt peil {now}." if now else f"Er geldt nu geen peil. Bouw op met: wijkpeil build --programme {name}."
    )
    out.print("Staat de openbare helft op een andere server, verzend haar dan opnieuw met: wijkpeil ship --to MAP.")


@app.command()
def freeze(
    identifier: Annotated[str, typer.Argument(metavar="PEIL", help="Kenteken van het peil, zie: wijkpeil snapshots.")],
    edition: Annotated[str, typer.Option("--name", help="Naam van de editie, bijvoorbeeld: bijeenkomst 2026.")],
    programme: Programme = None,
) -> None:
    """Bewaar een peil voorgoed: opruimen laat het staan. Voor een bijeenkomst is er wijkpeil editie make."""
    if not edition.strip():
        raise WijkpeilError("Geef de editie een naam met --name, bijvoorbeeld: --name 'bijeenkomst 2026'.")
    acts.freeze(acts.here(), chosen(programme), identifier, " ".join(edition.split()))
    out.print(f"Peil {identifier} is bevroren als '{' '.join(edition.split())}' en wordt nooit opgeruimd.")


@app.command("clean")
def clean_command(
    keep: Annotated[
        int, typer.Option("--keep", min=1, help="Zoveel van de nieuwste peilen blijven per programma.")
    ] = KEEP,
) -> None:
    """Ruim oude peilen op, en wat afgebroken processen achterlieten; nooit het geldende of een bevroren peil."""
    done = clean(keep)
    for name, identifier, size in done.removed:
        out.print(f"Opgeruimd: peil {identifier} van {name} ({files.megabytes(size)}).")
    for line in done.left:
        out.print(f"Niet opgeruimd: {line}")
    if not done.removed and not done.left:
        out.print("Er zijn geen peilen om op te ruimen.")
