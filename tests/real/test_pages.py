"""Every page and every part of it opens on real Breda and Roosendaal: real files have holes that the example lacks."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.analist.verantwoording import _PARTS
from snapshot.settings import settings
from tests.real.conftest import PROGRAMMES

VIEWS = [
    *({"page": "buurt", "gebied": area} for area in ("", "BU07580502", "WK075810", "BU16740202")),
    {"page": "stad"},
    {"page": "over"},
    *({"page": page} for page in ("overzicht", "trend", "focuswijk", "kloof")),
    *({"page": "kaart", "beeld": view} for view in ("waarde", "verschil", "oordeel", "verandering")),
    *({"page": "verantwoording", "deel": part} for part in _PARTS),
    {"page": "focuswijk", "omvang": "alle cijfers"},
    *({"page": "vergelijken", "weergave": view} for view in ("profiel", "verloop", "spreiding", "vergelijkbaar")),
    {"page": "kloof", "indicator": "misdrijven_per_1000"},
    {"page": "trend", "indicator": "leefbaarometer", "grenzen": "eigen"},
    {"page": "kaart", "indicator": "bijstand_per_1000", "grenzen": "2012"},
]


@pytest.mark.parametrize("programme", PROGRAMMES)
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: " ".join(view.values()))
def test_a_page_opens(data: Path, monkeypatch: pytest.MonkeyPatch, programme: str, view: dict[str, str]) -> None:
    monkeypatch.setenv("WIJKPEIL_DATA", str(data))
    settings.cache_clear()
    asked = dict(view)
    page = asked.pop("page")
    script = f"from pages._pages import ALL_PAGES\nnext(p for p in ALL_PAGES if p.path == {page!r}).draw()"
    at = AppTest.from_string(script, default_timeout=60)
    for key, value in {"programma": programme, **asked}.items():
        at.query_params[key] = value
    at.run()
    settings.cache_clear()
    assert [error.message for error in at.exception] == []
    assert any("<h1>" in element.proto.body for element in at.get("html"))
