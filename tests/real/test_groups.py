"""Focuswijken, rest van de stad and baselines of the real programmes, each worked out again from the files."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from model.areas import focuswijk_code
from snapshot import figures
from snapshot.store import Snapshot
from tests.conftest import run_process
from tests.real import files
from tests.real.asked import value_of


def buurten_of(s: Snapshot) -> tuple[list[str], list[str]]:
    """Buurten of the focuswijken, and all others of the gemeente, from the programme alone."""
    gemeente = s.programme.gemeenten[0]
    focus = sorted({code for f in s.programme.focuswijken for code in f.buurten})
    every = [code for code in figures.areas(s)["code"] if code.startswith("BU" + gemeente[2:])]
    return focus, sorted(set(every) - set(focus))


def test_shares_of_focuswijken_and_rest_are_sums_over_sums(s: Snapshot, real: Path) -> None:
    frame = files.kwb_2020(real)
    base = frame["k_15Tot25Jaar_9"] + frame["k_25Tot45Jaar_10"] + frame["k_45Tot65Jaar_11"]
    people = frame["PersonenPerSoortUitkeringBijstand_83"].where(base > 0)
    for area, buurten in zip(("focuswijken", "rest"), buurten_of(s), strict=True):
        known = people[buurten].dropna().index
        expected = 1000 * people[known].sum() / base[known].sum()
        (row,) = figures.plain_records(figures.figure_table(s, "bijstand_per_1000", [area], ["2020"]))
        assert row["value"] == pytest.approx(expected, rel=1e-12)
        assert row["computed"]
        inhabitants = files.kwb_2024(real)["Bevolking/Aantal inwoners (aantal)"]
        assert row["coverage"] == pytest.approx(inhabitants[known].sum() / inhabitants[buurten].sum(), rel=1e-2)
        assert row["n_buurten"] == len(buurten)


def test_a_modelled_share_is_weighted_by_inhabitants_of_15_and_older(s: Snapshot, real: Path) -> None:
    cells = pd.to_numeric(files.rivm_2020(real)["MoeiteMetRondkomen_38"], errors="coerce")
    frame = files.kwb_2020(real)
    adults = frame[["k_15Tot25Jaar_9", "k_25Tot45Jaar_10", "k_45Tot65Jaar_11", "k_65JaarOfOuder_12"]].sum(axis=1)
    for area, buurten in zip(("focuswijken", "rest"), buurten_of(s), strict=True):
        known = cells[buurten].dropna().index
        expected = (cells[known] * adults[known]).sum() / adults[known].sum()
        assert value_of(s, "moeite_met_rondkomen", area, "2020") == pytest.approx(expected, rel=1e-12)


def test_woz_of_focuswijken_and_gemeente_is_weighted_by_homes_of_2022(breda: Snapshot, real: Path) -> None:
    codes = [code for code in files.kwb_2020(real).index if code.startswith("BU0758")]
    woz = files.rows(real, "breda_woz_2015_2022_wide.csv")
    values = pd.Series([files.number(line[8]) for line in woz[2:]], index=codes).replace(0, np.nan).dropna()
    homes = [files.number(ln[5]) for ln in files.rows(real, "breda_population_addresses_2023.csv")[1:]]
    region = [code for code in files.kwb_2020(real).index if code[2:6] == "0758" and code[:2] in ("WK", "BU")]
    weights = pd.Series(homes, index=region)
    focus, rest = buurten_of(breda)
    for area, buurten in (("focuswijken", focus), ("rest", rest), ("GM0758", focus + rest)):
        known = values.index.intersection(buurten)
        expected = (values[known] * weights[known]).sum() / weights[known].sum()
        assert value_of(breda, "woz_waarde_gemeente", area, "2022") == pytest.approx(expected, rel=1e-12)


def test_leefbaarometer_has_no_rest_of_the_city_and_says_why(breda: Snapshot, real: Path) -> None:
    (rest,) = figures.plain_records(figures.figure_table(breda, "leefbaarometer", ["rest"], ["2024"]))
    inhabitants = files.kwb_2024(real)["Bevolking/Aantal inwoners (aantal)"]
    scores = files.leefbaarometer(real)
    given = set(scores.loc[scores["jaar"] == 2024, "code"])
    focus, others = buurten_of(breda)
    covered = inhabitants[[c for c in others if c in given]].sum() / inhabitants[others].sum()
    assert (rest["value"], rest["reason"], rest["computed"]) == (None, "low_coverage", False)
    assert rest["coverage"] == pytest.approx(covered, rel=1e-9)
    assert rest["note"] == "wel cijfers voor 3 % van de inwoners"
    # Without Brabantpark, which is not in the file, the focuswijken are all there.
    exact = [code for code in focus if code != "BU07580200"]
    values = scores[scores["jaar"] == 2024].set_index("code")["lbm"][exact]
    expected = (values * inhabitants[exact]).sum() / inhabitants[exact].sum()
    assert value_of(breda, "leefbaarometer", "focuswijken-exact", "2024") == pytest.approx(expected, rel=1e-12)


def test_roosendaal_has_leefbaarometer_of_wijken_only_and_its_focuswijken_say_why(roosendaal: Snapshot) -> None:
    groups = [focuswijk_code(f.id) for f in roosendaal.programme.focuswijken] + ["focuswijken", "rest"]
    found = figures.figure_table(roosendaal, "leefbaarometer", groups, ["2024"])
    assert list(found["reason"]) == ["low_coverage"] * 7
    assert list(found["coverage"]) == [0.0] * 7


def test_focuswijk_without_buurten_says_why(breda: Snapshot) -> None:
    for indicator in ("inwoners", "leefbaarometer", "misdrijven", "moeite_met_rondkomen"):
        found = figures.figure_table(breda, indicator, [focuswijk_code("haagdijken")])
        assert len(found) > 0
        assert set(found["reason"]) == {"no_buurten"}


def test_a_focuswijk_of_one_buurt_has_the_figure_of_that_buurt(breda: Snapshot) -> None:
    for indicator in ("bijstand_per_1000", "moeite_met_rondkomen"):
        own = figures.figure_table(breda, indicator, ["BU07580501"], ["2020"])["value"]
        assert value_of(breda, indicator, focuswijk_code("heuvel"), "2020") == own[0]


def test_the_command_line_tells_change_since_the_nulmeting_and_differences(data: Path, real: Path) -> None:
    asked = ["figures", "-p", "verbeter-breda", "-i", "aandeel_65_en_ouder", "-a", "BU07580501", "--json"]
    ran = run_process(data, *asked, "--period", "2024")
    assert ran.code == 0, ran.err
    (row,) = json.loads(ran.out)
    now = files.worked_out(files.kwb_2024(real), files.KWB_2024["aandeel_65_en_ouder"])
    before = files.worked_out(files.kwb_2020(real), files.KWB_2020["aandeel_65_en_ouder"])
    assert row["value"] == now["BU07580501"]
    assert (row["area_name"], row["unit"], row["source"], row["edition"]) == ("Heuvel", "%", "cbs_kwb", "2024")
    baselines = {b["baseline"]: b for b in row["baselines"]}
    assert baselines["gemeente"]["value"] == now["GM0758"]
    assert baselines["Nederland"]["difference"] == now["BU07580501"] - now["NL00"]
    # The nulmeting is 2022; the nearest year before it with figures is 2020.
    assert baselines["nulmeting"]["period"] == "2020"
    assert baselines["nulmeting"]["value"] == before["BU07580501"]
    assert baselines["nulmeting"]["difference"] == now["BU07580501"] - before["BU07580501"]
