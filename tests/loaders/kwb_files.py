"""Tiny hand-made files in the forms of the kerncijfers; the figures mean nothing."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import xlwt

from loaders.cbs_kwb import LOADER
from model.loading import AREA_COLUMNS, Context, RawFile, Reading, Recognition

NOWHERE = Context(pd.DataFrame(columns=list(AREA_COLUMNS)))
CODES = ["NL00", "GM0001", "WK000101", "BU0001AB07"]
NAMES = ["Nederland", "Ergens", "Wijk 01", "NA"]
REGION_HEADERS = [
    "Wijken en buurten",
    "Regioaanduiding/Gemeentenaam (naam)",
    "Regioaanduiding/Soort regio (omschrijving)",
    "Regioaanduiding/Codering (code)",
    "Regioaanduiding/Indelingswijziging gemeente, wijk, buurt (code)",
]


def recognise(path: Path, edition: str | None = None) -> Recognition | None:
    return LOADER.recognise(_raw(path, edition))


def read(path: Path, edition: str = "2024") -> Reading:
    return LOADER.read(_raw(path, edition), edition, NOWHERE)


def _raw(path: Path, edition: str | None) -> RawFile:
    return RawFile(path, edition, tuple(sorted(other for other in path.parent.iterdir() if other != path)))


def values(reading: Reading, variable: str) -> dict[str, float | str]:
    """Per area code the value, or the reason why there is none."""
    assert reading.observations is not None
    rows = reading.observations[reading.observations["variable"] == variable]
    return {
        str(row.area_code): str(row.reason) if pd.isna(row.value) else float(row.value)
        for row in rows.itertuples(index=False)
    }


def statuses(reading: Reading, variable: str) -> set[str]:
    assert reading.observations is not None
    return set(reading.observations.loc[reading.observations["variable"] == variable, "status"])


def notes(reading: Reading, kind: str) -> list[str]:
    return [note.text for note in reading.notes if note.kind == kind]


def text_csv(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]], mark: str = ";") -> Path:
    """CSV as StatLine writes it: BOM, CRLF, text in quotes."""
    text = io.StringIO()
    csv.writer(text, delimiter=mark, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n").writerows([header, *rows])
    path.write_bytes(text.getvalue().encode("utf-8-sig"))
    return path


def table_view(path: Path, columns: dict[str, Sequence[object]]) -> Path:
    """StatLine's table view: padded codes and names, long headers."""
    kinds = ["Land", "Gemeente", "Wijk", "Buurt"]
    rows = [
        [name, "Ergens".ljust(40), kind.ljust(10), code.ljust(10), change, *(column[i] for column in columns.values())]
        for i, (name, kind, code, change) in enumerate(zip(NAMES, kinds, CODES, [".", "1", "3", "2"], strict=True))
    ]
    return text_csv(path, [*REGION_HEADERS, *columns], rows)


def numbered(columns: dict[str, Sequence[object]], codes: Sequence[str] = CODES) -> pd.DataFrame:
    """An OData 3 data set as a frame: padded keys, numbered columns."""
    frame = pd.DataFrame({"ID": range(len(codes)), "WijkenEnBuurten": [code.ljust(10) for code in codes]})
    frame["Gemeentenaam_1"] = "Ergens".ljust(40)
    frame["SoortRegio_2"] = "Buurt".ljust(10)
    frame["Codering_3"] = frame["WijkenEnBuurten"]
    frame["IndelingswijzigingWijkenEnBuurten_4"] = "1"
    return frame.assign(**{key: list(column) for key, column in columns.items()})


def value_json(path: Path, rows: pd.DataFrame | list[dict[str, Any]], **head: str) -> Path:
    """An OData answer: ``{"odata.metadata": …, "value": […]}``."""
    if isinstance(rows, pd.DataFrame):
        rows = rows.astype(object).where(rows.notna(), None).to_dict("records")
    path.write_text(json.dumps({**head, "value": rows}, ensure_ascii=False), encoding="utf-8")
    return path


def properties(
    frame: pd.DataFrame, units: dict[str, str], year: int, about: dict[str, str] | None = None
) -> pd.DataFrame:
    """DataProperties of ``frame``: keys are its columns; ``about`` holds descriptions."""
    rows: list[dict[str, Any]] = [{"odata_type": "Cbs.OData.TopicGroup", "ID": 900, "Key": "", "Title": "Cijfers"}]
    for number, key in enumerate(frame.columns.drop("ID")):
        kind = "GeoDetail" if key == "WijkenEnBuurten" else "Topic"
        row = {
            "odata_type": f"Cbs.OData.{kind}",
            "ID": number,
            "Key": key,
            "Title": key,
            "Unit": units.get(key, "code"),
        }
        rows.append({**row, "ParentID": 900, "Description": (about or {}).get(key, "")})
    described = pd.DataFrame(rows)
    described.loc[described["Key"] == "WijkenEnBuurten", "MapYear"] = year
    return described


def region_list(codes: Sequence[str] = CODES, names: Sequence[str] = NAMES) -> pd.DataFrame:
    """The WijkenEnBuurten companion of an OData 3 data set."""
    gemeente = ["" if code == "NL00" else f"GM{code[2:6]}" for code in codes]
    return pd.DataFrame({"Key": [code.ljust(10) for code in codes], "Title": names, "Municipality": gemeente})


def workbook(path: Path, header: Sequence[object], rows: Sequence[Sequence[object]], sheet: str) -> Path:
    """A CBS workbook, .xls or .xlsx by the name's ending."""
    if path.suffix == ".xls":
        old = xlwt.Workbook()
        page = old.add_sheet(sheet)
        for r, row in enumerate([header, *rows]):
            for c, cell in enumerate(row):
                page.write(r, c, cell)
        old.save(str(path))
        return path
    new = openpyxl.Workbook()
    assert new.active is not None
    new.active.title = sheet
    for row in [header, *rows]:
        new.active.append(list(row))
    new.save(path)
    return path


def short_rows(*columns: Sequence[object]) -> list[list[object]]:
    """Rows of a workbook: code, region name, gemeente, kind, change flag, then the columns given."""
    kinds = ["Land", "Gemeente", "Wijk", "Buurt"]
    return [
        [code, name, "Ergens", kind, 1, *(column[i] for column in columns)]
        for i, (code, name, kind) in enumerate(zip(CODES, NAMES, kinds, strict=True))
    ]


SHORT_HEADER = ["gwb_code_10", "regio", "gm_naam", "recs", "ind_wbi"]
