"""Interventies under a trend: which ones, where their bars lie, and what is said of the others."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from charts.interventies import Work
from charts.style import LIGHT
from charts.timing import MOST, NOTE, Mark, Reach, Timing, lines, span_of, spoken, timing_of, with_lane
from charts.trend import figures, lines_of
from model.indicator import Indicator
from model.inhoud import Inhoud
from model.programme import Aansluiting, Bouwsteen, Doel, Focuswijk, Nulmeting, Programme
from model.uitvoering import Interventie, Status

TODAY, SPAN = date(2024, 7, 1), (2017.6, 2024.4)
PROGRAMME = Programme(
    id="p",
    naam="P",
    gemeenten=("GM1",),
    begin=2020,
    horizon=2040,
    grenzenjaar=2024,
    nulmeting=Nulmeting(jaar=2020, grond="g"),
    focuswijken=(
        Focuswijk(id="a", naam="A", buurten=("BU1",), aansluiting=Aansluiting.EXACT),
        Focuswijk(id="b", naam="B", buurten=("BU2",), aansluiting=Aansluiting.EXACT),
    ),
    bouwstenen=(Bouwsteen(id="x", naam="X", doelen=(Doel(id="d", naam="D", kernset=("schulden",)),)),),
)


def one(name: str, begin: str = "2021", eind: str = "2022", wijken: str = "a", doel: str = "d") -> Interventie:
    return Interventie(
        id=name, naam=name, begin=begin, eind=eind, focuswijken=tuple(wijken), doelen=(doel,), status=Status.LOOPT
    )


def timing(*ones: Interventie, **reaches: Reach) -> Timing:
    return timing_of(Work(PROGRAMME, Inhoud(interventies=ones)), "schulden", reaches, SPAN, TODAY)


def test_only_what_aims_here_and_is_known_is_drawn_and_the_rest_is_counted() -> None:
    found = timing(
        one("later", "2022", "2023", "ab"),
        one("eerst", "2019", "2020"),
        one("elders", wijken="b"),
        one("ander-doel", doel="anders"),
        one("overal", wijken=""),
        one("zonder-moment", "", ""),
        one("na-de-cijfers", "2026", ""),
        lijn=Reach(frozenset("a")),
    )
    assert [(mark.number, mark.one.id) for mark in found.marks] == [(1, "eerst"), (2, "later")]
    assert (found.more, found.outside, found.undated, found.unbound) == (0, 1, 1, 1)
    assert lines(found)[0] == NOTE
    assert lines(found)[-1] == (
        "Niet getekend: 1 interventie valt buiten de jaren van de grafiek; 1 interventie heeft geen bekend begin of "
        "eind; 1 interventie is niet aan een focuswijk gebonden en staat alleen bij de focuswijken samen."
    )


def test_those_bound_to_no_focuswijk_belong_to_the_focuswijken_together() -> None:
    found = timing(one("overal", wijken=""), one("a"), samen=Reach(frozenset("ab"), unbound=True))
    assert {mark.one.id for mark in found.marks} == {"overal", "a"}
    assert found.unbound == 0


def test_the_most_that_stays_legible_and_those_of_fewest_focuswijken_first() -> None:
    found = timing(*(one(f"breed-{n}", wijken="ab") for n in range(MOST)), one("eigen"), lijn=Reach(frozenset("a")))
    assert len(found.marks) == MOST
    assert "eigen" in {mark.one.id for mark in found.marks}
    assert found.more == 1
    assert "1 interventie past er niet meer bij" in lines(found)[-1]


def test_a_bar_lies_below_the_axis_at_its_years(
    frame: Callable[..., pd.DataFrame], indicator: Callable[..., Indicator]
) -> None:
    """Rows of 18 px below a margin of 34 px, in a plot of 410 − 46 − 34 = 330 px: middles at −43/330 and −61/330."""
    rows = [{"area": "BU1", "period": str(year), "value": float(year - 2000)} for year in range(2018, 2025)]
    before = figures(lines_of(frame(*rows), ["BU1"]), indicator(), None, LIGHT)[0]
    found = timing(one("eerst", "2019", "2020"), one("later", "2023", ""), BU1=Reach(frozenset("a")))
    after = with_lane(before, found.marks, ["BU1"], LIGHT)
    assert span_of([after]) == (pytest.approx(2017.6), pytest.approx(2024.4))
    own = after.layout.shapes[len(before.layout.shapes) :]
    assert [(s.x0, s.x1) for s in own] == [
        *[(2019, 2020), (2020, 2021)],  # 2019 up to and with 2020: nothing is sure between the two years
        *[(2023, 2024), (2024, pytest.approx(2024.4))],
    ]
    middles = [(s.y0 + s.y1) / 2 for s in own]
    assert middles == [pytest.approx(-43 / 330)] * 2 + [pytest.approx(-61 / 330)] * 2
    assert after.layout.height == before.layout.height + 2 * 18 + 8
    assert [a.text for a in after.layout.annotations][-2:] == ["1", "2"]
    # What a cache keeps stays as it was, and a line that is not theirs has no bars.
    assert len(before.layout.annotations) == len(after.layout.annotations) - 2
    assert with_lane(before, found.marks, ["BU9"], LIGHT).layout.shapes == before.layout.shapes


def test_one_day_is_a_point_and_days_at_both_ends_are_one_bar(
    frame: Callable[..., pd.DataFrame], indicator: Callable[..., Indicator]
) -> None:
    rows = [{"area": "BU1", "period": str(year), "value": 1.0} for year in range(2018, 2025)]
    before = figures(lines_of(frame(*rows), ["BU1"]), indicator(), None, LIGHT)[0]
    found = timing(
        one("dag", "2020-01-01", "2020-01-01"), one("jaren", "2021-01-01", "2022-12-31"), BU1=Reach(frozenset("a"))
    )
    point, bar = with_lane(before, found.marks, ["BU1"], LIGHT).layout.shapes[len(before.layout.shapes) :]
    assert (point.type, point.xsizemode, point.xanchor) == ("circle", "pixel", pytest.approx(2020 + 0.5 / 366))
    assert (bar.type, bar.x0, bar.x1) == ("rect", 2021, 2023)


def test_the_text_alternative_tells_the_bars_of_its_own_lines() -> None:
    marks = (
        Mark(1, one("huis", "2021-03", "2027"), (), frozenset({"BU1"})),
        Mark(2, one("spreekuur"), (), frozenset({"BU2"})),
    )
    found = Timing(marks, 0, 0, 0, 0)
    assert spoken(found, ["BU1", "rest"]) == (" Onder de as staan interventies: 1 huis (maart 2021 tot en met 2027).")
    assert spoken(found, ["rest"]) == ""
