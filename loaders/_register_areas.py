"""Which area a row of a register file is about, by the rules in its descriptor; what stays unclear is set apart."""

from collections import defaultdict

import pandas as pd

from loaders._area_names import AreaNames, folded
from loaders._codes import parse_codes
from loaders._descriptor import Gebied
from loaders._frame import Table
from model.loading import Note

_WIDTHS = {"GM": 6, "WK": 8, "BU": 10}


def match_areas(table: Table, gebied: Gebied, names: AreaNames, periods: pd.Series, years: pd.Series) -> pd.Series:
    """Code per row of ``table.frame``, "" for a row that is set apart; every row set apart is told in a note.

    ``periods``: the period of each row ("" when the columns hold it); a name that stands twice does so within one.
    ``years``: the year whose borders each row most likely follows.
    Raises LoadRefused when a name is missing, a code is not well-formed or nothing matches at all.
    """
    if gebied.inhoud == "code":
        codes = parse_codes(_with_prefix(table, gebied), gebied.kolom, known=names.codes)
    else:
        codes = _Matcher(table, gebied, names, periods, years).codes()
    if (codes == "").all():
        table.refuse(
            "geen enkel gebied in dit bestand is bekend bij de gemeente van de beschrijving.",
            "Controleer 'gemeente' en 'gebied' in de beschrijving.",
            column=gebied.kolom,
        )
    return codes


def _with_prefix(table: Table, gebied: Gebied) -> Table:
    """The table with ``voorvoegsel`` before each code. A code that is then too short lost a zero: refused."""
    if not gebied.voorvoegsel:
        return table
    width = _WIDTHS.get(gebied.voorvoegsel[:2], 0) - len(gebied.voorvoegsel)
    texts = table.frame[gebied.kolom]
    short = texts.str.len() < width
    if short.any():
        index = int(short.to_numpy().argmax())
        table.refuse(
            f"deze code hoort {width} tekens te hebben.",
            f"Bedoeld is waarschijnlijk '{texts[index].zfill(width)}': de voorloopnul is weggevallen. "
            "Herstel de code in het bestand.",
            index=index,
            column=gebied.kolom,
            value=texts[index],
        )
    frame = table.frame.assign(**{gebied.kolom: gebied.voorvoegsel + texts})
    return Table(frame, table.first_row, table.file, notes=table.notes)


class _Matcher:
    """The rules of one descriptor on one table; collects what must be told."""

    def __init__(self, table: Table, gebied: Gebied, names: AreaNames, periods: pd.Series, years: pd.Series) -> None:
        self.table, self.gebied, self.names, self.years = table, gebied, names, years
        self.texts = table.frame[gebied.kolom]
        self.alias = {folded(name): official for name, official in gebied.namen.items()}
        self.apart = {folded(name): reason for name, reason in gebied.apart.items()}
        self.exceptions = {folded(name): soort for name, soort in gebied.soort_uitzonderingen.items()}
        keys = pd.DataFrame({"period": periods, "name": self.texts.map(folded)})
        self.turn = keys.groupby(["period", "name"]).cumcount()
        self.times = keys.groupby(["period", "name"])["name"].transform("size")
        self.unclear: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
        self.unknown: dict[str, list[int]] = defaultdict(list)
        self.left_out: dict[str, list[int]] = defaultdict(list)

    def codes(self) -> pd.Series:
        codes = pd.Series([self._code(index) for index in range(len(self.texts))], index=self.texts.index, dtype="str")
        self._tell()
        return codes

    def _code(self, index: int) -> str:
        text = self.texts[index]
        name = folded(text)
        if not name:
            self.table.refuse(
                "de naam van het gebied ontbreekt.",
                "Vul de naam in of verwijder de rij.",
                index=index,
                column=self.gebied.kolom,
            )
        if name in self.apart:
            self.left_out[text].append(index)
            return ""
        candidates = self.names.candidates(self.alias.get(name, text), self.years[index])
        fitting = self._fitting(candidates, name, index)
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            self.unclear[text, tuple(fitting)].append(index)
        else:
            self.unknown[text].append(index)
        return ""

    def _fitting(self, candidates: list[str], name: str, index: int) -> list[str]:
        soort = self._soort(name, index)
        if soort is not None:
            candidates = [code for code in candidates if self.names.level(code) == soort]
        if self.gebied.bovenliggend:
            above = self.table.frame[self.gebied.bovenliggend][index]
            parents = self.names.candidates(self.alias.get(folded(above), above), self.years[index])
            candidates = [code for code in candidates if self.names.lies_in(code, parents)]
        levels = [self.names.level(code) for code in candidates]
        if self.gebied.volgorde and levels == ["wijk", "buurt"] and self.times[index] == 2:
            return [candidates[self.turn[index]]]
        return candidates

    def _soort(self, name: str, index: int) -> str | None:
        if name in self.exceptions:
            return self.exceptions[name]
        if self.gebied.soort_kolom is None:
            return self.gebied.soort
        text = self.table.frame[self.gebied.soort_kolom][index]
        known = {key.casefold(): soort for key, soort in self.gebied.soort_waarden.items()}
        if text.casefold() not in known:
            self.table.refuse(
                "deze soort gebied staat niet in de beschrijving.",
                "Zet haar bij 'soort_waarden' met land, gemeente, wijk of buurt.",
                index=index,
                column=self.gebied.soort_kolom,
                value=text,
            )
        return known[text.casefold()]

    def _tell(self) -> None:
        file, notes = self.table.file, self.table.notes
        for text, rows in self.left_out.items():
            reason = self.apart[folded(text)]
            notes.append(
                Note(
                    "apart_gezet",
                    f"{file}: '{text}' ({self._rows(rows)}) apart gezet volgens de beschrijving: {reason}",
                )
            )
        for (text, codes), rows in self.unclear.items():
            notes.append(
                Note(
                    "apart_gezet",
                    f"{file}: '{text}' ({self._rows(rows)}) past op {self.names.describe(codes)} en is apart gezet; "
                    "geef in de beschrijving 'soort', 'volgorde' of 'bovenliggend'.",
                )
            )
        if self.unknown:
            shown = ", ".join(f"'{text}'" for text in list(self.unknown)[:10]) + (
                " …" if len(self.unknown) > 10 else ""
            )
            rows_ = sum(len(rows) for rows in self.unknown.values())
            names = "1 onbekende naam" if len(self.unknown) == 1 else f"{len(self.unknown)} onbekende namen"
            notes.append(
                Note(
                    "apart_gezet",
                    f"{file}: {names} apart gezet ({_rows_word(rows_)}): {shown}. "
                    "Zet ze bij 'namen' in de beschrijving.",
                )
            )

    def _rows(self, rows: list[int]) -> str:
        numbers = [str(self.table.row(index)) for index in rows[:3]] + (["…"] if len(rows) > 3 else [])
        return ("rij " if len(rows) == 1 else "rijen ") + ", ".join(numbers)


def _rows_word(count: int) -> str:
    return "1 rij" if count == 1 else f"{count} rijen"
