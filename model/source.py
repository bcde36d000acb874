"""Where figures come from: sources, and the deliveries of their files in the raw archive."""

from datetime import date, datetime

from pydantic import Field, field_validator

from model.base import Model
from model.variable import Variable

# Statistics.md of the project, after the rules of CBS for kerncijfers wijken en buurten.
MINIMUM_PERSONS = 10
MINIMUM_HOUSEHOLDS = 5
MINIMUM_BASE_INCOME = 100
MINIMUM_BASE_DWELLINGS = 20
ROUNDING = 5


class Protection(Model):
    """What may be shown in public of a source that counts people, and how. Field names are keys in YAML, hence Dutch.

    Counts under a minimum are hidden; percentages and means over fewer than a ``minimum_noemer`` too. Counts are
    rounded to multiples of ``afronding``, an odd number (1: not rounded).
    """

    minimum_personen: int = Field(default=MINIMUM_PERSONS, ge=1)
    minimum_huishoudens: int = Field(default=MINIMUM_HOUSEHOLDS, ge=1)
    minimum_noemer_inkomen: int = Field(default=MINIMUM_BASE_INCOME, ge=1)
    minimum_noemer_woningen: int = Field(default=MINIMUM_BASE_DWELLINGS, ge=1)
    afronding: int = Field(default=ROUNDING, ge=1)

    @field_validator("afronding")
    @classmethod
    def _odd(cls, base: int) -> int:
        if base % 2 == 0:
            raise ValueError("afronden kan op een oneven getal, zoals 5")
        return base


class Source(Model):
    """One publisher's data set. ``rank`` orders sources that give the same variable: the lowest is used first.

    ``protection`` None: its publisher has protected and published the figures already, so nothing is hidden twice.
    ``beleving``: its figures come from what people answered about themselves and their wijk, also by a model of that.
    ``every_years``: how many years apart its editions come at most, None where that is up to who makes it.
    ``variables`` tells of a protected source what its variables count; one that is not listed counts persons.
    """

    id: str
    name: str
    publisher: str
    licence: str
    url: str
    rank: int
    modelled: bool = False
    beleving: bool = False
    every_years: int | None = None
    note: str = ""
    protection: Protection | None = None
    variables: tuple[Variable, ...] = ()


class Erasure(Model):
    """The tombstone of a file about respondents: when it was erased and why. The hashes of its sidecar stay."""

    erased_at: datetime
    why: str


class Retrieval(Model):
    """From where a delivery was fetched. ``version``: what the server called it (``Modified`` or ETag), "" if nothing.

    ``selection``: the beginnings of the area codes that were asked for, or "landelijk".
    """

    url: str
    version: str
    selection: str


class Delivery(Model):
    """Sidecar (``herkomst.json``) of one delivery: the files of one source and edition that came in together.

    ``number`` counts within source and edition, ``sequence`` over the whole archive (order by number, not by clock).
    ``files`` maps names in the archive to sha256; those besides ``main_file`` are companions (column metadata, region
    lists, descriptors). ``origin`` is a file name or URL, never a path of the machine.
    ``keep_until``: the last day on which a file about respondents may be kept; when it has been erased, the sidecar
    stays with ``erasure``. ``retrieval`` None: it was offered as a file.
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
    retrieval: Retrieval | None = None
