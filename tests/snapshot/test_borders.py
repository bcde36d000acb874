"""Series, groups and estimates over borders that changed, on a town of six squares; each figure worked by hand."""

from typing import Any

import duckdb
import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from model.areas import Level
from model.errors import WijkpeilError
from model.loading import AREA_COLUMNS, Reading
from snapshot import finish, staging
from snapshot.borders import Borders, trace
from snapshot.compute import INHABITANTS, compute
from snapshot.group_borders import trace_groups
from snapshot.ingredients import KeptBorders, by_years, pieces_of
from snapshot.reading import Read
from snapshot.staging import group_members
from tests.snapshot import tiny
from tests.snapshot.grid import square
from tests.snapshot.test_compute import COUNT, MEAN, MEDIAN, SHARE

GEMEENTE = "GM0001"
SOUTHWEST, SOUTHEAST, NORTHWEST, NORTHEAST = (square(column, row) for row in (0, 1) for column in (0, 1))
A, B, C, D, E, F, G = (f"BU000101{number:02d}" for number in range(7))


def _areas(years: dict[int, dict[str, int | None]], gemeente: str = GEMEENTE) -> pd.DataFrame:
    rows = [
        (code, year, f"Buurt {code[-1]}", "buurt", "WK" + code[2:8], gemeente, flag)
        for year, codes in years.items()
        for code, flag in codes.items()
    ]
    return pd.DataFrame(rows, columns=list(AREA_COLUMNS))


def _maps(years: dict[int, dict[str, shapely.Geometry]]) -> gpd.GeoDataFrame:
    rows = [(code, year, code, "buurt", False) for year, shapes in years.items() for code in shapes]
    shapes = [shape for drawn in years.values() for shape in drawn.values()]
    columns = ["code", "boundary_year", "name", "level", "water"]
    return gpd.GeoDataFrame(pd.DataFrame(rows, columns=columns), geometry=shapes, crs="EPSG:28992")


def _town(grenzenjaar: int = 2024, **focus: tuple[str, ...]) -> Any:
    return tiny.programme(focus, grenzenjaar=grenzenjaar)


FAR = {F: square(2, 0), G: square(2, 1)}
SQUARES = {A: SOUTHWEST, B: SOUTHEAST, C: NORTHWEST, D: NORTHEAST, **FAR}
NO_FLAGS = dict.fromkeys(SQUARES)
SAME = dict.fromkeys((C, D, F, G), 1)
# B goes by the code E from 2024 on.
RECODED = {A: SOUTHWEST, E: SOUTHEAST, C: NORTHWEST, D: NORTHEAST, **FAR}
# In 2024 the eastern half of A went to B.
WEST_HALF, EAST_HALF = (shapely.box(x, 400_000, x + 500, 401_000) for x in (112_000, 112_500))
MOVED = {A: WEST_HALF, B: shapely.union(EAST_HALF, SOUTHEAST), C: NORTHWEST, D: NORTHEAST, **FAR}


def _link(borders: Borders, code: str, year: int) -> str:
    rows = borders.series[(borders.series["code"] == code) & (borders.series["boundary_year"] == year)]
    return str(rows["link"].iloc[0])


def test_a_map_finds_a_recoded_area_without_any_flag() -> None:
    areas = _areas({2020: NO_FLAGS, 2024: dict.fromkeys(RECODED)})
    borders = trace(areas, _maps({2020: SQUARES, 2024: RECODED}), _town())
    assert _link(borders, E, 2024) == "nieuwe code, zelfde grenzen"
    assert _link(borders, A, 2024) == "zelfde grenzen"
    assert borders.recode([2019, 2020, 2022, 2024]).to_numpy().tolist() == [[B, 2019, E], [B, 2020, E], [B, 2022, E]]
    assert set(borders.relabelled(areas)["code"]) == {A, C, D, E, F, G}


def test_the_code_of_the_grenzenjaar_is_the_name_of_the_series() -> None:
    areas = _areas({2020: NO_FLAGS, 2024: dict.fromkeys(RECODED)})
    borders = trace(areas, _maps({2020: SQUARES, 2024: RECODED}), _town(2021))
    assert borders.recode([2020, 2024]).to_numpy().tolist() == [[E, 2024, B]]


