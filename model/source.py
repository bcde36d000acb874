"""Where figures come from: sources, and the deliveries of their files in the raw archive."""

from datetime import datetime

from model.base import Model


class Source(Model):
    """One publisher's data set. ``rank`` orders sources that give the same variable: the lowest is used first."""

    id: str
    name: str
    publisher: str
    licence: str
    url: str
    rank: int
    modelled: bool = False
    note: str = ""


class Delivery(Model):
    """Sidecar (``herkomst.json``) of one delivery: the files of one source and edition that came in together.

    ``files`` maps the name in the archive to its sha256; the first is the main file, others are companions
    (column metadata, region lists). ``origin`` is a file name or URL, never a path of the machine.
    """

    source: str
    edition: str
    number: int
    origin: str
    what: str
    fetched_at: datetime
    licence: str
    files: dict[str, str]
    modified: str | None = None
    edition_from: str = "inhoud"

    @property
    def main_file(self) -> str:
        return next(iter(self.files))
