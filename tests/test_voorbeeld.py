"""The fictional example: made again to the same content, small, and read by the same loaders as real files."""

import csv
import gzip
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
import yaml

from indicators import discover as discover_indicators
from loaders import discover
from model.loading import AREA_COLUMNS, Context, Loader, RawFile, Reading
from model.programme import Aansluiting
from snapshot.programmes import load_descriptors, load_programme
from snapshot.reading import descriptors_beside, read_delivery

ROOT = Path(__file__).resolve().parents[1]
FILES = ROOT / "data" / "voorbeeld" / "bronbestanden"
PROGRAMME = "voorbeeldstad"
YEARS = [str(year) for year in range(2013, 2026)]


@dataclass(frozen=True)
class Read:
    source: str
    edition: str
    what: str
    reading: Reading


def _content(path: Path) -> object:
    """Content without its packing: another version of zlib packs the same content into other bytes."""
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes())
    if path.suffix in (".zip", ".xlsx"):
        with zipfile.ZipFile(path) as archive:
            return [(entry.filename, entry.date_time, archive.read(entry)) for entry in archive.infolist()]
    return path.read_bytes()


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _read_all() -> dict[str, Read]:
    """Every data file of the example by its path, read by the one loader that knows it, area-giving sources first."""
    descriptors = load_descriptors(PROGRAMME)
    loaders: list[Loader] = sorted(discover().values(), key=lambda loader: loader.needs_areas)
    found: dict[str, Read] = {}
    areas: list[pd.DataFrame] = []
    for loader in loaders:
        for path in _files(FILES):
            siblings = tuple(other for other in _files(path.parent) if other != path)
            stated = _stated_edition(path)
            file = RawFile(path, stated, siblings, descriptors_beside(path.parent) + descriptors)
            recognition = loader.recognise(file)
            if recognition is None:
                continue
            name = path.relative_to(FILES).as_posix()
            assert name not in found, f"{name} is known by two loaders"
            edition = recognition.edition or stated
            assert edition is not None
            known = pd.concat(areas) if loader.needs_areas else pd.DataFrame(columns=list(AREA_COLUMNS))
            reading, _ = read_delivery(loader, file, edition, Context(areas=known))
            areas += [reading.areas] if reading.areas is not None else []
            found[name] = Read(loader.source.id, edition, recognition.what, reading)
    return found


def _stated_edition(path: Path) -> str | None:
    beside = path.parent / "bronnen.yaml"
    lines = yaml.safe_load(beside.read_text(encoding="utf-8")) if beside.exists() else []
    return next((str(line["editie"]) for line in lines if line["bestand"] == path.name), None)


@pytest.fixture(scope="module")
def reads() -> dict[str, Read]:
    return _read_all()


@pytest.fixture(scope="module")
def figures(reads: dict[str, Read]) -> pd.DataFrame:
    """All observations, with their source, as plain text and numbers."""
    parts = [
        r.reading.observations.assign(source=r.source) for r in reads.values() if r.reading.observations is not None
    ]
    texts = ["area_code", "period", "variable", "status", "reason"]
    return pd.concat([part.astype(dict.fromkeys(texts, str)) for part in parts], ignore_index=True)


@pytest.fixture(scope="module")
def areas(reads: dict[str, Read]) -> pd.DataFrame:
    """All areas from the kerncijfers."""
    parts = [r.reading.areas for r in reads.values() if r.source == "cbs_kwb" and r.reading.areas is not None]
    return pd.concat(parts, ignore_index=True)


@pytest.fixture(scope="module")
def geometry(reads: dict[str, Read]) -> gpd.GeoDataFrame:
    parts = [r.reading.geometry for r in reads.values() if r.reading.geometry is not None]
    return pd.concat(parts, ignore_index=True)


def _value(figures: pd.DataFrame, area: str, period: str, variable: str) -> float:
    rows = figures.query("area_code == @area and period == @period and variable == @variable")
    assert len(rows) == 1
    return float(rows["value"].iloc[0])


def test_the_generator_makes_the_committed_files_again(tmp_path: Path) -> None:
    target = tmp_path / "bronbestanden"
    script = ROOT / "data" / "voorbeeld" / "genereer.py"
    subprocess.run([sys.executable, str(script), "--naar", str(target)], check=True, cwd=tmp_path)
    names = [path.relative_to(target) for path in _files(target)]
    assert names == [path.relative_to(FILES) for path in _files(FILES)]
    different = [str(name) for name in names if _content(target / name) != _content(FILES / name)]
    assert different == []


def test_the_example_is_smaller_than_three_megabytes() -> None:
    folder = ROOT / "data"
    total = sum(
        path.stat().st_size
        for part in (folder / "voorbeeld", folder / "programmes" / PROGRAMME)
        for path in _files(part)
        if "__pycache__" not in path.parts
    )
    assert total < 3_000_000


