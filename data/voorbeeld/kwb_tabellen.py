"""The kerncijfers of a year as CBS's workbooks (short names) and as StatLine's table view (long titles)."""

from pathlib import Path
from typing import Any

import pandas as pd
from publicatie import Gebied
from schrijven import write_text, write_xls, write_xlsx

SECRET = "."


def whole(value: float, decimals: int) -> int | float:
    """A number without a needless fraction."""
    return round(float(value), decimals) if decimals else round(float(value))


def is_empty(values: pd.Series) -> bool:
    """Whether a column is not yet published."""
    return bool(values.isna().all())


def workbook(path: Path, sheet: str, areas: list[Gebied], columns: pd.DataFrame, values: pd.DataFrame) -> None:
    """``kwb-YYYY.xls`` or ``.xlsx``: a point where secret, blank where not yet published."""
    rows: list[list[Any]] = [
        ["gwb_code_10", "gwb_code_8", "regio", "gm_naam", "recs", "gwb_code", "ind_wbi", *columns["kort"]]
    ]
    empty = {name for name in values if is_empty(values[name])}
    for area, record in zip(areas, values.to_dict("records"), strict=True):
        digits = area.code[2:]
        row: list[Any] = [area.code, digits, area.naam, area.gemeente, area.soort, digits, _flag(area)]
        for line in columns.itertuples():
            value = record[line.variabele]
            blank = None if line.variabele in empty else SECRET
            row.append(blank if pd.isna(value) else whole(value, line.decimalen))
        rows.append(row)
    (write_xls if path.suffix == ".xls" else write_xlsx)(path, sheet, rows)


def _flag(area: Gebied) -> int | str:
    return int(area.vlag) if area.vlag.isdigit() else area.vlag


def statline_csv(path: Path, areas: list[Gebied], columns: pd.DataFrame, values: pd.DataFrame) -> None:
    """Export of the table view: BOM, CRLF, semicolons, quoted and padded text, decimal commas, units in the header."""
    head = [
        "Wijken en buurten",
        "Regioaanduiding/Gemeentenaam (naam)",
        "Regioaanduiding/Soort regio (omschrijving)",
        "Regioaanduiding/Codering (code)",
        "Regioaanduiding/Indelingswijziging wijken en buurten (code)",
        *(f"{line.pad} ({line.eenheid})" for line in columns.itertuples()),
    ]
    lines = [";".join(f'"{name}"' for name in head)]
    for area, record in zip(areas, values.to_dict("records"), strict=True):
        cells = [area.naam, area.gemeente.ljust(40), area.soort.ljust(10), area.code.ljust(10), area.vlag]
        numbers = []
        for line in columns.itertuples():
            value = record[line.variabele]
            if pd.isna(value):
                numbers.append(SECRET)
            else:
                numbers.append(str(whole(value, line.decimalen)).replace(".", ","))
        lines.append(";".join([*(f'"{cell}"' for cell in cells), *numbers]))
    write_text(path, "\ufeff" + "\r\n".join(lines) + "\r\n")
