"""Figures of groups and baselines, each worked by hand on a municipality of a few buurten."""

import math
from typing import Any

import pytest

from model.indicator import Break, Indicator
from model.loading import Reading
from snapshot.reading import Read
from tests.snapshot import tiny
from tests.snapshot.tiny import GEMEENTE, WIJK, buurt

BASE: dict[str, Any] = {
    "name": "N",
    "plain_name": "n",
    "plain_sentence": "s",
    "description": "d",
    "theme": "wonen",
    "unit": "%",
    "decimals": 1,
    "direction": "neutraal",
    "example": {"buurten": [], "values": [], "group": None},
    "feeds": "f",
}
SHARE = Indicator.model_validate(
    BASE
    | {
        "id": "ouderen",
        "kind": "proportion",
        "aggregation": "som van tellers gedeeld door som van noemers",
        "recipes": [
            {"source": "cbs_kwb", "numerator": ["oud"], "denominator": ["aantal_inwoners"], "factor": 100},
        ],
    }
)
MEAN = Indicator.model_validate(
    BASE
    | {
        "id": "woz",
        "kind": "mean",
        "aggregation": "gewogen gemiddelde",
        "recipes": [{"source": "cbs_kwb", "value": "woz_1000", "weight": ["woningen"], "factor": 1000}],
    }
)
COUNT = Indicator.model_validate(
    BASE
    | {
        "id": "inwoners",
        "kind": "count",
        "aggregation": "som",
        "recipes": [{"source": "cbs_kwb", "numerator": ["aantal_inwoners"]}],
    }
)
MEDIAN = Indicator.model_validate(
    BASE
    | {
        "id": "vermogen",
        "kind": "mean",
        "aggregation": "niet op te tellen",
        "recipes": [{"source": "cbs_kwb", "value": "mediaan"}],
    }
)

PEOPLE = {1: 100, 2: 300, 3: 500, 4: 100}
OLD = {1: 50, 2: 60, 3: 50, 4: 10}


def _rows(period: str = "2024") -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for number in PEOPLE:
        rows += [
            (buurt(number), period, "aantal_inwoners", PEOPLE[number]),
            (buurt(number), period, "oud", OLD[number]),
        ]
    return rows


def _focus() -> Any:
    return tiny.programme({"noord": (buurt(1), buurt(2)), "west": (buurt(1),), "nog-niet": ()})


def test_group_shares_are_sums_over_sums_and_the_rest_is_what_is_left() -> None:
    computed = tiny.run([SHARE], [tiny.one_read(_rows())], tiny.areas(4), _focus())
    noord = computed.row("ouderen", "focuswijk:noord")
    assert (noord["numerator"], noord["denominator"]) == (110, 400)
    assert noord["value"] == pytest.approx(27.5)
    assert noord["computed"]
    assert noord["coverage"] == 1
    rest = computed.row("ouderen", "rest")
    assert (rest["numerator"], rest["denominator"], rest["value"]) == (60, 600, 10.0)
    assert noord["rest"] == 10.0
    together = computed.row("ouderen", "focuswijken")
    assert (together["numerator"], together["denominator"]) == (110, 400)
    assert math.isnan(computed.row("ouderen", "rest")["rest"])


def test_a_focuswijk_of_one_buurt_has_that_buurts_figure() -> None:
    west = tiny.run([SHARE], [tiny.one_read(_rows())], tiny.areas(4), _focus()).row("ouderen", "focuswijk:west")
    assert (west["value"], west["computed"]) == (50.0, False)


def test_a_focuswijk_without_buurten_says_so() -> None:
    row = tiny.run([SHARE], [tiny.one_read(_rows())], tiny.areas(4), _focus()).row("ouderen", "focuswijk:nog-niet")
    assert (row["status"], row["reason"]) == ("missing", "no_buurten")
    assert math.isnan(row["value"])


