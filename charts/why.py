"""Why this figure is shown as it is: number, margin, what it is held against, test, assumption and edition. HTML."""

from collections.abc import Mapping
from html import escape

from charts.frames import Row, as_float, as_text
from charts.judged import against, detectable, judge, margin, since, verdict_words, why_untested
from charts.numbers import difference, number, period_label, with_unit
from charts.tested_words import ASSUMED, OVERLAP, TESTS, dispersion
from charts.words import marks, why_no_value
from model.indicator import Indicator
from model.source import Source

_BASELINES = (("rest", "de rest van de stad"), ("gemeente", "de gemeente"), ("nederland", "Nederland"))


def why(
    row: Row, indicator: Indicator, phi: float | None, known: Mapping[str, Source], trend: Row | None = None
) -> str:
    """``row`` of figures.figure_table; ``phi``: dispersion of events in series, or None; ``trend``: of figures.trends.

    A list of terms; only what applies to this figure.
    """
    value = as_float(row["value"])
    tested = value is not None and indicator.testing.value in TESTS and bool(margin(row, indicator))
    terms = [
        ("Wat is het", indicator.description),
        ("Cijfer", _figure(row, indicator)),
        ("Vergeleken", "" if value is None else _compared(row, indicator)),
        ("Toets", "" if value is None else _test(indicator, tested)),
        ("Sinds de nulmeting", _start(row, indicator)),
        ("Te zien geweest", detectable(row, indicator)),
        ("Trend", trend_words(trend, indicator) if trend is not None else ""),
        ("Reeksen van voorvallen", dispersion(phi) if tested or phi != phi else ""),
        ("Aanname", (ASSUMED if tested else "") + (OVERLAP if as_float(row["change_low"]) is not None else "")),
        ("Let op", " ".join(indicator.caveats)),
        ("Herkomst", _origin(row, known)),
    ]
    shown = "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in terms if text)
    return f'<dl class="wp-terms">{shown}</dl>'


def opened(inside: str) -> str:
    """The same as a line that opens, for a place beside a figure."""
    return f'<details class="wp-why"><summary>Waarom zie ik dit?</summary>{inside}</details>'


def trend_words(trend: Row, indicator: Indicator) -> str:
    """What the series from its last break on says, with its slope; the careful words where it says nothing."""
    points, result = int(trend["points"]), as_text(trend["result"])
    span = f"{period_label(str(trend['first']))}–{period_label(str(trend['last']))}"
    years = f"{points} metingen, {span}" if points != 1 else f"één meting, {period_label(str(trend['first']))}"
    if result == "niet te toetsen":
        return f"Niet te toetsen: {why_untested(indicator)} ({years})."
    slope, low, high = (as_float(trend[name]) for name in ("slope", "slope_low", "slope_high"))
    told = f"{result[:1].upper()}{result[1:]} ({years})."
    if slope is None or low is None or high is None or result == "te weinig metingen":
        return told
    decimals = indicator.decimals + 1
    per_year = " tot ".join(number(x, decimals) for x in (low, high))
    return f"{told} Per jaar {number(slope, decimals)} (marge {per_year}); χ²-toets voor een rechte lijn."


def _figure(row: Row, indicator: Indicator) -> str:
    value = as_float(row["value"])
    if value is None:
        return f"Geen cijfer: {why_no_value(str(row['status']), str(row['reason']))}."
    parts = [f"{with_unit(value, indicator.unit, indicator.decimals)} in {period_label(str(row['period']))}"]
    parts.append(f"{margin(row, indicator)} (95 %)" if margin(row, indicator) else "zonder marge")
    events, base = as_float(row["numerator"]), as_float(row["base"])
    if events is not None and base is not None:
        parts.append(
            f"{number(events)} van {number(base)}" if indicator.unit == "%" else f"{number(events)} op {number(base)}"
        )
    elif base is not None:
        parts.append(f"noemer {number(base)}")
    parts += [*marks(str(row["status"]), bool(row["computed"]) and not as_text(row["note"])), as_text(row["note"])]
    return f"{'; '.join(part for part in parts if part)}."


def _compared(row: Row, indicator: Indicator) -> str:
    sentences = []
    for key, name in _BASELINES:
        said = against(row, indicator, key, name)
        if said and str(row["level"]) not in {key, "land"}:
            base = with_unit(as_float(row[f"{key}_value"]), indicator.unit, indicator.decimals)
            verdict = verdict_words(judge(row, indicator, key), indicator, why=False)
            sentences.append(f"{said[:1].upper()}{said[1:]} ({base}): {verdict}.")
    return " ".join(sentences)


def _test(indicator: Indicator, tested: bool) -> str:
    if not tested:
        return f"Geen: {why_untested(indicator)}."
    return TESTS[indicator.testing.value]


def _start(row: Row, indicator: Indicator) -> str:
    said = since(row, indicator)
    low, high = as_float(row["change_low"]), as_float(row["change_high"])
    told = f"{said[:1].upper()}{said[1:]}." if said else ""
    if not told or low is None or high is None:
        return told
    limits = " tot ".join(difference(x, indicator.unit, indicator.decimals) for x in (low, high))
    return f"{told} Marge van de verandering (95 %): {limits}."


def _origin(row: Row, known: Mapping[str, Source]) -> str:
    source = as_text(row["source"])
    if not source:
        return ""
    name = known[source].name if source in known else source
    borders = as_float(row["boundary_year"])
    year = "" if borders is None else f", grenzen {int(borders)}"
    return f"{name}, editie {as_text(row['edition'])}{year}; bewerkt door Wijkpeil."
