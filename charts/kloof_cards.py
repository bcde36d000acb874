"""Cards of the kloof: per bouwsteen and doel one line per kernset indicator, and why the others have no gap. HTML."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from html import escape

from charts import kloof_words as words
from charts.frames import Row, as_float
from charts.judged import shape
from charts.kloof_line import kloof_line
from charts.numbers import period_label, unit_label
from charts.style import Theme
from model.indicator import Indicator
from model.programme import Bouwsteen, Doel

_POINTS = "\u00a0procentpunt"


def by_indicator(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """The rows of each indicator, in their own order."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row["indicator"]), []).append(row)
    return found


def cards(
    bouwstenen: Sequence[Bouwsteen],
    gaps: Mapping[str, Sequence[Row]],
    without: Mapping[str, str],
    indicators: Mapping[str, Indicator],
    tokens: Theme,
    link: Callable[..., str],
) -> str:
    """``gaps``: per indicator the rows of figures.kloof, oldest first; ``without``: why an indicator has none.

    ``link(indicator=…)`` is the address that shows it large.
    """

    def line(i: str) -> str:
        return _row(gaps[i], indicators[i], tokens, link(indicator=i))

    return "".join(_card(b, gaps, without, indicators, line) for b in bouwstenen)


def _card(
    bouwsteen: Bouwsteen,
    gaps: Mapping[str, Sequence[Row]],
    without: Mapping[str, str],
    indicators: Mapping[str, Indicator],
    line: Callable[[str], str],
) -> str:
    ids = list(dict.fromkeys(i for doel in bouwsteen.doelen for i in doel.kernset))
    body = "".join(_doel(doel, gaps, line) for doel in bouwsteen.doelen)
    lacking = _lacking([i for i in ids if i in without], without, indicators)
    counted = escape(told([gaps[i][-1] for i in ids if i in gaps]))
    return (
        f'<section class="wp-card wp-gap-card"><h3>{escape(bouwsteen.naam)}</h3>'
        f'<p class="wp-small">{counted}</p>{body}{lacking}</section>'
    )


def told(newest: Sequence[Row]) -> str:
    """How many gaps became smaller, larger, and so on."""
    if not newest:
        return "Voor deze kerncijfers is nog geen verschil te berekenen."
    counts = Counter(words.state(row) for row in newest)
    parts = ", ".join(f"{counts[state]} {state}" for state in words.STATES if counts[state])
    what = "Eén kerncijfer" if len(newest) == 1 else f"{len(newest)} kerncijfers"
    return f"{what} met een verschil. Sinds de nulmeting: {parts}."


def _doel(doel: Doel, gaps: Mapping[str, Sequence[Row]], line: Callable[[str], str]) -> str:
    rows = "".join(f"<li>{line(i)}</li>" for i in dict.fromkeys(doel.kernset) if i in gaps)
    return f'<h4 class="wp-group-title">{escape(doel.naam)}</h4><ul class="wp-gap-list">{rows}</ul>' if rows else ""


def _row(rows: Sequence[Row], indicator: Indicator, tokens: Theme, address: str) -> str:
    row = rows[-1]
    gap = as_float(row["gap"])
    number, points, _ = words.size(gap, indicator).partition(_POINTS)
    unit = "procentpunt" if points else unit_label(indicator.unit)
    about = words.margin(row, indicator).removesuffix(_POINTS)
    small = [period_label(str(row["period"])), "" if unit in number else unit, f"marge {about}" if about else ""]
    name, period = escape(indicator.name), escape(small[0])
    side = words.gap_side(gap, indicator).value
    under = "".join(f"<small>{escape(text)}</small>" for text in small[1:] if text)
    drawn = kloof_line(rows, indicator, tokens) or "<small>één meting</small>"
    return (
        f'<div class="wp-gap-row"><div class="wp-gap-name"><a href="{escape(address)}" target="_self">{name}</a>'
        f'<small>{period}</small></div><div class="wp-gap-value"><span>{escape(number)}</span> <strong>{side}</strong>'
        f'{under}</div><div>{drawn}</div><div class="wp-gap-said">{_said(row, indicator)}</div></div>'
    )


def _said(row: Row, indicator: Indicator) -> str:
    """Verdict, what became of it, pace."""
    found, rest = words.became(row, indicator)
    verdict = f"{shape(words.verdict_side(row, indicator))} {escape(_capital(words.verdict(row)))}"
    if words.says_why(row):
        verdict = ""
    elif found == words.UNTESTED:
        found = f"verandering {found}"
    lines = [verdict, f"<strong>{escape(_capital(found))}</strong>{escape(rest)}"]
    pace = escape(words.pace(row, indicator))
    return "".join(f"<p>{line}</p>" for line in [*lines, f"<small>{pace}</small>" if pace else ""] if line)


def _lacking(ids: Sequence[str], without: Mapping[str, str], indicators: Mapping[str, Indicator]) -> str:
    """Which kernset indicators have no gap, by reason."""
    reasons: dict[str, list[str]] = {}
    for i in ids:
        reasons.setdefault(without[i], []).append(indicators[i].name)
    items = "".join(
        f"<li><small>{escape(_capital(reason))}: {escape(', '.join(names))}.</small></li>"
        for reason, names in reasons.items()
    )
    return f'<h4 class="wp-group-title">Geen verschil te berekenen</h4><ul>{items}</ul>' if items else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
