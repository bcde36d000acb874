"""A first codebook from a survey file: what can be seen is filled in, what was guessed says 'controleren'.

SPSS files bring their own labels; of any other file only the codes are seen. No value of a cell is copied except short
answer codes, and a file with personal data gets no codebook at all.
"""

import re
from collections.abc import Collection
from pathlib import Path

import pandas as pd

from loaders._area_names import folded
from loaders._descriptor_draft import CHECK, area_column, gemeente_of, quoted, slug
from loaders._enquete_variabelen import GRADE, QUESTIONS
from loaders._frame import Table
from loaders._respondent_data import refuse_respondent_data

# How the name of such a column begins: a register may well have a column "overgewicht" or "laagste inkomens".
_WEIGHT = ("weeg", "weging", "gewicht", "weight")
_NUMBER = ("respnr", "respondentnr", "respondentnummer", "respondentid", "respid", "responsid")
_STRATUM = ("stratum", "strata")
_NO_ANSWER = (
    "weet niet",
    "weetniet",
    "geen antwoord",
    "geen mening",
    "wil niet zeggen",
    "niet van toepassing",
    "n.v.t",
)
_FAVOURABLE = ("helemaal mee eens", "mee eens", "zeer goed", "goed", "ja", "vaak", "zeer tevreden", "tevreden")
_ABOUT_PERSONS = ("leeftijd", "geslacht", "opleiding", "herkomst", "huishoud", "inkomen")
_MOST_CODES, _LONGEST_CODE = 12, 4
_GRADES_SEEN = 6
# Words in the name or label of a column that point to a known question.
_HINTS = {
    "rapportcijfer_buurt": ("rapportcijfer",),
    "past_de_woning": ("pastdewoning", "woningpast"),
    "wil_in_wijk_blijven": ("blijvenwonen", "wijkblijven"),
    "actief_in_buurt": ("actief",),
    "buren_helpen_elkaar": ("helpenelkaar",),
    "contact_buurtgenoten": ("contactmet", "buurtgenoten"),
    "vertrouwen_signalen": ("melding", "signaal", "signalen"),
    "weet_hulp_te_vinden": ("hulp",),
    "prettig_opgroeien": ("opgroei",),
    "voelt_zich_onveilig": ("onveilig",),
    "ervaren_overlast": ("overlast",),
    "tevreden_voorzieningen": ("voorziening",),
    "gezondheid_enquete_goed": ("gezondheid",),
}


def is_about_respondents(table: Table) -> bool:
    """Whether rows look like persons: an SPSS file, or a column with weights or numbers of respondents."""
    return bool(table.value_labels) or any(_begins(c, (*_WEIGHT, *_NUMBER)) for c in table.frame.columns)


def respondent_number(table: Table) -> str | None:
    """The column that numbers respondents."""
    return next((str(c) for c in table.frame.columns if _begins(c, _NUMBER)), None)


def draft_codebook(table: Table) -> str:
    """YAML for the file; a person checks the marked lines. Raises LoadRefused when there is personal data in it."""
    frame = table.frame
    area, by_code = area_column(frame)
    columns = [str(c) for c in frame.columns]
    refuse_respondent_data(table, columns_of_codes(frame, area), columns, area)
    weight, stratum = (
        next((c for c in columns if c != area and _begins(c, words)), None) for words in (_WEIGHT, _STRATUM)
    )
    number = respondent_number(table)
    questions = [c for c in columns_of_codes(frame, area) if c not in (weight, number, stratum)]
    questions = [c for c in questions if not _one_of(c, _ABOUT_PERSONS)]
    used = [c for c in (area, weight, stratum, number, *questions) if c]
    lines = [
        *first_lines(table, "respondenten", frame[area] if by_code else None),
        f"bewaren_tot: 2000-01-01  {CHECK}: de laatste dag waarop dit bestand mag worden bewaard",
        "herkenning:",
        f"  kolommen: [{', '.join(quoted(c) for c in used)}]",
        "gebied:",
        f"  kolom: {quoted(area)}  {CHECK}",
        f"  inhoud: {'code' if by_code else 'naam'}",
        *([f"gewicht: {quoted(weight)}  {CHECK}"] if weight else [f"# gewicht: weegfactor  {CHECK}: als die er is"]),
        *([f"stratum: {quoted(stratum)}  {CHECK}"] if stratum else [f"# stratum: stratum  {CHECK}: als die er is"]),
        *([f"respondentnummer: {quoted(number)}  {CHECK}"] if number else []),
        f"# bevolking: {{stratum: aantal inwoners}}  {CHECK}: voor de correctie op de omvang van de bevolking",
        f"# uitgenodigd: 10000  {CHECK}: hoeveel mensen zijn uitgenodigd",
        "vragen:",
    ]
    taken: set[str] = set()
    for column in questions:
        lines += _question(table, column, taken)
    if left := [c for c in columns if c not in used]:
        lines.append(
            f"overgeslagen: [{', '.join(quoted(c) for c in left)}]  {CHECK}: haal liever weg wat niet nodig is"
        )
    return "\n".join(lines) + "\n"


