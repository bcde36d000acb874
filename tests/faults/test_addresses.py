"""Whatever the address asks of a public page: the default view with a note, no traceback, and no echo (fault 59)."""

import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from pages._pages import ALL_PAGES
from snapshot import store
from snapshot.settings import CHECKOUT, settings
from tests.conftest import served_hash
from tests.faults.conftest import Town
from tests.faults.town import NAME
from tests.pages.conftest import asked, script, text_of
from tests.thorough import times

PUBLIC = [page.path for page in ALL_PAGES if page.public]
NOTE = "De link vraagt om een programma dat hier niet bestaat. U ziet nu de gewone keuze."
HOSTILE = {
    "onbekend": "bestaat-niet",
    "script": "<script>alert(document.cookie)</script>",
    "plaatje": '"><img src=x onerror=alert(1)>',
    "markdown": "[klik hier](javascript:alert(1))",
    "sql": "'; DROP TABLE figure_map; --",
    "pad": "../../../../etc/passwd",
    "10 kB": "hostile-" * 1280,
    "nul": "nul\x00byte",
    "omgekeerd": "\u202egnirts\u202c\ud7ff\uffff",
    "getal": "-9223372036854775809",
}


@pytest.fixture
def visit(town: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., AppTest]]:
    """A public process: ``visit("kaart", indicator=["x"])`` is the page after one run in a new session."""
    monkeypatch.setenv("WIJKPEIL_PUBLIC", "true")
    settings.cache_clear()
    store.forget()

    def run(name: str, **address: str | list[str]) -> AppTest:
        at = AppTest.from_string(script(name), default_timeout=30)
        for key, value in address.items():
            at.query_params[key] = value
        return at.run()

    yield run
    store.forget()


def parameters() -> list[str]:
    """Every parameter that a page reads from the address, and one that none does."""
    found: set[str] = {"niemand"}
    for path in (CHECKOUT / "pages").rglob("*.py"):
        found |= set(
            re.findall(r'(?:address\.(?:one|several|free)|pick)\(\s*(?:view, )?"(\w+)"', path.read_text("utf-8"))
        )
    return sorted(found)


def test_the_parameters_are_found() -> None:
    assert {"programma", "indicator", "periode", "niveau", "gebied", "grenzen"} <= set(parameters())


@pytest.mark.parametrize("name", PUBLIC)
def test_a_hostile_address_gives_the_default_view(visit: Callable[..., AppTest], name: str) -> None:
    before = served_hash(NAME)
    usual = visit(name)
    for what, value in HOSTILE.items():
        # A question of half a megabyte is cut off before any page sees it.
        for address in (value, [value] * 3) if len(value) < 1000 else (value,):
            at = visit(name, **dict.fromkeys(parameters(), address))
            assert not at.exception, (what, at.exception)
            # A search is the visitor's own text; it stands in its field only.
            assert {key: said for key, said in asked(at).items() if key != "zoek"} == asked(usual), what
            text = text_of(at)
            assert NOTE in text
            assert value not in text, what
    assert served_hash(NAME) == before


@pytest.mark.parametrize("name", PUBLIC)
def test_good_words_in_the_wrong_place_give_the_default_view(visit: Callable[..., AppTest], name: str) -> None:
    """A period for an indicator, an area for a programme: each parameter gets what another one takes."""
    for value in ("inwoners", "2024", "BU00010000", "eigen"):
        at = visit(name, **dict.fromkeys(parameters(), value))
        assert not at.exception, value
        assert asked(at)["programma"] == [NAME]


@examples(max_examples=times(6), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(PUBLIC),
    address=st.dictionaries(st.sampled_from(parameters()), st.lists(st.text(max_size=30), min_size=1, max_size=3)),
)
def test_any_address_gives_a_page(visit: Callable[..., AppTest], name: str, address: dict[str, list[str]]) -> None:
    at = visit(name, **address)
    assert not at.exception
    assert asked(at)["programma"] == [NAME]