def test_a_code_that_another_area_bears_that_year_is_not_given() -> None:
    """A becomes D, and the old D becomes A, in 2024: in 2020 both names are taken by the other."""
    swapped = {D: SOUTHWEST, B: SOUTHEAST, C: NORTHWEST, A: NORTHEAST, **FAR}
    areas = _areas({2020: NO_FLAGS, 2024: dict.fromkeys(swapped)})
    borders = trace(areas, _maps({2020: SQUARES, 2024: swapped}), _town())
    labels = borders.series.set_index(["code", "boundary_year"])["label"]
    assert labels[A, 2020] == D
    assert labels[D, 2020] == A
    assert not borders.series.duplicated(["label", "boundary_year"]).any()


def test_maps_of_another_generalisation_say_nothing() -> None:
    finer = {code: shapely.segmentize(shape, 100) for code, shape in MOVED.items()}
    borders = trace(_areas({2020: NO_FLAGS, 2024: NO_FLAGS}), _maps({2020: SQUARES, 2024: finer}), _town())
    assert {_link(borders, code, 2024) for code in SQUARES} == {"grens niet gecontroleerd"}


def test_an_area_without_a_shape_is_linked_by_code_and_name() -> None:
    """D has collapsed on the map of 2020: that it has a shape in 2024 does not make it new."""
    without = {code: shape for code, shape in SQUARES.items() if code != D}
    borders = trace(_areas({2020: NO_FLAGS, 2024: NO_FLAGS}), _maps({2020: without, 2024: SQUARES}), _town())
    assert _link(borders, D, 2024) == "grens niet gecontroleerd"
    assert _link(borders, A, 2024) == "zelfde grenzen"


def test_a_map_year_that_is_missing_in_between_is_bridged() -> None:
    areas = _areas({2020: NO_FLAGS, 2022: NO_FLAGS, 2024: NO_FLAGS})
    borders = trace(areas, _maps({2020: SQUARES, 2024: MOVED}), _town())
    assert [_link(borders, A, year) for year in (2022, 2024)] == ["grens niet gecontroleerd", "grens gewijzigd"]
    assert [_link(borders, C, year) for year in (2022, 2024)] == ["zelfde grenzen", "zelfde grenzen"]


def test_a_rough_map_in_between_does_not_keep_two_like_maps_apart() -> None:
    finer = {code: shapely.segmentize(shape, 100) for code, shape in SQUARES.items()}
    areas = _areas({2020: NO_FLAGS, 2022: NO_FLAGS, 2024: NO_FLAGS})
    borders = trace(areas, _maps({2020: SQUARES, 2022: finer, 2024: MOVED}), _town())
    assert [_link(borders, A, year) for year in (2022, 2024)] == ["grens niet gecontroleerd", "grens gewijzigd"]
    assert [_link(borders, C, year) for year in (2022, 2024)] == ["zelfde grenzen", "zelfde grenzen"]


def test_without_any_map_flags_and_names_link() -> None:
    borders = trace(_areas({2020: NO_FLAGS, 2021: {A: 3, B: 3, C: 1, D: None}}), None, _town())
    assert [_link(borders, code, 2021) for code in (A, C, D)] == [
        "grens gewijzigd",
        "zelfde grenzen",
        "grens niet gecontroleerd",
    ]


def test_a_focuswijk_with_a_former_code_is_refused_with_the_code_of_now() -> None:
    areas = _areas({2020: NO_FLAGS, 2024: dict.fromkeys(RECODED)})
    with pytest.raises(WijkpeilError) as refused:
        trace(areas, _maps({2020: SQUARES, 2024: RECODED}), _town(noord=(B,)))
    assert str(refused.value) == (
        f"Focuswijk 'Noord' noemt buurt {B}, maar 'Buurt 1' heeft op de grenzen van 2024 de code {E}. Zet in "
        f"programme.yaml {E} bij deze focuswijk; de oudere cijfers gaan vanzelf mee."
    )


