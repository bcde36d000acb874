"""A plain text with heads, paragraphs and lists as HTML; what is filled in is always text, never markup."""

from collections.abc import Mapping
from html import escape


def plain_html(text: str, filled: Mapping[str, str]) -> str:
    """``## `` begins a head, ``- `` an item; blank lines part the blocks. ``filled``: by name, in place of {name}.

    A block that is one name only is taken as ready HTML.
    """
    return "".join(_block(block.strip(), filled) for block in text.split("\n\n") if block.strip())


def _block(block: str, filled: Mapping[str, str]) -> str:
    if block.startswith("{") and block.endswith("}"):
        return filled[block[1:-1]]
    words = {name: escape(text) for name, text in filled.items()}
    if block.startswith("## "):
        return f'<h2 class="wp-title">{escape(block[3:]).format_map(words)}</h2>'
    if block.startswith("- "):
        items = "".join(f"<li>{_text(line.removeprefix('- '), words)}</li>" for line in block.splitlines())
        return f'<ul class="wp-bullets">{items}</ul>'
    return f"<p>{_text(block, words)}</p>"


def _text(text: str, words: Mapping[str, str]) -> str:
    return escape(text, quote=False).format_map(words)
