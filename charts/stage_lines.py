"""Lines for a stage: the style in which a trend is drawn there, and a gap with its fan.

Made on the server, so that a change of dia draws nothing; the colours are custom properties, so that light and dark are
one picture. The stage shows it 2.4 times as large: letters of 29 px.
"""

from collections.abc import Collection, Sequence
from itertools import pairwise

from charts.frames import Row, as_float, as_text
from charts.kloof_line import spans
from charts.line_drawing import Axis, Stroke, Style, drawing, heights
from charts.numbers import period_position, scale, unit_label
from model.indicator import Indicator

STAGE = Style("wp-lines", 464, 257, 2, False, "var(--wp-{})".format)
_BAND = 0.16
_FAN = ("low90", "low50", "middle", "high50", "high90")


def kloof_picture(
    rows: Sequence[Row], fan: Sequence[Row], indicator: Indicator, provisional: Collection[str], alt: str
) -> str:
    """``rows``, ``fan``, ``provisional``: see charts.kloof. Empty for a single measurement."""
    times, known = scale(indicator.unit), [row for row in rows if as_float(row["gap"]) is not None]
    if len(known) < 2:
        return ""
    parts = [known[begin:end] for begin, end in spans(known, indicator)]
    line = tuple(
        tuple((_at(r), r["gap"] * times, "open" if str(r["period"]) in provisional else "dot") for r in part)
        for part in parts
    )
    sure = [[r for r in part if as_float(r["gap_low"]) is not None] for part in parts]
    bands = [tuple((_at(r), r["gap_low"] * times, r["gap_high"] * times) for r in part) for part in sure]
    stroke = Stroke("", "brand", "solid", True, line, tuple((_BAND, band) for band in bands if len(band) > 1))
    strokes = [*_fan(line[-1][-1][:2], fan, times), stroke]
    values = [0.0, *heights(strokes)]
    room = (max(values) - min(values) or 1.0) * 0.08
    periods = {_at(row): str(row["period"]) for row in known}
    rules = [((_at(one[-1]) + _at(other[0])) / 2, "breuk", True) for one, other in pairwise(parts)]
    nulmeting = period_position(as_text(known[-1]["nulmeting_period"]))
    if nulmeting is not None and _at(known[0]) <= nulmeting <= _at(known[-1]):
        rules.append((nulmeting, "nulmeting", False))
    if fan:
        periods[float(fan[-1]["year"])] = str(int(fan[-1]["year"]))
    unit = "procentpunt" if indicator.unit == "%" else unit_label(indicator.unit)
    axis = Axis((min(values) - room, max(values) + room), periods, unit, rules, "geen verschil")
    return drawing(strokes, axis, STAGE, alt)


def _fan(last: tuple[float, float], rows: Sequence[Row], times: float) -> list[Stroke]:
    """From the last measurement on: a dashed middle, in a band of 90 % and one of 50 %."""
    if not rows:
        return []
    at, value = last
    years = [(at, [value] * 5), *((float(row["year"]), [float(row[n]) * times for n in _FAN]) for row in rows)]
    bands = [
        (opacity, tuple((year, found[low], found[high]) for year, found in years))
        for low, high, opacity in ((0, 4, 0.16), (1, 3, 0.22))
    ]
    middle = tuple((year, found[2], "") for year, found in years)
    return [Stroke("", "muted", "dash", False, (middle,), tuple(bands))]


def _at(row: Row) -> float:
    return period_position(str(row["period"])) or 0.0
