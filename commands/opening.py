"""Commands that open the app: start and serve."""

import os
import subprocess
import sys
from ipaddress import ip_address
from typing import Annotated

import typer

from commands.common import app, err, out
from model.errors import WijkpeilError
from snapshot.example import make_example
from snapshot.settings import CHECKOUT, settings
from snapshot.store import programmes_with_snapshot

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return host == "localhost"
    return True


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
    # The public can bring nothing in; Streamlit takes no 0 here.
    command += ["--server.maxUploadSize", "1" if public else str(config.upload_mb)]
    # With an address to name, Streamlit asks no other machine for its own.
    command += ["--browser.serverAddress", config.host]
    if not sys.stdin.isatty() or os.environ.get("CI"):
        command += ["--server.headless", "true"]
    # Its greeting is English and says less than the line above; its errors go to standard error.
    environment = {**os.environ, "WIJKPEIL_PUBLIC": str(public).lower()}
    if public:  # nothing goes out by a proxy either
        environment = {name: value for name, value in environment.items() if not name.lower().endswith("_proxy")}
    raise typer.Exit(subprocess.call(command, cwd=CHECKOUT, env=environment, stdout=subprocess.DEVNULL))
