"""The kernset beside other focusgebieden: a column per place, and in each cell what is known or missing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from charts.judged import SAME as _SAME
from charts.judged import UNTESTED as _UNTESTED
from charts.judged import Judged, apart
from charts.numbers import HARD_SPACE, period_label, unit_label, with_short_unit
from charts.table import Column
from charts.words import Side, side
from model.indicator import Indicator

COLUMNS = (
    Column("indicator", "indicator"),
    Column("place", "gebied"),
    Column("value", "waarde", 2),
    Column("unit", "eenheid"),
    Column("period", "periode"),
    Column("difference", "eigen focuswijken min dit gebied", 2),
    Column("verdict", "toets"),
    Column("why", "toelichting"),
)
_TINTS = {"gunstiger": "gunstig", "ongunstiger": "ongunstig", "hoger": "neutraal", "lager": "neutraal"}


@dataclass(frozen=True)
class Shown:
    """A cell; ``value`` None: nothing to show, and ``why`` says what is missing."""

    place: str
    value: float | None
    period: str
    difference: float | None
    verdict: str
    why: str


@dataclass(frozen=True)
class Row:
    """An indicator with its own figure (None: there is none) and margin, and the other places in their order."""

    indicator: Indicator
    own: float | None
    period: str
    margin: str
    cells: Sequence[Shown]

    @property
    def known(self) -> bool:
        """Whether there is a figure anywhere."""
        return self.own is not None or any(cell.value is not None for cell in self.cells)


def table_html(
    groups: Mapping[str, Sequence[Row]], own: str, places: Sequence[str], caption: str, link: Callable[[str], str]
) -> str:
    """``groups``: rows by doel; ``places``: names of the other columns. Order is that of the file, never of figures."""
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in (own, *places))
    body = "".join(_group(name, rows, len(places) + 2, link) for name, rows in groups.items())
    return (
        f'<div class="wp-scroll wp-mosaic-box" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="wp-mosaic wp-elsewhere"><caption>{escape(caption)}</caption><thead><tr>'
        f'<th scope="col">Indicator</th>{heads}</tr></thead>{body}</table></div>'
    )


def _group(name: str, rows: Sequence[Row], across: int, link: Callable[[str], str]) -> str:
    head = f'<tr class="wp-group"><th colspan="{across}" scope="rowgroup"><span>{escape(name)}</span></th></tr>'
    return f"<tbody>{head}{''.join(_row(row, link(row.indicator.id)) for row in rows)}</tbody>"


def _row(row: Row, link: str) -> str:
    indicator = row.indicator
    about = unit_label(indicator.unit)
    own = (
        '<td class="wp-cell wp-geen">–<small>geen cijfer van de eigen focuswijken</small></td>'
        if row.own is None
        else f'<td class="wp-cell wp-base"><strong>{_value(row.own, indicator)}</strong>'
        f"<small>{escape(period_label(row.period))}</small><small>{escape(row.margin)}</small></td>"
    )
    cells = "".join(_cell(cell, indicator) for cell in row.cells)
    name = f'<a href="{escape(link)}" target="_self">{escape(indicator.name)}</a>'
    return f'<tr><th scope="row">{name}<small>{escape(about)}</small></th>{own}{cells}</tr>'


def _cell(cell: Shown, indicator: Indicator) -> str:
    if cell.value is None:
        return f'<td class="wp-cell wp-geen">–<small>{escape(cell.why)}</small></td>'
    judged = _judged(cell, indicator)
    parts = [period_label(cell.period)]
    if cell.difference is not None:
        parts.append(f"eigen focuswijken {apart(cell.difference, indicator)}")
        parts.append(_said(cell))
    elif cell.why:
        parts.append(cell.why)
    small = "".join(f"<small>{escape(part)}</small>" for part in parts if part)
    return f'<td class="wp-cell wp-{judged.tint}">{judged.shape}{_value(cell.value, indicator)}{small}</td>'


def _said(cell: Shown) -> str:
    if cell.verdict in _TINTS:
        return f"aantoonbaar {cell.verdict}"
    return f"{_UNTESTED}: {cell.why}" if cell.why else cell.verdict


def _judged(cell: Shown, indicator: Indicator) -> Judged:
    """Shape and tint of the own figure against this place."""
    if cell.difference is None:
        return Judged(Side.NONE, "", "base")
    word = cell.verdict or _UNTESTED
    tint = "gelijkwaardig" if word == _SAME else _TINTS.get(word, "base")
    return Judged(side(cell.difference, indicator.decimals), word, tint)


def _value(value: float, indicator: Indicator) -> str:
    return escape(with_short_unit(value, indicator.unit, indicator.decimals).replace(" ", HARD_SPACE))


def nowhere(rows: Sequence[Row]) -> str:
    """A line that names the indicators without a figure anywhere, also here; empty when there are none."""
    names = "; ".join(dict.fromkeys(row.indicator.name for row in rows if not row.known))
    told = f"Nog nergens een cijfer, ook niet van de eigen focuswijken: {names}."
    return f'<p class="wp-small">{escape(told)}</p>' if names else ""


def seen(rows: Sequence[Row]) -> str:
    """How many cells hold a figure, and what most of the others lack."""
    cells = [cell for row in rows for cell in row.cells]
    known = [cell for cell in cells if cell.value is not None]
    lacking = [cell.why for cell in cells if cell.value is None]
    told = f"Van {len(cells)} vakken hebben er {len(known)} een cijfer."
    if lacking:
        most = max(dict.fromkeys(lacking), key=lacking.count)
        told += f" Wat het vaakst ontbreekt: {most} ({lacking.count(most)} keer)."
    return told


def table(rows: Sequence[Row], own: str) -> pd.DataFrame:
    """The same as rows with COLUMNS."""
    found = []
    for row in rows:
        why = "" if row.own is not None else "geen cijfer"
        for one in (Shown(own, row.own, row.period, None, "", why), *row.cells):
            figures = (one.value, row.indicator.unit, one.period, one.difference, one.verdict, one.why)
            found.append((row.indicator.name, one.place, *figures))
    return pd.DataFrame(found, columns=[column.key for column in COLUMNS])
