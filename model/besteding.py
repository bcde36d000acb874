"""What became of the money: amounts added up within one overzicht, and never with an unknown amount as nothing.

Amounts of two overzichten may be the same money, so nothing here adds them; exact decimals throughout.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from model.inhoud import Inhoud
from model.middelen import Bedragkolom, Middel, Regeling
from model.moment import first_day, last_day

# In place of an id, for amounts that name none.
NONE = "-"


class Per(StrEnum):
    """What amounts are put together by."""

    REGELING = "regeling"
    STRATEGIE = "strategie"
    BOUWSTEEN = "bouwsteen"
    JAAR = "jaar"
    POST = "post"

    def of(self, middel: Middel) -> str:
        """The group of an amount; ``NONE`` when it names none."""
        value = getattr(middel, self.value)
        return NONE if value in ("", None) else str(value)


@dataclass(frozen=True)
class Sum:
    """Amounts added up. ``value`` None: not known. ``known`` of the ``asked`` amounts are in it."""

    value: Decimal | None
    known: int
    asked: int

    @property
    def whole(self) -> bool:
        """Whether every amount that was asked for is in it."""
        return self.value is not None and self.known == self.asked


@dataclass(frozen=True)
class Sums:
    """The columns of some amounts added up. ``rest``: granted minus spent, only where of each amount both are known."""

    kosten: Sum
    gepland: Sum
    toegekend: Sum
    besteed: Sum
    rest: Sum
    spent_share: Decimal | None

    def of(self, column: str) -> Sum:
        """The sum of one column of ``Bedragkolom``, or ``rest``."""
        found: Sum = getattr(self, column)
        return found


def added(rows: Sequence[Middel]) -> Sums:
    """Amounts of one overzicht added up; ``spent_share``: spent as a share of planned, where both are whole."""
    columns = {column.value: _column(rows, column) for column in Bedragkolom}
    posts = {(row.post, row.jaar) for row in rows}  # costs stand once per post
    columns["kosten"] = Sum(columns["kosten"].value, columns["kosten"].known, len(posts))
    return Sums(**columns, rest=_rest(rows), spent_share=_spent_share(rows))


def _column(rows: Sequence[Middel], column: Bedragkolom) -> Sum:
    known = [amount for row in rows if (amount := row.amount(column)) is not None]
    return Sum(sum(known, Decimal(0)) if known else None, len(known), len(rows))


def _rest(rows: Sequence[Middel]) -> Sum:
    either = [row for row in rows if row.toegekend is not None or row.besteed is not None]
    both = [row.toegekend - row.besteed for row in either if row.toegekend is not None and row.besteed is not None]
    whole = bool(both) and len(both) == len(either)
    return Sum(sum(both, Decimal(0)) if whole else None, len(both), len(either))


def _spent_share(rows: Sequence[Middel]) -> Decimal | None:
    either = [row for row in rows if row.gepland is not None or row.besteed is not None]
    both = [(row.gepland, row.besteed) for row in either if row.gepland is not None and row.besteed is not None]
    planned = sum((planned for planned, _ in both), Decimal(0))
    if not planned or len(both) < len(either):
        return None
    return sum((spent for _, spent in both), Decimal(0)) / planned


def grouped(rows: Iterable[Middel], per: Per) -> dict[str, list[Middel]]:
    """Amounts by group: years in order, all else as it is entered; those that name none last."""
    found: dict[str, list[Middel]] = {}
    for row in rows:
        found.setdefault(per.of(row), []).append(row)
    order = sorted(found, key=lambda group: (group == NONE, group if per is Per.JAAR else ""))
    return {group: found[group] for group in order}


@dataclass(frozen=True)
class Choice:
    """Which amounts: empty is all, ``NONE`` those that name none."""

    overzicht: str = ""
    regeling: str = ""
    jaar: str = ""
    dekking: str = ""

    def has(self, middel: Middel) -> bool:
        """Whether an amount was asked for."""
        dekking = middel.dekking.value if middel.dekking else NONE
        return (
            self.overzicht in ("", middel.overzicht)
            and self.regeling in ("", Per.REGELING.of(middel))
            and self.jaar in ("", Per.JAAR.of(middel))
            and self.dekking in ("", dekking)
        )


@dataclass(frozen=True)
class Reconciled:
    """One printed total: as printed, as entered (the sum of the rows that count in it), and the note of the source.

    ``counted``: how many amounts are in what was entered.
    """

    overzicht: str
    name: str
    column: str
    printed: Decimal
    entered: Decimal
    note: str
    counted: int = 0

    @property
    def difference(self) -> Decimal:
        """Entered minus printed."""
        return self.entered - self.printed


def reconciled_money(inhoud: Inhoud) -> list[Reconciled]:
    """Every printed total of money, in the order of the table."""
    names = {overzicht.id: overzicht.naam for overzicht in inhoud.overzichten}
    found = []
    for totaal in inhoud.totalen:
        amounts = [middel.amount(totaal.kolom) for middel in inhoud.middelen if totaal.counts(middel)]
        known = [amount for amount in amounts if amount is not None]
        name = names.get(totaal.overzicht, totaal.overzicht)
        entered = sum(known, Decimal(0))
        found.append(
            Reconciled(name, totaal.naam, totaal.kolom, totaal.gedrukt_bedrag, entered, totaal.noot, len(known))
        )
    return found


@dataclass(frozen=True)
class Pace:
    """How much of a regeling's term had passed on a day, and how much of what was granted for it was spent by then."""

    day: date
    passed: Decimal
    spent: Decimal


def pace(regeling: Regeling, rows: Sequence[Middel], today: date) -> Pace | None:
    """The pace of a regeling by its amounts in one overzicht; None where term or money is not known for all of it.

    Amounts per year must be granted for every year of the term. Then the day is the end of the last year of which
    all is known to be spent; for amounts without a year it is today.
    """
    rows = [row for row in rows if row.toegekend is not None]
    granted = sum((row.toegekend for row in rows if row.toegekend is not None), Decimal(0))
    if not (regeling.begin and regeling.eind and granted):
        return None
    begin, end = first_day(regeling.begin), last_day(regeling.eind)
    until = _spent_until(rows, begin, end, today)
    if until is None or until < begin:
        return None
    days = Decimal((min(until, end) - begin).days + 1)
    spent = sum((row.besteed for row in rows if row.besteed is not None), Decimal(0))
    return Pace(until, days / Decimal((end - begin).days + 1), spent / granted)


def _spent_until(rows: Sequence[Middel], begin: date, end: date, today: date) -> date | None:
    years = {row.jaar for row in rows}
    if years == {None}:
        return today if all(row.besteed is not None for row in rows) else None
    if None in years or years != set(range(begin.year, end.year + 1)):
        return None
    spent = {year for year in years if any(row.besteed is not None for row in rows if row.jaar == year)}
    whole = [year for year in spent if all(row.besteed is not None for row in rows if row.jaar == year)]
    done = [year for year in range(begin.year, end.year + 1) if year in whole]
    # What was spent must be the first years, each of them whole.
    if not done or len(done) < len(spent) or done != list(range(begin.year, done[-1] + 1)):
        return None
    return min(date(done[-1], 12, 31), today)
