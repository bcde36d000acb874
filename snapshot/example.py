"""The fictional example municipality, from the files in the checkout to a served snapshot."""

from snapshot.beside import WORTH_IT, Beside
from snapshot.build import Built, build
from snapshot.intake import fetch_files
from snapshot.settings import CHECKOUT

EXAMPLE = "voorbeeldstad"
FILES = CHECKOUT / "data" / "voorbeeld" / "bronbestanden"


def make_example() -> Built:
    """Fetch the files of the example and build its snapshot. Raises WijkpeilError."""
    with Beside(WORTH_IT) as helper:
        fetch_files(FILES, None, accept=False, helper=helper)
        return build(EXAMPLE, helper=helper)
