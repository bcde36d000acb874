"""Experience beside record in words: no direction is named that was not tested."""

from collections.abc import Callable
from typing import Any

import pytest

from charts.pairs import pairs, sentence
from model.afspraken import Paar
from model.indicator import Indicator

PAIR = Paar(id="p", naam="Onveilig & zo", beleving="schulden", registratie="schulden", toelichting="Let op.")
_ROW: dict[str, Any] = {
    "paar": "p", "area": "focuswijken", "verdict": "samen op", "why": "",
    **{
        f"{side}_{name}": value
        for side in ("beleving", "registratie")
        for name, value in {
            "indicator": "schulden", "start_period": "2020", "period": "2022", "start_value": 20.0, "value": 15.0,
            "result": "gedaald", "moved": "beter",
        }.items()
    },
}  # fmt: skip


def test_a_pair_says_both_changes_and_what_they_mean(indicator: Callable[..., Indicator]) -> None:
    html = pairs([_ROW], [PAIR], {"schulden": indicator()})
    assert "<h4>Onveilig &amp; zo</h4>" in html
    assert "Huishoudens met schulden: van 20,0\u00a0% (2020) naar 15,0\u00a0% (2022), gedaald: beter" in html
    assert "Beide gaan de goede kant op. Let op." in html


def test_an_untested_side_says_so_and_a_pair_without_figures_stands_below(indicator: Callable[..., Indicator]) -> None:
    untested = _ROW | {"verdict": "niet te toetsen", "why": "beleving: een model", "beleving_moved": ""}
    html = pairs([untested], [PAIR], {"schulden": indicator()})
    assert "(2022), niet getoetst" in html
    assert "Of ze samen veranderden, is niet te toetsen. Beleving: een model." in html
    bare = untested | {"beleving_start_period": None, "why": "er is niets"}
    assert "Nog niet te vergelijken: Onveilig &amp; zo (er is niets)." in pairs(
        [bare], [PAIR], {"schulden": indicator()}
    )


@pytest.mark.parametrize("verdict", ["alleen beleving beter", "beleving beter, registratie hoger"])
def test_a_verdict_that_says_all_needs_no_sentence(verdict: str) -> None:
    assert sentence(_ROW | {"verdict": verdict}) == ""
