"""From what the archive's door found in an offered file to a report that can be shown: the one place that words it."""

from collections import Counter

import yaml

from loaders._codeboek_draft import draft_codebook, is_about_respondents
from loaders._frame import Table
from loaders._table import read_table
from loaders._totalen_draft import draft_outcomes, is_about_outcomes
from loaders._unrecognised import may_be_register
from loaders.lokaal_register import draft_descriptor
from model.checked import Checked, Draft, DraftKind, Rows
from model.errors import LoadRefused
from model.loading import Reading
from snapshot.first_rows import rows_of_reading, rows_of_table
from snapshot.notes import HEADINGS, without_file
from snapshot.offered import Examined, Outcome, guarded

# A file may be wrong on every row; nobody reads more than this, and the report has to stay small.
_MOST_OBJECTIONS = 500


def checked(examined: Examined) -> Checked:
    """The report of one file. Of respondents it holds no row, and of a file that is refused no more than objections."""
    recognition, loader, reading = examined.recognition, examined.loader, examined.reading
    objections, draft, rows = list(examined.objections), None, None
    if examined.outcome is Outcome.UNRECOGNISED and may_be_register(examined.text):
        try:
            draft, rows = guarded(examined.file.name, lambda: _drafted(examined))
        except LoadRefused as refusal:
            objections = list(refusal.objections)
    elif reading is not None and examined.outcome is not Outcome.REFUSED:
        rows = rows_of_reading(reading)
    known = recognition is not None and loader is not None
    asks = known and recognition is not None and recognition.edition is None
    return Checked(
        file=examined.file.name,
        outcome=examined.outcome.value if examined.outcome else "",
        text=examined.text if examined.outcome is not Outcome.REFUSED else "",
        source=loader.source.id if loader is not None and known else "",
        source_name=loader.source.name if loader is not None and known else "",
        what=recognition.what if recognition is not None else "",
        edition=examined.edition or "",
        asks_edition=asks,
        lacks_edition=asks and not examined.edition,
        companions=tuple(path.name for path in recognition.companions) if recognition is not None else (),
        facts=tuple(_facts(reading)) if reading is not None else (),
        notes=tuple(_notes(examined)) if reading is not None else (),
        objections=tuple(objections[:_MOST_OBJECTIONS]),
        more_objections=max(len(objections) - _MOST_OBJECTIONS, 0),
        rows=rows,
        draft=draft,
    )


def _drafted(examined: Examined) -> tuple[Draft, Rows | None]:
    """A first description of a table that no source knows, and its first rows where those are about areas."""
    path = examined.file.path
    table = read_table(path, allow_index=True)
    if is_about_outcomes(table):
        return _draft("totalen", draft_outcomes(table), table), rows_of_table(table)
    if is_about_respondents(table):
        return _draft("respondenten", draft_codebook(table), table), None
    return _draft("register", draft_descriptor(path), table), rows_of_table(table)


def _draft(kind: DraftKind, text: str, table: Table) -> Draft:
    columns = tuple(str(column) for column in table.frame.columns)
    return Draft(kind=kind, yaml=text, fields=_fields(text), columns=columns)


def _fields(text: str) -> dict[str, object]:
    """A draft's YAML as plain values that JSON can carry: dates become text."""
    found = yaml.safe_load(text)
    return {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in found.items()}


def _facts(reading: Reading) -> list[tuple[str, str]]:
    facts = []
    if reading.areas is not None and len(reading.areas):
        levels = Counter(str(level) for level in reading.areas["level"])
        facts.append(("Gebieden", ", ".join(f"{count} × {level}" for level, count in levels.items())))
    if reading.observations is not None and len(reading.observations):
        filled = reading.observations[reading.observations["value"].notna()]
        periods = sorted(filled["period"].astype(str).unique())
        variables = sorted(filled["variable"].astype(str).unique())
        if periods:
            span = periods[0] if len(periods) == 1 else f"{periods[0]} tot en met {periods[-1]}"
            facts.append(("Perioden", span))
        facts.append((f"Variabelen met cijfers ({len(variables)})", ", ".join(variables)))
        with_value, without = (
            f"{n:,}".replace(",", ".") for n in (len(filled), len(reading.observations) - len(filled))
        )
        facts.append(("Cijfers", f"{with_value}, zonder waarde: {without}"))
    if reading.geometry is not None:
        count = len(reading.geometry)
        facts.append(("Grenzen", "1 vlak" if count == 1 else f"{count} vlakken"))
    return facts


def _notes(examined: Examined) -> list[tuple[str, str]]:
    file = examined.file.name
    return [
        (heading, without_file(note.text, file))
        for kind, heading in HEADINGS.items()
        for note in examined.notes
        if note.kind == kind
    ]