def test_every_file_is_read_or_goes_with_one_that_is(reads: dict[str, Read]) -> None:
    left = {path.relative_to(FILES).as_posix() for path in _files(FILES) if path.suffix != ".yaml"} - set(reads)
    companions = ("WijkenEnBuurten", "Codes", "Groups", "Properties", "Metadata", "TableInfos", "bronnen", "README")
    assert [name for name in sorted(left) if not any(word in name for word in companions)] == []


def test_all_sources_and_thirteen_editions_in_all_forms_are_there(reads: dict[str, Read]) -> None:
    # No addresses: a table of a whole town would be larger than all the rest. The other two come from StatLine only.
    elsewhere = {"cbs_adressen", "cbs_ses_woa", "politie_misdrijven"}
    assert {read.source for read in reads.values()} == set(discover()) - elsewhere
    kwb = {read.edition: read.what for read in reads.values() if read.source == "cbs_kwb"}
    assert sorted(kwb) == YEARS
    assert len(set(kwb.values())) == 4
    suffixes = {Path(name).suffix for name, read in reads.items() if read.source == "cbs_kwb"}
    assert suffixes == {".xls", ".xlsx", ".csv", ".json", ".parquet"}
    assert {read.edition for read in reads.values() if read.source == "cbs_grenzen"} == {"2013", "2019", "2025"}
    assert {read.edition for read in reads.values() if read.source == "rivm_gezondheid"} == {"2016", "2020", "2022"}
    assert {read.edition for read in reads.values() if read.source == "leefbaarometer"} == {"2024"}
    waves = {Path(name).suffix: read.edition for name, read in reads.items() if read.source.startswith("bewoners")}
    assert waves == {
        ".xlsx": "voorbeeld-enquete-uitkomsten-2019",
        ".csv": "voorbeeld-bewonersenquete-2021",
        ".sav": "voorbeeld-bewonersenquete-2023",
    }


def test_about_fifty_buurten_in_eight_wijken_with_nederland_and_two_neighbours(areas: pd.DataFrame) -> None:
    per_year = pd.crosstab(areas["boundary_year"], areas["level"])
    assert set(per_year["land"]) == {1}
    assert set(per_year["gemeente"]) == {3}
    assert set(per_year["wijk"]) == {8}
    assert per_year["buurt"].to_dict() == {year: 52 if year < 2019 else 53 for year in range(2013, 2026)}


def test_a_cell_of_the_table_view_is_the_same_after_loading(figures: pd.DataFrame) -> None:
    path = FILES / "cbs_kwb" / "2024" / "Kerncijfers_wijken_en_buurten_2024.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["Regioaanduiding/Codering (code)"].strip(): row for row in csv.DictReader(file, delimiter=";")}
    title = "Inkomen/Inkomen van personen/Personen in armoede (%)"
    for code in ("NL00", "GM9901", "WK990101", "BU99010100"):
        expected = float(rows[code][title].replace(",", "."))
        assert _value(figures, code, "2024", "percentage_personen_in_armoede") == expected


def test_a_recoded_buurt_keeps_its_border_and_its_people(
    areas: pd.DataFrame, figures: pd.DataFrame, geometry: gpd.GeoDataFrame
) -> None:
    years = areas.groupby("code")["boundary_year"].agg(["min", "max"])
    assert years.loc["BU99010701"].tolist() == [2013, 2018]
    assert years.loc["BU99010711"].tolist() == [2019, 2025]
    assert areas.query("code == 'BU99010711' and boundary_year == 2019")["change_flag"].tolist() == [2]
    before = _value(figures, "BU99010701", "2018", "aantal_inwoners")
    assert abs(_value(figures, "BU99010711", "2019", "aantal_inwoners") - before) < 50
    land = geometry[~geometry["water"]].set_index(["code", "boundary_year"])["geometry"]
    old, new = land["BU99010701", 2013], land["BU99010711", 2019]
    assert shapely.intersection(old, new).area / shapely.union(old, new).area > 0.98


def test_a_buurt_was_split_and_the_new_part_has_a_code_of_its_own(
    areas: pd.DataFrame, figures: pd.DataFrame, geometry: gpd.GeoDataFrame
) -> None:
    assert areas.query("code == 'BU99010506'")["boundary_year"].min() == 2019
    in_2019 = areas.query("boundary_year == 2019 and code in ['BU99010505', 'BU99010506']")
    assert in_2019["change_flag"].tolist() == [3, 3]
    whole = _value(figures, "BU99010505", "2018", "aantal_inwoners")
    parts = sum(_value(figures, code, "2019", "aantal_inwoners") for code in ("BU99010505", "BU99010506"))
    assert 0 < parts - whole < 0.2 * whole
    land = geometry[~geometry["water"]].set_index(["code", "boundary_year"])["geometry"]
    together = shapely.union(land["BU99010505", 2019], land["BU99010506", 2019])
    old = land["BU99010505", 2013]
    assert shapely.intersection(old, together).area / shapely.union(old, together).area > 0.98


