"""A file about persons is refused, and none of its values is repeated."""

import pytest

from tests.loaders.registers import descriptor, read
from tests.loaders.table_files import refusal

# Numbers that pass the 11-proef, made for this test.
BSNS = ("111222333", "123456782", "100000009")


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("BSN", ("1", "2", "3")),
        ("E-mailadres", ("", "", "")),
        ("geboorte datum", ("1", "2", "3")),
        ("naam", ("J", "P", "K")),
        ("kenmerk", BSNS),
        ("kenmerk", ("12345672", "1112.22.333", "100000009")),
        ("kenmerk", ("", "", "jan@voorbeeld.nl")),
        ("kenmerk", ("", "06-12345678", "")),
    ],
)
def test_personal_data(tmp_path, column, cells):
    rows = "\n".join(f"{name};{cell};1" for name, cell in zip(("Markt", "Chassé", "Centrum"), cells, strict=True))
    message = refusal(
        lambda: read(tmp_path, f"buurt;{column};inwoners\n{rows}\n", descriptor(periode={"vast": "2024"}))
    )
    assert message == (
        f"cijfers.csv, kolom '{column}': deze kolom lijkt persoonsgegevens te bevatten; de waarden worden hier niet "
        "herhaald. Lever alleen aantallen per gebied, en verwijder dit bestand van plekken waar het niet hoort."
    )


def test_column_naam_may_hold_the_area(tmp_path):
    raw = descriptor(periode={"vast": "2024"}, gebied={"kolom": "naam"}, herkenning={"kolommen": ["naam"]})
    assert len(read(tmp_path, "naam;inwoners\nMarkt;1\n", raw).observations) == 1


def test_large_counts_are_no_bsn(tmp_path):
    rows = "buurt;inwoners;bedrag\nMarkt;1;111222333\nChassé;2;123456782\nCentrum;3;100000008\n"
    assert len(read(tmp_path, rows, descriptor(periode={"vast": "2024"})).observations) == 3
