"""Command line entry: the same functions as the app, and nothing else. Help texts are Dutch."""

import pkgutil
import sys
from importlib import import_module

import commands
from commands.common import app, err
from model.errors import WijkpeilError

for _module in pkgutil.iter_modules(commands.__path__):
    import_module(f"{commands.__name__}.{_module.name}")


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
