"""The first rows of an offered file: figures and areas are shown, and nothing that may be of a person (fault 62)."""

from pathlib import Path

import pandas as pd
import pytest

from model.loading import Reading
from snapshot.first_rows import rows_of_reading, rows_of_table
from tests.loaders.table_files import table


def test_numbers_and_areas_are_shown_and_other_text_is_not(tmp_path: Path) -> None:
    rows = rows_of_table(table(tmp_path, "buurt;aantal;aanvrager\nMarkt;7;Jan Jansen\nHaven;8;Piet\n"))
    assert rows is not None
    assert rows.rows == (("Markt", "7", "(tekst)"), ("Haven", "8", "(tekst)"))


def test_without_a_column_of_areas_no_text_is_shown(tmp_path: Path) -> None:
    rows = rows_of_table(table(tmp_path, "wie;aantal\nJan Jansen;7\nPiet Pietersen;8\n"))
    assert rows is not None
    assert rows.rows == (("(tekst)", "7"), ("(tekst)", "8"))


def test_a_number_that_may_be_of_a_person_is_not_shown(tmp_path: Path) -> None:
    rows = rows_of_table(table(tmp_path, "buurt;nummer\nMarkt;111222333\nHaven;8\n"))
    assert rows is not None
    assert [row[1] for row in rows.rows] == ["(tekst)", "(tekst)"]


@pytest.mark.parametrize(
    "text",
    ["buurt;wanneer\nMarkt;12-03-1961\n", "buurt;pc\nMarkt;4811 AB\n", "buurt;straatnaam\nMarkt;Dorpsstraat\n"],
)
def test_of_a_table_whose_rows_may_be_persons_nothing_is_shown(tmp_path: Path, text: str) -> None:
    assert rows_of_table(table(tmp_path, text)) is None


def test_a_wide_and_long_table_is_cut(tmp_path: Path) -> None:
    header = ";".join(["buurt", *(f"kolom {n}" for n in range(20))])
    body = "\n".join(";".join(["M" * 60, *(["1"] * 20)]) for _ in range(9))
    rows = rows_of_table(table(tmp_path, f"{header}\n{body}\n"))
    assert rows is not None
    assert (len(rows.rows), rows.left_out, rows.columns[-1]) == (5, 4, "… en nog 9")
    assert rows.rows[0][0] == "M" * 40 + "…"


def test_figures_are_shown_in_dutch_as_they_were_read() -> None:
    frame = pd.DataFrame({"area_code": ["BU1", "BU2"], "period": "2024", "variable": "woz", "value": [1234.5, None]})
    rows = rows_of_reading(Reading(observations=frame))
    assert rows is not None
    assert rows.rows == (("BU1", "2024", "woz", "1.234,5"), ("BU2", "2024", "woz", ""))
    assert rows_of_reading(Reading()) is None
