"""Editions: the same to the last byte, whole or not shown, on their own, and corrected by people only."""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from exports.edition_words import DIAS, dias_of, words
from exports.gezegd import gezegd
from model.editie import Keuzes
from model.errors import WijkpeilError
from snapshot import acts, audit, clean, edities, files, publish, store, story_withdrawal
from snapshot.edition_compare import side_by_side
from snapshot.settings import settings
from tests.conftest import Ran, run_process
from tests.snapshot.broken import KILLED, killed_at, run_broken

Command = Callable[..., Ran]
NAME, ID = "voorbeeldstad", "bijeenkomst-2026"


@pytest.fixture
def frozen(kort_copy: Path) -> Path:
    """The short example with one edition; gives the edition's folder."""
    chosen = Keuzes(datum="2026-11-20", plaats="Stadhuis", vervolg=("Huis voor huis isoleren",))
    acts.freeze_edition("ans", NAME, "Bijeenkomst 2026", chosen, words)
    return edities.place(NAME, ID)


def _replace(path: Path, content: bytes) -> None:
    """Another file in this place: a snapshot that shares the old one keeps it."""
    path.unlink()
    path.write_bytes(content)


def test_what_was_said_is_kept_to_the_last_digit_without_the_snapshot(frozen: Path) -> None:
    s = store.open_snapshot(NAME)
    now = gezegd(s)
    store.forget()
    shutil.rmtree(settings().snapshots)
    material = edities.editie_material(NAME, ID)
    assert edities.said(NAME, ID) == now == gezegd(material.s)
    assert material.inhoud.interventies
    assert material.editie is not None
    assert (material.editie.naam, material.editie.keuzes.plaats) == ("Bijeenkomst 2026", "Stadhuis")
    assert [one["wat"] for one in audit.entries()][-2:] == ["editie bevriezen", "editie bevroren"]


def test_the_stamp_is_that_of_sha256sum(frozen: Path) -> None:
    """Anybody can make it: what the edition says of itself as compact JSON, a line end, and the list of hashes."""
    subprocess.run(["sha256sum", "--quiet", "--strict", "-c", "SHA256SUMS"], cwd=frozen, check=True)
    about = json.loads((frozen / "editie.json").read_text("utf-8"))
    stamp = about.pop("stempel")
    text = json.dumps(about, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    listed = (frozen / "SHA256SUMS").read_bytes()
    assert hashlib.sha256(text.encode() + b"\n" + listed).hexdigest() == stamp


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("gezegd.json", "gezegd.json is niet meer het bestand dat is bevroren"),
        ("editie.json", "het stempel klopt niet meer met wat erin staat"),
        ("SHA256SUMS", "editie.json of SHA256SUMS is niet te lezen"),
        ("intern.duckdb", "van het peil 0001-"),
    ],
)
def test_damage_is_told_and_not_shown(frozen: Path, wijkpeil: Command, file: str, said: str) -> None:
    (path,) = frozen.rglob(file)
    content = path.read_bytes().replace(b"Stadhuis", b"Raadhuis")
    _replace(path, content if content != path.read_bytes() and file == "editie.json" else b"kapot")
    with pytest.raises(edities.EditionDamagedError) as refused:
        edities.editie_material(NAME, ID)
    assert said in str(refused.value)
    assert "Zet de map edities/voorbeeldstad/bijeenkomst-2026/ terug uit een reservekopie." in str(refused.value)
    assert edities.found(NAME)[0].wrong == str(refused.value)
    ran = wijkpeil("editie", "check")
    assert (ran.code, ran.out.strip()) == (1, str(refused.value))
    assert said in wijkpeil("doctor").out
    assert store.open_snapshot(NAME).banners == []


def test_a_snapshot_that_is_gone_is_named(frozen: Path) -> None:
    store.forget()
    (peil,) = (frozen / "peil").iterdir()
    shutil.rmtree(peil)
    with pytest.raises(edities.EditionDamagedError, match=f"het peil {peil.name} erin is niet compleet"):
        edities.editie_material(NAME, ID)


