"""Borders that changed in Breda and Roosendaal, linked from the real maps and the real flags of CBS."""

from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

import indicators
from loaders.cbs_grenzen import LOADER
from model.areas import Level
from model.loading import AREA_COLUMNS, Context, RawFile
from model.programme import Programme
from snapshot import geo
from snapshot.border_shares import shares_between
from snapshot.borders import Borders, trace
from snapshot.group_borders import trace_groups
from snapshot.programmes import load_programme
from snapshot.reading import known_areas
from snapshot.staging import group_members
from tests.real import files

EXTRACTS = "extract_buurt_{}_wgs84.geojson"
MAPS = {year: EXTRACTS.format(year) for year in (2010, 2012, 2014, 2015)} | {
    2023: "breda_buurten_gemeente_open_data_2023.geojson",
    2024: "derived_buurt_2024_wgs84.geojson",
}


def _with_flags(real: Path, gemeente: str) -> pd.DataFrame:
    """The areas of KWB 2020 with their flags, read from the file itself."""
    frame = files.kwb_2020(real)
    own = frame[[str(code)[2:6] == gemeente[2:] for code in frame.index]]
    flags = pd.to_numeric(own["IndelingswijzigingWijkenEnBuurten_4"].astype(str).str.strip(), errors="coerce")
    codes = [str(code) for code in own.index]
    regions = pd.read_parquet(real / "cbs_kwb" / "kwb_2020_odata3_84799NED_WijkenEnBuurten.parquet")
    names = dict(zip(regions["Key"].str.strip(), regions["Title"].str.strip(), strict=True))
    level = {"GM": "gemeente", "WK": "wijk", "BU": "buurt"}
    return pd.DataFrame(
        {
            "code": codes,
            "boundary_year": 2020,
            "name": [names[code] for code in codes],
            "level": [level[code[:2]] for code in codes],
            "parent": None,
            "gemeente": gemeente,
            "change_flag": flags.to_numpy(),
        }
    )[list(AREA_COLUMNS)]


@pytest.fixture(scope="module")
def traced(real: Path) -> Callable[[str], Borders]:
    made: dict[str, Borders] = {}

    def of(name: str) -> Borders:
        if name not in made:
            made[name] = _traced(real, name)
        return made[name]

    return of


def _programme(name: str) -> Programme:
    return load_programme(name, indicators.discover().keys())


def _traced(real: Path, name: str) -> Borders:
    programme = _programme(name)
    own = frozenset(programme.gemeenten)
    areas, shapes = [], []
    for number, (year, file) in enumerate(MAPS.items()):
        if year == 2023 and name != "verbeter-breda":
            continue
        reading = LOADER.read(
            RawFile(real / "boundaries" / file), str(year), Context(pd.DataFrame(columns=list(AREA_COLUMNS)), own)
        )
        assert reading.areas is not None
        assert reading.geometry is not None
        areas.append(reading.areas)
        shapes.append(reading.geometry.assign(delivery=number))
    together = gpd.GeoDataFrame(pd.concat(shapes, ignore_index=True), crs=shapes[0].crs)
    every = known_areas([_with_flags(real, programme.gemeenten[0]), *areas])
    return trace(every, geo.of_programme(together, programme.gemeenten), programme)


def _row(borders: Borders, code: str, year: int) -> dict[str, object]:
    found = borders.series[(borders.series["code"] == code) & (borders.series["boundary_year"] == year)]
    assert len(found) == 1
    return dict(found.iloc[0])


def test_city_of_breda_was_recoded_in_2012_and_is_one_series(traced: Callable[[str], Borders]) -> None:
    borders = traced("verbeter-breda")
    old, new = _row(borders, "BU07580000", 2010), _row(borders, "BU07580006", 2012)
    assert (new["link"], new["earlier_code"]) == ("nieuwe code, zelfde grenzen", "BU07580000")
    assert old["series"] == new["series"]
    assert old["label"] == new["label"] == "BU07580006"
    pieces = borders.maps[Level.BUURT].overlay(2010, 2012)
    place = pieces.old.codes.get_loc("BU07580000"), pieces.new.codes.get_loc("BU07580006")
    here = (pieces.pieces.old == place[0]) & (pieces.pieces.new == place[1])
    # 94 % of the new area and 99 % of the old one: both above the 90 % that makes the same borders.
    assert pieces.pieces.of_new[here] == pytest.approx([0.94], abs=0.01)
    assert pieces.pieces.of_old[here] == pytest.approx([0.99], abs=0.01)


@pytest.mark.parametrize(
    ("code", "year", "parts"),
    [
        ("BU07580204", 2012, {"BU07580203": 0.99}),
        ("BU07580205", 2012, {"BU07580203": 0.87, "BU07580709": 0.13}),
        ("BU07580205", 2015, {"BU07580205": 0.67, "BU07580709": 0.28}),
    ],
)
def test_heusdenhout_was_split_and_hoogeind_extended(
    traced: Callable[[str], Borders], code: str, year: int, parts: dict[str, float]
) -> None:
    borders = traced("verbeter-breda")
    assert _row(borders, code, year)["link"] == "grens gewijzigd"
    found = borders.origins[(borders.origins["code"] == code) & (borders.origins["boundary_year"] == year)]
    named = dict(zip(found["earlier_code"], found["of_new"], strict=True))
    assert {code: share for code, share in named.items() if share >= 0.05} == pytest.approx(parts, abs=0.01)


