"""Register figures of a municipality, in whatever table it has them: a descriptor says what the columns mean.

Descriptors are YAML beside the file or in a programme's ``bronnen/``; ``loaders._descriptor`` holds their fields and
``draft_descriptor`` writes a first one from a file.
"""

import pandas as pd

from loaders._area_names import known_names
from loaders._checks import require_columns
from loaders._descriptor import LICENCE_UNKNOWN, Descriptor
from loaders._descriptor_draft import draft_descriptor
from loaders._descriptor_match import find_descriptor, require_descriptor
from loaders._frame import Table
from loaders._personal_data import refuse_personal_data
from loaders._register_areas import match_areas
from loaders._register_values import measured_columns, read_values, row_periods
from loaders._register_variables import VARIABLES
from loaders._table import read_table
from model.loading import OBSERVATION_COLUMNS, Context, Note, RawFile, Reading, Recognition
from model.source import Protection, Source

__all__ = ["LOADER", "VARIABLES", "draft_descriptor"]

SOURCE = Source(
    id="lokaal_register",
    name="Registers van de gemeente",
    publisher="gemeente",
    licence=LICENCE_UNKNOWN,
    url="",
    rank=50,
    note="Cijfers per wijk en buurt uit bestanden van de gemeente; elk bestand heeft een eigen beschrijving.",
    protection=Protection(),
    variables=tuple(VARIABLES.values()),
)


class LokaalRegister:
    """Editions are ``<descriptor id>-<year>`` or ``<descriptor id>-<first year>-<last year>``."""

    source = SOURCE
    needs_areas = True

    def recognise(self, file: RawFile) -> Recognition | None:
        """The file by its header. Raises LoadRefused when a descriptor fits and the file or the descriptor is wrong."""
        found = find_descriptor(file, Descriptor)
        if found is None:
            return None
        descriptor, companion = found
        table = _open(file, descriptor)
        return Recognition(
            source=SOURCE.id,
            what=f"{descriptor.naam} ({descriptor.uitgever})",
            edition=_edition(table, descriptor, file.edition),
            companions=(companion,) if companion else (),
        )

    def read(self, file: RawFile, edition: str, context: Context) -> Reading:
        """Figures per area of the descriptor's gemeente. Raises LoadRefused."""
        descriptor = require_descriptor(file, Descriptor, "de beschrijving")
        names = known_names(context.areas, descriptor.gemeente, file.name)
        table = _open(file, descriptor)
        if descriptor.periode.uit_editie:
            _check_stated(table, descriptor, edition)
        periods = row_periods(table, descriptor, edition)
        last = _years(table, descriptor, periods)[-1]
        rows = _border_years(periods, descriptor, last)
        codes = match_areas(table, descriptor.gebied, names, periods, rows)
        observations = read_values(table, descriptor, codes, periods)
        wanted = _border_years(observations["period"], descriptor, last)
        observations["boundary_year"] = [
            names.boundary_year(code, year) for code, year in zip(observations["area_code"], wanted, strict=True)
        ]
        texts = ["area_code", "period", "variable", "status", "reason"]
        observations = observations.astype(dict.fromkeys(texts, "category"))[list(OBSERVATION_COLUMNS)]
        notes = _notes(table, descriptor, observations)
        return Reading(
            observations=observations,
            notes=notes,
            already_public=descriptor.openbaar,
            publisher=descriptor.uitgever,
            licence=descriptor.licence,
        )


def _open(file: RawFile, descriptor: Descriptor) -> Table:
    table = read_table(
        file.path,
        sheet=descriptor.werkblad,
        separators=descriptor.scheidingsteken or ";,\t|",
        allow_index=True,
    )
    table.described = True
    require_columns(table, descriptor.fixed_columns)
    refuse_personal_data(table, descriptor.gebied.columns)
    blank = (table.frame == "").all(axis=1)
    if blank.any():
        index = int(blank.to_numpy().argmax())
        table.refuse("deze rij is leeg, terwijl er nog rijen volgen.", "Verwijder de lege rij.", index=index)
    return table


def _edition(table: Table, descriptor: Descriptor, stated: str | None) -> str | None:
    """The descriptor's id with the years in the file; None when the descriptor says that the edition must be stated."""
    if descriptor.periode.uit_editie:
        _check_stated(table, descriptor, stated)
        return None
    years = _years(table, descriptor, row_periods(table, descriptor, None))
    return "-".join([descriptor.id, *dict.fromkeys([years[0], years[-1]])])


def _years(table: Table, descriptor: Descriptor, periods: pd.Series) -> list[str]:
    """All years in the file, in order: those of the rows or those of the columns."""
    years = {year for *_, year in measured_columns(table, descriptor)} | set(periods)
    return sorted(years - {""})


def _border_years(periods: pd.Series, descriptor: Descriptor, last: str) -> pd.Series:
    """Per period the year whose borders the file follows, as the descriptor says."""
    if descriptor.grenzenjaar == "elk jaar":
        return periods.replace("", last).astype("int64")
    return pd.Series(int(descriptor.grenzenjaar or last), index=periods.index)


def _check_stated(table: Table, descriptor: Descriptor, stated: str | None) -> None:
    """A year alone would let two registers of one year replace each other, so the id goes before it."""
    prefix, _, year = (stated or "").rpartition("-")
    if stated is None or (prefix == descriptor.id and year.isdigit() and len(year) == 4):
        return
    table.refuse(
        f"editie '{stated}' zegt niet van welk register en jaar dit bestand is.",
        f"Geef de editie als '{descriptor.id}-2024', met het jaar van de cijfers.",
    )


def _notes(table: Table, descriptor: Descriptor, observations: pd.DataFrame) -> list[Note]:
    filled = observations["value"].notna()
    periods = sorted(observations["period"].unique())
    span = periods[0] if len(periods) == 1 else f"{periods[0]}–{periods[-1]}"
    areas = _counted(observations["area_code"].nunique(), "gebied", "gebieden")
    read = Note(
        "gelezen",
        f"{table.file}: {descriptor.naam}, {span}: {_counted(int(filled.sum()), 'cijfer', 'cijfers')} van {areas}. "
        f"Uitgever: {descriptor.uitgever}. Licentie: {descriptor.licentie}.",
    )
    used = {column for _, column, _ in measured_columns(table, descriptor)} | set(descriptor.fixed_columns)
    known = used | set(descriptor.overgeslagen)
    left = [f"'{c}'" for c in table.frame.columns if c not in known]
    skipped = [Note("overgeslagen", f"{table.file}: kolommen niet gebruikt: {', '.join(left)}.")] if left else []
    remarks = [Note("opvallend", f"{table.file}: {text}") for text in descriptor.opmerkingen]
    without = int((~filled).sum())
    text = f"{table.file}: {_counted(without, 'cel', 'cellen')} zonder cijfer."
    missing = [Note("ontbreekt", text)] if without else []
    return [read, *table.notes, *skipped, *missing, *remarks]


def _counted(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}".replace(",", ".")


LOADER = LokaalRegister()
