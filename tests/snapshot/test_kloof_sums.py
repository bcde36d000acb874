"""The kloof of a doel and a bouwsteen, and streefwaarden: counted and worked by hand."""

from typing import Any

import pytest

from snapshot.series import last_targets
from tests.snapshot import analysed, tiny
from tests.snapshot.test_assess import CRIME
from tests.snapshot.test_compute import MEAN, SHARE
from tests.snapshot.test_series import YEARS
from tests.snapshot.tiny import buurt

BETTER = SHARE.model_copy(update={"id": "beter", "direction": "hoger is beter"})
BOUWSTENEN = [
    {
        "id": "b",
        "naam": "B",
        "doelen": [
            {"id": "d", "naam": "D", "kernset": ["ouderen", "misdrijven", "woz"]},
            {"id": "e", "naam": "E", "kernset": ["ouderen", "beter"]},
        ],
    }
]


def _tables(shares: dict[int, list[float]], **plan: Any) -> dict[str, Any]:
    rows: list[tuple[Any, ...]] = []
    for number, counts in shares.items():
        for year, count in zip(YEARS, counts, strict=True):
            rows += [(buurt(number), str(year), "oud", count), (buurt(number), str(year), "aantal_inwoners", 1000)]
            rows += [(buurt(number), str(year), "m", 50 + number), (buurt(number), str(year), "woningen", 10)]
            rows.append((buurt(number), str(year), "woz_1000", 100 * number))
    programme = tiny.programme({"noord": (buurt(1),)}, bouwstenen=BOUWSTENEN, **plan)
    return analysed.tables([SHARE, BETTER, CRIME, MEAN], rows, tiny.areas(4, tuple(YEARS)), programme)


HALVED = {1: [300, 300, 300, 300, 300, 250, 200], 2: [100] * 7, 3: [100] * 7, 4: [100] * 7}


def test_a_doel_counts_what_became_of_each_gap_and_a_bouwsteen_counts_each_indicator_once() -> None:
    frame = _tables(HALVED)["kloof_doel"]
    found = {(row["bouwsteen"], row["doel"]): row for row in frame.to_dict("records")}
    whole, first = found["b", ""], found["b", "d"]
    assert (whole["n"], whole["n_smaller"], whole["n_unchanged"], whole["n_untested"]) == (4, 2, 1, 1)
    assert list(whole["indicators"]) == ["ouderen", "misdrijven", "woz", "beter"]
    assert list(first["states"]) == ["kleiner geworden", "niet aantoonbaar veranderd", "niet te toetsen"]
    # Higher is better for "beter", and the focuswijk is ahead: smaller is no gain there.
    assert found["b", "e"]["n_smaller_ahead"] == 1
    assert whole["newest"] == "2024"


def test_a_gap_that_changed_sides_is_neither_smaller_nor_larger() -> None:
    turned = {1: [300, 300, 300, 300, 300, 100, 20], 2: [100] * 7, 3: [100] * 7, 4: [100] * 7}
    found = _tables(turned)["kloof_doel"]
    row = found[found["doel"] == "d"].iloc[0]
    assert (row["n_turned"], row["n_smaller"], row["n_larger"]) == (1, 0, 0)


def test_the_gap_of_the_composite_is_focuswijken_minus_rest_with_its_parts() -> None:
    spread = {1: [300] * 5 + [250, 200], 2: [100] * 7, 3: [120] * 7, 4: [140] * 7}
    tables = _tables(spread)
    scores = {(r["area"], r["period"]): r for r in tables["composite"].to_dict("records")}
    now = tables["kloof_composite"].set_index(["area", "period"]).loc[("focuswijken", "2024")]
    focus, rest = scores["focuswijken", "2024"], scores["rest", "2024"]
    assert now["gap"] == pytest.approx(focus["value"] - rest["value"])
    assert list(now["part_gaps"]) == pytest.approx(
        [a - b for a, b in zip(focus["scores"], rest["scores"], strict=True)]
    )
    assert now["start_period"] == "2022"
    assert now["change"] == pytest.approx(abs(now["gap"]) - abs(now["start_gap"]))


def _target(**changes: Any) -> dict[str, Any]:
    plain = {"indicator": "ouderen", "gebied": "kloof", "jaar": 2030, "waarde": 4, "eenheid": "%", "bron": "Raad"}
    return plain | changes


def test_the_pace_follows_a_streefwaarde_where_one_is_set() -> None:
    kloof = _tables(HALVED, streefwaarden=[_target()])["kloof"].set_index(["indicator", "period"])
    row = kloof.loc[("ouderen", "2024")]
    # From 20 procentpunt in 2022 to 4 in 2030 asks 2 a year; 10 is left in 2024, so 1 a year from now on.
    assert (row["horizon"], row["target"]) == (2030, 4)
    assert row["pace_asked"] == pytest.approx(-2.0)
    assert row["pace_needed"] == pytest.approx(-1.0)
    assert row["share_done"] == pytest.approx(10 / 16)
    other = kloof.loc[("misdrijven", "2024")]
    assert other["horizon"] == 2040
    assert other["target"] != other["target"]


def test_of_several_years_the_last_counts() -> None:
    plan = tiny.programme({}, streefwaarden=[_target(jaar=2035, waarde=2), _target()])
    assert last_targets(plan, "kloof")["ouderen"] == plan.streefwaarden[0]
    assert last_targets(plan, "rest")["ouderen"] is None


def test_a_streefwaarde_of_an_area_stands_beside_its_figure() -> None:
    found = _tables(HALVED, streefwaarden=[_target(gebied="noord", waarde=14)])["streefwaarde"].iloc[0]
    assert (found["area"], found["period"], found["start_period"]) == ("focuswijk:noord", "2024", "2022")
    # 30 % in 2022, 20 % in 2024, 14 % asked in 2030: 2 a year asked, 5 done, 1 needed.
    assert found["pace_asked"] == pytest.approx(-2.0)
    assert found["pace_so_far"] == pytest.approx(-5.0)
    assert found["pace_needed"] == pytest.approx(-1.0)


def test_a_streefwaarde_without_a_figure_is_kept() -> None:
    found = _tables(HALVED, streefwaarden=[_target(gebied="rest", indicator="woz", eenheid="x")])["streefwaarde"]
    assert len(found) == 1
    none = _tables(HALVED, streefwaarden=[_target(gebied="BU99999999")])["streefwaarde"].iloc[0]
    assert none["value"] != none["value"]
