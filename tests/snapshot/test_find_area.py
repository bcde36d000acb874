"""From what a resident types to a buurt: names worked by hand, and any text at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snapshot.find_area import MOST, best, plain

KNOWN = [
    ("Tuinzigt", "BU1"),
    ("Heuvel", "BU2"),
    ("Geeren-noord", "BU3"),
    ("Geeren-zuid", "BU4"),
    ("Chassé", "BU5"),
    ("Bavel", "BU6"),
    ("Bavel", "WK1"),
    ("Doornbos-Linie", "BU7"),
    ("Doornbos en Linie", "BU7"),
    ("IJpolder", "BU8"),
]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Tuinzigt", ["BU1"]),
        ("  tuinZIGT ", ["BU1"]),
        ("tuinzicht", ["BU1"]),
        ("Heuvl", ["BU2"]),
        ("chasse", ["BU5"]),
        ("geeren", ["BU3", "BU4"]),
        ("zuid", ["BU4"]),
        ("geeren zuid", ["BU4"]),
        ("bavel", ["BU6", "WK1"]),
        ("linie", ["BU7"]),
        ("ijpolder", ["BU8"]),
        ("xyzzy", []),
        ("", []),
        ("%_'; DROP TABLE area", []),
    ],
)
def test_a_typed_name_leads_to_its_buurt(typed: str, codes: list[str]) -> None:
    assert best(typed, KNOWN) == codes


def test_plain_leaves_letters_and_digits() -> None:
    assert plain("Wijk 03: Éénhoorn/’t Zand_2") == "wijk 03 eenhoorn t zand 2"


@given(st.text(max_size=200))
def test_any_text_gives_a_few_known_codes_each_once(text: str) -> None:
    found = best(text, KNOWN)
    assert len(found) == len(set(found)) <= MOST
    assert set(found) <= {code for _, code in KNOWN}


@given(st.sampled_from([name for name, _ in KNOWN]), st.integers(0, 20))
def test_a_name_with_one_letter_left_out_is_still_found(name: str, place: int) -> None:
    where = place % len(name)
    assert {code for known, code in KNOWN if known == name} & set(best(name[:where] + name[where + 1 :], KNOWN))
