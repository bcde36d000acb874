"""The table twin: what a spreadsheet gets, and what a reader of the page gets."""

import csv
import io

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from charts.table import Column, harmless, to_csv, to_html

COLUMNS = [Column("area_name", "gebied"), Column("value", "waarde (%)", 1)]


def test_csv_opens_in_a_dutch_spreadsheet() -> None:
    frame = pd.DataFrame({"area_name": ["Merelveld", "Dijk; en Veld"], "value": [1234.56, float("nan")]})
    assert to_csv(frame, COLUMNS) == '\ufeffgebied;waarde (%)\r\nMerelveld;1234,56\r\n"Dijk; en Veld";\r\n'.encode()


def test_csv_cells_are_no_formulas() -> None:
    frame = pd.DataFrame({"area_name": ["=1+1", "+31", "-x", "@cmd", "\tx", "\rx"], "value": [-1.5] * 6})
    rows = list(csv.reader(io.StringIO(to_csv(frame, COLUMNS).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row[0] for row in rows[1:]] == ["'=1+1", "'+31", "'-x", "'@cmd", "'\tx", "'\rx"]
    assert {row[1] for row in rows[1:]} == {"-1,5"}


@given(st.text(max_size=20))
def test_no_text_begins_as_a_formula(text: str) -> None:
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert harmless(text).endswith(text)


def test_html_is_a_table_that_can_be_read_aloud() -> None:
    frame = pd.DataFrame({"area_name": ["<b>Veld</b>"], "value": [1234.56]})
    html = to_html(frame, COLUMNS, 'Cijfers & "meer"')
    assert '<th scope="col">gebied</th><th scope="col" class="wp-number">waarde (%)</th>' in html
    assert '<th scope="row">&lt;b&gt;Veld&lt;/b&gt;</th><td class="wp-number">1.234,6</td>' in html
    assert "<caption>Cijfers &amp; &quot;meer&quot;</caption>" in html


def test_no_value_is_a_dash_on_screen() -> None:
    html = to_html(pd.DataFrame({"area_name": [None], "value": [float("nan")]}), COLUMNS, "x")
    assert '<th scope="row"></th><td class="wp-number">–</td>' in html
