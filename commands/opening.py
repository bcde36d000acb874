"""The command that opens the app: serve."""

import os
import subprocess
import sys
from typing import Annotated

import typer

from commands.common import app, out
from snapshot.access import access
from snapshot.listening import check_address
from snapshot.login import login
from snapshot.settings import CHECKOUT, settings
from snapshot.store import look_of, programmes_with_snapshot


@app.command()
def serve(
    public: Annotated[
        bool,
        typer.Option(
            "--public", help="Voor iedereen: alleen de openbare helft en openbare pagina's; mag ook op een ander adres."
        ),
    ] = False,
) -> None:
    """Open de app: op deze computer, met login (WIJKPEIL_LOGIN) op een ander adres, of met --public voor iedereen."""
    config = settings()
    public = public or config.public
    check_address(config.host, public)
    if not public and login() is not None:
        access()
    only = " Alleen de openbare helft is te zien." if public else ""
    out.print(f"Wijkpeil staat open op http://{config.host}:{config.port}  (stoppen: Ctrl+C).{only}")
    command = [sys.executable, "-m", "streamlit", "run", str(CHECKOUT / "app.py")]
    command += ["--server.address", config.host, "--server.port", str(config.port)]
    # The public can bring nothing in; Streamlit takes no 0 here.
    command += ["--server.maxUploadSize", "1" if public else str(config.upload_mb)]
    # With an address to name, Streamlit asks no other machine for its own.
    command += ["--browser.serverAddress", config.host]
    if not sys.stdin.isatty() or os.environ.get("CI"):
        command += ["--server.headless", "true"]
    command += theme_options()
    # Every visitor's script runs in a thread of its own; with a heap for each, memory does not come back (glibc).
    environment = {"MALLOC_ARENA_MAX": "2", **os.environ, "WIJKPEIL_PUBLIC": str(public).lower()}
    if public:  # nothing goes out by a proxy either
        environment = {name: value for name, value in environment.items() if not name.lower().endswith("_proxy")}
    # Its greeting is English and says less than the line above; its errors go to standard error.
    raise typer.Exit(subprocess.call(command, cwd=CHECKOUT, env=environment, stdout=subprocess.DEVNULL))


def theme_options() -> list[str]:
    """Streamlit's theme in the colours of the gemeente, when this process shows one programme and that has its own.

    The theme is of the whole process: with several programmes Streamlit's own parts keep the colours of Wijkpeil.
    """
    shown = programmes_with_snapshot()
    look = look_of(shown[0]) if len(shown) == 1 else None
    options = []
    for mode in ("light", "dark"):
        own = look.colours(mode) if look else None
        if own:
            options += [f"--theme.{mode}.primaryColor", own.merk, f"--theme.{mode}.linkColor", own.merk]
    return options