def test_published_figures_of_wijk_and_gemeente_go_before_computed_ones() -> None:
    rows = [*_rows(), (GEMEENTE, "2024", "aantal_inwoners", 1003), (GEMEENTE, "2024", "oud", 171)]
    computed = tiny.run([SHARE, COUNT], [tiny.one_read(rows)], tiny.areas(4), _focus())
    assert computed.row("inwoners", GEMEENTE)["value"] == 1003
    assert not computed.row("inwoners", GEMEENTE)["computed"]
    wijk = computed.row("inwoners", WIJK)
    assert (wijk["value"], wijk["computed"], wijk["n_buurten"]) == (1000, True, 4)
    assert computed.row("ouderen", "focuswijk:noord")["gemeente"] == pytest.approx(100 * 171 / 1003)


def test_a_suppressed_wijk_stays_suppressed() -> None:
    rows = [*_rows(), (WIJK, "2024", "oud", None, "secret"), (WIJK, "2024", "aantal_inwoners", 1000)]
    wijk = tiny.run([SHARE], [tiny.one_read(rows)], tiny.areas(4), _focus()).row("ouderen", WIJK)
    assert (wijk["status"], wijk["reason"]) == ("suppressed", "secret")


def test_means_are_weighted_by_the_nearest_year_that_has_weights() -> None:
    rows = [(buurt(n), "2024", "woz_1000", 100 * n) for n in PEOPLE]
    rows += [(buurt(n), "2021", "woningen", 1) for n in PEOPLE] + [(buurt(n), "2022", "woningen", n) for n in PEOPLE]
    computed = tiny.run([MEAN], [tiny.one_read(rows + _rows())], tiny.areas(4), _focus())
    # (1*100 + 2*200) / 3 = 166.667 thousand; the rest (3*300 + 4*400) / 7 = 357.143 thousand
    noord = computed.row("woz", "focuswijk:noord")
    assert noord["value"] == pytest.approx(500_000 / 3)
    assert noord["weight_period"] == "2022"
    assert noord["rest"] == pytest.approx(2_500_000 / 7)


def test_without_weights_there_is_no_mean_of_a_group() -> None:
    rows = [(buurt(n), "2024", "woz_1000", 100) for n in PEOPLE]
    noord = tiny.run([MEAN], [tiny.one_read(rows + _rows())], tiny.areas(4), _focus()).row("woz", "focuswijk:noord")
    assert noord["reason"] == "no_weight"


def test_coverage_under_90_percent_of_the_inhabitants_gives_no_value_but_a_reason() -> None:
    rows = [row for row in _rows() if not (row[0] == buurt(4) and row[2] == "oud")]
    computed = tiny.run([SHARE], [tiny.one_read(rows)], tiny.areas(4), _focus())
    rest = computed.row("ouderen", "rest")
    # 500 of the 600 inhabitants of the rest are covered
    assert (rest["reason"], round(rest["coverage"], 4)) == ("low_coverage", 0.8333)
    gemeente = computed.row("ouderen", GEMEENTE)
    assert (gemeente["coverage"], gemeente["value"]) == (0.9, pytest.approx(100 * 160 / 900))


def test_a_median_is_not_added_up() -> None:
    rows = [(buurt(n), "2024", "mediaan", 10) for n in PEOPLE]
    computed = tiny.run([MEDIAN], [tiny.one_read(rows)], tiny.areas(4), _focus())
    assert computed.row("vermogen", "focuswijk:noord")["reason"] == "not_additive"
    assert computed.row("vermogen", "focuswijk:west")["value"] == 10


def test_a_year_that_is_not_published_is_not_low_coverage() -> None:
    rows = [(buurt(n), "2025", "oud", None, "not_published") for n in PEOPLE] + _rows("2025")[::2]
    noord = tiny.run([SHARE], [tiny.one_read(rows)], tiny.areas(4), _focus()).row("ouderen", "focuswijk:noord", "2025")
    assert (noord["status"], noord["reason"]) == ("missing", "not_published")


