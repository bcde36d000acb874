"""A first descriptor from a file: what can be seen is filled in, what was guessed says 'controleren'."""

import re
import unicodedata
from pathlib import Path

import pandas as pd

from loaders._area_names import folded
from loaders._frame import Table
from loaders._personal_data import refuse_personal_data
from loaders._register_variables import VARIABLES
from loaders._table import read_table

CHECK = "# controleren"
_AREA_WORDS = ("buurt", "wijk", "gebied", "regio", "neighbourhood", "neighborhood", "district", "region", "area")
_CODE = r"(?:GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4})"
_SOORTEN = {
    "gemeente": "gemeente", "stad": "gemeente", "municipality": "gemeente",
    "wijk": "wijk", "stadsdeel": "wijk", "borough": "wijk", "district": "wijk",
    "buurt": "buurt", "neighbourhood": "buurt", "neighborhood": "buurt",
    "land": "land", "nederland": "land",
}  # fmt: skip
_YEAR = r"(?:19|20)\d{2}"


def draft_descriptor(path: Path) -> str:
    """YAML for the file; a person checks the marked lines. Raises LoadRefused when the file is no usable table."""
    table = read_table(path, allow_index=True)
    frame = table.frame
    area, by_code = area_column(frame)
    refuse_personal_data(table, {area})
    soort, year = soort_column(frame, area), year_column(frame, area)
    wide = [c for c in frame.columns if re.search(rf"(?<!\d){_YEAR}(?!\d)", c)] if year is None else []
    rest = [c for c in frame.columns if c not in {area, soort, year, *wide}]
    measured = [c for c in rest if mostly_numbers(frame[c])]
    recognised = [c for c in frame.columns if c not in wide[1:]]
    lines = [
        f"# Eerste opzet uit {table.file}; kijk elke regel met 'controleren' na.",
        f"id: {slug(Path(table.file).stem, '-')}  {CHECK}: kort en blijvend, komt in de editie",
        f"naam: {quoted(Path(table.file).stem)}  {CHECK}",
        f"uitgever: onbekend  {CHECK}",
        f"licentie: onbekend  {CHECK}",
        f"gemeente: {gemeente_of(frame[area]) if by_code else 'GM0000'}  {CHECK}: code van de gemeente",
        *([f"werkblad: {quoted(table.sheet)}"] if table.sheet else []),
        "herkenning:",
        f"  kolommen: [{', '.join(quoted(c) for c in recognised)}]",
        *area_lines(frame, area, by_code, soort, rest),
        "periode:",
        *_period_lines(year, bool(wide)),
        "variabelen:",
    ]
    for column in dict.fromkeys([*measured, *(re.sub(_YEAR, "{jaar}", c, count=1) for c in wide)]):
        lines += _variable_lines(column, table)
    other = [c for c in rest if c not in measured]
    if other:
        lines.append(f"overgeslagen: [{', '.join(quoted(c) for c in other)}]  {CHECK}")
    lines += number_lines(frame[[*measured, *wide]])
    return "\n".join(lines) + "\n"


def area_column(frame: pd.DataFrame) -> tuple[str, bool]:
    """The column that most likely names areas, and whether it holds official codes."""
    for column in frame.columns:
        if frame[column].str.upper().str.fullmatch(_CODE).mean() > 0.9:
            return str(column), True
    texts = [c for c in frame.columns if not mostly_numbers(frame[c])] or list(frame.columns[:1])
    named = [c for c in texts if any(word in folded(c) for word in _AREA_WORDS)] or texts
    return str(max(named, key=lambda c: frame[c].nunique())), False


def _parents(frame: pd.DataFrame, area: str, columns: list[str]) -> list[str]:
    """Text columns with far fewer values than the areas: one of them may name the wijk."""
    texts = [c for c in columns if not mostly_numbers(frame[c])]
    return [c for c in texts if 1 < frame[c].nunique() <= frame[area].nunique() / 2]