def test_buurten_that_jumped_gemeente_are_one_series_when_both_gemeenten_are_in_the_programme() -> None:
    before = _areas({2018: {"BU07380000": None}}, "GM0738").assign(name="Wijk en Aalburg")
    after = _areas({2019: {"BU19590000": 2}}, "GM1959").assign(name="Wijk en Aalburg")
    both = pd.concat([before, after], ignore_index=True)
    region = tiny.programme({}, gemeenten=["GM0738", "GM1959"])
    assert _link(trace(both, None, region), "BU19590000", 2019) == "nieuwe code, zelfde grenzen"
    alone = tiny.programme({}, gemeenten=["GM1959"])
    assert _link(trace(both, None, alone), "BU19590000", 2019) == "begin"


def _fates(
    years: dict[int, dict[str, int | None]], people: dict[str, float], **focus: tuple[str, ...]
) -> dict[str, str]:
    areas, programme = _areas(years), _town(**focus)
    borders = trace(areas, None, programme)
    inhabitants = areas[["code", "boundary_year"]].assign(inhabitants=areas["code"].map(people).astype(float))
    members = group_members(programme, borders.relabelled(areas), set(years))
    found = trace_groups(borders, members, inhabitants)
    return dict(found.loc[found["boundary_year"] == max(years), ["code", "link"]].to_numpy().tolist())


def test_what_a_snapshot_keeps_of_maps_says_the_same_of_groups() -> None:
    """The border between A and B moved: inside noord, and half of each of the others."""
    flags = {A: 3, B: 3, C: 1, D: 1, F: 1, G: 1}
    areas, programme = _areas({2020: NO_FLAGS, 2024: flags}), _town(noord=(A, B), zuid=(C, A))
    borders = trace(areas, _maps({2020: SQUARES, 2024: MOVED}), programme)
    inhabitants = areas[["code", "boundary_year"]].assign(inhabitants=100.0)
    members = group_members(programme, borders.relabelled(areas), {2020, 2024})
    kept, found = (
        trace_groups(known, members, inhabitants)
        for known in (KeptBorders(borders.series, by_years(pieces_of(borders))), borders)
    )
    assert borders.pieces(2020, 2024) is not None
    pd.testing.assert_frame_equal(kept, found)
    fates = found[found["boundary_year"] == 2024].set_index("code")["link"]
    assert (fates["focuswijk:noord"], fates["focuswijk:zuid"]) == ("loopt door met aantekening", "breuk")


PEOPLE = {A: 50.0, B: 450.0, C: 300.0, D: 200.0, E: 100.0, F: 0.0, G: 0.0}


def test_a_group_breaks_when_a_tenth_of_its_people_may_have_moved() -> None:
    fates = _fates(
        {2020: NO_FLAGS, 2021: {A: 3, B: 1, C: 1, D: 3, F: 1, G: 1}}, PEOPLE, noord=(A, B), zuid=(D,), west=(C,)
    )
    assert fates["focuswijk:noord"] == "breuk"  # 50 of 500 is not below a tenth
    assert fates["focuswijk:zuid"] == "breuk"
    assert fates["focuswijk:west"] == "loopt door"


def test_a_group_goes_on_with_a_note_when_few_of_its_people_are_flagged() -> None:
    fates = _fates({2020: NO_FLAGS, 2021: {A: 3, B: 1, C: 1, D: 3, F: 1, G: 1}}, PEOPLE | {A: 49.0}, noord=(A, B))
    assert fates["focuswijk:noord"] == "loopt door met aantekening"
    assert fates["rest"] == "breuk"  # D holds 200 of its 500


def test_a_border_that_moved_inside_a_group_does_not_break_it() -> None:
    fates = _fates({2020: NO_FLAGS, 2021: {A: 3, B: 3, **SAME}}, PEOPLE, noord=(A, B), zuid=(D,))
    assert fates["focuswijk:noord"] == "loopt door met aantekening"
    assert fates["focuswijken"] == "loopt door met aantekening"
    assert fates["rest"] == "loopt door"