def test_it_outlives_cleaning_and_goes_into_a_backup_once(frozen: Path, tmp_path: Path, wijkpeil: Command) -> None:
    (first,) = (settings().snapshots / NAME).iterdir()
    newer = first.with_name(f"0002-{first.name[5:]}")
    shutil.copytree(first, newer)
    publish.point_to(NAME, newer.name)
    store.forget()
    assert [identifier for _, identifier, _ in clean.clean(1).removed] == [first.name]
    assert edities.editie_material(NAME, ID).s.id == first.name
    ran = wijkpeil("backup", "--to", tmp_path / "k.tar.gz")
    assert ran.code == 0, ran.err
    restored = run_process(tmp_path / "terug", "restore", "--from", str(tmp_path / "k.tar.gz"))
    assert restored.code == 0, restored.err
    checked = run_process(tmp_path / "terug", "editie", "check")
    assert checked.out.startswith("Editie 'Bijeenkomst 2026' is heel.")


def test_a_shared_file_comes_back_from_a_backup_as_one(frozen: Path, tmp_path: Path, wijkpeil: Command) -> None:
    assert wijkpeil("backup", "--to", tmp_path / "k.tar.gz").code == 0
    assert run_process(tmp_path / "terug", "restore", "--from", str(tmp_path / "k.tar.gz")).code == 0
    one, other = sorted((tmp_path / "terug").rglob("intern.duckdb"))
    assert os.path.samefile(one, other)


def test_a_name_is_needed_and_taken_once(frozen: Path, wijkpeil: Command) -> None:
    assert "Geef de editie een naam" in wijkpeil("editie", "make", "--name", " ").err
    assert "Er is al een editie 'bijeenkomst  2026'".replace("  ", " ") in (
        wijkpeil("editie", "make", "--name", "bijeenkomst  2026").err
    )
    assert "Een datum is" in wijkpeil("editie", "make", "--name", "Ander", "--date", "20 november").err
    made = wijkpeil("editie", "make", "--name", "2027 in het stadhuis", "--next", "Isoleren")
    assert "(editie-2027-in-het-stadhuis) is bevroren uit peil" in made.out
    assert len(wijkpeil("editie", "list").out.splitlines()) == 2
    assert [p.name for p in settings().edities.iterdir() if not p.name.startswith(".slot")] == [NAME]


def test_killed_halfway_there_is_no_edition_and_the_next_one_is_whole(kort_copy: Path, wijkpeil: Command) -> None:
    fault = killed_at("os.rename", ID)
    assert run_broken(kort_copy, fault, "editie", "make", "--name", "Bijeenkomst 2026").code == KILLED
    assert edities.identifiers(NAME) == []
    assert wijkpeil("editie", "make", "--name", "Bijeenkomst 2026").code == 0
    assert wijkpeil("editie", "check").code == 0
    assert not list((kort_copy / "edities").glob(".nieuw-*"))


