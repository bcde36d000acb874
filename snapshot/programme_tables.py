"""Tables of a programme folder (CSV): what they point at must exist. Columns other than these are the table's own."""

import csv
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from model.errors import WijkpeilError
from model.programme import Programme
from snapshot.yaml_words import nearest

_WHERE = dict.fromkeys(("bouwsteen", "doel", "focuswijk"), "Gebruik een id uit programme.yaml.")
_WHERE["indicator"] = "Bekijk de lijst met: wijkpeil indicators."


def mistakes(
    programme: Programme, tables: Mapping[str, Path], folder: str, known_indicators: Collection[str]
) -> list[str]:
    """One sentence per cell that points at nothing. A cell may hold several ids, with spaces or commas between them.

    Raises WijkpeilError for a table that is no UTF-8.
    """
    known: dict[str, Collection[str]] = {
        "bouwsteen": {bouwsteen.id for bouwsteen in programme.bouwstenen},
        "doel": {doel.id for bouwsteen in programme.bouwstenen for doel in bouwsteen.doelen},
        "focuswijk": {focuswijk.id for focuswijk in programme.focuswijken},
        "indicator": known_indicators,
    }
    return [
        f"{folder}/{name}, {sentence}"
        for name, path in tables.items()
        for sentence in _table(path, f"{folder}/{name}", known)
    ]


def _table(path: Path, name: str, known: Mapping[str, Collection[str]]) -> Iterator[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise WijkpeilError(f"{name}: het bestand is geen UTF-8. Sla het opnieuw op als CSV UTF-8.") from None
    header = text.split("\n", 1)[0]
    reader = csv.DictReader(text.splitlines(), delimiter=";" if ";" in header else ",")
    for row in reader:
        for column, ids in known.items():
            for identifier in re.split(r"[,\s]+", (row.get(column) or "").strip()):
                if identifier and identifier not in ids:
                    remedy = nearest(identifier, ids) or _WHERE[column]
                    yield f"regel {reader.line_num}, kolom '{column}': {column} '{identifier}' bestaat niet. {remedy}"
