"""How a figure lies over all buurten, in words and a small table: steepness, uneven spread, and the outer tenths."""

from collections.abc import Mapping, Sequence

import pandas as pd

from charts.frames import Row, as_float, as_text
from charts.kloof_words import POINTS, size
from charts.numbers import difference, number, period_label, scale, unit_label, with_unit
from charts.table import Column
from model.indicator import Indicator

TITLE = "Verspreid over alle buurten"
UNTESTED = (
    "Beschreven, niet getoetst: of een verandering hierin toeval is, is niet uitgerekend. De marge zegt hoe goed de "
    "buurten op één lijn liggen."
)


def chosen(rows: Sequence[Row], nulmeting: str, indicator: Indicator) -> list[Row]:
    """The row of the nulmeting and the newest that has anything; the newest alone when a break lies between."""
    usable = [row for row in rows if not as_text(row["why"])]
    if not usable:
        return []
    newest = usable[-1]
    first = [row for row in usable if str(row["period"]) == nulmeting]
    broken = any(nulmeting < one.period <= str(newest["period"]) for one in indicator.breaks)
    return [newest] if not first or broken or first[0] is newest else [first[0], newest]


def sentences(rows: Sequence[Row], indicator: Indicator, names: Mapping[str, Indicator]) -> list[str]:
    """What ``chosen`` rows say, in B1; the first row is the nulmeting when there are two."""
    now, start = rows[-1], rows[0] if len(rows) > 1 else None
    found = [_slope(now, start, indicator, names), _apart(now, start), _outer(now, start, indicator)]
    return [sentence for sentence in found if sentence]


def why_none(rows: Sequence[Row]) -> str:
    """Why there is nothing to say over all buurten."""
    why = as_text(rows[-1]["why"]) if rows else "er zijn geen cijfers per buurt"
    return f"Over alle buurten is niets te zeggen: {why}."


def columns(indicator: Indicator, rows: Sequence[Row]) -> list[Column]:
    """Columns of the small table; the unit stands once beside it (``unit_note``), not in every header."""
    digits = max(indicator.decimals, 1) if indicator.unit == "%" else indicator.decimals
    apart = any(as_float(row["dissimilarity"]) is not None for row in rows)
    return [
        Column("period", "periode"),
        Column("n_buurten", "buurten", 0),
        Column("slope", "verloop met inkomen", digits),
        Column("slope_low", "van", digits),
        Column("slope_high", "tot", digits),
        *([Column("apart", "ongelijk (0–100)", 0)] if apart else []),
        Column("p10", "onderste tiende", digits),
        Column("p90", "bovenste tiende", digits),
        Column("between", "ertussen", digits),
    ]


def unit_note(indicator: Indicator) -> str:
    """In what unit the table stands; empty for plain scores."""
    unit = unit_label(indicator.unit)
    return f"Getallen in de tabel: {unit}." if unit else ""


def table(rows: Sequence[Row], indicator: Indicator) -> pd.DataFrame:
    """``chosen`` rows with the columns of ``columns``."""
    frame = pd.DataFrame(rows)
    times = scale(indicator.unit)
    shown = frame.assign(**{name: frame[name] * times for name in ("slope", "slope_low", "slope_high", "p10", "p90")})
    return shown.assign(apart=100 * frame["dissimilarity"], between=shown["p90"] - shown["p10"])


def _slope(now: Row, start: Row | None, indicator: Indicator, names: Mapping[str, Indicator]) -> str:
    slope = as_float(now["slope"])
    if slope is None:
        return f"Hoe steil dit cijfer met inkomen oploopt, is niet te zeggen: {as_text(now['slope_why'])}."
    what = names[as_text(now["rank_by"])].name.lower() if as_text(now["rank_by"]) in names else "inkomen"
    way = "op" if slope > 0 else "af"
    low, high = as_float(now["slope_low"]), as_float(now["slope_high"])
    said = (
        f"Zet alle buurten op volgorde van {what} in {period_label(as_text(now['rank_period']))}. Van de laagste naar "
        f"de hoogste loopt dit cijfer in {period_label(str(now['period']))} {size(slope, indicator)} {way}"
    )
    if low is not None and high is not None:
        said += f" (marge: {_margin(low, high, indicator)})"
    before = None if start is None else as_float(start["slope"])
    if before is not None and start is not None:
        turned = "" if (before > 0) == (slope > 0) else f" {'op' if before > 0 else 'af'}"
        said += f"; in {period_label(str(start['period']))} was dat {size(before, indicator)}{turned}"
    ratio = as_float(now["relative"])
    about = f" Bovenaan is het {number(ratio, 1)} keer zo hoog als onderaan." if ratio and ratio >= 0.05 else ""
    return f"{said}.{about}"


def _margin(low: float, high: float, indicator: Indicator) -> str:
    if low < 0 < high:
        return f"{size(low, indicator)} af tot {size(high, indicator)} op"
    near, far = sorted((abs(low), abs(high)))
    return f"{size(near, indicator).removesuffix(POINTS)} tot {size(far, indicator)}"


def _apart(now: Row, start: Row | None) -> str:
    value = as_float(now["dissimilarity"])
    if value is None:
        return ""
    said = (
        "Hoe ongelijk het over de buurten is verdeeld, op een schaal van 0 (overal evenveel) tot 100 (alles bij "
        f"elkaar): {number(100 * value)} in {period_label(str(now['period']))}"
    )
    before = None if start is None else as_float(start["dissimilarity"])
    if before is not None and start is not None:
        said += f", {number(100 * before)} in {period_label(str(start['period']))}"
    return f"{said}. Wat toeval in kleine buurten doet, is eraf gehaald."


def _outer(now: Row, start: Row | None, indicator: Indicator) -> str:
    low, high = as_float(now["p10"]), as_float(now["p90"])
    if low is None or high is None:
        return ""
    shown = [with_unit(x, indicator.unit, indicator.decimals) for x in (low, high)]
    said = (
        f"Een tiende van de inwoners woont in buurten onder {shown[0]}, een tiende in buurten boven {shown[1]}: "
        f"{_wide(low, high, indicator)} uit elkaar"
    )
    first = None if start is None else (as_float(start["p10"]), as_float(start["p90"]))
    if first is not None and start is not None and first[0] is not None and first[1] is not None:
        said += f"; in {period_label(str(start['period']))} was dat {_wide(first[0], first[1], indicator)}"
    noise = " Het toeval in kleine buurten zit hier nog in." if now["noisy"] else ""
    return f"{said}.{noise}"


def _wide(low: float, high: float, indicator: Indicator) -> str:
    return difference(high - low, indicator.unit, indicator.decimals).lstrip("+")
