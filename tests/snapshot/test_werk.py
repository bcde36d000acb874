"""Public work: what a coördinator calls public goes along with the public half, and nothing else of the tables does."""

import json
from pathlib import Path

import pytest

from model.inhoud import Inhoud
from model.uitvoering import Interventie, Partner, Status
from model.werk import public_work
from snapshot import store
from snapshot.programmes import programme_content
from snapshot.ship import ship
from snapshot.store import Audience, Snapshot
from snapshot.werk import public_work_of

NAME = "voorbeeldstad"


def one(**told: object) -> Interventie:
    return Interventie.model_validate({"id": "x", "naam": "X", "focuswijken": ("a",), "status": "loopt"} | told)


@pytest.mark.parametrize(
    ("about", "shown"),
    [
        (one(openbaar=True), True),
        (one(), False),
        (one(openbaar=True, focuswijken=()), False),
        *((one(openbaar=True, status=status), False) for status in (Status.AFGEROND, Status.GESTOPT, Status.ONBEKEND)),
        (one(openbaar=True, status=Status.AANGEKONDIGD), True),
    ],
)
def test_only_public_work_that_goes_on_or_is_to_come(about: Interventie, shown: bool) -> None:
    assert bool(public_work(Inhoud(interventies=(about,)))) == shown


def test_plain_words_go_before_the_description_and_partners_have_names() -> None:
    partners = (Partner(id="p", naam="Stichting P"),)
    about = one(openbaar=True, omschrijving="Lang.", gewone_taal="Kort.", partners=("p",))
    (told,) = public_work(Inhoud(interventies=(about,), partners=partners))
    assert (told.tekst, told.partners) == ("Kort.", ("Stichting P",))
    (told,) = public_work(Inhoud(interventies=(about.model_copy(update={"gewone_taal": ""}),), partners=partners))
    assert told.tekst == "Lang."


def test_the_public_half_has_the_public_work_and_no_word_of_the_rest(voorbeeld_open: Snapshot, tmp_path: Path) -> None:
    public = store.open_snapshot(NAME, Audience.OPENBAAR)
    inhoud = programme_content(NAME)
    assert public_work_of(public) == public_work_of(voorbeeld_open) == public_work(inhoud)
    assert {work.naam for work in public_work_of(public)} == {one.naam for one in inhoud.interventies if one.openbaar}
    ship(public, tmp_path / "half")
    everything = b"".join(path.read_bytes() for path in (tmp_path / "half").rglob("*") if path.is_file())
    for hidden in inhoud.interventies:
        if not hidden.openbaar:
            assert hidden.naam.encode() not in everything
    assert b"287450" not in everything
    assert json.dumps("Stichting Buurtkracht (verzonnen)").encode() in everything


def test_a_half_of_before_there_was_public_work_has_none(voorbeeld_open: Snapshot) -> None:
    public = store.open_snapshot(NAME, Audience.OPENBAAR)
    before = {key: part for key, part in public.manifest["openbaar"].items() if key != "werk"}
    old = store.Snapshot(**{**vars(public), "manifest": public.manifest | {"openbaar": before}})
    assert public_work_of(old) == ()
