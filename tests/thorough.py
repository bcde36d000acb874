"""How many examples hypothesis tries: few in the gate, fifty times as many when THOROUGH is set."""

import os

# No WIJKPEIL_ name: those are settings, and one that does not exist refuses to start.
THOROUGH = bool(os.environ.get("THOROUGH"))


def times(examples: int) -> int:
    """So many examples, or far more in a thorough run."""
    return 50 * examples if THOROUGH else examples
