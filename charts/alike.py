"""Most similar buurten: a row per buurt, its distance, and per indicator how far it lies from the chosen one. HTML."""

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from charts.frames import Row, as_float, as_text, records
from charts.numbers import HARD_SPACE, number, period_label, unit_label, with_short_unit
from charts.table import Column
from model.indicator import Indicator

HOW = (
    "Afstand: van elk cijfer het verschil, gedeeld door wat gewoon is tussen buurten (1,4826 keer de mediane "
    "afwijking); daarvan het kwadratisch gemiddelde. Elk cijfer telt even zwaar. 0 is gelijk, 1 is een gewoon "
    "verschil. In een vak: het verschil, en welk deel van de afstand (in het kwadraat) ervan komt; gekleurd: bijna "
    "gelijk, gestreepte rand: meer dan een gewoon verschil."
)
COLUMNS = [
    Column("area_name", "buurt"),
    Column("gemeente", "gemeente"),
    Column("distance", "afstand", 3),
    Column("name", "indicator"),
    Column("period", "periode"),
    Column("value", "waarde", 2),
    Column("own", "waarde gekozen buurt", 2),
    Column("step", "verschil in gewone verschillen", 2),
    Column("part", "deel van de afstand", 3),
]
_NEAR, _FAR = 0.25, 1.0
_MOST_TOLD = 3


def alike_table(
    areas: pd.DataFrame,
    parts: pd.DataFrame,
    own: Mapping[str, float],
    periods: Mapping[str, str],
    indicators: Mapping[str, Indicator],
    name: str,
) -> str:
    """Frames as snapshot.several gives them; ``name`` of the chosen buurt, which heads the table."""
    ids = list(own)
    heads = "".join(
        f'<th scope="col" class="wp-number">{escape(indicators[i].name)}'
        f"<small>{_about(indicators[i], periods[i])}</small></th>"
        for i in ids
    )
    first = "".join(f'<td class="wp-number">{_value(own[i], indicators[i])}</td>' for i in ids)
    found = {(row["area"], row["indicator"]): row for row in records(parts)}
    body = "".join(_row(row, ids, found, indicators) for row in records(areas))
    caption = f"Buurten die het meest lijken op {name}"
    return (
        f'<div class="wp-scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="wp-table wp-alike"><caption>{escape(caption)}</caption><thead><tr><th scope="col">buurt</th>'
        f'<th scope="col" class="wp-number">afstand</th>{heads}</tr></thead><tbody>'
        f'<tr class="wp-alike-own"><th scope="row">{escape(name)}</th><td class="wp-number">–</td>{first}</tr>'
        f"{body}</tbody></table></div>"
    )


def _row(
    row: Row, ids: Sequence[str], found: Mapping[tuple[str, str], Row], indicators: Mapping[str, Indicator]
) -> str:
    cells = "".join(_cell(found.get((row["area"], i)), indicators[i]) for i in ids)
    where = f"<small>{escape(as_text(row['gemeente']))}</small>" if as_text(row["gemeente"]) else ""
    lacks = len(ids) - int(row["shared"])
    short = (
        f"<small>{lacks} {'cijfer' if lacks == 1 else 'cijfers'} ontbreekt</small>"
        if lacks == 1
        else (f"<small>{lacks} cijfers ontbreken</small>" if lacks else "")
    )
    return (
        f'<tr><th scope="row">{escape(as_text(row["area_name"]))}{where}</th>'
        f'<td class="wp-number"><strong>{number(row["distance"], 2)}</strong>{short}</td>{cells}</tr>'
    )


def _cell(cell: Row | None, indicator: Indicator) -> str:
    value = as_float(cell["value"]) if cell is not None else None
    step, part = (as_float(cell[name]) if cell is not None else None for name in ("step", "part"))
    if value is None or step is None or part is None:
        return '<td class="wp-number wp-alike-none">–<small>geen cijfer</small></td>'
    size = abs(step)
    kind = "near" if size < _NEAR else "far" if size >= _FAR else "some"
    way = "gelijk" if size < 0.005 else f"{number(size, 2)} {'hoger' if step > 0 else 'lager'}"
    share = f"{number(100 * part)}{HARD_SPACE}%"
    bar = f'<i style="width:{round(100 * part)}%" aria-hidden="true"></i>'
    return (
        f'<td class="wp-number wp-alike-{kind}">{_value(value, indicator)}'
        f'<small>{way} · {share}<span class="wp-hidden"> van de afstand</span></small>{bar}</td>'
    )


def _about(indicator: Indicator, period: str) -> str:
    return escape(", ".join(part for part in (unit_label(indicator.unit), period_label(period)) if part))


def _value(value: float, indicator: Indicator) -> str:
    return escape(with_short_unit(value, indicator.unit, indicator.decimals))


def seen(areas: pd.DataFrame, parts: pd.DataFrame, indicators: Mapping[str, Indicator], name: str, n: int) -> str:
    """The nearest buurt, in what it is alike and in what not."""
    if areas.empty:
        return f"Er is geen buurt met genoeg cijfers om met {name} te vergelijken."
    nearest = records(areas)[0]
    rows = [row for row in records(parts) if row["area"] == nearest["area"] and as_float(row["step"]) is not None]
    rows = sorted(rows, key=lambda row: abs(row["step"]))
    like = [indicators[row["indicator"]].name for row in rows if abs(row["step"]) < _NEAR][:_MOST_TOLD]
    unlike = [indicators[row["indicator"]].name for row in rows[::-1] if abs(row["step"]) >= _NEAR][:_MOST_TOLD]
    text = f"Van {number(n)} andere buurten lijkt {nearest['area_name']} het meest op {name}"
    text += f" (afstand {number(nearest['distance'], 2)})."
    if like:
        text += f" Bijna gelijk: {', '.join(like)}."
    if unlike:
        text += f" Het meest verschillend: {', '.join(unlike)}."
    return text


def twin(
    areas: pd.DataFrame,
    parts: pd.DataFrame,
    own: Mapping[str, float],
    periods: Mapping[str, str],
    indicators: Mapping[str, Indicator],
) -> pd.DataFrame:
    """The same as a long table, with the columns of COLUMNS."""
    frame = parts.merge(areas, on="area", how="left", validate="m:1")
    ids = list(frame["indicator"])
    return frame.assign(
        name=[indicators[i].name for i in ids],
        own=[own[i] for i in ids],
        period=[period_label(periods[i]) for i in ids],
    )
