"""Which borders are drawn, how large areas are and who borders whom, on a 2 by 2 grid of squares."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from model.areas import Level
from model.loading import AREA_COLUMNS
from snapshot import geo
from tests.snapshot.grid import CODES, GEMEENTE, SOUTH, WEST, frame, square


def test_neighbours_share_a_border_and_not_only_a_corner() -> None:
    found = geo.neighbours(frame(2024))
    southwest, southeast, northwest, northeast = CODES
    assert list(found.columns) == ["code", "neighbour", "boundary_year"]
    assert set(zip(found["code"], found["neighbour"], strict=True)) == {
        (southwest, southeast),
        (southeast, southwest),
        (southwest, northwest),
        (northwest, southwest),
        (northeast, southeast),
        (southeast, northeast),
        (northeast, northwest),
        (northwest, northeast),
    }
    assert set(found["boundary_year"]) == {2024}


def test_neighbours_across_a_sliver_and_an_overlap() -> None:
    spans = [(0, 1000), (1030, 2000), (1960, 3000)]
    shapes = [shapely.box(WEST + west, SOUTH, WEST + east, SOUTH + 1000) for west, east in spans]
    rough = frame(2024, shapes=shapes, codes=CODES[:3])
    # The gap of 30 m between the first two is open at both ends.
    found = geo.neighbours(rough)
    assert set(zip(found["code"], found["neighbour"], strict=True)) == {
        (CODES[0], CODES[1]),
        (CODES[1], CODES[0]),
        (CODES[1], CODES[2]),
        (CODES[2], CODES[1]),
    }


def test_surface_is_of_land_only() -> None:
    water = frame(2024, shapes=[square(5, 0)], codes=CODES[:1]).assign(water=True)
    derived = geo.derive(gpd.GeoDataFrame(pd.concat([frame(2024), water], ignore_index=True), crs="EPSG:28992"))
    assert list(derived.columns) == ["code", "area_km2", "boundary_year"]
    assert derived.to_numpy().tolist() == [[code, pytest.approx(1.0), 2024] for code in CODES]


def test_only_own_gemeenten_and_the_level_asked_for() -> None:
    other = frame(2024, codes=["BU00020100"], shapes=[square(9, 9)])
    together = gpd.GeoDataFrame(pd.concat([frame(2024), frame(2015), other], ignore_index=True), crs="EPSG:28992")
    chosen = geo.choose_geometry(together, Level.BUURT, [GEMEENTE])
    assert {year: rows["code"].tolist() for year, rows in chosen.items()} == {2015: CODES, 2024: CODES}
    assert geo.choose_geometry(together, Level.WIJK, [GEMEENTE]) == {}
    assert len(geo.of_programme(together, [GEMEENTE])) == 8


def test_the_most_complete_delivery_wins_then_the_most_detailed_then_the_latest() -> None:
    rough = frame(2024).assign(delivery=1)
    wiggly = frame(2024, wiggle=True).assign(delivery=2)
    incomplete = wiggly.iloc[:3].assign(delivery=3)
    latest = wiggly.assign(delivery=4, name="nieuw")

    def best(*frames: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        together = gpd.GeoDataFrame(pd.concat(frames, ignore_index=True), crs="EPSG:28992")
        return geo.choose_geometry(together, Level.BUURT, [GEMEENTE])[2024]

    assert best(incomplete, rough).geometry.geom_equals(rough.geometry).all()
    assert best(wiggly, rough).geometry.geom_equals(wiggly.geometry).all()
    assert set(best(latest, wiggly)["name"]) == {"nieuw"}
    # Without a mark of the delivery a repeated code belongs to another one.
    assert best(rough.drop(columns="delivery"), wiggly.drop(columns="delivery"))["code"].tolist() == CODES


def test_best_year_is_the_newest_with_every_known_area() -> None:
    areas = pd.DataFrame(
        [[code, year, code, "buurt", None, GEMEENTE, None] for year in (2015, 2023, 2024) for code in CODES],
        columns=list(AREA_COLUMNS),
    )
    whole = {2015: frame(2015), 2023: frame(2023), 2024: frame(2024).iloc[:3]}
    assert geo.best_year(whole, areas, Level.BUURT, [GEMEENTE]) == 2023
    assert geo.best_year({2015: whole[2015].iloc[:2], 2024: whole[2024]}, areas, Level.BUURT, [GEMEENTE]) == 2024
    assert geo.best_year({}, areas, Level.BUURT, [GEMEENTE]) is None
