"""Weighted estimates against the published output of R survey, and through a slower road."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.methods.intervals import survey_share_interval
from indicators.methods.raking import margin_columns, rake
from indicators.methods.weighting import Design, Estimate, SurveySums, design, estimate, survey_sums
from tests.indicators.methods.api_schools import POPULATION, SCORES

# R survey, data(fpc): two strata of 15 and 12 units, five and three sampled.
X = np.array([2.8, 4.1, 6.8, 6.8, 9.2, 3.7, 6.6, 4.2])
W = np.array([3.0] * 5 + [4.0] * 3)
STRATUM = np.array([0] * 5 + [1] * 3)
NOBODY_APART = np.zeros(8, dtype=np.intp)


def _sums(answers: np.ndarray, domains: np.ndarray = NOBODY_APART, count: int = 1) -> SurveySums:
    return survey_sums(answers, W, domains, STRATUM, count, 2)


def test_mean_with_replacement_equals_r_survey() -> None:
    """R ``svymean(~x, withoutfpc)``: 5.4481, standard error 0.7413."""
    found = estimate(_sums(X), design(W, STRATUM, 2))
    assert found.value[0] == pytest.approx(5.4481, abs=5e-5)
    assert found.error[0] == pytest.approx(0.7413, abs=5e-5)
    assert found.respondents[0] == 8


def test_mean_with_finite_population_correction_equals_r_survey() -> None:
    """R ``svymean(~x, withfpc)``: 5.4481, standard error 0.616."""
    found = estimate(_sums(X), design(W, STRATUM, 2, populations=[15, 12]))
    assert found.error[0] == pytest.approx(0.616, abs=5e-4)


def test_domains_of_the_whole_design_equal_r_survey() -> None:
    """R survey tests/domain.Rout.save: x > 4: 6.195 (0.7555129), else 3.314286 (0.3117042), a stratum of one or not."""
    found = estimate(_sums(X, (X > 4).astype(np.intp), 2), design(W, STRATUM, 2))
    np.testing.assert_allclose(found.value, [3.314286, 6.195], rtol=1e-6)
    np.testing.assert_allclose(found.error, [0.3117042, 0.7555129], rtol=1e-6)


def test_a_group_of_domains_equals_the_whole_from_sums_alone() -> None:
    """Own groups: both domains together are the published whole, one of them the published domain."""
    found = estimate(_sums(X, (X > 4).astype(np.intp), 2), design(W, STRATUM, 2), [[1, 1], [0, 1]])
    np.testing.assert_allclose(found.value, [5.448148, 6.195], rtol=1e-6)
    assert found.error[0] == pytest.approx(0.7413, abs=5e-5)
    assert found.error[1] == pytest.approx(0.7555129, rel=1e-6)


def test_who_gives_no_answer_is_a_domain_too() -> None:
    answers = np.where(X > 4, X, np.nan)
    found = estimate(_sums(answers), design(W, STRATUM, 2))
    assert (found.value[0], found.error[0]) == (pytest.approx(6.195), pytest.approx(0.7555129, rel=1e-6))
    assert found.respondents[0] == 6


def test_equal_weights_without_strata_have_a_design_effect_of_n_over_n_minus_one() -> None:
    """Variance p(1-p)/(n-1): the effective n is 99 of 100."""
    answers = np.repeat([1.0, 0.0], [30, 70])
    flat = np.zeros(100, dtype=np.intp)
    sums = survey_sums(answers, np.full(100, 2.5), flat, flat, 1, 1)
    found = estimate(sums, design(np.full(100, 2.5), flat, 1))
    assert found.value[0] == pytest.approx(0.3)
    assert found.effective_n[0] == pytest.approx(99.0)
    assert found.design_effect[0] == pytest.approx(100 / 99)
    assert survey_share_interval(found.value, found.effective_n).low[0] < 0.3


def test_equal_answers_have_kishs_effective_number() -> None:
    """All say yes, weights 1 and 3: (Σw)²/Σw² = 16² / 40 = 6.4, so that the interval is not of no width."""
    weights = np.array([1.0, 1, 1, 1, 3, 3, 3, 3])
    flat = np.zeros(8, dtype=np.intp)
    found = estimate(survey_sums(np.ones(8), weights, flat, flat, 1, 1), design(weights, flat, 1))
    assert found.error[0] == pytest.approx(0.0, abs=1e-9)
    assert found.effective_n[0] == pytest.approx(6.4)


def test_a_stratum_of_one_respondent_counts_its_own_distance() -> None:
    """R ``options(survey.lonely.psu = "adjust")``: three and one respondent of weight 1; mean 4, u of the last 6/4."""
    answers, strata = np.array([1.0, 2.0, 3.0, 10.0]), np.array([0, 0, 0, 1])
    domains = np.zeros(4, dtype=np.intp)
    found = estimate(survey_sums(answers, np.ones(4), domains, strata, 1, 2), design(np.ones(4), strata, 2))
    # First stratum: 3/2 × 2/16; second: (10 - 4)²/16.
    assert found.error[0] == pytest.approx(np.sqrt(1.5 * 2 / 16 + 36 / 16))


def test_a_domain_without_answers_has_no_figure() -> None:
    found = estimate(_sums(X, NOBODY_APART, 2), design(W, STRATUM, 2))
    assert np.isnan([found.value[1], found.error[1], found.effective_n[1]]).all()
    assert found.respondents[1] == 0


def test_weights_must_be_positive_and_strata_large_enough() -> None:
    with pytest.raises(ValueError, match="een weegfactor is nul, negatief of onbekend"):
        design(np.array([1.0, 0.0]), np.array([0, 0]), 1)
    with pytest.raises(ValueError, match="een stratum heeft meer respondenten dan inwoners"):
        design(W, STRATUM, 2, populations=[4, 12])


def _slow(answers: np.ndarray, w: np.ndarray, inside: np.ndarray, strata: np.ndarray, x: np.ndarray) -> float:
    """The standard error respondent by respondent: regress the linearised values on the margins, then by stratum."""
    mean = (w * answers)[inside].sum() / w[inside].sum()
    u = np.where(inside, answers - mean, 0.0) / w[inside].sum()
    slope = np.linalg.lstsq(x * np.sqrt(w)[:, None], u * np.sqrt(w), rcond=None)[0]
    e = w * (u - x @ slope)
    total = 0.0
    for h in np.unique(strata):
        part = e[strata == h]
        total += part.size / (part.size - 1) * ((part - part.mean()) ** 2).sum()
    return float(np.sqrt(total))


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_margins_of_groups_from_sums_equal_those_from_respondents_after_raking(seed: int) -> None:
    random = np.random.default_rng(seed)
    n, domains, strata = 60, random.integers(0, 4, 60), np.arange(60) % 3
    margins = [np.arange(n) % 2, (np.arange(n) // 2) % 3]
    totals = [np.array([500.0, 700.0]), np.array([300.0, 500.0, 400.0])]
    w = rake(random.uniform(5, 30, n), margins, totals)
    x = margin_columns(margins, totals)
    answers = random.integers(0, 2, n).astype(float)
    sums, whole = survey_sums(answers, w, domains, strata, 4, 3, x), design(w, strata, 3, margins=x)
    inside = (domains == 1) | (domains == 2)
    if not inside.any():
        return
    found = estimate(sums, whole, [[0, 1, 1, 0]])
    assert found.error[0] == pytest.approx(_slow(answers, w, inside, strata, x), rel=1e-6, abs=1e-9)


def test_raking_takes_the_variance_of_what_is_known_away() -> None:
    """The share of men is known exactly when men were raked to their number."""
    random = np.random.default_rng(4)
    man = np.arange(80) % 2
    w = rake(random.uniform(1, 9, 80), [man], [np.array([400.0, 600.0])])
    x, flat = margin_columns([man], [np.array([400.0, 600.0])]), np.zeros(80, dtype=np.intp)
    sums: SurveySums = survey_sums(man, w, flat, flat, 1, 1, x)
    whole: Design = design(w, flat, 1, margins=x)
    found: Estimate = estimate(sums, whole)
    assert found.value[0] == pytest.approx(0.6)
    assert found.error[0] == pytest.approx(0.0, abs=1e-7)


KINDS = sorted(POPULATION)
SCHOOLS = [(score, KINDS.index(kind), award) for (kind, award), scores in SCORES.items() for score in scores]
SCORE, KIND, AWARDED = (np.array(column) for column in zip(*SCHOOLS, strict=True))
PEOPLE = np.array([POPULATION[kind] for kind in KINDS], dtype=np.float64)


@pytest.mark.parametrize(
    ("populations", "errors"),
    [
        # svymean(~api00) without fpc; svymean and svyby(~api00, ~awards) with fpc: documented as 662.29 (9.4089).
        (None, [9.53613229692516]),
        (PEOPLE, [9.408940879434, 15.3347711842501, 11.8566310509714]),
    ],
)
def test_two_hundred_schools_equal_r_survey_apistrat(populations: np.ndarray | None, errors: list[float]) -> None:
    """R survey, data(api), svydesign(id=~1, strata=~stype, weights=~pw, data=apistrat, fpc=~fpc)."""
    weights = (PEOPLE / np.bincount(KIND))[KIND]
    sums = survey_sums(SCORE, weights, AWARDED.astype(np.intp), KIND, 2, 3)
    found = estimate(sums, design(weights, KIND, 3, populations=populations), [[1, 1], [1, 0], [0, 1]])
    np.testing.assert_allclose(found.value, [662.287363577655, 633.734912337968, 678.422405668124], rtol=1e-12)
    np.testing.assert_allclose(found.error[: len(errors)], errors, rtol=1e-7)
