"""Markdown as plain paragraphs, where there is no place for markup: slides and what is read aloud."""

from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"html": False})


def prose(text: str) -> list[str]:
    """The text of each paragraph, head and item, without marks, pictures or addresses."""
    found = []
    for token in _MARKDOWN.parse(text):
        if token.type == "inline":
            parts = (" " if part.type in ("softbreak", "hardbreak") else part.content for part in token.children or [])
            shown = [part.type != "image" for part in token.children or []]
            found.append("".join(said for said, keep in zip(parts, shown, strict=True) if keep).strip())
        elif token.type in ("fence", "code_block"):
            found.append(token.content.strip())
    return [paragraph for paragraph in found if paragraph]
