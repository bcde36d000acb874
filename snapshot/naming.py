"""Nearest names, for messages about a name that does not exist."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest_names(name: str, known: Iterable[str], prefix: str = "") -> str:
    """`` Bedoelt u …?`` with at most three close names, or an empty text. ``prefix``: what all names begin with."""
    close = get_close_matches(name, list(known), n=3, cutoff=0.6)
    return f" Bedoelt u {' of '.join(repr(prefix + c) for c in close)}?" if close else ""
