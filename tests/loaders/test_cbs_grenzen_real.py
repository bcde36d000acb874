"""What real boundary files are known to hold: code sets, changes of borders and names, shapes that are missing."""

from pathlib import Path

import pandas as pd
import pytest

from model.loading import Reading
from tests.loaders.boundary_files import read, recognise, told

EXTRACTS = {year: f"extract_buurt_{year}_wgs84.geojson" for year in (2010, 2012, 2014, 2015)}
BUURTEN_2024 = "derived_buurt_2024_wgs84.geojson"


def buurten(real: Path, year: int, gemeente: str) -> Reading:
    name = BUURTEN_2024 if year == 2024 else EXTRACTS[year]
    return read(real / "boundaries" / name, str(year), {gemeente})


def codes(real: Path, year: int, gemeente: str) -> set[str]:
    areas = buurten(real, year, gemeente).areas
    assert areas is not None
    return set(areas["code"])


def shapes(real: Path, year: int) -> pd.Series:
    geometry = buurten(real, year, "GM0758").geometry
    assert geometry is not None
    return geometry.set_index("code").geometry


def test_breda_had_54_buurten_in_2010_and_56_since_2012(real: Path) -> None:
    by_year = {year: codes(real, year, "GM0758") for year in (2010, 2012, 2014, 2015, 2024)}
    assert {year: len(found) for year, found in by_year.items()} == {2010: 54, 2012: 56, 2014: 56, 2015: 56, 2024: 56}
    assert by_year[2012] == by_year[2014] == by_year[2015] == by_year[2024]
    assert by_year[2010] - by_year[2012] == {"BU07580000"}
    assert by_year[2012] - by_year[2010] == {"BU07580006", "BU07580204", "BU07580205"}


def test_roosendaal_has_the_same_55_buurten_in_every_year(real: Path) -> None:
    sets = [codes(real, year, "GM1674") for year in (2010, 2012, 2014, 2015, 2024)]
    assert len(sets[0]) == 55
    assert all(found == sets[0] for found in sets)


@pytest.mark.parametrize(
    ("old", "new", "share"),
    [
        ("BU07580000", "BU07580006", 0.94),
        ("BU07580203", "BU07580204", 0.99),
        ("BU07580203", "BU07580205", 0.87),
        ("BU07580709", "BU07580205", 0.13),
    ],
)
def test_where_the_new_buurten_of_2012_came_from(real: Path, old: str, new: str, share: float) -> None:
    before, after = shapes(real, 2010)[old], shapes(real, 2012)[new]
    assert before.intersection(after).area / after.area == pytest.approx(share, abs=0.01)


def test_hoogeind_grew_under_the_same_code_in_2015(real: Path) -> None:
    before, after = shapes(real, 2014)["BU07580205"], shapes(real, 2015)["BU07580205"]
    assert before.intersection(after).area / before.union(after).area == pytest.approx(0.67, abs=0.01)


def test_names_change_without_codes(real: Path) -> None:
    def names(year: int) -> dict[str, str]:
        areas = buurten(real, year, "GM0758").areas
        assert areas is not None
        return dict(zip(areas["code"], areas["name"], strict=True))

    before, after = names(2014), names(2015)
    changed = {before[code]: after[code] for code in before if before[code] != after[code]}
    assert changed["Verspreide huizen Bavel"] == "Buitengebied Bavel"


@pytest.mark.parametrize(("year", "features", "no_shape"), [(2014, 12106, 645), (2015, 12237, 665)])
def test_shapes_missing_from_the_national_file_are_counted(real: Path, year: int, features: int, no_shape: int) -> None:
    reading = read(real / "boundaries" / f"nl_buurt_{year}_wgs84.topojson.gz", str(year))
    assert reading.areas is not None
    assert reading.geometry is not None
    # BU99999999 is in the file of 2014 only, and is no buurt.
    assert len(reading.areas) == features - (year == 2014)
    assert len(reading.areas) - len(reading.geometry) > no_shape
    assert any(text.startswith(f"{no_shape} gebieden zonder vlak in het bestand") for _, text in told(reading))
    assert reading.geometry.is_valid.all()


def test_amsterdam_and_tilburg_as_they_were(real: Path) -> None:
    def number(year: int, gemeente: str) -> int:
        areas = read(real / "boundaries" / f"nl_buurt_{year}_wgs84.topojson.gz", str(year), {gemeente}).areas
        assert areas is not None
        return len(areas)

    assert number(2014, "GM0363") == 98
    assert number(2015, "GM0855") == 67


def test_municipal_file_agrees_with_the_surfaces_it_states(real: Path) -> None:
    path = real / "boundaries" / "breda_buurten_gemeente_open_data_2023.geojson"
    recognition = recognise(path)
    assert recognition is not None
    assert recognition.edition is None
    reading = read(path, "2023")
    assert reading.areas is not None
    assert set(reading.areas["code"]) == codes(real, 2024, "GM0758")
    assert reading.geometry is not None
    surface = reading.geometry.set_index("code").area
    # OPPERVLAKTE of Kievitsloop in the file itself.
    assert surface["BU07580601"] == pytest.approx(867_397.482, rel=0.001)


@pytest.mark.parametrize(
    ("name", "year", "gemeenten", "skipped"),
    [
        ("nl_gemeente_2012_wgs84_stats.geojson.gz", "2012", 415, "GM9999 is geen echt gebied en is overgeslagen."),
        (
            "nl_gemeente_2019_wgs84_stats.geojson.gz",
            "2019",
            355,
            "GM0998 (Buitenland) is geen echt gebied en is overgeslagen.",
        ),
        (
            "nl_gemeente_2024_wgs84_stats.geojson.gz",
            "2024",
            342,
            "GM0998 (Buitenland) is geen echt gebied en is overgeslagen.",
        ),
    ],
)
def test_gemeenten_without_the_one_that_is_none(real: Path, name: str, year: str, gemeenten: int, skipped: str) -> None:
    path = real / "boundaries" / name
    recognition = recognise(path)
    assert recognition is not None
    assert recognition.edition == year
    reading = read(path, year)
    assert reading.areas is not None
    assert len(reading.areas) == gemeenten
    assert ("overgeslagen", skipped) in told(reading)


def test_every_real_boundary_file_is_recognised(real: Path) -> None:
    silent = {"breda_buurten_gemeente_open_data_2023.geojson", "extract_wijk_2022_rd.geojson"}
    for path in sorted((real / "boundaries").glob("*json*")):
        recognition = recognise(path)
        assert recognition is not None, path.name
        assert (recognition.edition is None) == (path.name in silent)
        assert recognition.edition is None or recognition.edition in path.name
