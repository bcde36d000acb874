"""A page of paper: one self-contained HTML file that a browser shows and prints, and from which the PDF is made.

Style, type and pictures are inside it, and its policy lets it fetch nothing. Always light: it is meant for paper.
"""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from charts.style import ASSETS, FONT, FONT_FILES, Theme
from charts.theme_files import properties

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True)
class Chapter:
    """One chapter: ``anchor`` is its place in addresses; ``body`` ready HTML below its heading.

    ``follows``: on paper it stands below the chapter before it, and needs no page of its own.
    """

    anchor: str
    title: str
    body: str
    follows: bool = False


@dataclass(frozen=True)
class Cover:
    """The first page. ``lines``: pairs of a word and what it is; ``logo``: a data: address; ``picture``: ready HTML."""

    title: str
    subtitle: str
    owner: str
    lines: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()
    logo: str = ""
    picture: str = ""


def document(cover: Cover, chapters: Sequence[Chapter], tokens: Theme) -> str:
    """The whole file of a report: cover, contents, chapters."""
    contents = "".join(f'<li><a href="#{one.anchor}">{escape(one.title)}</a></li>' for one in chapters)
    title = f"{cover.title}: {cover.subtitle}" if cover.subtitle else cover.title
    body = (
        f'{_cover(cover)}<nav class="wp-contents" aria-labelledby="inhoud"><h2 id="inhoud">Inhoud</h2>'
        f"<ol>{contents}</ol></nav><main>{''.join(_chapter(one) for one in chapters)}</main>"
    )
    return _file(title, cover.owner, body, tokens, "report")


def sheets(title: str, owner: str, lines: Sequence[tuple[str, str]], chapters: Sequence[Chapter], tokens: Theme) -> str:
    """The whole file of loose sheets, each chapter a page of paper; ``lines``: what stands in small under the title."""
    about = escape(" · ".join(f"{word}: {said}" for word, said in lines))
    body = (
        f'<header class="wp-sheet-head"><h1>{escape(title)}</h1><p class="wp-source">{about}</p></header>'
        f"<main>{''.join(_chapter(one) for one in chapters)}</main>"
    )
    return _file(title, owner, body, tokens, "sheets")


def _file(title: str, owner: str, body: str, tokens: Theme, kind: str) -> str:
    """``kind``: a word of the style sheet for what it is."""
    return (
        '<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title><meta name="author" content="{escape(owner)}">'
        f'<meta name="generator" content="Wijkpeil"><style>{_style(tokens)}</style></head>'
        f'<body class="wp-{kind}">{body}</body></html>'
    )


def _chapter(one: Chapter) -> str:
    follows = " wp-follows" if one.follows else ""
    return f'<section class="wp-chapter{follows}" id="{one.anchor}"><h2>{escape(one.title)}</h2>{one.body}</section>'


def _cover(cover: Cover) -> str:
    logo = f'<img src="{cover.logo}" alt="Logo van {escape(cover.owner)}">' if cover.logo else ""
    lines = "".join(f"<dt>{escape(word)}</dt><dd>{escape(said)}</dd>" for word, said in cover.lines)
    notes = "".join(f'<p class="wp-note">{escape(note)}</p>' for note in cover.notes)
    under = f'<p class="wp-cover-subtitle">{escape(cover.subtitle)}</p>' if cover.subtitle else ""
    return (
        f'<header class="wp-cover"><div class="wp-band">{logo}<span>{escape(cover.owner)}</span></div>'
        f'<h1>{escape(cover.title)}</h1>{under}{notes}{cover.picture}<dl class="wp-terms">{lines}</dl></header>'
    )


def _style(tokens: Theme) -> str:
    named = "".join(f"{name}:{colour};" for name, colour in properties(tokens).items())
    return f":root{{{named}}}{_fonts()}{(ASSETS / 'verslag.css').read_text(encoding='utf-8')}"


@cache
def _fonts() -> str:
    faces = []
    for file, characters in FONT_FILES.items():
        inside = b64encode((ASSETS / file).read_bytes()).decode()
        faces.append(
            f"@font-face{{font-family:'{FONT}';font-weight:100 700;font-style:normal;unicode-range:{characters};"
            f"src:url(data:font/woff2;base64,{inside}) format('woff2')}}"
        )
    return "".join(faces)
