"""The composite on screen: with its parts and the range of its place, or with the reasons why there is none."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from charts.composite import composite
from model.indicator import Indicator

MakeIndicator = Callable[..., Indicator]
NAN = float("nan")


def _figures(*rows: dict[str, Any]) -> pd.DataFrame:
    row = {
        "bouwsteen": "wonen",
        "area": "focuswijken",
        "area_name": "Focuswijken samen",
        "level": "focuswijken",
        "period": "2024",
        "value": -0.424,
        "rank": 31.0,
        "rank_low": 24.5,
        "rank_high": 38.0,
        "n_ranked": 40,
        "ranked_among": "buurten",
        "n_parts": 2,
        "parts": ["schulden", "bijstand"],
        "scores": [-0.4, -0.448],
        "missing": [],
        "change_withheld": None,
    }
    return pd.DataFrame([row | changed for changed in rows])


def _parts(*rows: tuple[str, bool, str]) -> pd.DataFrame:
    columns = ["bouwsteen", "indicator", "used", "reason"]
    return pd.DataFrame([("wonen", *row) for row in rows], columns=columns)


USED = (("schulden", True, ""), ("bijstand", True, ""))


def test_the_score_stands_with_its_parts_and_the_range_of_its_place(indicator: MakeIndicator) -> None:
    figures = _figures({"period": "2022", "value": -0.51}, {})
    parts = _parts(*USED, ("woz", False, "heeft geen richting: hoger of lager is niet beter of slechter"))
    names = {"schulden": indicator(), "woz": indicator(id="woz", name="Waarde <woning>")}
    html = composite(figures, parts, "wonen", "focuswijken", names, 2022)
    assert "Samengestelde score −0,42 in 2024 (−0,51 in 2022)" in html
    assert (
        "De focuswijken samen zouden tussen 40 buurten op plaats 31 staan (1 is het gunstigst); "
        "met een andere keuze van kerncijfers tussen 24 en 38." in html
    )
    assert "0 is de gemiddelde buurt in 2022; boven 0 is gunstiger, onder 0 ongunstiger." in html
    assert '<th scope="row">bijstand</th><td class="wp-number">−0,45</td>' in html
    assert "Waarde &lt;woning&gt; heeft geen richting: hoger of lager is niet beter of slechter." in html


def test_a_score_is_not_held_against_one_on_other_borders(indicator: MakeIndicator) -> None:
    figures = _figures({"period": "2022", "value": -0.51}, {"change_withheld": "grens gewijzigd"})
    html = composite(figures, _parts(*USED), "wonen", "focuswijken", {"schulden": indicator()}, 2022)
    assert "Samengestelde score −0,42 in 2024 (niet te vergelijken met 2022: grens gewijzigd)" in html
    assert "−0,51" not in html


def test_a_buurt_that_lacks_a_part_has_no_score_and_says_which(indicator: MakeIndicator) -> None:
    figures = _figures({"value": NAN, "rank": NAN, "scores": [NAN, 0.1], "missing": ["schulden"]})
    html = composite(figures, _parts(*USED), "wonen", "focuswijken", {"schulden": indicator(name="Schulden")}, 2022)
    assert "Samengestelde score: geen" in html
    assert "Dit gebied heeft in 2024 geen cijfer voor: Schulden." in html


def test_a_bouwsteen_without_composite_says_why_for_every_figure(indicator: MakeIndicator) -> None:
    parts = _parts(("schulden", False, "is het enige cijfer dat overblijft"))
    html = composite(
        _figures({}).iloc[:0], parts, "wonen", "focuswijken", {"schulden": indicator(name="Schulden")}, 2022
    )
    assert "Er zijn te weinig kerncijfers om samen te nemen." in html
    assert "<li>Schulden is het enige cijfer dat overblijft.</li>" in html


def test_a_focuswijk_stands_among_its_own_kind_and_the_rest_among_the_buurten() -> None:
    focuswijk = {"area": "focuswijk:a", "area_name": "Aa", "level": "focuswijk", "ranked_among": "focuswijken"}
    figures = _figures(focuswijk | {"n_ranked": 9, "rank": 4.0, "rank_low": 2.0, "rank_high": 6.0})
    html = composite(figures, _parts(*USED), "wonen", "focuswijk:a", {}, 2022)
    assert "Aa staat tussen 9 focuswijken op plaats 4 (1 is het gunstigst); met een andere keuze" in html
    firm = _figures(focuswijk | {"n_ranked": 9, "rank": 5.0, "rank_low": 5.0, "rank_high": 5.0})
    assert "op plaats 5 (1 is het gunstigst); ook met een andere keuze van kerncijfers." in composite(
        firm, _parts(*USED), "wonen", "focuswijk:a", {}, 2022
    )
    rest = _figures({"area": "rest", "area_name": "Rest van de stad", "level": "rest"})
    assert "De rest van de stad zou tussen 40 buurten op plaats 31 staan" in composite(
        rest, _parts(*USED), "wonen", "rest", {}, 2022
    )
