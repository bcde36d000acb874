"""CBS kerncijfers wijken en buurten, editions 2013 to 2025, in every form in which people have them.

StatLine exports (numbered columns or the table view), OData 3 and OData 4 as CSV, JSON or Parquet with their metadata
beside them, and CBS's own workbooks. All of them go through one mapping list, ``kwb_variabelen.csv``.
"""

import numpy as np
import pandas as pd

from loaders._kwb_areas import area_frame, read_codes, set_apart_unknown
from loaders._kwb_companions import TABLES, find_companions
from loaders._kwb_layout import FORM_LABELS, ODATA3, ODATA4, Layout, detect
from loaders._kwb_mapping import FIRST_EDITION, Match, match, variables
from loaders._kwb_metadata import metadata_for, refuse_other_year
from loaders._kwb_notes import column_notes, summary_note
from loaders._kwb_observations import read_observations
from loaders._kwb_open import Peek, Raw, load, peek
from loaders._kwb_tidy import Cells, tidy
from loaders._kwb_values import wide_values
from loaders._table import Table, check_duplicates, refuse
from model.errors import LoadRefused
from model.loading import Context, Note, RawFile, Reading, Recognition
from model.remote import Server, StatLine
from model.source import Source
from model.variable import Variable

VARIABLES: dict[str, Variable] = variables()


class KwbLoader:
    """Loader of the kerncijfers; the contract is ``model.loading.Loader``."""

    source = Source(
        id="cbs_kwb",
        name="Kerncijfers wijken en buurten",
        publisher="Centraal Bureau voor de Statistiek",
        licence="CC BY 4.0",
        url="https://www.cbs.nl/nl-nl/reeksen/publicatie/kerncijfers-wijken-en-buurten",
        rank=10,
        every_years=1,
        note="Aantallen per wijk en buurt zijn door het CBS aselect afgerond, meestal op vijf.",
    )
    needs_areas = False
    remote = StatLine(
        tables={str(year): table for table, year in TABLES.items()},
        servers=(Server.CBS_V4, Server.CBS_V3),
        title=r"^Kerncijfers wijken en buurten,?\s+(20\d\d)$",
    )

    def recognise(self, file: RawFile) -> Recognition | None:
        """See model.loading.Loader. Metadata without data (measure codes, region list) is not a data set: None.

        The stated edition only decides between metadata of several years; ``read`` refuses figures of another year.
        """
        seen = peek(file.path)
        layout = detect(seen.names) if seen and not seen.single else None
        if seen is None or layout is None:
            return None
        stated = int(file.edition) if file.edition and file.edition.isdigit() else None
        metadata = metadata_for(_skim(file, seen, layout), layout, file.siblings, stated)
        return Recognition(
            source=self.source.id,
            what=f"Kerncijfers wijken en buurten, {FORM_LABELS[layout.form]}",
            edition=str(metadata.year) if metadata.year else None,
            companions=metadata.paths,
            modified=metadata.modified,
        )

    def read(self, file: RawFile, edition: str, context: Context) -> Reading:
        """See model.loading.Loader. Every area of the file, whatever its gemeente."""
        year = _edition_year(file.name, edition)
        raw = load(file.path)
        layout = detect(list(raw.frame.columns))
        if layout is None:
            refuse(file.name, "dit zijn geen kerncijfers wijken en buurten.", "Kies een ander bestand.")
        metadata = metadata_for(raw, layout, file.siblings, year)
        refuse_other_year(file.name, metadata, year)
        matched = match(metadata.topics, year, file.name)
        if matched.objections:
            raise LoadRefused(*matched.objections)
        notes: list[Note] = []
        codes = set_apart_unknown(read_codes(raw, layout), file.name, notes)
        if layout.form == ODATA4:
            cells = read_observations(raw, codes, matched.lines, year, notes)
        else:
            codes, cells = _wide_cells(raw, layout, codes, matched, year)
        empty = cells.mark_empty()
        areas = area_frame(codes, raw, layout, metadata.regions, year, notes)
        provisional = frozenset(line.variable for label, line in matched.lines.items() if label in metadata.provisional)
        observations = tidy(cells, provisional, year)
        summary = summary_note(file.name, layout.form, year, len(areas), len(cells.lines), metadata.has_units)
        about = column_notes(file.name, matched, cells.lines, empty, year)
        return Reading(observations, areas, notes=[summary, *about, *raw.table.notes, *notes])


LOADER = KwbLoader()


def _skim(file: RawFile, seen: Peek, layout: Layout) -> Raw:
    """As much of the file as recognising needs: nothing, when no metadata beside it can belong to it."""
    has_metadata = layout.form in (ODATA3, ODATA4) and bool(find_companions(file.siblings))
    if has_metadata or layout.code is None:
        only = [name for name in (layout.code, "Measure") if name in seen.names]
        raw = load(file.path, only=only)
        if layout.code is None:
            read_codes(raw, layout)
        return raw
    empty = Table(pd.DataFrame({name: pd.Series(dtype=str) for name in seen.names}), 2, file.name, sheet=seen.sheet)
    return Raw(empty, seen.names, 0, seen.table_id)


def _edition_year(file: str, edition: str) -> int:
    if not edition.isdigit() or int(edition) < FIRST_EDITION:
        problem = f"editie '{edition}' is geen jaar vanaf {FIRST_EDITION}."
        refuse(file, problem, "Geef het jaar van de kerncijfers op, bijvoorbeeld 2024.")
    return int(edition)


def _wide_cells(raw: Raw, layout: Layout, codes: pd.Series, matched: Match, year: int) -> tuple[pd.Series, Cells]:
    values, reasons = wide_values(raw, layout.form, matched.lines, year)
    if codes.duplicated().any():
        wide = pd.DataFrame(values[codes.index], index=codes.index, columns=list(matched.lines))
        wide.insert(0, "gebied", codes)
        codes = codes[check_duplicates(raw.table, wide, ["gebied"]).index]
    rows = codes.index.to_numpy()
    if len(rows) < len(values):
        values, reasons = values[rows], reasons[rows]
    width = len(matched.lines)
    cells = Cells(
        lines=tuple(matched.lines.values()),
        areas=codes.to_numpy(dtype=object),
        area=np.tile(np.arange(len(rows)), width),
        variable=np.repeat(np.arange(width, dtype=np.int32), len(rows)),
        values=values.ravel(order="F"),
        reasons=reasons.ravel(order="F"),
        provisional=np.zeros(len(rows) * width, dtype=bool),
    )
    return codes, cells
