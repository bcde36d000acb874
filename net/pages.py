"""Pages of an answer, until the last: never to another server, never twice the same (faults 43 and 44)."""

from collections.abc import Callable, Iterator
from typing import Any

from net.client import Answer, Client
from net.errors import LATER, REPORT, refuse
from net.kept import Kept

_MOST_PAGES = 10_000
Row = dict[str, Any]


def odata_pages(client: Client, url: str, link: str, id_column: str, kept: Kept | None = None) -> Iterator[list[Row]]:
    """Rows per page; ``link``: the member with the next address; ``id_column`` tells rows apart. Raises LoadRefused.

    ``kept``: pages of an earlier attempt, which are not asked again, and where new ones are kept.
    """
    for _, _, rows, _ in _pages(client, url, "value", lambda content: content.get(link), id_column, kept):
        yield rows


def ogc_pages(client: Client, url: str) -> Iterator[tuple[list[Row], str, Answer]]:
    """Features page by page, with the address of the page and its answer. Raises LoadRefused."""
    for content, address, features, answer in _pages(client, url, "features", _next_of, "id"):
        if content.get("numberReturned", len(features)) != len(features):
            refuse(address, "er komen niet zoveel vlakken mee als de server zelf telt.", LATER)
        yield features, address, answer


def _next_of(content: Row) -> Any:
    links = content.get("links")
    rows = [link for link in links if isinstance(link, dict)] if isinstance(links, list) else []
    return next((link.get("href") for link in rows if link.get("rel") == "next"), None)


def _pages(
    client: Client, url: str, member: str, following: Callable[[Row], Any], id_column: str, kept: Kept | None = None
) -> Iterator[tuple[Row, str, list[Row], Answer]]:
    """Each page with its address, its rows and the answer around it."""
    seen_links, seen_rows = {url}, set()
    for _ in range(_MOST_PAGES):
        known = kept.find(url) if kept is not None else None
        content, answer = client.json_answer(url) if known is None else (known, Answer(200, {}))
        rows = content.get(member)
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            refuse(url, f"het antwoord heeft een andere vorm dan is afgesproken ('{member}' ontbreekt).", REPORT)
        first = str(rows[0].get(id_column)) if rows and rows[0].get(id_column) is not None else None
        if first is not None and first in seen_rows:
            refuse(url, "de server geeft een bladzijde die er al was.", LATER)
        seen_rows.add(first)
        if kept is not None and known is None:
            kept.keep(url, answer.body)
        yield content, url, rows, answer
        link = following(content)
        if not link:
            return
        url = client.same_server(str(link), url)
        if url in seen_links:
            refuse(url, "de server verwijst naar een bladzijde die er al was.", LATER)
        seen_links.add(url)
    refuse(url, f"er komt geen eind aan de bladzijden (meer dan {_MOST_PAGES}).", REPORT)
