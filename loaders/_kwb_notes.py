"""Lines for the build report: what was read, what is empty, not used, likely, or decided by the edition."""

from collections.abc import Sequence

from loaders._kwb_layout import FORM_LABELS, ODATA3, ODATA4
from loaders._kwb_mapping import LAST_EDITION, LIKELY, Line, Match
from model.loading import Note


def summary_note(file: str, form: str, year: int, areas: int, variables: int, has_units: bool) -> Note:
    """What was read. Numbered columns and measure codes say nothing of their unit: then it was not checked."""
    count = f"{areas:,}".replace(",", ".")
    what = f"{count} {'gebied' if areas == 1 else 'gebieden'}, "
    what += f"{variables} {'variabele' if variables == 1 else 'variabelen'}"
    text = f"{file}: kerncijfers {year} ({FORM_LABELS[form]}): {what}."
    if form in (ODATA3, ODATA4) and not has_units:
        text += " De kolombeschrijving is er niet bij; de eenheden zijn daarom niet gecontroleerd."
    return Note("gelezen", text)


def column_notes(file: str, matched: Match, found: Sequence[Line], empty: Sequence[Line], year: int) -> list[Note]:
    """One note per kind of remark; ``found``: the lines that were read, ``empty``: those of them without any figure."""
    notes = []
    if empty:
        text = f"nog niet gepubliceerd, {len(empty)} van de {len(found)} variabelen: {_titles(empty)}."
        notes.append(Note("ontbreekt", f"{file}: {text}"))
    for label, why in matched.unmatched.items():
        notes.append(Note("opvallend", f"{file}: kolom '{label}' is niet gebruikt: {why}."))
    for label, title in matched.renamed.items():
        text = f"meetcode {label} heet hier '{title}' en is gelezen als '{matched.lines[label].title}'."
        notes.append(Note("opvallend", f"{file}: {text}"))
    if matched.by_edition:
        names = ", ".join(f"'{label}'" for label in matched.by_edition)
        text = f"de eenheid staat niet in het bestand; volgens editie {year} zijn dit"
        notes.append(Note("opvallend", f"{file}: {text} {'percentages' if year <= 2014 else 'aantallen'}: {names}."))
    likely = [line for line in found if line.evidence == LIKELY and line not in empty]
    if likely:
        text = f"betekenis van de kolom waarschijnlijk, niet zeker, bij {len(likely)}: {_titles(likely)}."
        notes.append(Note("waarschijnlijk", f"{file}: {text}"))
    if year > LAST_EDITION:
        text = f"editie {year} is nieuwer dan de lijst van kolommen, die tot en met {LAST_EDITION} loopt."
        notes.append(Note("opvallend", f"{file}: {text}"))
    return notes


def _titles(lines: Sequence[Line]) -> str:
    return "; ".join(line.title for line in lines)
