"""Command line entry: the same functions as the app, and nothing else. Help texts are Dutch."""

import json
import os
import subprocess
import sys
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn

import indicators as declarations
from model.areas import FOCUSWIJKEN_CODE, Level
from model.errors import WijkpeilError
from snapshot import figures, kloof_records, marks, pair_records, publish, records, reporting, retention
from snapshot.backup import backup, restore
from snapshot.build import STEPS, build
from snapshot.clean import KEEP, clean
from snapshot.doctor import State, examine
from snapshot.example import make_example
from snapshot.intake import Outcome, check_file, fetch_files
from snapshot.net_fetch import Became, check_sources, fetch_programme
from snapshot.net_report import fetch_summary, size_in_words, source_records, sources_text
from snapshot.postcodes import buurten_of
from snapshot.publish import CHECKSUMS
from snapshot.settings import CHECKOUT, settings
from snapshot.ship import carry_withdrawals, ship
from snapshot.store import Audience, Snapshot, chosen, open_snapshot, programmes_with_snapshot

app = typer.Typer(
    name="wijkpeil",
    help="Monitor voor wijkprogramma's: bronnen ophalen, een peil opbouwen en bekijken.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out = Console(highlight=False, markup=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)

LOOPBACK = ("127.0.0.1", "::1", "localhost")

Json = Annotated[bool, typer.Option("--json", help="Als JSON, voor verdere verwerking.")]
Programme = Annotated[str | None, typer.Option("--programme", "-p", help="Naam van het programma.")]

Openbaar = Annotated[bool, typer.Option("--openbaar", help="Alleen wat openbaar is: afgeschermd en afgerond.")]


def _print_json(rows: Any) -> None:
    sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def _progress() -> Progress:
    return Progress(
        SpinnerColumn(),
        BarColumn(bar_width=24),
        TextColumn("{task.description}"),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )


@app.command()
def fetch(
    path: Annotated[Path | None, typer.Option("--from", help="Bestand of map (met onderliggende mappen).")] = None,
    programme: Annotated[
        str | None, typer.Option("--programme", "-p", help="Haal op wat dit programma nodig heeft, van internet.")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", help="Alleen deze bron, zie: wijkpeil sources; met --programme.")
    ] = None,
    edition: Annotated[
        str | None,
        typer.Option("--edition", help="Van internet: alleen deze editie. Van bestanden: waar zij er niet in staat."),
    ] = None,
    landelijk: Annotated[
        bool, typer.Option("--landelijk", help="Heel het land in plaats van de gemeenten; met --programme.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Vertel alleen wat er zou worden opgehaald; met --programme.")
    ] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Neem ook aan wat sterk afwijkt van de vorige levering.")
    ] = False,
) -> None:
    """Voeg bronnen toe aan het archief (raw/): bestanden met --from, of van internet met --programme."""
    if path is not None and programme is not None:
        raise WijkpeilError("Kies --from (bestanden) of --programme (van internet), niet allebei tegelijk.")
    if programme is not None:
        _fetch_from_internet(programme, source, edition, landelijk, accept, dry_run)
        return
    if path is None:
        raise WijkpeilError("Geef --from PAD voor bestanden, of --programme NAAM om van internet op te halen.")
    if source is not None or landelijk or dry_run:
        raise WijkpeilError("--source, --landelijk en --dry-run gaan alleen samen met --programme (van internet).")
    with _progress() as bar:
        task = bar.add_task("bestanden herkennen", total=None)
        opened = fetch_files(
            path,
            edition,
            accept,
            lambda text, done, total: bar.update(task, description=text, completed=done, total=total),
        )
    out.print(reporting.fetch_report(opened))
    outcomes = {examined.outcome for examined in opened}
    if outcomes & {Outcome.REFUSED, Outcome.UNRECOGNISED, Outcome.HELD}:
        raise typer.Exit(2 if outcomes & {Outcome.ADDED, Outcome.PRESENT} else 1)
    if not outcomes & {Outcome.ADDED, Outcome.PRESENT}:
        raise typer.Exit(1)


