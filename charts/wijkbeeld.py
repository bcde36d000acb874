"""Wijk in beeld: five themes, each with what residents say beside what was counted, set against the gemeente. HTML.

What is favourable stands first; where figures are less favourable, it says that there is something to gain.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from charts.baseline import Baseline
from charts.explained import SEVERAL
from charts.frames import Row, as_float
from charts.judged import SAME, against, for_the_better, judge, line, margin, since, verdict_words
from charts.mosaic import cell_of, short
from charts.numbers import HARD_SPACE, period_label, unit_label, with_short_unit
from charts.table import Column
from charts.words import marks
from model.indicator import Indicator
from model.wijkthema import Kant, Wijkthema

_SIDES = {
    Kant.BELEVING: ("Beleving", "wat bewoners zeggen"),
    Kant.REGISTRATIE: ("Registratie", "wat is geteld of berekend"),
}
# Favourable first; what was not shown to differ, what has no good side or was not tested; then what there is to gain.
_ORDER = {"gunstiger": 0, SAME: 1, "hoger": 2, "lager": 2, "ongunstiger": 4}
_NOT_TESTED = 3
_NAMED = 4
_AGAINST = {"diff_rest": Column("diff_gemeente", "verschil met gemeente", 2)}
_AGAINST |= {"verdict_rest": Column("verdict_gemeente", "toets tegen de gemeente")}
COLUMNS = [
    column
    for one in SEVERAL
    for column in ((Column("gemeente_value", "gemeente", 2), _AGAINST[one.key]) if one.key == "diff_rest" else
                   (_AGAINST.get(one.key, one),))
]  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A figure with what stands beside it: its small trend as ready HTML, and the address behind its name."""

    indicator: Indicator
    row: Row
    picture: str
    link: str


Sides = Mapping[Kant, Sequence[Shown]]


def themes(parts: Mapping[Wijkthema, Sides], city: str) -> str:
    """A section per theme; ``city`` as in "dan Breda". Rows as figures.profile gives them, each with a value."""
    return "".join(_theme(theme, sides, city) for theme, sides in parts.items())


def seen(parts: Mapping[Wijkthema, Sides], name: str, city: str) -> str:
    """What is strong here over all themes, in a sentence."""
    everything = [one for sides in parts.values() for shown in sides.values() for one in shown]
    strong = [one.indicator.name for one in everything if _word(one) == "gunstiger"]
    better = [one.indicator.name for one in everything if for_the_better(one.row, one.indicator)]
    told = [f"Aantoonbaar gunstiger in {name} dan in {city}: {_first(strong)}."] if strong else []
    told += [f"Sinds de nulmeting gaat aantoonbaar de goede kant op: {_first(better)}."] if better else []
    return " ".join(told) or f"In {name} is bij deze cijfers geen gunstig verschil of goede verandering aangetoond."


def _theme(theme: Wijkthema, sides: Sides, city: str) -> str:
    everything = [one for shown in sides.values() for one in shown]
    columns = "".join(_side(side, sides[side], city) for side in Kant)
    return (
        f'<section class="wp-beeld"><h3 class="wp-group-title">{escape(theme.capitalize())}</h3>'
        f'<p class="wp-beeld-sum">{escape(_summed(everything, city))}</p>'
        f'<div class="wp-beeld-sides">{columns}</div></section>'
    )


def _summed(shown: Sequence[Shown], city: str) -> str:
    """Strengths first, then what there is to gain, then how many could not be told apart."""
    if not shown:
        return "Er zijn nog geen cijfers over dit thema."
    words = [_word(one) for one in shown]
    strong = [one.indicator.name for one, word in zip(shown, words, strict=True) if word == "gunstiger"]
    gain = [one.indicator.name for one, word in zip(shown, words, strict=True) if word == "ongunstiger"]
    better = [one.indicator.name for one in shown if for_the_better(one.row, one.indicator)]
    same = words.count(SAME)
    told = [f"Sterk vergeleken met {city}: {_listed(strong)}."] if strong else []
    told += [f"Gaat aantoonbaar de goede kant op: {_listed(better)}."] if better else []
    told += [f"Hier valt iets te winnen: {_listed(gain)}."] if gain else []
    told += [f"Niet aantoonbaar anders: {same} van {len(shown)} cijfers."] if same else []
    return " ".join(told) or "Van deze cijfers is geen verschil getoetst of aangetoond."


