"""Figures on other borders, worked by hand; and what may never happen when borders change."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.methods.crosswalk import (
    GROUP_FATES,
    Shares,
    convert_counts,
    convert_means,
    coverage,
    group_fate,
    same_area,
    shares_from_addresses,
    shares_from_overlay,
    shares_from_people,
)

# Old area 0 goes whole to new 0; old area 1 is split: 30 of its 40 addresses to new 0, 10 to new 1; old 2 is new 2.
OLD = np.array([0] * 20 + [1] * 40 + [2] * 5)
NEW = np.array([0] * 20 + [0] * 30 + [1] * 10 + [2] * 5)


def _split() -> Shares:
    return shares_from_addresses(OLD, NEW, 3, 3)


def test_counts_are_split_by_addresses() -> None:
    np.testing.assert_allclose(convert_counts([200, 100, 50], _split()), [275, 25, 50])


def test_means_are_weighed_by_their_base() -> None:
    """New 0: (300 × 200 + 500 × 0.75 × 100) / 275 = 354.5454…; percentages go the same way."""
    found = convert_means([300, 500, 400], [200, 100, 50], _split())
    np.testing.assert_allclose(found, [97500 / 275, 500, 400])


def test_many_variables_go_at_once() -> None:
    counts = np.array([[200, 2.0], [100, 4.0], [50, np.nan]])
    found = convert_counts(counts, _split())
    np.testing.assert_allclose(found, [[275, 5], [25, 1], [50, np.nan]])


def test_below_90_per_cent_coverage_there_is_no_value() -> None:
    """Old area 1 unknown: new 0 has 200 of 275 inhabitants covered, new 1 none."""
    known = coverage([True, False, True], _split(), [200, 100, 50])
    np.testing.assert_allclose(known, [200 / 275, 0, 1])
    assert np.isnan(convert_counts([200, np.nan, 50], _split(), [200, 100, 50])).tolist() == [True, True, False]
    assert np.isnan(convert_means([300, np.nan, 400], [200, 100, 50], _split())).tolist() == [True, True, False]


def test_above_90_per_cent_a_mean_is_of_what_is_known() -> None:
    found = convert_means([300, np.nan, 400], [2000, 100, 50], _split())
    assert found[0] == pytest.approx(300)


def test_an_overlay_with_people_puts_nobody_in_fields() -> None:
    """One old area, two pieces: 1 km² of houses (900 people per km²) and 9 km² of fields (100 in all)."""
    old, new, area = np.array([0, 0]), np.array([0, 1]), [1.0, 9.0]
    by_area = shares_from_overlay(old, new, area, 1, 2)
    by_people = shares_from_overlay(old, new, area, 1, 2, new_density=[900, 100 / 9])
    np.testing.assert_allclose(by_area.share, [0.1, 0.9])
    np.testing.assert_allclose(by_people.share, [0.9, 0.1])
    assert (by_area.method, by_people.method) == ("oppervlakte", "inwoners")


def test_where_nobody_lives_area_decides() -> None:
    found = shares_from_overlay(np.array([0, 0]), np.array([0, 1]), [1.0, 3.0], 1, 2, new_density=[0, np.nan])
    np.testing.assert_allclose(found.share, [0.25, 0.75])


def test_a_piece_without_area_is_refused() -> None:
    with pytest.raises(ValueError, match="een stuk van de kaart heeft een onbekende of negatieve oppervlakte"):
        shares_from_overlay(np.array([0]), np.array([0]), [np.nan], 1, 1)


def test_borders_drawn_a_little_differently_are_the_same_area() -> None:
    """94 % overlap (City in Breda, recoded in 2012) is one area; a split or a doubling is not."""
    old, new = np.array([0, 0, 1, 1, 2]), np.array([0, 1, 1, 2, 2])
    found = same_area(old, new, [94.0, 6.0, 100.0, 40.0, 60.0], 3, 4)
    assert found.tolist() == [0, -1, -1, -1]


def test_a_group_outlives_a_small_or_inner_border_change() -> None:
    found = group_fate([0, 90, 100, 100, 50], [1000, 1000, 1000, 1000, np.nan], [False, False, False, True, False])
    words = [GROUP_FATES[code] for code in found]
    assert words == ["loopt door", "loopt door met aantekening", "breuk", "loopt door met aantekening", "breuk"]


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), min_size=1, max_size=60),
    st.lists(st.integers(0, 500), min_size=6, max_size=6),
)
def test_no_one_is_lost_or_doubled(addresses: list[tuple[int, int]], people: list[int]) -> None:
    """All counts of old areas with addresses come out somewhere, and none twice."""
    old, new = np.array(addresses).T
    counts = np.where(np.isin(np.arange(6), old), people, 0)
    total = np.nansum(convert_counts(counts, shares_from_addresses(old, new, 6, 4)))
    assert total == pytest.approx(counts.sum())


def test_a_strip_of_fields_stays_empty_when_the_village_did_not_grow() -> None:
    """A village of 1 km² with 900 people gets 1 of 10 km² fields with 100; afterwards 900 and 100, as before."""
    old, new, area = np.array([0, 1, 1]), np.array([0, 0, 1]), [1.0, 1.0, 9.0]
    found = shares_from_people(old, new, area, [900, 100], [900, 100])
    np.testing.assert_allclose(found.matrix().toarray() @ [900, 100], [900, 100], rtol=0.02)
    by_density = shares_from_overlay(old, new, area, 2, 2, new_density=[450, 100 / 9])
    assert (by_density.matrix().toarray() @ [900, 100])[0] > 970
    assert found.method == "inwoners"


def test_a_split_follows_who_lives_in_each_part_though_the_town_grew() -> None:
    """1000 people in one area, of which 300 of 1200 live in the first half a year later: a quarter."""
    found = shares_from_people(np.array([0, 0]), np.array([0, 1]), [1.0, 1.0], [1000], [300, 900])
    np.testing.assert_allclose(found.share, [0.25, 0.75])


def test_areas_without_known_inhabitants_are_not_fitted() -> None:
    unknown = [np.nan, np.nan, 50]
    found = shares_from_people(np.array([0, 0, 1]), np.array([0, 1, 2]), [1.0, 3.0, 2.0], [np.nan, 50], unknown)
    np.testing.assert_allclose(found.share, [0.25, 0.75, 1.0])
