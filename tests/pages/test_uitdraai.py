"""Papers from a page: what is offered, and that the sheet on the page is the sheet on paper."""

import re
from pathlib import Path

import pytest

from exports.werkplan import werkplan_html
from snapshot.material import current_material
from tests.pages.conftest import Visit, asked, text_of


def test_a_report_is_offered_of_what_the_address_asks(visit: Visit) -> None:
    at = visit("uitdraai", rapport="focuswijk:merelveld")
    assert not at.exception
    assert at.selectbox(key="wp_rapport").value == "focuswijk:merelveld"
    labels = [button.label for button in at.get("download_button")]
    assert labels == ["Dia’s als PowerPoint", "Rapport als PDF", "Rapport als HTML"]
    assert asked(at)["rapport"] == ["focuswijk:merelveld"]


def test_a_template_that_lacks_boxes_is_told_and_offers_nothing(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = tmp_path / "sjabloon.pptx"
    template.write_bytes(b"geen zip")
    monkeypatch.setattr("exports.slides.template_of", lambda name: template)
    at = visit("uitdraai")
    assert "sjabloon.pptx is geen PowerPoint-bestand dat te lezen is" in text_of(at)
    assert [button.label for button in at.get("download_button")] == ["Rapport als PDF", "Rapport als HTML"]


def test_a_focuswijk_that_is_not_there_gives_the_whole_and_a_note(visit: Visit) -> None:
    at = visit("uitdraai", rapport="focuswijk:<b>x")
    assert at.selectbox(key="wp_rapport").value == "alles"
    assert "De link vraagt om een onderwerp dat hier niet bestaat" in text_of(at)


def test_the_sheet_on_the_page_is_the_sheet_on_paper(visit: Visit) -> None:
    at = visit("werkplan", bouwsteen="rondkomen")
    assert not at.exception
    shown = re.search(r'<div class="wp-sheet-body">.*', text_of(at), re.DOTALL)
    assert shown is not None
    assert shown[0].splitlines()[0] in werkplan_html(current_material("voorbeeldstad"), "rondkomen")
    assert "Wie helpt gezinnen die een toeslag niet aanvragen" in shown[0]
    assert "spreekuur Geldfit ook een avond" not in shown[0], "die vraag is al besproken"
    assert "Bezette leerwerkplekken: uiterlijk 2025 afgesproken en nog niet gehaald" in shown[0]
