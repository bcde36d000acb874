"""Sentences for residents (B1) that follow from a tested state, never from a bare difference.

Facts and direction, no ranking of buurten and no negative labels. What is not known is said in as many words.
"""

from typing import Final

from indicators.methods import change, trend, verdicts
from model.status import Reason

_VERDICT: Final = {
    verdicts.BETTER: "In {buurt} gaat dit beter dan gemiddeld in {stad}.",
    verdicts.WORSE: "In {buurt} gaat dit nog niet zo goed als gemiddeld in {stad}.",
    verdicts.HIGHER: "Dit cijfer is in {buurt} hoger dan gemiddeld in {stad}.",
    verdicts.LOWER: "Dit cijfer is in {buurt} lager dan gemiddeld in {stad}.",
    verdicts.SAME: "We zien geen duidelijk verschil met {stad}.",
    verdicts.UNTESTED: "We kunnen bij dit cijfer niet uitrekenen of een verschil met {stad} toeval is.",
}
_TREND: Final = {
    trend.RISES: "Dit cijfer gaat de laatste jaren omhoog.",
    trend.FALLS: "Dit cijfer gaat de laatste jaren omlaag.",
    trend.UNCLEAR: "We zien de laatste jaren geen duidelijke verandering.",
    trend.TOO_FEW: "We hebben nog te weinig metingen om te zeggen welke kant het opgaat.",
    trend.UNTESTED: "We kunnen bij dit cijfer niet uitrekenen of een verandering toeval is.",
}
_CHANGE: Final = {
    change.RISEN: "Dit cijfer is hoger dan in {jaar}.",
    change.FALLEN: "Dit cijfer is lager dan in {jaar}.",
    change.UNCHANGED: "We zien geen duidelijke verandering sinds {jaar}.",
    change.UNTESTED: "We kunnen niet uitrekenen of de verandering sinds {jaar} toeval is.",
}
_GAP: Final = {
    change.RISEN: "Het verschil met de rest van {stad} is groter geworden.",
    change.FALLEN: "Het verschil met de rest van {stad} is kleiner geworden.",
    change.UNCHANGED: "We zien geen duidelijke verandering in het verschil met de rest van {stad}.",
    change.UNTESTED: "We kunnen niet zeggen of het verschil met de rest van {stad} groter of kleiner is geworden.",
}
_MISSING: Final = {
    Reason.SECRET: "We laten dit cijfer niet zien, omdat het over te weinig mensen gaat.",
    Reason.TOO_FEW_PEOPLE: "We laten dit cijfer niet zien, zodat niemand te herkennen is.",
    Reason.NOT_PUBLISHED: "Dit cijfer is nog niet bekendgemaakt.",
    Reason.NOT_APPLICABLE: "Dit komt hier niet voor.",
    Reason.UNKNOWN: "Dit cijfer is niet bekend.",
    Reason.LOW_COVERAGE: "We hebben cijfers over te weinig inwoners om hier iets te kunnen zeggen.",
    Reason.NOT_ADDITIVE: "Dit cijfer is er wel per buurt, maar niet voor deze buurten samen.",
    Reason.NO_WEIGHT: "We kunnen dit cijfer niet uitrekenen voor deze buurten samen.",
    Reason.ZERO_DENOMINATOR: "Er is hier niemand over wie dit cijfer gaat.",
    Reason.NO_SOURCE: "Voor dit onderwerp hebben we nog geen cijfers.",
    Reason.BORDERS: "De grens van dit gebied is veranderd, en we kunnen het oude cijfer niet goed omrekenen.",
    Reason.TOO_FEW_RESPONDENTS: "We laten dit cijfer niet zien, omdat te weinig mensen meededen aan de enquête.",
    Reason.NO_BUURTEN: "Voor deze wijk is nog niet vastgelegd om welke buurten het gaat.",
}
_GOOD, _BAD = "Dat is de goede kant op.", "Dat is nog niet de goede kant op."


def verdict_sentence(code: int, buurt: str, stad: str) -> str:
    """Sentence of a verdict code (``verdicts.VERDICTS``) of one area against its city."""
    return _VERDICT[code].format(buurt=buurt, stad=stad)


def trend_sentence(code: int, direction: int = 0) -> str:
    """Sentence of a trend code (``trend.TRENDS``); a direction of 1 or -1 adds whether that is the good way."""
    return _with_direction(_TREND[code], {trend.RISES: 1, trend.FALLS: -1}.get(code, 0), direction)


def change_sentence(code: int, year: str, direction: int = 0) -> str:
    """Sentence of a change code (``change.CHANGES``) since a year; a direction of 1 or -1 adds whether that is good."""
    return _with_direction(
        _CHANGE[code].format(jaar=year), {change.RISEN: 1, change.FALLEN: -1}.get(code, 0), direction
    )


def gap_sentence(code: int, stad: str) -> str:
    """Sentence of the change code of a gap's size (``gap.narrowing`` through ``change.change_code``)."""
    return _GAP[code].format(stad=stad)


def pace_sentence(code: int, fast_enough: bool, horizon: int, target: str | None = None) -> str:
    """Sentence on the pace of a gap; says nothing of pace where the gap was not seen to change.

    ``target`` is the streefwaarde as text; without one the sentence says that closing the gap is only supposed.
    """
    goal = f"de streefwaarde van {target}" if target else "geen verschil meer"
    supposed = "" if target else " Dat is een rekenvoorbeeld, geen afgesproken doel."
    if code not in (change.RISEN, change.FALLEN):
        return f"We kunnen nog niet zeggen of het snel genoeg gaat om in {horizon} uit te komen op {goal}.{supposed}"
    if code == change.FALLEN and fast_enough:
        return f"Als het zo doorgaat, komt het in {horizon} uit op {goal}.{supposed}"
    return f"Om in {horizon} uit te komen op {goal}, moet het sneller gaan dan tot nu toe.{supposed}"


def detectable_sentence(change_text: str) -> str:
    """What a measurement of this size could have shown; ``change_text`` with unit, "4,2 procentpunt"."""
    return f"Met dit aantal mensen kunnen we een verandering pas zien vanaf ongeveer {change_text}."


def missing_sentence(reason: str) -> str:
    """Why there is no figure, for residents."""
    return _MISSING[Reason(reason)]


def _with_direction(sentence: str, moved: int, direction: int) -> str:
    """The sentence, and whether the move is in the good direction, where both are known."""
    if moved == 0 or direction == 0:
        return sentence
    return f"{sentence} {_GOOD if moved == direction else _BAD}"
