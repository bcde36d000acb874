"""The composite per bouwsteen, on z-scores worked by hand in a town of four buurten, and who may take part."""

import math
from collections.abc import Sequence
from typing import Any

import duckdb
import pandas as pd
import pytest

import indicators
from model.indicator import Break, Direction, Indicator, Kind, Theme
from model.loading import Reading
from snapshot import finish, staging
from snapshot.composite_parts import KINDS_OF, choose
from snapshot.compute import INHABITANTS, compute
from snapshot.kloof_sums import write_kloof_sums
from snapshot.reading import Read
from tests.snapshot import tiny
from tests.snapshot.test_compute import MEAN, SHARE
from tests.snapshot.tiny import buurt

OLD = SHARE.model_copy(update={"direction": Direction.LOWER_IS_BETTER})
VALUE = MEAN.model_copy(update={"direction": Direction.HIGHER_IS_BETTER})
PLAN: dict[str, Any] = {
    "bouwstenen": [
        {
            "id": "wonen",
            "naam": "Wonen",
            "doelen": [{"id": "d", "naam": "D", "kernset": ["ouderen", "woz"]}],
        }
    ]
}
# Four buurten of 1.000 people and 10 homes: elderly per 1.000 and value of a home.
OLD_2022, WOZ_2022 = [100, 200, 300, 400], [400, 300, 200, 100]
OLD_2024, WOZ_2024 = [100, 100, 300, 400], [400, 300, 300, 100]


def _rows(year: str, old: Sequence[int], woz: Sequence[int | None]) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for number, (elderly, worth) in enumerate(zip(old, woz, strict=True), 1):
        rows += [(buurt(number), year, "oud", elderly), (buurt(number), year, "aantal_inwoners", 1000)]
        rows += [(buurt(number), year, "woningen", 10)]
        worths: tuple[Any, ...] = (worth,) if worth is not None else (None, "secret")
        rows += [(buurt(number), year, "woz_1000", *worths)]
    return rows


def _tables(
    rows: list[tuple[Any, ...]],
    changed: list[Indicator] | None = None,
    flags: dict[tuple[str, int], int] | None = None,
) -> dict[str, pd.DataFrame]:
    """``flags``: CBS's flag of an area in a year, where it is not 1; every figure is on the borders of its own year."""
    declared, years = changed or [OLD, VALUE], (2022, 2023, 2024)
    frame, programme = tiny.areas(4, years, flags), tiny.programme({"zuid": (buurt(3), buurt(4))}, **PLAN)
    reads = [
        Read(tiny.delivery("cbs_kwb", str(year)), Reading(observations=tiny.observations(of_year, year)))
        for year in years
        if (of_year := [row for row in rows if row[1] == str(year)])
    ]
    with duckdb.connect() as connection:
        staging.stage_recipes(connection, declared)
        staging.stage_sources(connection, [tiny.source("cbs_kwb")])
        staging.stage_observations(connection, reads, INHABITANTS, frame)
        staging.stage_areas(connection, frame)
        staging.stage_groups(connection, staging.group_members(programme, frame, set(years)))
        compute(connection)
        finish.write_tables(connection, frame, programme, declared)
        write_kloof_sums(connection, programme)
        names = ("composite", "composite_part", "composite_missing", "kloof_composite")
        return {name: connection.execute(f"SELECT * FROM {name}").df() for name in names}


def _row(composite: pd.DataFrame, area: str, period: str) -> dict[str, Any]:
    found = composite[(composite["area"] == area) & (composite["period"] == period)]
    assert len(found) == 1
    return dict(found.iloc[0])


def test_every_part_is_measured_by_how_the_buurten_lay_at_the_nulmeting() -> None:
    """2022: both parts have four equal steps; mean 25 % (and 250), standard deviation √(500/3) = 12,910 steps of 1 %.

    Buurt 1: 10 % elderly is 15 below, lower is better: +1,16190; worth 400 is 150 above: +1,16190. So buurt 2 has a
    third of it. In 2024 buurt 2 has 10 % elderly (+1,16190) and worth 300 (+0,38730): together 0,77460.
    """
    composite = _tables(_rows("2022", OLD_2022, WOZ_2022) + _rows("2024", OLD_2024, WOZ_2024))["composite"]
    step = 15 / math.sqrt(500 / 3)
    assert [_row(composite, buurt(n), "2022")["value"] for n in (1, 2, 3, 4)] == pytest.approx(
        [step, step / 3, -step / 3, -step]
    )
    row = _row(composite, buurt(2), "2024")
    assert row["value"] == pytest.approx((step + step / 3) / 2)
    assert list(row["scores"]) == pytest.approx([step, step / 3])
    assert (list(row["parts"]), row["n_parts"], list(row["missing"])) == (["ouderen", "woz"], 2, [])
    # Focuswijk of buurten 3 and 4: 35 % and 150, both 10 steps of 1 % worse than the mean.
    assert _row(composite, "focuswijken", "2022")["value"] == pytest.approx(-step * 10 / 15)
    # 2024: 35 % again; worth (300 + 100)/2 = 200, a third of a step below: the focuswijken gained.
    assert _row(composite, "focuswijken", "2024")["value"] == pytest.approx((-step * 10 / 15 - step / 3) / 2)


