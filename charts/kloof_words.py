"""Words of the kloof: how large it is, what became of it and how fast, always from the tested state.

A row is one of ``figures.kloof``: the focuswijken together minus the rest of the city, in the indicator's unit.
"""

import math

from charts.frames import Row, as_float, as_text
from charts.judged import could_show
from charts.numbers import difference, period_label
from charts.words import Side, side
from model.afspraken import KLOOF
from model.indicator import Indicator
from model.programme import Programme

CHANCE = (
    "Elk verschil is apart getoetst, met 95 % zekerheid. Van twintig toetsen waar niets aan de hand is, lijkt er "
    "gemiddeld één toch aantoonbaar."
)
NO_CAUSE = "Dit laat zien wat er veranderde, niet waardoor."
TO_THE_MEAN = (
    "De focuswijken zijn gekozen omdat het er minder goed ging. Een deel van een latere verbetering is daarom ook "
    "zonder programma te verwachten; kijk dus ook naar de jaren voor de nulmeting."
)
SMALLER, LARGER, SAME, TURNED, UNTESTED = STATES = (
    "kleiner geworden",
    "groter geworden",
    "niet aantoonbaar veranderd",
    "omgeslagen",
    "niet te toetsen",
)
NO_DIFFERENCE = "niet aantoonbaar verschillend"
_UNTESTED = {
    "start": "er is geen cijfer bij de nulmeting",
    "before": "dit was voor de nulmeting",
    "later": "er is nog geen meting na de nulmeting van {since}",
    "break": "de reeks heeft een breuk na de nulmeting van {since}",
    "model": "het is een schatting met een model",
    "spread": "het is een gemiddelde zonder bekende spreiding",
    "base": "het is niet bekend over hoeveel mensen het gaat",
    "dispersion": "er zijn te weinig jaren om het toeval te schatten",
}
# Reasons that lie in the figure itself, and so hold for the gap as well as for its change.
_OF_FIGURE = ("model", "spread", "base", "dispersion")
POINTS = "\u00a0procentpunt"


def notes(programme: Programme) -> tuple[str, ...]:
    """What holds for every gap of a programme: the nulmeting, what a pace is, chance, and what is not claimed."""
    zero = programme.nulmeting
    agreed = any(target.gebied == KLOOF for target in programme.streefwaarden)
    return (
        f"Nulmeting {zero.jaar}. {zero.grond}",
        "Een tempo is een rechte lijn. Waar een streefwaarde is afgesproken, loopt die naar de streefwaarde; elders is "
        f"het een rekenvoorbeeld: een rechte lijn naar geen verschil in {programme.horizon}."
        if agreed
        else f"Een tempo is een rekenvoorbeeld: een rechte lijn naar geen verschil in {programme.horizon}. "
        "Streefwaarden voor het verschil: nog niet vastgesteld.",
        CHANCE,
        TO_THE_MEAN,
        NO_CAUSE,
    )


def size(value: float | None, indicator: Indicator, more: int = 0) -> str:
    """A gap without its sign; whole percentages get a decimal, because gaps are small. ``more`` adds decimals."""
    decimals = max(indicator.decimals, 1) if indicator.unit == "%" else indicator.decimals
    return difference(None if value is None else abs(value), indicator.unit, decimals + more).lstrip("+")


def gap_side(value: float | None, indicator: Indicator) -> Side:
    """Whether the focuswijken are higher or lower, after rounding to what ``size`` shows."""
    return side(value, max(indicator.decimals, 1) if indicator.unit == "%" else indicator.decimals)


def with_side(value: float | None, indicator: Indicator) -> str:
    """``16,5 procentpunt hoger``; ``geen verschil`` when nothing is left after rounding."""
    where = gap_side(value, indicator)
    return "geen verschil" if where is Side.EQUAL else f"{size(value, indicator)} {where.value}"


def from_to(start: float | None, now: float | None, indicator: Indicator) -> str:
    """``van 38,8 naar 35,5 procentpunt hoger``, with both sides where they differ."""
    if gap_side(start, indicator) is gap_side(now, indicator):
        return f"van {size(start, indicator).removesuffix(POINTS)} naar {with_side(now, indicator)}"
    return f"van {with_side(start, indicator)} naar {with_side(now, indicator)}"


def margin(row: Row, indicator: Indicator) -> str:
    """The 95 % interval of the gap in words, without a sign; empty when there is none."""
    low, high = as_float(row["gap_low"]), as_float(row["gap_high"])
    if low is None or high is None:
        return ""
    if low < 0 < high:
        return f"{size(low, indicator)} lager tot {size(high, indicator)} hoger"
    near, far = sorted((abs(low), abs(high)))
    return f"{size(near, indicator).removesuffix(POINTS)} tot {size(far, indicator)}"


def verdict(row: Row) -> str:
    """``aantoonbaar ongunstiger``, ``niet aantoonbaar verschillend``, or that it cannot be tested and why."""
    word = as_text(row["gap_verdict"])
    if word == UNTESTED:
        test = as_text(row["test"])
        return f"{word}: {_UNTESTED[test if test in _OF_FIGURE else 'dispersion' if test == 'rate' else 'base']}"
    return word if word == NO_DIFFERENCE else f"aantoonbaar {word}"


def verdict_side(row: Row, indicator: Indicator) -> Side:
    """The shape beside the verdict: the side of the gap, "gelijk" when no difference was shown, none when untested."""
    word = as_text(row["gap_verdict"])
    if word == UNTESTED:
        return Side.NONE
    return Side.EQUAL if word == NO_DIFFERENCE else gap_side(as_float(row["gap"]), indicator)


