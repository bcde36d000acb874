"""Which pages there are, in the order of the menu. The address of a page is its path; ``render`` draws it."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module


@dataclass(frozen=True)
class PageEntry:
    """One page; its module is imported when it is first shown."""

    path: str
    title: str
    module: str

    @property
    def render(self) -> Callable[[], None]:
        """The page's function, with a name of its own: Streamlit tells pages apart by it."""

        def page() -> None:
            import_module(self.module).render()

        page.__name__ = self.path
        return page


PAGES = (
    PageEntry("overzicht", "Overzicht", "pages.analist.overzicht"),
    PageEntry("kaart", "Kaart", "pages.analist.kaart"),
    PageEntry("trend", "Trend", "pages.analist.trend"),
    PageEntry("focuswijk", "Focuswijk", "pages.analist.focuswijk"),
    PageEntry("verantwoording", "Verantwoording", "pages.analist.verantwoording"),
)
