"""Every page there is, one load each: words, errors, other hosts, axe in light and dark, desktop and phone, no
scrolling sideways, no English, and for each picture a text and a table. A new page is found by itself.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pages._pages import ALL_PAGES
from tests.browser._server import serious_findings
from tests.browser.conftest import Open, need_chromium
from tests.browser.shots import settle
from tests.serving import serving

pytestmark = pytest.mark.browser
INTERN, PUBLIC = "intern", "openbaar"
# A group of people of whom only the municipality sees figures.
INTERNAL = "Turkse"
# Views that look so different from the page's first one that they count as a page.
MORE = (
    (INTERN, "/kaart?niveau=wijk&beeld=verschil"),
    (INTERN, "/trend?gebied=BU99010100&gebied=BU99010101&gebied=BU99010102"),
    (INTERN, "/verkennen?onder=trechter&gebied=BU99010101"),
    (INTERN, "/verkennen?onder=verdeling&gebied=BU99010101"),
    (INTERN, "/interventies?weergave=tijdlijn"),
    (INTERN, "/interventies?weergave=kaart&focuswijk=molenkamp"),
    (INTERN, "/interventies?interventie=huis-van-de-buurt"),
    (INTERN, "/focuswijk?focuswijk=molenkamp&interventies=ja"),
    (INTERN, "/verantwoording?deel=bronnen"),
    (INTERN, "/verantwoording?deel=programma"),
    (PUBLIC, "/buurt?gebied=BU99010100"),
    (PUBLIC, "/buurt?gebied=BU99010404"),
    (PUBLIC, "/buurt?gebied=BU99010406"),
)
CASES = [
    *((INTERN, f"/{page.path}") for page in ALL_PAGES),
    *((PUBLIC, f"/{page.path}") for page in ALL_PAGES if page.public),
    *MORE,
]
# Words of Streamlit and of browsers' own texts that are no Dutch; the names of things of data are in Dutch.
ENGLISH = re.compile(
    r"\b(Choose|Select|Close|Clear|Remove|Expand|Collapse|Sidebar|Fullscreen|View|Show|Search|Loading|Drag and|Browse|"
    r"Press Enter|No results|Running|Download as|Help|Skip to|Copy|Click|Please|Error|limit|per file|Hide|Zoom|Toggle|"
    r"selected|options?|more|pages|input|column|row|menu item)\b"
)
# Text that somebody sees or hears, of Streamlit's own parts; what is in the page from data has its own tests.
WORDS = """(() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.nodeType === Node.ELEMENT_NODE) {
      for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-roledescription', 'aria-description'])
        if (node.getAttribute(name)) found.push(node.getAttribute(name));
    } else if (!node.parentElement.closest('script, style, noscript, [data-testid=stIconMaterial]'))
      found.push(node.data);
  }
  return found;
})()"""
# Pictures, each with what tells it in words; "" where nothing does.
_PICTURES = """[...document.querySelectorAll('.stPlotlyChart, .wp-map-svg')].map((picture) => {
  const told = picture.closest('[role=figure][aria-label], [role=group][aria-label]') ??
    picture.querySelector('[role=img][aria-label], [aria-label]:not(path, a, button)');
  return told?.getAttribute('aria-label') ?? '';
})"""
# A list of two hundred that open alike is not opened whole.
_OPEN_SOME = """[...document.querySelectorAll('.stHtml details')]
  .forEach((one, number) => (one.open = number < 8 || number % 20 === 0))"""
_SIDEWAYS = (
    "['html', '[data-testid=stMain]'].map((e) => document.querySelector(e)).map((e) => e.scrollWidth - e.clientWidth)"
)
# A map that only says where buurten lie has a search or a list of them beside it.
_TABLE = "summary:has-text('Tabel en download'), .wp-table, .wp-all-areas, [aria-label*='uw buurt'], .st-key-wp_buurten"


@pytest.fixture(scope="module")
def apps(voorbeeld: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Addresses of the app for the municipality and for the public, which has the other half beside it too."""
    need_chromium()
    data = tmp_path_factory.mktemp("bladzijden") / "data"
    shutil.copytree(voorbeeld, data)
    with serving(data) as intern, serving(data, "--public") as public:
        yield {INTERN: intern, PUBLIC: public}


@pytest.fixture
def app(request: pytest.FixtureRequest, apps: dict[str, str]) -> str:
    """Address of the app that a case is about."""
    return apps[request.param]


@pytest.mark.parametrize(("app", "path"), CASES, indirect=["app"], ids=lambda value: value.strip("/"))
def test_a_page_is_sound_for_everybody(visit: Open, request: pytest.FixtureRequest, path: str) -> None:
    title = next(page.title for page in ALL_PAGES if page.path == path.strip("/").split("?")[0])
    page = visit(path)
    found: dict[str, object] = {}
    assert (page.title(), page.locator(".wp-head h1").inner_text()) == (f"{title} · Wijkpeil", title)
    assert page.evaluate("document.documentElement.lang") == "nl"
    assert "verzonnen gemeente" in page.locator(".wp-fictional").inner_text()
    pictures = page.evaluate(_PICTURES)
    found["plaatjes zonder tekst"] = [text for text in pictures if len(text) < 20]
    found["plaatjes zonder tabel"] = pictures if pictures and not page.locator(_TABLE).count() else []
    page.evaluate(_OPEN_SOME)
    for width, height, schemes in ((1366, 768, ("light", "dark")), (360, 740, ("dark", "light"))):
        page.set_viewport_size({"width": width, "height": height})
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            settle(page)
            found[f"axe {width} {scheme}"] = serious_findings(page)
        found[f"opzij {width}"] = [by for by in page.evaluate(_SIDEWAYS) if by > 0]
    found["geen Nederlands"] = sorted({words.strip()[:80] for words in page.evaluate(WORDS) if ENGLISH.search(words)})
    found["klachten"] = list(visit.complaints)  # type: ignore[attr-defined]
    if request.node.callspec.params["app"] == PUBLIC:
        found["intern"] = [INTERNAL] if INTERNAL in page.content() else []
    assert {name: what for name, what in found.items() if what} == {}
