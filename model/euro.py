"""Amounts of money in Dutch text, from exact decimals."""

from decimal import Decimal


def euro(amount: Decimal) -> str:
    """An amount without its sign of currency: thousands with points, cents only where there are any."""
    text = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    return text.translate(str.maketrans(",.", ".,"))
