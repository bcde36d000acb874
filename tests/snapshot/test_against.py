"""Other baselines, the funnel, what could have been shown, and the sentence: on the example, checked by the methods."""

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from indicators.methods.change import detectable_change_of_proportion, detectable_from_interval
from indicators.methods.comparisons import difference_of_proportions
from indicators.methods.funnel import funnel_limits
from model.afspraken import Referentienorm
from model.areas import Level
from snapshot import against, figures, records
from snapshot.said import sentence
from snapshot.store import Snapshot
from tests.conftest import Ran

SCHOOL = "voortijdig_schoolverlaten"


def test_an_area_of_ones_own_choice_is_tested_with_both_variances(voorbeeld_open: Snapshot) -> None:
    rows = records.figure_records(voorbeeld_open, SCHOOL, ["focuswijken"], ["2024"], other="rest")
    found = next(one for one in rows[0]["baselines"] if one["baseline"] == "rest")
    usual = next(one for one in rows[0]["baselines"] if one["baseline"] == "rest van de stad")
    assert (found["value"], found["verdict"]) == (usual["value"], usual["verdict"])
    rest = records.figure_records(voorbeeld_open, SCHOOL, ["rest"], ["2024"])[0]
    tested = difference_of_proportions(rows[0]["numerator"], rows[0]["base"], rest["numerator"], rest["base"])
    assert found["low"] == pytest.approx(100 * float(tested.low))
    assert found["difference"] == pytest.approx(100 * float(tested.value))


def test_a_model_has_a_difference_and_no_verdict(voorbeeld_open: Snapshot) -> None:
    row = records.figure_records(voorbeeld_open, "leefbaarometer", ["focuswijken"], ["2024"], other="rest")[0]
    found = next(one for one in row["baselines"] if one["baseline"] == "rest")
    assert found["difference"] < 0
    assert (found["verdict"], found["why"]) == ("niet te toetsen", "het is een schatting met een model")


@pytest.mark.usefixtures("voorbeeld_open")
def test_an_unknown_area_is_refused(wijkpeil: Callable[..., Ran]) -> None:
    ran = wijkpeil("figures", "-i", SCHOOL, "--tegen", "WK990199")
    assert ran.code == 1
    assert ran.err.startswith("Fout: Gebied 'WK990199' bestaat niet. Bedoelt u ")


def test_too_few_gemeenten_of_the_same_kind_say_how_many(voorbeeld_open: Snapshot) -> None:
    codes, why = against.alike(voorbeeld_open)
    assert codes == []
    assert why == "te weinig gemeenten in de bronnen: 0, er zijn er minstens 5 nodig"


