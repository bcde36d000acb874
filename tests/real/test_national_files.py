"""Every area in the national files has the figure of the file, to the last digit.

In the snapshot of Breda that is the whole country; in that of Roosendaal its own areas, since both hold the same rest.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from snapshot import figures
from snapshot.store import Snapshot
from tests.real import files


def is_asked(s: Snapshot, codes: pd.Index) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    own = codes.str[2:6].isin([gemeente[2:] for gemeente in s.programme.gemeenten]) | (codes == "NL00")
    return own | (s.programme.id == "verbeter-breda")


def figures_of(s: Snapshot, indicator: str, period: str) -> pd.DataFrame:
    """Figures of the areas that are asked for, by code."""
    own = s.programme.id != "verbeter-breda"
    return figures.figure_table(s, indicator, periods=[period], own=own).set_index("area")


def check_all(s: Snapshot, indicator: str, period: str, expected: pd.Series) -> None:
    """Every area of the file has the file's figure, to the last digit, and no figure where the file has none.

    The one exception: a wijk or gemeente of the programme that the file gives no figure for is computed, and says so.
    """
    found = figures_of(s, indicator, period)
    expected = expected[is_asked(s, expected.index)]
    official = found[found["level"].isin(["land", "gemeente", "wijk", "buurt"])]
    published = official[~official["computed"]]
    assert set(expected.index) == set(official.index)
    added = official.index[official["computed"]]
    assert expected[added].isna().all()
    gemeente = s.programme.gemeenten[0]
    assert all(code[2:6] == gemeente[2:] and code[:2] in ("GM", "WK") for code in added)
    pd.testing.assert_series_equal(
        published["value"].sort_index(), expected[published.index].sort_index(), check_names=False, check_exact=True
    )
    assert (published["reason"] != "").equals(published["value"].isna())


def test_no_column_with_figures_is_left_out(real: Path) -> None:
    frame = files.kwb_2020(real)
    used = {column for above, below, _ in files.KWB_2020.values() for column in above + below}
    filled = {column for column in frame.columns if frame[column].notna().any()}
    assert filled - used == {
        "ID",
        "WijkenEnBuurten",
        "Gemeentenaam_1",
        "SoortRegio_2",
        "Codering_3",
        "IndelingswijzigingWijkenEnBuurten_4",
        "MeestVoorkomendePostcode_113",
        "Dekkingspercentage_114",
    }


@pytest.mark.parametrize("indicator", files.KWB_2020)
def test_kerncijfers_2020_of_all_areas(s: Snapshot, real: Path, indicator: str) -> None:
    expected = files.worked_out(files.kwb_2020(real), files.KWB_2020[indicator])
    check_all(s, indicator, "2020", expected)


@pytest.mark.parametrize("indicator", files.KWB_2024)
def test_kerncijfers_2024_of_all_areas(s: Snapshot, real: Path, indicator: str) -> None:
    expected = files.worked_out(files.kwb_2024(real), files.KWB_2024[indicator])
    check_all(s, indicator, "2024", expected)


def test_numerators_and_denominators_are_those_of_the_file(s: Snapshot, real: Path) -> None:
    frame = files.kwb_2020(real)
    found = figures_of(s, "bijstand_per_1000", "2020")
    official = found[~found["computed"] & found["value"].notna() & (found["level"] != "focuswijk")]
    assert len(official) == {"verbeter-breda": 15_765, "npr-roosendaal": 68}[s.programme.id]
    rows = frame.loc[official.index]
    assert (official["numerator"] == rows["PersonenPerSoortUitkeringBijstand_83"]).all()
    base = rows["k_15Tot25Jaar_9"] + rows["k_25Tot45Jaar_10"] + rows["k_45Tot65Jaar_11"]
    assert (official["denominator"] == base).all()


@pytest.mark.parametrize("indicator", files.RIVM_2020)
def test_rivm_2020_of_all_areas(s: Snapshot, real: Path, indicator: str) -> None:
    cells = files.rivm_2020(real)[files.RIVM_2020[indicator]]
    found = figures_of(s, indicator, "2020")
    published = found[~found["computed"] & (found["level"] != "focuswijk")]
    assert set(published.index) <= set(cells.index)
    cells = cells[published.index]
    numbers = pd.to_numeric(cells.where(~cells.isin([".", ""])))
    assert numbers.notna().sum() > {"verbeter-breda": 14_000, "npr-roosendaal": 60}[s.programme.id]
    assert (published["value"].isna() == numbers.isna()).all()
    assert (published["value"].dropna() == numbers.dropna()).all()
    assert (published["status"][numbers.notna()] == "modelled").all()
    assert (published["reason"][cells == "."] == "secret").all()
    assert (published["reason"][cells == ""] == "not_applicable").all()


@pytest.mark.parametrize("indicator", files.LEEFBAAROMETER)
def test_leefbaarometer_of_every_area_and_year(s: Snapshot, real: Path, indicator: str) -> None:
    column = files.LEEFBAAROMETER[indicator]
    file = files.leefbaarometer(real).dropna(subset=[column])
    found = figures.figure_table(s, indicator, own=False)
    found = found[found["level"].isin(["wijk", "buurt"]) & ~found["computed"] & found["value"].notna()]
    expected = {(c, str(y)): v for c, y, v in file[["code", "jaar", column]].itertuples(index=False)}
    assert {(a, p): v for a, p, v in found[["area", "period", "value"]].itertuples(index=False)} == expected
    assert len(expected) == {"lbm": 237, "afw": 237}.get(column, 133)
    assert set(found["status"]) == {"modelled"}
