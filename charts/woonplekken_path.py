"""The growth path of woonplekken: streefcijfers of each estimate beside what was realised, and the backlog so far."""

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from charts.numbers import number
from charts.style import DASHES, Theme, over_time
from charts.table import Column
from model.woonplekken import Step

HEIGHT = 340
COLUMNS = (
    Column("versie", "raming van"),
    Column("jaar", "jaar"),
    Column("streefcijfer", "streefcijfer", 0),
    Column("gerealiseerd", "gerealiseerd", 0),
    Column("achter", "achter op het groeipad, opgeteld", 0),
)
_MOST_EARLIER = 3


def figure(lines: Mapping[int, Sequence[Step]], chosen: int, tokens: Theme) -> go.Figure:
    """Bars: realised; a line per estimate, the chosen one thick. An unknown year is a gap, never a zero."""
    drawing = go.Figure()
    done = {step.year: step.realised for steps in lines.values() for step in steps if step.realised is not None}
    if done:
        drawing.add_bar(
            x=list(done),
            y=list(done.values()),
            name="gerealiseerd",
            marker={"color": tokens.sequential[1]},
            hovertemplate="%{x}: %{y} gerealiseerd<extra></extra>",
        )
    earlier = [version for version in sorted(lines, reverse=True) if version != chosen][:_MOST_EARLIER]
    for place, version in enumerate([*earlier[::-1], chosen]):
        own = version == chosen
        drawing.add_scatter(
            x=[step.year for step in lines[version]],
            y=[step.target for step in lines[version]],
            name=f"streefcijfer, raming {version}",
            mode="lines+markers",
            connectgaps=False,
            line={
                "color": tokens.brand if own else tokens.muted,
                "width": 3 if own else 1.8,
                "dash": "solid" if own else DASHES[1 + place % (len(DASHES) - 1)],
            },
            marker={"size": 9 if own else 6},
            hovertemplate=f"%{{x}}: %{{y}} afgesproken, raming {version}<extra></extra>",
        )
    years = sorted({step.year for steps in lines.values() for step in steps})
    drawing.update_layout(
        height=HEIGHT,
        margin={"t": 8, "b": 30, "l": 48, "r": 8},
        legend={"orientation": "h", "y": -0.12, "x": 0, "font": {"size": 14}},
        bargap=0.5,
        **over_time(tokens),
    )
    drawing.update_xaxes(tickvals=years, range=[years[0] - 0.6, years[-1] + 0.6], showgrid=False, fixedrange=True)
    drawing.update_yaxes(rangemode="tozero", gridcolor=tokens.rule, zerolinecolor=tokens.muted, fixedrange=True)
    return drawing


def table(lines: Mapping[int, Sequence[Step]], path: Sequence[Step]) -> pd.DataFrame:
    """Every estimate and year, the newest estimate first; the backlog stands beside the target that it counts."""
    behind = {(step.version, step.year): step.backlog for step in path}
    rows = [
        (str(version), str(step.year), step.target, step.realised, behind.get((version, step.year)))
        for version in sorted(lines, reverse=True)
        for step in lines[version]
    ]
    return pd.DataFrame(rows, columns=[column.key for column in COLUMNS])


def seen(steps: Sequence[Step], where: str) -> str:
    """How far behind or ahead of the path, as far as every year is known."""
    known = [step for step in steps if step.backlog is not None]
    if not known:
        return f"Hoe {where} ten opzichte van het groeipad staat, is nog niet te zeggen: er mist een jaar."
    last, first = known[-1], known[0]
    span = f"in {first.year}" if first is last else f"van {first.year} tot en met {last.year}"
    backlog = last.backlog or 0
    if backlog == 0:
        return f"In {where} kwamen er {span} precies zo veel woonplekken als afgesproken."
    side = "minder" if backlog > 0 else "meer"
    many = "woonplek" if abs(backlog) == 1 else "woonplekken"
    return f"In {where} kwamen er {span} samen {number(abs(backlog))} {many} {side} dan afgesproken."


def notes(steps: Sequence[Step]) -> tuple[str, ...]:
    """Years that are not known of the chosen estimate."""
    targets = [str(step.year) for step in steps if step.target is None]
    done = [str(step.year) for step in steps if step.realised is None]
    told = [f"Nog geen streefcijfer voor {', '.join(targets)}."] if targets else []
    told += [f"Nog niet bekend hoeveel er kwamen in {', '.join(done)}."] if done else []
    return tuple(told)
