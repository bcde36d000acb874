"""The real files of Breda: every figure of an area that is not in doubt arrives, and nothing else does.

Expected figures are read here with the csv module alone, matched by the code that the row has by its place or name.
"""

import csv
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from loaders._descriptor_file import read_descriptor
from loaders.lokaal_register import LOADER
from model.areas import level_of
from model.loading import Context, RawFile, Reading

BRONNEN = Path(__file__).resolve().parents[2] / "data" / "programmes" / "verbeter-breda" / "bronnen"


@cache
def areas(real: Path) -> pd.DataFrame:
    """AREA_COLUMNS of Breda, in the order of the codes, from the region list of KWB 2020."""
    listed = pd.read_parquet(real / "cbs_kwb" / "kwb_2020_odata3_84799NED_WijkenEnBuurten.parquet")
    frame = pd.DataFrame({"code": listed["Key"].str.strip(), "name": listed["Title"].str.strip()})
    frame = frame[frame["code"].str[2:6] == "0758"].reset_index(drop=True)
    return frame.assign(
        boundary_year=2020,
        level=[level_of(code).value for code in frame["code"]],
        parent=None,
        gemeente="GM0758",
        change_flag=None,
    )


@cache
def loaded(real: Path, name: str) -> tuple[str, Reading]:
    paths = [path for path in sorted(BRONNEN.glob("*.yaml")) if path.name != "edities.yaml"]
    descriptors = tuple(read_descriptor(path) for path in paths)
    file = RawFile(real / "breda_local" / name, descriptors=descriptors)
    recognition = LOADER.recognise(file)
    assert recognition is not None
    assert recognition.edition is not None
    return recognition.edition, LOADER.read(file, recognition.edition, Context(areas(real)))


def figures(real: Path, name: str, variable: str) -> dict[tuple[str, str], float]:
    """Value by code and period of one variable."""
    frame = loaded(real, name)[1].observations
    frame = frame[(frame["variable"] == variable) & frame["value"].notna()]
    return {(c, p): v for c, p, v in frame[["area_code", "period", "value"]].itertuples(index=False)}


def raw(real: Path, name: str, delimiter: str = ",") -> list[list[str]]:
    with (real / "breda_local" / name).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines, delimiter=delimiter))


def buurt_codes(real: Path) -> list[str]:
    codes: list[str] = areas(real)["code"].tolist()
    return [code for code in codes if code.startswith("BU")]


@pytest.mark.parametrize(
    ("name", "variable", "edition"),
    [
        ("breda_population_2008_2022_wide.csv", "inwoners_gemeente", "breda-inwoners-2008-2022"),
        (
            "breda_income_recipients_2014_2021_wide.csv",
            "inkomensontvangers_gemeente",
            "breda-inkomensontvangers-2014-2021",
        ),
    ],
)
def test_a_row_per_buurt_in_the_order_of_the_codes(real, name, variable, edition):
    header, *rows = raw(real, name)
    wanted = {
        (code, year): float(cell.replace(",", ""))
        for code, row in zip(buurt_codes(real), rows, strict=True)
        for year, cell in zip(header[2:], row[2:], strict=True)
    }
    assert figures(real, name, variable) == wanted
    assert loaded(real, name)[0] == edition


def test_population_spot_values(real):
    found = figures(real, "breda_population_2008_2022_wide.csv", "inwoners_gemeente")
    assert found["BU07580002", "2008"] == 2830  # Chassé, 'Chass' in the file
    assert found["BU07580700", "2008"] == 5430  # the buurt Bavel
    assert found["BU07580501", "2008"] == 6320  # Heuvel
    assert ("WK075807", "2008") not in found


def test_woz_and_the_zeros_that_are_no_value(real):
    name = "breda_woz_2015_2022_wide.csv"
    header, centrum, *rows = raw(real, name)
    wanted = {("WK075800", year): float(cell) for year, cell in zip(header[1:], centrum[1:], strict=True)}
    for code, row in zip(buurt_codes(real), rows, strict=True):
        wanted |= {(code, y): float(cell) for y, cell in zip(header[1:], row[1:], strict=True) if cell != "0"}
    found = figures(real, name, "woz_waarde_gemeente")
    assert found == wanted
    assert found["WK075800", "2022"] == 264000
    assert found["BU07580900", "2015"] == 287000  # 'Prisenbeek' in the file
    assert ("BU07580205", "2022") not in found  # Hoogeind
    assert found["BU07581009", "2020"] == 689000


