"""Strategieën and Canvas: one by its address, with doelen, work, money and effects, and what is missing said."""

import pytest

from model.inhoud import Inhoud, title_of
from model.uitvoering import Strategie
from tests.pages.conftest import Visit, asked, text_of
from tests.pages.test_programma import HOSTILE


def test_a_strategie_has_its_doelen_work_canvas_money_and_effects(visit: Visit) -> None:
    at = visit("strategie", strategie="jong-begin")
    assert not at.exception
    text = text_of(at)
    assert asked(at)["strategie"] == ["jong-begin"]
    assert "<dd>Scholengroep Het Leerhuis (verzonnen)</dd>" in text
    doelen = text.split("Hoe staat het met de doelen")[1].split("Wat gebeurt er, en waar?")[0]
    assert "Elk kind haalt een diploma dat past" in doelen
    assert "Ieder gezin kan rondkomen" not in doelen
    assert "<strong>Kleiner geworden</strong> sinds 2019: van 3,6 naar 2,2\u00a0procentpunt hoger." in doelen
    assert "Loopt (3)" in text
    assert "/interventies?programma=voorbeeldstad&amp;interventie=jongerencoach" in text
    assert "Per focuswijk: Merelveld 1, " in text
    assert "Begroting 2025: van €\u00a0250.000 toegekend is €\u00a0248.900 besteed" in text
    assert text.count('class="wp-spark"') == 2


def test_each_strategie_has_an_address(visit: Visit) -> None:
    text = text_of(visit("strategie"))
    assert text.count("/strategie?programma=voorbeeldstad&amp;strategie=") == 3
    assert text.split('aria-current="page">')[1].startswith("Dichtbij en bereikbaar")


def test_a_canvas_has_three_columns_with_what_was_agreed_and_what_there_is(visit: Visit) -> None:
    at = visit("canvas", strategie="jong-begin")
    assert not at.exception
    first, second, third = text_of(at).split('<section class="wp-card">')[1:4]
    assert "Avonden met een gesprek op straat" in first
    assert "Had er moeten zijn op 30 juni 2026." in first
    assert "585 van de 600 kinderen, 98\u00a0%." in second
    assert "Minder jongeren gaan zonder diploma van school." in third
    assert "aantoonbaar ongunstiger" in third
    assert "Verschil: kleiner geworden sinds 2019: van 3,6 naar 2,2\u00a0procentpunt hoger." in third
    assert "/trend?programma=voorbeeldstad&amp;indicator=voortijdig_schoolverlaten" in third


@pytest.mark.parametrize("page", ["strategie", "canvas"])
def test_an_unknown_strategie_falls_back_with_a_note(visit: Visit, page: str) -> None:
    text = text_of(visit(page, strategie=HOSTILE))
    assert "De link vraagt om een strategie die hier niet bestaat." in text
    assert HOSTILE not in text


@pytest.mark.parametrize("page", ["strategie", "canvas"])
def test_empty_parts_say_what_would_be_here(visit: Visit, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    only = Inhoud(strategieen=(Strategie(id="nieuw", naam="<b>Nieuw</b>"),))
    monkeypatch.setattr(f"pages.coordinator.{page}.content", lambda programme: only)
    at = visit(page)
    assert not at.exception
    text = text_of(at)
    assert "&lt;b&gt;Nieuw" in text
    named = {
        "canvas": ("activiteiten", "resultaten", "effecten"),
        "strategie": ("strategie_doelen", "interventies", "middelen", "effecten"),
    }
    assert [table for table in named[page] if f"Vul bij Invoer de tabel {title_of(table)}." not in text] == []
