"""An own group of buurten as text: short for an address, and as an entry of ``focuswijken`` in programme.yaml."""

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from model.areas import AreaCodeError, Level, clean_code, level_of
from model.programme import Aansluiting

LONGEST_NAME = 60
# 14 characters per buurt, for whole codes; shorter ones need 5. A gemeente has some hundreds of buurten at most.
LONGEST_TEXT = 8000
_SEPARATORS = re.compile(r"[\s,;.|]+")


def clean_name(text: str) -> str:
    """One line of printable characters, at most LONGEST_NAME."""
    shown = "".join(c if unicodedata.category(c)[0] not in "CZ" else " " for c in text)
    return " ".join(shown.split())[:LONGEST_NAME].strip()


def packed(codes: Iterable[str]) -> str:
    """Codes of buurten in short: ``GM0758.0101.0102``, each gemeente named once."""
    by_gemeente: dict[str, list[str]] = {}
    for code in sorted(set(codes)):
        by_gemeente.setdefault(code[2:6], []).append(code[6:])
    return ".".join(f"GM{gemeente}.{'.'.join(ends)}" for gemeente, ends in by_gemeente.items())


def unpacked(text: str) -> tuple[list[str], int]:
    """The codes in a text as ``packed`` makes it, or with whole codes; and how many pieces are no code."""
    codes, gemeente, wrong = list[str](), "", 0
    for piece in filter(None, _SEPARATORS.split(text[:LONGEST_TEXT].upper())):
        whole = f"BU{gemeente}{piece}" if gemeente and len(piece) == 4 else piece
        try:
            level = level_of(whole)
        except AreaCodeError:
            level = None
        if level is Level.GEMEENTE:
            gemeente = whole[2:]
        elif level is Level.BUURT:
            codes.append(whole)
        else:
            wrong += 1
    return list(dict.fromkeys(codes)), wrong


@dataclass(frozen=True)
class Found:
    """What a text names: codes of buurten, and the pieces that name none or more than one."""

    codes: tuple[str, ...]
    unknown: tuple[str, ...]


def named(text: str, names: Mapping[str, str], former: Mapping[str, str]) -> Found:
    """The buurten that a pasted text names, by code (of now or before) or by name, whatever the letters' case.

    ``names``: code → name; ``former``: former code → code. A name that two buurten bear is not guessed at.
    """
    by_name: dict[str, list[str]] = {}
    for code, name in names.items():
        by_name.setdefault(_plain(name), []).append(code)
    codes, unknown = list[str](), list[str]()
    for line in re.split(r"[\n;,\t]+", text[:LONGEST_TEXT]):
        pieces = [line.strip()]
        if _plain(pieces[0]) not in by_name:
            parts = [clean_code(part) for part in pieces[0].split()]
            whole = all(former.get(part, part) in names for part in parts)
            pieces = parts if whole else pieces
        for piece in filter(None, pieces):
            code = former.get(clean_code(piece), clean_code(piece))
            found = [code] if code in names else by_name.get(_plain(piece), [])
            if len(found) == 1:
                codes.append(found[0])
            else:
                unknown.append(piece)
    return Found(tuple(dict.fromkeys(codes)), tuple(dict.fromkeys(unknown)))


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def identifier(name: str, taken: Collection[str] = ()) -> str:
    """An id as programme.yaml has them, made of a name; with a number behind it where it is taken."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    first = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-") or "eigen-gebied"
    return next(one for one in (first, *(f"{first}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)


def as_focuswijk(name: str, codes: Collection[str], why: str, taken: Collection[str] = ()) -> str:
    """An entry for ``focuswijken`` in programme.yaml. Its fit is still to be confirmed: that takes a person.

    ``why``: toelichting; ``taken``: ids that are in use. A text of JSON is a text of YAML too, whatever is in it.
    """
    lines = [f"    buurten: [{', '.join(sorted(codes))}]", f"    aansluiting: {Aansluiting.TE_BEVESTIGEN.value}"]
    # Quoted, for an id such as 2026 or no would be a number or a yes.
    head = [f'  - id: "{identifier(name, taken)}"', f"    naam: {json.dumps(name, ensure_ascii=False)}"]
    return "\n".join([*head, *lines, f"    toelichting: {json.dumps(why, ensure_ascii=False)}"])