def _side(side: Kant, shown: Sequence[Shown], city: str) -> str:
    name, what = _SIDES[side]
    head = f"<h4>{name} <small>{what}</small></h4>"
    if not shown:
        return f'<div>{head}<p class="wp-small">Geen cijfers over dit thema.</p></div>'
    ordered = sorted(shown, key=lambda one: _ORDER.get(_word(one), _NOT_TESTED))
    return f'<div>{head}<ul class="wp-beeld-list">{"".join(_row(one, city) for one in ordered)}</ul></div>'


def _row(one: Shown, city: str) -> str:
    row, indicator = one.row, one.indicator
    value = with_short_unit(as_float(row["value"]), indicator.unit, indicator.decimals)
    unit = "" if HARD_SPACE in value else unit_label(indicator.unit)
    told = [unit, period_label(str(row["period"])), *marks(str(row["status"]), bool(row["computed"]))]
    about = " · ".join(part for part in told if part)
    sure = f"<small>{escape(chance)}</small>" if (chance := margin(row, indicator)) else ""
    changed = line("", text) if (text := since(row, indicator)) else ""
    return (
        f'<li><div class="wp-beeld-name"><a href="{escape(one.link)}" target="_self">{escape(indicator.name)}</a>'
        f'<small>{escape(about)}</small></div><div class="wp-beeld-value">{escape(value)}{sure}</div>'
        f'<div class="wp-beeld-said">{_compared(row, indicator, city)}{changed}</div>{one.picture}</li>'
    )


def _compared(row: Row, indicator: Indicator, city: str) -> str:
    base = as_float(row["gemeente_value"])
    if base is None:
        return line("", f"Geen cijfer van {city} om mee te vergelijken")
    judged = judge(row, indicator, "gemeente")
    beside = (
        f"{against(row, indicator, 'gemeente', city)} ({with_short_unit(base, indicator.unit, indicator.decimals)})"
    )
    return line(judged.shape, beside, verdict_words(judged, indicator))


def _word(one: Shown) -> str:
    return judge(one.row, one.indicator, "gemeente").word


def _first(names: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    more = len(names) - _NAMED
    return f"{_listed(names[:_NAMED])}{f'; en nog {more}' if more > 0 else ''}"


def _listed(names: Sequence[str]) -> str:
    """Names as a list in a sentence; names may hold commas themselves."""
    return "; ".join(names)


def lacking(parts: Mapping[Wijkthema, Sides]) -> str:
    """Which themes have no figures on a side; empty when all have."""
    named = [
        f"{theme} ({', '.join(side for side in Kant if not sides[side])})"
        for theme, sides in parts.items()
        if not all(sides[side] for side in Kant)
    ]
    return f"Nog zonder cijfers: {'; '.join(named)}." if named else ""


def buurten(
    parts: Mapping[Wijkthema, Sides], cells: Mapping[tuple[str, str], Row], areas: Mapping[str, str], caption: str
) -> str:
    """The same figures of each area of ``areas`` (name by code, in order) as a table with the cells of the mosaic.

    ``cells``: rows of figures.figure_table by area and indicator.
    """
    heads = "".join(f'<th scope="col" title="{escape(name)}">{escape(short(name))}</th>' for name in areas.values())
    body = "".join(_group(theme, sides, cells, areas) for theme, sides in parts.items() if any(sides.values()))
    return (
        f'<div class="wp-scroll wp-mosaic-box" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="wp-mosaic wp-beeld-buurten"><caption>{escape(caption)}</caption><thead><tr>'
        f'<th scope="col">Indicator</th>{heads}</tr></thead>{body}</table></div>'
    )


def _group(theme: Wijkthema, sides: Sides, cells: Mapping[tuple[str, str], Row], areas: Mapping[str, str]) -> str:
    head = f'<th colspan="{len(areas) + 1}" scope="rowgroup"><span>{escape(theme.capitalize())}</span></th>'
    rows = []
    for one in (one for side in Kant for one in sides[side]):
        indicator = one.indicator
        about = ", ".join(part for part in (unit_label(indicator.unit), period_label(str(one.row["period"]))) if part)
        across = "".join(cell_of(cells.get((area, indicator.id)), indicator, Baseline.GEMEENTE) for area in areas)
        rows.append(f'<tr><th scope="row">{escape(indicator.name)} <small>{escape(about)}</small></th>{across}</tr>')
    return f'<tbody><tr class="wp-group">{head}</tr>{"".join(rows)}</tbody>'
