"""What may be asked of figures, declared once: the API, its description and the command line all go by this.

A value is checked by its form before it meets a snapshot, so that nothing strange gets further than this file.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qsl

from model.areas import Level
from model.errors import WijkpeilError

LONGEST_QUERY = 4000
MOST_ROWS, USUAL_ROWS, LAST_ROW = 5000, 500, 10_000_000
_PLAIN = re.compile(r"[A-Za-z0-9_.:/-]{1,60}")


class Form(StrEnum):
    """A form in which figures can be had as a file; the value is the ending of the file."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    GPKG = "gpkg"
    GEOJSON = "geojson"


class AskedWrong(WijkpeilError):
    """A question that cannot be answered as it was asked; ``missing``: well-formed, but there is no such thing."""

    def __init__(self, parameter: str, problem: str, missing: bool = False) -> None:
        super().__init__(f"{parameter}: {problem}")
        self.parameter, self.missing = parameter, missing


@dataclass(frozen=True)
class Parameter:
    """One thing to ask: its form as a pattern, or as a number between limits, and how many values it may have.

    ``on_pages``: what the address of a page calls it; the API understands both.
    """

    name: str
    about: str
    example: str
    pattern: str = ""
    options: tuple[str, ...] = ()
    numbers: tuple[int, int] | None = None
    most: int = 1
    default: str | None = None
    needed: bool = False
    on_pages: str = ""

    def fits(self, value: str) -> bool:
        """Whether a value has the form; it may still name something that does not exist."""
        if self.options:
            return value in self.options
        if self.numbers is not None:
            return re.fullmatch(r"[0-9]{1,9}", value) is not None and self.numbers[0] <= int(value) <= self.numbers[1]
        return re.fullmatch(self.pattern, value) is not None

    @property
    def form(self) -> str:
        """What is right, in words."""
        if self.options:
            return f"een van {', '.join(self.options)}"
        if self.numbers is not None:
            return f"een geheel getal van {self.numbers[0]} tot en met {self.numbers[1]}"
        return f"bijvoorbeeld {self.example}"


# Every indicator, of areas that are named.
EVERY = "alle"
INDICATOR = Parameter(
    "indicator",
    f"Id van een indicator; mag vaker. Bij een gekozen gebied ook: {EVERY}.",
    "inwoners",
    r"[a-z][a-z0-9_]{0,79}",
    most=60,
    needed=True,
)
AREA = Parameter(
    "area",
    "Code van een gebied; mag vaker. Zonder: alle gebieden van het programma.",
    "focuswijken",
    r"[A-Za-z0-9:-]{1,80}",
    most=200,
    on_pages="gebied",
)
LEVEL = Parameter(
    "level",
    "Niveau van de gebieden; mag vaker.",
    Level.BUURT.value,
    options=tuple(Level),
    most=len(Level),
    on_pages="niveau",
)
PERIOD = Parameter(
    "period", "Periode; mag vaker.", "2024", r"[0-9]{4}([/-][0-9A-Z]{1,4})?", most=50, on_pages="periode"
)
GRENZEN = Parameter(
    "grenzen",
    "Op de grenzen van dit jaar, of eigen: elk cijfer op zijn eigen grenzen. Zonder: die van het programma.",
    "eigen",
    r"[0-9]{4}|eigen",
)
FORMAT = Parameter("format", "Vorm van het antwoord.", "json", options=("json", *Form), default="json")
LIMIT = Parameter("limit", "Hoogste aantal rijen.", str(USUAL_ROWS), numbers=(1, MOST_ROWS), default=str(USUAL_ROWS))
OFFSET = Parameter("offset", "Zoveel rijen overslaan.", "0", numbers=(0, LAST_ROW), default="0")
OF_FIGURES = (INDICATOR, AREA, LEVEL, PERIOD, GRENZEN, FORMAT, LIMIT, OFFSET)


def shown(value: str) -> str:
    """A value as a message may repeat it: plain codes only, as anything else may be of anybody."""
    return f"'{value}'" if _PLAIN.fullmatch(value) else "deze waarde"


def parsed(query: str, parameters: Sequence[Parameter]) -> dict[str, list[str]]:
    """The values of each parameter in a query string, defaults included. Raises AskedWrong."""
    if len(query) > LONGEST_QUERY:
        raise AskedWrong("adres", f"de vraag is langer dan {LONGEST_QUERY} tekens. Vraag minder tegelijk.")
    most = sum(parameter.most for parameter in parameters)
    try:
        pairs = parse_qsl(query, keep_blank_values=True, errors="strict", max_num_fields=most + 1)
    except ValueError:
        raise AskedWrong("adres", "de vraag is niet te lezen of heeft te veel delen. Vraag minder tegelijk.") from None
    asked: dict[str, list[str]] = {}
    names = {parameter.on_pages: parameter.name for parameter in parameters if parameter.on_pages}
    for name, value in pairs:
        asked.setdefault(names.get(name, name), []).append(value)
    return checked(asked, parameters)


def checked(asked: Mapping[str, Sequence[str]], parameters: Sequence[Parameter]) -> dict[str, list[str]]:
    """The same values, each once and in the right form, with defaults. Raises AskedWrong."""
    by_name = {parameter.name: parameter for parameter in parameters}
    for name in asked:
        if name not in by_name:
            known = f"Kies uit: {', '.join(by_name)}." if by_name else "Laat haar weg."
            raise AskedWrong(name if _PLAIN.fullmatch(name) else "adres", f"deze parameter bestaat hier niet. {known}")
    return {name: _values(parameter, asked.get(name, ())) for name, parameter in by_name.items()}


def _values(parameter: Parameter, values: Sequence[str]) -> list[str]:
    found = list(dict.fromkeys(values))
    if not found and parameter.needed:
        raise AskedWrong(parameter.name, f"deze parameter ontbreekt. Geef haar, {parameter.form}.")
    if not found and parameter.default is not None:
        return [parameter.default]
    if len(found) > parameter.most:
        raise AskedWrong(parameter.name, f"{len(found)} waarden; het mogen er hoogstens {parameter.most} zijn.")
    for value in found:
        if not parameter.fits(value):
            raise AskedWrong(parameter.name, f"{shown(value)} kan hier niet. Geef {parameter.form}.")
    return found
