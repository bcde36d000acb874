"""Survey figures through the real computation: against respondents one by one, hand-worked totals, and R's rules."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators import discover
from indicators.methods.raking import rake
from model.errors import LoadRefused
from model.loading import TOTALS_COLUMNS, Margin, Reading, Survey
from model.status import Reason
from snapshot import figures
from snapshot.reading import Read
from snapshot.store import Snapshot
from snapshot.survey_notes import notes_of
from snapshot.survey_sums import added_up, estimates, together
from snapshot.surveys import current_waves, tell_overlap
from tests.snapshot import tiny
from tests.snapshot.tiny import GEMEENTE, WIJK, buurt

GRADE, UNSAFE = discover()["rapportcijfer_buurt"], discover()["voelt_zich_onveilig"]
SOURCES = [tiny.source("bewonersenquete", 60), tiny.source("bewonersenquete_totalen", 61), tiny.source("cbs_kwb")]
PLAN = tiny.programme({"een": (buurt(1),), "twee": (buurt(2), buurt(3))})


def _respondents(seed: int, sizes: tuple[int, ...] = (120, 90, 80, 60, 30, 8)) -> pd.DataFrame:
    """Answers in six buurten, in two strata that cut through them, with weights that differ."""
    random = np.random.default_rng(seed)
    place = np.repeat(np.arange(len(sizes)), sizes)
    n = place.size
    frame = pd.DataFrame({"area_code": [buurt(i + 1) for i in place], "boundary_year": 2024})
    frame["stratum"] = np.where((np.arange(n) + place) % 2, "a", "b")
    frame["weight"] = random.uniform(1, 4, n).round(4)
    unsafe = (random.random(n) < 0.45 - 0.06 * place).astype(float)
    frame["voelt_zich_onveilig"] = np.where(random.random(n) < 0.05, np.nan, unsafe)
    frame["rapportcijfer_buurt"] = np.clip(np.round(6.5 + 0.2 * place + random.normal(0, 1.2, n)), 1, 10)
    return frame


def _survey(frame: pd.DataFrame, period: str = "2024", **fields: Any) -> Survey:
    variables = ("rapportcijfer_buurt", "voelt_zich_onveilig")
    return Survey(
        name="Enquête",
        period=period,
        variables=variables,
        grades=frozenset(["rapportcijfer_buurt"]),
        minimum=(50, 30),
        answers=frame.assign(boundary_year=2024),
        **fields,
    )


def _read(survey: Survey, edition: str, source: str = "bewonersenquete", sequence: int = 1) -> Read:
    reading = Reading(survey=survey)
    wave = added_up(reading, "enquete.csv")
    assert reading.survey is None
    return Read(tiny.delivery(source, edition, sequence), reading, wave)


PEOPLE = tiny.one_read([(buurt(n), "2024", "aantal_inwoners", 1000) for n in range(1, 7)])


def _run(*reads: Read, threads: int = 1) -> tiny.Computed:
    return tiny.run([GRADE, UNSAFE], [PEOPLE, *reads], tiny.areas(6), PLAN, SOURCES, threads)


def _slow_error(frame: pd.DataFrame, inside: np.ndarray, variable: str, people: dict[str, int] | None) -> float:
    """Standard error respondent by respondent: u = w (y - m) / Σw inside, by stratum over everyone."""
    y, w = frame[variable].to_numpy(), frame["weight"].to_numpy()
    given = inside & np.isfinite(y)
    mean = (w * y)[given].sum() / w[given].sum()
    u = np.where(given, w * (np.nan_to_num(y) - mean), 0.0) / w[given].sum()
    total = 0.0
    for stratum in ("a", "b"):
        part = u[(frame["stratum"] == stratum).to_numpy()]
        fraction = part.size / people[stratum] if people else 0.0
        total += (1 - fraction) * part.size / (part.size - 1) * ((part - part.mean()) ** 2).sum()
    return float(np.sqrt(total))


@pytest.mark.parametrize("people", [None, {"a": 900, "b": 700}])
def test_margins_in_a_build_equal_those_from_respondents_one_by_one(people: dict[str, int] | None) -> None:
    frame = _respondents(1)
    found = _run(_read(_survey(frame, population=people or {}), "e-2024"))
    groups = {
        buurt(1): [1],
        "focuswijk:twee": [2, 3],
        "focuswijken": [1, 2, 3],
        "rest": [4, 5, 6],
        WIJK: [1, 2, 3, 4, 5, 6],
        GEMEENTE: [1, 2, 3, 4, 5, 6],
    }
    for area, members in groups.items():
        inside = frame["area_code"].isin([buurt(m) for m in members]).to_numpy()
        for indicator, scale in ((GRADE.id, 1.0), (UNSAFE.id, 100.0)):
            row = found.row(indicator, area)
            given = inside & frame[indicator].notna().to_numpy()
            y, w = frame[indicator].to_numpy()[given], frame["weight"].to_numpy()[given]
            mean, error = (w * y).sum() / w.sum(), _slow_error(frame, inside, indicator, people)
            assert row["value"] == pytest.approx(scale * mean)
            assert row["respondents"] == given.sum()
            assert row["effective_n"] == pytest.approx((w * (y - mean) ** 2).sum() / w.sum() / error**2)
            if indicator == GRADE.id:
                assert row["ci_high"] - row["ci_low"] == pytest.approx(2 * 1.959964 * error, rel=1e-6)
                assert row["ci998_high"] - row["value"] == pytest.approx(3.090232 * error, rel=1e-6)
            else:
                # Wilson on the effective number.
                n, p, z = row["effective_n"], mean, 1.959964
                middle, half = p + z * z / 2 / n, z * np.sqrt(p * (1 - p) / n + z * z / 4 / n**2)
                assert row["ci_low"] == pytest.approx(100 * (middle - half) / (1 + z * z / n), rel=1e-5)
                assert row["ci_high"] == pytest.approx(100 * (middle + half) / (1 + z * z / n), rel=1e-5)


def test_verdicts_of_a_mean_use_both_errors_and_the_same_words() -> None:
    frame = _respondents(1)
    row = _run(_read(_survey(frame), "e-2024")).row(GRADE.id, "focuswijken")
    inside = frame["area_code"].isin([buurt(m) for m in (1, 2, 3)]).to_numpy()
    here, there = (_slow_error(frame, part, GRADE.id, None) for part in (inside, ~inside))
    z = (row["value"] - row["rest"]) / np.hypot(here, there)
    assert abs(z) > 1.96
    assert row["verdict_rest"] == 3  # ongunstiger: a lower grade where higher is better


def test_a_buurt_with_too_few_respondents_is_hidden_and_the_next_level_is_named() -> None:
    found = _run(_read(_survey(_respondents(1)), "e-2024"))
    for number, shown in ((1, True), (4, True), (5, False), (6, False)):
        row = found.row(GRADE.id, buurt(number))
        assert (row["reason"] == "") == shown
        if not shown:
            assert np.isnan([row["value"], row["numerator"], row["denominator"], row["ci_low"]]).all()
            assert (row["status"], row["reason"]) == ("suppressed", Reason.TOO_FEW_RESPONDENTS)
            assert row["shown_at"] == WIJK


def test_fewer_than_thirty_effective_respondents_are_too_few_too() -> None:
    """Sixty people of whom one weighs more than all others together: (Σw)²/Σw² is about 3.

    The spread around a mean that is nearly this one's answer looks small, so the variance alone would call it enough.
    """
    frame = _respondents(1)
    first = (frame["area_code"] == buurt(4)).to_numpy().argmax()
    frame.loc[first, "weight"] = 150.0
    row = _run(_read(_survey(frame), "e-2024")).row(GRADE.id, buurt(4))
    assert row["respondents"] == 60
    assert row["reason"] == Reason.TOO_FEW_RESPONDENTS


def test_where_all_say_they_do_not_know_there_is_no_base_and_no_figure() -> None:
    frame = _respondents(1)
    frame.loc[frame["area_code"] == buurt(1), "voelt_zich_onveilig"] = np.nan
    found = _run(_read(_survey(frame), "e-2024"))
    row = found.row(UNSAFE.id, buurt(1))
    assert (row["respondents"], row["reason"]) == (0, Reason.TOO_FEW_RESPONDENTS)
    assert np.isnan(row["value"])
    assert found.row(GRADE.id, buurt(1))["reason"] == ""


def test_the_change_between_two_waves_has_the_errors_of_both() -> None:
    before, after = _respondents(1), _respondents(2)
    after["rapportcijfer_buurt"] = np.minimum(after["rapportcijfer_buurt"] + 1, 10)
    reads = [_read(_survey(before, "2022"), "e-2022"), _read(_survey(after), "e-2024", sequence=2)]
    row = _run(*reads).row(GRADE.id, "focuswijken")
    errors = [
        _slow_error(f, f["area_code"].isin([buurt(m) for m in (1, 2, 3)]).to_numpy(), GRADE.id, None)
        for f in (before, after)
    ]
    assert row["nulmeting_period"] == "2022"
    assert row["change_high"] - row["change_low"] == pytest.approx(2 * 1.959964 * np.hypot(*errors), rel=1e-6)
    assert row["change_code"] == 2  # gestegen


def test_raked_weights_meet_the_totals_and_the_margin_is_that_of_the_residuals() -> None:
    frame = _respondents(1)
    category, totals = np.arange(len(frame)) % 2, np.array([4000.0, 2000.0])
    survey = _survey(frame, margins=(Margin("leeftijd", ("jong", "oud"), category, totals),))
    read = _read(survey, "e-2024")
    assert read.wave is not None
    everyone = np.ones((1, 6))
    plain = _read(_survey(frame.assign(weight=rake(frame["weight"], [category], [totals]))), "e-2024").wave
    assert plain is not None
    raked, unraked = (estimates(wave, GRADE.id, everyone) for wave in (read.wave, plain))
    assert raked.value[0] == pytest.approx(unraked.value[0])
    assert raked.error[0] < unraked.error[0]
    assert read.wave.sums[GRADE.id].moments[..., 1].sum() == pytest.approx(6000)


def test_totals_that_contradict_each_other_are_refused_at_the_door() -> None:
    frame = _respondents(1)
    margins = tuple(
        Margin(name, ("a", "b"), np.arange(len(frame)) % 2, np.array(totals))
        for name, totals in (("leeftijd", [10.0, 20.0]), ("geslacht", [10.0, 30.0]))
    )
    with pytest.raises(LoadRefused) as refused:
        _read(_survey(frame, margins=margins), "e-2024")
    assert str(refused.value) == (
        "enquete.csv: de weging naar bekende totalen lukt niet. De totalen van de kenmerken tellen niet op tot "
        "hetzelfde "
        "aantal: 30 en 40. Controleer de totalen bij 'weging' in het codeboek."
    )


def test_the_same_figures_with_one_and_two_threads() -> None:
    reads = [_read(_survey(_respondents(seed), str(year)), f"e-{year}") for seed, year in ((1, 2022), (2, 2024))]
    one, two = (_run(*reads, threads=threads).frame for threads in (1, 2))
    pd.testing.assert_frame_equal(one, two, check_exact=True)


def _totals(rows: list[tuple[Any, ...]], people: bool = True) -> Survey:
    frame = pd.DataFrame(rows, columns=["area_code", "value", "error", "n", "people"])
    frame = frame.assign(boundary_year=2024, variable=UNSAFE.id)[list(TOTALS_COLUMNS)]
    if not people:
        frame["people"] = np.nan
    return Survey(
        name="Uitkomsten",
        period="2024",
        variables=(UNSAFE.id,),
        grades=frozenset(),
        minimum=(50, 30),
        totals=frame,
    )


OUTCOMES = [(buurt(n), 0.1 * n, 0.03, 100, 1000 * n) for n in range(1, 7)]


def test_published_outcomes_keep_their_margin_and_add_up_by_people() -> None:
    """Focuswijk twee: 2000 people at 20 % and 3000 at 30 %: 26 %, error √(0,4² + 0,6²) × 3 = 2,163 points."""
    found = _run(_read(_totals(OUTCOMES), "u-2024", "bewonersenquete_totalen"))
    alone = found.row(UNSAFE.id, buurt(2))
    assert (alone["value"], alone["respondents"]) == (pytest.approx(20), 100)
    assert alone["effective_n"] == pytest.approx(0.2 * 0.8 / 0.03**2)
    group = found.row(UNSAFE.id, "focuswijk:twee")
    assert group["value"] == pytest.approx(26)
    assert group["effective_n"] == pytest.approx(0.26 * 0.74 / (0.03**2 * (0.4**2 + 0.6**2)))


def test_a_wave_tells_what_change_the_next_one_could_show() -> None:
    """Two samples of 387 tell 50 from 60 % with 80 % power: R, power.prop.test(p1 = .5, p2 = .6, power = .8)."""
    rows = [(buurt(1), 0.5, np.sqrt(0.25 / 387.3385), 400, 1000)]
    wave = _read(_totals(rows), "u-2024", "bewonersenquete_totalen").wave
    assert wave is not None
    assert [note.text for note in notes_of(wave, "u.csv")] == [
        "u.csv: de steekproef als geheel telt effectief voor 387 respondenten per vraag; marge ± 5,0 procentpunt; een "
        "volgende meting van deze omvang laat in een aandeel een verandering vanaf 10,0 procentpunt zien.",
        "u.csv: 'voelt_zich_onveilig': 50,0 %, marge ± 5,0 procentpunt, 400 antwoorden, effectief 387; een volgende "
        "meting van deze omvang laat een verandering zien vanaf 10,0 procentpunt; genoeg deelnemers in 1 van 1 "
        "gebieden.",
    ]


def test_published_outcomes_without_people_do_not_add_up() -> None:
    found = _run(_read(_totals(OUTCOMES, people=False), "u-2024", "bewonersenquete_totalen"))
    assert found.row(UNSAFE.id, buurt(2))["value"] == pytest.approx(20)
    group = found.row(UNSAFE.id, "focuswijk:twee")
    assert (group["status"], group["reason"]) == ("missing", Reason.NO_WEIGHT)
    assert np.isnan(group["value"])


def test_a_published_outcome_of_nobody_with_margin_zero_counts_its_respondents() -> None:
    rows = [(buurt(1), 0.0, 0.0, 80, 1000), *OUTCOMES[1:]]
    row = _run(_read(_totals(rows), "u-2024", "bewonersenquete_totalen")).row(UNSAFE.id, buurt(1))
    assert (row["value"], row["effective_n"], row["ci_low"]) == (0, 80, 0)
    assert row["ci_high"] == pytest.approx(100 * 1.959964**2 / (80 + 1.959964**2))


def test_a_later_delivery_of_an_edition_replaces_the_earlier_one_whole() -> None:
    """A buurt that was dropped from the second delivery does not live on from the first."""
    whole = _respondents(1)
    reads = [
        _read(_survey(whole), "e-2024", sequence=1),
        _read(_survey(whole[whole["area_code"] != buurt(1)].reset_index(drop=True)), "e-2024", sequence=2),
    ]
    kept = current_waves(reads)
    assert [read.delivery.sequence for read in kept] == [2]
    assert [note.text for note in reads[0].reading.notes] == [
        "x.csv: vervangen door een latere levering of enquête over hetzelfde jaar."
    ]
    frame = _run(kept[0], replace(reads[0], wave=None)).frame
    assert not len(frame[(frame["indicator"] == GRADE.id) & (frame["area"] == buurt(1))])


def test_two_samples_in_two_gemeenten_are_one_design() -> None:
    """Side by side their groups have the value and error that one file with both strata gives."""
    whole = _respondents(3)
    parts = [whole[whole["stratum"] == stratum].reset_index(drop=True) for stratum in ("a", "b")]
    other = parts[1].assign(area_code=parts[1]["area_code"].str.replace("BU0001", "BU0002"))
    both = pd.concat([parts[0], other], ignore_index=True)

    waves = [_read(_survey(part), "e-2024").wave for part in (parts[0], other)]
    one = _read(_survey(both), "e-2024").wave
    assert one is not None
    joined = together([wave for wave in waves if wave is not None], GRADE.id)
    everyone = np.ones((1, len(joined.domains)))
    assert set(joined.domains) == set(one.domains)
    found, expected = estimates(joined, GRADE.id, everyone), estimates(one, GRADE.id, everyone)
    assert (found.value[0], found.error[0]) == (pytest.approx(expected.value[0]), pytest.approx(expected.error[0]))


def test_a_wave_in_other_buurten_than_the_one_before_says_that_there_is_no_change() -> None:
    whole = _respondents(1)
    first = whole["area_code"].isin([buurt(1), buurt(2)])
    parts = [whole[chosen].reset_index(drop=True) for chosen in (first, ~first)]
    reads = [_read(_survey(part, str(year)), f"e-{year}") for part, year in zip(parts, (2022, 2024), strict=True)]
    tell_overlap(current_waves(reads))
    assert [note.text for note in reads[1].reading.notes] == [
        "x.csv: geen enkele buurt van deze meting zat ook in die van 2022; er is geen verandering te laten zien."
    ]
    row = _run(*reads).row(GRADE.id, buurt(3))
    assert np.isnan(row["change_low"])


def test_the_example_names_the_level_above_a_hidden_buurt(voorbeeld_open: Snapshot) -> None:
    rows = figures.trend(voorbeeld_open, GRADE.id, ["BU99010406"]).to_dict("records")
    assert rows[-1]["note"] == "1 deelnemer, te weinig voor een cijfer; er is wel een cijfer voor Wijk 04 Sterrenwijk"


def test_the_example_has_a_tested_kloof_of_a_mean(voorbeeld_open: Snapshot) -> None:
    rows = figures.kloof(voorbeeld_open, [GRADE.id])
    latest = rows[(rows["area"] == "focuswijken") & (rows["period"] == "2023")].iloc[0]
    assert latest["gap"] < latest["gap_high"] < 0
    assert latest["gap_verdict"] == "ongunstiger"
    assert latest["change_result"] in ("niet aantoonbaar veranderd", "kleiner geworden")


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.floats(0.01, 0.99), st.floats(0.001, 0.2), st.integers(2, 500), st.integers(1, 50_000), st.booleans()
        ),
        min_size=2,
        max_size=8,
    ).filter(lambda areas: any(inside for *_, inside in areas))
)
def test_any_group_of_published_outcomes_has_the_error_of_independent_parts(areas: list[tuple[Any, ...]]) -> None:
    """m = ΣWv/ΣW with error √(Σ W² se²)/ΣW."""
    rows = [(buurt(i + 1), value, error, n, people) for i, (value, error, n, people, _) in enumerate(areas)]
    wave = _read(_totals(rows), "u-2024", "bewonersenquete_totalen").wave
    assert wave is not None
    inside = np.array([[float(area[-1]) for area in areas]])
    found = estimates(wave, UNSAFE.id, inside)
    v, se, people = (np.array([area[k] for area in areas]) for k in (0, 1, 3))
    w = people * inside[0]
    assert found.value[0] == pytest.approx((w * v).sum() / w.sum())
    assert found.error[0] == pytest.approx(np.sqrt((w**2 * se**2).sum()) / w.sum(), rel=1e-5, abs=1e-8)
