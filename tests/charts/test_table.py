"""The table twin: what a reader of the page gets."""

import pandas as pd

from charts.table import Column, to_html

COLUMNS = [Column("area_name", "gebied"), Column("value", "waarde (%)", 1)]


def test_html_is_a_table_that_can_be_read_aloud() -> None:
    frame = pd.DataFrame({"area_name": ["<b>Veld</b>"], "value": [1234.56]})
    html = to_html(frame, COLUMNS, 'Cijfers & "meer"')
    assert '<th scope="col">gebied</th><th scope="col" class="wp-number">waarde (%)</th>' in html
    assert '<th scope="row">&lt;b&gt;Veld&lt;/b&gt;</th><td class="wp-number">1.234,6</td>' in html
    assert "<caption>Cijfers &amp; &quot;meer&quot;</caption>" in html


def test_no_value_is_a_dash_on_screen() -> None:
    html = to_html(pd.DataFrame({"area_name": [None], "value": [float("nan")]}), COLUMNS, "x")
    assert '<th scope="row"></th><td class="wp-number">–</td>' in html
