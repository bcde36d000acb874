"""One figure alone: who may frame it, what the page leaves out, and the snippet for another site."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages import _embed, _web
from snapshot.settings import settings
from tests.pages.conftest import Visit, asked, text_of

SITES = "https://www.breda.example https://*.pleio.example"


@pytest.fixture
def process(voorbeeld: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A public process that other sites may show figures of."""
    for name, value in (("PUBLIC", "true"), ("EMBED_HOSTS", SITES), ("SITE", "https://wijken.example")):
        monkeypatch.setenv(f"WIJKPEIL_{name}", value)
    settings.cache_clear()
    yield monkeypatch
    monkeypatch.undo()
    settings.cache_clear()


def _alone(path: str, query: str) -> bool:
    return _web._alone({"type": "http", "path": path, "query_string": query.encode()})


def test_only_a_figure_of_a_public_process_may_stand_in_a_frame(process: pytest.MonkeyPatch) -> None:
    assert _alone("/kaart", "indicator=x&toon=figuur")
    assert not _alone("/kaart", "indicator=x")
    assert not _alone("/buurt", "toon=figuur")
    assert not _alone("/api/v1/x", "toon=figuur")
    assert _embed.sites() == SITES
    process.setenv("WIJKPEIL_PUBLIC", "false")
    settings.cache_clear()
    assert not _alone("/kaart", "toon=figuur")
    assert _embed.sites() == "'none'"


@pytest.mark.parametrize("hosts", ["breda.nl", "https://a.nl; script-src *", "https://a.nl/pad", "'self'", "*"])
def test_what_is_no_address_of_a_site_is_refused(monkeypatch: pytest.MonkeyPatch, hosts: str) -> None:
    monkeypatch.setenv("WIJKPEIL_EMBED_HOSTS", hosts)
    settings.cache_clear()
    with pytest.raises(Exception, match="WIJKPEIL_EMBED_HOSTS"):
        settings()
    settings.cache_clear()


def test_nobody_is_allowed_without_the_setting(process: pytest.MonkeyPatch) -> None:
    process.delenv("WIJKPEIL_EMBED_HOSTS")
    settings.cache_clear()
    assert _embed.sites() == "'none'"


def _labels(at: AppTest) -> list[str]:
    return [expander.label for expander in at.expander]


def test_the_figure_alone_has_its_words_and_nothing_to_choose(process: pytest.MonkeyPatch, visit: Visit) -> None:
    at = visit("kaart", toon="figuur", indicator="inwoners")
    text = text_of(at)
    assert not at.exception
    assert (len(at.selectbox), _labels(at)) == (0, [])
    assert "Bekijk in de monitor van" in text
    assert "Bron: " in text
    assert "wp-head" not in text
    assert asked(at)["toon"] == ["figuur"]


def test_the_snippet_is_escaped_and_leads_to_the_figure(process: pytest.MonkeyPatch, visit: Visit) -> None:
    at = visit("stad")
    assert "Zet dit op uw eigen site" in _labels(at)
    (code,) = [block.value for block in at.code]
    assert unescape(code).startswith('<iframe src="https://wijken.example/stad?toon=figuur&')
    hostile = _embed.snippet("kaart", {"gebied": ['"><script>']}, 'A "B" <i>')
    assert "<script" not in hostile
    assert "<i>" not in hostile
    assert 'title="A &quot;B&quot; &lt;i&gt;"' in hostile


def test_the_intern_app_never_shows_a_figure_alone(visit: Visit) -> None:
    at = visit("kaart", toon="figuur")
    assert len(at.selectbox) > 3
    assert "wp-band" in text_of(at)
