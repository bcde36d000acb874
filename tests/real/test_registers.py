"""Figures of local files of Breda, for every name that fits one area."""

from pathlib import Path

import numpy as np
import pytest

from snapshot import figures
from snapshot.store import Snapshot
from tests.real import files
from tests.real.asked import value_of


@pytest.mark.parametrize(
    ("name", "indicator", "column", "misspelt", "count"),
    [
        ("breda_population_2008_2022_wide.csv", "inwoners_gemeente", 1, {"Chass"}, 51 * 15),
        ("breda_income_recipients_2014_2021_wide.csv", "inkomensontvangers_gemeente", 1, {"Chass"}, 51 * 8),
        ("breda_woz_2015_2022_wide.csv", "woz_waarde_gemeente", 0, {"Centrum", "Niew Wolfslaar", "Prisenbeek"}, 374),
    ],
)
def test_local_series_of_all_names_that_fit_one_area(
    breda: Snapshot, real: Path, name: str, indicator: str, column: int, misspelt: set[str], count: int
) -> None:
    codes = files.breda_codes(real)
    header, *lines = files.rows(real, name)
    assert {line[column] for line in lines if files.plain(line[column]) not in codes} == misspelt
    found = figures.figure_table(breda, indicator).set_index(["area", "period"])
    checked = 0
    for line in lines:
        fitting = codes.get(files.plain(line[column]), [])
        if len(fitting) != 1:
            continue
        for year, cell in zip(header[column + 1 :], line[column + 1 :], strict=True):
            row = found.loc[(fitting[0], year)]
            if indicator == "woz_waarde_gemeente" and cell == "0":
                assert np.isnan(row["value"])
                assert row["reason"] == "unknown"
            else:
                assert row["value"] == files.number(cell)
                assert not row["computed"]
                checked += 1
    assert checked == count


def test_registered_crimes_of_all_names_that_fit_one_area(breda: Snapshot, real: Path) -> None:
    codes = files.breda_codes(real)
    found = figures.figure_table(breda, "misdrijven").set_index(["area", "period"])["value"]
    lines = files.rows(real, "breda_registered_crimes_2012_2022_long.csv")[1:]
    clear = {(codes[files.plain(n)][0], y): float(v) for y, n, v in lines if len(codes[files.plain(n)]) == 1}
    assert len(clear) == 60 * 11
    assert {key: found[key] for key in clear} == clear


def test_crimes_per_thousand_inhabitants_by_hand(breda: Snapshot) -> None:
    # Geeren-noord 2022: 110 crimes, 2.695 inhabitants; Breda: 10.752 crimes, its buurten have 184.670 inhabitants.
    assert value_of(breda, "misdrijven_per_1000", "BU07580106", "2022") == 1000 * 110 / 2695
    assert value_of(breda, "misdrijven_per_1000", "GM0758", "2022") == 1000 * 10752 / 184670
    # Also in 2020, when CBS has a count of its own: the series keeps to the inhabitants that the gemeente counts.
    assert value_of(breda, "misdrijven_per_1000", "GM0758", "2020") == 1000 * 10895 / 184020


def test_kinds_of_crime_and_nuisance_of_the_gemeente_are_those_of_the_file(breda: Snapshot) -> None:
    # The police count 272 burglaries and 5.672 reports in Breda; some of its buurten cannot be told apart.
    assert value_of(breda, "woninginbraken_per_1000", "GM0758", "2022") == 1000 * 272 / 184670
    assert value_of(breda, "overlastmeldingen_per_1000", "GM0758", "2022") == 1000 * 5672 / 184670
