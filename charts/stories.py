"""Stories beside figures: the text of residents and professionals as HTML, with photo, place and who tells it.

A story is somebody else's text: of Markdown only what a letter needs is understood, HTML is shown as text, and a link
leads to https alone and says nothing of where it came from.
"""

from collections.abc import Callable, MutableMapping, Sequence
from functools import cache, lru_cache
from html import escape
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from charts.numbers import day_label
from model.verhaal import Verhaal

_UNDERSTOOD = ["emphasis", "link", "list", "blockquote", "newline", "escape", "entity"]
_BRIEF = 220
_SENTENCE_ENDS = (". ", "! ", "? ")
NO_PROOF = "Een verhaal is van één persoon. Het zegt niet hoe vaak iets voorkomt."


class _Letter(MarkdownIt):
    """Markdown in which a link leads to https alone, with nobody's name in it."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        parts = urlsplit(url.strip())
        return parts.scheme == "https" and bool(parts.hostname) and not parts.username


@cache
def _markdown() -> MarkdownIt:
    markdown = _Letter("zero", {"html": False}).enable(_UNDERSTOOD)
    markdown.add_render_rule("link_open", _link)
    return markdown


def _link(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: MutableMapping[str, object]
) -> str:
    tokens[at].attrs |= {"rel": "noopener noreferrer nofollow", "target": "_blank"}
    return renderer.renderToken(tokens, at, options, env)


@lru_cache(maxsize=200)
def text_html(text: str) -> str:
    """The text of a story as HTML."""
    return str(_markdown().render(text))


@lru_cache(maxsize=200)
def plain(text: str) -> str:
    """The text of a story without marks, in one line."""
    tokens = _markdown().parse(text)
    blocks = (token.children or () for token in tokens if token.type == "inline")
    lines = ("".join(" " if part.type.endswith("break") else part.content for part in block) for block in blocks)
    return " ".join(" ".join(lines).split())


def brief(text: str) -> str:
    """The first sentences of a story, at most ``_BRIEF`` characters; cut off at a word where a sentence is longer."""
    whole = plain(text)
    if len(whole) <= _BRIEF:
        return whole
    cut = whole[:_BRIEF]
    end = max(cut.rfind(mark) for mark in _SENTENCE_ENDS)
    return cut[: end + 1] if end > 0 else f"{cut.rpartition(' ')[0]} …"


def told_by(story: Verhaal, place: str, bouwsteen: str = "") -> str:
    """``Een moeder uit de buurt · Merelveld · maart 2026``: who, where, when and about which bouwsteen."""
    parts = (story.verteller, place, bouwsteen, day_label(story.datum))
    return " · ".join(part for part in parts if part)


def story_html(story: Verhaal, about: str, photo: str = "", state: str = "", level: int = 3) -> str:
    """A whole story. ``about``: of ``told_by``; ``photo``: its address, empty without; ``state``: a tag beside it."""
    tag = f'<span class="wp-tag">{escape(state)}</span>' if state else ""
    return (
        f'<article class="wp-story{" wp-pictured" if photo else ""}">{_picture(story, photo)}<div>'
        f'<h{level}>{escape(story.titel)}</h{level}><p class="wp-small">{escape(about)} {tag}</p>'
        f"{text_html(story.tekst)}</div></article>"
    )


def _picture(story: Verhaal, address: str) -> str:
    if not address or story.foto is None:
        return ""
    maker = f"<figcaption>Foto: {escape(story.foto.maker)}</figcaption>" if story.foto.maker else ""
    image = f'<img src="{escape(address)}" alt="{escape(story.foto.beschrijving)}" loading="lazy">'
    return f"<figure>{image}{maker}</figure>"


def listed(found: Sequence[Verhaal], about: Callable[[Verhaal], str], link: Callable[[Verhaal], str]) -> str:
    """Stories in short, each leading to the whole."""
    items = "".join(
        f'<li><a href="{escape(link(story))}" target="_self">{escape(story.titel)}</a>'
        f'<br>{escape(brief(story.tekst))}<br><span class="wp-small">{escape(about(story))}</span></li>'
        for story in found
    )
    return f'<ul class="wp-list">{items}</ul>'


def stones(lines: Sequence[tuple[str, str, str]]) -> str:
    """What is left of stories that were taken away: id, day, and by whom."""
    items = "".join(
        f"<li>{escape(own_id)} <span class='wp-small'>ingetrokken op {escape(day or 'onbekende dag')}"
        f"{f' door {escape(who)}' if who else ''}</span></li>"
        for own_id, day, who in lines
    )
    return f'<ul class="wp-list">{items}</ul>'
