"""The attack on what is really public: the example as built, with earlier snapshots, and controls that must fail."""

import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import indicators
from snapshot import publish, store
from snapshot.settings import settings
from tests.conftest import EXAMPLE_FILES, run_process
from tests.snapshot.public_attack import read, work_out

NAME = "voorbeeldstad"


def directories(data: Path) -> list[Path]:
    return sorted(p for p in (data / "snapshots" / NAME).iterdir() if p.is_dir())


@pytest.fixture(scope="module")
def built(voorbeeld: Path) -> Path:
    return directories(voorbeeld)[-1]


def test_no_small_count_of_the_example_can_be_worked_out(built: Path) -> None:
    found = work_out([built])
    assert found.small > 2000
    assert found.found_out == []


def _with_recipe(frame: pd.DataFrame) -> pd.DataFrame:
    recipes = {i.id: i.recipes[0] for i in indicators.discover().values() if i.recipes}
    own = frame["indicator"].map(recipes)
    return frame.assign(factor=[r.factor for r in own], ratio=[bool(r.denominator) for r in own])


def _rounded(values: pd.Series) -> pd.Series:
    return np.floor(values.where(values >= 10) / 5 + 0.5) * 5


def test_the_control_that_hides_small_counts_alone_fails(built: Path) -> None:
    """Every count under ten hidden, the rest rounded, and no thought of totals, parts and groups."""
    public = set(read(built / publish.OPENBAAR)["indicator"])
    frame = read(built / publish.INTERN)
    frame = _with_recipe(frame[frame["indicator"].isin(public)])
    counts = frame.assign(numerator=_rounded(frame["numerator"]), denominator=_rounded(frame["denominator"]))
    ratio = counts["factor"] * counts["numerator"] / counts["denominator"]
    told = counts.assign(value=np.where(counts["ratio"], ratio, _rounded(counts["value"])))
    assert len(work_out([built], told).found_out) > 50


def test_the_control_that_leaves_exact_percentages_in_fails(built: Path) -> None:
    """All as protected, but the shares and rates that are shown are those of the true counts."""
    exact = read(built / publish.INTERN)[["indicator", "area", "period", "value"]].rename(columns={"value": "exact"})
    told = _with_recipe(read(built / publish.OPENBAAR)).merge(exact, on=["indicator", "area", "period"], validate="1:1")
    told["value"] = told["exact"].where(told["ratio"] & told["value"].notna(), told["value"])
    found = work_out([built], told)
    assert len(found.found_out) > 100
    assert found.narrowest < 1.0


def test_two_snapshots_with_a_corrected_register_between_them_give_nothing_away(voorbeeld_copy: Path) -> None:
    """Some hundred counts of the register are corrected and a peil is built; both public halves are known."""
    settings.cache_clear()
    folder = voorbeeld_copy.parent / "correctie"
    shutil.copytree(EXAMPLE_FILES / "gemeente", folder)
    path = folder / "misdrijven-en-overlast.csv"
    table = pd.read_csv(path, sep=";", dtype=str, keep_default_na=False)
    counts = pd.to_numeric(table["Overlastmeldingen"], errors="coerce")
    buurten = (table["Soort gebied"] == "Buurt") & (counts > 40) & (table.index % 7 == 0)
    assert buurten.sum() > 20
    table.loc[buurten, "Overlastmeldingen"] = (counts[buurten] + 12).astype(int).astype(str)
    for _, year in table[buurten].groupby("Jaar"):
        whole = (table["Jaar"] == year["Jaar"].iloc[0]) & (table["Soort gebied"] == "Gemeente")
        table.loc[whole, "Overlastmeldingen"] = (counts[whole] + 12 * len(year)).astype(int).astype(str)
    table.to_csv(path, sep=";", index=False)
    fetched = run_process(voorbeeld_copy, "fetch", "--accept", "--from", str(folder))
    assert "Toegevoegd: 1" in fetched.out, fetched.out
    done = run_process(voorbeeld_copy, "build", "-p", NAME)
    assert done.code == 0, done.err
    assert "Gecorrigeerd: " in done.out
    assert "Let op: " not in done.out
    snapshots = directories(voorbeeld_copy)
    assert len(snapshots) == 2
    assert work_out(snapshots).found_out == []


def test_limits_that_become_stricter_find_what_was_given_away(kort_copy: Path) -> None:
    """A first peil under lax limits told small counts; the next names them, hides them, and says what to do."""
    lax = kort_copy / "programmes" / NAME / "programme.yaml"
    lax.parent.mkdir(parents=True)
    shipped = Path(__file__).parents[2] / "data" / "programmes" / NAME / "programme.yaml"
    limits = "afscherming:\n  lokaal_register: {minimum_personen: 3, minimum_huishoudens: 3, afronding: 1}\n"
    lax.write_text(shipped.read_text(encoding="utf-8") + limits, encoding="utf-8")
    assert run_process(kort_copy, "build", "-p", NAME).code == 0
    lax.unlink()
    done = run_process(kort_copy, "build", "-p", NAME)
    line = next(line for line in done.out.splitlines() if line.startswith("Let op: "))
    assert "kleine aantallen zijn uit een eerder openbaar peil te herleiden en niet meer te beschermen" in line
    assert line.endswith(
        "Dit peil toont ze niet. Overleg met de functionaris gegevensbescherming, en haal het eerdere peil weg waar "
        "het openbaar staat."
    )
    store.forget()
    told = read(directories(kort_copy)[-1] / publish.OPENBAAR)
    assert not ((told["numerator"] < 5) | (told["denominator"] < 5)).any()
