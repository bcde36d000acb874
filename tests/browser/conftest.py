"""The real app on the example, and a browser: only for tests marked ``browser``."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser._server import NO_BROWSER, browser, chromium
from tests.browser.shots import settle
from tests.serving import serving

Open = Callable[..., Page]


def need_chromium() -> None:
    """Skip where there is no browser, and say how to get one; in CI that is a failure."""
    if chromium() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(NO_BROWSER)


@pytest.fixture(scope="session")
def app(voorbeeld: Path) -> Iterator[str]:
    """Address of the app, started in a process of its own."""
    need_chromium()
    with serving(voorbeeld) as address:
        yield address


@pytest.fixture(scope="session")
def one_browser() -> Iterator[Browser]:
    """The browser of all tests in this process."""
    need_chromium()
    with browser() as one:
        yield one


@pytest.fixture
def visit(app: str, one_browser: Browser) -> Iterator[Open]:
    """``visit("/kaart", width=360, scheme="dark")``: a settled page in a new visitor's browser.

    ``page.complaints`` would be the natural place for what went wrong; the list is kept on the function instead:
    every console error, uncaught error, failed answer and request to another host, of all pages of one test.
    """
    complaints: list[str] = []
    contexts = []

    def open_page(path: str, width: int = 1366, height: int = 768, scheme: str = "light") -> Page:
        context = one_browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, locale="nl-NL"
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "response",
            lambda answer: complaints.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None,
        )
        page.on("request", lambda request: complaints.append(request.url) if _elsewhere(request.url, app) else None)
        page.goto(app + path)
        settle(page)
        return page

    open_page.complaints = complaints  # type: ignore[attr-defined]
    yield open_page
    for context in contexts:
        context.close()


def _elsewhere(url: str, app: str) -> bool:
    return not url.startswith((app, app.replace("http", "ws", 1), "blob:", "data:"))
