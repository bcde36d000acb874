"""The trend of chosen areas beside the baselines, as several pages show it: its figures, its words, its drawing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from charts import trend as chart
from charts import trend_words as words
from charts.border_words import absent, moves_of, on_borders, said_of
from charts.figure import Caption, subtitle
from charts.frames import Row
from charts.style import theme
from model.areas import LAND_CODE, REST_CODE
from model.indicator import Indicator, Kind
from pages import _ask
from snapshot.store import Snapshot


@dataclass(frozen=True)
class Trend:
    """``frame`` as figures.trend gives it; ``nulmeting`` the year of this indicator; ``drawings`` of charts.trend.

    ``beside``: what else stands in a chart of these areas, in words that follow its text alternative.
    """

    frame: pd.DataFrame
    caption: Caption
    nulmeting: int
    lines: list[chart.Line]
    moves: dict[str, list[float]]
    indicator: Indicator
    drawings: list[Any]
    beside: Callable[[Sequence[str]], str] = lambda areas: ""

    @property
    def panels(self) -> list[list[chart.Line]]:
        """The lines of each drawing."""
        return chart.panels(self.lines)

    def draw(self) -> None:
        """One chart, or small ones beside each other for more than two areas."""
        drawings = self.drawings
        across = st.columns(1 if len(drawings) == 1 else 2)
        for number, (drawing, panel) in enumerate(zip(drawings, self.panels, strict=True)):
            with across[number % len(across)]:
                alt = words.seen(panel, self.indicator, self.moves) + self.beside([line.area for line in panel])
                config = {"displayModeBar": False, "scrollZoom": False}
                st.plotly_chart(drawing, key=f"wp_trend_{number}", theme=None, alt=alt, config=config)


@_ask.kept(100)
def trend_of(s: Snapshot, about: str, chosen: list[str], grenzen: int | None, look: str) -> Trend:
    """The trend of the chosen areas beside gemeente, rest van de stad and Nederland; a count has no baselines.

    ``about``: id of the indicator; ``look``: name of the theme. Kept, because a picture costs more than its figures.
    """
    indicator = s.indicators[about]
    frame = _ask.trend(s, indicator.id, [*chosen, *baselines(s, indicator, chosen)], grenzen)
    changes = _ask.border_changes(s)
    tested = _ask.trends_of(s, chosen[0]).get(indicator.id) if chosen else None
    lacking = absent(frame, {area: _ask.name_of(s, area) for area in chosen}, grenzen)
    return drawn(s, indicator, frame, chosen, changes, look, (*on_borders(frame, grenzen), *lacking), tested)


def baselines(s: Snapshot, indicator: Indicator, chosen: list[str]) -> list[str]:
    """The areas that a chosen one is drawn beside; a count has none."""
    wanted = () if indicator.kind is Kind.COUNT else (*s.programme.gemeenten, REST_CODE, LAND_CODE)
    return [code for code in wanted if code not in chosen]


def drawn(
    s: Snapshot,
    indicator: Indicator,
    frame: pd.DataFrame,
    chosen: list[str],
    changes: pd.DataFrame,
    look: str,
    notes: tuple[str, ...] = (),
    tested: Row | None = None,
) -> Trend:
    """The trend of figures (figures.trend): of the chosen areas and what they are drawn beside.

    ``changes``: of border_figures.border_changes; ``tested``: the tested trend of the first area, where there is one.
    """
    moves = moves_of(changes, frame)
    nulmeting = s.programme.nulmeting
    lines = chart.lines_of(frame, chosen)
    caption = Caption(
        title=words.question(indicator, lines),
        subtitle=subtitle(indicator),
        source=_ask.source_of(s, frame),
        seen=words.seen(lines, indicator, moves, tested),
        notes=(
            *chart.notes(lines, indicator),
            *said_of(changes, _ask.former_codes(s), frame, chosen),
            *notes,
            *words.missing(frame),
        ),
    )
    year = nulmeting.per_indicator.get(indicator.id, nulmeting.jaar)
    drawings = chart.figures(lines, indicator, year, theme(look, s.programme.huisstijl), moves)
    return Trend(frame, caption, year, lines, moves, indicator, drawings)
