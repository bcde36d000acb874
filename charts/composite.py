"""The composite of a bouwsteen in words and HTML: never without its parts and the range of its place. No Plotly."""

import math
from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from charts.frames import Row, as_float, as_text, records
from charts.numbers import number, period_label
from charts.table import Column, to_html
from charts.words import in_sentence
from model.indicator import Indicator

_DECIMALS = 2


def composite(
    figures: pd.DataFrame,
    parts: pd.DataFrame,
    bouwsteen: str,
    area: str,
    indicators: Mapping[str, Indicator],
    nulmeting: int,
) -> str:
    """One line that opens: the newest composite of an area with its place, and inside its parts and who is left out.

    ``figures``: figures.composite; ``parts``: figures.composite_parts; ``nulmeting``: the programme's year. Without a
    composite the line says so, and inside stands why for every kernset indicator.
    """
    own = figures[(figures["bouwsteen"] == bouwsteen) & (figures["area"] == area)].sort_values("period")
    known = records(own[own["value"].notna()])
    about = records(parts[parts["bouwsteen"] == bouwsteen])
    left_out = [row for row in about if not row["used"]]
    if not known:
        inside = _why_none(records(own), indicators) + _reasons(left_out, indicators)
        return _line("Samengestelde score: geen", "Er zijn te weinig kerncijfers om samen te nemen.", inside)
    last, first = known[-1], next((row for row in known if row["period"] == str(nulmeting)), None)
    explained = (
        f"Dit is het gemiddelde van {last['n_parts']} kerncijfers, op één maat gebracht. 0 is de gemiddelde buurt in "
        f"{nulmeting}; boven 0 is gunstiger, onder 0 ongunstiger. Elk kerncijfer telt even zwaar. De maat blijft die "
        f"van {nulmeting}, zodat u verandering ziet. De score is niet getoetst: kijk naar de delen zelf."
    )
    inside = f"<p>{escape(explained)}</p>{_table(last, indicators)}{_reasons(left_out, indicators)}"
    return _line(f"Samengestelde score {said(last, first)}", place(last), inside)


def said(last: Row, first: Row | None) -> str:
    """``−0,42 in 2024 (−0,51 in 2022)``; with the reason where the two may not be compared."""
    now = f"{number(last['value'], _DECIMALS)} in {period_label(str(last['period']))}"
    if first is None or first["period"] == last["period"]:
        return now
    if why := as_text(last["change_withheld"]):
        return f"{now} (niet te vergelijken met {period_label(str(first['period']))}: {why})"
    return f"{now} ({number(first['value'], _DECIMALS)} in {period_label(str(first['period']))})"


def place(row: Row) -> str:
    """The place of an area with the range that other parts would give; a group stands among the buurten."""
    rank, low, high = (as_float(row[name]) for name in ("rank", "rank_low", "rank_high"))
    if rank is None or low is None or high is None:
        return "Er is geen plaats te geven: te weinig gebieden om mee te vergelijken."
    lowest, highest = math.floor(low), math.ceil(high)
    if lowest == highest:
        other = "ook met een andere keuze van kerncijfers"
    else:
        other = f"met een andere keuze van kerncijfers tussen {number(lowest)} en {number(highest)}"
    among = f"{number(row['n_ranked'])} {row['ranked_among']}"
    name = in_sentence(as_text(row["area_name"]), str(row["level"]))
    start = f"{name[:1].upper()}{name[1:]}"
    if row["level"] not in ("focuswijken", "rest"):
        return f"{start} staat tussen {among} op plaats {number(rank)} (1 is het gunstigst); {other}."
    verb = "zou" if row["level"] == "rest" else "zouden"
    return f"{start} {verb} tussen {among} op plaats {number(rank)} staan (1 is het gunstigst); {other}."


def _line(title: str, small: str, inside: str) -> str:
    return (
        f'<details class="wp-details"><summary><strong>{escape(title)}</strong>'
        f'<span class="wp-small">{escape(small)}</span></summary><div>{inside}</div></details>'
    )


def _table(row: Row, indicators: Mapping[str, Indicator]) -> str:
    scores = pd.DataFrame({"name": [_name(part, indicators) for part in row["parts"]], "score": list(row["scores"])})
    columns = [Column("name", "kerncijfer"), Column("score", "score", _DECIMALS)]
    return to_html(scores, columns, "De delen van de score; hoger is gunstiger")


def _reasons(left_out: Sequence[Row], indicators: Mapping[str, Indicator]) -> str:
    if not left_out:
        return ""
    items = "".join(
        f"<li>{escape(_name(str(row['indicator']), indicators))} {escape(str(row['reason']))}.</li>" for row in left_out
    )
    return f"<p>Deze kerncijfers doen niet mee:</p><ul>{items}</ul>"


def _why_none(rows: Sequence[Row], indicators: Mapping[str, Indicator]) -> str:
    """Which parts an area lacks in its newest year; empty where no area has a composite."""
    if not rows:
        return ""
    missing = rows[-1]["missing"]
    names = ", ".join(_name(str(part), indicators) for part in missing)
    when = period_label(str(rows[-1]["period"]))
    return f"<p>{escape(f'Dit gebied heeft in {when} geen cijfer voor: {names}.')}</p>"


def _name(indicator: str, indicators: Mapping[str, Indicator]) -> str:
    return indicators[indicator].name if indicator in indicators else indicator
