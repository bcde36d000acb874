"""Bewonersenquête with one row per respondent: CSV, workbook or SPSS, and a codebook that says what the columns mean.

The codebook is YAML beside the file or in a programme's ``bronnen/``; ``loaders._codeboek`` holds its fields. What goes
on from here is numbers per respondent, and only as far as the build, which adds them up per buurt and stratum.
"""

from collections.abc import Sequence

import pandas as pd

from loaders._area_names import AreaNames, known_names
from loaders._checks import require_columns
from loaders._codeboek import Codeboek
from loaders._descriptor import LICENCE_UNKNOWN
from loaders._descriptor_match import find_descriptor, require_descriptor
from loaders._enquete_antwoorden import read_answers, read_margins, read_strata, read_weights
from loaders._enquete_gebied import buurten_of_rows
from loaders._enquete_variabelen import FIGURES, GRADE, VARIABLES
from loaders._frame import Table
from loaders._respondent_data import refuse_odd_area, refuse_respondent_data
from loaders._table import read_table
from model.loading import Context, Note, RawFile, Reading, Recognition, Survey
from model.source import Source

__all__ = ["LOADER", "VARIABLES"]

SOURCE = Source(
    id="bewonersenquete",
    name="Bewonersenquête",
    publisher="gemeente",
    licence=LICENCE_UNKNOWN,
    url="",
    rank=60,
    beleving=True,
    note="Antwoorden van een steekproef van bewoners; bewaard worden alleen sommen per buurt.",
)


class EnqueteRespondenten:
    """Editions are ``<codebook id>-<year>``."""

    source = SOURCE
    needs_areas = True

    def recognise(self, file: RawFile) -> Recognition | None:
        """The file by its header. Raises LoadRefused when a codebook fits and the file or the codebook is wrong."""
        found = find_descriptor(file, Codeboek)
        if found is None:
            return None
        codeboek, companion = found
        _open(file, codeboek)
        return Recognition(
            source=SOURCE.id,
            what=f"{codeboek.naam} {codeboek.jaar}, respondenten ({codeboek.uitgever})",
            edition=codeboek.key,
            companions=(companion,) if companion else (),
            keep_until=codeboek.bewaren_tot,
        )

    def read(self, file: RawFile, edition: str, context: Context) -> Reading:
        """One wave. Raises LoadRefused."""
        codeboek = require_descriptor(file, Codeboek, "het codeboek")
        table = _open(file, codeboek)
        names = known_names(context.areas, codeboek.gemeente, file.name)
        year = codeboek.grenzenjaar or codeboek.jaar
        strata = read_strata(table, codeboek)
        figures = read_answers(table, codeboek)
        answers = pd.DataFrame(
            {
                "area_code": buurten_of_rows(table, codeboek.gebied, names, year),
                "stratum": strata,
                "weight": read_weights(table, codeboek, strata),
                **figures,
            }
        )
        answers["boundary_year"] = _border_years(answers["area_code"], names, year)
        survey = Survey(
            name=codeboek.naam,
            period=str(codeboek.jaar),
            variables=tuple(figures),
            grades=frozenset(id_ for id_ in figures if FIGURES[id_].kind == GRADE),
            minimum=(codeboek.minimum_respondenten, codeboek.minimum_effectief),
            answers=answers,
            population=codeboek.bevolking,
            margins=tuple(read_margins(table, codeboek)),
            invited=codeboek.uitgenodigd,
        )
        notes = [*_told(table, codeboek), *table.notes]
        return Reading(survey=survey, notes=notes, publisher=codeboek.uitgever, licence=codeboek.licence)


def _open(file: RawFile, codeboek: Codeboek) -> Table:
    table = read_table(file.path, sheet=codeboek.werkblad, separators=codeboek.scheidingsteken or ";,\t|")
    table.described = True
    require_columns(table, codeboek.fixed_columns)
    refuse_respondent_data(table, codeboek.fixed_columns, codeboek.overgeslagen, codeboek.gebied.kolom)
    if codeboek.gebied.inhoud == "code":
        refuse_odd_area(table, codeboek.gebied.kolom)
    number = codeboek.respondentnummer
    if number is not None:
        _check_numbers(table, number)
    return table


def _check_numbers(table: Table, column: str) -> None:
    """Each respondent once; the number itself is not shown and goes no further."""
    texts = table.frame[column]
    doubled = texts.duplicated() & (texts != "")
    if doubled.any():
        second = int(doubled.to_numpy().argmax())
        first = int((texts == texts.iloc[second]).to_numpy().argmax())
        table.refuse(
            f"dit respondentnummer staat ook op rij {table.row(first)}.",
            "Verwijder de dubbele respondent.",
            index=second,
            column=column,
        )


def _border_years(codes: Sequence[str] | pd.Series, names: AreaNames, year: int) -> list[int]:
    return [names.boundary_year(code, year) if code else year for code in codes]


def _told(table: Table, codeboek: Codeboek) -> list[Note]:
    rows = len(table.frame)
    response = ""
    if codeboek.uitgenodigd:
        share = f"{100 * rows / codeboek.uitgenodigd:.1f}".replace(".", ",")
        response = f" van {codeboek.uitgenodigd} uitgenodigden (respons {share} %)"
    notes = [
        Note(
            "gelezen",
            f"{table.file}: {codeboek.naam}, {codeboek.jaar}: {rows} respondenten{response}, "
            f"{len(codeboek.vragen)} vragen. Uitgever: {codeboek.uitgever}. Licentie: {codeboek.licentie}. "
            f"Bewaren tot en met {codeboek.bewaren_tot:%d-%m-%Y}.",
        )
    ]
    if codeboek.overgeslagen:
        left = ", ".join(f"'{c}'" for c in codeboek.overgeslagen if c in table.frame.columns)
        notes.append(Note("overgeslagen", f"{table.file}: kolommen niet gebruikt: {left}."))
    return notes + [Note("opvallend", f"{table.file}: {text}") for text in codeboek.opmerkingen]


LOADER = EnqueteRespondenten()
