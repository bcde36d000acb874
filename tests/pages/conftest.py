"""Run one page against the example, as a visitor with a link would."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from snapshot.settings import settings

Visit = Callable[..., AppTest]


@pytest.fixture
def visit(voorbeeld: Path, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """``visit("kaart", indicator="woz")``: the page after one run in a new session."""
    monkeypatch.setenv("WIJKPEIL_DATA", str(voorbeeld))
    settings.cache_clear()

    def run(name: str, **address: str | list[str]) -> AppTest:
        at = AppTest.from_string(script(name), default_timeout=30)
        for key, value in address.items():
            at.query_params[key] = value
        return at.run()

    return run


def script(name: str) -> str:
    """What draws the page at this address, as the app does."""
    return f"from pages._pages import ALL_PAGES\nnext(p for p in ALL_PAGES if p.path == {name!r}).draw()"


def asked(at: AppTest) -> dict[str, list[str]]:
    """The address after the run: every parameter as a list."""
    return {key: [values] if isinstance(values, str) else list(values) for key, values in at.query_params.items()}


def text_of(at: AppTest) -> str:
    """All HTML that the page put out, without the colours of the gemeente."""
    found = (element.proto.body for element in at.get("html"))
    return "\n".join(html for html in found if not html.startswith("<style>"))
