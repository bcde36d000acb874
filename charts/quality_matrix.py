"""The matrix of what covers which year: a real table, each cell a shape, a share of the inhabitants and a word."""

from collections.abc import Callable, Sequence
from html import escape

import pandas as pd

from charts.frames import Row, as_float, as_text, records
from charts.table import Column
from model.status import Standing

CELLS = [
    Column("name", "bron of indicator"),
    Column("year", "jaar", 0),
    Column("state", "stand"),
    Column("percent", "dekking (% van de inwoners)", 1),
    Column("n_buurten", "buurten met cijfer", 0),
    Column("n_town", "buurten", 0),
    Column("finest", "fijnste niveau"),
    Column("with", "indicatoren met cijfer", 0),
    Column("of", "indicatoren", 0),
    Column("delivery", "editie: levering"),
]
SHAPES = {
    Standing.FINAL: "●",
    Standing.PROVISIONAL: "◐",
    Standing.NOT_PUBLISHED: "○",
    Standing.MISSING: "✕",
    Standing.PRESENT: "■",
}
_EXPLAINED = {
    Standing.FINAL: "definitief",
    Standing.PROVISIONAL: "voorlopig: minstens één cijfer kan nog veranderen",
    Standing.NOT_PUBLISHED: "nog niet gepubliceerd",
    Standing.MISSING: "ontbreekt",
    Standing.PRESENT: "aanwezig (kaarten en adressen)",
}
_SHORT = {Standing.NOT_PUBLISHED: "nog niet"}


def matrix(frame: pd.DataFrame, caption: str, first: str, link: Callable[[str], str] | None = None) -> str:
    """As quality.matrix gives it, newest year first. ``first`` heads the names, ``link(key)`` is behind each."""
    years = sorted({int(year) for year in frame["year"]}, reverse=True)
    rows: dict[str, dict[int, Row]] = {}
    for row in records(frame):
        rows.setdefault(str(row["key"]), {})[int(row["year"])] = row
    heads = "".join(f'<th scope="col">{year}</th>' for year in years)
    body = "".join(_row(cells, years, link) for cells in rows.values())
    return (
        f'<div class="wp-scroll wp-mosaic-box" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="wp-mosaic wp-coverage"><caption>{escape(caption)}</caption>'
        f'<thead><tr><th scope="col">{escape(first)}</th>{heads}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def key(frame: pd.DataFrame) -> str:
    """Legend: only what occurs."""
    present = set(frame["state"])
    shown = "".join(
        f'<li><span class="wp-cell {_tint(state)}">{SHAPES[state]}</span>{_EXPLAINED[state]}</li>'
        for state in Standing
        if state in present
    )
    return f'<ul class="wp-key">{shown}</ul>'


def cells_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of CELLS."""
    return frame.assign(
        percent=100 * frame["share"].astype(float),
        state=[str(state) for state in frame["state"]],
        finest=frame["level"],
    )


def percent(share: float) -> str:
    """A share in whole percents; 99,7 is not all and 0,2 is not nothing."""
    whole = round(100 * share)
    if share < 1:
        whole = min(whole, 99)
    return f"{max(whole, 1) if share > 0 else 0}\u00a0%"


def _row(cells: dict[int, Row], years: Sequence[int], link: Callable[[str], str] | None) -> str:
    about = next(iter(cells.values()))
    name = escape(str(about["name"]))
    if link is not None and any(as_float(cell["with"]) is not None for cell in cells.values()):
        name = f'<a href="{escape(link(str(about["key"])))}" target="_self">{name}</a>'
    return f'<tr><th scope="row">{name}</th>{"".join(_cell(cells.get(year)) for year in years)}</tr>'


def _cell(cell: Row | None) -> str:
    if cell is None:
        return '<td class="wp-cell wp-base"><span class="wp-hidden">geen cijfers over dit jaar</span></td>'
    state = Standing(cell["state"])
    share, some = as_float(cell["share"]), as_float(cell["n_buurten"])
    value = percent(share) if share is not None else f"{some:.0f}" if some is not None else ""
    word = _SHORT.get(state, state.value)
    number = as_float(cell["number"])
    again = f"<small>levering {number:.0f}</small>" if number is not None and number > 1 else ""
    return (
        f'<td class="wp-cell {_tint(state)}" title="{escape(told(cell))}">'
        f'<span aria-hidden="true">{SHAPES[state]}</span> {value}<small>{escape(word)}</small>{again}</td>'
    )


def told(cell: Row) -> str:
    """One cell in words: stand, coverage, indicators, edition and delivery."""
    parts = [Standing(cell["state"]).value]
    share, some, town = as_float(cell["share"]), as_float(cell["n_buurten"]), as_float(cell["n_town"])
    if some is not None and town is not None:
        of_people = "" if share is None else f", {percent(share)} van de inwoners"
        parts.append(f"{some:.0f} van {town:.0f} buurten{of_people}")
    if as_text(cell["level"]) not in ("", "buurt"):
        parts.append(f"alleen per {cell['level']}")
    with_, of = as_float(cell["with"]), as_float(cell["of"])
    if with_ is not None and of is not None and of > 1:
        parts.append(f"{with_:.0f} van {of:.0f} indicatoren")
    if delivery := as_text(cell["delivery"]):
        parts.append(f"editie en levering {delivery}")
    return "; ".join(parts)


def _tint(state: Standing) -> str:
    """Tints that the mosaic has already, which work in light and dark."""
    return {
        Standing.FINAL: "wp-gunstig",
        Standing.PROVISIONAL: "wp-ongunstig",
        Standing.NOT_PUBLISHED: "wp-neutraal",
        Standing.PRESENT: "wp-neutraal",
        Standing.MISSING: "wp-geen",
    }[state]
