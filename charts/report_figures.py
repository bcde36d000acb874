"""Figures of a report: per bouwsteen the kloof of each kerncijfer, per focuswijk its profile. HTML, in the words of the
pages that show the same.
"""

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from charts import kloof_table, trend
from charts import kloof_words as words
from charts.border_words import moves_of
from charts.figure import subtitle
from charts.frames import Row, as_float, as_text, records
from charts.judged import against, detectable, judge, margin, shape, since, verdict_words
from charts.line_picture import line_picture, on_paper, spoken
from charts.numbers import period_label, unit_label, with_short_unit
from charts.paper_table import Cell, paper_table
from charts.spine import Spread, marks_of
from charts.strip_picture import strip_picture
from charts.style import Theme
from charts.words import why_no_value
from model.indicator import Indicator
from model.programme import Programme
from model.source import Source

_KLOOF = ("kerncijfer", "focuswijken samen", "rest van de stad", "verschil", "oordeel", "sinds de nulmeting")
_PROFILE = ("kerncijfer", "waarde", "tussen de buurten", "naast de rest van de stad", "sinds de nulmeting")


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def named(indicator: Indicator, row: Row) -> Cell:
    """What heads a row: the indicator, with its unit and the period of the figure."""
    about = " · ".join(part for part in (unit_label(indicator.unit), period_label(as_text(row["period"]))) if part)
    return Cell(indicator.name, (about,))


def kloof_rows(caption: str, newest: Sequence[Row], indicators: Mapping[str, Indicator]) -> str:
    """A table with the newest gap of each kerncijfer; ``newest``: rows of figures.kloof."""
    return paper_table(
        caption, _KLOOF, [_gap(row, indicators[str(row["indicator"])]) for row in newest], (26, 11, 11, 17, 15, 20)
    )


def _gap(row: Row, indicator: Indicator) -> list[Cell]:
    def side(name: str) -> Cell:
        shown = with_short_unit(as_float(row[name]), indicator.unit, indicator.decimals)
        return Cell(shown, number=True)

    about = words.margin(row, indicator)
    found, rest = words.became(row, indicator)
    return [
        named(indicator, row),
        side("focus_value"),
        side("rest_value"),
        Cell(words.with_side(as_float(row["gap"]), indicator), (f"marge {about}",) if about else ()),
        Cell(capital(words.verdict(row)), mark=shape(words.verdict_side(row, indicator))),
        Cell(capital(found), (rest.lstrip(" :").rstrip("."),)),
    ]


def trend_block(
    frame: pd.DataFrame,
    area: str,
    indicator: Indicator,
    programme: Programme,
    tokens: Theme,
    changes: pd.DataFrame,
    title: str,
    seen: str,
    sources: Mapping[str, Source],
) -> str:
    """The trend of one indicator with its finding; ``frame``: figures.trend of ``area`` and what it is drawn beside.

    One measurement is no trend: then there is no picture, only what it says.
    """
    lines = trend.lines_of(frame, [area])
    year = programme.nulmeting.per_indicator.get(indicator.id, programme.nulmeting.jaar)
    moves, alt = moves_of(changes, frame), spoken(lines, indicator)
    picture = line_picture(lines, indicator, year, moves, on_paper(tokens), alt)
    known = [row for row in records(frame) if as_float(row["value"]) is not None]
    notes = " ".join(trend.notes(lines, indicator)) if picture else ""
    line = kloof_table.sources(known, sources) if known else ""
    under = "".join(f'<p class="wp-source">{escape(text)}</p>' for text in (notes, line) if text)
    said = f"<p>{escape(seen)}</p>"
    body = f'<div class="wp-beside"><div>{picture}</div><div>{said}</div></div>' if picture else said
    return (
        f'<section class="wp-block"><h4>{escape(title)}</h4>'
        f'<p class="wp-subtitle">{escape(subtitle(indicator))}</p>{body}{under}</section>'
    )


def profile_rows(
    caption: str,
    rows: Sequence[Row],
    indicators: Mapping[str, Indicator],
    spreads: Mapping[str, Spread],
    city: str,
    tokens: Theme,
) -> str:
    """A table of the newest figure of each kerncijfer of one area; ``rows``: of figures.profile, each with a value."""
    shown = [_figure(row, indicators[str(row["indicator"])], spreads, city, tokens) for row in rows]
    return paper_table(caption, _PROFILE, shown, (25, 14, 20, 22, 19))


def _figure(row: Row, indicator: Indicator, spreads: Mapping[str, Spread], city: str, tokens: Theme) -> list[Cell]:
    value = with_short_unit(as_float(row["value"]), indicator.unit, indicator.decimals)
    judged = judge(row, indicator)
    beside = against(row, indicator, "rest", f"de rest van {city}")
    when, _, changed = since(row, indicator).partition(": ")
    return [
        named(indicator, row),
        Cell(value, (margin(row, indicator), *marks_of(row, indicator)), number=True),
        Cell("", mark=strip_picture(row, spreads.get(indicator.id), indicator, tokens)),
        Cell(capital(beside), (verdict_words(judged, indicator),), judged.shape) if beside else Cell("–"),
        Cell(capital(changed), (when, detectable(row, indicator))) if changed else Cell("–"),
    ]


def lacking(ids: Sequence[str], rows: Mapping[str, Row], indicators: Mapping[str, Indicator], none: str) -> str:
    """Which of these indicators have no figure, by reason; ``none``: the reason of one without a row."""
    reasons: dict[str, list[str]] = {}
    for i in dict.fromkeys(ids):
        row = rows.get(i)
        if row is None or as_float(row["value"]) is None:
            why = none if row is None else why_no_value(str(row["status"]), str(row["reason"]))
            reasons.setdefault(why, []).append(indicators[i].name)
    return told_lacking("Nog geen cijfer", reasons)


def told_lacking(what: str, reasons: Mapping[str, Sequence[str]]) -> str:
    """A paragraph with names by reason; empty without any."""
    lines = "; ".join(f"{', '.join(names)} ({reason})" for reason, names in reasons.items())
    return f'<p class="wp-small"><strong>{escape(what)}:</strong> {escape(lines)}.</p>' if lines else ""
