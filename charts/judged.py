"""A comparison with its judgement: shape, word, tint and margin, from the test and never from the bare difference.

A row is one of ``figures.figure_table``. The arrow follows the direction of the value; the word carries the judgement.
Where nothing can be tested the arrow is hollow, there is no tint, and the reason stands beside it.
"""

from dataclasses import dataclass
from html import escape

from charts.frames import Row, as_float, as_text
from charts.numbers import HARD_SPACE, difference, number, period_label, rounded_to, scale, with_unit
from charts.words import Side, side
from model.indicator import Direction, Indicator, Testing

SAME, UNTESTED = "niet aantoonbaar verschillend", "niet te toetsen"
UNCHANGED = "niet aantoonbaar veranderd"
_MOST_DECIMALS = 4
OVERVIEW = (
    "Aantoonbaar: het verschil is groter dan wat toeval kan geven. Omdat hier veel gebieden tegelijk worden "
    "vergeleken, is de toets strenger (Benjamini-Hochberg, 5 %)."
)
SINGLE = (
    "Aantoonbaar: het verschil is groter dan wat toeval kan geven, met 95 % zekerheid. Elk cijfer is apart getoetst; "
    "van twintig toetsen waar niets aan de hand is, lijkt er gemiddeld één toch aantoonbaar."
)
_TINTS = {"gunstiger": "gunstig", "ongunstiger": "ongunstig", "hoger": "neutraal", "lager": "neutraal"}
_WHY = {
    Testing.MODEL: "schatting met een model",
    Testing.SPREAD: "gemiddelde zonder bekende spreiding",
    Testing.BASE: "onbekend over hoeveel mensen het gaat",
}


@dataclass(frozen=True)
class Judged:
    """``side`` of the difference; ``word``: the verdict, empty where nothing is compared; ``tint``: class of a cell."""

    side: Side
    word: str
    tint: str

    @property
    def shape(self) -> str:
        """The drawn shape: an arrow, a dot where no difference was shown, a hollow arrow where none was tested."""
        if not self.word or (self.word == UNTESTED and self.side is Side.EQUAL):
            return ""
        if self.word == SAME:
            return shape(Side.EQUAL)
        return shape(self.side, hollow=self.word == UNTESTED)


def shape(which: Side, hollow: bool = False) -> str:
    """The shape of a side; its word stands beside it or in hidden text."""
    return "" if which is Side.NONE else f'<span class="wp-shape wp-{which.value}{" wp-hol" if hollow else ""}"></span>'


def judge(row: Row, indicator: Indicator, baseline: str = "rest", overview: bool = False) -> Judged:
    """The judgement of a figure against a baseline (rest, gemeente, nederland); ``overview`` for many areas at once."""
    delta = as_float(row[f"diff_{baseline}"])
    if delta is None:
        return Judged(Side.NONE, "", "base")
    word = as_text(row["verdict_overview" if overview else f"verdict_{baseline}"]) or UNTESTED
    shown = side(delta, indicator.decimals)
    if word in _TINTS and shown is Side.EQUAL:
        shown = Side.HIGHER if delta > 0 else Side.LOWER
    tint = "gelijkwaardig" if word == SAME else _TINTS.get(word, "base")
    return Judged(shown, word, tint)


def verdict_words(judged: Judged, indicator: Indicator, why: bool = True) -> str:
    """``aantoonbaar ongunstiger``, ``niet aantoonbaar verschillend``, ``niet te toetsen: schatting met een model``."""
    if judged.word in _TINTS:
        return f"aantoonbaar {judged.word}"
    if judged.word != UNTESTED or not why:
        return judged.word
    return f"{UNTESTED}: {why_untested(indicator)}"


def why_untested(indicator: Indicator) -> str:
    """Why this indicator's differences are not tested; for one that can be, what this figure lacks."""
    if indicator.testing in _WHY:
        return _WHY[indicator.testing]
    return "te weinig jaren of aantallen om het toeval te schatten"


