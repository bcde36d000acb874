"""Numbers and periods as a Dutch reader writes them. Rounding here is for showing only; figures keep their digits."""

import math
import re
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

NONE = "–"
MINUS = "−"
HARD_SPACE = "\u00a0"

_EUROS = {"euro": 1, "€": 1, "eur": 1, "1.000 euro": 1000, "x 1.000 euro": 1000, "x 1 000 euro": 1000}
_EUROS |= {"× € 1.000": 1000, "x € 1.000": 1000, "× 1.000 euro": 1000, "€ 1.000": 1000, "duizend euro": 1000}
_BARE = {"", "aantal", "score", "index", "indexcijfer", "getal"}
# Units that stay beside a difference; longer ones stand in the header.
_SHORT = {"km", "m³", "kWh", "ha", "maanden"}
_SCHOOL_YEAR = re.compile(r"(\d{4})/(\d{4})")
_QUARTER = re.compile(r"(\d{4})-?[KQ]([1-4])")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_DAY = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(\d{2})")
_MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september"]
_MONTHS += ["oktober", "november", "december"]
_AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def is_number(value: object) -> bool:
    """Whether there is a finite number to show."""
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) and math.isfinite(value)


def number(value: float | None, decimals: int = 0) -> str:
    """``1234.56`` with one decimal is ``1.234,6``; no number is an en dash. Halves are rounded away from zero."""
    if value is None or not math.isfinite(value):
        return NONE
    rounded = rounded_to(value, decimals)
    text = f"{abs(rounded):,.{decimals}f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"{MINUS}{text}" if rounded < 0 else text


def rounded_to(value: float, decimals: int) -> float:
    """Rounded as people do it (0,25 → 0,3), without a negative zero; NaN stays NaN."""
    if not math.isfinite(value):
        return value
    shifted = round(abs(value) * 10**decimals, 6)
    return math.copysign(math.floor(shifted + 0.5) / 10**decimals, value) + 0.0


def with_unit(value: float | None, unit: str, decimals: int) -> str:
    """A value as it stands alone: ``12,3 %``, ``€ 231.000``, ``4,1 per 1.000 inwoners``, ``1.234``."""
    if value is None or not math.isfinite(value):
        return NONE
    if unit in _EUROS:
        return _euros(value, unit, decimals)
    text = number(value, decimals)
    return text if unit in _BARE else f"{text}{HARD_SPACE}{unit}"


def with_short_unit(value: float | None, unit: str, decimals: int) -> str:
    """Like ``with_unit``, but a long unit ("per 1.000 inwoners") is left for the header."""
    return with_unit(value, unit if unit == "%" or unit in _EUROS or unit in _SHORT else "", decimals)


def difference(value: float | None, unit: str, decimals: int) -> str:
    """A difference with its sign; percentages differ by procentpunten: ``+1,2 procentpunt``, ``−€ 3.000``."""
    if value is None or not math.isfinite(value):
        return NONE
    rounded = rounded_to(value, decimals)
    sign = "+" if rounded > 0 else MINUS if rounded < 0 else ""
    if unit in _EUROS:
        return sign + _euros(abs(value), unit, decimals)
    text = f"{sign}{number(abs(value), decimals)}"
    if unit == "%":
        return f"{text}{HARD_SPACE}procentpunt"
    return f"{text}{HARD_SPACE}{unit}" if unit in _SHORT else text


def bare(value: float | None, unit: str, decimals: int) -> str:
    """A value under a header that already names the unit; amounts in thousands of euros are written out."""
    if value is None or not math.isfinite(value):
        return NONE
    if unit in _EUROS:
        return _euros(value, unit, decimals).removeprefix(f"€{HARD_SPACE}")
    return number(value, decimals)


def unit_label(unit: str) -> str:
    """The unit for a header or axis: ``€`` for any unit in euros, nothing for plain scores."""
    if unit in _EUROS:
        return "€"
    return "aantal" if unit == "aantal" else "" if unit in _BARE else unit


def scale(unit: str) -> float:
    """What a stored value is multiplied by to be in the unit of ``unit_label``: 1000 for thousands of euros."""
    return float(_EUROS.get(unit, 1))


def _euros(value: float, unit: str, decimals: int) -> str:
    factor = _EUROS[unit]
    shown = number(value * factor, max(0, decimals - round(math.log10(factor))))
    return f"{MINUS}€{HARD_SPACE}{shown[1:]}" if shown.startswith(MINUS) else f"€{HARD_SPACE}{shown}"


def period_label(period: str) -> str:
    """``2024``, ``schooljaar 2023/2024``, ``1e kwartaal 2024``, ``maart 2024``; any other text as it is."""
    if match := _SCHOOL_YEAR.fullmatch(period):
        return f"schooljaar {match[1]}/{match[2]}" if int(match[2]) == int(match[1]) + 1 else f"{match[1]}–{match[2]}"
    if match := _QUARTER.fullmatch(period):
        return f"{match[2]}e kwartaal {match[1]}"
    if (match := _MONTH.fullmatch(period)) and 1 <= int(match[2]) <= 12:
        return f"{_MONTHS[int(match[2]) - 1]} {match[1]}"
    return period


def day_label(moment: str) -> str:
    """``31 december 2025`` for a day or an ISO 8601 time; a year, quarter or month as ``period_label`` says it."""
    if match := _DAY.fullmatch(moment.split("T")[0]):
        return f"{int(match[3])} {_MONTHS[int(match[2]) - 1]} {match[1]}"
    return period_label(moment)


def period_position(period: str) -> float | None:
    """Where a period lies on a time axis, in years; None when its text does not begin with a year."""
    if match := _QUARTER.fullmatch(period):
        return int(match[1]) + (int(match[2]) - 1) / 4
    if (match := _MONTH.fullmatch(period)) and 1 <= int(match[2]) <= 12:
        return int(match[1]) + (int(match[2]) - 1) / 12
    match = re.match(r"\d{4}", period)
    return float(match[0]) if match else None


def edition_label(edition: str) -> str:
    """What an edition is called on a page: of a file of the gemeente its years alone, without the id before them."""
    own = re.fullmatch(r"[a-z][a-z0-9-]*?-(\d{4})(?:-(\d{4}))?", edition)
    return period_label(edition) if own is None else "–".join(year for year in own.groups() if year)


def short_day(moment: datetime) -> str:
    """The day: ``31-3-2026``."""
    return f"{moment.day}-{moment.month}-{moment.year}"


def moment_label(text: object) -> str:
    """A moment of a log, on the clock of the Netherlands; what cannot be read as one as it is."""
    try:
        here = datetime.fromisoformat(str(text)).astimezone(_AMSTERDAM)
    except ValueError:
        return str(text or "")
    return f"{short_day(here)} {here:%H:%M}"