def test_a_group_finds_a_recoded_member_under_its_former_code() -> None:
    years: dict[int, dict[str, int | None]] = {2020: NO_FLAGS, 2021: {A: 1, E: 2, **SAME}}
    areas = _areas(years)
    areas.loc[areas["code"] == E, "name"] = "Buurt 1"
    plan = _town(2021, noord=(A, E))
    borders = trace(areas, None, plan)
    rows = [(code, "2020", "aantal_inwoners", value) for code, value in ((A, 50), (B, 450), (C, 300), (D, 200))]
    rows += [(code, "2021", "aantal_inwoners", value) for code, value in ((A, 60), (E, 460), (C, 310), (D, 210))]
    figures = _figures(borders, areas, plan, rows, [COUNT])
    noord = figures[(figures["area"] == "focuswijk:noord") & figures["value"].notna()]
    assert dict(zip(noord["period"], noord["value"], strict=True)) == {"2020": 500.0, "2021": 520.0}
    assert set(figures.loc[figures["area"].isin([B, E]), "area"]) == {E}


def _figures(
    borders: Borders,
    areas: pd.DataFrame,
    plan: Any,
    rows: list[tuple[Any, ...]],
    indicators: list[Any],
    table: str = "figure_map",
) -> pd.DataFrame:
    """Stage, relabel, compute and finish as a build does; figures of each period lie on the borders of that year."""
    years = sorted({int(row[1]) for row in rows})
    with duckdb.connect() as connection:
        staging.stage_recipes(connection, indicators)
        staging.stage_sources(connection, [tiny.source("cbs_kwb")])
        reads = [
            Read(
                tiny.delivery("cbs_kwb", str(year), year),
                Reading(observations=tiny.observations([row for row in rows if row[1] == str(year)], year)),
            )
            for year in years
        ]
        staging.stage_observations(connection, reads, INHABITANTS, areas)
        own = borders.relabelled(areas)
        staging.stage_areas(connection, own)
        staging.relabel_observations(connection, borders.recode(years))
        staging.stage_groups(connection, group_members(plan, own, years))
        compute(connection)
        finish.write_tables(connection, own, plan, indicators, borders)
        frame = connection.execute(f"SELECT * FROM {table}").df()
    for column in frame.select_dtypes("category"):
        frame[column] = frame[column].astype(object)
    return frame


def _moved(rows: list[tuple[Any, ...]], indicators: list[Any], addresses: Any = None) -> dict[tuple[Any, ...], Any]:
    """Estimates by (presentation year, indicator, area, period): half of A went to B in 2024."""
    areas = _areas({2020: NO_FLAGS, 2024: {A: 3, B: 3, **SAME}})
    plan = _town()
    borders = trace(areas, _maps({2020: SQUARES, 2024: MOVED}), plan, addresses)
    frame = _figures(borders, areas, plan, rows, indicators, "figure_converted")
    keys = ["presentation_year", "indicator", "area", "period"]
    return {tuple(row[key] for key in keys): row for row in frame.to_dict("records")}


def _inhabitants(year: int, *numbers: float | None) -> list[tuple[Any, ...]]:
    """Of A and B; ten in each of the others."""
    every = dict(zip(SQUARES, (*numbers, 10, 10, 10, 10), strict=True))
    return [(code, str(year), "aantal_inwoners", n) for code, n in every.items() if n is not None]


def test_a_count_is_split_by_who_lives_on_both_sides_of_the_new_border() -> None:
    """In 2020 A has 1000 and B 500; in 2024 A has 250 and B 1250: three quarters of A went to B."""
    found = _moved([*_inhabitants(2020, 1000, 500), *_inhabitants(2024, 250, 1250)], [COUNT])
    assert found[2024, "inwoners", A, "2020"]["value"] == pytest.approx(250)
    assert found[2024, "inwoners", B, "2020"]["value"] == pytest.approx(1250)
    row = found[2024, "inwoners", B, "2020"]
    assert (row["status"], row["method"], row["boundary_year"], row["n_buurten"]) == ("estimated", "inwoners", 2020, 2)
    assert {key[2] for key in found} == {A, B}
    assert all(np.isnan(row["ci_low"]) and pd.isna(row["verdict_rest"]) for row in found.values())


