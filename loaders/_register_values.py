"""Figures of a register file as a long frame: one row per area, year and variable, in canonical units."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from loaders._checks import check_duplicates, check_range
from loaders._descriptor import REASONS, YEAR_SLOT, Descriptor, Meting
from loaders._frame import Table
from loaders._numbers import DEFAULT_MISSING, parse_numbers
from loaders._register_variables import COUNT, MEAN, PERCENTAGE, SCORE
from model.loading import OBSERVATION_COLUMNS, Note
from model.status import Reason, Status

_WHAT = {COUNT: "een aantal", PERCENTAGE: "een percentage", MEAN: "een gemiddelde", SCORE: "een score"}


def row_periods(table: Table, descriptor: Descriptor, edition: str | None) -> pd.Series:
    """The year of each row; "" when the column headers hold the years. Raises LoadRefused for what is no year."""
    place, index = descriptor.periode, table.frame.index
    if place.kolom is not None:
        texts = table.frame[place.kolom]
        years = texts.str.extract(r"^((?:19|20)\d{2})(?:JJ00)?$")[0]
        if years.isna().any():
            first = int(years.isna().to_numpy().argmax())
            table.refuse(
                "dit is geen jaartal.",
                "Schrijf jaren als 2024.",
                index=first,
                column=place.kolom,
                value=texts[first],
            )
        return years.astype("str")
    year = place.vast or ((edition or "")[-4:] if place.uit_editie else "")
    return pd.Series(year, index=index, dtype="str")


def measured_columns(table: Table, descriptor: Descriptor) -> Iterator[tuple[Meting, str, str]]:
    """Meting, column and year ("" when the row says it) of every column with figures. Raises LoadRefused when none."""
    for meting in descriptor.variabelen:
        if YEAR_SLOT not in meting.kolom:
            yield meting, meting.kolom, ""
            continue
        found = [(str(c), year) for c in table.frame.columns if (year := meting.matches(str(c))) is not None]
        if not found:
            table.refuse(
                f"er is geen kolom '{meting.kolom}' met een jaartal.", "Controleer de kolomkoppen of de beschrijving."
            )
        for column, year in found:
            yield meting, column, year


def read_values(table: Table, descriptor: Descriptor, codes: pd.Series, periods: pd.Series) -> pd.DataFrame:
    """OBSERVATION_COLUMNS without boundary_year. ``codes`` and ``periods`` per row; rows with code "" are left out."""
    placed = (codes != "").to_numpy()
    parts = []
    for meting, column, year in measured_columns(table, descriptor):
        values, reasons = _numbers(table, descriptor, meting, column)
        frame = pd.DataFrame(
            {"area_code": codes, "period": year or periods, column: values * meting.factor, "reason": reasons}
        )[placed]
        frame = check_duplicates(table, frame, ["area_code", "period"])
        if len(frame) and frame[column].isna().all() and (table.frame[column][placed] == "").all():
            frame["reason"] = str(Reason.NOT_PUBLISHED)
            table.notes.append(Note("ontbreekt", f"{table.file}: kolom '{column}' is leeg: nog niet gepubliceerd."))
        parts.append(frame.rename(columns={column: "value"}).assign(variable=meting.variabele))
    together = pd.concat(parts, ignore_index=True)
    together["status"] = np.select(
        [together["value"].notna(), together["reason"] == str(Reason.SECRET)],
        [str(Status.MEASURED), str(Status.SUPPRESSED)],
        str(Status.MISSING),
    )
    together["n"] = np.nan
    return together[[c for c in OBSERVATION_COLUMNS if c != "boundary_year"]]


def _numbers(
    table: Table, descriptor: Descriptor, meting: Meting, column: str
) -> tuple["np.ndarray[tuple[int], np.dtype[np.float64]]", "np.ndarray[tuple[int], np.dtype[np.str_]]"]:
    marks = {mark: REASONS[word] for mark, word in descriptor.ontbreekt.items()}
    kind = meting.variable.kind
    values, reasons = parse_numbers(
        table,
        column,
        decimal=descriptor.decimaal,
        thousands=descriptor.duizendtal,
        missing={**DEFAULT_MISSING, **marks},
        count=kind in (COUNT, MEAN),
    )
    check_range(table, column, values, low=meting.low, high=meting.high, what=_WHAT[kind])
    broken = values != np.floor(values)
    if kind == COUNT and meting.factor == 1 and (broken & ~np.isnan(values)).any():
        index = int((broken & ~np.isnan(values)).argmax())
        table.refuse(
            "een aantal is een geheel getal.",
            "Herstel de waarde. Scheidt het teken duizendtallen, zet dan 'duizendtal' in de beschrijving.",
            index=index,
            column=column,
            value=table.frame[column][index],
        )
    return values, reasons
