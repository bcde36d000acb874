"""Which pages there are: every module in a package of ``pages`` (one per audience), with its title and place in
``MENU``; a name that begins with _ is a part of pages beside it. The place tells the group in the menu (``_menu.py``).

A module with ``PUBLIC = True`` is a page for everybody too; a page that does not say so is for the municipality alone.
``ROLES`` says which roles may enter, where that is not every role. ``ABOUT`` says in a sentence what a page shows, for
search engines and for who gets a link to it. ``EMBED = True``: its figure can be shown alone (``_embed``).
"""

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

import pages
from model.role import EVERYONE, Role
from pages._entrance import may_enter
from snapshot.settings import settings

# The package whose pages come first in the menu.
HOME = "bewoner" if settings().public else "analist"
_ABOUT = "Wijkpeil volgt hoe het gaat in de focuswijken, vergeleken met de rest van de stad."


@dataclass(frozen=True)
class PageEntry:
    """One page; its address is the name of its module, its ``group`` that of the package."""

    path: str
    group: str
    title: str
    place: int
    draw: Callable[[], None]
    public: bool
    roles: frozenset[Role]
    about: str
    embed: bool

    @property
    def render(self) -> Callable[[], None]:
        """The page's function, with a name of its own: Streamlit tells pages apart by it."""

        def page() -> None:
            if may_enter(self.roles):
                self.draw()

        page.__name__ = self.path
        return page


def _discover() -> tuple[PageEntry, ...]:
    packages = [info.name for info in pkgutil.iter_modules(pages.__path__) if info.ispkg]
    found = [_entry(package, info.name) for package in packages for info in _modules(package)]
    # Pages of the municipality stand together by their place; those for residents before or after them.
    return tuple(sorted(found, key=lambda entry: ((entry.group == "bewoner") != (HOME == "bewoner"), entry.place)))


def _modules(package: str) -> list[pkgutil.ModuleInfo]:
    folder = import_module(f"{pages.__name__}.{package}").__path__
    return [info for info in pkgutil.iter_modules(folder) if not info.name.startswith("_")]


def _entry(package: str, name: str) -> PageEntry:
    module = import_module(f"{pages.__name__}.{package}.{name}")
    title, place = module.MENU
    return PageEntry(
        path=name,
        group=package,
        title=title,
        place=place,
        draw=module.render,
        public=getattr(module, "PUBLIC", False),
        roles=getattr(module, "ROLES", EVERYONE),
        about=getattr(module, "ABOUT", _ABOUT),
        embed=getattr(module, "EMBED", False),
    )


ALL_PAGES = _discover()
# The pages of this process: with WIJKPEIL_PUBLIC those for everybody, and there is no other way to a page.
PAGES = tuple(entry for entry in ALL_PAGES if entry.public or not settings().public)