def _fetch_from_internet(
    programme: str, source: str | None, edition: str | None, landelijk: bool, accept: bool, dry_run: bool
) -> None:
    """A bar per source while it runs; afterwards a summary, and an exit code that tells whether all of it came."""
    with _progress() as bar:
        bars: dict[str, TaskID] = {}

        def progress(source: str, text: str, done: int, total: int, size: int) -> None:
            if source not in bars:
                bars[source] = bar.add_task(source, total=None)
            words = f"{source}  {text}" + (f"  {size_in_words(size)}" if size else "")
            bar.update(bars[source], description=words, completed=done, total=total or None)

        report = fetch_programme(
            programme,
            source,
            edition,
            landelijk=landelijk,
            accept=accept,
            dry_run=dry_run,
            progress=progress,
        )
    out.print(fetch_summary(report))
    failed = [result.became in (Became.REFUSED, Became.HELD) for result in report.results]
    if any(failed):
        raise typer.Exit(1 if all(failed) else 2)


@app.command("sources")
def sources_command(
    check: Annotated[bool, typer.Option("--check", help="Vraag nu aan de servers welke edities er zijn.")] = False,
    as_json: Json = False,
) -> None:
    """Toon elke bron: edities en leveringen in het archief, de nieuwste op internet, licentie, laatst nagekeken."""
    remarks = check_sources() if check else []
    rows = source_records()
    if as_json:
        _print_json(rows)
    else:
        out.print(sources_text(rows))
    for remark in remarks:
        err.print(f"Let op: {remark}")


@app.command()
def check(
    path: Annotated[Path, typer.Argument(metavar="BESTAND", help="Het bestand om te bekijken.")],
    edition: Annotated[str | None, typer.Option("--edition", help="Editie, als die niet in het bestand staat.")] = None,
) -> None:
    """Vertel wat een bestand is, wat het zou geven en wat ertegen is, zonder het toe te voegen."""
    examined = check_file(path, edition)
    out.print(reporting.check_report(examined))
    if examined.outcome not in (None, Outcome.PRESENT):
        raise typer.Exit(2)


@app.command()
def wis(
    edition: Annotated[
        str | None, typer.Argument(metavar="EDITIE", help="Editie om te wissen; zonder editie een lijst.")
    ] = None,
    reason: Annotated[str, typer.Option("--reden", help="Waarom het bestand wordt gewist; blijft staan.")] = "",
) -> None:
    """Wis een bestand met respondenten uit het archief; alleen de hash, de datum en de reden blijven staan."""
    if edition is None:
        lines = [retention.described(delivery) for delivery in retention.about_respondents()]
        out.print("\n".join(lines) or "Er zijn geen bestanden met respondenten in het archief.")
        return
    if not reason.strip():
        raise WijkpeilError("Noem de reden met --reden, bijvoorbeeld: --reden 'bewaartermijn verstreken'.")
    for delivery in retention.erase(edition, reason.strip()):
        out.print(f"Gewist: {retention.described(delivery)}.")
    out.print(
        "Peilen die er al zijn, houden alleen sommen per buurt en stratum. Een nieuwe opbouw gebruikt dit bestand niet."
    )


@app.command("build")
def build_command(
    programme: Annotated[str, typer.Option("--programme", "-p", help="Naam van het programma.")],
) -> None:
    """Bouw een nieuw peil op uit het archief en publiceer het."""
    with _progress() as bar:
        task = bar.add_task("beginnen", total=STEPS)
        built = build(programme, lambda text, step: bar.update(task, description=text, completed=step))
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
        _print_json(rows)
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
    publish.rollback(name, identifier)
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
    now = publish.withdraw(name, identifier, " ".join(reason.split()))
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
    """Bewaar een peil voorgoed als editie, bijvoorbeeld omdat het is gepresenteerd."""
    if not edition.strip():
        raise WijkpeilError("Geef de editie een naam met --name, bijvoorbeeld: --name 'bijeenkomst 2026'.")
    publish.freeze(chosen(programme), identifier, " ".join(edition.split()))
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
        out.print(f"Opgeruimd: peil {identifier} van {name} ({reporting.megabytes(size)}).")
    for line in done.left:
        out.print(f"Niet opgeruimd: {line}")
    if not done.removed and not done.left:
        out.print("Er zijn geen peilen om op te ruimen.")


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
        _print_json(rows)
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
        _print_json(rows)
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
        _print_json(pair_records.pair_records(s, area))
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
        _print_json(rows)
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
        _print_json(rows)
        return
    for row in rows:
        out.print(f"{row['code']:<28} {row['level']:<12} {row['name']}")


