"""Which companions fit one data file of the kerncijfers, judged by their content and never by their name.

Column descriptions must describe every column, a region list must hold every area, a table description must give the
same table or the same numbers of rows and columns. Where several of one kind fit and differ in year, none is used
unless the stated edition decides.
"""

from collections.abc import Sequence

from loaders._kwb_companions import (
    DIMENSIONS,
    GROUPS,
    MEASURES,
    METADATA,
    PROPERTIES,
    REGIONS,
    TABLES,
    Companion,
)
from loaders._kwb_layout import ODATA3, ODATA4, Layout
from loaders._kwb_open import Raw
from model.areas import clean_code


def fitting_companions(raw: Raw, layout: Layout, found: Sequence[Companion], stated: int | None) -> list[Companion]:
    """At most one companion per kind. ``stated``: the edition that the user gave, if any; a table in the data wins."""
    if layout.form not in (ODATA3, ODATA4) or not found:
        return []
    table_year = TABLES.get(raw.table_id or "")
    found = [c for c in found if table_year is None or c.year in (None, table_year)]
    stated = table_year or stated
    of_kind = {kind: [c for c in found if c.kind == kind] for kind in (GROUPS, DIMENSIONS, METADATA)}
    columns = set(raw.names) - {"ID"}
    fits = _regions(raw, layout, found)
    if layout.form == ODATA3:
        fits += _only([c for c in found if c.kind == PROPERTIES and columns <= c.keys], stated)
    else:
        fits += _measures(raw, found, of_kind[GROUPS])
    years = {c.year for c in fits if c.year} | {stated}
    is_v4 = layout.form == ODATA4
    tables = [c for c in of_kind[METADATA] if c.year and is_v4 == ("ObservationCount" in c.frame)]
    exact = [c for c in tables if _same_table(c, raw, columns)]
    # A selection of a table has other counts; then the only table beside it counts, if the year is known to be its.
    fits += _only(exact, stated) if exact else [c for c in tables if len(tables) == 1 and c.year in years]
    years |= {c.year for c in fits if c.year}
    return fits + (_only([c for c in of_kind[DIMENSIONS] if c.year in years], stated) if is_v4 else [])


def _only(alike: list[Companion], stated: int | None) -> list[Companion]:
    if len({c.year for c in alike}) > 1:
        alike = [c for c in alike if c.year == stated]
    return alike[:1]


def _regions(raw: Raw, layout: Layout, found: Sequence[Companion]) -> list[Companion]:
    codes = {clean_code(code) for code in raw.distinct(layout.code)} if layout.code else set()
    holding = [c for c in found if c.kind == REGIONS and codes and codes <= c.keys]
    exact = [c for c in holding if codes == c.keys]
    return exact[:1] or (holding if len(holding) == 1 else [])


def _measures(raw: Raw, found: Sequence[Companion], groups: list[Companion]) -> list[Companion]:
    used = raw.distinct("Measure")
    measures = [c for c in found if c.kind == MEASURES and used <= c.keys][:1]
    wanted = {str(group) for c in measures for group in c.frame.get("MeasureGroupId", [])} - {""}
    return measures + [c for c in groups if wanted and wanted <= set(c.frame["Id"])][:1]


def _same_table(table: Companion, raw: Raw, columns: set[str]) -> bool:
    if raw.table_id:
        return table.first("Identifier") == raw.table_id
    if "ObservationCount" in table.frame:
        return table.first("ObservationCount") == str(raw.rows)
    widths = (str(len(columns)), str(len(columns) + 1))
    return table.first("RecordCount") == str(raw.rows) and table.first("ColumnCount") in widths