def first_lines(table: Table, word: str, codes: pd.Series | None, year: str | None = None) -> list[str]:
    """How a codebook begins; ``word`` after ``enquete``, ``codes`` of areas and ``year`` where the file has them."""
    stem = Path(table.file).stem
    found = re.search(r"(?<!\d)(?:19|20)\d{2}(?!\d)", table.file)
    return [
        f"# Eerste opzet uit {table.file}; kijk elke regel met 'controleren' na.",
        f"enquete: {word}",
        f"id: {slug(re.sub(r'(19|20)[0-9]{2}', '', stem), '-') or 'bewonersenquete'}  {CHECK}: blijft elk jaar gelijk",
        f"naam: {quoted(stem)}  {CHECK}",
        f"uitgever: onbekend  {CHECK}",
        f"licentie: onbekend  {CHECK}",
        f"gemeente: {'GM0000' if codes is None else gemeente_of(codes)}  {CHECK}: code van de gemeente",
        f"jaar: {year or (found.group() if found else '2000')}  {CHECK}: het jaar van het veldwerk",
    ]


def columns_of_codes(frame: pd.DataFrame, area: str) -> list[str]:
    """Columns with a handful of short codes."""
    found = []
    for column in frame.columns:
        filled = frame[column][frame[column] != ""]
        few = 1 < filled.nunique() <= _MOST_CODES and bool((filled.str.len() <= _LONGEST_CODE).all())
        if column != area and few:
            found.append(str(column))
    return found


def _question(table: Table, column: str, taken: set[str]) -> list[str]:
    text = table.labels.get(column, "")
    labels = table.value_labels.get(column, {})
    seen = sorted(set(table.frame[column]) - {""}, key=lambda code: (len(code), code))
    grades = [code for code in seen if code.isdigit() and 1 <= int(code) <= 10]
    graded = not labels and len(grades) >= _GRADES_SEEN and "rapportcijfer_buurt" not in taken
    variable = likely(column, text, taken) or ("rapportcijfer_buurt" if graded else None)
    taken |= {variable} if variable else set()
    lines = [
        f"  - kolom: {quoted(column)}",
        f"    variabele: {variable or 'ONBEKEND'}  {CHECK}"
        + ("" if variable else ": kies, of zet haar bij overgeslagen"),
        f"    vraag: {quoted(text or column)}" + ("" if text else f"  {CHECK}"),
    ]
    codes = list(dict.fromkeys([*labels, *seen])) if labels else seen
    silent = [code for code in codes if any(word in labels.get(code, "").casefold() for word in _NO_ANSWER)]
    if variable and QUESTIONS[variable].kind == GRADE:
        silent = silent or [code for code in seen if code not in grades]
        return [*lines, "    schaal: 1-10", f"    geen_antwoord: [{', '.join(quoted(c) for c in silent)}]  {CHECK}"]
    counted = [code for code in codes if labels.get(code, "").casefold() in _FAVOURABLE]
    return [
        *lines,
        "    antwoorden:",
        *(f"      {quoted(code)}: {quoted(labels.get(code, 'onbekend'))}" for code in codes),
        f"    telt: [{', '.join(quoted(c) for c in counted)}]  {CHECK}: de antwoorden die meetellen in het aandeel",
        f"    geen_antwoord: [{', '.join(quoted(c) for c in silent)}]  {CHECK}",
    ]


def likely(column: str, label: str, taken: Collection[str]) -> str | None:
    """The question that a column is about by its name or label, if it is not taken yet."""
    name = folded(column) + " " + folded(label)
    for variable, words in _HINTS.items():
        if variable not in taken and (folded(variable) in name or any(word in name for word in words)):
            return variable
    return None


def _begins(column: str, words: tuple[str, ...]) -> bool:
    return folded(column).startswith(words)


def _one_of(column: str, words: tuple[str, ...]) -> bool:
    return any(word in folded(column) for word in words)