def soort_column(frame: pd.DataFrame, area: str) -> str | None:
    """The column that says of each row which level its area has."""
    return next((str(c) for c in frame.columns if c != area and set(frame[c].str.casefold()) <= set(_SOORTEN)), None)


def year_column(frame: pd.DataFrame, area: str) -> str | None:
    """The column that holds nothing but years."""
    return next((str(c) for c in frame.columns if c != area and frame[c].str.fullmatch(_YEAR).all()), None)


def gemeente_of(codes: pd.Series) -> str:
    """Code of the gemeente that a column of codes is about."""
    official = codes.str.upper()
    return f"GM{official[official.str.fullmatch(_CODE)].iloc[0][2:6]}"


def mostly_numbers(texts: pd.Series) -> bool:
    """Whether nearly all cells that are filled hold a number, or a mark for one that is missing."""
    filled = texts[texts != ""]
    return len(filled) > 0 and bool(filled.str.fullmatch(r"[+-]?[\d.,]*\d|\.|x|-").mean() > 0.9)


def area_lines(frame: pd.DataFrame, area: str, by_code: bool, soort: str | None, rest: list[str]) -> list[str]:
    """The part ``gebied``; one of the other columns (``rest``) may name the wijk of a buurt."""
    return [
        "gebied:",
        f"  kolom: {quoted(area)}  {CHECK}",
        f"  inhoud: {'code' if by_code else 'naam'}",
        *_soort_lines(frame, soort, by_code),
        *(
            f"  # bovenliggend: {quoted(c)}  {CHECK}: als deze kolom de wijk van een buurt noemt"
            for c in _parents(frame, area, rest)
        ),
    ]


def _soort_lines(frame: pd.DataFrame, soort: str | None, by_code: bool) -> list[str]:
    if by_code:
        return []
    if soort is not None:
        values = frame[soort].unique()
        pairs = ", ".join(f"{quoted(v)}: {_SOORTEN[v.casefold()]}" for v in values)
        return [f"  soort_kolom: {quoted(soort)}", f"  soort_waarden: {{{pairs}}}  {CHECK}"]
    return [f"  # soort: buurt  {CHECK}: nodig als een naam zowel een wijk als een buurt is"]


def _period_lines(year: str | None, wide: bool) -> list[str]:
    if year is not None:
        return [f"  kolom: {quoted(year)}"]
    return ["  kolomkoppen: true"] if wide else [f'  uit_editie: true  {CHECK}: of vast: "2024"']


def _variable_lines(column: str, table: Table) -> list[str]:
    name = slug(column.replace("{jaar}", ""), "_") or "waarde"
    known = next((v for v in VARIABLES.values() if name == v.id or folded(column) == folded(v.title)), None)
    if known is not None:
        return [f"  - kolom: {quoted(column)}", f"    variabele: {known.id}", f"    eenheid: {known.unit}  {CHECK}"]
    title = Path(table.file).stem if column == "{jaar}" else column
    return [
        f"  - kolom: {quoted(column)}",
        f"    variabele: {name if name[0].isalpha() else 'v_' + name}  {CHECK}",
        f"    titel: {quoted(title)}  {CHECK}",
        f"    eenheid: aantal  {CHECK}",
        f"    soort: aantal  {CHECK}: aantal, percentage, gemiddelde of score",
    ]


def number_lines(numbers: pd.DataFrame) -> list[str]:
    """Marks in the numbers that have two readings are shown, not chosen."""
    lines = []
    for mark, name in ((".", "punt"), (",", "komma")):
        if any(numbers[c].str.fullmatch(rf"\d{{1,3}}(\{mark}\d{{3}})+").any() for c in numbers.columns):
            lines.append(f'# duizendtal: "{mark}"  {CHECK}: er staan getallen met een {name} voor drie cijfers')
    return lines


def slug(text: str, joint: str) -> str:
    """Plain small letters and digits with ``joint`` between words."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", joint, plain).strip(joint)


def quoted(text: str | None) -> str:
    """Text as YAML takes it literally."""
    return '"' + (text or "").replace("\\", "\\\\").replace('"', '\\"') + '"'
