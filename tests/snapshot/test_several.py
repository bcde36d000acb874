"""Several areas and indicators at once: each figure at its own period, two together, and the most similar buurten."""

import numpy as np
import pytest

from indicators.methods.similarity import ordinary_difference
from model.areas import Level
from snapshot import figures, several, store


def test_each_indicator_at_its_own_period(voorbeeld_open: store.Snapshot) -> None:
    periods = {"corporatiewoningen": "2018", "gemiddelde_woz_waarde": "2025"}
    frame = several.side_by_side(voorbeeld_open, periods, ["BU99010100", "rest"])
    found = set(zip(frame["indicator"], frame["period"], frame["area"], strict=True))
    assert found == {(i, period, area) for i, period in periods.items() for area in ("BU99010100", "rest")}


def test_two_together_hold_only_areas_with_both(voorbeeld_open: store.Snapshot) -> None:
    about = ("corporatiewoningen", "2025"), ("gemiddelde_woz_waarde", "2025")
    found = several.together(voorbeeld_open, *about, Level.BUURT)
    values = [figures.map_values(voorbeeld_open, *one, Level.BUURT).set_index("area")["value"] for one in about]
    known = values[0].dropna().index.intersection(values[1].dropna().index)
    assert set(found.frame["area"]) == set(known)
    assert found.without == len(values[0].index.union(values[1].index)) - len(known)
    assert found.straight.value == pytest.approx(np.corrcoef(values[0][known], values[1][known])[0, 1])
    assert found.slope == pytest.approx(np.polyfit(values[0][known], values[1][known], 1)[0])


def test_parts_of_a_distance_follow_from_the_figures(voorbeeld_open: store.Snapshot) -> None:
    ids = ["koopwoningen", "inwoners", "gemiddelde_woz_waarde"]
    found = several.similar(voorbeeld_open, "BU99010100", [*ids, "leefbaarometer_bestaat_niet"])
    assert found.unused == ("leefbaarometer_bestaat_niet",)
    assert list(found.areas["distance"]) == sorted(found.areas["distance"])
    assert len(found.areas) == several.MOST_SIMILAR
    nearest = found.areas.iloc[0]
    parts = found.parts[found.parts["area"] == nearest["area"]].set_index("indicator")
    for i in ids:
        of_all = figures.map_values(voorbeeld_open, i, found.periods[i], Level.BUURT).set_index("area")["value"]
        scale = ordinary_difference(of_all.to_numpy()[:, None])[0]
        assert parts.loc[i, "step"] == pytest.approx((of_all[nearest["area"]] - of_all["BU99010100"]) / scale)
    assert nearest["distance"] == pytest.approx(np.sqrt((parts["step"] ** 2).mean()))
    assert parts["part"].sum() == pytest.approx(1.0)


def test_the_figures_that_count_by_default_are_declared(voorbeeld_open: store.Snapshot) -> None:
    assert set(several.CONTEXT) <= set(voorbeeld_open.indicators)


def test_a_buurt_without_figures_is_like_none(voorbeeld_open: store.Snapshot) -> None:
    found = several.similar(voorbeeld_open, "BU00000000", ["koopwoningen"])
    assert (len(found.areas), found.n, found.unused) == (0, 0, ("koopwoningen",))
