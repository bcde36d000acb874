"""The area of each row of a survey file, by the same matching as registers; an unknown one is counted, never shown."""

import pandas as pd

from loaders._area_names import AreaNames
from loaders._descriptor import Gebied
from loaders._frame import Table
from loaders._register_areas import match_areas
from model.loading import Note


def buurten_of_rows(table: Table, gebied: Gebied, names: AreaNames, year: int) -> pd.Series:
    """Buurt code per respondent, "" where the buurt is blank or unknown: such a row counts in the sample only.

    Raises LoadRefused when no buurt is known, or a code is that of a wijk or gemeente.
    """
    if gebied.inhoud == "naam" and not (gebied.soort or gebied.soort_kolom or gebied.volgorde):
        gebied = gebied.model_copy(update={"soort": "buurt"})
    there = table.frame[gebied.kolom] != ""
    placed = table.frame[there].reset_index(drop=True)
    codes = pd.Series("", index=table.frame.index, dtype="str")
    if len(placed):
        # Notes of the matching name what they set apart; a row here is a person, so they are replaced by a count.
        quiet = Table(placed, table.first_row, table.file, described=True)
        index = quiet.frame.index
        found = match_areas(quiet, gebied, names, pd.Series("", index=index, dtype="str"), pd.Series(year, index=index))
        codes[there] = found.to_numpy()
    above = (codes != "") & ~codes.str.startswith("BU")
    if above.any():
        table.refuse(
            "een respondent hoort bij een buurt, en dit is een wijk of gemeente.",
            "Lever de buurt, of maak een bestand met uitkomsten per wijk ('enquete: totalen').",
            index=int(above.to_numpy().argmax()),
            column=gebied.kolom,
        )
    nowhere = codes == ""
    if nowhere.all():
        table.refuse(
            "geen enkele buurt in dit bestand is bekend bij de gemeente van het codeboek.",
            "Controleer 'gemeente' en 'gebied' in het codeboek.",
            column=gebied.kolom,
        )
    if nowhere.any():
        rows = [str(table.row(i)) for i in nowhere.to_numpy().nonzero()[0][:3]]
        more = ", …" if nowhere.sum() > 3 else ""
        one = nowhere.sum() == 1
        who = "1 respondent heeft" if one else f"{nowhere.sum()} respondenten hebben"
        table.notes.append(
            Note(
                "apart_gezet",
                f"{table.file}: {who} geen bekende buurt (rij {', '.join(rows)}{more}) en "
                f"{'telt' if one else 'tellen'} alleen mee in de steekproef als geheel.",
            )
        )
    return codes