def against(row: Row, indicator: Indicator, baseline: str, name: str) -> str:
    """``54,8 hoger dan de rest van Breda``; empty where nothing is compared. The difference as shown, no judgement."""
    delta = as_float(row[f"diff_{baseline}"])
    if delta is None:
        return ""
    said = apart(delta, indicator)
    return f"{said} {'aan' if said == Side.EQUAL else 'dan'} {name}"


def apart(delta: float, indicator: Indicator) -> str:
    """``54,8 procentpunt hoger``, or ``gelijk`` when nothing is left after rounding."""
    where = side(delta, indicator.decimals)
    if where is Side.EQUAL:
        return where.value
    return f"{difference(abs(delta), indicator.unit, indicator.decimals).lstrip('+')} {where.value}"


def margin(row: Row, indicator: Indicator) -> str:
    """``marge 42,7 tot 45,1 %``: the 95 % interval; empty where nothing is known of chance."""
    low, high = as_float(row["ci_low"]), as_float(row["ci_high"])
    if low is None or high is None:
        return ""
    if scale(indicator.unit) != 1 or indicator.unit.startswith("€"):
        unit, decimals = indicator.unit, indicator.decimals
        return f"marge {with_unit(low, unit, decimals)} tot {with_unit(high, unit, decimals)}"
    percent = f"{HARD_SPACE}%" if indicator.unit == "%" else ""
    return f"marge {number(low, indicator.decimals)} tot {number(high, indicator.decimals)}{percent}"


def since(row: Row, indicator: Indicator) -> str:
    """``sinds 2019: −3,1 procentpunt, aantoonbaar gedaald``; or why it cannot be compared; empty without nulmeting."""
    when = f"sinds {period_label(as_text(row['change_from']))}"
    change, why = as_float(row["change"]), as_text(row["change_withheld"])
    if change is None:
        return f"{when}: niet te vergelijken ({why})" if why else ""
    word = as_text(row["change_verdict"]) or UNTESTED
    said = word if word in (UNTESTED, UNCHANGED) else f"aantoonbaar {word}"
    return f"{when}: {difference(change, indicator.unit, indicator.decimals)}, {said}"


def for_the_better(row: Row, indicator: Indicator) -> bool | None:
    """Whether it was shown to have changed for the better since the nulmeting, or for the worse; None: neither."""
    good = {Direction.HIGHER_IS_BETTER: "gestegen", Direction.LOWER_IS_BETTER: "gedaald"}.get(indicator.direction)
    said = as_text(row["change_verdict"])
    return said == good if good and said in ("gestegen", "gedaald") else None


def detectable(row: Row, indicator: Indicator) -> str:
    """What change since the nulmeting these figures could have shown (80 % power); empty unless none was shown."""
    least = as_float(row["change_detectable"])
    if least is None or as_float(row["change"]) is None or as_text(row["change_verdict"]) != UNCHANGED:
        return ""
    return could_show(least, indicator)


def could_show(least: float, indicator: Indicator) -> str:
    """The sentence of a smallest change that could be shown, either way."""
    return f"Met deze aantallen was een verandering pas te zien vanaf ongeveer {change_size(least, indicator)}."


def change_size(least: float, indicator: Indicator) -> str:
    """``2,1 procentpunt``, ``1,3 per 1.000 inwoners``: a change without its sign, never rounded away to nothing."""
    decimals = max(indicator.decimals, 1) if indicator.unit == "%" else indicator.decimals
    while rounded_to(least * scale(indicator.unit), decimals) == 0.0 and decimals < _MOST_DECIMALS:
        decimals += 1
    unit = "procentpunt" if indicator.unit == "%" else indicator.unit
    return with_unit(least, unit, decimals)


def line(mark: str, text: str, small: str = "") -> str:
    """One line of a comparison: shape, text, and smaller what is judged."""
    below = f"<small>{escape(small)}</small>" if small else ""
    return f'<span class="wp-said-line">{mark}<span>{escape(text)}{below}</span></span>'
