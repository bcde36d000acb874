"""The menu: every page once, in a group that fits, for who may enter it."""

import re

import pytest

from model.role import Role
from pages import _menu
from pages._pages import ALL_PAGES, PAGES


def _pages(html: str) -> list[str]:
    return re.findall(r'<li><a href="([^"]+)"', html)


def test_every_page_is_in_the_menu_once_and_the_shown_one_is_marked() -> None:
    for current in PAGES:
        html = _menu.top_bar(current, Role.BEHEERDER)
        assert sorted(_pages(html)) == sorted(_menu.address_of(page) for page in PAGES)
        assert re.findall(r'<a href="([^"]+)" aria-current="page"', html) == [_menu.address_of(current)]
    assert "aria-current" not in _menu.top_bar(None, Role.BEHEERDER)


def test_a_page_for_other_roles_is_not_in_it() -> None:
    closed = {_menu.address_of(page) for page in PAGES if Role.LEZER not in page.roles}
    assert closed
    assert closed.isdisjoint(_pages(_menu.top_bar(PAGES[0], Role.LEZER)))


def test_the_public_finds_pages_for_residents_first_and_the_rest_under_one_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    public = sorted((page for page in ALL_PAGES if page.public), key=lambda page: (page.group != "bewoner", page.place))
    monkeypatch.setattr(_menu, "HOME", "bewoner")
    monkeypatch.setattr(_menu, "PAGES", tuple(public))
    html = _menu.top_bar.__wrapped__(public[0], Role.BEHEERDER)
    assert _pages(html)[:2] == ["/", "/stad"]
    assert re.findall(r"<button[^>]*>([^<]+)</button>", html) == ["Menu", "Meer cijfers"]
    assert [_menu.group_of(page) for page in public] == [
        "" if page.group == "bewoner" else "Meer cijfers" for page in public
    ]


def test_groups_of_a_few_pages_in_one_order() -> None:
    names = list(dict.fromkeys(_menu.group_of(page) for page in PAGES))
    order = ("Volgen", "Cijfers", "Programma", "Bijeenkomst", "Gegevens", "Uitleg", "Voor bewoners")
    assert names == [name for name in order if name in names]
    assert [_menu.group_of(page) for page in PAGES] == sorted(map(_menu.group_of, PAGES), key=names.index)
