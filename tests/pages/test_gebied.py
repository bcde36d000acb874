"""Gebied samenstellen: the group is in the address, each way of choosing leads there, and the figures are its own."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from pages._pages import ALL_PAGES
from snapshot import figures, store
from tests.pages.conftest import Visit, asked, text_of

HOSTILE = "<img src=x onerror=alert(1)>"
TWO = "GM9901.0300.0302"


def _map(at: AppTest) -> dict:  # type: ignore[type-arg]
    sent = next(element.proto for element in at.get("bidi_component") if element.proto.id.endswith("wp_kaart"))
    return dict(json.loads(sent.json))


def test_the_page_is_not_for_residents() -> None:
    assert [entry.public for entry in ALL_PAGES if entry.path == "gebied"] == [False]


def test_without_buurten_there_is_a_map_and_a_sentence(visit: Visit) -> None:
    at = visit("gebied")
    assert not at.exception
    assert _map(at)["chosen"] == []
    assert "Nog geen buurt gekozen" in text_of(at)
    assert "wp-spine" not in text_of(at)


def test_the_group_in_the_address_is_shown_with_its_figures(visit: Visit, voorbeeld_open: store.Snapshot) -> None:
    at = visit("gebied", buurten=f"{TWO},BU99010200", naam=HOSTILE, indicator="bijstand_per_1000")
    assert not at.exception
    assert asked(at)["buurten"] == ["GM9901.0200.0300.0302"]
    assert sorted(_map(at)["chosen"]) == ["BU99010200", "BU99010300", "BU99010302"]
    shown = text_of(at)
    assert "3 buurten van de 53" in shown
    assert "Focuswijken die er heel in liggen: Dijk en Korenbloem." in shown
    assert HOSTILE not in shown
    assert "&lt;img src=x" in shown
    parts = figures.figure_table(voorbeeld_open, "bijstand_per_1000", _map(at)["chosen"], ["2025"])
    value = 1000 * parts["numerator"].sum() / parts["denominator"].sum()
    assert f"{value:.1f}".replace(".", ",") in shown
    assert 'id: "img-src-x-onerror-alert-1"' in at.code[0].value
    assert "BU99010300, BU99010302" in at.code[0].value
    assert "Let op: buurten van dit gebied staan al bij Dijk en Korenbloem." in shown


def test_the_whole_city_leaves_nothing_to_compare_with(visit: Visit, voorbeeld_open: store.Snapshot) -> None:
    everything = ",".join(figures.members(voorbeeld_open, "GM9901"))
    at = visit("gebied", buurten=everything, rest="alles", omvang="alle cijfers")
    assert not at.exception
    assert len(asked(at)["buurten"][0]) < 300
    assert "er is geen rest om mee te vergelijken" in text_of(at)


def test_a_wijk_is_summed_and_its_published_figures_stand_beside_it(
    visit: Visit, voorbeeld_open: store.Snapshot
) -> None:
    at = visit("gebied", buurten=",".join(figures.members(voorbeeld_open, "WK990102")), omvang="alle cijfers")
    shown = text_of(at)
    assert "Dezelfde buurten als Wijk 02 Bomenbuurt-Oost: hier staat wat de buurten samen zijn" in shown
    assert "gepubliceerd voor Wijk 02 Bomenbuurt-Oost: " in shown
    assert "Nederland " in shown
    assert "gepubliceerd voor" not in text_of(visit("gebied", buurten=TWO))


def test_former_and_unknown_codes_and_a_hostile_address(visit: Visit) -> None:
    at = visit("gebied", buurten=f"BU99010701 BU12345678 {HOSTILE}", rest=HOSTILE, omvang=HOSTILE, naam="x" * 10_000)
    assert not at.exception
    assert asked(at)["buurten"] == ["GM9901.0711"]
    assert asked(at)["naam"] == ["x" * 60]
    shown = text_of(at)
    assert "Een buurt uit de link heeft nu een andere code" in shown
    assert "niet bestaan. Die keuze is weggelaten." in shown
    assert "onerror" not in shown
    empty = visit("gebied", buurten="GM" * 5000)
    assert "Nog geen buurt gekozen" in text_of(empty)


def test_choosing_from_the_list_a_paste_and_a_focuswijk(visit: Visit) -> None:
    at = visit("gebied")
    at.selectbox(key="wp_begin").set_value("focuswijk:dijk-en-korenbloem").run()
    assert asked(at)["buurten"] == [TWO]
    assert asked(at)["naam"] == ["Dijk en Korenbloem"]
    assert "Dezelfde buurten als focuswijk Dijk en Korenbloem: de cijfers zijn gelijk." in text_of(at)
    at.text_area(key="wp_plak").set_value(f"bu99010200\nMerelveld\n{HOSTILE}")
    at.button(key="wp_plak_voeg_toe").click().run()
    assert asked(at)["buurten"] == ["GM9901.0100.0200.0300.0302"]
    assert "Niet herkend, of de naam van meer dan één buurt: &lt;img" in text_of(at)
    at.multiselect(key="wp_buurten").set_value(["BU99010100"]).run()
    assert asked(at)["buurten"] == ["GM9901.0100"]
    at.button(key="wp_leeg").click().run()
    assert "buurten" not in asked(at)
    assert "Nog geen buurt gekozen" in text_of(at)


@pytest.mark.parametrize("opened", ["wp_tabel", "wp_bestand"])
def test_table_and_file_are_made_when_they_are_opened(visit: Visit, opened: str) -> None:
    at = visit("gebied", buurten=TWO, naam="=1+1")
    at.session_state[opened] = True
    at.run()
    assert not at.exception
    labels = [element.proto.label for element in at.get("download_button")]
    assert labels == ["Download als CSV", "Download als XLSX"]
