"""Outcomes of a bewonersenquête per area, for who has no respondents' file: value, number of answers and margin."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from loaders._area_names import known_names
from loaders._checks import check_range, require_columns
from loaders._codeboek import Totalenboek, Uitkomst
from loaders._descriptor import LICENCE_UNKNOWN
from loaders._descriptor_match import find_descriptor, require_descriptor
from loaders._enquete_variabelen import FIGURES, GRADE, VARIABLES
from loaders._frame import Table
from loaders._numbers import parse_numbers
from loaders._personal_data import refuse_personal_data
from loaders._register_areas import match_areas
from loaders._table import read_table
from model.loading import TOTALS_COLUMNS, Context, Note, RawFile, Reading, Recognition, Survey
from model.source import Source

__all__ = ["LOADER", "VARIABLES"]

SOURCE = Source(
    id="bewonersenquete_totalen",
    name="Bewonersenquête, uitkomsten per gebied",
    publisher="gemeente",
    licence=LICENCE_UNKNOWN,
    url="",
    rank=61,
    beleving=True,
    note="Uitkomsten van een steekproef van bewoners zoals de gemeente ze per gebied gaf, met hun marge.",
)
_Z = 1.959964  # half the width of a 95 % interval in standard errors


class EnqueteTotalen:
    """Editions are ``<codebook id>-<year>``."""

    source = SOURCE
    needs_areas = True

    def recognise(self, file: RawFile) -> Recognition | None:
        """The file by its header. Raises LoadRefused when a codebook fits and the file or the codebook is wrong."""
        found = find_descriptor(file, Totalenboek)
        if found is None:
            return None
        boek, companion = found
        _open(file, boek)
        return Recognition(
            source=SOURCE.id,
            what=f"{boek.naam} {boek.jaar}, uitkomsten per gebied ({boek.uitgever})",
            edition=boek.key,
            companions=(companion,) if companion else (),
        )

    def read(self, file: RawFile, edition: str, context: Context) -> Reading:
        """One wave. Raises LoadRefused."""
        boek = require_descriptor(file, Totalenboek, "het codeboek")
        table = _open(file, boek)
        names = known_names(context.areas, boek.gemeente, file.name)
        index, year = table.frame.index, boek.grenzenjaar or boek.jaar
        none = pd.Series("", index=index, dtype="str")
        codes = match_areas(table, boek.gebied, names, none, pd.Series(year, index=index))
        doubled = codes.duplicated() & (codes != "")
        if doubled.any():
            table.refuse(
                "dit gebied staat er twee keer.",
                "Houd één rij per gebied over.",
                index=int(doubled.to_numpy().argmax()),
                column=boek.gebied.kolom,
                value=table.frame[boek.gebied.kolom].iloc[int(doubled.to_numpy().argmax())],
            )
        people = _amounts(table, boek, boek.personen) if boek.personen else np.full(len(index), np.nan)
        if boek.personen is None:
            text = (
                f"{table.file}: er staat niet bij hoeveel mensen een rij vertegenwoordigt; gebieden zijn niet op te "
                "tellen."
            )
            table.notes.append(Note("opvallend", text))
        base = pd.DataFrame(
            {
                "area_code": codes,
                "boundary_year": [names.boundary_year(code, year) if code else year for code in codes],
                "people": people,
            }
        )
        parts = [_outcome(table, boek, outcome, base) for outcome in boek.uitkomsten]
        totals = pd.concat(parts, ignore_index=True)[list(TOTALS_COLUMNS)]
        variables = tuple(u.variabele for u in boek.uitkomsten)
        survey = Survey(
            name=boek.naam,
            period=str(boek.jaar),
            variables=variables,
            grades=frozenset(id_ for id_ in variables if FIGURES[id_].kind == GRADE),
            minimum=(boek.minimum_respondenten, boek.minimum_effectief),
            totals=totals[totals["area_code"] != ""].reset_index(drop=True),
        )
        read = Note(
            "gelezen",
            f"{table.file}: {boek.naam}, {boek.jaar}: {len(variables)} uitkomsten van {int((codes != '').sum())} "
            f"gebieden. Uitgever: {boek.uitgever}. Licentie: {boek.licentie}.",
        )
        remarks = [Note("opvallend", f"{table.file}: {text}") for text in boek.opmerkingen]
        notes = [read, *table.notes, *remarks]
        return Reading(survey=survey, notes=notes, publisher=boek.uitgever, licence=boek.licence)


def _open(file: RawFile, boek: Totalenboek) -> Table:
    table = read_table(file.path, sheet=boek.werkblad, separators=boek.scheidingsteken or ";,\t|", allow_index=True)
    table.described = True
    require_columns(table, boek.fixed_columns)
    refuse_personal_data(table, boek.gebied.columns)
    return table


def _amounts(table: Table, boek: Totalenboek, column: str) -> NDArray[np.float64]:
    values, _ = parse_numbers(table, column, decimal=boek.decimaal, thousands=boek.duizendtal, count=True)
    check_range(table, column, values, low=0.0, what="een aantal")
    return values


def _outcome(table: Table, boek: Totalenboek, outcome: Uitkomst, base: pd.DataFrame) -> pd.DataFrame:
    """Share (0-1) or grade with its standard error; without a margin that of a random sample with a design effect."""
    grade = FIGURES[outcome.variabele].kind == GRADE
    values, _ = parse_numbers(table, outcome.kolom, decimal=boek.decimaal)
    low, high = (1.0, 10.0) if grade else (0.0, 100.0)
    check_range(
        table, outcome.kolom, values, low=low, high=high, what="een rapportcijfer" if grade else "een percentage"
    )
    scale = 1.0 if grade else 100.0
    share, n = values / scale, _amounts(table, boek, outcome.aantal)
    if outcome.marge is not None:
        margin, _ = parse_numbers(table, outcome.marge, decimal=boek.decimaal)
        check_range(table, outcome.marge, margin, low=0.0, what="een marge")
        error = margin / scale / _Z
    else:
        with np.errstate(divide="ignore", invalid="ignore"):
            error = np.where(n > 0, np.sqrt(boek.ontwerpeffect * share * (1.0 - share) / n), np.nan)
    return base.assign(variable=outcome.variabele, value=share, error=error, n=np.nan_to_num(n))


LOADER = EnqueteTotalen()
