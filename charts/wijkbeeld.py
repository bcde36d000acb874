"""Wijk in beeld: five themes, each with what residents say beside what was counted, set against the gemeente. HTML.

What is favourable stands first; where figures are less favourable, it says that there is something to gain.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from charts.explained import SEVERAL
from charts.frames import Row, as_float
from charts.judged import SAME, against, detectable, judge, line, margin, since, verdict_words
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
    strong = [one for sides in parts.values() for shown in sides.values() for one in shown if _word(one) == "gunstiger"]
    if not strong:
        return f"Van geen van deze cijfers is aangetoond dat zij in {name} gunstiger zijn dan in {city}."
    many = len(strong) > _NAMED
    names = _listed([one.indicator.name for one in strong[:_NAMED]])
    more = f", en nog {len(strong) - _NAMED}" if many else ""
    return f"Aantoonbaar gunstiger in {name} dan in {city}: {names}{more}."


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
    same = words.count(SAME)
    told = [f"Sterk vergeleken met {city}: {_listed(strong)}."] if strong else []
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
    changed = line("", text, detectable(row, indicator)) if (text := since(row, indicator)) else ""
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


def _listed(names: Sequence[str]) -> str:
    """Names as a list in a sentence; names may hold commas themselves."""
    return "; ".join(names)


def lacking(parts: Mapping[Wijkthema, Sides], side_name: Callable[[Kant], str] = str) -> str:
    """Which themes have no figures on a side; empty when all have."""
    named = [
        f"{theme} ({', '.join(side_name(side) for side in Kant if not sides[side])})"
        for theme, sides in parts.items()
        if not all(sides[side] for side in Kant)
    ]
    return f"Nog zonder cijfers: {'; '.join(named)}." if named else ""
