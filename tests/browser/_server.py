"""The example, and a browser to look at the app with: shared by the browser tests and the screenshots."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

CHECKOUT = Path(__file__).resolve().parents[2]
NO_BROWSER = "Er is geen chromium. Installeer het met: sudo apt-get install chromium"
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP *.gemeente.example 127.0.0.1",
)


_AXE = """axe.run({
  runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']},
  resultTypes: ['violations'],
}).then((found) => found.violations
  .filter((one) => ['serious', 'critical'].includes(one.impact))
  .map((one) => [one.id, one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160))]))"""


def serious_findings(page: Page) -> list[tuple[str, list[str]]]:
    """What axe-core finds serious or critical on a page: the rule, and the first elements. Nothing is left out."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    return [(rule, nodes) for rule, nodes in page.evaluate(_AXE)]


def chromium() -> str | None:
    """Path of the browser, or None."""
    return next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )


def example(data: Path) -> None:
    """Fetch and build the example municipality into an empty data folder."""
    environment = os.environ | {"WIJKPEIL_DATA": str(data)}
    for words in (("fetch", "--from", "data/voorbeeld/bronbestanden"), ("build", "--programme", "voorbeeldstad")):
        command = [sys.executable, "-c", "import cli; cli.main()", *words]
        subprocess.run(command, cwd=CHECKOUT, env=environment, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless chromium of the machine. Names of gemeente.example lead to this machine."""
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=chromium(), args=list(_ARGUMENTS))
        try:
            yield one
        finally:
            one.close()
