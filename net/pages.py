"""Pages of an answer, until the last: never to another server, never twice the same (faults 43 and 44)."""

from collections.abc import Iterator
from typing import Any

from net.client import Answer, Client
from net.errors import LATER, REPORT, refuse

_MOST_PAGES = 10_000


def odata_pages(client: Client, url: str, link: str, id_column: str) -> Iterator[list[dict[str, Any]]]:
    """Rows per page; ``link``: the member with the next address; ``id_column`` tells rows apart. Raises LoadRefused."""
    for content, _ in _pages(client, url, "value", lambda content: content.get(link), lambda row: row.get(id_column)):
        yield content["value"]


def ogc_pages(client: Client, url: str) -> Iterator[tuple[list[dict[str, Any]], str, Answer]]:
    """Features page by page, with the address of the page and its answer. Raises LoadRefused."""

    def following(content: dict[str, Any]) -> str | None:
        return next((link.get("href") for link in content.get("links", []) if link.get("rel") == "next"), None)

    for content, (address, answer) in _pages(client, url, "features", following, lambda row: row.get("id")):
        if content.get("numberReturned", len(content["features"])) != len(content["features"]):
            refuse(address, "er komen niet zoveel vlakken mee als de server zelf telt.", LATER)
        yield content["features"], address, answer


def _pages(client: Client, url: str, member: str, following: Any, identity: Any) -> Iterator[tuple[Any, Any]]:
    seen_links, seen_rows = {url}, set()
    for _ in range(_MOST_PAGES):
        content, answer = client.json_answer(url)
        rows = content.get(member)
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows[:1]):
            refuse(url, f"het antwoord heeft een andere vorm dan is afgesproken ('{member}' ontbreekt).", REPORT)
        first = identity(rows[0]) if rows else None
        if first is not None and first in seen_rows:
            refuse(url, "de server geeft een bladzijde die er al was.", LATER)
        seen_rows.add(first)
        yield content, (url, answer)
        link = following(content)
        if not link:
            return
        url = client.same_server(str(link), url)
        if url in seen_links:
            refuse(url, "de server verwijst naar een bladzijde die er al was.", LATER)
        seen_links.add(url)
    refuse(url, f"er komt geen eind aan de bladzijden (meer dan {_MOST_PAGES}).", REPORT)