def test_the_rank_has_the_range_that_other_parts_would_give() -> None:
    """Buurt 1 is best on both parts; buurt 2 shares the first place on elderly, and the second on worth.

    Drawn twice elderly: ranks 1½; twice worth: 2½; one of each: 2. Each happens often, so that 95 % spans them all.
    """
    composite = _tables(_rows("2022", OLD_2022, WOZ_2022) + _rows("2024", OLD_2024, WOZ_2024))["composite"]
    last = _row(composite, buurt(4), "2024")
    assert (last["rank"], last["rank_low"], last["rank_high"], last["n_ranked"]) == (4, 4, 4, 4)
    second = _row(composite, buurt(2), "2024")
    assert (second["rank"], second["rank_low"], second["rank_high"]) == (2, 1.5, 2.5)
    together = _row(composite, "focuswijken", "2022")
    assert (together["rank"], together["n_ranked"], together["ranked_among"]) == (4, 4, "buurten")


def test_an_area_without_one_of_the_parts_has_no_composite_and_says_which() -> None:
    """A small buurt: the rest of the town, with 1.000 of its 1.100 people, still has its figure."""
    rows = _rows("2022", OLD_2022, WOZ_2022) + _rows("2024", OLD_2024, [None, 300, 300, 100])
    small = {(buurt(1), "aantal_inwoners"): 100, (buurt(1), "oud"): 10}
    rows = [(row[0], row[1], row[2], small.get((row[0], row[2]), row[3]), *row[4:]) for row in rows]
    row = _row(_tables(rows)["composite"], buurt(1), "2024")
    assert math.isnan(row["value"])
    assert math.isnan(row["rank"])
    assert list(row["missing"]) == ["woz"]


def test_a_year_without_all_parts_has_no_composite_at_all() -> None:
    only_old = [row for row in _rows("2023", OLD_2022, WOZ_2022) if row[2] != "woz_1000"]
    rows = _rows("2022", OLD_2022, WOZ_2022) + only_old + _rows("2024", OLD_2024, WOZ_2024)
    assert set(_tables(rows)["composite"]["period"]) == {"2022", "2024"}


def test_one_part_is_no_composite_and_the_reason_is_kept() -> None:
    neutral = VALUE.model_copy(update={"direction": Direction.NEUTRAL})
    tables = _tables(_rows("2022", OLD_2022, WOZ_2022), [OLD, neutral])
    assert tables["composite"].empty
    assert tables["composite_missing"].to_dict("records") == [
        {"bouwsteen": "wonen", "reason": "Minder dan twee kerncijfers zijn samen te voegen tot één score."}
    ]
    assert tables["composite_part"]["reason"].tolist() == [
        "is het enige cijfer dat overblijft",
        "heeft geen richting: hoger of lager is niet beter of slechter",
    ]


def test_a_part_is_not_followed_across_a_break() -> None:
    broken = VALUE.model_copy(update={"breaks": (Break(period="2024", why="w"),)})
    rows = _rows("2022", OLD_2022, WOZ_2022) + _rows("2024", OLD_2024, WOZ_2024)
    assert set(_tables(rows, [OLD, broken])["composite"]["period"]) == {"2022"}


def test_across_a_border_that_moved_a_composite_stands_alone_and_says_so() -> None:
    """The border between buurt 1 and 3 moved in 2023: half of the focuswijk, and half of the rest. Not so the wijk."""
    rows = [row for year in ("2022", "2023", "2024") for row in _rows(year, OLD_2022, WOZ_2022)]
    tables = _tables(rows, flags={(buurt(1), 2023): 3, (buurt(3), 2023): 3})
    composite = tables["composite"]
    moved = composite[composite["change_withheld"].notna()]
    touched = {buurt(1), buurt(3), "focuswijk:zuid", "focuswijken", "rest"}
    assert {(row["area"], row["period"]) for row in moved.to_dict("records")} == {
        (area, year) for area in touched for year in ("2023", "2024")
    }
    assert set(moved["change_withheld"]) == {"grens gewijzigd"}
    assert moved["value"].notna().all()
    gap = tables["kloof_composite"].set_index(["area", "period"]).loc[("focuswijken", "2024")]
    assert (gap["start_period"], gap["change_withheld"]) == ("2022", "grens gewijzigd")
    assert pd.isna(gap["start_gap"])
    assert pd.isna(gap["change"])
    assert pd.isna(gap["start_part_gaps"])
    assert math.isfinite(gap["gap"])


def test_on_the_same_borders_a_composite_is_held_against_that_of_the_nulmeting() -> None:
    tables = _tables(_rows("2022", OLD_2022, WOZ_2022) + _rows("2024", OLD_2024, WOZ_2024))
    assert tables["composite"]["change_withheld"].isna().all()
    gap = tables["kloof_composite"].set_index(["area", "period"]).loc[("focuswijken", "2024")]
    assert gap["change"] == pytest.approx(abs(gap["gap"]) - abs(gap["start_gap"]))


