"""The words of statistics §9, and that every state has words of its own."""

import pytest

from indicators.methods import change, trend, verdicts
from indicators.methods.sentences import (
    change_sentence,
    detectable_sentence,
    gap_sentence,
    missing_sentence,
    pace_sentence,
    trend_sentence,
    verdict_sentence,
)
from model.status import Reason


def test_the_sentences_that_were_agreed() -> None:
    assert (
        verdict_sentence(verdicts.BETTER, "Tuinzigt", "Breda") == "In Tuinzigt gaat dit beter dan gemiddeld in Breda."
    )
    assert verdict_sentence(verdicts.SAME, "Tuinzigt", "Breda") == "We zien geen duidelijk verschil met Breda."
    assert gap_sentence(change.FALLEN, "Breda") == "Het verschil met de rest van Breda is kleiner geworden."
    few = "We hebben nog te weinig metingen om te zeggen welke kant het opgaat."
    assert trend_sentence(trend.TOO_FEW) == few
    assert missing_sentence("secret") == "We laten dit cijfer niet zien, omdat het over te weinig mensen gaat."


def test_a_direction_is_told_only_where_something_moved() -> None:
    assert (
        trend_sentence(trend.RISES, -1) == "Dit cijfer gaat de laatste jaren omhoog. Dat is nog niet de goede kant op."
    )
    assert change_sentence(change.FALLEN, "2018", -1) == "Dit cijfer is lager dan in 2018. Dat is de goede kant op."
    assert trend_sentence(trend.FALLS) == "Dit cijfer gaat de laatste jaren omlaag."
    assert change_sentence(change.UNCHANGED, "2018", 1) == "We zien geen duidelijke verandering sinds 2018."


def test_nothing_is_said_of_pace_where_no_change_was_seen() -> None:
    unsure = pace_sentence(change.UNCHANGED, True, 2040, "5 %")
    assert (
        unsure
        == "We kunnen nog niet zeggen of het snel genoeg gaat om in 2040 uit te komen op de streefwaarde van 5 %."
    )


def test_pace_against_a_streefwaarde_or_against_a_supposed_goal() -> None:
    assert pace_sentence(change.FALLEN, True, 2040, "5 %") == (
        "Als het zo doorgaat, komt het in 2040 uit op de streefwaarde van 5 %."
    )
    assert pace_sentence(change.FALLEN, False, 2040) == (
        "Om in 2040 uit te komen op geen verschil meer, moet het sneller gaan dan tot nu toe. "
        "Dat is een rekenvoorbeeld, geen afgesproken doel."
    )


def test_what_a_measurement_could_have_shown() -> None:
    assert detectable_sentence("4,2 procentpunt") == (
        "Met dit aantal mensen kunnen we een verandering pas zien vanaf ongeveer 4,2 procentpunt."
    )


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_a_sentence(reason: Reason) -> None:
    assert missing_sentence(reason.value).endswith(".")


def test_every_state_has_its_own_sentence() -> None:
    told = [verdict_sentence(code, "Tuinzigt", "Breda") for code in range(len(verdicts.VERDICTS))]
    told += [trend_sentence(code) for code in range(len(trend.TRENDS))]
    told += [change_sentence(code, "2018") for code in range(len(change.CHANGES))]
    told += [gap_sentence(code, "Breda") for code in range(len(change.CHANGES))]
    assert len(set(told)) == len(told)
