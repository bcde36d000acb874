"""What a source offers on the internet: declared beside its loader (attribute ``remote``), fetched by ``net``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Server(StrEnum):
    """A server, by the name of the setting that holds its base URL."""

    CBS_V4 = "cbs_v4_url"
    CBS_V3 = "cbs_v3_url"
    DERDEN = "cbs_derden_url"
    PDOK = "pdok_url"
    PDOK_FILES = "pdok_files_url"
    LEEFBAAROMETER = "leefbaarometer_url"
    LOCATIESERVER = "locatieserver_url"


class Editions(StrEnum):
    """What one edition of a StatLine source is: a table of its own, a period in one table, or all of one table.

    Of ``TABLE_WITH_HISTORY`` and ``NEWEST_PERIOD`` the newest edition holds all earlier years too.
    """

    TABLE = "tabel"
    TABLE_WITH_HISTORY = "tabel met alle jaren"
    EACH_PERIOD = "periode"
    NEWEST_PERIOD = "tabel die doorloopt"


@dataclass(frozen=True)
class StatLine:
    """Tables of StatLine. ``tables``: edition → table, or "" → the one table of which periods are the editions.

    ``servers``: in order of preference. ``title``: pattern that the table's own title must match; its first group, if
    it has one, is the edition, and tables of the catalogue that match are new editions. ``only``: keys that are asked
    of other dimensions. ``as_text``: the loader reads CSV.
    """

    tables: Mapping[str, str]
    servers: tuple[Server, ...]
    title: str
    editions: Editions = Editions.TABLE
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    as_text: bool = False


@dataclass(frozen=True)
class Boundaries:
    """An OGC API per year, and a GeoPackage per year and delivery for the whole country (newest delivery first)."""

    years: tuple[str, ...]
    api: str
    collections: tuple[str, ...]
    file: str
    deliveries: tuple[int, ...]


@dataclass(frozen=True)
class Files:
    """Files of which each new edition has all history. ``paths``: edition → path; ``pattern``: path of a new edition.

    ``step``: years between two editions.
    """

    paths: Mapping[str, str]
    pattern: str
    step: int
    server: Server


Remote = StatLine | Boundaries | Files


@dataclass(frozen=True)
class Selection:
    """Which areas: of ``gemeenten`` everything, of ``besides`` only the gemeente; none at all is the whole country."""

    gemeenten: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()

    @property
    def prefixes(self) -> tuple[str, ...]:
        """Beginnings of the area codes that are wanted; the land has code NL00, or NL01 at RIVM."""
        if not self.gemeenten:
            return ()
        own = [f"{level}{code[2:]}" for code in self.gemeenten for level in ("GM", "WK", "BU")]
        return ("NL", *own, *self.besides)

    @property
    def key(self) -> str:
        """The same text for the same areas."""
        return "+".join(self.prefixes) or "landelijk"