def test_without_inhabitants_plain_area_decides() -> None:
    rows = [
        (code, year, "woz_1000", v) for year in ("2020", "2024") for code, v in zip(SQUARES, range(1, 7), strict=True)
    ]
    rows += [(code, "2020", "woningen", 100) for code in SQUARES] + [
        (code, "2024", "woningen", 100) for code in SQUARES
    ]
    found = _moved(rows, [MEAN])
    # Half of the 100 dwellings of A at 1000 euro and the 100 of B at 2000: (50 × 1 + 100 × 2) / 150.
    row = found[2024, "woz", B, "2020"]
    assert row["value"] == pytest.approx(1000 * 250 / 150)
    assert row["method"] == "oppervlakte"
    assert found[2024, "woz", A, "2020"]["value"] == pytest.approx(1000)


def test_a_share_is_converted_by_its_counts() -> None:
    rows = [*_inhabitants(2020, 1000, 500), *_inhabitants(2024, 250, 1250)]
    rows += [(code, "2020", "oud", n) for code, n in zip((A, B, C, D), (100, 200, 1, 1), strict=True)]
    row = _moved(rows, [SHARE, COUNT])[2024, "ouderen", B, "2020"]
    assert (row["numerator"], row["denominator"]) == (pytest.approx(75 + 200), pytest.approx(1250))
    assert row["value"] == pytest.approx(100 * 275 / 1250)


def test_below_90_per_cent_known_there_is_no_estimate_but_a_reason() -> None:
    rows = [*_inhabitants(2020, None, 500), *_inhabitants(2024, 250, 1250)]
    row = _moved(rows, [COUNT])[2024, "inwoners", B, "2020"]
    assert (row["status"], row["reason"]) == ("missing", "borders")
    assert np.isnan(row["value"])


def test_a_median_is_not_converted() -> None:
    rows = [(code, "2020", "mediaan", 10) for code in SQUARES] + [*_inhabitants(2024, 250, 1250)]
    assert _moved(rows, [MEDIAN, COUNT])[2024, "vermogen", B, "2020"]["reason"] == "not_additive"


def test_addresses_go_before_maps() -> None:
    """Of the ten addresses of A nine went to B, whatever the map says of the ground."""
    old = pd.DataFrame({"address": [f"1000AA {n}" for n in range(20)], "code": [A] * 10 + [B] * 10})
    new = old.assign(code=[A] + [B] * 19)
    new = pd.concat([new, pd.DataFrame({"address": ["1000ZZ 1"], "code": [B]})], ignore_index=True)
    rows = [*_inhabitants(2020, 1000, 500), *_inhabitants(2024, 250, 1250)]
    row = _moved(rows, [COUNT], {2020: old, 2024: new})[2024, "inwoners", B, "2020"]
    assert row["value"] == pytest.approx(1400)
    assert row["method"] == "adressen"


def test_addresses_of_one_year_only_do_not_help() -> None:
    table = pd.DataFrame({"address": ["1000AA 1"], "code": [A]})
    rows = [*_inhabitants(2020, 1000, 500), *_inhabitants(2024, 250, 1250)]
    assert _moved(rows, [COUNT], {2020: table})[2024, "inwoners", B, "2020"]["method"] == "inwoners"


def test_a_trend_and_a_change_run_over_linked_years_only() -> None:
    rows = [row for year in (2020, 2024) for row in _inhabitants(year, 1000, 500)]
    areas, plan = _areas({2020: NO_FLAGS, 2024: {A: 3, B: 3, **SAME}}), tiny.programme({}, nulmeting=2020)
    borders = trace(areas, _maps({2020: SQUARES, 2024: MOVED}), plan)
    figures = _figures(borders, areas, plan, rows, [COUNT]).set_index(["area", "period"])
    assert figures.loc[(A, "2024"), "change_withheld"] == "grens gewijzigd"
    assert figures.loc[(C, "2024"), "nulmeting"] == 10
    trend = _figures(borders, areas, plan, rows, [COUNT], "trend").set_index("area")
    assert (trend.loc[A, "first"], trend.loc[C, "first"]) == ("2024", "2020")


def test_levels_without_maps_have_none() -> None:
    borders = trace(_areas({2020: NO_FLAGS}), None, _town())
    assert borders.map_years == []
    assert borders.maps[Level.WIJK].by_year == {}
