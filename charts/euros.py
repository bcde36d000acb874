"""Amounts of money as a reader sees them: exact, or short enough for a label. An unknown amount is never 0."""

from decimal import ROUND_HALF_UP, Decimal

from charts.numbers import HARD_SPACE, MINUS
from model.euro import euro

UNKNOWN = "niet bekend"
_MILLION = Decimal(1_000_000)


def exact(amount: Decimal | None) -> str:
    """``1.234.500`` or ``287.450,50``, under a header that names the euro; ``niet bekend`` without an amount."""
    return UNKNOWN if amount is None else euro(amount).replace("-", MINUS)


def euros(amount: Decimal | None) -> str:
    """``€ 287.450,50``; ``niet bekend`` without an amount."""
    return UNKNOWN if amount is None else _with_sign(amount, euro(abs(amount)))


def short(amount: Decimal | None) -> str:
    """``€ 3,4 mln`` from a million on, else whole euros: a label beside a bar, whose table has the exact amount."""
    if amount is None:
        return UNKNOWN
    if abs(amount) < _MILLION:
        return _with_sign(amount, euro(_rounded(abs(amount), 0)))
    millions = _rounded(abs(amount) / _MILLION, 1)
    return f"{_with_sign(amount, f'{millions:.1f}'.replace('.', ','))}{HARD_SPACE}mln"


def percent(share: Decimal) -> str:
    """``68 %`` of a share; above nothing and below everything never rounded to 0 or 100."""
    rounded = _rounded(share * 100, 0)
    if 0 < share < 1:
        rounded = min(max(rounded, Decimal(1)), Decimal(99))
    return f"{euro(rounded)}{HARD_SPACE}%".replace("-", MINUS)


def _with_sign(amount: Decimal, text: str) -> str:
    return f"{MINUS if amount < 0 else ''}€{HARD_SPACE}{text}"


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