@app.command()
def postcode(
    asked: Annotated[
        str, typer.Argument(metavar="POSTCODE", help="Vier cijfers en twee letters, bijvoorbeeld 4811AB.")
    ],
    programme: Programme = None,
    openbaar: Openbaar = False,
    as_json: Json = False,
) -> None:
    """Toon in welke buurt een postcode ligt; in meer dan één met het deel van de adressen."""
    rows = figures.plain_records(buurten_of(open_snapshot(programme, Audience.OPENBAAR if openbaar else None), asked))
    if as_json:
        _print_json(rows)
        return
    for row in rows:
        part = "" if len(rows) == 1 else f"  {reporting.percentage(row['share'])} van de adressen"
        out.print(f"{row['code']:<28} {row['name']}{part}  (grenzen van {row['boundary_year']})")


@app.command("ship")
def ship_command(
    target: Annotated[Path, typer.Option("--to", help="Map voor de openbare helft; leeg, of van een eerdere keer.")],
    programme: Programme = None,
) -> None:
    """Zet de openbare helft van het peil in een map, voor een openbare server die verder niets heeft."""
    name = chosen(programme)
    for identifier in carry_withdrawals(name, target):
        out.print(f"Ingetrokken, ook in {target.name}/: peil {identifier}.")
    s = open_snapshot(name, Audience.OPENBAAR)
    shipped = ship(s, target)
    out.print(f"De openbare helft van peil {s.id} van {s.programme.naam} staat in {target.name}/.")
    out.print(
        "Zet de map op de openbare server, laat WIJKPEIL_DATA ernaar wijzen en open haar met: wijkpeil serve --public."
    )
    out.print(f"Nakijken na het verzenden: cd {shipped.relative_to(target.parent)} && sha256sum -c {CHECKSUMS}")


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return host == "localhost"
    return True


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


@app.command()
def start() -> None:
    """Open de app; bouw eerst de voorbeeldgemeente op als er nog geen peil is."""
    if not programmes_with_snapshot():
        err.print("Er is nog geen peil: de voorbeeldgemeente wordt opgebouwd (eenmalig, ongeveer een halve minuut).")
        make_example()
    serve()


@app.command()
def serve(
    public: Annotated[
        bool,
        typer.Option(
            "--public", help="Voor iedereen: alleen de openbare helft en openbare pagina's; mag ook op een ander adres."
        ),
    ] = False,
) -> None:
    """Open de app: op deze computer, of met --public voor iedereen."""
    config = settings()
    public = public or config.public
    if public and not _is_address(config.host):
        raise WijkpeilError(
            f"WIJKPEIL_HOST '{config.host}' is geen adres. Geef het adres in cijfers, bijvoorbeeld 0.0.0.0 voor alle "
            "adressen van deze machine."
        )
    if config.host not in LOOPBACK and not public:
        raise WijkpeilError(
            f"De app heeft geen login en toont alles wat in het peil staat; daarom opent zij niet op {config.host}. "
            "Laat WIJKPEIL_HOST weg, of zet het op 127.0.0.1."
        )
    only = " Alleen de openbare helft is te zien." if public else ""
    out.print(f"Wijkpeil staat open op http://{config.host}:{config.port}  (stoppen: Ctrl+C).{only}")
    command = [sys.executable, "-m", "streamlit", "run", str(CHECKOUT / "app.py")]
    command += ["--server.address", config.host, "--server.port", str(config.port)]
    # With an address to name, Streamlit asks no other machine for its own.
    command += ["--browser.serverAddress", config.host]
    if not sys.stdin.isatty() or os.environ.get("CI"):
        command += ["--server.headless", "true"]
    # Its greeting is English and says less than the line above; its errors go to standard error.
    environment = {**os.environ, "WIJKPEIL_PUBLIC": str(public).lower()}
    if public:  # nothing goes out by a proxy either
        environment = {name: value for name, value in environment.items() if not name.lower().endswith("_proxy")}
    raise typer.Exit(subprocess.call(command, cwd=CHECKOUT, env=environment, stdout=subprocess.DEVNULL))


def main() -> None:
    """Run the command line; an expected error is one Dutch message and exit code 1."""
    try:
        app()
    except WijkpeilError as error:
        err.print(f"Fout: {error}")
        sys.exit(1)
    except OSError as error:
        err.print(
            f"Fout: schrijven of lezen is niet gelukt ({error.strerror}). Controleer de schijfruimte en de rechten op "
            "de datamap en probeer het opnieuw. Er is niets half toegevoegd."
        )
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
