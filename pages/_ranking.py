"""Ranking and period slider on a page: components that are drawn by a script, and what a choice in them does."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from charts.numbers import period_label
from pages._address import put
from pages._map import component


def ranking(picture: dict[str, Any], key: str) -> None:
    """Draw a picture of charts.ranking; a chosen area goes to the address as ``gebied``."""

    def chosen() -> None:
        area = st.session_state[key].get("gebied")
        if area is not None:
            put("gebied", area)

    component("rangorde")(key=key, data=picture, on_gebied_change=chosen)


def slider(periods: Sequence[str], period: str, key: str) -> None:
    """A slider over periods (oldest first) with a button that plays them; the period goes to the address."""

    def chosen() -> None:
        asked = st.session_state[key].get("periode")
        if asked:
            put("periode", asked)

    shown = {"periods": list(periods), "labels": [period_label(one) for one in periods], "period": period}
    component("periode")(key=key, data=shown, on_periode_change=chosen)
