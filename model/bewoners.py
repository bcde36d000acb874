"""What a programme sets for its residents: which figures they see first, and where they can answer.

Field names are the YAML keys that a coördinator edits, hence Dutch.
"""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from model.base import Model

# Five, so that two strengths of the own buurt fit beside them: see snapshot.resident.
MOST_CHOSEN = 5
_LINK = re.compile(r"https://[^\s<>\"'/]+(/[^\s<>\"']*)?|mailto:[^\s<>\"'@?]+@[^\s<>\"'@?]+(\?[^\s<>\"']*)?")


def _safe(link: str) -> str:
    if link and not _LINK.fullmatch(link):
        raise ValueError(f"'{link}' is geen adres dat met https:// begint en ook geen mailto: met een e-mailadres")
    return link


Link = Annotated[str, AfterValidator(_safe)]


class Bewoners(Model):
    """``cijfers``: indicator ids for Mijn buurt, in order, in place of the rule; ``reactie``: where residents say
    whether they recognise the figures; ``contact``: whom they ask a question. Links are https or mailto, or empty."""

    cijfers: tuple[str, ...] = Field(default=(), max_length=MOST_CHOSEN)
    reactie: Link = ""
    contact: Link = ""
