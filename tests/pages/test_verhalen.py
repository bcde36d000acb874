"""Verhalen: beside which figures a story stands, who sees which, and what moderating on the page does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response
from streamlit.testing.v1 import AppTest

from charts.stories import brief, plain, text_html
from model.role import Role
from model.verhaal import Beoordeling
from pages._access import Visitor
from pages._routes import story as photo_route
from pages.coordinator import verhalen
from snapshot import audit, stories
from snapshot.settings import settings
from tests.pages.conftest import Visit, script, text_of

NAME = "voorbeeldstad"
SHOWN, WAITS, WITHOUT = "De koffie was de reden", "slapen weer op hun eigen", "Op woensdag koken we zelf"


@pytest.fixture
def data(voorbeeld: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder to write in, beside the snapshot of the example."""
    (tmp_path / "snapshots").symlink_to(voorbeeld / "snapshots")
    monkeypatch.setenv("WIJKPEIL_DATA", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def _page(name: str = "verhalen", **address: str) -> AppTest:
    at = AppTest.from_string(script(name), default_timeout=30)
    for key, value in address.items():
        at.query_params[key] = value
    return at.run()


def test_a_story_stands_beside_the_figures_of_its_own_place(visit: Visit) -> None:
    at = visit("verhalen", verhaal="verhaal-buurthuis")
    assert not at.exception
    told = text_of(at)
    assert SHOWN in told
    assert WAITS not in told
    card = told.split("Cijfers van Merelveld")[1]
    assert "Huishoudens met problematische schulden" in card
    assert "<strong>aantoonbaar ongunstiger</strong>" in card
    assert 'alt="Merelveld: ' in card


def test_filters_stand_in_the_address(visit: Visit) -> None:
    told = text_of(visit("verhalen", bouwsteen="rondkomen", stand="goedgekeurd"))
    assert (SHOWN in told, "Van de wandelclub" in told, WAITS in told, WITHOUT in told) == (True, True, False, False)
    told = text_of(visit("verhalen", plek="molenkamp"))
    assert (SHOWN in told, WAITS in told) == (False, True)


@pytest.mark.parametrize("role", [Role.LEZER, Role.ANALIST])
def test_who_does_not_moderate_sees_what_is_approved_only(
    visit: Visit, role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verhalen, "visitor", lambda: Visitor("leo", role))
    at = visit("verhalen")
    told = text_of(at)
    assert (SHOWN in told, WAITS in told, WITHOUT in told) == (True, False, False)
    assert [one.label for one in at.button] == []


def test_approving_and_taking_away_on_the_page(data: Path) -> None:
    at = _page(verhaal="verhaal-warm-huis")
    at.button(key="wp_goed_verhaal-warm-huis").click().run()
    assert "Het verhaal is goedgekeurd." in text_of(at)
    assert WAITS in text_of(_page("buurt", gebied="BU99010301"))
    assert at.button(key="wp_weg_verhaal-warm-huis").disabled
    at.checkbox(key="wp_zeker_verhaal-warm-huis").check().run()
    at.button(key="wp_weg_verhaal-warm-huis").click().run()
    assert "Het verhaal is nergens meer te zien." in text_of(at)
    assert "verhaal-warm-huis <span class='wp-small'>ingetrokken op " in text_of(at)
    assert WAITS not in text_of(_page())
    assert WAITS not in text_of(_page("buurt", gebied="BU99010301"))
    acts = [line["wat"] for line in audit.entries()]
    assert acts == ["verhaal goedgekeurd", "toestemming ingetrokken"]


def test_a_new_story_is_kept_and_waits(data: Path) -> None:
    at = _page()
    at.text_input(key="wp_nieuw_titel_0").set_value("<b>Een</b> bankje")
    at.text_area(key="wp_nieuw_tekst_0").set_value("Het bankje kwam er <script>alert(1)</script>.")
    at.selectbox(key="wp_nieuw_plek_0").select("Merelveld (focuswijk)")
    at.radio(key="wp_nieuw_toestemming_0").set_value("Ja, ook voor iedereen op internet")
    next(one for one in at.button if one.label == "Bewaar het verhaal").click().run()
    assert not at.exception
    assert "Het verhaal is bewaard en wacht op beoordeling." in text_of(at)
    assert "&lt;b&gt;Een&lt;/b&gt; bankje" in text_of(at)
    assert "<script>" not in text_of(at)
    (new,) = [one for one in stories.stories(NAME) if one.id.startswith("verhaal-20")]
    assert (new.may_be_shown, new.may_be_public, new.gebied) == (False, False, "merelveld")


def test_a_form_with_a_mistake_says_it_and_keeps_what_was_typed(data: Path) -> None:
    at = _page()
    at.text_area(key="wp_nieuw_tekst_0").set_value("Bel mij op 06 12345678.")
    next(one for one in at.button if one.label == "Bewaar het verhaal").click().run()
    assert "Er lijken persoonsgegevens in te staan" in text_of(at)
    assert at.text_area(key="wp_nieuw_tekst_0").value == "Bel mij op 06 12345678."
    assert not (data / "programmes").exists() or not list((data / "programmes").rglob("*.md"))


def test_residents_see_what_is_public_about_their_own_place(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    for place, there in (("BU99010100", True), ("WK990101", True), ("BU99010301", False), ("BU99010302", False)):
        told = text_of(visit("buurt", gebied=place))
        assert (SHOWN in told) == there
        assert not any(hidden in told for hidden in (WAITS, WITHOUT, "Van de wandelclub"))


def test_other_pages_show_them_in_short(visit: Visit) -> None:
    told = text_of(visit("focuswijk", focuswijk="merelveld"))
    assert 'href="/verhalen?programma=voorbeeldstad&amp;verhaal=verhaal-buurthuis"' in told
    told = text_of(visit("programma"))
    assert SHOWN in told
    assert WAITS not in told


def _photo(programme: str, own_id: str, role: Role = Role.BEHEERDER) -> Response:
    """What the route answers to somebody with this role."""
    place = {"programme": programme, "story": own_id}
    return photo_route(Request({"type": "http", "path_params": place, "state": {"role": role}}))


def test_a_photo_is_a_plain_jpeg_that_no_browser_keeps(data: Path) -> None:
    answer = _photo(NAME, "verhaal-buurthuis", Role.LEZER)
    assert (answer.status_code, answer.media_type) == (200, "image/jpeg")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert bytes(answer.body).startswith(b"\xff\xd8")
    for own_id in ("verhaal-warm-huis", "../logo", "bestaat-niet"):
        assert _photo(NAME, own_id).status_code == 404
    assert _photo("../../etc", "x").status_code == 404


def test_a_photo_that_waits_is_for_who_approves_it(data: Path) -> None:
    seen = stories.fingerprint(NAME, "verhaal-buurthuis")
    stories.judge_story("bo", NAME, "verhaal-buurthuis", Beoordeling.AFGEWEZEN, "te lang", seen)
    answers = {role: _photo(NAME, "verhaal-buurthuis", role).status_code for role in Role}
    assert answers == {Role.BEHEERDER: 200, Role.COORDINATOR: 200, Role.ANALIST: 404, Role.LEZER: 404}


def test_of_markdown_only_what_a_letter_needs_is_understood() -> None:
    text = "Hallo **u**,\nzie [dit](https://a.nl) of [dat](javascript:x).\n\n<img src=x onerror=y> ![z](https://b.nl/z.png)"
    html = text_html(text)
    assert "<strong>u</strong>" in html
    assert '<a href="https://a.nl" rel="noopener noreferrer nofollow" target="_blank">dit</a>' in html
    assert "&lt;img src=x onerror=y&gt;" in html
    assert "<img" not in html
    assert html.count("<a ") == 2
    assert plain("Een **twee**\ndrie") == "Een twee drie"
    assert brief("Kort. " * 60).endswith("Kort.")
    assert len(brief("x" * 100 + " " + "y" * 300)) < 110
