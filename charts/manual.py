"""The user manual as the app shows it: the chapters of docs/handleiding.md, each as HTML of its own.

The Markdown is written for paper and for where the project lives: links go to headings in the same file, pictures lie
beside it. Here those links become addresses of the page, and a picture is fetched when it comes into view.
"""

import itertools
import re
from collections.abc import Callable, Collection, MutableMapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

# From this many parts on, a chapter begins with a list of them.
_LISTED_FROM = 3


class Picture(NamedTuple):
    """Where a browser finds a picture, and its size in px, so that nothing jumps when it comes."""

    address: str
    width: int
    height: int


Pictures = Callable[[str], Picture]


@dataclass(frozen=True)
class Chapter:
    """``slug``: how addresses name it; ``text``: its Markdown below the heading."""

    slug: str
    title: str
    text: str


def slug(title: str) -> str:
    """The anchor of a heading, as places that show Markdown make it: ``Kaart van de stad`` → ``kaart-van-de-stad``."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def chapters(text: str) -> dict[str, Chapter]:
    """The chapters (``## ``) of a manual by slug, in their order; what stands before the first is left out."""
    found = []
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n")
        found.append(Chapter(slug(title.strip()), title.strip(), body.strip()))
    return {chapter.slug: chapter for chapter in found}


def chapter_html(chapter: Chapter, known: Collection[str], address: Callable[[str], str], picture: Pictures) -> str:
    """A chapter as HTML, with a list of its parts where it has several.

    ``known``: slugs of chapters; ``address``: of a chapter by slug; ``picture``: of a file as the manual names it. A
    link to another document becomes its name, because the app does not show it.
    """
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.add_render_rule("table_open", lambda *_: '<div class="wp-scroll"><table class="wp-table">')
    markdown.add_render_rule("table_close", lambda *_: "</table></div>")
    markdown.add_render_rule("image", _enlarged)
    tokens = markdown.parse(chapter.text)
    parts = _headings(tokens)
    for token in tokens:
        if token.type == "bullet_list_open":
            token.attrSet("class", "wp-bullets")
        for inner in token.children or ():
            if inner.type == "image":
                _place(inner, picture(str(inner.attrGet("src"))))
        _links(token.children or [], known, address)
    body = markdown.renderer.render(tokens, markdown.options, {})
    return f'<h2 class="wp-title" id="{chapter.slug}">{escape(chapter.title)}</h2>{_listed(parts)}{body}'


def _headings(tokens: list[Token]) -> list[tuple[str, str]]:
    """Give headings their anchors; their slugs and titles."""
    found = []
    for token, inside in itertools.pairwise(tokens):
        if token.type == "heading_open":
            token.attrSet("id", slug(inside.content))
            token.attrSet("class", "wp-group-title")
            found.append((slug(inside.content), inside.content))
    return found


def _listed(parts: list[tuple[str, str]]) -> str:
    if len(parts) < _LISTED_FROM:
        return ""
    items = "".join(f'<li><a href="#{anchor}">{escape(title)}</a></li>' for anchor, title in parts)
    return f'<nav aria-label="In dit hoofdstuk"><ul class="wp-bullets">{items}</ul></nav>'


def _place(token: Token, picture: Picture) -> None:
    token.attrs |= {"src": picture.address, "width": picture.width, "height": picture.height, "loading": "lazy"}


def _enlarged(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: MutableMapping[str, object]
) -> str:
    """A picture that opens by itself, because on a phone it is small."""
    image = renderer.image(tokens, at, options, env)
    return f'<a class="wp-picture" href="{escape(str(tokens[at].attrGet("src")))}" target="_blank">{image}</a>'


def _links(tokens: list[Token], known: Collection[str], address: Callable[[str], str]) -> None:
    """Point links to chapters at the page, leave those within the chapter, and unlink other documents."""
    unlinked = False
    for token in tokens:
        if token.type == "link_open":
            target = unquote(str(token.attrGet("href")))
            unlinked = not target.startswith("#")
            if unlinked:
                token.type, token.tag, token.attrs = "em_open", "em", {}
            elif target[1:] in known:
                token.attrs |= {"href": address(target[1:]), "target": "_self"}
        elif token.type == "link_close" and unlinked:
            token.type, token.tag = "em_close", "em"
