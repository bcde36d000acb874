"""Files of a selection: the same figures in every form, text that stays text, and nothing of what is hidden."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.table import Column
from exports.asked import Form
from exports.csv_file import csv_bytes, harmless, number_text
from exports.fields import FLAT
from exports.formats import made
from exports.selection import Selection, selected
from exports.workbook import xlsx_bytes
from model.errors import WijkpeilError
from model.status import REASON_LABELS, Reason
from snapshot import figures
from snapshot.store import Snapshot
from tests.exports.asking import REGISTER

COLUMNS = [Column("area_name", "gebied"), Column("value", "waarde (%)", 1)]
FORMULAS = ["=1+1", "+31", "-x", "@cmd", "\tx", "\rx", "\nx", "＝1"]
HOSTILE = '=cmd|" /C calc"!A0'
HTML = "<script>alert(1)</script><img src=x onerror=alert(1)> [link](javascript:alert)"


def read(form: Form, content: bytes, folder: Path) -> pd.DataFrame:
    """A file as other programs read it; empty text and missing numbers are None."""
    path = folder / f"x.{form}"
    path.write_bytes(content)
    if form is Form.CSV:
        frame = pd.read_csv(
            path,
            sep=";",
            decimal=",",
            encoding="utf-8-sig",
            dtype=_text(),
            keep_default_na=False,
            na_values={f.name: [""] for f in FLAT if f.kind != "string"},
        )
    elif form is Form.XLSX:
        frame = pd.read_excel(path, sheet_name="cijfers", dtype=_text(), keep_default_na=False, na_values=[""])
    elif form is Form.PARQUET:
        frame = pd.read_parquet(path)
    else:
        frame = pd.DataFrame(gpd.read_file(path).drop(columns="geometry"))
    names = [field.name for field in FLAT]
    plain = frame[names].astype(object)
    return plain.where(plain.notna() & (plain != ""), None)


def _text() -> dict[str, Any]:
    return {field.name: str for field in FLAT if field.kind == "string"}


@pytest.mark.parametrize("form", list(Form))
def test_every_form_holds_the_same_figures_to_the_last_digit(
    voorbeeld_open: Snapshot, form: Form, tmp_path: Path
) -> None:
    selection = selected(voorbeeld_open, {"indicator": ["bijstand_per_1000"], "level": ["buurt"], "period": ["2024"]})
    file = made(voorbeeld_open, selection, form)
    assert file.name == f"wijkpeil-voorbeeldstad-bijstand-per-1000-buurt-2024-intern.{form}"
    found = read(form, file.content, tmp_path).set_index("gebied")
    asked = figures.figure_table(voorbeeld_open, "bijstand_per_1000", periods=["2024"], grenzen=2025)
    asked = asked[asked["level"] == "buurt"].set_index("area")
    assert list(found.index) == list(asked.index)
    assert file.figures == len(found) == 53
    same = {"waarde": "value", "teller": "numerator", "ondergrens": "ci_low", "verschil_gemeente": "diff_gemeente"}
    for name, column in same.items():
        expected = pytest.approx(asked[column].to_numpy(), rel=1e-15 if form is Form.XLSX else 0, abs=0, nan_ok=True)
        assert found[name].astype("float64").to_numpy() == expected
    row = found.loc["BU99010003"]
    assert row["grenzenjaar"] in (2024, 2025)
    assert (row["status"], row["bron"], row["editie"], row["levering"]) == ("gemeten", "cbs_kwb", "2024", "1")
    assert row["citaat"] == (
        "Centraal Bureau voor de Statistiek, Kerncijfers wijken en buurten, editie 2024 (CC BY 4.0). Bewerkt met "
        f"Wijkpeil: Samen Vooruit Elzenvoorde (fictief voorbeeld), peil {voorbeeld_open.id} van "
        f"{voorbeeld_open.manifest['gemaakt'][:10]}."
    )


def test_counts_are_not_compared(voorbeeld_open: Snapshot, tmp_path: Path) -> None:
    selection = selected(voorbeeld_open, {"indicator": ["inwoners"], "level": ["buurt"], "period": ["2024"]})
    found = read(Form.CSV, made(voorbeeld_open, selection, Form.CSV).content, tmp_path)
    assert found["waarde"].notna().any()
    assert found[["gemeente", "verschil_gemeente", "oordeel_gemeente"]].isna().all(axis=None)


def test_csv_opens_in_a_dutch_spreadsheet() -> None:
    frame = pd.DataFrame({"area_name": ["Merelveld", "Dijk; en Veld"], "value": [1234.56, float("nan")]})
    assert csv_bytes(frame, COLUMNS) == '\ufeffgebied;waarde (%)\r\nMerelveld;1234,56\r\n"Dijk; en Veld";\r\n'.encode()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1234.5678, "1234,5678"),
        (-0.0, "0"),
        (float("nan"), ""),
        (1e-7, "0,0000001"),
        (1e22, "1" + "0" * 22),
        (-1.5, "-1,5"),
    ],
)
def test_numbers_keep_all_digits_without_thousands(value: float, text: str) -> None:
    assert number_text(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_comes_back_as_it_was(value: float) -> None:
    assert float(number_text(value).replace(",", ".")) == value


def test_csv_cells_are_no_formulas() -> None:
    frame = pd.DataFrame({"area_name": FORMULAS, "value": [-1.5] * len(FORMULAS)})
    rows = list(csv.reader(io.StringIO(csv_bytes(frame, COLUMNS).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row[0] for row in rows[1:]] == [f"'{text}" for text in FORMULAS]
    assert {row[1] for row in rows[1:]} == {"-1,5"}


@given(st.text(max_size=20))
def test_no_text_begins_as_a_formula(text: str) -> None:
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert harmless(text).endswith(text)


def test_workbook_cells_are_no_formulas_and_negative_numbers_stay_numbers() -> None:
    frame = pd.DataFrame({"area_name": [*FORMULAS, "a\x00b"], "value": [-1.5] * (len(FORMULAS) + 1)})
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(frame, COLUMNS, [("=label", HOSTILE)])))
    cells = list(book["cijfers"].iter_rows(min_row=2))
    assert {(text.data_type, value.data_type) for text, value in cells} == {("s", "n")}
    assert {value.value for _, value in cells} == {-1.5}
    assert [text.value for text, _ in cells][:4] == FORMULAS[:4]
    assert cells[-1][0].value == "a\ufffdb"
    assert [cell.data_type for cell in book["leesmij"][1]] == ["s", "s"]


@pytest.mark.parametrize("form", list(Form))
def test_hostile_names_stay_text(voorbeeld_open: Snapshot, form: Form, tmp_path: Path) -> None:
    one = voorbeeld_open.indicators["inwoners"].model_copy(update={"name": HOSTILE, "plain_name": HTML})
    s = replace(voorbeeld_open, indicators={**voorbeeld_open.indicators, "inwoners": one})
    file = made(s, Selection(indicators=("inwoners",), areas=("GM9901",), periods=("2024",)), form)
    (row,) = read(form, file.content, tmp_path).to_dict("records")
    assert row["indicator_naam"] == (f"'{HOSTILE}" if form is Form.CSV else HOSTILE)
    assert row["gewone_naam"] == HTML
    if form is Form.XLSX:
        book = openpyxl.load_workbook(io.BytesIO(file.content))
        assert {cell.data_type for cells in book["cijfers"].iter_rows() for cell in cells} == {"s", "n"}
    if form is Form.PARQUET:
        about = json.loads(pq.read_schema(io.BytesIO(file.content)).metadata[b"wijkpeil"])
        assert about["Voor wie"].startswith("Dit bestand is intern")


@pytest.mark.parametrize("form", list(Form))
def test_a_hidden_figure_has_nothing_beside_it_in_any_form(public: Snapshot, form: Form, tmp_path: Path) -> None:
    file = made(public, selected(public, {"indicator": [REGISTER], "grenzen": ["eigen"]}), form)
    assert file.name == f"wijkpeil-voorbeeldstad-kinderen-in-armoede-2013-2024.{form}"
    found = read(form, file.content, tmp_path)
    hidden = found[found["reden"] == REASON_LABELS[Reason.TOO_FEW_PEOPLE]]
    assert len(hidden) > 20
    # What it is compared with is no part of it.
    beside = {"rest_van_de_stad", "gemeente", "nederland"}
    numbers = [f.name for f in FLAT if f.kind == "number" and f.name not in beside]
    assert hidden[numbers].isna().all(axis=None)
    assert hidden[["oordeel_gemeente", "oordeel_verandering"]].isna().all(axis=None)
    shown = found[found["teller"].notna()]
    assert len(shown) > 20
    assert (shown["teller"].astype(float) % 5 == 0).all()


def test_a_geopackage_is_in_the_dutch_grid_with_whole_shapes(public: Snapshot, tmp_path: Path) -> None:
    selection = selected(public, {"indicator": ["inwoners"], "period": ["2024"], "level": ["buurt", "rest"]})
    path = tmp_path / "x.gpkg"
    path.write_bytes(made(public, selection, Form.GPKG).content)
    frame = gpd.read_file(path)
    assert frame.crs.to_epsg() == 28992
    drawn = frame[frame.geometry.notna()]
    assert drawn.geometry.is_valid.all()
    assert (len(drawn), list(frame.loc[frame.geometry.isna(), "gebied"])) == (53, ["rest"])
    west, south, east, north = drawn.total_bounds
    assert 0 < west < east < 300_000 < south < north < 620_000


def test_areas_without_any_map_give_no_map_file(public: Snapshot) -> None:
    selection = selected(public, {"indicator": ["huurwoningen"], "area": ["rest"]})
    with pytest.raises(WijkpeilError) as raised:
        made(public, selection, Form.GEOJSON)
    assert str(raised.value) == "Van deze gebieden is er geen kaart. Kies buurten, wijken of focuswijken, of kies csv."


def test_the_workbook_explains_itself(public: Snapshot) -> None:
    selection = selected(public, {"indicator": ["inwoners"], "area": ["GM9901"]})
    book = openpyxl.load_workbook(io.BytesIO(made(public, selection, Form.XLSX).content))
    told = {row[0].value: row[1].value for row in book["leesmij"].iter_rows() if row[0].value}
    assert told["Cijfers van"] == "Samen Vooruit Elzenvoorde (fictief voorbeeld)"
    assert told["Voor wie"].startswith("Dit bestand is openbaar.")
    assert told["Let op"] == "Deze gemeente is verzonnen; de cijfers betekenen niets."
    assert {field.name: field.about for field in FLAT}.items() <= told.items()
