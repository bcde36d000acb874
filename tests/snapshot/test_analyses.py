"""The tables beside the figures hold for a town without figures, and do not depend on the number of threads."""

from typing import Any

import pandas as pd
import pytest

from tests.snapshot import analysed, tiny
from tests.snapshot.test_assess import CRIME
from tests.snapshot.test_compute import COUNT, SHARE
from tests.snapshot.tiny import buurt

TABLES = (
    "kloof",
    "kloof_doel",
    "kloof_composite",
    "concentration",
    "streefwaarde",
    "paar",
    "waterbed",
    "samenstelling",
)
DOEL = {"id": "d", "naam": "D", "kernset": ["ouderen", "misdrijven"]}
PLAN = {
    "bouwstenen": [{"id": "b", "naam": "B", "doelen": [DOEL]}],
    "streefwaarden": [
        {"indicator": "ouderen", "gebied": "kloof", "jaar": 2030, "waarde": 1, "eenheid": "%", "bron": "Raad"}
    ],
    "paren": [{"id": "p", "naam": "P", "beleving": "ouderen", "registratie": "misdrijven"}],
}


def _rows(n: int) -> list[tuple[Any, ...]]:
    return [
        row
        for year in range(2018, 2025)
        for k in range(1, n + 1)
        for row in (
            (buurt(k), str(year), "oud", 100.3 + 7 * k + year % 3),
            (buurt(k), str(year), "m", 40 + k + year % 5),
            (buurt(k), str(year), "aantal_inwoners", 1000 + 11 * k),
        )
    ]


@pytest.mark.parametrize(
    "rows", [[(buurt(1), "2024", "aantal_inwoners", 5)], [(buurt(1), "2024", "oud", None, "secret")]]
)
def test_a_town_without_gaps_has_all_tables(rows: list[tuple[Any, ...]]) -> None:
    plan = tiny.programme({"noord": (buurt(1),), "nergens": ()}, **PLAN)
    found = analysed.tables([SHARE, CRIME, COUNT], rows, tiny.areas(3), plan)
    assert set(TABLES) <= found.keys()
    assert not any(len(found[name]) for name in ("kloof", "kloof_doel", "kloof_composite", "waterbed"))
    assert set(found["paar"]["verdict"]) == {"niet te toetsen"}


def test_without_focuswijken_and_agreements_all_tables_are_there() -> None:
    found = analysed.tables([SHARE, COUNT], _rows(3), tiny.areas(3, tuple(range(2018, 2025))), tiny.programme({}))
    assert set(TABLES) <= found.keys()
    assert not len(found["paar"])


def test_the_tables_do_not_depend_on_threads() -> None:
    plan = tiny.programme({"noord": (buurt(1), buurt(2))}, **PLAN)
    borders = [(buurt(k), buurt(k + 1)) for k in range(1, 12)]
    areas = tiny.areas(12, tuple(range(2018, 2025)))
    one, two = (analysed.tables([SHARE, CRIME, COUNT], _rows(12), areas, plan, borders, threads) for threads in (1, 2))
    for name in TABLES:
        pd.testing.assert_frame_equal(one[name], two[name], check_exact=True)
        assert len(one[name]) or name == "kloof_composite"