def test_the_same_input_gives_the_same_ranges() -> None:
    rows = _rows("2022", OLD_2022, WOZ_2022) + _rows("2024", OLD_2024, WOZ_2024)
    pd.testing.assert_frame_equal(_tables(rows)["composite"], _tables(rows)["composite"])


def _part(identifier: str, source: str = "cbs_kwb", theme: Theme = Theme.INKOMEN, **fields: Any) -> Indicator:
    recipe = VALUE.recipes[0].model_copy(update={"source": source})
    changed = {
        "id": identifier,
        "recipes": (recipe,),
        "theme": theme,
        "modelled": source in ("leefbaarometer", "rivm_gezondheid"),
    }
    return VALUE.model_copy(update=changed | fields)


def _all(parts: list[Indicator]) -> dict[str, frozenset[int]]:
    return {part.id: frozenset({2022, 2024}) for part in parts}


TOTAL = _part("leefbaarometer", "leefbaarometer")
SAFE = _part("leefbaarometer_overlast_onveiligheid", "leefbaarometer")
TOGETHER = _part("leefbaarometer_sociale_samenhang", "leefbaarometer")
LONELY, HEALTHY = _part("eenzaam", "rivm_gezondheid"), _part("gezond", "rivm_gezondheid")
CRIME = _part("misdrijven_per_1000", "lokaal_register", Theme.VEILIGHEID, name="Misdrijven")
BURGLARY = _part("woninginbraken_per_1000", "lokaal_register", Theme.VEILIGHEID)
MODEL = "is een schatting met een model en gaat niet samen met"
INCOME, WORK = _part("inkomen"), _part("werk")


@pytest.mark.parametrize(
    ("kernset", "parts", "left_out"),
    [
        (
            [TOTAL, TOGETHER, INCOME],
            ("leefbaarometer", "inkomen"),
            {"leefbaarometer_sociale_samenhang": "zit al in de Leefbaarometer zelf"},
        ),
        ([TOGETHER, SAFE, INCOME], ("leefbaarometer_sociale_samenhang", SAFE.id, "inkomen"), {}),
        (
            [TOTAL, LONELY, HEALTHY],
            ("eenzaam", "gezond"),
            {"leefbaarometer": f"{MODEL} de gezondheidscijfers van het RIVM"},
        ),
        (
            [TOGETHER, LONELY, INCOME],
            ("leefbaarometer_sociale_samenhang", "inkomen"),
            {"eenzaam": f"{MODEL} de Leefbaarometer"},
        ),
        (
            [SAFE, CRIME, INCOME],
            (SAFE.id, "inkomen"),
            {"misdrijven_per_1000": "telt al mee in de Leefbaarometer"},
        ),
        (
            [CRIME, BURGLARY, INCOME],
            ("misdrijven_per_1000", "inkomen"),
            {"woninginbraken_per_1000": "is al geteld in «Misdrijven»"},
        ),
        ([BURGLARY, INCOME], ("woninginbraken_per_1000", "inkomen"), {}),
        ([TOGETHER, CRIME], ("leefbaarometer_sociale_samenhang", "misdrijven_per_1000"), {}),
        (
            [INCOME, WORK, _part("banen", kind=Kind.COUNT)],
            ("inkomen", "werk"),
            {"banen": "is een aantal, en dat hangt af van hoe groot een gebied is"},
        ),
    ],
)
def test_an_index_is_not_mixed_with_its_ingredients_nor_two_models(
    kernset: list[Indicator], parts: tuple[str, ...], left_out: dict[str, str]
) -> None:
    found = choose(kernset, _all(kernset), 2022)
    assert (found.parts, found.left_out) == (parts, left_out)


def test_the_totals_and_their_kinds_are_declared_indicators() -> None:
    assert set(KINDS_OF).union(*KINDS_OF.values()) <= set(indicators.discover())


def test_the_later_year_with_the_most_parts_decides_who_takes_part() -> None:
    parts = [INCOME, WORK, LONELY, CRIME]
    years = {
        "inkomen": {2021, 2022, 2023, 2024},
        "werk": {2022, 2023},
        "eenzaam": {2022, 2024},
        "misdrijven_per_1000": {2022, 2023, 2024},
    }
    found = choose(parts, years, 2022)
    assert found.parts == ("inkomen", "eenzaam", "misdrijven_per_1000")
    assert found.left_out == {"werk": "heeft geen vergelijkbare cijfers per buurt over 2024"}


def test_a_part_without_the_nulmeting_or_without_figures_says_so() -> None:
    found = choose([INCOME, WORK, LONELY, CRIME], {"inkomen": {2022}, "werk": {2022}, "eenzaam": {2024}}, 2022)
    assert found.parts == ("inkomen", "werk")
    assert found.left_out == {
        "eenzaam": "heeft geen vergelijkbare cijfers per buurt over 2022, het jaar van de nulmeting",
        "misdrijven_per_1000": "heeft nog geen cijfers per buurt en voor de focuswijken samen",
    }
