"""The bar above every page: logo, menu and the way to the content. It stands in the HTML page itself, outside what
Streamlit draws: there before the first figure, never redrawn, and no work for the script of a page.

``assets/menu.js`` opens the groups and lets Streamlit show another page without loading anew. A page for other roles is
not in it; who goes to its address is refused by ``_entrance.may_enter``.
"""

from functools import cache
from html import escape
from itertools import groupby

from model.role import Role
from pages._pages import HOME, PAGES, PageEntry
from pages._routes import version

# Groups of pages for the municipality, with the first place (in ``MENU`` of a page) that is no longer in it.
_GROUPS = (
    ("Volgen", 20),
    ("Cijfers", 50),
    ("Programma", 70),
    ("Bijeenkomst", 80),
    ("Gegevens", 99),
    ("Uitleg", 110),
)
_OF_RESIDENTS = "Voor bewoners"
# What the public finds beside the pages that were made for it.
_MORE = "Meer cijfers"
# A row of at most this many pages needs no groups.
_ONE_ROW = 5
_LOGO = '<img src="/assets/{}/logo.svg" alt="" width="110" height="30" />'


def group_of(page: PageEntry) -> str:
    """The group in the menu; empty for a page that stands in the row itself."""
    if HOME == "bewoner":
        return "" if page.group == HOME else _MORE
    if page.group == "bewoner":
        return _OF_RESIDENTS
    return next(name for name, end in _GROUPS if page.place < end)


def address_of(page: PageEntry) -> str:
    """Where a page is: Streamlit knows the first one only as "/"."""
    return "/" if page is PAGES[0] else f"/{page.path}"


@cache
def top_bar(current: PageEntry | None, role: Role) -> str:
    """The bar as HTML, with the pages for this role; ``current`` is the page that the address asks for."""
    shown = [page for page in PAGES if role in page.roles]
    grouped = [(name, list(pages)) for name, pages in groupby(shown, group_of)]
    if len(shown) <= _ONE_ROW:
        grouped = [("", shown)]
    items = "".join(_group(number, name, pages, current) for number, (name, pages) in enumerate(grouped))
    return f"""<header class="wp-top">
      <a class="wp-skip" href="#wp-inhoud">Naar de inhoud</a>
      <a class="wp-logo" href="/" aria-label="Wijkpeil, naar het begin">{_LOGO.format(version())}</a>
      <button type="button" class="wp-menu-button" aria-expanded="false" aria-controls="wp-menu">Menu</button>
      <nav id="wp-menu" aria-label="Pagina’s"><ul>{items}</ul></nav>
    </header>"""


def _group(number: int, name: str, pages: list[PageEntry], current: PageEntry | None) -> str:
    links = "".join(_link(page, current) for page in pages)
    if not name or len(pages) == 1:
        return links
    here = ' aria-current="true"' if current in pages else ""
    state = f'aria-expanded="false" aria-controls="wp-groep-{number}"{here}'
    button = f'<button type="button" {state}>{escape(name)}</button>'
    return f'<li class="wp-group">{button}<ul id="wp-groep-{number}">{links}</ul></li>'


def _link(page: PageEntry, current: PageEntry | None) -> str:
    here = ' aria-current="page"' if page is current else ""
    return f'<li><a href="{address_of(page)}"{here}>{escape(page.title)}</a></li>'
