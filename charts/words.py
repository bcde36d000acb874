"""The words and shapes beside colours. Until differences are tested, the words say higher or lower and no more."""

from enum import StrEnum

from charts.numbers import difference, rounded_to
from model.indicator import Direction, Indicator
from model.status import REASON_LABELS, STATUS_LABELS, Reason, Status

UNTESTED = (
    "Hoger of lager is hier het kale verschil in cijfers. Er is nog niet getoetst of het verschil ook door toeval kan "
    "komen, vooral in kleine buurten."
)
FICTIONAL = "Dit is een verzonnen gemeente. Namen en cijfers bestaan niet echt."


class Side(StrEnum):
    """On which side of a baseline a value lies; the sign only, without a test."""

    HIGHER = "hoger"
    LOWER = "lager"
    EQUAL = "gelijk"
    NONE = "geen cijfer"


SHAPES = {Side.HIGHER: "▲", Side.LOWER: "▼", Side.EQUAL: "●", Side.NONE: "–"}


def side(delta: float | None, decimals: int) -> Side:
    """Side by the sign of a difference, after rounding to what is shown."""
    if delta is None or delta != delta:
        return Side.NONE
    rounded = rounded_to(delta, decimals)
    return Side.HIGHER if rounded > 0 else Side.LOWER if rounded < 0 else Side.EQUAL


def leaning(delta: float | None, indicator: Indicator) -> str:
    """``gunstig``, ``ongunstig``, ``neutraal`` (neutral indicator), ``gelijk`` or ``geen``: for a tint."""
    where = side(delta, indicator.decimals)
    if where is Side.NONE:
        return "geen"
    if where is Side.EQUAL:
        return "gelijk"
    if indicator.direction is Direction.NEUTRAL:
        return "neutraal"
    good = Side.HIGHER if indicator.direction is Direction.HIGHER_IS_BETTER else Side.LOWER
    return "gunstig" if where is good else "ongunstig"


def compared(delta: float | None, indicator: Indicator, baseline: str) -> str:
    """``1,2 procentpunt hoger dan de rest van de stad``; empty when there is no difference to speak of."""
    where = side(delta, indicator.decimals)
    if where is Side.NONE or delta is None:
        return ""
    if where is Side.EQUAL:
        return f"gelijk aan {baseline}"
    return f"{difference(abs(delta), indicator.unit, indicator.decimals).lstrip('+')} {where.value} dan {baseline}"


def in_sentence(name: str, level: str) -> str:
    """An area's name inside a sentence: groups with an article, official names as they are."""
    return {"focuswijken": "de focuswijken samen", "rest": "de rest van de stad"}.get(level, name)


class NoValue(StrEnum):
    """The three looks of an area without a figure."""

    MISSING = "geen-cijfer"
    SUPPRESSED = "afgeschermd"
    NOT_PUBLISHED = "niet-gepubliceerd"


NO_VALUE_LABELS = {
    NoValue.MISSING: "geen cijfer",
    NoValue.SUPPRESSED: "afgeschermd: te weinig mensen",
    NoValue.NOT_PUBLISHED: "nog niet gepubliceerd",
}


def no_value(status: str, reason: str) -> NoValue:
    """Which look a missing value gets."""
    if status == Status.SUPPRESSED or reason == Reason.SECRET:
        return NoValue.SUPPRESSED
    return NoValue.NOT_PUBLISHED if reason == Reason.NOT_PUBLISHED else NoValue.MISSING


def why_no_value(status: str, reason: str) -> str:
    """The reason in Dutch, for a hover or a table."""
    if reason in set(Reason):
        return REASON_LABELS[Reason(reason)]
    return STATUS_LABELS[Status(status)] if status in set(Status) else STATUS_LABELS[Status.MISSING]


def marks(status: str, computed: bool) -> list[str]:
    """What must stand beside a value: provisional, estimated, modelled, computed."""
    words = [STATUS_LABELS[Status(status)]] if status in {"provisional", "estimated", "modelled"} else []
    return [*words, "berekend"] if computed else words


def direction_words(indicator: Indicator) -> str:
    """How the indicator is read."""
    return {
        Direction.HIGHER_IS_BETTER: "hoger is gunstiger",
        Direction.LOWER_IS_BETTER: "lager is gunstiger",
        Direction.NEUTRAL: "hoger of lager is niet beter of slechter",
    }[indicator.direction]