def _other_figures(change: str) -> str:
    """A second snapshot, served, whose figures differ; gives its id."""
    (first,) = (settings().snapshots / NAME).iterdir()
    newer = first.with_name("0002-00000000")
    shutil.copytree(first, newer)
    with duckdb.connect(str(newer / publish.INTERN)) as connection:
        connection.execute(change)
    manifest = json.loads((newer / publish.MANIFEST).read_text("utf-8"))
    manifest["canoniek_sha256"] = "0" * 64
    manifest["bestanden"][publish.INTERN] = files.sha256_of(newer / publish.INTERN)
    (newer / publish.MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    publish.point_to(NAME, newer.name)
    return newer.name


def test_a_figure_that_differs_is_told_and_only_a_person_makes_it_a_correction(frozen: Path, wijkpeil: Command) -> None:
    said = next(one for one in edities.said(NAME, ID) if one.waarde is not None and one.gebied == "focuswijken")
    where = f"indicator::VARCHAR = '{said.indicator}' AND area::VARCHAR = 'focuswijken'"
    _other_figures(f"UPDATE figure_map SET value = value + 5 WHERE {where} AND period::VARCHAR = '{said.periode}'")
    told = wijkpeil("editie", "corrections", ID)
    (line,) = [line for line in told.out.splitlines() if line.startswith("! ")]
    assert line.startswith(f"! {said.indicator}  focuswijken (Focuswijken samen)  {said.periode}: was ")
    assert edities.editie_material(NAME, ID).correcties == ()
    about = ("--indicator", said.indicator, "--area", "focuswijken", "--period", said.periode)
    assert "Schrijf in hoogstens 400 tekens waarom" in wijkpeil("editie", "correct", ID, *about, "--reason", " ").err
    assert wijkpeil("editie", "correct", ID, *about, "--reason", "telfout").code == 0
    (correction,) = edities.editie_material(NAME, ID).correcties
    assert (correction.toen, correction.nu) == (said.waarde, pytest.approx((said.waarde or 0) + 5))
    assert correction.reden == "telfout"
    assert "! " not in wijkpeil("editie", "corrections", ID).out
    assert "nu niet anders" in wijkpeil("editie", "correct", ID, *about, "--reason", "nog eens").err
    assert wijkpeil("editie", "check").code == 0


def test_a_withdrawn_snapshot_is_told_in_its_edition(frozen: Path, wijkpeil: Command) -> None:
    peil = edities.open_edition(NAME, ID).peil
    assert wijkpeil("withdraw", peil, "--reason", "telfout in het register").code == 0
    (correction,) = edities.editie_material(NAME, ID).correcties
    assert (correction.indicator, correction.reden) == ("", "telfout in het register")


def test_two_editions_stand_beside_each_other(frozen: Path) -> None:
    said = edities.said(NAME, ID)
    material = edities.editie_material(NAME, ID)
    first = said[0]
    later = first.model_copy(update={"periode": "2030", "kloof_periode": "2030"})
    pairs = side_by_side(said, (later,), material.s, first.gebied)
    assert (pairs[0].then, pairs[0].now) == (first, later)
    assert all(pair.now is None and pair.then is not None for pair in pairs[1:])


def test_paths_are_no_names_and_the_public_sees_none(frozen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for programme, identifier in ((NAME, "../bijeenkomst-2026"), ("..", ID), (NAME, "bestaat-niet")):
        with pytest.raises(WijkpeilError, match="bestaat niet"):
            edities.editie_material(programme, identifier)
    monkeypatch.setenv("WIJKPEIL_PUBLIC", "true")
    settings.cache_clear()
    assert edities.found(NAME) == []
    with pytest.raises(WijkpeilError):
        edities.editie_material(NAME, ID)


def test_the_dias_are_those_of_then_and_a_withdrawn_story_leaves_them(frozen: Path) -> None:
    material = edities.editie_material(NAME, ID)
    dias = dias_of(material)
    assert [dia.id for dia in dias][:2] == ["opening", "programma"]
    assert any("Huis voor huis isoleren" in dia.zinnen for dia in dias)
    told = next(dia for dia in dias if dia.verhaal is not None)
    assert told.verhaal is not None
    story = told.verhaal
    secret = story.titel.encode()
    assert [p.name for p in frozen.rglob("*") if p.is_file() and secret in p.read_bytes()] == [f"{story.id}.md"]
    story_withdrawal.withdraw_story("ans", NAME, story.id)
    assert not list(frozen.rglob(f"{story.id}.*"))
    after = next(dia for dia in dias_of(edities.editie_material(NAME, ID)) if dia.id == told.id)
    assert (after.titel, after.verhaal) == ("Dit verhaal is ingetrokken", None)
    assert json.loads((frozen / DIAS).read_text("utf-8"))
