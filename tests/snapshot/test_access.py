"""Which role an identity gets from toegang.yaml."""

from pathlib import Path
from typing import Any

import pytest

from model.errors import WijkpeilError
from model.role import Role
from snapshot.access import FILE, role_of

ROLES = """
personen:
  Jan.Jansen@Gemeente.example: lezer
  3f2a-00: beheerder
groepen:
  wp-analisten: analist
  wp-coordinatoren: coordinator
geweigerd: [weg@gemeente.example]
"""


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ({"email": "jan.jansen@gemeente.example"}, Role.LEZER),
        ({"email": "jan.jansen@gemeente.example", "email_verified": True}, Role.LEZER),
        ({"email": "jan.jansen@gemeente.example", "email_verified": False}, None),
        ({"sub": "3F2A-00"}, Role.BEHEERDER),
        ({"groups": ["wp-coordinatoren", "wp-analisten", 7]}, Role.ANALIST),
        ({"groups": "wp-coordinatoren"}, Role.COORDINATOR),
        ({"groups": ["WP-ANALISTEN"]}, None),
        ({"roles": ["wp-analisten"]}, None),
        ({"email": "jan.jansen@gemeente.example", "groups": ["wp-analisten"]}, Role.ANALIST),
        ({"email": "Weg@gemeente.example", "groups": ["wp-analisten"]}, None),
        ({"email": "weg@gemeente.example", "email_verified": False, "sub": "3f2a-00"}, None),
        ({}, None),
        ({"email": None, "sub": None, "groups": None}, None),
    ],
)
def test_the_highest_role_that_fits_counts(data_folder: Path, claims: dict[str, Any], expected: Role | None) -> None:
    (data_folder / FILE).write_text(ROLES, encoding="utf-8")
    assert role_of(claims, "groups") is expected


def test_a_change_counts_at_once(data_folder: Path) -> None:
    (data_folder / FILE).write_text("personen: {1: lezer}\n", encoding="utf-8")
    with pytest.raises(WijkpeilError, match="regel 1"):
        role_of({"sub": "1"}, None)
    (data_folder / FILE).write_text("personen: {'1': lezer}\n", encoding="utf-8")
    assert role_of({"sub": "1"}, None) is Role.LEZER
    (data_folder / FILE).write_text("", encoding="utf-8")
    assert role_of({"sub": "1"}, None) is None
    (data_folder / FILE).unlink()
    with pytest.raises(WijkpeilError, match=r"toegang\.yaml ontbreekt"):
        role_of({"sub": "1"}, None)
