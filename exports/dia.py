"""One screen of a bijeenkomst: what a stage, slides and a report all say of it, in words, figures and what is drawn."""

from dataclasses import dataclass, field
from enum import StrEnum

from charts.words import Side
from model.verhaal import Verhaal


class Soort(StrEnum):
    """What a dia is for; a stage, slides and a report lay out each kind in their own way."""

    OPENING = "opening"
    PROGRAMMA = "programma"
    STAND = "stand"
    BOUWSTEEN = "bouwsteen"
    SCORE = "score"
    TREND = "trend"
    KLOOF = "kloof"
    KAART = "kaart"
    VERHAAL = "verhaal"
    FOCUSWIJK = "focuswijk"
    GEDAAN = "gedaan"
    VORIG = "vorig"
    VERDER = "verder"
    BRONNEN = "bronnen"
    CORRECTIE = "correctie"


class Beeldsoort(StrEnum):
    """What is drawn. ``LIGGING``: where focuswijken lie, without a figure."""

    TREND = "trend"
    KLOOF = "kloof"
    KAART = "kaart"
    BALKEN = "balken"
    LIGGING = "ligging"


@dataclass(frozen=True)
class Reeks:
    """One series of bars: its values beside ``Balken.namen`` (None: no bar) and its colour as a token.

    ``marges``: per bar the limits of its 95 % interval, or None; empty where none are drawn.
    A token is a field of ``charts.style.Theme``, with a place where that has several (``diverging-0``).
    """

    naam: str
    waarden: tuple[float | None, ...]
    kleur: str
    marges: tuple[tuple[float, float] | None, ...] = ()


@dataclass(frozen=True)
class Balken:
    """Bars: one group per name. ``gestapeld``: the series on top of each other; ``decimalen`` of the values.

    ``uitgelicht``: places of the bars that it is about, in the accent.
    """

    namen: tuple[str, ...]
    reeksen: tuple[Reeks, ...]
    eenheid: str
    decimalen: int = 0
    gestapeld: bool = False
    uitgelicht: tuple[int, ...] = ()


@dataclass(frozen=True)
class Beeld:
    """What a picture is about. ``indicator`` and ``periode`` are empty for bars and for where focuswijken lie.

    ``gebieden``: codes of the chosen areas, the first one drawn on top; a map outlines them. ``niveau``: that of a map.
    ``alternatief`` says in words what is seen; ``onderschrift`` what is measured; ``noten`` what must stand under it;
    ``waaier``: the same of the fan to the horizon, where that is drawn.
    """

    soort: Beeldsoort
    alternatief: str
    onderschrift: str = ""
    indicator: str = ""
    gebieden: tuple[str, ...] = ()
    periode: str = ""
    niveau: str = ""
    balken: Balken | None = None
    noten: tuple[str, ...] = ()
    waaier: str = ""


@dataclass(frozen=True)
class Cijfer:
    """One big figure. ``waarde`` as it is shown; ``kant``: the shape beside ``oordeel``, ``hol`` when it was not
    tested; ``tint`` as charts.judged.

    ``vergelijking``, ``verandering``, ``marge``, ``kloof`` are phrases and may be empty; ``reden``: why it was chosen.
    """

    indicator: str
    wat: str
    waarde: str
    eenheid: str
    periode: str
    kant: Side
    tint: str
    oordeel: str
    vergelijking: str
    verandering: str
    marge: str
    kloof: str
    reden: str
    hol: bool = False


@dataclass(frozen=True)
class Tabel:
    """Rows of text under ``koppen``; ``rechts``: places of columns that hold numbers or amounts."""

    koppen: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]
    rechts: tuple[int, ...] = ()


@dataclass(frozen=True)
class Dia:
    """One screen. ``id`` is stable as long as programme and choice are, and fit for an address.

    ``titel``: the message, a finding only where one was tested; ``kop``: what it belongs to, above the title.
    ``notities``: for who speaks: sources, margins, how it was tested, what may not be concluded.
    """

    id: str
    soort: Soort
    titel: str
    kop: str = ""
    bouwsteen: str = ""
    focuswijk: str = ""
    zinnen: tuple[str, ...] = ()
    cijfers: tuple[Cijfer, ...] = ()
    beeld: Beeld | None = None
    tabel: Tabel | None = None
    verhaal: Verhaal | None = None
    bron: str = ""
    notities: tuple[str, ...] = field(default_factory=tuple)
