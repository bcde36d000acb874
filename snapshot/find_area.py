"""Which buurt or wijk a typed name or postcode means: forgiving of case, accents and a slip of the finger."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

from model.areas import Level, spoken_name
from model.errors import WijkpeilError
from snapshot.postcodes import buurten_of
from snapshot.store import Snapshot

MOST = 6
# A postcode, perhaps with a house number behind it.
_POSTCODE = re.compile(r"\s*([1-9]\d{3})\s*([a-z]{2})\b\s*(.*)", re.IGNORECASE)
_LIKELY = 0.7
_LONGEST = 80


@dataclass(frozen=True)
class Found:
    """``codes``: what may be meant, the likeliest first; ``postcode``: whether it was asked by postcode."""

    codes: tuple[str, ...]
    postcode: bool


def find(s: Snapshot, text: str) -> Found:
    """Buurten and wijken of the programme's gemeenten that a typed text may mean; none where nothing is like it."""
    asked = _POSTCODE.fullmatch(text[:_LONGEST])
    if asked:
        number = re.match(r"\d+", asked[3])
        try:
            return Found(tuple(buurten_of(s, f"{asked[1]}{asked[2]}", number[0] if number else None)["code"]), True)
        except WijkpeilError:  # its words are for the municipality
            return Found((), True)
    return Found(tuple(dict.fromkeys(best(text, names(s)))), False)


def has_postcodes(s: Snapshot) -> bool:
    """Whether this snapshot knows of postcodes at all."""
    tables = s.ask("SELECT 1 FROM information_schema.tables WHERE table_name = 'postcode'")
    return len(tables) > 0 and len(s.ask("SELECT 1 FROM postcode LIMIT 1")) > 0


def names(s: Snapshot) -> list[tuple[str, str]]:
    """(name, code) of every buurt and wijk; and of every focuswijk with the buurten that it stands for."""
    rows = s.ask("SELECT name, code FROM area WHERE own AND level IN (?, ?) ORDER BY code", [Level.BUURT, Level.WIJK])
    own = [(spoken_name(name), str(code)) for name, code in zip(rows["name"], rows["code"], strict=True)]
    return own + [(f.naam, code) for f in s.programme.focuswijken for code in f.buurten]


def best(text: str, known: list[tuple[str, str]]) -> list[str]:
    """Codes whose name is the text; else of names that begin with it or have it in them; else of those most like it."""
    asked = plain(text[:_LONGEST])
    if not asked:
        return []
    scores: dict[str, float] = {}
    for name, code in known:
        scores[code] = max(scores.get(code, 0.0), _score(asked, plain(name)))
    highest = max(scores.values(), default=0.0)
    least = highest if highest == 3.0 else max(_LIKELY, 1.0 if highest > 1.0 else highest - 0.1)
    found = [code for code, score in scores.items() if score >= least]
    return sorted(found, key=lambda code: (-scores[code], code))[:MOST]


def plain(text: str) -> str:
    """Lower case, without accents, with one blank for everything that is no letter or digit."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", bare))


def _score(asked: str, name: str) -> float:
    """3: the same; 2: begins with it; 1.5: has it at the start of a word; else how alike they are, 0 to 1."""
    if asked == name:
        return 3.0
    if name.startswith(asked) and len(asked) > 1:
        return 2.0
    if f" {asked}" in f" {name}" and len(asked) > 1:
        return 1.5
    return max(SequenceMatcher(None, asked, part).ratio() for part in (name, *name.split())) if name else 0.0