def test_zero_inhabitants_give_no_share() -> None:
    rows = [(buurt(1), "2024", "oud", 0), (buurt(1), "2024", "aantal_inwoners", 0)]
    row = tiny.run([SHARE], [tiny.one_read(rows)], tiny.areas(4), _focus()).row("ouderen", buurt(1))
    assert (row["status"], row["reason"]) == ("missing", "zero_denominator")


def test_the_later_delivery_wins_unless_it_has_not_published_yet() -> None:
    first = tiny.one_read([(buurt(1), "2024", "aantal_inwoners", 100), (buurt(2), "2024", "aantal_inwoners", 300)])
    later = tiny.one_read(
        [(buurt(1), "2024", "aantal_inwoners", 105), (buurt(2), "2024", "aantal_inwoners", None, "not_published")],
        sequence=2,
    )
    computed = tiny.run([COUNT], [first, later], tiny.areas(2), _focus())
    assert computed.row("inwoners", buurt(1))["value"] == 105
    assert computed.row("inwoners", buurt(2))["value"] == 300


def test_a_denominator_comes_from_the_recipes_own_source_first() -> None:
    crime = SHARE.model_copy(
        update={
            "id": "misdrijven",
            "recipes": (SHARE.recipes[0].model_copy(update={"source": "register", "numerator": ("m",)}),),
        }
    )
    own = tiny.one_read([(buurt(1), "2024", "m", 5), (buurt(1), "2024", "aantal_inwoners", 50)], "register", sequence=2)
    lacking = tiny.one_read([(buurt(2), "2024", "m", 3)], "register", sequence=3)
    sources = [tiny.source("cbs_kwb", 10), tiny.source("register", 50)]
    computed = tiny.run([crime], [tiny.one_read(_rows()), own, lacking], tiny.areas(4), _focus(), sources)
    assert computed.row("misdrijven", buurt(1))["value"] == 10.0
    assert computed.row("misdrijven", buurt(2))["value"] == 1.0


def _crime(*denominators: str) -> Indicator:
    """Events from a register per 100, with one recipe per denominator."""
    first = SHARE.recipes[0]
    recipes = [first.model_copy(update={"source": "r", "numerator": ("m",), "denominator": (d,)}) for d in denominators]
    return SHARE.model_copy(update={"id": "misdrijven", "recipes": tuple(recipes)})


def _with_register(rows: list[tuple[Any, ...]], *denominators: str) -> tiny.Computed:
    reads = [tiny.one_read(_rows()), tiny.one_read(rows, "r", sequence=2)]
    sources = [tiny.source("cbs_kwb", 10), tiny.source("r", 50)]
    return tiny.run([_crime(*denominators)], reads, tiny.areas(4), _focus(), sources)


def test_events_of_the_gemeente_are_divided_by_the_inhabitants_of_all_its_buurten() -> None:
    rows = [(GEMEENTE, "2024", "m", 30), (buurt(1), "2024", "m", 5)]
    gemeente = _with_register(rows, "aantal_inwoners").row("misdrijven", GEMEENTE)
    assert (gemeente["value"], gemeente["numerator"], gemeente["denominator"]) == (3.0, 30, 1000)
    assert (gemeente["computed"], gemeente["n_buurten"], gemeente["coverage"]) == (True, 4, 1.0)


def test_a_base_is_not_added_up_when_one_buurt_is_unknown() -> None:
    rows = [(GEMEENTE, "2024", "m", 30)] + [(buurt(n), "2024", "eigen", 100) for n in (1, 2, 3)]
    gemeente = _with_register(rows, "eigen").row("misdrijven", GEMEENTE)
    assert (gemeente["status"], gemeente["reason"]) == ("missing", "unknown")


