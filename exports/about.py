"""What a file says of itself: how to cite it, of which snapshot it is, a telling name, and its readme."""

import re
import unicodedata

import pandas as pd

from exports.fields import Field
from exports.selection import Selection
from snapshot import figures, publish
from snapshot.store import Audience, Snapshot

_HALF = {Audience.INTERN: publish.INTERN, Audience.OPENBAAR: publish.OPENBAAR}
_LONGEST = 60
INTERNAL = "Dit bestand is intern: er staan cijfers in die niet zijn afgeschermd. Deel het niet buiten de gemeente."
PUBLIC = "Dit bestand is openbaar. Cijfers over te weinig mensen zijn afgeschermd, en aantallen uit registers afgerond."


def figures_hash(s: Snapshot) -> str:
    """The sha256 of the database that the figures come from, as the manifest of the snapshot has it."""
    return str(s.manifest["bestanden"][_HALF[s.audience]])


def made_on(s: Snapshot) -> str:
    """The day on which the snapshot was made, as 2026-11-26."""
    return str(s.manifest["gemaakt"])[:10]


def citation(s: Snapshot, source: str, edition: str) -> str:
    """How to name where a figure comes from."""
    publisher, licence = figures.stated(s, source, edition)
    return (
        f"{publisher}, {s.sources[source].name}, editie {edition} ({licence}). Bewerkt met Wijkpeil: "
        f"{s.programme.naam}, peil {s.id} van {made_on(s)}."
    )


def file_name(s: Snapshot, selection: Selection, frame: pd.DataFrame, ending: str) -> str:
    """A name that tells what is inside: ``wijkpeil-verbeter-breda-inwoners-2013-2024.csv``.

    ``frame``: the rows, for the span of periods. A file of the intern half says so in its name.
    """
    indicators = selection.indicators
    what = indicators[0] if len(indicators) == 1 else f"{len(indicators)}-indicatoren"
    where = selection.areas[0] if selection.areas is not None and len(selection.areas) == 1 else ""
    levels = "-".join(selection.levels or ())
    span = sorted({period for period in frame["periode"] if period})
    when = "-".join(dict.fromkeys([span[0], span[-1]])) if span else ""
    half = "intern" if s.audience is Audience.INTERN else ""
    parts = ("wijkpeil", s.programme.id, what, where, levels, when, half)
    return "-".join(filter(None, map(plain, parts))) + f".{ending}"


def plain(text: str) -> str:
    """Text as a part of a file name: small letters, digits and hyphens."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")[:_LONGEST].strip("-")


def readme(s: Snapshot, frame: pd.DataFrame, fields: tuple[Field, ...]) -> list[tuple[str, str]]:
    """Lines of the readme of a file, as label and text: what it is, how to cite it, and what each column means."""
    half = INTERNAL if s.audience is Audience.INTERN else PUBLIC
    lines = [
        ("Cijfers van", s.programme.naam),
        ("Peil", f"{s.id}, gemaakt op {made_on(s)}"),
        ("Controlegetal", figures_hash(s)),
        ("Rijen", str(len(frame))),
        ("Voor wie", half),
        ("Geen cijfer", "Een lege waarde is geen nul: de kolom 'reden' zegt waarom er geen cijfer is."),
    ]
    if s.programme.fictief:
        lines.append(("Let op", "Deze gemeente is verzonnen; de cijfers betekenen niets."))
    lines += [("Banner", text) for text in s.banners]
    lines += [("Bronvermelding", cited) for cited in dict.fromkeys(frame.get("citaat", [])) if cited]
    return [*lines, ("", ""), ("Kolom", "Betekenis"), *((field.name, field.about) for field in fields)]
