"""Logging in end to end: the real app, a real browser, and a certified OpenID provider on loopback."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from snapshot.access import FILE
from tests.browser._server import serious_findings
from tests.login.provider import Provider, login_file, provider
from tests.serving import free_port, serving

pytestmark = pytest.mark.browser

ANALIST = {"email": "an@gemeente.example", "email_verified": True, "groups": ["wp-analisten"]}
LEZER = {"email": "leo@gemeente.example", "email_verified": True, "groups": ["wp-lezers"]}
ROLES = "groepen:\n  wp-analisten: analist\n  wp-lezers: lezer\n"
# Seconds that an identity counts here: long enough to look at a page, short enough to wait for.
SHORT = 5


@dataclass
class Town:
    """The app with login, its data folder and the provider."""

    address: str
    data: Path
    provider: Provider


def _town(voorbeeld: Path, folder: Path, **more: str) -> Iterator[Town]:
    data = folder / "data"
    data.mkdir()
    (data / "snapshots").symlink_to(voorbeeld / "snapshots")
    (data / FILE).write_text(ROLES, encoding="utf-8")
    port = free_port()
    app = f"http://127.0.0.1:{port}"
    with provider(folder, app) as one:
        issuer = more.pop("issuer", one.issuer)
        login = login_file(folder, app, issuer, metadata_url=f"{one.issuer}/.well-known/openid-configuration")
        with serving(data, port=port, WIJKPEIL_LOGIN=str(login), **more):
            yield Town(app, data, one)


@pytest.fixture(scope="module")
def town(voorbeeld: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    yield from _town(voorbeeld, tmp_path_factory.mktemp("login"), WIJKPEIL_LOGIN_MINUTES=str(SHORT / 60))


@pytest.fixture
def person(one_browser: Browser, town: Town) -> Iterator[BrowserContext]:
    """A new person's browser, while the provider knows two accounts."""
    town.provider.set_accounts(an=ANALIST, leo=LEZER)
    (town.data / FILE).write_text(ROLES, encoding="utf-8")
    context = one_browser.new_context(viewport={"width": 390, "height": 844}, locale="nl-NL")
    yield context
    context.close()


def _log_in(page: Page, name: str) -> None:
    page.get_by_role("link", name="Inloggen").click()
    page.fill("[name=login]", name)
    page.fill("[name=password]", "maakt hier niet uit")
    page.click("button[type=submit]")


def test_after_logging_in_the_page_that_was_asked_for_is_there(person: BrowserContext, town: Town) -> None:
    page = person.new_page()
    page.goto(f"{town.address}/trend?indicator=kinderen_in_armoede")
    expect(page.get_by_role("heading", level=1)).to_have_text("Log in om verder te gaan")
    assert serious_findings(page) == []
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Inloggen")).to_be_focused()
    _log_in(page, "an")
    expect(page.locator(".wp-head h1")).to_have_text("Trend")
    assert "indicator=kinderen_in_armoede" in page.url
    expect(page.locator(".wp-who")).to_contain_text("Ingelogd als an@gemeente.example (analist).")


def test_logging_out_ends_it_here_and_at_the_provider(person: BrowserContext, town: Town) -> None:
    page = person.new_page()
    page.goto(town.address)
    _log_in(page, "an")
    page.get_by_role("link", name="Log uit").click()
    page.get_by_role("button", name="Yes, sign me out").click()  # the provider's own question
    expect(page.get_by_role("heading", level=1)).to_have_text("Log in om verder te gaan")
    page.get_by_role("link", name="Inloggen").click()
    expect(page.locator("[name=login]")).to_be_visible()


def test_a_reader_sees_no_page_for_who_adds_data(person: BrowserContext, town: Town) -> None:
    page = person.new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{town.address}/toevoegen")
    _log_in(page, "leo")
    expect(page.locator(".wp-empty h2")).to_have_text("Deze pagina is niet voor uw rol")
    expect(page.locator(".wp-empty p")).to_have_text("U bent lezer. Deze pagina is voor: beheerder en analist.")
    assert page.locator("input[type=file]").count() == 0
    menu = page.locator(".wp-top nav a").all_text_contents()
    assert menu
    assert {"Gegevens toevoegen", "Nieuwe opbouw"}.isdisjoint(menu)


def test_a_person_who_is_taken_out_sees_nothing_at_the_next_click(person: BrowserContext, town: Town) -> None:
    page = person.new_page()
    page.goto(f"{town.address}/kaart")
    _log_in(page, "leo")
    expect(page.locator(".wp-head h1")).to_have_text("Kaart")
    (town.data / FILE).write_text(ROLES.replace("  wp-lezers: lezer\n", ""), encoding="utf-8")
    page.locator(".wp-top a[href='/trend']").evaluate("link => link.click()")
    expect(page.locator(".wp-empty h2")).to_have_text("U hebt geen toegang meer")
    assert page.locator(".wp-head").count() == 0
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("U hebt nog geen toegang")
    assert serious_findings(page) == []


def test_an_old_identity_is_renewed_without_a_word_and_the_page_stays(person: BrowserContext, town: Town) -> None:
    page = person.new_page()
    page.goto(f"{town.address}/trend?indicator=kinderen_in_armoede")
    _log_in(page, "an")
    expect(page.locator(".wp-head h1")).to_have_text("Trend")
    before = _cookie(person)
    for _ in range(60):  # nobody touches the page
        if _cookie(person) != before:
            break
        page.wait_for_timeout(500)
    expect(page.locator(".wp-head h1")).to_have_text("Trend")
    assert _cookie(person) != before
    assert "indicator=kinderen_in_armoede" in page.url


def test_who_the_provider_no_longer_knows_is_out_within_the_time(person: BrowserContext, town: Town) -> None:
    page = person.new_page()
    page.goto(f"{town.address}/trend")
    _log_in(page, "an")
    expect(page.locator(".wp-head h1")).to_have_text("Trend")
    town.provider.set_accounts(leo=LEZER)
    expect(page.locator("[name=login]")).to_be_visible(timeout=20000)  # the provider asks who this is
    assert page.url.startswith(town.provider.issuer)


def test_an_identity_of_another_tenant_of_the_provider_counts_for_nothing(
    one_browser: Browser, voorbeeld: Path, tmp_path: Path
) -> None:
    for town in _town(voorbeeld, tmp_path, issuer="http://127.0.0.1:9/andere-gemeente"):
        town.provider.set_accounts(an=ANALIST)
        context = one_browser.new_context(locale="nl-NL")
        page = context.new_page()
        page.goto(f"{town.address}/trend")
        _log_in(page, "an")
        expect(page.get_by_role("heading", level=1)).to_have_text("Inloggen is niet gelukt")
        assert page.get_by_role("link", name="Probeer het opnieuw").get_attribute("href") == "/inloggen?naar=/trend"
        context.close()


def _cookie(person: BrowserContext) -> str:
    return next(cookie["value"] for cookie in person.cookies() if cookie["name"] == "_streamlit_user")
