"""Experience beside record: a verdict only where both changes were tested, worked on a tiny town."""

from typing import Any

import pytest

from model.indicator import Break, Indicator
from snapshot.pairs import pair_verdict
from tests.snapshot import analysed, tiny
from tests.snapshot.test_compute import SHARE
from tests.snapshot.tiny import buurt

UNSAFE = SHARE.model_copy(update={"id": "onveilig", "direction": "lager is beter"})
RECORD = Indicator.model_validate(
    SHARE.model_dump()
    | {
        "id": "meldingen",
        "direction": "lager is beter",
        "recipes": [{"source": "cbs_kwb", "numerator": ["m"], "denominator": ["aantal_inwoners"], "factor": 100}],
    }
)
PAIR = {"id": "p", "naam": "P", "beleving": "onveilig", "registratie": "meldingen"}


def _pair(
    unsafe: dict[str, float],
    record: dict[str, float],
    indicators: tuple[Indicator, ...] = (UNSAFE, RECORD),
    area: str = "focuswijken",
    **plan: Any,
) -> dict[str, Any]:
    rows: list[tuple[Any, ...]] = []
    for n in (1, 2):
        for name, values in (("oud", unsafe), ("m", record)):
            rows += [(buurt(n), period, name, value) for period, value in values.items()]
        rows += [(buurt(n), period, "aantal_inwoners", 2000) for period in {*unsafe, *record}]
    programme = tiny.programme({"noord": (buurt(1),), "nergens": ()}, paren=[PAIR], **plan)
    years = tuple(sorted({int(p) for p in {*unsafe, *record, "2024"}}))
    frame = analysed.tables(list(indicators), rows, tiny.areas(2, years), programme)["paar"]
    found = frame[frame["area"] == area].to_dict("records")
    assert len(found) == 1
    return {str(key): value for key, value in found[0].items()}


def test_both_better_go_up_together() -> None:
    row = _pair({"2022": 400, "2024": 300}, {"2022": 100, "2024": 50})
    assert (row["verdict"], row["why"]) == ("samen op", "")
    assert (row["beleving_result"], row["beleving_moved"]) == ("gedaald", "beter")
    # 20 % to 15 %, and Newcombe's interval around it
    assert row["beleving_change"] == pytest.approx(-5.0)
    assert row["beleving_change_low"] < -5.0 < row["beleving_change_high"] < 0


def test_experience_worse_while_record_is_better_goes_apart() -> None:
    row = _pair({"2022": 300, "2024": 400}, {"2022": 100, "2024": 50})
    assert row["verdict"] == "uiteen: beleving slechter, registratie beter"


def test_a_change_that_chance_can_make_is_no_direction() -> None:
    row = _pair({"2022": 300, "2024": 400}, {"2022": 100, "2024": 101})
    assert row["verdict"] == "alleen beleving slechter"


@pytest.mark.parametrize(
    ("one", "other", "word"),
    [
        ("slechter", "slechter", "samen neer"),
        ("gelijk", "gelijk", "beide niet aantoonbaar veranderd"),
        ("gelijk", "beter", "alleen registratie beter"),
        ("beter", "hoger", "beleving beter, registratie hoger"),
        ("lager", "lager", "beide lager"),
        ("beter", "slechter", "uiteen: beleving beter, registratie slechter"),
    ],
)
def test_every_word(one: str, other: str, word: str) -> None:
    assert pair_verdict(one, other) == word


def test_a_model_is_described_without_a_claim() -> None:
    modelled = UNSAFE.model_copy(update={"modelled": True})
    row = _pair({"2022": 400, "2024": 300}, {"2022": 100, "2024": 50}, (modelled, RECORD))
    assert row["verdict"] == "niet te toetsen"
    assert row["why"] == "beleving: het is een schatting met een model"
    assert row["beleving_change"] == pytest.approx(-5.0)
    assert (row["beleving_moved"], row["registratie_moved"]) == ("", "beter")


def test_the_nearest_common_moments_are_taken() -> None:
    record = {str(year): 200 - 20 * (year - 2018) for year in range(2018, 2024)}
    row = _pair({"2019": 400, "2021": 350, "2024": 300}, record)
    # Experience of 2021 lies nearest to the nulmeting of 2022; the record of 2023 is within a year of 2024.
    assert (row["beleving_start_period"], row["beleving_period"]) == ("2021", "2024")
    assert (row["registratie_start_period"], row["registratie_period"]) == ("2021", "2023")
    assert row["verdict"] == "samen op"


@pytest.mark.parametrize(
    ("unsafe", "record", "why"),
    [
        ({"2024": 300}, {"2022": 100, "2024": 50}, "er is nog maar één moment waarop beide zijn gemeten"),
        (
            {"2018": 400, "2020": 300},
            {"2022": 100, "2024": 50},
            "beleving en registratie zijn nooit binnen 1 jaar van elkaar gemeten",
        ),
        ({"2022": 300, "2024": 400}, {}, "er zijn nog geen cijfers over de registratie"),
        ({}, {"2022": 300, "2024": 400}, "er zijn nog geen cijfers over de beleving"),
    ],
)
def test_without_two_moments_it_says_why(unsafe: dict[str, float], record: dict[str, float], why: str) -> None:
    row = _pair(unsafe, record)
    assert (row["verdict"], row["why"]) == ("niet te toetsen", why)


def test_a_focuswijk_without_buurten_has_no_figures() -> None:
    row = _pair({"2022": 1, "2024": 2}, {"2022": 1, "2024": 2}, area="focuswijk:nergens")
    assert row["why"] == "er zijn nog geen cijfers over beleving en registratie"


def test_nothing_is_compared_across_a_break() -> None:
    broken = RECORD.model_copy(update={"breaks": (Break(period="2023", why="w"),)})
    row = _pair({"2022": 400, "2024": 300}, {"2022": 100, "2024": 50}, (UNSAFE, broken))
    assert row["why"] == "er is nog maar één moment waarop beide zijn gemeten"


def test_an_impossible_share_is_not_tested() -> None:
    row = _pair({"2022": 400, "2024": 2500}, {"2022": 100, "2024": 50})
    assert row["why"] == "beleving: het is niet bekend over hoeveel mensen het gaat"