def test_the_first_recipe_that_gives_a_figure_is_used_though_it_must_be_added_up() -> None:
    rows = [(buurt(n), "2024", "eigen", PEOPLE[n] + 10) for n in PEOPLE]
    rows += [(buurt(n), "2024", "m", n) for n in PEOPLE]
    rows += [(GEMEENTE, "2024", "m", 10), (GEMEENTE, "2024", "aantal_inwoners", 1003)]
    gemeente = _with_register(rows, "eigen", "aantal_inwoners").row("misdrijven", GEMEENTE)
    assert gemeente["denominator"] == 1040


def test_a_group_of_which_the_source_has_no_buurt_says_so() -> None:
    rows = [(WIJK, "2024", "oud", 170), (WIJK, "2024", "aantal_inwoners", 1000)]
    computed = tiny.run([SHARE], [tiny.one_read(rows)], tiny.areas(4), _focus())
    for area in ("focuswijk:noord", "focuswijk:west", "focuswijken", "rest"):
        row = computed.row("ouderen", area)
        assert (row["status"], row["reason"], row["coverage"]) == ("missing", "low_coverage", 0.0)
    assert computed.row("ouderen", "focuswijk:nog-niet")["reason"] == "no_buurten"


def test_change_is_since_the_nulmeting_or_the_nearest_year_before_it() -> None:
    reads = [tiny.one_read(_rows("2020")), tiny.one_read([(buurt(1), "2024", "aantal_inwoners", 130)])]
    computed = tiny.run([COUNT], reads, tiny.areas(4, (2020, 2024)), _focus())
    row = computed.row("inwoners", buurt(1))
    assert (row["nulmeting_period"], row["nulmeting"]) == ("2020", 100)
    assert math.isnan(computed.row("inwoners", buurt(1), "2020")["nulmeting"])


def test_no_change_across_a_break_or_changed_borders() -> None:
    broken = COUNT.model_copy(update={"id": "broken", "breaks": (Break(period="2023", why="w"),)})
    before = Read(tiny.delivery("cbs_kwb", "2022"), Reading(observations=tiny.observations(_rows("2022"), 2022)))
    reads = [before, tiny.one_read(_rows("2024"))]
    frame = tiny.areas(4, (2022, 2024), {(buurt(2), 2024): 3})
    computed = tiny.run([COUNT, broken], reads, frame, _focus())
    assert computed.row("inwoners", buurt(1))["nulmeting"] == 100
    assert math.isnan(computed.row("inwoners", buurt(2))["nulmeting"])
    assert computed.row("inwoners", buurt(2))["change_withheld"] == "grens gewijzigd"
    assert computed.row("broken", buurt(1))["change_withheld"] == "breuk"


def test_a_register_on_one_years_borders_has_no_border_change_in_its_series() -> None:
    """The border moved in 2024, but both years are counted on the borders of 2024."""
    frame = tiny.areas(4, (2022, 2024), {(buurt(2), 2024): 3})
    row = tiny.run([COUNT], [tiny.one_read([*_rows("2022"), *_rows("2024")])], frame, _focus()).row(
        "inwoners", buurt(2)
    )
    assert (row["nulmeting"], row["change_withheld"]) == (300, None)


def test_the_same_figures_to_the_last_bit_whatever_the_number_of_threads() -> None:
    rows = [(buurt(n), "2024", "woz_1000", 100 + n / 7) for n in range(1, 60)]
    rows += [(buurt(n), "2024", "woningen", 1 + n / 3) for n in range(1, 60)]
    plan = tiny.programme({"alles": tuple(buurt(n) for n in range(1, 59))})
    values = {
        tiny.run([MEAN], [tiny.one_read(rows)], tiny.areas(59), plan, threads=threads).row("woz", "focuswijken")[
            "value"
        ]
        for threads in (1, 2, 2, 4)
    }
    weights = [1 + n / 3 for n in range(1, 59)]
    expected = math.fsum(w * 1000 * (100 + n / 7) for n, w in zip(range(1, 59), weights, strict=True)) / math.fsum(
        weights
    )
    assert len(values) == 1
    assert values.pop() == pytest.approx(expected, rel=1e-14)
