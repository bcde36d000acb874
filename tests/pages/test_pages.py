"""What a visitor gets on each page of the example, from a link in a new session."""

import re
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from charts.words import FICTIONAL
from pages._address import link
from snapshot import figures, store
from tests.pages.conftest import Visit, asked, text_of

PAGES = ("overzicht", "kaart", "verkennen", "vergelijken", "trend", "focuswijk", "verantwoording", "programma")
# Pages that also work before there is a snapshot.
EARLY = ("opbouw",)
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.mark.parametrize("name", PAGES + EARLY)
def test_each_page_opens_and_says_that_the_example_is_fictional(visit: Visit, name: str) -> None:
    at = visit(name)
    assert not at.exception
    assert FICTIONAL in text_of(at)


@pytest.mark.parametrize("name", PAGES + EARLY)
def test_the_address_holds_what_is_shown(visit: Visit, name: str) -> None:
    first = visit(name)
    address = asked(first)
    again = visit(name, **address)
    same = text_of(again) == text_of(first)  # not in the assert: pytest would compare the pages word by word
    assert same
    assert address["programma"] == ["voorbeeldstad"]


@pytest.mark.parametrize("name", PAGES)
def test_without_a_snapshot_the_page_says_how_to_make_one(
    visit: Visit, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr("pages._shell.programmes_with_snapshot", list)
    at = visit(name)
    assert not at.exception
    assert "Er zijn nog geen cijfers" in text_of(at)
    assert "wijkpeil start" in text_of(at)


def test_map_shows_the_chosen_area(visit: Visit, voorbeeld_open: store.Snapshot) -> None:
    area = figures.areas(voorbeeld_open).query("level == 'wijk'").iloc[0]
    at = visit("kaart", niveau="wijk", gebied=area["code"])
    assert f'<p class="wp-area-name">{area["name"]}</p>' in text_of(at)
    assert asked(at)["gebied"] == [area["code"]]


def test_map_choice_goes_to_the_address(visit: Visit) -> None:
    at = visit("kaart")
    at.selectbox(key="wp_niveau").set_value("wijk").run()
    assert asked(at)["niveau"] == ["wijk"]
    assert "Hoe verschillen de wijken" in text_of(at)


def test_area_of_another_level_is_let_go_without_a_note(visit: Visit, voorbeeld_open: store.Snapshot) -> None:
    wijk = figures.areas(voorbeeld_open).query("level == 'wijk'")["code"].iloc[0]
    at = visit("kaart", niveau="buurt", gebied=wijk)
    assert "De link vraagt" not in text_of(at)
    assert "gebied" not in asked(at)


def test_change_since_the_nulmeting_is_a_view_of_its_own(visit: Visit) -> None:
    at = visit("kaart", beeld="verandering")
    assert "Wat veranderde er sinds de nulmeting" in text_of(at)


def test_a_change_that_was_not_shown_says_what_could_have_been(visit: Visit, voorbeeld_open: store.Snapshot) -> None:
    """Entrepreneurs in Merelveld: one point more, of which 3,0 points would have been seen."""
    area = "focuswijk:merelveld"
    row = figures.figure_table(voorbeeld_open, "zelfstandigen", [area], ["2024"]).iloc[0]
    assert (row["change_verdict"], round(row["change_detectable"], 1)) == ("niet aantoonbaar veranderd", 3.0)
    said = "Met deze aantallen was een verandering pas te zien vanaf ongeveer 3,0\u00a0procentpunt."
    for at in (
        visit("kaart", indicator="zelfstandigen", periode="2024", niveau="focuswijk", gebied=area),
        visit("trend", indicator="zelfstandigen", gebied=[area]),
        visit("focuswijk", focuswijk="merelveld", omvang="alle cijfers"),
    ):
        assert f"<dt>Te zien geweest</dt><dd>{said}</dd>" in text_of(at)


def test_indicator_without_a_source_says_what_would_feed_it(visit: Visit, voorbeeld_open: store.Snapshot) -> None:
    overview = figures.indicator_overview(voorbeeld_open)
    without = overview[overview["state"] == "nog geen bron"].iloc[0]
    for name in ("kaart", "trend"):
        text = text_of(visit(name, indicator=without["indicator"]))
        assert f"{without['name']}: nog geen bron" in text
        assert "Dit zou het vullen:" in text


def test_trend_leaves_out_unknown_areas_and_keeps_six_at_most(visit: Visit, voorbeeld_open: store.Snapshot) -> None:
    codes = list(figures.areas(voorbeeld_open).query("level == 'buurt'")["code"])
    at = visit("trend", gebied=[codes[0], HOSTILE, *codes[1:9]])
    assert "De link vraagt om een gebied dat hier niet bestaat. Die keuze is weggelaten." in text_of(at)
    assert asked(at)["gebied"] == codes[:6]
    assert len(at.get("plotly_chart")) == 6


def test_trend_draws_the_lines_of_the_baselines(visit: Visit) -> None:
    text = text_of(visit("trend"))
    for name in ("Focuswijken samen", "Rest van de stad", "Nederland"):
        assert f'<th scope="row">{name}</th>' in text


def test_focuswijk_always_shows_its_fit(visit: Visit, voorbeeld_open: store.Snapshot) -> None:
    for wijk in voorbeeld_open.programme.focuswijken:
        at = visit("focuswijk", focuswijk=wijk.id)
        assert not at.exception
        assert f"aansluiting: {wijk.aansluiting.value}" in text_of(at)


def test_focuswijk_without_buurten_is_an_empty_state(visit: Visit, voorbeeld_open: store.Snapshot) -> None:
    unlinked = next(wijk for wijk in voorbeeld_open.programme.focuswijken if not wijk.buurten)
    assert f"Nog geen cijfers voor {unlinked.naam}" in text_of(visit("focuswijk", focuswijk=unlinked.id))


def test_focuswijk_can_show_every_figure(visit: Visit) -> None:
    few, many = (visit("focuswijk", omvang=scope) for scope in ("kerncijfers", "alle cijfers"))
    assert text_of(many).count("wp-spine-row") > text_of(few).count("wp-spine-row")


def test_overview_links_each_figure_to_its_map(visit: Visit) -> None:
    assert 'href="/kaart?indicator=' in text_of(visit("overzicht"))


def test_every_indicator_and_every_source_is_accounted_for(visit: Visit, voorbeeld_open: store.Snapshot) -> None:
    text = text_of(visit("verantwoording"))
    assert text.count('<details class="wp-details"') == len(voorbeeld_open.indicators)
    sources = text_of(visit("verantwoording", deel="bronnen"))
    assert all(file in sources for file in figures.sources(voorbeeld_open)["file"])
    withheld = text_of(visit("verantwoording", deel="wat wij niet tonen"))
    assert "Aantallen onder 10 personen of voorvallen tonen wij niet." in withheld
    assert "Alle andere aantallen ronden wij af op 5." in withheld
    assert "Indicatoren zonder cijfers" in text_of(visit("verantwoording", deel="wat ontbreekt"))
    assert "Focuswijken en hun aansluiting" in text_of(visit("verantwoording", deel="programma"))


def test_search_finds_and_says_when_it_does_not(visit: Visit) -> None:
    assert 0 < text_of(visit("verantwoording", zoek="bijstand")).count("<details") < 10
    assert "Niets gevonden" in text_of(visit("verantwoording", zoek="xyzzy"))


def test_table_and_download_open_when_asked(visit: Visit) -> None:
    at = visit("kaart")
    assert "wp-files" not in text_of(at)
    at.session_state["wp_tabel"] = True
    at.run()
    assert re.findall(r">(\w+)</a>", text_of(at).split("Download deze cijfers")[1])[:5] == [
        *("CSV", "Excel", "Parquet", "GeoPackage", "GeoJSON")
    ]
    assert '<th scope="col">gebied</th>' in text_of(at)


def test_programme_can_be_switched_when_there_are_two(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages._shell.programmes_with_snapshot", lambda: ["voorbeeldstad", "tweede"])
    monkeypatch.setattr("pages._shell._name", lambda name: name.capitalize())
    at: AppTest = visit("overzicht")
    assert at.selectbox(key="wp_programma").options == ["Voorbeeldstad", "Tweede"]


def test_warnings_of_the_store_are_on_every_page(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    real = store.open_snapshot

    def damaged(programme: str | None = None) -> store.Snapshot:
        opened = real(programme)
        return replace(opened, banners=["Het peil is beschadigd."])

    monkeypatch.setattr("pages._shell.open_snapshot", damaged)
    assert [warning.value for warning in visit("trend").warning] == ["Het peil is beschadigd."]


def test_links_carry_their_choices() -> None:
    assert link("kaart", indicator="woz", gebied="") == "/kaart?indicator=woz"
    assert link("kaart", gebied="focuswijk:a b") == "/kaart?gebied=focuswijk%3Aa%20b"


def test_a_count_is_not_compared_with_the_rest_of_the_city(visit: Visit) -> None:
    at = visit("kaart", indicator="inwoners", beeld="verschil")
    assert asked(at)["beeld"] == ["waarde"]
    assert "<dt>rest van de stad" not in text_of(at)
    assert "lager dan de rest van de stad" not in text_of(visit("trend", indicator="inwoners"))


def test_the_analyst_chooses_the_borders_and_the_address_keeps_them(visit: Visit) -> None:
    at = visit("kaart", indicator="inwoners", periode="2018")
    assert asked(at)["grenzen"] == ["2025"]
    # Both parts of Oeverlanden, and Dalwijk with its fields, lay otherwise in 2018.
    line = "Cijfers van 4 gebieden zijn omgerekend naar grenzen van 2025, naar inwoners: dat is een schatting."
    assert line in text_of(at)
    at.selectbox(key="wp_grenzen").set_value("2013").run()
    assert asked(at)["grenzen"] == ["2013"]
    assert "omgerekend" not in text_of(at)
    own = visit("kaart", indicator="inwoners", periode="2018", grenzen="eigen")
    assert "omgerekend" not in text_of(own)


def test_a_map_of_a_year_without_borders_is_not_there(visit: Visit) -> None:
    at = visit("kaart", grenzen="1999")
    assert "De link vraagt om een grenzenjaar die hier niet bestaat." in text_of(at)
    assert asked(at)["grenzen"] == ["2025"]


def test_a_trend_names_the_year_in_which_the_border_changed_and_the_former_code(visit: Visit) -> None:
    at = visit("trend", indicator="inwoners", gebied=["BU99010505", "BU99010711"], grenzen="eigen")
    assert "Oeverlanden: grens gewijzigd in 2019." in text_of(at)
    assert "Wervelaar: tot en met 2018 BU99010701." in text_of(at)
    gone = visit("trend", indicator="inwoners", gebied=["BU99010506"], grenzen="2013")
    assert "Nieuwe Oever bestaat niet op de grenzen van 2013." in text_of(gone)
    converted = visit("trend", indicator="inwoners", gebied=["BU99010505"])
    assert "Een ruit is een schatting: omgerekend van andere grenzen, en niet getoetst." in text_of(converted)


def test_verantwoording_lists_which_borders_changed(visit: Visit) -> None:
    text = text_of(visit("verantwoording", deel="grenzen"))
    assert "Welke grenzen veranderden" in text
    assert "Nieuwe code BU99010711, dezelfde grens; hiervoor BU99010701. Eén reeks." in text
    assert "Nieuw gebied BU99010506. Van de grond: 100 % lag in Oeverlanden." in text
