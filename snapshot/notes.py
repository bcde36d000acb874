"""Notes of loaders as a reader sees them under the name of their file: without that name again, and not too long."""

from collections.abc import Iterable

LONGEST = 300
# Kinds of notes in the order in which they are told, with their heading.
HEADINGS = {
    "gelezen": "Gelezen",
    "steekproef": "Steekproef",
    "vraag": "Vraag",
    "overgeslagen": "Overgeslagen",
    "ontbreekt": "Ontbreekt",
    "opvallend": "Opvallend",
    "waarschijnlijk": "Gebruikt op grond van waarschijnlijkheid",
    "apart_gezet": "Apart gezet",
}


def without_file(text: str, file: str) -> str:
    """The note without the file name that it may begin with, and with a capital."""
    bare = text.removeprefix(f"{file}: ")
    return bare[:1].upper() + bare[1:]


def without_names(text: str, files: Iterable[str]) -> str:
    """The note without the name of any of these files: for the public, to whom a name of a file may tell too much."""
    for file in sorted(files, key=len, reverse=True):
        text = text.removeprefix(f"{file}: ").replace(file, "het bestand")
    return text[:1].upper() + text[1:]


def shortened(text: str) -> str:
    """At most ``LONGEST`` characters, cut between two things that are listed; whole on the page Verantwoording."""
    if len(text) <= LONGEST:
        return text
    end = text.rfind("; ", 0, LONGEST)
    if end < 0:
        return f"{text[: text.rfind(' ', 0, LONGEST)]} …"
    left = text.count("; ", end)
    return f"{text[:end]} … (nog {left}; alles staat op de pagina Verantwoording)"
