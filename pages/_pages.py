"""Which pages there are: every module in ``pages/analist`` with a ``MENU`` (its title, and its place in the menu).

A module with ``PUBLIC = True`` is a page for everybody too; a page that does not say so is for the municipality alone.
``ROLES`` says which roles may enter, where that is not every role.
"""

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from model.role import EVERYONE, Role
from pages import analist
from pages._entrance import may_enter
from snapshot.settings import settings


@dataclass(frozen=True)
class PageEntry:
    """One page; its address is the name of its module."""

    path: str
    title: str
    place: int
    draw: Callable[[], None]
    public: bool
    roles: frozenset[Role]

    @property
    def render(self) -> Callable[[], None]:
        """The page's function, with a name of its own: Streamlit tells pages apart by it."""

        def page() -> None:
            if may_enter(self.roles):
                self.draw()

        page.__name__ = self.path
        return page


def _discover() -> tuple[PageEntry, ...]:
    found = []
    for module_info in pkgutil.iter_modules(analist.__path__):
        module = import_module(f"{analist.__name__}.{module_info.name}")
        title, place = module.MENU
        public, roles = getattr(module, "PUBLIC", False), getattr(module, "ROLES", EVERYONE)
        found.append(PageEntry(module_info.name, title, place, module.render, public, roles))
    return tuple(sorted(found, key=lambda entry: entry.place))


ALL_PAGES = _discover()
# The pages of this process: with WIJKPEIL_PUBLIC those for everybody, and there is no other way to a page.
PAGES = tuple(entry for entry in ALL_PAGES if entry.public or not settings().public)
