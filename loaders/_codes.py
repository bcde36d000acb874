"""Area codes from text: cleaned of padding, never repaired in silence (faults 8, 9, 11-13)."""

import re
from collections.abc import Set

import pandas as pd

from loaders._frame import Table
from model.areas import AreaCodeError, clean_code, level_of, suggest_code
from model.loading import Note

# CBS codes without prefix that lost their leading zero: 758, 75801, 7580106.
_BARE = {3: "GM", 4: "GM", 5: "WK", 6: "WK", 7: "BU", 8: "BU"}


def parse_codes(table: Table, column: str, *, known: Set[str] | None) -> pd.Series:
    """Clean official codes, one per row of ``table.frame``; "" where a well-formed code is not in ``known``.

    ``known`` None: any well-formed code passes. Codes set apart are counted in a note with the first ten.
    Raises LoadRefused for a code that is not well-formed, with the code that it probably was.
    """
    raw = table.frame[column]
    cleaned: dict[str, str] = {}
    for text in raw.unique():
        code = clean_code(text)
        try:
            level_of(code)
        except AreaCodeError:
            _refuse_code(table, column, text, code, known or frozenset())
        cleaned[text] = code
    codes = raw.map(cleaned)
    changed = int((codes != raw).sum())
    if changed:
        counted = "1 code" if changed == 1 else f"{changed} codes"
        text = f"{table.file}: {counted} in kolom '{column}' ontdaan van spaties of kleine letters."
        table.notes.append(Note("opvallend", text))
    if known is not None:
        unknown = ~codes.isin(known)
        if unknown.any():
            distinct = list(dict.fromkeys(codes[unknown]))
            counted = "1 onbekende gebiedscode" if len(distinct) == 1 else f"{len(distinct)} onbekende gebiedscodes"
            rows = "1 rij" if unknown.sum() == 1 else f"{unknown.sum()} rijen"
            shown = ", ".join(distinct[:10]) + (" …" if len(distinct) > 10 else "")
            text = f"{table.file}: {counted} in kolom '{column}' apart gezet ({rows}): {shown}"
            table.notes.append(Note("apart_gezet", text))
            codes = codes.mask(unknown, "")
    return codes


def suggestion_for(code: str) -> str | None:
    """The official code that a clean but ill-formed ``code`` probably was, also when it lost its prefix."""
    if re.fullmatch(r"\d{3,8}", code):
        prefix = _BARE[len(code)]
        width = {"GM": 4, "WK": 6, "BU": 8}[prefix]
        return prefix + code.zfill(width)
    return suggest_code(code)


def _refuse_code(table: Table, column: str, text: str, code: str, known: Set[str]) -> None:
    index = int((table.frame[column] == text).to_numpy().argmax())
    if re.fullmatch(r"[+-]?\d+([.,]\d+)?E[+-]?\d+", code):
        table.refuse(
            "deze code staat in wetenschappelijke notatie; waarschijnlijk heeft Excel de cijfers weggelaten.",
            "Maak de kolom in Excel op als tekst en exporteer opnieuw.",
            index=index,
            column=column,
            value=text,
        )
    if not code:
        table.refuse("de gebiedscode ontbreekt.", "Vul de code in of verwijder de rij.", index=index, column=column)
    alike = [other for other in known if code.isdigit() and other[2:].lstrip("0") == code.lstrip("0")]
    suggestion = alike[0] if len(alike) == 1 else suggestion_for(code)
    remedy = (
        f"Bedoeld is waarschijnlijk '{suggestion}': de voorloopnul is weggevallen. Herstel de code in het bestand."
        if suggestion
        else "Gebruik codes als BU07580106, WK075801 of GM0758."
    )
    table.refuse("dit is geen geldige gebiedscode.", remedy, index=index, column=column, value=text)