def test_crimes_of_all_68_areas_in_eleven_years(real):
    name = "breda_registered_crimes_2012_2022_long.csv"
    rows = raw(real, name)[1:]
    codes = [code for code in areas(real)["code"] for _ in range(11)]
    wanted = {(code, year): float(cell) for code, (year, _, cell) in zip(codes, rows, strict=True)}
    found = figures(real, name, "misdrijven")
    assert found == wanted
    assert (found["WK075807", "2022"], found["BU07580700", "2022"]) == (241, 125)
    assert not [n for n in loaded(real, name)[1].notes if n.kind == "apart_gezet"]


def test_first_of_two_names_is_the_wijk_because_it_is_the_sum_of_its_buurten(real):
    found = figures(real, "breda_registered_crimes_2012_2022_long.csv", "misdrijven")
    for wijk in ("WK075807", "WK075808", "WK075809", "WK075810"):
        for year in range(2012, 2023):
            buurten = [code for code in buurt_codes(real) if code[2:8] == wijk[2:]]
            assert found[wijk, str(year)] == sum(found[code, str(year)] for code in buurten)


def test_year_of_crime_by_type_is_the_one_whose_totals_agree(real):
    header, *rows = raw(real, "breda_crime_by_type_wide.csv")
    totals = {row[1]: int(row[header.index("Total felonies")]) for row in rows}
    agreeing = {}
    for year in range(2012, 2023):
        summed: dict[str, int] = {}
        for said, name, cell in raw(real, "breda_registered_crimes_2012_2022_long.csv")[1:]:
            if said == str(year):
                summed[name] = summed.get(name, 0) + int(cell)
        agreeing[year] = sum(totals[name] == value for name, value in summed.items())
    assert agreeing.pop(2022) == 64
    assert max(agreeing.values()) == 3


def test_crime_by_type_without_the_names_that_were_added_up(real):
    name = "breda_crime_by_type_wide.csv"
    header, *rows = raw(real, name)
    codes = dict(areas(real)[["name", "code"]].itertuples(index=False, name=None))
    doubled = {"Bavel", "Ulvenhout", "Prinsenbeek", "Teteringen"}
    place = header.index("Home theft/burglary")
    wanted = {(codes[row[1]], "2022"): float(row[place]) for row in rows if row[1] not in doubled}
    assert figures(real, name, "misdrijven_woninginbraak") == wanted
    assert wanted["GM0758", "2022"] == 272
    apart = [n.text for n in loaded(real, name)[1].notes if n.kind == "apart_gezet"]
    assert len(apart) == 4


def test_nuisance_by_place_in_the_file(real):
    name = "breda_nuisance_registrations_2022.csv"
    rows = raw(real, name, ";")[1:]
    apart = {"BU07580700", "BU07580900"}
    for column, variable in ((1, "overlastmeldingen"), (3, "overlast_jeugd"), (9, "overlast_geluid_overig")):
        wanted = {
            (code, "2022"): float(row[column])
            for code, row in zip(areas(real)["code"], rows, strict=True)
            if code not in apart
        }
        assert figures(real, name, variable) == wanted


def test_nuisance_of_a_wijk_is_the_sum_of_the_rows_that_its_aliases_give(real):
    lines = raw(real, "breda_nuisance_registrations_2022.csv", ";")[1:]
    rows = dict(zip(areas(real)["code"], lines, strict=True))
    for wijk in (code for code in rows if code.startswith("WK")):
        for column in range(1, 10):
            buurten = [int(rows[code][column]) for code in buurt_codes(real) if code[2:8] == wijk[2:]]
            assert int(rows[wijk][column]) == sum(buurten)


def test_population_and_addresses_by_type_of_region(real):
    name = "breda_population_addresses_2023.csv"
    rows = raw(real, name)[1:]
    codes = areas(real)["code"].tolist()[1:]
    for column, variable in ((3, "inwoners_gemeente"), (4, "adressen_gemeente"), (5, "woningen_gemeente")):
        wanted = {(code, "2022"): float(row[column]) for code, row in zip(codes, rows, strict=True)}
        assert figures(real, name, variable) == wanted


def test_population_and_addresses_are_of_2022(real):
    by_type = figures(real, "breda_population_addresses_2023.csv", "inwoners_gemeente")
    series = figures(real, "breda_population_2008_2022_wide.csv", "inwoners_gemeente")
    assert {key: by_type[key] for key in series if key[1] == "2022"} == {
        key: value for key, value in series.items() if key[1] == "2022"
    }
    with (real / "cbs_kwb" / "kwb_2022_tmap_wijk_attributes_NL.csv").open(encoding="utf-8") as lines:
        cbs = {row["code"]: row for row in csv.DictReader(lines) if row["code"].startswith("WK0758")}
    houses = figures(real, "breda_population_addresses_2023.csv", "woningen_gemeente")
    assert len(cbs) == 11
    for code, row in cbs.items():
        assert float(row["population"]) == by_type[code, "2022"]
        assert float(row["dwelling_total"]) == houses[code, "2022"]
