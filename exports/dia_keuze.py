"""Which figures of a bouwsteen come on stage: at most three, by one declared rule, and never only good news."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from charts.frames import Row, as_float, as_text
from charts.judged import SAME, UNTESTED
from charts.kloof_words import LARGER, SMALLER
from model.indicator import Direction, Indicator

MOST = 3
RULE = (
    "Per {bouwsteen} staan er hoogstens drie cijfers uit de kernset, met een vaste regel: de verandering die het verst "
    "buiten haar marge ligt, het grootste verschil met de rest van de stad (gemeten aan hoe ver buurten uit elkaar "
    "liggen), en het nieuwste cijfer. Cijfers waarvan hoger of lager beter is, gaan voor. Zit daar niets bij dat de "
    "verkeerde kant op gaat of aantoonbaar ongunstiger is, "
    "terwijl de kernset dat wel heeft, dan komt dat in de plaats van het laatste."
)
MOVED, APART, NEWEST, BEHIND = (
    "grootste aantoonbare verandering",
    "grootste verschil",
    "nieuwste cijfer",
    "gaat niet goed",
)
_SIGN = {Direction.HIGHER_IS_BETTER: 1, Direction.LOWER_IS_BETTER: -1, Direction.NEUTRAL: 0}


@dataclass(frozen=True)
class Candidate:
    """What the rule looks at. ``moved``: the tested change in half widths of its margin, 0 where none was shown.

    ``judged``: whether more or less of it is better.
    ``apart``: the difference with the rest in quartile distances of buurten; ``shown``: whether it was demonstrable.
    ``worse``: 2 moved the wrong way, 1 demonstrably less favourable, 0 neither.
    """

    indicator: str
    judged: bool
    period: str
    moved: float
    apart: float
    shown: bool
    worse: int


def chosen(candidates: Sequence[Candidate]) -> dict[str, str]:
    """Id of each chosen indicator with why it was chosen, in the order of the rule; ties go to the kernset's order."""
    found: dict[str, str] = {}
    ways = (
        (MOVED, lambda one: (one.judged, one.moved), lambda one: one.moved > 0),
        (APART, lambda one: (one.judged, one.shown, one.apart), lambda one: one.apart > 0),
        (NEWEST, _newest, lambda one: True),
    )
    for reason, size, fits in ways:
        left = [one for one in candidates if one.indicator not in found and fits(one)]
        if left:
            found[max(left, key=size).indicator] = reason
    for one in sorted(candidates, key=_newest, reverse=True):
        if len(found) < MOST:
            found.setdefault(one.indicator, NEWEST)
    return _with_worst(found, candidates)


def _newest(one: Candidate) -> tuple[bool, bool, str]:
    """What can be compared goes before what cannot."""
    return one.judged, one.apart > 0 or one.moved > 0, one.period


def _with_worst(found: dict[str, str], candidates: Sequence[Candidate]) -> dict[str, str]:
    """The choice with what goes least well in it, where the rule left that out."""
    worst = max((one.worse for one in candidates), default=0)
    if not worst or any(one.worse == worst for one in candidates if one.indicator in found):
        return found
    bad = max((one for one in candidates if one.worse == worst), key=lambda one: (one.moved, one.shown, one.apart))
    kept = dict(list(found.items())[: MOST - 1])
    return kept | {bad.indicator: BEHIND}


def candidate(row: Row, gap: Row | None, indicator: Indicator, spread: Mapping[str, float]) -> Candidate:
    """``row``: of figures.profile of an area, with a value; ``gap``: the newest row of figures.kloof of that group.

    ``spread``: distance between the quartiles of buurten per indicator.
    """
    sign = _SIGN[indicator.direction]
    change, apart = as_float(row["change"]), as_float(row["diff_rest"])
    wrong = as_text(row["change_verdict"]) in ("gestegen", "gedaald") and (change or 0.0) * sign < 0
    moved = _certain(row, change) if as_text(row["change_verdict"]) in ("gestegen", "gedaald") else 0.0
    if gap is not None and as_text(gap["change_result"]) in (SMALLER, LARGER):
        moved = _certain(gap, as_float(gap["change"]))
        behind = (as_float(gap["gap"]) or 0.0) * sign < 0
        wrong = wrong or (as_text(gap["change_result"]) == LARGER and behind)
    width = spread.get(indicator.id) or 0.0
    verdict = as_text(row["verdict_rest"])
    return Candidate(
        indicator=indicator.id,
        judged=sign != 0,
        period=str(row["period"]),
        moved=moved,
        apart=abs(apart) / width if apart is not None and width > 0 else 0.0,
        shown=verdict not in ("", SAME, UNTESTED),
        worse=2 if wrong else 1 if verdict == "ongunstiger" else 0,
    )


def _certain(row: Row, change: float | None) -> float:
    low, high = as_float(row["change_low"]), as_float(row["change_high"])
    if change is None or low is None or high is None or high <= low:
        return 0.0
    return abs(change) / ((high - low) / 2)
