"""When a delivery is held: what is gone, and what is only another file."""

from model.loading import Reading
from snapshot.drift import objections_to_change
from tests.snapshot import tiny
from tests.snapshot.tiny import GEMEENTE, WIJK, buurt

BUURTEN = Reading(observations=tiny.observations([(buurt(n), "2024", "lbm", 4.1) for n in range(1, 13)]))


def test_a_file_of_another_level_stands_beside_the_one_before_it() -> None:
    wijken = Reading(observations=tiny.observations([(WIJK, "2024", "lbm", 4.1)]))
    assert objections_to_change("wijken.csv", "2024", BUURTEN, wijken) == []


def test_a_file_about_another_gemeente_stands_beside_the_one_before_it() -> None:
    other = [(buurt(n).replace("BU0001", "BU0002"), "2024", "lbm", 4.1) for n in range(1, 3)]
    now = Reading(observations=tiny.observations([*other, ("NL00", "2024", "lbm", 4.1)]))
    assert objections_to_change("ander.csv", "2024", BUURTEN, now) == []


def test_a_file_that_lost_its_buurten_and_kept_its_gemeente_is_held() -> None:
    rows = [(buurt(n), "2024", "lbm", 4.1) for n in range(1, 13)] + [(GEMEENTE, "2024", "lbm", 4.1)]
    before = Reading(observations=tiny.observations(rows))
    now = Reading(observations=tiny.observations([(GEMEENTE, "2024", "lbm", 4.1)]))
    assert [str(objection) for objection in objections_to_change("a.csv", "2024", before, now)] == [
        "a.csv: van lbm hadden in editie 2024 12 buurten een cijfer en in dit bestand 0; er ontbreken er 12 "
        "(BU00010001, BU00010002, BU00010003, …). Klopt dit, bied het bestand dan opnieuw aan met --accept."
    ]


def _outcomes(share: float, weight: float) -> Reading:
    rows = [(buurt(n), "2024", "past_de_woning_teller", share * weight) for n in range(1, 13)]
    rows += [(buurt(n), "2024", "past_de_woning_noemer", weight) for n in range(1, 13)]
    return Reading(observations=tiny.observations(rows))


def test_waves_of_a_survey_are_compared_by_their_outcome_and_not_by_the_scale_of_their_weights() -> None:
    assert objections_to_change("e.csv", "e-2021", _outcomes(0.4, 50), _outcomes(0.5, 2000)) == []
    assert [
        str(objection) for objection in objections_to_change("e.csv", "e-2021", _outcomes(0.4, 50), _outcomes(0.9, 50))
    ] == [
        "e.csv: van past_de_woning is in 12 van 12 gebieden de waarde meer dan gehalveerd of verdubbeld sinds editie "
        "e-2021; het meest in 'BU00010001', van '40' naar '90'. Klopt dit, bied het bestand dan opnieuw aan met "
        "--accept."
    ]
