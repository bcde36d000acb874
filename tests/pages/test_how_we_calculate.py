"""Hoe wij rekenen on Verantwoording: the methods that this build used, with its settings and its φ."""

from tests.pages.conftest import Visit, text_of


def test_the_page_tells_the_methods_with_live_settings(visit: Visit) -> None:
    at = visit("verantwoording", deel="hoe wij rekenen")
    assert not at.exception
    text = text_of(at)
    assert "De marge van een percentage" in text
    assert "met 95\u00a0% zekerheid ligt" in text
    assert "De samengestelde score per bouwsteen" in text
    assert "Hoeveel meer dan toeval: φ per indicator" in text
    assert "Woninginbraken per 1.000 inwoners" in text
