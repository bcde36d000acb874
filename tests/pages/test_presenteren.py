"""Presenteren: the page that leads to the stage, and the stage itself: what is in it, and who gets it."""

import pytest
from starlette.requests import Request
from starlette.responses import Response

from exports.dia import Dia, Soort, Tabel
from exports.podium import NOT_FROZEN, policy, script
from exports.podium_dia import brief, notes, section
from pages._podium import stage
from snapshot.settings import settings
from tests.pages.conftest import Visit, text_of

NAME, HOSTILE = "voorbeeldstad", "<img src=x onerror=alert(1)>"


def _ask(programme: str, edition: str) -> Response:
    scope = {"type": "http", "method": "GET", "query_string": b"", "headers": [], "path": "/podium"}
    return stage(Request(scope | {"path_params": {"programme": programme, "edition": edition}}))


def test_now_is_marked_as_not_frozen_and_leads_to_the_stage(visit: Visit) -> None:
    text = text_of(visit("presenteren"))
    assert 'href="/podium/voorbeeldstad/nu"' in text
    assert "Deze cijfers zijn niet bevroren" in text
    assert "Rondkomen en meedoen" in text


def test_the_stage_is_one_file_that_may_fetch_nothing(visit: Visit) -> None:
    visit("presenteren")  # sets the data folder
    answer = _ask(NAME, "nu")
    html = bytes(answer.body).decode()
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-security-policy"] == policy()
    assert "default-src 'none'" in policy()
    assert html.count("<script>") == 1
    assert script() in html
    assert NOT_FROZEN in html
    elsewhere = html.replace("http://www.w3.org", "")
    assert [part for part in ("http://", "https://", "url(/", 'src="/') if part in elsewhere] == []


@pytest.mark.parametrize(("programme", "edition"), [(NAME, "bestaat-niet"), ("..", "nu"), (NAME, "../x"), ("x", "nu")])
def test_what_is_not_there_is_said_plainly(visit: Visit, programme: str, edition: str) -> None:
    visit("presenteren")
    answer = _ask(programme, edition)
    assert answer.status_code == 404
    assert HOSTILE.encode() not in answer.body


def test_a_public_process_has_no_stage(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    visit("presenteren")
    monkeypatch.setenv("WIJKPEIL_PUBLIC", "true")
    settings.cache_clear()
    assert _ask(NAME, "nu").status_code == 404
    settings.cache_clear()


def test_text_of_others_is_text() -> None:
    dia = Dia(
        id="a", soort=Soort.GEDAAN, titel=HOSTILE, kop=HOSTILE, zinnen=(HOSTILE,), bron=HOSTILE, notities=(HOSTILE,),
        tabel=Tabel((HOSTILE,), ((HOSTILE, HOSTILE),)),
    )  # fmt: skip
    assert HOSTILE not in section(dia, 1, "", lambda story: None) + notes(dia)


def test_a_sentence_does_not_end_within_a_number() -> None:
    said = "Het ging van 1.000 naar 2.500 inwoners. Dat is meer. En dit past er niet bij."
    assert brief(said) == "Het ging van 1.000 naar 2.500 inwoners. Dat is meer."
