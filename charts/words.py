"""The words beside figures: sides, reasons why there is no value, marks. What a test says is in charts.judged."""

from enum import StrEnum

from charts.numbers import rounded_to
from model.indicator import Direction, Indicator
from model.status import REASON_LABELS, STATUS_LABELS, Reason, Status

FICTIONAL = "Dit is een verzonnen gemeente. Namen en cijfers bestaan niet echt."


class Side(StrEnum):
    """On which side of a baseline a value lies; the sign only, without a test."""

    HIGHER = "hoger"
    LOWER = "lager"
    EQUAL = "gelijk"
    NONE = "geen cijfer"


def side(delta: float | None, decimals: int) -> Side:
    """Side by the sign of a difference, after rounding to what is shown."""
    if delta is None or delta != delta:
        return Side.NONE
    rounded = rounded_to(delta, decimals)
    return Side.HIGHER if rounded > 0 else Side.LOWER if rounded < 0 else Side.EQUAL


def lower_first(text: str) -> str:
    """A text as it stands after a colon."""
    return text[:1].lower() + text[1:]


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
