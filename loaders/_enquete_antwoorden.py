"""Answers of respondents as numbers: 0 or 1 for a share, a grade for a rapportcijfer, NaN outside the base."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from loaders._codeboek import Codeboek, Vraag
from loaders._enquete_variabelen import GRADE, LOWEST_SUFFICIENT, QUESTIONS, SUFFICIENT
from loaders._frame import Table
from loaders._numbers import parse_numbers
from model.loading import Margin, Note

# With so few respondents a stratum of their own says little; a longer value than this may be no name of a group.
_FEW, _SHOWN = 20, 20


def read_answers(table: Table, codeboek: Codeboek) -> dict[str, NDArray[np.float64]]:
    """Per figure one number per row. Raises LoadRefused for a code that the codebook does not have."""
    found: dict[str, NDArray[np.float64]] = {}
    for vraag in codeboek.vragen:
        texts = table.frame[vraag.kolom]
        answers = _grades(table, vraag) if vraag.schaal else _shares(table, vraag)
        blank = int((texts == "").sum())
        refused = int(np.isnan(answers).sum()) - blank
        table.notes.append(Note("vraag", f"{table.file}: {_told(vraag, len(answers), refused, blank)}"))
        if np.isnan(answers).all():
            table.notes.append(Note("opvallend", f"{table.file}: kolom '{vraag.kolom}': niemand gaf een antwoord."))
        found[vraag.variabele] = answers
        if QUESTIONS[vraag.variabele].kind == GRADE:
            sufficient = np.where(answers >= LOWEST_SUFFICIENT, 1.0, 0.0)
            found[vraag.variabele + SUFFICIENT] = np.where(np.isnan(answers), np.nan, sufficient)
    return found


def _told(vraag: Vraag, rows: int, refused: int, blank: int) -> str:
    return (
        f"kolom '{vraag.kolom}' ({vraag.variabele}): {rows - refused - blank} antwoorden, "
        f"{refused} × weet niet of geen antwoord, {blank} × leeg."
    )


def _shares(table: Table, vraag: Vraag) -> NDArray[np.float64]:
    value = {code: np.nan if code in vraag.geen_antwoord else float(code in vraag.telt) for code in vraag.antwoorden}
    texts = table.frame[vraag.kolom]
    unknown = ~texts.isin([*value, ""])
    if unknown.any():
        _refuse_code(table, vraag, int(unknown.to_numpy().argmax()), "deze antwoordcode staat niet in het codeboek.")
    return np.asarray(texts.map({**value, "": np.nan}), dtype=np.float64)


def _grades(table: Table, vraag: Vraag) -> NDArray[np.float64]:
    texts = table.frame[vraag.kolom]
    numbers = pd.to_numeric(texts.str.replace(",", ".", regex=False), errors="coerce").to_numpy(dtype=np.float64)
    outside = texts.isin([*vraag.geen_antwoord, ""]).to_numpy()
    wrong = ~outside & ~((numbers >= 1.0) & (numbers <= 10.0))
    if wrong.any():
        _refuse_code(table, vraag, int(wrong.argmax()), "een rapportcijfer is ten minste 1 en ten hoogste 10.")
    return np.where(outside, np.nan, numbers)


def _refuse_code(table: Table, vraag: Vraag, index: int, problem: str) -> None:
    """An answer code may be shown; what is too long or not a code may be open text and is not."""
    value = str(table.frame[vraag.kolom].iloc[index])
    place = "antwoorden" if not vraag.schaal else "geen_antwoord"
    table.refuse(
        problem,
        f"Herstel de waarde, of zet de code in het codeboek bij '{place}'.",
        index=index,
        column=vraag.kolom,
        value=value if len(value) <= 4 else None,
    )


def read_weights(table: Table, codeboek: Codeboek, strata: pd.Series) -> NDArray[np.float64]:
    """One positive weight per row. Raises LoadRefused with the row of one that is missing, zero or negative."""
    column = codeboek.gewicht
    if column is None:
        if not codeboek.bevolking:
            text = f"{table.file}: er is geen weegfactor; elke respondent telt even zwaar."
            table.notes.append(Note("opvallend", text))
            return np.ones(len(table.frame))
        people = strata.map(codeboek.bevolking).to_numpy(dtype=np.float64)
        return np.asarray(people / strata.map(strata.value_counts()).to_numpy(dtype=np.float64))
    weights, _ = parse_numbers(table, column, decimal=codeboek.decimaal)
    for wrong, problem in (
        (np.isnan(weights), "de weegfactor ontbreekt."),
        (weights <= 0.0, "een weegfactor is groter dan nul."),
    ):
        if wrong.any():
            index = int(wrong.argmax())
            table.refuse(
                problem,
                "Herstel de weegfactor. Wie niet meetelt, hoort niet in het bestand.",
                index=index,
                column=column,
                value=str(table.frame[column].iloc[index]) or None,
            )
    return weights


def read_strata(table: Table, codeboek: Codeboek) -> pd.Series:
    """The stratum of each row, "" without strata. Raises LoadRefused when it is blank or does not fit its people."""
    if codeboek.stratum is None:
        return pd.Series("", index=table.frame.index, dtype="str")
    column, strata = codeboek.stratum, table.frame[codeboek.stratum]
    if (strata == "").any():
        index = int((strata == "").to_numpy().argmax())
        table.refuse("het stratum ontbreekt.", "Vul het stratum van elke respondent in.", index=index, column=column)
    counts = strata.value_counts().sort_index()
    if len(strata) >= _FEW and len(counts) > len(strata) / 2:
        table.refuse(
            "bijna elke respondent heeft hier een eigen waarde; dit is geen stratum.",
            "Noem in het codeboek bij 'stratum' de kolom met de groepen waaruit is getrokken.",
            column=column,
        )
    for stratum, n in counts.items():
        people = codeboek.bevolking.get(str(stratum))
        if codeboek.bevolking and people is None:
            table.refuse(
                "dit stratum staat niet bij 'bevolking' in het codeboek.",
                "Zet het aantal inwoners van het stratum erbij.",
                index=int((strata == stratum).to_numpy().argmax()),
                column=column,
                value=str(stratum) if len(str(stratum)) <= _SHOWN else None,
            )
        if people is not None and n > people:
            table.refuse(
                f"stratum '{stratum}' heeft {n} respondenten en volgens het codeboek {people} inwoners.",
                "Herstel 'bevolking' in het codeboek of de strata in het bestand.",
                column=column,
            )
        if n == 1:
            text = (
                f"{table.file}: stratum '{stratum}' heeft maar één respondent; de spreiding daar is niet te meten en "
                "wordt geschat. Voeg strata samen."
            )
            table.notes.append(Note("opvallend", text))
    return strata


def read_margins(table: Table, codeboek: Codeboek) -> Iterator[Margin]:
    """The characteristics that weights are fitted to. Raises LoadRefused for a category without a known total."""
    for weging in codeboek.weging:
        categories = tuple(weging.totalen)
        place = {category: number for number, category in enumerate(categories)}
        texts = table.frame[weging.kolom]
        unknown = ~texts.isin(categories)
        if unknown.any():
            index = int(unknown.to_numpy().argmax())
            value = str(texts.iloc[index])
            table.refuse(
                "van deze categorie staat geen totaal bij 'weging' in het codeboek.",
                "Zet het totaal erbij, of herstel de waarde.",
                index=index,
                column=weging.kolom,
                value=value if 0 < len(value) <= _SHOWN else None,
            )
        empty = [c for c in categories if weging.totalen[c] > 0 and not (texts == c).any()]
        if empty:
            table.refuse(
                f"categorie '{empty[0]}' heeft volgens het codeboek {weging.totalen[empty[0]]:g} inwoners, maar er "
                "zijn geen respondenten.",
                "Voeg haar in het codeboek en het bestand samen met een andere categorie.",
                column=weging.kolom,
            )
        totals = np.array([weging.totalen[category] for category in categories], dtype=np.float64)
        yield Margin(weging.kolom, categories, np.asarray(texts.map(place), dtype=np.intp), totals)
