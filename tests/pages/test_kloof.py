"""What a visitor gets on the page Kloof of the example."""

from dataclasses import replace

import pytest

from charts.words import FICTIONAL
from snapshot import figures, records, store
from tests.pages.conftest import Visit, asked, text_of

HOSTILE = "<img src=x onerror=alert(1)>"


def test_every_kernset_indicator_has_a_line_or_a_reason(visit: Visit, voorbeeld_open: store.Snapshot) -> None:
    at = visit("kloof")
    assert not at.exception
    text = text_of(at)
    assert FICTIONAL in text
    with_gap = set(figures.kloof(voorbeeld_open, voorbeeld_open.programme.kernset)["indicator"])
    assert text.count('class="wp-gap-row"') == len(with_gap) > 20
    for i in voorbeeld_open.programme.kernset:
        assert f"/kloof?indicator={i}&amp;programma=voorbeeldstad" in text or records.why_no_kloof(voorbeeld_open, i)
    assert "Nulmeting 2019." in text
    assert "Een deel van een latere verbetering is daarom ook zonder programma te verwachten" in text
    assert not at.get("plotly_chart")


def test_a_tested_change_and_one_that_cannot_be_tested(visit: Visit) -> None:
    text = text_of(visit("kloof"))
    assert "<strong>Groter geworden</strong> sinds 2019" in text
    assert "<strong>Niet te toetsen</strong>: het is een schatting met een model." in text


def test_one_indicator_is_shown_large_with_its_reasons(visit: Visit, voorbeeld_open: store.Snapshot) -> None:
    at = visit("kloof", indicator="misdrijven_per_1000")
    text = text_of(at)
    assert len(at.get("plotly_chart")) == 1
    assert asked(at)["indicator"] == ["misdrijven_per_1000"]
    assert [box.label for box in at.expander][:1] == ["Waarom zie ik dit?"]
    newest = figures.kloof(voorbeeld_open, ["misdrijven_per_1000"]).query("area == 'focuswijken'").iloc[-1]
    assert f"noemer {newest['base']:,.0f}".replace(",", ".") in text
    assert "φ = " in text
    assert "<strong>Wat ziet u?</strong> In 2025 is dit cijfer in de focuswijken samen" in text
    assert "De waaier laat zien" in text
    assert text.count('class="wp-gap-row"') > 20


def test_a_model_estimate_has_no_fan_and_no_test(visit: Visit) -> None:
    text = text_of(visit("kloof", indicator="leefbaarometer"))
    assert "De waaier" not in text
    assert "<dt>Toets</dt><dd>Geen.</dd>" in text
    assert "gunstiger" not in text[: text.index("wp-gap-row")]


def test_an_indicator_without_a_gap_says_why(visit: Visit, voorbeeld_open: store.Snapshot) -> None:
    overview = figures.indicator_overview(voorbeeld_open)
    without = overview[overview["state"] == "nog geen bron"].iloc[0]
    text = text_of(visit("kloof", indicator=without["indicator"]))
    assert f"Geen kloof: {without['name']}" in text
    assert "De reden: nog geen bron." in text


@pytest.mark.parametrize("address", [{}, {"indicator": "bijstand_per_1000"}])
def test_table_and_download_hold_what_is_shown(visit: Visit, address: dict[str, str]) -> None:
    at = visit("kloof", **address)
    at.session_state["wp_tabel"] = True
    at.run()
    assert [button.proto.label for button in at.get("download_button")] == ["Download als CSV", "Download als XLSX"]
    assert '<th scope="col" class="wp-number">verschil</th>' in text_of(at)
    if address:
        assert "Focuswijken samen, zonder delen van buurten" in text_of(at)


def test_choosing_goes_to_the_address_and_back(visit: Visit) -> None:
    at = visit("kloof")
    at.selectbox(key="wp_indicator").set_value("bijstand_per_1000").run()
    assert asked(at)["indicator"] == ["bijstand_per_1000"]
    at.selectbox(key="wp_indicator").set_value("").run()
    assert "indicator" not in asked(at)


def test_a_hostile_address_gives_all_and_a_friendly_note(visit: Visit) -> None:
    at = visit("kloof", indicator=HOSTILE, programma=HOSTILE)
    assert not at.exception
    assert "De link vraagt om een indicator die hier niet bestaat" in text_of(at)
    assert "onerror" not in text_of(at)
    assert HOSTILE not in str(asked(at))


def test_without_focuswijken_there_is_an_empty_state(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    real = store.open_snapshot

    def bare(programme: str | None = None) -> store.Snapshot:
        opened = real(programme)
        return replace(opened, programme=opened.programme.model_copy(update={"focuswijken": ()}))

    monkeypatch.setattr("pages._shell.open_snapshot", bare)
    assert "Nog geen kloof" in text_of(visit("kloof"))
