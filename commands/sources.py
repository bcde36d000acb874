"""Commands about what comes in: fetch, sources, check, wis."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import TaskID

from commands.common import Json, Programme, app, err, out, print_json, progress_bar
from model.errors import WijkpeilError
from snapshot import acts, focusgebieden, programme_sources, reporting, retention
from snapshot.checked import checked
from snapshot.intake import Outcome, check_file
from snapshot.net_fetch import Became, check_sources, fetch_programme
from snapshot.net_report import fetch_summary, size_in_words, source_records, sources_text
from snapshot.programmes import check_folder, check_programme, files_in, folder_files


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
    with progress_bar() as bar:
        task = bar.add_task("bestanden herkennen", total=None)
        opened = acts.add_files(
            acts.here(),
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
    with progress_bar() as bar:
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
        print_json(rows)
    else:
        out.print(sources_text(rows))
    for remark in remarks:
        err.print(f"Let op: {remark}")


@app.command()
def check(
    path: Annotated[
        Path | None, typer.Argument(metavar="PAD", help="Het bestand of de programmamap om te bekijken.")
    ] = None,
    edition: Annotated[str | None, typer.Option("--edition", help="Editie, als die niet in het bestand staat.")] = None,
    programme: Programme = None,
) -> None:
    """Vertel wat een bestand is, wat het zou geven en wat ertegen is, zonder het toe te voegen; of wat er mis is met
    een programma."""
    if programme is not None or (path is not None and path.is_dir()):
        _check_programme(path, programme)
        return
    if path is None:
        raise WijkpeilError("Geef een bestand of een programmamap, of --programme NAAM.")
    examined = check_file(path, edition)
    out.print(reporting.check_report(checked(examined)))
    if examined.outcome not in (None, Outcome.PRESENT):
        raise typer.Exit(2)


def _check_programme(path: Path | None, programme: str | None) -> None:
    if path is not None and programme is not None:
        raise WijkpeilError("Kies een map of --programme NAAM, niet allebei tegelijk.")
    folder = path or Path()
    found = check_programme(programme) if programme is not None else check_folder(folder)
    files = folder_files(programme) if programme is not None else files_in(folder)
    mistakes = [*found.mistakes, *programme_sources.mistakes(files, programme or folder.resolve().name)]
    for text in (*mistakes, *found.of_stories):
        out.print(f"Bezwaar: {text}")
    for text in found.warnings:
        out.print(f"Let op: {text}")
    try:
        focusgebieden.load()
    except WijkpeilError as error:
        wrong = str(error).splitlines()
        for text in wrong:
            out.print(f"Bezwaar: {text}")
    else:
        wrong = []
    rows = sum(len(getattr(found.inhoud, table)) for table in type(found.inhoud).model_fields)
    if mistakes or wrong:
        out.print(f"Bezwaren: {len(mistakes) + len(wrong)}. Met deze map wordt geen peil opgebouwd.")
        raise typer.Exit(2)
    if found.of_stories:
        out.print(f"Bezwaren tegen verhalen: {len(found.of_stories)}. Die verhalen zijn nergens te zien.")
        raise typer.Exit(2)
    out.print(f"Geen bezwaren: programme.yaml en {rows} regels in de tabellen kloppen.")


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
    for delivery in acts.erase(acts.here(), edition, reason.strip()):
        out.print(f"Gewist: {retention.described(delivery)}.")
    out.print(
        "Peilen die er al zijn, houden alleen sommen per buurt en stratum. Een nieuwe opbouw gebruikt dit bestand niet."
    )
