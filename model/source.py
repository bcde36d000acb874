"""Where figures come from: sources, and the deliveries of their files in the raw archive."""

from datetime import date, datetime

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


class Erasure(Model):
    """The tombstone of a file about respondents: when it was erased and why. The hashes of its sidecar stay."""

    erased_at: datetime
    why: str


class Delivery(Model):
    """Sidecar (``herkomst.json``) of one delivery: the files of one source and edition that came in together.

    ``number`` counts within source and edition, ``sequence`` over the whole archive (order by number, not by clock).
    ``files`` maps names in the archive to sha256; those besides ``main_file`` are companions (column metadata, region
    lists, descriptors). ``origin`` is a file name or URL, never a path of the machine.
    ``keep_until``: the last day on which a file about respondents may be kept; when it has been erased, the sidecar
    stays with ``erasure``.
    """

    source: str
    edition: str
    number: int
    sequence: int
    origin: str
    what: str
    fetched_at: datetime
    licence: str
    main_file: str
    files: dict[str, str]
    modified: str | None = None
    edition_from: str = "inhoud"
    keep_until: date | None = None
    erasure: Erasure | None = None
