"""What every command shares: the Typer app, where text goes, the options that come back, and a progress bar."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

from model.errors import WijkpeilError

app = typer.Typer(
    name="wijkpeil",
    help="Monitor voor wijkprogramma's: bronnen ophalen, een peil opbouwen en bekijken.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def only_with_a_command() -> None:
    """Without this a single command that was imported would be the whole program, with no name of its own."""


out = Console(highlight=False, markup=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)

Json = Annotated[bool, typer.Option("--json", help="Als JSON, voor verdere verwerking.")]
Programme = Annotated[str | None, typer.Option("--programme", "-p", help="Naam van het programma.")]
Openbaar = Annotated[bool, typer.Option("--openbaar", help="Alleen wat openbaar is: afgeschermd en afgerond.")]


def print_json(rows: Any) -> None:
    """Rows on standard output; NaN is an error, as other programs cannot read it."""
    sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def target(to: Path, name: str, form: str) -> Path:
    """Where a file goes: ``to`` itself, or under ``name`` when that is a folder. Raises WijkpeilError."""
    path = to / name if to.is_dir() else to
    if path.suffix != f".{form}":
        raise WijkpeilError(
            f"{path.name} eindigt niet op .{form}. Verander de naam, of kies een andere vorm met --format."
        )
    if not path.parent.is_dir():
        raise WijkpeilError(f"De map {path.parent} bestaat niet. Maak haar eerst, of kies een andere met --to.")
    return path


def progress_bar() -> Progress:
    """A bar on a terminal, and nothing elsewhere."""
    return Progress(
        SpinnerColumn(),
        BarColumn(bar_width=24),
        TextColumn("{task.description}"),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )
