"""Hostile and outdated addresses on every page there is: the default view, a friendly note, and nothing repeated."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from pages._address import Address
from pages._pages import ALL_PAGES
from tests.pages.conftest import Visit, asked, text_of

HOSTILE = "<script>alert(1)</script>"
# A script, 10 kB, and a choice that was given twice and belongs to other years.
VALUES = (HOSTILE, "x" * 10_000, ["1999", "BU00000000"])
_NOTE = re.compile(r'<p class="wp-note" role="status">De link vraagt[^<]*</p>\n?')


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """What a page asks of its address, by the way it asks, filled while it runs."""
    asked_for: dict[str, set[str]] = {"one": set(), "several": set(), "free": set()}
    for way, found in asked_for.items():
        monkeypatch.setattr(Address, way, _noting(getattr(Address, way), found))
    return asked_for


def _noting(real: Callable[..., Any], found: set[str]) -> Callable[..., Any]:
    def noting(self: Address, name: str, *more: Any, **named: Any) -> Any:
        found.add(name)
        return real(self, name, *more, **named)

    return noting


@pytest.mark.parametrize("name", [page.path for page in ALL_PAGES])
def test_an_address_that_asks_in_vain_gives_the_default_view(
    visit: Visit, names: dict[str, set[str]], name: str
) -> None:
    at = visit(name)
    default, address = text_of(at), asked(at)
    for value in VALUES:
        for parameter in [*sorted(names["one"] | names["several"]), "bestaat_niet"]:
            at.query_params[parameter] = value
        at.run()
        assert not at.exception
        said = _NOTE.findall(text_of(at))
        same = _NOTE.sub("", text_of(at)) == default  # not in the assert: pytest would compare the pages word by word
        assert same, f"een andere pagina dan de gewone bij {str(value)[:20]}"
        assert said or not names["one"] | names["several"]
        assert asked(at) == address
    for parameter in names["free"]:
        for value in VALUES:
            at.query_params[parameter] = value
            at.run()
            assert not at.exception
            assert HOSTILE not in text_of(at)
            assert all(len(one) <= 80 for one in asked(at).get(parameter, []))