def test_the_series_of_hoogeind_breaks_in_2012_and_in_2015_and_not_in_2014(traced: Callable[[str], Borders]) -> None:
    borders = traced("verbeter-breda")
    numbers = [_row(borders, "BU07580205", year)["series"] for year in (2012, 2014, 2015, 2020)]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    assert _row(borders, "BU07580203", 2012)["series"] != _row(borders, "BU07580203", 2010)["series"]


def test_only_maps_that_were_drawn_alike_are_compared(traced: Callable[[str], Borders]) -> None:
    maps = traced("verbeter-breda").maps[Level.BUURT]
    alike = {(old, new): maps.overlay(old, new).alike for old in MAPS for new in MAPS if old < new}
    assert {pair for pair, same in alike.items() if same} == {
        (old, new) for old in (2010, 2012, 2014, 2015) for new in (2012, 2014, 2015) if old < new
    }


def test_differences_of_drawing_after_2015_are_no_border_changes(traced: Callable[[str], Borders]) -> None:
    series = traced("verbeter-breda").series
    buurten = series[series["level"] == "buurt"]
    moved = buurten[(buurten["link"] == "grens gewijzigd") & (buurten["boundary_year"] > 2015)]
    assert list(zip(moved["code"], moved["boundary_year"], strict=True)) == [("BU07580103", 2020), ("BU07581000", 2020)]
    later = buurten[(buurten["boundary_year"] == 2023)]
    assert set(later["link"]) == {"grens niet gecontroleerd"}


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("verbeter-breda", {"WK075801", "BU07580103", "WK075810", "BU07581000"}),
        ("npr-roosendaal", {"WK167403", "BU16740303", "WK167408", "BU16740801"}),
    ],
)
def test_the_flags_of_2020_break_the_series_of_their_areas(
    traced: Callable[[str], Borders], name: str, codes: set[str]
) -> None:
    series = traced(name).series
    flagged = series[(series["boundary_year"] == 2020) & (series["link"] == "grens gewijzigd")]
    assert set(flagged["code"]) == codes


def test_groups_of_breda_outlive_the_border_of_geeren_zuid_but_geeren_zuid_does_not(
    traced: Callable[[str], Borders], real: Path
) -> None:
    borders, programme = traced("verbeter-breda"), _programme("verbeter-breda")
    buurten = borders.series[borders.series["level"] == "buurt"]
    areas = buurten.assign(parent="", gemeente="GM0758").drop(columns="code").rename(columns={"label": "code"})
    years = {int(year) for year in buurten["boundary_year"]}
    inhabitants = files.kwb_2020(real)["AantalInwoners_5"]
    people = areas[["code", "boundary_year"]].assign(inhabitants=areas["code"].map(inhabitants).astype(float))
    found = trace_groups(borders, group_members(programme, areas, years), people).set_index(["code", "boundary_year"])
    fate = found["link"]
    assert fate["focuswijk:geeren-zuid", 2020] == "breuk"
    assert fate["focuswijken", 2020] == fate["rest", 2020] == "loopt door met aantekening"
    share = inhabitants["BU07580103"] / inhabitants[sorted({b for f in programme.focuswijken for b in f.buurten})].sum()
    assert found.loc[("focuswijken", 2020), "flagged_share"] == pytest.approx(share)
    assert fate["focuswijk:heuvel", 2020] == "loopt door"
    assert fate["rest", 2012] == "loopt door met aantekening"


def test_shares_of_heusdenhout_go_to_the_buurten_that_came_of_it(traced: Callable[[str], Borders]) -> None:
    borders = traced("verbeter-breda")
    areas = borders.areas_at(Level.BUURT, [2010, 2012])
    old, new = (areas[areas["boundary_year"] == year].sort_values("code") for year in (2010, 2012))
    unknown = np.full(len(old), np.nan), np.full(len(new), np.nan)
    found = shares_between(borders, Level.BUURT, old, new, lambda: unknown)
    assert found is not None
    assert found.shares.method == "oppervlakte"
    row = list(old["code"]).index("BU07580203")
    to = dict(zip(new["code"], found.shares.matrix().toarray()[:, row], strict=True))
    # Of the ground of Heusdenhout 38 % stayed, 14 % became Moleneind-Oost, 40 % Hoogeind; 8 % went to other areas.
    assert {code: round(to[code], 2) for code in ("BU07580203", "BU07580204", "BU07580205")} == pytest.approx(
        {"BU07580203": 0.38, "BU07580204": 0.14, "BU07580205": 0.41}, abs=0.03
    )


def test_between_maps_that_were_drawn_differently_nothing_is_converted(traced: Callable[[str], Borders]) -> None:
    borders = traced("verbeter-breda")
    areas = borders.areas_at(Level.BUURT, [2015, 2024])
    old, new = (areas[areas["boundary_year"] == year].sort_values("code") for year in (2015, 2024))
    assert shares_between(borders, Level.BUURT, old, new, lambda: pytest.fail("nobody is asked")) is None
