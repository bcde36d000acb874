"""A moment as precisely as a source gives it, from a year to a day; never more precise than it is known."""

import re
from calendar import monthrange
from datetime import date
from typing import Annotated

from pydantic import AfterValidator

EXAMPLES = "2026, 2026-Q1, 2026-03 of 2026-03-31"
_FORM = re.compile(r"(19\d\d|20\d\d|2100)(?:-Q([1-4])|-(0[1-9]|1[0-2])(?:-([0-3]\d))?)?")


def first_day(moment: str) -> date:
    """First day of a moment. Raises ValueError for any other text."""
    return _span(moment)[0]


def last_day(moment: str) -> date:
    """Last day of a moment. Raises ValueError for any other text."""
    return _span(moment)[1]


def _span(moment: str) -> tuple[date, date]:
    found = _FORM.fullmatch(moment)
    if found is None:
        raise ValueError(f"een moment ziet eruit als {EXAMPLES}")
    year, quarter, month, day = int(found[1]), found[2], found[3], found[4]
    if day:
        exact = date(year, int(month), int(day))
        return exact, exact
    first, last = (3 * int(quarter) - 2, 3 * int(quarter)) if quarter else (int(month or 1), int(month or 12))
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _known(moment: str) -> str:
    if moment:
        _span(moment)
    return moment


# Empty: not known.
Moment = Annotated[str, AfterValidator(_known)]
