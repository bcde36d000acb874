"""Names that are HTML, Markdown or a formula: text on every page, in every picture and in the download (55, 56)."""

import csv
import io
import re
from html import escape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from charts.table import Column
from exports.csv_file import csv_bytes
from pages._pages import ALL_PAGES
from snapshot import figures, store
from tests.faults.cases import spoil
from tests.faults.conftest import Town
from tests.faults.town import INWONERS, KOOP, NAME, inhabitants_of, kwb
from tests.pages.conftest import script, text_of

IMAGE, SCRIPT = "<img src=x onerror=alert(1)>", "<script>alert(1)</script>"
LINK, FORMULA = "[klik](javascript:alert(1))", "=cmd|'/C calc'!A0"
BAD = {"Kroeten": IMAGE, "Emer": SCRIPT, "Bavel": LINK, "Haven": FORMULA}
CODES = ["BU00010103", "BU00010104", "BU00010100", "BU00010002"]


@pytest.fixture
def bitten(town: Town, folder: Path) -> store.Snapshot:
    """The town after an edition in which four buurten have such names."""
    path = kwb(folder, {INWONERS: inhabitants_of(), KOOP: [40] * len(inhabitants_of())})
    for name, bad in BAD.items():
        spoil(path, name, bad)
    assert town.fetch(path, "--edition", "2025", "--accept").code == 0
    assert town.wijkpeil("build", "-p", NAME).code == 0
    s = store.open_snapshot(NAME)
    names = figures.areas(s).set_index("code")["name"]
    assert [names[code] for code in CODES] == list(BAD.values())
    return s


def test_names_are_text_on_every_page_and_in_every_picture(bitten: store.Snapshot) -> None:
    seen = set()
    for entry in ALL_PAGES:
        at = AppTest.from_string(script(entry.path), default_timeout=30)
        at.query_params["indicator"] = "koopwoningen"
        at.query_params["gebied"] = CODES
        at.run()
        assert not at.exception, entry.path
        shown = text_of(at)
        pictures = "".join(element.proto.spec for element in at.get("plotly_chart"))
        for bad in (IMAGE, SCRIPT):
            assert bad not in shown, entry.path
            assert bad not in pictures.encode().decode("unicode_escape", "ignore"), entry.path
            seen |= {bad for text in (shown, pictures) if escape(bad) in text}
        assert not re.search(r'href="javascript:', shown)
        assert not [element for element in at.markdown if LINK in element.value or IMAGE in element.value]
    assert seen == {IMAGE, SCRIPT}


def test_a_download_gives_names_as_text_and_numbers_as_numbers(bitten: store.Snapshot) -> None:
    frame = figures.figure_table(bitten, "koopwoningen", CODES).assign(change=-19.5)
    columns = [Column("area_name", "gebied"), Column("change", "verandering", 1)]
    rows = list(csv.reader(io.StringIO(csv_bytes(frame, columns).decode("utf-8-sig")), delimiter=";"))
    names = {row[0] for row in rows[1:]}
    assert f"'{FORMULA}" in names
    assert FORMULA not in names
    assert {row[1] for row in rows[1:]} == {"-19,5"}
