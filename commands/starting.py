"""The command for a first look: start. Apart from serve, which needs nothing of what builds."""

from commands.common import app, err
from commands.opening import serve
from snapshot.example import make_example
from snapshot.store import programmes_with_snapshot


@app.command()
def start() -> None:
    """Open de app; bouw eerst de voorbeeldgemeente op als er nog geen peil is."""
    if not programmes_with_snapshot():
        err.print("Er is nog geen peil: de voorbeeldgemeente wordt opgebouwd (eenmalig, ongeveer een halve minuut).")
        make_example()
    serve()
