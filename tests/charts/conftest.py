"""Tiny hand-made figures with the columns that snapshot.figures gives."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from model.indicator import (
    Aggregation,
    Break,
    Direction,
    Indicator,
    Kind,
    Recipe,
    Theme,
    WorkedExample,
)

_ROW: dict[str, Any] = {
    "indicator": "schulden",
    "area": "BU99010100",
    "area_name": "Merelveld",
    "level": "buurt",
    "period": "2024",
    "value": float("nan"),
    "status": "measured",
    "reason": "",
    "computed": False,
    "coverage": float("nan"),
    "source": "cbs_kwb",
    "edition": "2024",
    "boundary_year": 2024,
    "note": "",
    "rest_value": float("nan"),
    "diff_rest": float("nan"),
    "gemeente_value": float("nan"),
    "diff_gemeente": float("nan"),
    "nederland_value": float("nan"),
    "diff_nederland": float("nan"),
    "nulmeting_value": float("nan"),
    "change": float("nan"),
    "change_from": "2019",
    "change_withheld": None,
    "change_verdict": "niet te toetsen",
    "change_low": float("nan"),
    "change_high": float("nan"),
    "change_detectable": float("nan"),
    "numerator": float("nan"),
    "base": float("nan"),
    "ci_low": float("nan"),
    "ci_high": float("nan"),
    "verdict_rest": "niet te toetsen",
    "verdict_gemeente": "niet te toetsen",
    "verdict_nederland": "niet te toetsen",
    "verdict_overview": "niet te toetsen",
}


@pytest.fixture
def frame() -> Callable[..., pd.DataFrame]:
    """Frame of figures: one dict of differences from a plain row per figure."""

    def make(*rows: dict[str, Any]) -> pd.DataFrame:
        return pd.DataFrame([_ROW | row for row in rows])

    return make


@pytest.fixture
def indicator() -> Callable[..., Indicator]:
    """An indicator with only what a test changes."""

    def make(**changes: Any) -> Indicator:
        plain: dict[str, Any] = {
            "id": "schulden",
            "name": "Huishoudens met schulden",
            "plain_name": "Gezinnen met schulden",
            "plain_sentence": "In {gebied} heeft {waarde} schulden.",
            "description": "Deel van de huishoudens.",
            "theme": Theme.INKOMEN,
            "unit": "%",
            "decimals": 1,
            "kind": Kind.PROPORTION,
            "direction": Direction.LOWER_IS_BETTER,
            "aggregation": Aggregation.NONE,
            "recipes": (Recipe(source="cbs_kwb", value="schulden", weight=("huishoudens",), weight_is_base=True),),
            "example": WorkedExample(buurten=(), values=(), group=None),
            "feeds": "CBS.",
        }
        return Indicator(**(plain | changes))

    return make


@pytest.fixture
def a_break() -> Break:
    return Break(period="2022", why="nieuwe telling")
