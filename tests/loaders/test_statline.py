"""Tables of StatLine with years beside areas: registered crime and SES-WOA, in the forms in which they go round."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from loaders import cbs_ses_woa, politie_misdrijven
from loaders._statline import StatLineLoader
from model.errors import LoadRefused
from model.loading import AREA_COLUMNS, Context, RawFile, Reading, Recognition
from tests.net.other_sources import crime, ses
from tests.net.tables import Table

CRIME, SES = politie_misdrijven.LOADER, cbs_ses_woa.LOADER
NOWHERE = pd.DataFrame({name: pd.Series(dtype=object) for name in AREA_COLUMNS})


def _write(folder: Path, table: Table, form: str = "parquet", describe: bool = True) -> Path:
    path = folder / f"{table.identifier}_UntypedDataSet.{form}"
    if form == "parquet":
        pd.DataFrame(table.rows).to_parquet(path, index=False)
    elif form == "json":
        path.write_text(json.dumps({"value": table.rows}), encoding="utf-8")
    else:
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.DictWriter(stream, list(table.rows[0]), delimiter=";")
            writer.writeheader()
            writer.writerows(table.rows)
    if describe:
        info = {"ID": 0, "Title": table.title, "Identifier": table.identifier, "Modified": table.modified}
        parts = {"TableInfos": [info], "DataProperties": table.properties, **table.dimensions}
        for name, rows in parts.items():
            about = folder / f"{table.identifier}_{name}.json"
            about.write_text(json.dumps({"value": rows}), encoding="utf-8")
    return path


def _file(path: Path, edition: str | None = None) -> RawFile:
    return RawFile(path, edition, tuple(sorted(other for other in path.parent.iterdir() if other != path)))


def _recognise(loader: StatLineLoader, path: Path) -> Recognition | None:
    return loader.recognise(_file(path))


def _read(loader: StatLineLoader, path: Path, edition: str = "2025", areas: pd.DataFrame = NOWHERE) -> Reading:
    return loader.read(_file(path, edition), edition, Context(areas))


def _values(reading: Reading, variable: str, area: str) -> dict[str, Any]:
    assert reading.observations is not None
    rows = reading.observations
    rows = rows[(rows["variable"] == variable) & (rows["area_code"] == area)]
    return {
        str(row.period): str(row.reason) if pd.isna(row.value) else float(row.value)
        for row in rows.itertuples(index=False)
    }


@pytest.mark.parametrize("form", ["parquet", "json", "csv"])
def test_crime_is_read_per_kind_and_year_in_every_form(tmp_path: Path, form: str) -> None:
    path = _write(tmp_path, crime(), form)
    recognised = _recognise(CRIME, path)
    assert recognised is not None
    assert (recognised.source, recognised.edition, recognised.modified) == (
        "politie_misdrijven",
        "2025",
        "2026-01-15T02:00:00",
    )
    assert len(recognised.companions) == 5
    reading = _read(CRIME, path)
    assert _values(reading, "misdrijven", "BU99010100") == {"2023": 60, "2024": 61, "2025": 62}
    assert _values(reading, "misdrijven_woninginbraak", "BU99010000") == dict.fromkeys(
        ("2023", "2024", "2025"), "secret"
    )
    assert _values(reading, "misdrijven_mishandeling", "NL00")["2023"] == 9000


def test_kinds_that_are_not_used_are_listed(tmp_path: Path) -> None:
    notes = [note.text for note in _read(CRIME, _write(tmp_path, crime())).notes]
    assert "47018NED_UntypedDataSet.parquet: soorten die niet worden gebruikt (1): 3.9.9 3.9.9 Iets nieuws." in notes


def test_a_kind_whose_key_now_means_something_else_is_left_out(tmp_path: Path) -> None:
    table = crime()
    table.dimensions["SoortMisdrijf"][1]["Title"] = "1.1.1 Diefstal van fietsen"
    reading = _read(CRIME, _write(tmp_path, table))
    assert _values(reading, "misdrijven_woninginbraak", "BU99010100") == {}
    other = (
        "soorten die anders heten dan de bron ze noemde en niet zijn gebruikt (1): 1.1.1 '1.1.1 Diefstal van fietsen'."
    )
    assert f"47018NED_UntypedDataSet.parquet: {other}" in [note.text for note in reading.notes]


def test_crime_is_on_the_borders_whose_buurten_it_has(tmp_path: Path) -> None:
    path = _write(tmp_path, crime())
    codes = sorted({str(row["WijkenEnBuurten"]).strip() for row in crime().rows})
    own = [code for code in codes if code[:2] in ("WK", "BU")]
    rows = [(code, year) for year in (2024, 2026) for code in own if year == 2024 or code != own[0]]
    areas = pd.DataFrame(rows, columns=["code", "boundary_year"]).reindex(columns=list(AREA_COLUMNS))
    observations = _read(CRIME, path, areas=areas).observations
    assert observations is not None
    assert set(observations["boundary_year"]) == {2024}


def test_ses_woa_is_the_total_score_of_the_borders_in_its_title(tmp_path: Path) -> None:
    path = _write(tmp_path, ses())
    recognised = _recognise(SES, path)
    assert recognised is not None
    assert recognised.edition == "2025"
    reading = _read(SES, path)
    score = -0.3 + sum(map(ord, "GM9901")) % 60 / 100
    assert _values(reading, "ses_woa_score", "GM9901") == {
        "2023": pytest.approx(score, abs=5e-4),
        "2024": pytest.approx(score + 0.01, abs=5e-4),
    }
    assert _values(reading, "ses_woa_huishoudens", "GM9901") == {"2023": 900, "2024": 900}
    assert reading.observations is not None
    assert set(reading.observations["boundary_year"]) == {2025}
    by_period = reading.observations.groupby("period", observed=True)["status"].unique()
    assert {period: set(found) for period, found in by_period.items()} == {
        "2023": {"measured"},
        "2024": {"provisional"},
    }


def test_without_its_description_ses_woa_does_not_say_its_edition(tmp_path: Path) -> None:
    recognised = _recognise(SES, _write(tmp_path, ses(), describe=False))
    assert recognised is not None
    assert recognised.edition is None


def _unit(table: Table) -> None:
    table.properties[-1]["Unit"] = "x 1 000"


def _negative(table: Table) -> None:
    table.rows[4]["GeregistreerdeMisdrijven_1"] = "      -3"


def _word(table: Table) -> None:
    table.rows[4]["GeregistreerdeMisdrijven_1"] = "veel"


REFUSED = [
    pytest.param(
        _unit,
        "2025",
        "47018NED_UntypedDataSet.parquet, kolom 'GeregistreerdeMisdrijven_1': de eenheid van deze kolom is 'x 1 000', "
        "maar hoort 'aantal' te zijn. Haal het bestand opnieuw op.",
        id="25-unit",
    ),
    pytest.param(
        _negative,
        "2025",
        "47018NED_UntypedDataSet.parquet, rij 6, kolom 'GeregistreerdeMisdrijven_1', waarde '-3': 'Diefstal of "
        "inbraak uit een woning' is ten minste 0. Herstel de waarde of haal het bestand opnieuw op bij de bron.",
        id="22-negative",
    ),
    pytest.param(
        lambda table: None,
        "2024",
        "47018NED_UntypedDataSet.parquet: volgens het bestand zelf is dit editie 2025, maar de opgegeven editie is "
        "2024. Geef editie 2025 op, of kies het bestand van 2024.",
        id="27-other-year",
    ),
]


@pytest.mark.parametrize(("spoil", "edition", "message"), REFUSED)
def test_what_cannot_be_is_refused(tmp_path: Path, spoil: Callable[[Table], None], edition: str, message: str) -> None:
    table = crime()
    spoil(table)
    with pytest.raises(LoadRefused) as refusal:
        _read(CRIME, _write(tmp_path, table), edition)
    assert str(refusal.value) == message


def test_a_cell_that_is_no_number_is_refused(tmp_path: Path) -> None:
    table = crime()
    _word(table)
    with pytest.raises(LoadRefused) as refusal:
        _read(CRIME, _write(tmp_path, table))
    assert "rij 6, kolom 'GeregistreerdeMisdrijven_1', waarde 'veel'" in str(refusal.value)


def test_other_tables_are_left_to_their_own_reader(tmp_path: Path) -> None:
    assert _recognise(SES, _write(tmp_path, crime())) is None
    assert _recognise(CRIME, _write(tmp_path, ses())) is None
