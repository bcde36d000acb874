"""Strategieën and Canvas: one by its address, with doelen, work, money and effects, and what is missing said."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Visit, asked, script, text_of
from tests.pages.test_programma import HOSTILE, overlay

__all__ = ["overlay"]


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
def test_empty_parts_say_what_would_be_here(overlay: Path, page: str) -> None:
    for table in ("activiteiten", "resultaten", "effecten", "middelen", "interventies", "strategie_doelen", "totalen"):
        (overlay / f"{table}.csv").write_text("id;naam\n" if table != "strategie_doelen" else "strategie;doel\n")
    (overlay / "strategieen.csv").write_text("id;naam\nnieuw;<b>Nieuw</b>\n")
    (overlay / "middelen.csv").write_text("id;overzicht;post\n")
    (overlay / "totalen.csv").write_text("id;overzicht;naam;kolom;gedrukt_bedrag\n")
    (overlay / "effecten.csv").write_text("id;omschrijving;termijn\n")
    for table in ("activiteiten", "resultaten"):
        (overlay / f"{table}.csv").write_text("id;naam;eenheid\n")
    (overlay / "regelingen.csv").write_text("id;naam\n")
    at = AppTest.from_string(script(page), default_timeout=30).run()
    assert not at.exception
    text = text_of(at)
    assert "&lt;b&gt;Nieuw" in text
    names = {
        "canvas": ("activiteiten.csv", "resultaten.csv", "effecten.csv"),
        "strategie": ("strategie_doelen.csv", "interventies.csv", "middelen.csv", "effecten.csv"),
    }
    assert [name for name in names[page] if f"{name}" not in text] == []
