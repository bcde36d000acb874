"""The pictures of the manual, taken of the example into docs/handleiding/: ``… manual [NAME …]``.

Light, of one size, and without what differs from day to day. A picture that looks as it did is left as it was, so that
taking them anew changes nothing in the project unless a page changed.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import Browser, FloatRect, Page

from charts.style import LIGHT
from pages._routes import MANUAL
from tests.browser._server import NO_BROWSER, browser, chromium, example
from tests.browser.shots import settle
from tests.serving import serving

FOLDER = MANUAL.with_suffix("")
_MARGIN = 12
_COLOURS = 64
# A picture is another one when this share of its points differs by this much (of 255) in a colour.
_SHARE, _MUCH = 0.002, 32
_BUURT = "gebied=BU99010100"
_TREES = "buurt;jaar;bomen\nMerelveld;2024;70\nMolenkamp;2024;80\nWielewaalhof;2024;90\n"

# Outlines the elements and gives them numbers, on top of the page.
_MARK = """(marks) => marks.forEach(([box, number, colour]) => {
  const frame = document.createElement('div'), badge = document.createElement('b');
  const left = box.x - 4, top = box.y - 4;
  frame.style.cssText = `position:fixed;z-index:9999;pointer-events:none;border:2px solid ${colour};` +
    `border-radius:6px;box-sizing:border-box;left:${left}px;top:${top}px;` +
    `width:${box.width + 8}px;height:${box.height + 8}px`;
  badge.textContent = number;
  badge.style.cssText = `position:fixed;z-index:10000;left:${left - 10}px;top:${top - 12}px;width:24px;height:24px;` +
    `border-radius:50%;background:${colour};color:#fff;font:650 15px/24px 'IBM Plex Sans';text-align:center`;
  document.body.append(frame, badge);
})"""


@dataclass(frozen=True)
class Shot:
    """One picture. ``inside``: selectors of what it holds, from top to bottom; ``marks``: of
    what gets a number."""

    name: str
    path: str
    inside: tuple[str, ...]
    marks: tuple[str, ...] = ()
    act: Callable[[Page], None] | None = None
    phone: bool = False
    stage: bool = False


def _click(selector: str) -> Callable[[Page], None]:
    return lambda page: page.locator(selector).first.click()


def _offer(page: Page) -> None:
    offered = {"name": "bomen-2024.csv", "mimeType": "text/csv", "buffer": _TREES.encode()}
    page.locator("input[type=file]").set_input_files([offered])  # type: ignore[list-item]
    page.get_by_role("button", name="Bekijk wat dit is").click()
    page.locator(".wp-check-head").first.wait_for(timeout=60_000)


def _freeze(page: Page) -> None:
    page.get_by_label("Naam van de editie").fill("Bijeenkomst 2026")
    page.get_by_label("Datum van de bijeenkomst").fill("2026-11-20")
    page.get_by_label("Plaats").fill("Stadhuis")
    page.get_by_role("button", name="Bevries deze editie").click()
    page.locator(".wp-edition").wait_for(timeout=60_000)


_CHOICES = ".st-key-wp_keuzes"
_FIRST, _THEN = ".st-key-wp_keuzes_eerst", ".st-key-wp_keuzes_dan"
_FACTS = "[data-testid=stColumn]:has(> div .wp-figure)"
SHOTS = (
    Shot(
        "kop",
        f"/kaart?{_BUURT}",
        (".wp-band", ".wp-head"),
        ("h1", ".wp-explained", ".wp-share", ".wp-print"),
        phone=True,
    ),
    Shot("vormen", "/overzicht", (".wp-key",), phone=True),
    Shot("overzicht", "/overzicht", (".wp-cards",)),
    Shot(
        "kaart",
        f"/kaart?{_BUURT}",
        (_CHOICES, ".wp-map", _FACTS),
        (_CHOICES, ".wp-legend", ".wp-map-canvas", ".wp-facts", ".wp-why > summary"),
    ),
    Shot(
        "verkennen",
        f"/verkennen?{_BUURT}&indicator=misdrijven_per_1000",
        (_FIRST, _THEN, ".wp-map-canvas", ".wp-rank-list"),
        (_FIRST, ".wp-period", ".wp-map-canvas", ".wp-rank-list"),
    ),
    Shot("vergelijken", "/vergelijken", (".wp-letters", ".wp-profile-row >> nth=4")),
    Shot("gebied", "/gebied?buurten=GM9901.0100.0101.0102&naam=Noordrand", (".st-key-wp_samenstellen",)),
    Shot("trend", f"/trend?{_BUURT}&indicator=misdrijven_per_1000", (".stPlotlyChart", ".wp-title >> nth=0")),
    Shot("focuswijk", "/focuswijk?focuswijk=merelveld", (".wp-spine-row >> nth=0", ".wp-spine-row >> nth=3")),
    Shot(
        "wijk-in-beeld",
        "/wijkbeeld?gebied=WK990101",
        (".wp-beeld >> nth=4",),
    ),
    Shot(
        "focusgebieden", "/focusgebieden?bouwsteen=prettig-wonen", (".wp-elsewhere thead", ".wp-elsewhere tr >> nth=4")
    ),
    Shot("kloof", "/kloof?indicator=bijstand_per_1000", (".stPlotlyChart", ".wp-title >> nth=0", ".wp-seen >> nth=0")),
    Shot("programma", "/programma", (".wp-tree .wp-card",), act=_click(".wp-tree summary")),
    Shot("invoer", "/invoer?tabel=partners&regel=gemeente", (".stForm",)),
    Shot("verhalen", "/verhalen?verhaal=verhaal-buurthuis", (".wp-story", ".wp-story-figures")),
    Shot("werkplan", "/werkplan?bouwsteen=rondkomen", (".wp-part >> nth=0", ".wp-part >> nth=1")),
    Shot("uitdraai", "/uitdraai", (".wp-title >> nth=0", "[data-testid=stDownloadButton] >> nth=1")),
    Shot("woonplekken", "/woonplekken", (".stPlotlyChart", ".wp-title >> nth=1")),
    Shot("strategie", "/strategie?strategie=jong-begin", (".wp-strategies", ".wp-terms")),
    Shot("canvas", "/canvas?strategie=warm-huis", (".wp-canvas",)),
    Shot("middelen", "/middelen?overzicht=meerjaren", (".wp-title >> nth=0", ".wp-money-table")),
    Shot("interventies", "/interventies?weergave=tijdlijn", (".wp-plan-key", ".wp-plan section")),
    Shot("tafels", "/tafels?waarde=samenredzaam", (".wp-tafel .wp-terms >> nth=2", ".wp-tafel .wp-terms >> nth=3")),
    Shot("edities", "/edities", (".wp-edition", "[data-testid=stButtonGroup]"), act=_freeze),
    Shot("presenteren", "/podium/voorbeeldstad/nu#bouwsteen-rondkomen", (".dia:not([hidden])",), stage=True),
    Shot("dekking", "/gegevens", (".wp-coverage", ".wp-key")),
    Shot(
        "verantwoording",
        "/verantwoording?zoek=armoede",
        ("[data-testid=stTextInput]", ".wp-details >> nth=0"),
        act=_click(".wp-details > summary"),
    ),
    Shot("toevoegen", "/toevoegen", (".wp-check",), act=_offer),
    Shot("waarom", "/focuswijk?focuswijk=merelveld", (".wp-spine-row",), act=_click(".wp-why > summary")),
    Shot("mijn-buurt", f"/buurt?{_BUURT}", ("[data-testid=stTextInput]", ".wp-own-cards .wp-card"), phone=True),
    Shot("kaart-van-de-stad", f"/stad?{_BUURT}", ("[data-testid=stSelectbox]", ".wp-legend"), phone=True),
)


def take(one: Browser, address: str, shot: Shot) -> Image.Image:
    """One picture, in few colours."""
    window = {"width": 390 if shot.phone else 1280, "height": 720 if shot.stage else 960}
    context = one.new_context(viewport=window, color_scheme="light", locale="nl-NL", reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address + shot.path)
    if shot.stage:
        return _reduced(page.screenshot())
    settle(page)
    if shot.act:
        shot.act(page)
        settle(page)
    # What would lie over the page when it scrolls, the pointer and the focus are not in the picture.
    page.add_style_tag(content=".stAppHeader { display: none !important }")
    page.evaluate("document.activeElement?.blur()")
    page.mouse.move(0, 0)
    main = page.locator("[data-testid=stMain]")
    begin, *tops = (box["y"] for box in _boxes(page, ("[data-testid=stMain]", *shot.inside)))
    main.evaluate("(main, by) => main.scrollBy(0, by)", min(tops) - begin - 3 * _MARGIN)
    page.wait_for_timeout(400)
    marked = enumerate(_boxes(page, shot.marks), start=1)
    page.evaluate(_MARK, [[box, number, LIGHT.accent] for number, box in marked])
    png = page.screenshot(clip=_around(page, shot))
    context.close()
    return _reduced(png)


def _reduced(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)


def _boxes(page: Page, selectors: tuple[str, ...]) -> list[FloatRect]:
    """Where the elements are in the window. Raises when one is not there."""
    boxes = [page.locator(selector).first.bounding_box() for selector in selectors]
    return [box for box in boxes if box]


def _around(page: Page, shot: Shot) -> FloatRect:
    """The part of the window that holds the elements, with room for the numbers."""
    room = 2 * _MARGIN if shot.marks else _MARGIN / 2
    boxes, window = _boxes(page, shot.inside), page.viewport_size or {"width": 0, "height": 0}
    left, top = (max(0.0, min(box[side] for box in boxes) - room) for side in ("x", "y"))  # type: ignore[literal-required]
    right = min(window["width"], max(box["x"] + box["width"] for box in boxes) + _MARGIN)
    bottom = min(window["height"], max(box["y"] + box["height"] for box in boxes) + _MARGIN / 2)
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def _looks_the_same(new: Image.Image, path: Path) -> bool:
    if not path.exists():
        return False
    with Image.open(path) as old:
        if old.size != new.size:
            return False
        apart = ImageChops.difference(old.convert("RGB"), new.convert("RGB")).convert("L")
    different = sum(apart.histogram()[_MUCH:])
    return different <= _SHARE * new.width * new.height


@contextmanager
def _example() -> Iterator[str]:
    """The address of the app on the example, built for the occasion."""
    with tempfile.TemporaryDirectory() as scratch:
        example(Path(scratch))
        with serving(Path(scratch)) as address:
            yield address


def main() -> None:
    if chromium() is None:
        sys.exit(NO_BROWSER)
    FOLDER.mkdir(exist_ok=True)
    chosen = sys.argv[1:]
    with _example() as address, browser() as one:
        for shot in SHOTS:
            if chosen and shot.name not in chosen:
                continue
            path, picture = FOLDER / f"{shot.name}.png", take(one, address, shot)
            if _looks_the_same(picture, path):
                print(f"{path.name}: als voorheen")
                continue
            picture.save(path, optimize=True)
            print(f"{path.name}: {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