def test_incomes_of_2025_are_not_yet_published_and_stay_so(figures: pd.DataFrame) -> None:
    income = figures.query("variable == 'gemiddeld_gestandaardiseerd_inkomen_eur1000'")
    assert set(income.query("period == '2025'")["reason"]) == {"not_published"}
    assert income.query("period == '2024' and area_code == 'GM9901'")["status"].tolist() == ["measured"]
    assert _value(figures, "GM9901", "2025", "aantal_inwoners") > 130_000


def test_small_buurten_are_suppressed(figures: pd.DataFrame) -> None:
    harbour = figures.query("area_code == 'BU99010406' and period == '2019' and source == 'cbs_kwb'")
    reasons = dict(zip(harbour["variable"], harbour["reason"], strict=True))
    assert reasons["gemiddelde_woz_waarde_eur1000"] == "secret"
    assert reasons["aantal_inwoners"] == ""


def test_poverty_has_another_definition_from_2024(figures: pd.DataFrame) -> None:
    periods = figures.groupby("variable")["period"].agg(["min", "max"])
    assert periods.loc["percentage_huishoudens_rond_sociaal_minimum"].tolist() == ["2013", "2023"]
    assert periods.loc["percentage_personen_in_armoede"].tolist() == ["2024", "2025"]


@pytest.mark.parametrize("year", YEARS)
def test_buurten_add_up_to_the_gemeente_but_for_rounding(figures: pd.DataFrame, year: str) -> None:
    people = figures.query("variable == 'aantal_inwoners' and period == @year").set_index("area_code")["value"]
    for level, count in (("WK9901", 8), ("BU9901", 53)):
        parts = people[people.index.str.startswith(level)]
        assert abs(parts.sum() - people["GM9901"]) <= 2.5 * count


def test_the_gap_narrows_in_one_theme_and_widens_in_another(figures: pd.DataFrame) -> None:
    programme = load_programme(PROGRAMME, set(discover_indicators()))
    buurten = [code for focuswijk in programme.focuswijken for code in focuswijk.buurten]

    def ratio(variable: str, period: str) -> float:
        focus = sum(_value(figures, code, period, variable) for code in buurten)
        return focus / _value(figures, "GM9901", period, variable)

    assert ratio("personen_met_bijstand", "2024") < 0.95 * ratio("personen_met_bijstand", "2019")
    assert ratio("gemiddeld_gestandaardiseerd_inkomen_eur1000", "2024") < 0.99 * ratio(
        "gemiddeld_gestandaardiseerd_inkomen_eur1000", "2019"
    )


@pytest.mark.parametrize("year", [2013, 2019, 2025])
def test_the_map_is_a_town_without_gaps_or_overlaps(areas: pd.DataFrame, geometry: gpd.GeoDataFrame, year: int) -> None:
    own = geometry[(geometry["boundary_year"] == year) & geometry["code"].str[2:6].eq("9901")]
    buurten = own[own["level"] == "buurt"]
    in_figures = areas.query("boundary_year == @year and level == 'buurt'")["code"]
    assert set(buurten["code"]) == set(in_figures)
    town = shapely.union_all(own.loc[own["level"] == "gemeente", "geometry"])
    tiles = shapely.union_all(buurten["geometry"])
    assert shapely.symmetric_difference(town, tiles).area < 0.002 * town.area
    assert abs(buurten.geometry.area.sum() - tiles.area) < 0.002 * town.area
    for _, wijk in own[own["level"] == "wijk"].groupby("code"):
        # The river and the lakes lie between; with them, a wijk is one piece.
        assert shapely.union_all(wijk["geometry"]).buffer(60).geom_type == "Polygon"
    assert own.total_bounds[0] > 150_000
    assert own.total_bounds[2] < 175_000
    assert 100e6 < town.area < 130e6


def test_the_programme_shows_seven_focuswijken_and_every_kind_of_fit() -> None:
    programme = load_programme(PROGRAMME, set(discover_indicators()))
    assert programme.fictief
    assert (programme.nulmeting.jaar, programme.horizon, len(programme.focuswijken)) == (2019, 2040, 7)
    assert {focuswijk.aansluiting for focuswijk in programme.focuswijken} == set(Aansluiting)
    assert "fictief" in programme.naam.lower()


def test_every_indicator_of_the_programme_has_figures(figures: pd.DataFrame) -> None:
    programme = load_programme(PROGRAMME, set(discover_indicators()))
    filled = set(map(tuple, figures.dropna(subset="value")[["source", "variable"]].drop_duplicates().to_numpy()))
    ids = [i for b in programme.bouwstenen for doel in b.doelen for i in (*doel.kernset, *doel.overig)]
    fed = {
        i
        for i in ids
        for recipe in discover_indicators()[i].recipes
        if all((recipe.source, v) in filled for v in (*recipe.numerator, *([recipe.value] if recipe.value else [])))
    }
    assert sorted(set(ids) - fed) == []
