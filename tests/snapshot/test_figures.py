"""Questions to the example's snapshot: answers fit together, and a hostile question gets an empty answer."""

import math

import pytest

from model.areas import Level
from snapshot import figures
from snapshot.store import Snapshot

SHARE = "bijstand_per_1000"


def test_areas_are_those_of_the_programme_with_the_fit_of_each_focuswijk(voorbeeld_open: Snapshot) -> None:
    frame = figures.areas(voorbeeld_open)
    counts = frame["level"].value_counts()
    assert (counts["land"], counts["gemeente"], counts["wijk"], counts["focuswijk"]) == (1, 1, 8, 7)
    focus = frame[frame["level"] == "focuswijk"].set_index("code")
    for focuswijk in voorbeeld_open.programme.focuswijken:
        assert focus.at[f"focuswijk:{focuswijk.id}", "aansluiting"] == focuswijk.aansluiting.value
    assert len(figures.areas(voorbeeld_open, own=False)) > len(frame)


def test_a_map_has_every_area_of_its_level_also_those_without_a_figure(voorbeeld_open: Snapshot) -> None:
    period = figures.periods(voorbeeld_open, SHARE, Level.BUURT)[-1]
    frame = figures.map_values(voorbeeld_open, SHARE, period, Level.BUURT)
    assert len(frame) == 53
    without = frame[frame["value"].isna()]
    assert len(without) > 0
    assert set(without["status"]) <= {"missing", "suppressed"}
    assert (without["reason"] != "").all()


def test_differences_are_values_minus_the_baselines_own_figure(voorbeeld_open: Snapshot) -> None:
    frame = figures.trend(voorbeeld_open, SHARE, ["focuswijken", "rest", "GM9901", "NL00"])
    by_area = {
        (str(row["area"]), str(row["period"])): row for row in figures.plain_records(frame) if row["value"] is not None
    }
    for (area, period), row in by_area.items():
        if area != "focuswijken":
            continue
        for other, key in (("rest", "diff_rest"), ("GM9901", "diff_gemeente"), ("NL00", "diff_nederland")):
            assert row[key] == pytest.approx(row["value"] - by_area[other, period]["value"])


def test_the_gemeente_is_between_its_focuswijken_and_the_rest(voorbeeld_open: Snapshot) -> None:
    frame = figures.figure_table(voorbeeld_open, SHARE, ["focuswijken", "rest", "GM9901"], ["2020"]).set_index("area")
    assert frame.at["rest", "value"] < frame.at["GM9901", "value"] < frame.at["focuswijken", "value"]


def test_a_profile_has_one_row_per_indicator_in_the_order_asked(voorbeeld_open: Snapshot) -> None:
    asked = [i for i in voorbeeld_open.programme.kernset if i in voorbeeld_open.indicators]
    frame = figures.profile(voorbeeld_open, "focuswijken", asked)
    assert list(frame["indicator"]) == [i for i in asked if i in set(frame["indicator"])]
    assert frame["indicator"].is_unique


def test_the_mosaic_shows_every_focuswijk_at_one_period_per_indicator(voorbeeld_open: Snapshot) -> None:
    frame = figures.mosaic(voorbeeld_open, [SHARE, "inwoners"])
    assert frame.groupby("indicator")["period"].nunique().max() == 1
    assert set(frame.loc[frame["level"] == "focuswijk", "area"]) == {
        f"focuswijk:{f.id}" for f in voorbeeld_open.programme.focuswijken
    }


def test_what_is_not_published_yet_is_told_from_what_no_source_gives(voorbeeld_open: Snapshot) -> None:
    states = figures.indicator_overview(voorbeeld_open).set_index("indicator")["state"]
    assert states["inwoners"] == "cijfers"
    assert states["wachttijd_sociale_huur"] == "nog geen bron"
    available = figures.availability(voorbeeld_open).set_index(["indicator", "level", "period"])
    assert bool(available.at[("gemiddeld_gestandaardiseerd_inkomen", "buurt", "2025"), "not_published"])


@pytest.mark.parametrize("hostile", ["'; DROP TABLE area; --", "bestaat_niet", "", "inwoners' OR '1'='1"])
def test_a_hostile_question_gets_an_empty_answer(voorbeeld_open: Snapshot, hostile: str) -> None:
    assert len(figures.figure_table(voorbeeld_open, hostile)) == 0
    assert len(figures.figure_table(voorbeeld_open, "inwoners", [hostile])) == 0
    assert len(figures.map_values(voorbeeld_open, "inwoners", hostile, Level.BUURT)) == 0
    assert figures.periods(voorbeeld_open, hostile, Level.BUURT) == []
    assert len(figures.areas(voorbeeld_open)) > 60


def test_a_computed_figure_says_how_it_was_made(voorbeeld_open: Snapshot) -> None:
    row = figures.plain_records(figures.figure_table(voorbeeld_open, SHARE, ["rest"], ["2020"]))[0]
    assert row["computed"]
    assert row["note"].startswith(f"berekend uit {row['n_buurten']} buurten, dekking ")
    assert math.isclose(row["value"], 1000 * row["numerator"] / row["denominator"])


@pytest.mark.parametrize("grenzen", [None, 2025])
def test_columns_and_frame_say_the_same_and_many_keys_ask_as_few_do(
    voorbeeld_open: Snapshot, grenzen: int | None
) -> None:
    codes = list(figures.areas(voorbeeld_open)["code"])
    asked = [SHARE, "kinderen_in_armoede"]
    cells = figures.figure_cells(voorbeeld_open, asked, codes, grenzen=grenzen)
    frame = figures.figures_of(voorbeeld_open, asked, codes, grenzen=grenzen)
    assert figures.plain_cells(frame) == cells
    some = figures.figure_cells(voorbeeld_open, asked, codes[:3], grenzen=grenzen)
    kept = [area in codes[:3] for area in cells["area"]]
    assert {name: [c for c, own in zip(column, kept, strict=True) if own] for name, column in cells.items()} == some