def test_gemeenten_of_the_same_kind_are_added_up(voorbeeld_open: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(against, "MINIMUM_GEMEENTEN", 2)
    monkeypatch.setattr(against, "alike", lambda s: (["GM9902", "GM9903"], ""))
    found, why = against.of_alike(voorbeeld_open, "ww_per_1000")
    newest = found.iloc[-1]
    parts = figures.figure_table(voorbeeld_open, "ww_per_1000", ["GM9902", "GM9903"], [newest["period"]], own=False)
    assert why == ""
    assert newest["n"] == 2
    assert newest["value"] == pytest.approx(1000 * parts["numerator"].sum() / parts["denominator"].sum())


@pytest.mark.parametrize(("value", "difference"), [(None, None), (1.0, 0.5)])
def test_a_norm_is_a_point_or_not_set(value: float | None, difference: float | None) -> None:
    norm = Referentienorm(indicator="x", waarde=value, eenheid="km", bron="Nota")
    found = against._norm(norm, 1.5)
    if value is None:
        assert found == {"baseline": "referentienorm", "value": None, "why": "nog niet vastgesteld"}
    else:
        assert found["difference"] == difference
        assert (found["verdict"], found["source"]) == ("niet te toetsen", "Nota")


def test_the_funnel_lies_around_what_the_buurten_have_together(voorbeeld_open: Snapshot) -> None:
    found = figures.funnel(voorbeeld_open, SCHOOL, "2024")
    counts = figures.map_values(voorbeeld_open, SCHOOL, "2024", figures.Level.BUURT)
    counts = counts[counts["base"] > 0]
    target = counts["numerator"].sum() / counts["base"].sum()
    assert found["target"].iloc[0] == pytest.approx(100 * target)
    phi = found["phi"].iloc[0]
    assert phi >= 1
    limits = funnel_limits(target, found["base"], True, 0.95, phi)
    np.testing.assert_allclose(found["low95"], limits.low * 100)
    np.testing.assert_allclose(found["high95"], limits.high * 100)
    outer = found[found["outside"] == "99,8"]
    assert ((outer["value"] > outer["high998"]) | (outer["value"] < outer["low998"])).all()
    assert found["base"].is_monotonic_increasing


@pytest.mark.parametrize("indicator", ["leefbaarometer", "gemiddelde_woz_waarde"])
def test_what_is_not_tested_has_no_funnel(indicator: str, voorbeeld_open: Snapshot) -> None:
    assert len(figures.funnel(voorbeeld_open, indicator, "2024")) == 0


def test_where_no_change_was_shown_it_says_what_could_have_been(voorbeeld_open: Snapshot) -> None:
    frame = figures.figure_table(voorbeeld_open, SCHOOL)
    same = frame["change_verdict"] == "niet aantoonbaar veranderd"
    assert frame.loc[same, "change_detectable"].notna().any()
    assert frame.loc[~same, "change_detectable"].isna().all()
    row = frame[same & frame["change_detectable"].notna() & (frame["level"] == "buurt")].iloc[0]
    start = frame[(frame["area"] == row["area"]) & (frame["period"] == row["change_from"])].iloc[0]
    ways = [
        float(detectable_change_of_proportion(start["numerator"], start["base"], row["base"], upwards))
        for upwards in (True, False)
    ]
    assert row["change_detectable"] == pytest.approx(100 * np.nanmax(ways))


def test_what_a_gap_could_have_shown_is_wider_than_its_margin(voorbeeld_open: Snapshot) -> None:
    frame = figures.kloof(voorbeeld_open)
    same = frame[frame["change_result"] == "niet aantoonbaar veranderd"]
    half = (same["change_high"] - same["change_low"]) / 2
    np.testing.assert_allclose(same["change_detectable"], half * 2.8016 / 1.95996, rtol=1e-4)
    assert frame.loc[frame["change_result"] == "kleiner geworden", "change_detectable"].isna().all()
    assert float(detectable_from_interval(-1.95996, 1.95996)) == pytest.approx(2.8016, abs=1e-3)


def test_json_carries_margins_trend_change_and_a_sentence(
    wijkpeil: Callable[..., Ran], voorbeeld_open: Snapshot
) -> None:
    assert voorbeeld_open
    row = json.loads(wijkpeil("figures", "-i", SCHOOL, "-a", "focuswijken", "--period", "2024", "--json").out)[0]
    assert {"ci_low", "ci_high", "baselines", "trend", "change", "sentence"} <= row.keys()
    assert {"result", "slope", "slope_low", "slope_high", "p", "first", "last", "points"} == row["trend"].keys()
    assert {"from", "difference", "ci_low", "ci_high", "verdict", "detectable", "withheld"} == row["change"].keys()
    missing = {one["baseline"]: one["why"] for one in row["missing_baselines"]}
    assert missing["gemeenten met dezelfde stedelijkheid"].startswith("te weinig gemeenten in de bronnen")
    assert row["sentence"] == (
        "In de focuswijken samen gaat dit nog niet zo goed als gemiddeld in Elzenvoorde. Dit cijfer is lager dan in "
        "2019. Dat is de goede kant op."
    )


_ROW: dict[str, Any] = {
    "value": 3.0, "level": "buurt", "area_name": "Oost", "reason": "", "rest_value": 2.0, "verdict_rest": "ongunstiger",
    "nulmeting_value": 3.1, "change_verdict": "niet aantoonbaar veranderd", "change_from": "2019",
    "change_detectable": 1.25, "nederland_value": None, "verdict_nederland": "niet te toetsen",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {},
            "In Oost gaat dit nog niet zo goed als gemiddeld in Stad. We zien geen duidelijke verandering sinds 2019. "
            "Met dit aantal mensen kunnen we een verandering pas zien vanaf ongeveer 1,2 procentpunt.",
        ),
        (
            {"value": None, "reason": "secret"},
            "We laten dit cijfer niet zien, omdat het over te weinig mensen gaat.",
        ),
        ({"value": None}, "Dit cijfer is niet bekend."),
        ({"level": "rest", "nulmeting_value": None}, ""),
        ({"level": "gemeente", "nulmeting_value": None}, ""),
    ],
)
def test_the_sentence_follows_from_the_tested_state(
    changes: dict[str, Any], said: str, voorbeeld_open: Snapshot
) -> None:
    assert sentence(_ROW | changes, voorbeeld_open.indicators[SCHOOL], "Stad") == said


def test_an_estimate_on_other_borders_has_no_place_in_the_funnel(voorbeeld_open: Snapshot) -> None:
    """In 2018 both parts of Oeverlanden and Dalwijk with its fields lay otherwise than in 2025."""
    values = figures.map_values(voorbeeld_open, "koopwoningen", "2018", Level.BUURT, 2025)
    estimated = set(values.loc[values["method"].notna() & values["value"].notna(), "area"])
    found = figures.funnel(voorbeeld_open, "koopwoningen", "2018", Level.BUURT, 2025)
    assert len(estimated) == 4
    assert len(found) > 30
    assert not estimated & set(found["area"])
    assert set(found["area"]) <= set(values["area"])
