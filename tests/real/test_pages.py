"""Every page and every part of it opens on real Breda and Roosendaal: real files have holes that the example lacks."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.analist.verantwoording import _PARTS
from snapshot.settings import settings
from tests.real.conftest import PROGRAMMES

VIEWS = [
    *({"page": page} for page in ("overzicht", "trend", "focuswijk", "kloof")),
    *({"page": "kaart", "beeld": view} for view in ("waarde", "verschil", "oordeel", "verandering")),
    *({"page": "verantwoording", "deel": part} for part in _PARTS),
    {"page": "focuswijk", "omvang": "alle cijfers"},
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
    at = AppTest.from_string(f"from pages.analist import {page}\n{page}.render()", default_timeout=60)
    for key, value in {"programma": programme, **asked}.items():
        at.query_params[key] = value
    at.run()
    settings.cache_clear()
    assert [error.message for error in at.exception] == []
    assert any("<h1>" in element.proto.body for element in at.get("html"))
