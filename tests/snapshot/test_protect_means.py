"""Means that a register gives ready-made: over enough dwellings, and never a sum in disguise. Worked by hand."""

import numpy as np
import pandas as pd
import pytest

import indicators
from snapshot.protect_means import protect_means
from tests.snapshot.test_protect import BUURTEN, MEMBERS, WIJK, limits

WOZ = indicators.discover()["woz_waarde_gemeente"]


def protected(
    values: list[float], dwellings: list[float], wijk: float, computed: bool = False, least: int = 20
) -> pd.DataFrame:
    """The three buurten and the wijk, which the register gives itself unless ``computed``."""
    areas = [*BUURTEN, WIJK]
    frame = pd.DataFrame(
        {
            "indicator": WOZ.id,
            "recipe": 0,
            "area": areas,
            "period": "2024",
            "boundary_year": 2024,
            "value": [*values, wijk],
            "numerator": np.nan,
            "denominator": np.nan,
            "weight": np.nan,
            "n_buurten": [1, 1, 1, 3 if computed else 1],
            "status": "measured",
            "reason": "",
        }
    )
    weights = frame[["indicator", "recipe", "area", "period"]].assign(amount=[*dwellings, float(np.nansum(dwellings))])
    return protect_means(frame, weights, MEMBERS, [WOZ], limits(minimum_noemer_woningen=least))


def test_with_enough_dwellings_everywhere_the_register_is_shown_as_it_is() -> None:
    found = protected([300_000, 250_000, 400_000], [100, 200, 300], 333_333)
    assert found["value"].tolist() == [300_000, 250_000, 400_000, 333_333]


def test_a_mean_of_few_dwellings_is_hidden_and_does_not_follow_from_the_wijk() -> None:
    """19 dwellings are hidden; the wijk is weighted anew over 200 and 300: (200·250 + 300·400) / 500 = 340."""
    found = protected([900_000, 250_000, 400_000], [19, 200, 300], 360_501)
    assert found["value"].isna().tolist() == [True, False, False, False]
    assert found["value"].iloc[3] == pytest.approx(340_000)
    assert found["reason"].tolist() == ["too_few_people", "", "", ""]


def test_an_unknown_number_of_dwellings_hides_too() -> None:
    found = protected([900_000, 250_000, 400_000], [np.nan, 200, 300], 360_501)
    assert found["reason"].tolist() == ["too_few_people", "", "", ""]


def test_what_is_left_must_hold_nine_tenths_of_the_dwellings() -> None:
    """Limit 150: 120 of 520 dwellings are hidden, which is more than a tenth."""
    found = protected([900_000, 250_000, 400_000], [120, 200, 200], 360_501, least=150)
    assert found["value"].isna().tolist() == [True, False, False, True]
    assert found["status"].tolist() == ["suppressed", "measured", "measured", "suppressed"]


def test_a_computed_mean_uses_rounded_weights() -> None:
    """(100·300 + 200·250 + 300·400) / 600 with 102, 198 and 301 told as 100, 200 and 300."""
    found = protected([300_000, 250_000, 400_000], [102, 198, 301], 333_805, computed=True)
    assert found["value"].iloc[3] == pytest.approx(200_000_000 / 600)
