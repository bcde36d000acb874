"""Sums of money: exact, a missing amount is never 0, and the pace of a regeling worked by hand."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.besteding import NONE, Choice, Pace, Per, added, grouped, pace, reconciled_money
from model.inhoud import Inhoud
from model.middelen import Bedragkolom, Middel, Overzicht, Regeling, Totaal

_AMOUNTS = st.none() | st.decimals(0, 10**10, places=2)


def middel(name: str = "a", **cells: object) -> Middel:
    return Middel.model_validate({"id": name, "overzicht": "x", "post": "Post", **cells})


@given(st.lists(st.tuples(_AMOUNTS, _AMOUNTS, _AMOUNTS), max_size=6))
def test_a_sum_holds_what_is_known_and_says_how_much_that_is(
    cells: list[tuple[Decimal | None, Decimal | None, Decimal | None]],
) -> None:
    rows = [middel(f"a{n}", gepland=a, toegekend=b, besteed=c) for n, (a, b, c) in enumerate(cells)]
    sums = added(rows)
    for place, name in enumerate(("gepland", "toegekend", "besteed")):
        known = [row[place] for row in cells if row[place] is not None]
        assert sums.of(name).known == len(known)
        assert sums.of(name).value == (sum(known, Decimal(0)) if known else None)
    lone = [row for row in cells if (row[1] is None) != (row[2] is None)]
    if sums.rest.value is None:
        assert lone or all(row[1] is None for row in cells)
    else:
        assert not lone
        assert sums.toegekend.value is not None
        assert sums.besteed.value is not None
        assert sums.rest.value == sums.toegekend.value - sums.besteed.value


def test_costs_are_asked_once_per_post() -> None:
    rows = [middel("a", kosten=10, gepland=4, jaar=2025), middel("b", gepland=6, jaar=2025)]
    assert added(rows).kosten.whole
    assert added(rows).gepland.value == 10


def test_what_names_none_comes_last_and_years_are_in_order() -> None:
    rows = [middel("a"), middel("b", jaar=2026), middel("c", jaar=2024)]
    assert list(grouped(rows, Per.JAAR)) == ["2024", "2026", NONE]
    assert [row.id for row in rows if Choice(jaar=NONE).has(row)] == ["a"]
    assert [row.id for row in rows if Choice(jaar="2026", overzicht="x").has(row)] == ["b"]


REGELING = Regeling(id="r", naam="R", begin="2024", eind="2027")
TODAY = date(2026, 11, 27)


def years(**spent: int | None) -> list[Middel]:
    """100 granted in each year of the term."""
    return [middel(name, jaar=int(name[1:]), toegekend=100, besteed=amount) for name, amount in spent.items()]


def test_pace_is_at_the_end_of_the_last_year_that_is_whole() -> None:
    # 2024 and 2025 are 366 + 365 of 1461 days; 80 + 90 of 400 was spent.
    found = pace(REGELING, years(j2024=80, j2025=90, j2026=None, j2027=None), TODAY)
    assert found == Pace(date(2025, 12, 31), Decimal(731) / Decimal(1461), Decimal(170) / Decimal(400))


def test_pace_of_a_whole_amount_is_of_today() -> None:
    found = pace(REGELING, [middel(toegekend=400, besteed=100)], TODAY)
    assert found == Pace(TODAY, Decimal(366 + 365 + 331) / Decimal(1461), Decimal("0.25"))


@pytest.mark.parametrize(
    "rows",
    [
        years(j2024=80, j2025=90),  # the later years are granted elsewhere, or not yet
        years(j2024=80, j2025=None, j2026=90, j2027=None),  # a hole
        [middel(toegekend=400)],
        [middel(besteed=400)],
        [*years(j2024=80, j2025=90, j2026=None, j2027=None), middel("m", toegekend=1, besteed=1)],
    ],
)
def test_no_pace_where_term_or_money_is_not_whole(rows: list[Middel]) -> None:
    assert pace(REGELING, rows, TODAY) is None
    assert pace(Regeling(id="r", naam="R", eind="2027"), [middel(toegekend=4, besteed=1)], TODAY) is None


def test_a_total_without_amounts_counts_none() -> None:
    inhoud = Inhoud(
        overzichten=(Overzicht(id="x", naam="Begroting"),),
        middelen=(middel(gedrukt="pm"),),
        totalen=(Totaal(id="t", overzicht="x", naam="T", kolom=Bedragkolom.GEPLAND, gedrukt_bedrag=Decimal(5)),),
    )
    (one,) = reconciled_money(inhoud)
    assert (one.counted, one.printed) == (0, 5)
