"""Two hundred sessions that are opened and left, on a tiny town: what stays in memory afterwards."""

import tempfile
from pathlib import Path

from tests.faults.kills import Town, make
from tests.serving import serving
from tests.sessions import active, left_behind

# Enough to fill the 128 places that Streamlit keeps for sessions that may come back.
WARM, COUNT = 150, 200


def run() -> dict[str, float]:
    """Resident megabytes before and after, and the sessions that the app still takes for open."""
    with tempfile.TemporaryDirectory() as folder:
        sources = Path(folder) / "bronnen"
        sources.mkdir()
        Town(Path(folder) / "data", sources).run(make)
        with serving(Path(folder) / "data") as address:
            before, after = left_behind(address, WARM, COUNT)
            return {
                f"after {WARM} sessions MB": before,
                f"after {COUNT} more MB": after,
                "still open": float(active(address)),
            }
