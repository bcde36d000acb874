"""Command line entry: the same functions as the app, and nothing else. Help texts are Dutch."""

import pkgutil
import re
import sys
from importlib import import_module
from pathlib import Path

import commands
from commands.common import app, err
from model.errors import WijkpeilError


def main() -> None:
    """Run the command line; an expected error is one Dutch message and exit code 1."""
    load(sys.argv[1] if len(sys.argv) > 1 else "")
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


def load(word: str = "") -> None:
    """Import the module that declares this command, and all of them when none or another says so.

    Starting is mostly importing, and most commands need little of what the others do.
    """
    modules = [info.name for info in pkgutil.iter_modules(commands.__path__)]
    for name in [name for name in modules if word and _declares(name, word)]:
        import_module(f"{commands.__name__}.{name}")
    if not _known(word):
        for name in modules:
            import_module(f"{commands.__name__}.{name}")


def _declares(module: str, word: str) -> bool:
    text = (Path(commands.__path__[0]) / f"{module}.py").read_text(encoding="utf-8")
    name, function = re.escape(word), re.escape(word.replace("-", "_"))
    return bool(re.search(rf'\.command\("{name}"\)|\.command\(\)\ndef {function}\(|, name="{name}"\)', text))


def _known(word: str) -> bool:
    named = (one.name or getattr(one.callback, "__name__", "").replace("_", "-") for one in app.registered_commands)
    return word in {*named, *(group.name for group in app.registered_groups)}
