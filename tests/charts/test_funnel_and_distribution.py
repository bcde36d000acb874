"""The words and bars of funnel and distribution, worked by hand."""

from collections.abc import Callable

import pandas as pd

from charts.distribution import bins, distribution_figure, distribution_seen
from charts.funnel import funnel_figure, funnel_notes, funnel_seen
from charts.style import LIGHT
from model.indicator import Indicator

NAN = float("nan")
NAMES = ("area", "area_name", "value", "base", "target", "phi", "low95", "high95", "low998", "high998", "outside")
FUNNEL = pd.DataFrame(
    [
        ("A", "<b>Aa", 45.0, 100.0, 30.0, 1.0, 21.0, 39.0, 15.8, 44.2, "99,8"),
        ("B", "Be", 36.5, 200.0, 30.0, 1.0, 23.6, 36.4, 20.0, 40.0, "95"),
        ("C", "Ce", 30.0, 400.0, 30.0, 1.0, 25.5, 34.5, 22.9, 37.1, ""),
    ],
    columns=NAMES,
)


def test_the_funnel_says_who_is_outside(indicator: Callable[..., Indicator]) -> None:
    assert funnel_seen(FUNNEL, indicator()) == (
        "Samen hebben deze 3 gebieden 30,0\u00a0%. Buiten de grens van 99,8 % ligt er 1: <b>Aa. "
        "Tussen 95 en 99,8 % ligt er 1."
    )
    assert funnel_seen(FUNNEL.tail(1), indicator()) == (
        "Samen hebben deze 1 gebieden 30,0\u00a0%. Geen enkel gebied ligt buiten de grens van 99,8 %."
    )


def test_widened_limits_say_so() -> None:
    assert len(funnel_notes(FUNNEL)) == 1
    assert "2,0 keer zo ver" in funnel_notes(FUNNEL.assign(phi=4.0))[1]


def test_the_chosen_area_stands_out_and_names_are_text(indicator: Callable[..., Indicator]) -> None:
    drawing = funnel_figure(FUNNEL, indicator(), LIGHT, "A")
    points = {tuple(trace.x): trace.marker.color for trace in drawing.data if trace.mode == "markers"}
    assert points[(100.0,)] == LIGHT.accent
    assert "<b>" not in drawing.to_json().replace("\\u003c", "<")


def test_bars_of_whole_steps() -> None:
    """Nine figures: three bars wanted over 1 to 12, 3,7 wide, so steps of 5 from 0; the edge 5 begins the second."""
    edges, counts = bins(pd.Series([1, 2, 4, 5, 6, 7, 9, 11, 12, NAN]), 0)
    assert (edges, counts) == ([0.0, 5.0, 10.0, 15.0], [3, 4, 2])
    assert bins(pd.Series([NAN]), 1) == ([], [])
    assert bins(pd.Series([7.0, 7.0]), 0) == ([7.0, 8.0], [2])


def test_the_distribution_in_words(indicator: Callable[..., Indicator]) -> None:
    values = pd.Series([1.0, 2.0, 4.0, 5.0, 6.0, 7.0, 9.0, 11.0, 12.0])
    assert distribution_seen(values, indicator(), ("Merelveld", 9.0)) == (
        "De meeste gebieden (4 van 9) liggen tussen 5,0 en 10,0\u00a0%. "
        "Merelveld heeft 9,0\u00a0%; 6 gebieden liggen lager."
    )
    assert distribution_seen(pd.Series([NAN]), indicator(), None) == "Er zijn geen cijfers om te verdelen."


def test_no_figures_no_bars(indicator: Callable[..., Indicator]) -> None:
    drawing = distribution_figure(pd.Series([NAN]), indicator(), LIGHT, {"<b>X": 3.0}, ("<i>Y", 2.0))
    assert len(drawing.data[0].x) == 0
    assert "<b>" not in str(drawing.data[1].customdata)
    assert "<i>" not in drawing.layout.annotations[0].text
