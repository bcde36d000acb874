"""The manual in the app: one chapter at a time, with links, pictures and a way to it from every page."""

import pytest

from charts.manual import Picture, chapter_html, chapters
from pages._address import link
from pages._routes import MANUAL, _files, version
from snapshot.settings import settings
from tests.pages.conftest import Visit, asked, text_of

TOWN = """# Over de stad

Dit staat nergens.

## Eén deel

Zie [het andere](#twee), [hier](#een-stap) en [docs/beheer.md](beheer.md).

### Een stap

1. Kies **Waarde** <script>.

## Twee

![Een kaart van de stad](handleiding/kaart.png)
"""


def _html(name: str) -> str:
    parts = chapters(TOWN)
    address = lambda slug: link("handleiding", deel=slug)  # noqa: E731
    return chapter_html(parts[name], parts, address, lambda name: Picture(f"/plaatjes/{name}", 800, 400))


def test_links_go_to_chapters_stay_in_the_chapter_or_become_a_name() -> None:
    html = _html("eén-deel")
    assert '<h2 class="wp-title" id="eén-deel">Eén deel</h2>' in html
    assert '<a href="/handleiding?deel=twee" target="_self">het andere</a>' in html
    assert '<a href="#een-stap">hier</a>' in html
    assert "<em>docs/beheer.md</em>" in html
    assert '<h3 id="een-stap" class="wp-group-title">Een stap</h3>' in html
    assert "nergens" not in html


def test_what_the_manual_holds_is_text() -> None:
    assert "<strong>Waarde</strong> &lt;script&gt;" in _html("eén-deel")


def test_a_picture_has_its_size_and_waits_until_it_comes_into_view() -> None:
    html = _html("twee")
    assert 'src="/plaatjes/handleiding/kaart.png"' in html
    assert 'width="800" height="400" loading="lazy"' in html
    assert 'alt="Een kaart van de stad"' in html


def test_it_opens_at_its_first_chapter_also_before_there_is_a_snapshot(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pages._shell.programmes_with_snapshot", list)
    at = visit("handleiding")
    assert not at.exception
    assert "Waar begint u?" in text_of(at)
    assert "Volgende: Openen en inloggen" in text_of(at)


def test_a_chapter_is_drawn_alone_and_leads_to_its_page(visit: Visit) -> None:
    at = visit("handleiding", deel="kaart")
    text = text_of(at)
    assert asked(at)["deel"] == ["kaart"]
    assert '<h2 class="wp-title" id="kaart">Kaart</h2>' in text
    assert text.count("<h2") == 1
    assert '<a href="/kaart" target="_self">Open de pagina Kaart</a>' in text
    at.selectbox(key="wp_deel").set_value("trend").run()
    assert asked(at)["deel"] == ["trend"]
    assert 'id="trend"' in text_of(at)


def test_an_unknown_chapter_gives_the_first_with_a_note(visit: Visit) -> None:
    text = text_of(visit("handleiding", deel="<img src=x onerror=alert(1)>"))
    assert "De link vraagt om een hoofdstuk dat hier niet bestaat." in text
    assert "onerror" not in text


@pytest.mark.parametrize("name", ["kaart", "opbouw"])
def test_a_page_leads_to_its_chapter(visit: Visit, name: str) -> None:
    chapter = {"kaart": "kaart", "opbouw": "nieuwe-opbouw"}[name]
    assert f'<a class="wp-explained" href="/handleiding?deel={chapter}" target="_blank"' in text_of(visit(name))


def test_the_public_is_not_led_to_it(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJKPEIL_PUBLIC", "true")
    settings.cache_clear()
    assert "wp-explained" not in text_of(visit("kaart"))
    settings.cache_clear()


def test_a_picture_is_served_at_an_address_of_its_own(visit: Visit) -> None:
    picture = next(MANUAL.with_suffix("").glob("*.png"))
    assert _files()[f"handleiding/{picture.name}"] == picture
    assert f'src="/assets/{version()}/handleiding/kop.png"' in text_of(
        visit("handleiding", deel="wat-elke-pagina-heeft")
    )
