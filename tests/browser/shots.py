"""Screenshots of every page, desktop and phone, light and dark, into shots/: ``… shots [PROGRAMME [PAGE]]``.

Without a snapshot in the data folder, of the example, built for the occasion.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from pages._pages import PAGES
from snapshot.settings import CHECKOUT, settings
from snapshot.store import programmes_with_snapshot
from tests.browser._server import NO_BROWSER, browser, chromium, example
from tests.serving import serving

# Not wait_for_function: that evaluates text in the page, which the security policy of the app refuses.
_DRAWN = """[...document.querySelectorAll('.wp-map-canvas')].every((m) => m.querySelector('.wp-area')) &&
  !document.querySelector('[data-testid=stSkeleton]')"""
SIZES = {"desktop": (1366, 768), "telefoon": (390, 844)}


def settle(page: Page) -> None:
    """Wait until the page has drawn: the script has run, the map has its shapes, fonts are there."""
    page.wait_for_selector(".wp-head h1", timeout=30_000)
    page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']", timeout=30_000)
    for _ in range(200):
        if page.evaluate(_DRAWN):
            break
        page.wait_for_timeout(50)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(150)


def take(data: Path, folder: Path, programme: str | None, only: str | None = None) -> list[Path]:
    """One picture per page, size and theme; the whole length of the page."""
    taken = []
    with serving(data) as address, browser() as one:
        for size, (width, height) in SIZES.items():
            for scheme in ("light", "dark"):
                context = one.new_context(
                    viewport={"width": width, "height": height}, color_scheme=scheme, locale="nl-NL"
                )
                for entry in PAGES:
                    if only and entry.path != only:
                        continue
                    page = context.new_page()
                    query = f"?programma={programme}" if programme else ""
                    page.goto(f"{address}/{entry.path}{query}")
                    settle(page)
                    tall = page.evaluate("document.querySelector('[data-testid=stMain]')?.scrollHeight ?? 0")
                    page.set_viewport_size({"width": width, "height": max(height, min(tall + 80, 6000))})
                    page.wait_for_timeout(500)
                    path = folder / f"{entry.path}-{size}-{scheme}.png"
                    page.screenshot(path=path)
                    taken.append(path)
                    page.close()
                context.close()
    return taken


def main() -> None:
    if chromium() is None:
        sys.exit(NO_BROWSER)
    folder = CHECKOUT / "shots"
    folder.mkdir(exist_ok=True)
    programme, only = (*sys.argv[1:3], None, None)[:2]
    with tempfile.TemporaryDirectory() as scratch:
        data = settings().data
        if not programmes_with_snapshot():
            data = Path(scratch)
            example(data)
        for path in take(data, folder, programme, only):
            print(path.relative_to(CHECKOUT))


if __name__ == "__main__":
    main()
