"""Commands about a proposal: compare it with what is served, publish or discard it, and all of it for a timer."""

from typing import Annotated

import typer

from commands.common import Json, Programme, app, out, print_json, progress_bar
from model.errors import WijkpeilError
from snapshot import acts, compare_words, proposal
from snapshot.build import STEPS
from snapshot.compare import compare
from snapshot.net_fetch import Became, fetch_programme
from snapshot.net_report import fetch_summary

INCOMPLETE, WAITS = 2, 3


def _chosen(programme: str | None) -> str:
    """The programme that is asked for, else the only one with a proposal. Raises WijkpeilError."""
    waiting = proposal.waiting()
    if programme is None and len(waiting) != 1:
        known = (
            f"Kies met --programme uit: {', '.join(waiting)}."
            if waiting
            else "Bouw er een op met: wijkpeil build --programme NAAM --hold."
        )
        raise WijkpeilError(f"Er {'zijn meer voorstellen' if waiting else 'is geen voorstel'}. {known}")
    return programme or waiting[0]


@app.command("compare")
def compare_command(programme: Programme = None, as_json: Json = False) -> None:
    """Vergelijk het voorstel met het peil dat geldt: wat erbij komt, vervalt en verandert, en waardoor."""
    name = _chosen(programme)
    found, stale = compare(name), proposal.why_not(name)
    if as_json:
        print_json(compare_words.record(found, stale))
    else:
        out.print(compare_words.report(found, stale))


@app.command()
def publish(programme: Programme = None) -> None:
    """Publiceer het voorstel: het is vanaf nu het peil dat geldt."""
    name = _chosen(programme)
    out.print(f"Voor {name} geldt nu peil {acts.publish_proposal(acts.here(), name)}.")


@app.command()
def discard(programme: Programme = None) -> None:
    """Verwerp het voorstel; het peil dat geldt blijft gelden."""
    name = _chosen(programme)
    acts.discard_proposal(acts.here(), name)
    out.print(f"Het voorstel voor {name} is verworpen.")


@app.command()
def update(
    programme: Annotated[str, typer.Option("--programme", "-p", help="Naam van het programma.")],
    offline: Annotated[
        bool, typer.Option("--offline", help="Haal niets op van internet; gebruik wat in het archief staat.")
    ] = False,
) -> None:
    """Haal op, bouw een voorstel op, en publiceer het als de verschillen klein zijn; anders wacht het op een mens.

    Exitcode 0: gepubliceerd of niets nieuws; 2: ook, maar niet alles is opgehaald; 3: een voorstel wacht.
    """
    complete = offline or _fetch(programme)
    with progress_bar() as bar:
        task = bar.add_task("beginnen", total=STEPS)
        acts.build(
            acts.here(), programme, lambda text, step: bar.update(task, description=text, completed=step), hold=True
        )
    found = compare(programme)
    reasons = found.reasons()
    if found.same:
        acts.discard_proposal(acts.here(), programme)
        out.print(f"Er is niets veranderd: peil {found.served} blijft gelden.")
    elif reasons:
        out.print(compare_words.summary(found))
        for reason in reasons:
            out.print(f"Buiten de grenzen: {reason}")
        out.print(
            "Het voorstel wacht op een mens. Bekijk het op de pagina Nieuwe opbouw of met: wijkpeil compare -p "
            f"{programme}."
        )
        raise typer.Exit(WAITS)
    else:
        identifier = acts.publish_proposal(acts.here(), programme)
        out.print(compare_words.summary(found))
        out.print(f"Binnen de grenzen: voor {programme} geldt nu peil {identifier}.")
    if not complete:
        raise typer.Exit(INCOMPLETE)


def _fetch(programme: str) -> bool:
    """Fetch what is new; whether all of it came. What did not come is said, and the rest goes on."""
    with progress_bar() as bar:
        task = bar.add_task("ophalen", total=None)
        report = fetch_programme(
            programme,
            progress=lambda source, text, done, total, size: bar.update(task, description=f"{source}  {text}"),
        )
    out.print(fetch_summary(report))
    failed = any(result.became in (Became.REFUSED, Became.HELD) for result in report.results)
    if failed:
        out.print("Niet alles is opgehaald. De opbouw gaat door met wat er is.")
    return not failed
