"""Spreiding: two indicators over the areas of a level, how they go together, who does not fit; a dot can be chosen."""

from typing import Any

import pandas as pd
import streamlit as st

from charts import scatter
from charts.available import available
from charts.city_map import LEVEL_NAMES
from charts.figure import Caption
from charts.numbers import period_label, unit_label
from charts.style import theme
from charts.table import Column
from model.areas import Level, focuswijk_code
from model.indicator import Indicator
from pages import _ask, _figure, _several
from pages._address import put_several, widget
from pages._shell import PageView, empty
from snapshot.store import Snapshot

_KEY = "wp_wolk"
_READ = (
    "Oranje: in een focuswijk. Donkere rand: gekozen. Met een klik op een stip kiest u een gebied, of haalt u het weg."
)
_CONFIG = {"displayModeBar": False, "scrollZoom": False}


def draw(view: PageView, areas: dict[str, str]) -> None:
    """Choices, picture, coefficients and table."""
    s = view.s
    across = st.columns([3, 3, 1.4, 1.4], vertical_alignment="bottom")
    with across[2]:
        level = _several.level(view)
    x, y = _two(view, across[:2])
    many = LEVEL_NAMES[level][1]
    with across[3]:
        periods = _several.periods(view, [x.id, y.id], level)
    if len(periods) < len({x.id, y.id}):
        has = _ask.availability(s)
        lines = [f"{one.name}: wel {available(has, one.id) or 'nergens'}." for one in (x, y)]
        empty(f"Geen cijfers van beide voor {many} in deze periode", *lines)
        return
    periods = _same_year(view, periods, x, y, level)
    about = (x.id, periods[x.id]), (y.id, periods[y.id])
    found = _ask.together(s, *about, level)
    frame = found.frame
    outliers = list(frame.loc[frame["outlier"], "area_name"])
    seen = scatter.seen((x, y), many, found.straight, found.rank, outliers)
    when = [f"{one.name} {period_label(periods[one.id])}" for one in (x, y)]
    caption = Caption(
        title=f"Gaan deze twee samen over de {many}?",
        subtitle=" · ".join(when),
        source=_ask.source_of(s, pd.concat([_ask.map_values(s, *one, level) for one in about])),
        seen=seen,
        notes=(
            scatter.NO_CAUSE,
            _READ,
            *([scatter.OUTLIERS] if outliers else []),
            scatter.METHODS,
            *([f"{found.without} {many} zonder een van beide cijfers staan er niet in."] if found.without else []),
        ),
    )

    def drawn() -> None:
        drawing = drawing_of(s, about, level, _chosen(view, list(areas), level), view.tokens.name)
        st.plotly_chart(
            drawing, key=_KEY, theme=None, alt=seen, config=_CONFIG, on_select=_clicked, selection_mode="points"
        )
        st.html(scatter.facts(found.straight, found.rank, outliers))

    _figure.framed(caption, drawn)
    columns = [Column("area_name", "gebied"), Column("area", "code"), _column("x", x), _column("y", y),
               Column("residual", "gestudentiseerd residu", 2)]  # fmt: skip
    _figure.twin(caption.title, lambda: frame, columns, f"wijkpeil-spreiding-{x.id}-{y.id}")


@_ask.kept(100)
def drawing_of(
    s: Snapshot, about: tuple[tuple[str, str], tuple[str, str]], level: Level, chosen: list[str], look: str
) -> Any:
    """The picture of two indicators, each with its period; kept, because it costs more than its figures."""
    found, both = _ask.together(s, *about, level), (s.indicators[about[0][0]], s.indicators[about[1][0]])
    line = found.intercept, found.slope
    return scatter.scatter_figure(found.frame, both, line, theme(look), chosen, _in_focus(s, level))


def _two(view: PageView, across: list) -> tuple[Indicator, Indicator]:  # type: ignore[type-arg]
    """Both indicators; by default the first two of the kernset with figures of areas."""
    s = view.s
    ids = [i for i, state in _ask.states(s).items() if state == "cijfers"]
    ranked = [*(i for i in s.programme.kernset if i in ids), *ids]
    default = list(dict.fromkeys(ranked))[:2]
    words = {i: s.indicators[i].name for i in ids}
    chosen = []
    for place, (name, label) in enumerate((("x", "Liggende as"), ("y", "Staande as"))):
        one = view.address.one(name, "indicator", ids, default[place % len(default)])
        with across[place]:
            widget(st.selectbox, name, one, label, options=ids, format_func=words.__getitem__, filter_mode="contains")
        chosen.append(s.indicators[one])
    return chosen[0], chosen[1]


def _same_year(view: PageView, periods: dict[str, str], x: Indicator, y: Indicator, level: Level) -> dict[str, str]:
    """The newest period that both have, rather than two different ones; as asked where there is none."""
    if periods[x.id] == periods[y.id]:
        return periods
    both = set(_ask.periods(view.s, x.id, level)) & set(_ask.periods(view.s, y.id, level))
    return dict.fromkeys(periods, max(both)) if both else periods


def _chosen(view: PageView, areas: list[str], level: Level) -> list[str]:
    """The chosen areas; over buurten also those of a chosen focuswijk or wijk."""
    if level is not Level.BUURT:
        return areas
    known = _ask.areas(view.s)
    of_wijk = list(known.loc[known["parent"].isin(areas) & (known["level"] == level.value), "code"])
    of_focuswijk = [code for f in view.s.programme.focuswijken if focuswijk_code(f.id) in areas for code in f.buurten]
    return list(dict.fromkeys([*areas, *of_focuswijk, *of_wijk]))


def _in_focus(s: Snapshot, level: Level) -> set[str]:
    wijken = s.programme.focuswijken
    if level is Level.FOCUSWIJK:
        return {focuswijk_code(f.id) for f in wijken}
    return {code for f in wijken for code in f.buurten} if level is Level.BUURT else set()


def _column(name: str, indicator: Indicator) -> Column:
    unit = unit_label(indicator.unit)
    return Column(name, f"{indicator.name} ({unit})" if unit else indicator.name, indicator.decimals)


def _clicked() -> None:
    """The clicked area joins the chosen ones, or leaves them; the seventh takes the place of the last."""
    told = [point["customdata"] for point in st.session_state[_KEY]["selection"]["points"] if point.get("customdata")]
    if not told:
        return
    area, chosen = str(told[0][0]), list(st.session_state.get("wp_gebieden", []))
    kept = [one for one in chosen if one != area]
    put_several("gebieden", kept if area in chosen else [*kept[: _several.MOST_AREAS - 1], area])