def says_why(row: Row) -> bool:
    """Whether the words of the change already say why the gap itself cannot be tested."""
    return as_text(row["gap_verdict"]) == UNTESTED and as_text(row["change_why"]) in _OF_FIGURE


def state(row: Row) -> str:
    """One of ``STATES``: what became of the gap since the nulmeting."""
    found = as_text(row["change_result"])
    return TURNED if found in (SMALLER, LARGER) and _turned(row) else found


def became(row: Row, indicator: Indicator) -> tuple[str, str]:
    """What became of the gap since the nulmeting: the state, and the rest of the sentence (both gaps, or why not)."""
    found, since = state(row), period_label(as_text(row["nulmeting_period"]))
    start, now = as_float(row["start_gap"]), as_float(row["gap"])
    if found != UNTESTED:
        return found, f" sinds {since}: {from_to(start, now, indicator)}."
    why = f": {_UNTESTED[as_text(row['change_why']) or 'base'].format(since=since)}."
    if as_float(row["change"]) is not None:
        why += f" Zonder toets, sinds {since}: {from_to(start, now, indicator)}."
    return found, why


def pace(row: Row, indicator: Indicator) -> str:
    """Pace so far against the pace that a streefwaarde asks, or else against closing the gap by the horizon.

    Empty where no streefwaarde is set and there is nothing to close.
    """
    gap, start, target = as_float(row["gap"]), as_float(row["start_gap"]), as_float(row.get("target"))
    towards, year = as_float(row["direction"]) or 0.0, int(row["horizon"])
    if gap is None:
        return ""
    if target is not None:
        agreed = f"Streefwaarde: een verschil van hoogstens {size(target, indicator)} in {year}."
        if abs(gap) <= target:
            return f"{agreed} In {period_label(str(row['period']))} is het {size(gap, indicator)}."
        goal = f"{agreed} Daarvoor zou het"
    elif gap * towards > 0 or as_text(row["gap_verdict"]) == NO_DIFFERENCE:
        return ""
    else:
        goal = f"Rekenvoorbeeld: om het verschil in {year} weg te werken zou het"
    asked, so_far, needed = (as_float(row[name]) for name in ("pace_asked", "pace_so_far", "pace_needed"))
    if asked is None or asked >= 0 or so_far is None or start is None or start * gap < 0:
        now = period_label(str(row["period"]))
        ahead = (
            f"{goal} na {now} elk jaar {_yearly(needed, needed, indicator)} kleiner moeten worden." if needed else ""
        )
        return ahead or (goal.removesuffix(" Daarvoor zou het") if target is not None else "")
    if state(row) == SAME:
        done = "tot nu toe is geen verandering aantoonbaar"
    else:
        way = f"{_yearly(so_far, asked, indicator)} {'kleiner' if so_far < 0 else 'groter'}"
        done = f"tot nu toe werd het elk jaar {way}{' (niet getoetst)' if state(row) == UNTESTED else ''}"
    since = period_label(as_text(row["nulmeting_period"]))
    return f"{goal} sinds {since} elk jaar {_yearly(asked, asked, indicator)} kleiner moeten worden; {done}."


def title(row: Row, indicator: Indicator) -> str:
    """A finding where one was tested, else a question."""
    what = indicator.plain_name[:1].lower() + indicator.plain_name[1:]
    found = state(row)
    if found == UNTESTED:
        return f"Hoe groot is het verschil: {what}?"
    said = {SAME: "Het verschil is niet aantoonbaar veranderd", TURNED: "Het verschil is omgeslagen"}
    return f"{said.get(found, f'Het verschil is {found}')}: {what}"


def seen(row: Row, indicator: Indicator, city: str) -> str:
    """The gap now, its verdict, what became of it and its pace, in sentences."""
    about = margin(row, indicator)
    shown = with_side(as_float(row["gap"]), indicator)
    shown = "even hoog als" if shown == "geen verschil" else f"{shown} dan"
    found, rest = became(row, indicator)
    sentences = [
        f"In {period_label(str(row['period']))} is dit cijfer in de focuswijken samen {shown} in de rest van {city}"
        + (f" (marge: {about})." if about else "."),
        "" if says_why(row) else f"{_is(row)} {verdict(row)}.",
        f"Of het verschil veranderde, is {found}{rest}" if found == UNTESTED else f"Het verschil is {found}{rest}",
        detectable(row, indicator),
        pace(row, indicator),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def detectable(row: Row, indicator: Indicator) -> str:
    """What change the measurements could have shown, where none was demonstrable; else empty."""
    least = as_float(row.get("change_detectable"))
    if least is None or state(row) != SAME:
        return ""
    return could_show(least, indicator)


def _is(row: Row) -> str:
    return "Of dat toeval kan zijn, is" if as_text(row["gap_verdict"]) == UNTESTED else "Dat is"


def _turned(row: Row) -> bool:
    start, now = as_float(row["start_gap"]), as_float(row["gap"])
    return start is not None and now is not None and start * now < 0


def _yearly(value: float, like: float, indicator: Indicator) -> str:
    """A change per year, with as many decimals as give ``like`` two digits that count."""
    shown = max(indicator.decimals, 1) if indicator.unit == "%" else indicator.decimals
    more = max(0, 1 - math.floor(math.log10(abs(like))) - shown) if like else 0
    least = 10.0 ** -(shown + more)
    small = 0 < abs(value) < least / 2
    return f"minder dan {size(least, indicator, more)}" if small else size(value, indicator, more)
