"""Which counts become public: worked by hand on a wijk of three buurten, with the real declarations."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

import indicators
from loaders.lokaal_register import LOADER
from model.errors import WijkpeilError
from model.source import Protection
from snapshot.counts import Rules, rules
from snapshot.earlier import Earlier, nothing
from snapshot.protect import Protected, protect

BUURTEN = ["BU00010001", "BU00010002", "BU00010003"]
WIJK = "WK000100"
NOTHING = nothing()
MEMBERS = pd.DataFrame({"area": WIJK, "code": BUURTEN, "boundary_year": 2024})


def limits(**fields: Any) -> Rules:
    return rules([LOADER.source], {"lokaal_register": Protection.model_validate(fields)})


def town(
    figures: dict[str, dict[str, list[float]]],
    told: Rules,
    earlier: Earlier = NOTHING,
    totals: dict[str, float] | None = None,
    public: bool = False,
) -> Protected:
    """``figures``: per indicator its variables in the three buurten; the wijk has their sum, or ``totals``."""
    declared, rows, counts = indicators.discover(), [], {}
    for name, variables in figures.items():
        recipe = declared[name].recipes[0]
        for place, area in enumerate([*BUURTEN, WIJK]):
            given = {
                v: values[place] if place < 3 else (totals or {}).get(v, float(np.nansum(values)))
                for v, values in variables.items()
            }
            counts |= {(v, area): value for v, value in given.items()}
            top = sum(given[v] for v in recipe.numerator)
            bottom = sum(given[v] for v in recipe.denominator) if recipe.denominator else np.nan
            ratio = np.nan if bottom == 0 else recipe.factor * top / (bottom if recipe.denominator else 1.0)
            missing = "secret" if np.isnan(top) else "zero_denominator" if bottom == 0 else ""
            rows.append(
                {
                    "indicator": name,
                    "recipe": 0,
                    "area": area,
                    "period": "2024",
                    "boundary_year": 2024,
                    "value": ratio,
                    "numerator": top if recipe.denominator else np.nan,
                    "denominator": bottom,
                    "whole": True,
                    "status": "measured" if missing == "" else "missing",
                    "reason": missing,
                }
            )
    listed = [("lokaal_register", v, area, "2024", value) for (v, area), value in counts.items()]
    frame = pd.DataFrame(listed, columns=["source", "variable", "area", "period", "value"])
    frame["reason"], frame["already_public"] = np.where(frame["value"].isna(), "secret", ""), public
    chosen = [declared[name] for name in figures]
    return protect(pd.DataFrame(rows), frame, MEMBERS, chosen, told, earlier)


def shown(found: Protected, indicator: str, column: str = "value") -> list[float | None]:
    """The three buurten and the wijk."""
    rows = found.computed[found.computed["indicator"] == indicator]
    return [None if np.isnan(value) else float(value) for value in rows[column]]


def told_again(found: Protected) -> Earlier:
    return Earlier(found.ledger, number=1)


def test_a_small_count_is_hidden_with_its_reason_and_the_rest_is_rounded() -> None:
    """4 is hidden; 33 becomes 35 and 202 becomes 200; the wijk, 239, becomes 240: enough room for 4."""
    found = town({"misdrijven": {"misdrijven": [4, 33, 202]}}, limits(minimum_personen=5))
    assert shown(found, "misdrijven") == [None, 35, 200, 240]
    first = found.computed.iloc[0]
    assert (first["status"], first["reason"]) == ("suppressed", "too_few_people")


def test_a_small_count_that_follows_from_the_total_takes_a_second_with_it() -> None:
    """Fault 61: with nothing rounded, 234 minus 30 minus 200 would tell 4."""
    found = town({"misdrijven": {"misdrijven": [4, 30, 200]}}, limits(afronding=1))
    values = shown(found, "misdrijven")
    assert values[0] is None
    assert values.count(None) == 2
    assert (found.small, found.hidden) == (1, 2)


def test_two_indicators_with_one_numerator_are_hidden_alike() -> None:
    counts = {"misdrijven": [4.0, 30, 200]}
    found = town(
        {"misdrijven": counts, "misdrijven_per_1000": {**counts, "inwoners_gemeente": [500, 900, 4000]}},
        limits(afronding=1),
    )
    amount, rate = shown(found, "misdrijven"), shown(found, "misdrijven_per_1000")
    assert [value is None for value in amount] == [value is None for value in rate]


def test_a_share_is_made_from_rounded_counts_only() -> None:
    """43 of 212: told as 45 of 210, so 21,43 % and not 20,28 %."""
    found = town(
        {"kinderen_in_armoede": {"kinderen_in_armoede": [43, 50, 60], "kinderen_totaal": [212, 300, 400]}}, limits()
    )
    assert shown(found, "kinderen_in_armoede", "numerator")[0] == 45
    assert shown(found, "kinderen_in_armoede", "denominator")[0] == 210
    assert shown(found, "kinderen_in_armoede")[0] == pytest.approx(100 * 45 / 210)


def test_income_over_a_small_base_is_hidden_however_many_they_are() -> None:
    """30 of 99 children: the base is told, the share is not, and neither is the 30."""
    found = town(
        {"kinderen_in_armoede": {"kinderen_in_armoede": [30, 50, 60], "kinderen_totaal": [99, 300, 400]}}, limits()
    )
    assert shown(found, "kinderen_in_armoede")[0] is None
    assert shown(found, "kinderen_in_armoede", "numerator")[0] is None
    assert shown(found, "kinderen_in_armoede", "denominator")[0] == 100


def test_households_have_a_limit_of_their_own() -> None:
    found = town(
        {
            "problematische_schulden": {
                "huishoudens_problematische_schulden": [6, 40, 50],
                "huishoudens_register": [400, 500, 600],
            }
        },
        limits(),
    )
    assert shown(found, "problematische_schulden", "numerator")[0] == 5


def test_that_a_base_is_zero_is_not_told() -> None:
    """ "Zero denominator" would be a count of 0."""
    found = town({"jeugdcriminaliteit": {"jeugdverdachten": [0, 40, 50], "jongeren_12_24": [0, 500, 600]}}, limits())
    first = found.computed.iloc[0]
    assert (first["status"], first["reason"]) == ("suppressed", "too_few_people")
    assert np.isnan(first["denominator"])


def test_what_the_source_keeps_secret_does_not_follow_either() -> None:
    """The register withholds one buurt and gives the wijk: 246 minus 40 minus 200 would tell 6."""
    found = town({"misdrijven": {"misdrijven": [np.nan, 40, 200]}}, limits(afronding=1), totals={"misdrijven": 246})
    values = shown(found, "misdrijven")
    assert values.count(None) == 2
    assert found.computed.iloc[0]["reason"] == "secret"


def test_a_kind_does_not_follow_from_the_total_and_the_other_kind() -> None:
    """Two kinds that are all there is: 40 in all minus 36 break-ins would tell 4 others."""
    found = town(
        {
            "misdrijven": {"misdrijven": [40, 300, 300]},
            "woninginbraken_per_1000": {
                "misdrijven_woninginbraak": [36, 150, 150],
                "inwoners_gemeente": [900, 4000, 4000],
            },
            "vernielingen_per_1000": {"misdrijven_vernieling": [4, 150, 150], "inwoners_gemeente": [900, 4000, 4000]},
        },
        limits(afronding=1),
    )
    kinds = ("misdrijven", "woninginbraken_per_1000", "vernielingen_per_1000")
    first = [shown(found, name)[0] for name in kinds]
    assert first[2] is None
    assert first.count(None) == 2


def test_what_the_municipality_publishes_itself_is_shown_as_it_is() -> None:
    found = town({"misdrijven": {"misdrijven": [4, 33, 202]}}, limits(), public=True)
    assert shown(found, "misdrijven") == [4, 33, 202, 239]
    assert found.hidden == 0


def test_what_an_earlier_public_half_gave_away_is_named_and_not_shown_again() -> None:
    before = town({"misdrijven": {"misdrijven": [4, 30, 200]}}, limits(minimum_personen=1, afronding=1))
    assert shown(before, "misdrijven") == [4, 30, 200, 234]
    now = town({"misdrijven": {"misdrijven": [4, 30, 200]}}, limits(), told_again(before))
    assert shown(now, "misdrijven")[0] is None
    assert now.report["blootgelegd"] == [
        {"source": "lokaal_register", "key": "misdrijven", "area": BUURTEN[0], "period": "2024"}
    ]


def test_an_earlier_total_counts_also_when_it_is_no_longer_shown() -> None:
    """Nothing was exposed before; with what was told then, the same two stay hidden."""
    before = town({"misdrijven": {"misdrijven": [4, 30, 200]}}, limits(afronding=1))
    now = town({"misdrijven": {"misdrijven": [4, 30, 200]}}, limits(afronding=1), told_again(before))
    assert shown(now, "misdrijven") == shown(before, "misdrijven")
    assert not len(now.exposed)


def test_a_corrected_register_is_another_truth() -> None:
    """200 became 230; the earlier 200 and the earlier total say nothing wrong about the counts of now."""
    before = town({"misdrijven": {"misdrijven": [14, 30, 200]}}, limits(afronding=1))
    now = town({"misdrijven": {"misdrijven": [14, 30, 230]}}, limits(afronding=1), told_again(before))
    assert shown(now, "misdrijven") == [14, 30, 230, 274]
    assert now.corrected == 2


def test_a_total_that_is_less_than_its_parts_is_reported() -> None:
    found = town({"misdrijven": {"misdrijven": [40, 30, 200]}}, limits(), totals={"misdrijven": 150})
    assert found.report["tegenstrijdig"] == [
        {"source": "lokaal_register", "key": "misdrijven", "area": WIJK, "period": "2024"}
    ]


@pytest.mark.parametrize("count", [-3.0, 12.5])
def test_what_is_no_count_stops_the_build_without_its_value(count: float) -> None:
    with pytest.raises(WijkpeilError) as refused:
        town({"misdrijven": {"misdrijven": [count, 30, 200]}}, limits())
    assert str(refused.value) == (
        "Bron lokaal_register, variabele 'misdrijven', gebied BU00010001, periode 2024: een aantal is een heel getal "
        "van 0 of meer; zo niet, dan kan het niet worden afgeschermd. Herstel het bestand of de 'factor' in de "
        "beschrijving. Het vorige peil blijft staan."
    )


def test_a_numerator_over_its_base_is_told_as_counts_but_not_as_a_share() -> None:
    """130 of 120 children: a mistake in the register, and no percentage."""
    found = town(
        {"kinderen_in_armoede": {"kinderen_in_armoede": [130, 50, 60], "kinderen_totaal": [120, 300, 400]}}, limits()
    )
    assert shown(found, "kinderen_in_armoede")[0] is None
