"""Kaart van de stad and Over deze monitor on the example, and what a shared link of each public page shows."""

from pathlib import Path

import pytest

from charts.place import without_comparison
from charts.plain_text import plain_html
from model.bewoners import Bewoners
from pages import _web
from pages._pages import PAGES, PageEntry
from pages._routes import picture_of, version
from pages.bewoner.over import contact
from snapshot.settings import settings
from snapshot.store import Snapshot
from tests.pages.conftest import Visit, asked, text_of


def test_the_map_of_the_city_begins_with_the_first_subject_of_mijn_buurt(visit: Visit) -> None:
    at = visit("stad")
    assert not at.exception
    assert asked(at)["indicator"] == ["past_de_woning"]
    assert "Hoe verschillen de buurten: een huis dat past?" in text_of(at)
    assert "Hoe donkerder de kleur, hoe hoger het cijfer. Heel Elzenvoorde: 74\u00a0%." in text_of(at)


def test_subjects_have_plain_names_each_once(visit: Visit, voorbeeld_open: Snapshot) -> None:
    options = visit("stad").selectbox(key="wp_indicator").options
    assert len(options) == len(set(options)) > 20
    assert set(options) <= {one.plain_name for one in voorbeeld_open.indicators.values()}


def test_a_buurt_on_the_map_has_its_sentence_and_a_way_to_its_page(visit: Visit) -> None:
    text = text_of(visit("stad", gebied="BU99010100"))
    assert "In Merelveld zegt 65\u00a0% van de mensen: mijn huis past bij mij of bij mijn gezin." in text
    assert '<a href="/buurt?gebied=BU99010100" target="_self">Meer over Merelveld</a>' in text
    hidden = text_of(visit("stad", gebied="BU99010406", indicator="kinderen_in_armoede"))
    assert "Insteekhaven: We laten dit cijfer niet zien, omdat het over te weinig mensen gaat." in hidden


def test_the_map_of_the_city_judges_nobody() -> None:
    shown = {"areas": {"BU1": [0, "12 %", "+3", 4, "10 tot 14"], "BU2": ["s", "afgeschermd", ""]}, "classes": []}
    assert without_comparison(shown) == {
        "areas": {"BU1": [0, "12 %", ""], "BU2": ["s", "afgeschermd", ""]},
        "classes": [],
    }


def test_an_unknown_subject_gives_the_first_with_a_note(visit: Visit) -> None:
    at = visit("stad", indicator="<script>")
    assert "De link vraagt om een onderwerp dat hier niet bestaat." in text_of(at)
    assert asked(at)["indicator"] == ["past_de_woning"]


def test_over_names_the_programme_and_whom_to_ask(visit: Visit) -> None:
    text = text_of(visit("over"))
    assert "De cijfers horen bij het programma Samen Vooruit Elzenvoorde (fictief voorbeeld)." in text
    assert '<a href="mailto:samenvooruit@elzenvoorde.example">samenvooruit@elzenvoorde.example</a>' in text
    assert "{" not in text.split("wp-prose")[1]


def test_without_contact_the_page_says_so(voorbeeld_open: Snapshot) -> None:
    programme = voorbeeld_open.programme.model_copy(update={"bewoners": Bewoners()})
    assert contact(programme) == "<p>Er is nog geen adres ingevuld voor vragen. Bel of mail de gemeente.</p>"


def test_what_is_filled_in_is_text() -> None:
    text = "## Over {naam}\n\nDit is {naam}.\n\n- een\n- {naam}\n\n{eind}"
    html = plain_html(text, {"naam": "<b>X</b>", "eind": "<p>!</p>"})
    bold = "&lt;b&gt;X&lt;/b&gt;"
    assert html == (
        f'<h2 class="wp-title">Over {bold}</h2><p>Dit is {bold}.</p>'
        f'<ul class="wp-bullets"><li>een</li><li>{bold}</li></ul><p>!</p>'
    )


PUBLIC = [entry for entry in PAGES if entry.public]


@pytest.mark.parametrize("entry", PUBLIC, ids=lambda entry: entry.path)
def test_a_shared_link_has_title_description_and_picture(
    entry: PageEntry, monkeypatch: pytest.MonkeyPatch, voorbeeld_open: Snapshot
) -> None:
    monkeypatch.setenv("WIJKPEIL_SITE", "https://wijken.gemeente.example")
    settings.cache_clear()
    html = _web.index.__wrapped__(entry, "", picture_of(None))
    settings.cache_clear()
    place = "" if entry is PAGES[0] else entry.path
    assert f'<link rel="canonical" href="https://wijken.gemeente.example/{place}" />' in html
    assert f'<meta property="og:title" content="{entry.title} · Wijkpeil" />' in html
    assert f'<meta property="og:description" content="{entry.about}" />' in html
    picture = f"https://wijken.gemeente.example/huisstijl/voorbeeldstad/{voorbeeld_open.id}/delen.png"
    assert f'<meta property="og:image" content="{picture}" />' in html


def test_without_a_programme_the_picture_is_the_general_one(data_folder: Path) -> None:
    assert picture_of("voorbeeldstad") == f"/assets/{version()}/delen.png"


def test_each_public_page_describes_itself() -> None:
    assert len({entry.about for entry in PUBLIC}) == len(PUBLIC)
    assert all(40 <= len(entry.about) <= 160 for entry in PUBLIC)


def test_without_a_site_no_address_is_told() -> None:
    html = _web.index.__wrapped__(PAGES[0], "")
    assert "canonical" not in html
    assert "og:image" not in html
    assert "og:title" in html
