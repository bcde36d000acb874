"""Stories: what is told of a mistake, who sees which, and that one that was taken away is nowhere any more."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from streamlit.testing.v1 import AppTest

from model.errors import WijkpeilError
from model.verhaal import Beoordeling, Foto, Toestemming, Verhaal
from snapshot import audit, photo, programmes, stories, story_withdrawal
from snapshot.material import current_material
from snapshot.programme_folder import check_files
from snapshot.public_stories import public_photo, public_stories, refresh
from snapshot.settings import CHECKOUT, settings
from snapshot.story_files import parsed, written
from tests.conftest import Ran, run_process
from tests.pages.conftest import script, text_of
from tests.snapshot.broken import KILLED, killed_at
from tests.snapshot.programme_folder import GOOD, INDICATORS, overlay, write

__all__ = ["overlay"]
NAME = "voorbeeldstad"
HEAD = """---
titel: De deur stond open
datum: 2026-03
gebied: noord
toestemming: {gegeven: 2026-03-12, openbaar: true}
beoordeling: goedgekeurd
"""
STORY = HEAD + "---\n\nHet rook naar koffie.\n"
WITH_PHOTO = "foto: {bestand: deur.jpg, beschrijving: Een deur, toestemming: true}\n"


def picture(width: int = 40, height: int = 30, form: str = "JPEG") -> bytes:
    """A photo as a telephone writes it: with the place where it was taken in it."""
    out, image = io.BytesIO(), Image.new("RGB", (width, height), "red")
    exif = Image.Exif()
    exif[0x010F] = "GeheimToestel"
    exif.get_ifd(0x8825)[1] = "N"
    image.save(out, form, **({"exif": exif} if form == "JPEG" else {}))
    return out.getvalue()


def checked(overlay: Path, text: str | bytes, name: str = "deur", **photos: bytes) -> tuple[list[str], list[str], int]:
    """Mistakes, warnings and number of stories of a folder with this one story and these photos."""
    write(overlay, GOOD)
    folder = overlay / "proef" / "verhalen"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.md").write_bytes(text if isinstance(text, bytes) else text.encode())
    for own_name, content in photos.items():
        (folder / f"{own_name}.jpg").write_bytes(content)
    found = check_files(programmes.folder_files("proef"), "proef", INDICATORS)
    assert found.mistakes == ()
    return list(found.of_stories), list(found.warnings), len(found.verhalen)


def test_a_sound_story_has_nothing_against_it(overlay: Path) -> None:
    assert checked(overlay, STORY) == ([], [], 1)
    assert checked(overlay, ("\ufeff" + STORY).replace("\n", "\r\n")) == ([], [], 1)
    assert checked(overlay, HEAD + WITH_PHOTO + "---\nKoffie.", deur=picture()) == ([], [], 1)


def _changed(old: str, new: str) -> str:
    assert old in HEAD
    return STORY.replace(old, new)


PHOTO = HEAD + WITH_PHOTO + "---\nKoffie."
MISTAKES = {
    "area": (_changed("noord", "noort"), "regel 4: het gebied 'noort' is onbekend. Bedoelt u 'noord'?"),
    "elsewhere": (_changed("noord", "BU03630000"), "regel 4: het gebied 'BU03630000' is onbekend. Neem een buurt, "),
    "bouwsteen": (_changed("gebied: noord", "bouwsteen: wone"), "regel 4: de bouwsteen 'wone' is onbekend. "),
    "indicator": (_changed("gebied: noord", "indicatoren: [woss]"), "regel 4: de indicator 'woss' is onbekend."),
    "consent": (
        _changed("openbaar: true", "ingetrokken: 2026-02"),
        "regel 5: de toestemming is ingetrokken voordat zij werd gegeven (2026-03-12). Pas dit aan.",
    ),
    "field": (_changed("gebied:", "gebid:"), "regel 4: onbekend veld 'gebid'. Bedoelt u 'gebied'?"),
    "id": (_changed("gebied:", "id:"), "regel 4: onbekend veld 'id'. De naam van het bestand"),
    "state": (_changed("goedgekeurd", "goed"), "regel 6: 'goed' kan niet bij 'beoordeling'. Kies uit 'nieuw', "),
    "date": (_changed("2026-03\n", "maart\n"), "regel 3: een moment ziet eruit als 2026, 2026-Q1, "),
    "no head": ("Het rook naar koffie.", "regel 1: de kop met velden ontbreekt. Begin met een regel ---"),
    "no text": (HEAD + "---\n", "regel 1: er staat geen tekst onder de kop. Zet het verhaal eronder."),
    "yaml": (_changed("titel:", "titel: a: b"), "regel 2: dit is geen geldige YAML."),
    "no photo": (PHOTO, "regel 7: de foto 'deur.jpg' staat niet in de map verhalen/. Zet haar naast het verhaal."),
    "path": (PHOTO.replace("deur.jpg", "../logo.svg"), "regel 7: deze naam van een foto kan niet."),
}


@pytest.mark.parametrize(("text", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_file_and_line_and_the_story_is_left_out(overlay: Path, text: str, said: str) -> None:
    mistakes, _, count = checked(overlay, text)
    assert mistakes[0].startswith(f"proef/verhalen/deur.md, {said}")
    assert (len(mistakes), count) == (1, 0)


def test_a_photo_needs_a_description_consent_and_to_be_one(overlay: Path) -> None:
    bare = PHOTO.replace("Een deur, toestemming: true", "''")
    lines = checked(overlay, bare, deur=picture())[0]
    assert [line.split(": ", 1)[1] for line in lines] == [
        "de foto heeft geen beschrijving. Zeg wat erop te zien is, voor wie de foto niet ziet.",
        "er is geen toestemming van wie op de foto staat. Zet 'toestemming: true' als die er is of als er niemand "
        "herkenbaar op staat. Haal haar anders weg.",
    ]
    for content in (b"GIF89a", b"<svg/>", picture()[:300], picture(form="GIF")):
        assert "dit bestand is geen hele foto (JPEG of PNG)" in checked(overlay, PHOTO, deur=content)[0][0]
    bomb = picture(1, 1, "PNG")
    bomb = bomb[:16] + (60_000).to_bytes(4, "big") * 2 + bomb[24:]  # says 3.6 billion pixels
    with pytest.raises(WijkpeilError):
        photo.reencoded(bomb)
    with pytest.raises(WijkpeilError, match="de foto is 13 MB; hoogstens 12 MB kan"):
        photo.reencoded(b"\xff\xd8" + bytes(13_000_000))


def test_what_seems_personal_is_never_repeated(overlay: Path) -> None:
    for text in (STORY + "Bel 06 12345678.", _changed("goedgekeurd", "mo@huis.nl"), STORY + "NL91 ABNA 0417 1643 00"):
        mistakes, warnings, _ = checked(overlay, text)
        assert mistakes == [
            f"proef/verhalen/deur.md, regel {6 if 'mo@' in text else 10}: hier lijken persoonsgegevens te staan; de "
            "waarde wordt niet herhaald. Haal ze weg: noem geen adres, telefoonnummer, rekening of "
            "burgerservicenummer."
        ]
        assert warnings == []


def test_what_is_odd_is_told_and_stops_nothing(overlay: Path) -> None:
    _, (warning,), count = checked(overlay, STORY + "<b onclick=x>vet</b>")
    assert (warning.split(": ")[0], count) == ("proef/verhalen/deur.md, regel 10", 1)
    without = STORY.replace("toestemming: {gegeven: 2026-03-12, openbaar: true}\n", "")
    assert "er is nog geen toestemming" in checked(overlay, without)[1][0]
    assert "deze foto hoort bij geen verhaal" in checked(overlay, STORY, los=picture())[1][0]


_texts = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=40).map(str.strip).filter(bool)


@given(_texts, _texts, _texts, st.booleans(), st.sampled_from(Beoordeling))
def test_what_is_written_is_read_back_the_same(a: str, b: str, c: str, public: bool, verdict: Beoordeling) -> None:
    consent = Toestemming(gegeven="2026-03", openbaar=public)
    foto = Foto(bestand="x.jpg", beschrijving=b, toestemming=public)
    story = Verhaal(
        id="x", titel=a, tekst=c, datum="2026", verteller=b, foto=foto, toestemming=consent, beoordeling=verdict
    )
    assert parsed(written(story), "x.md", "x")[0] == story


def _new(**more: object) -> Verhaal:
    fields = {"id": "nieuw", "titel": "Koffie", "tekst": "Het rook naar koffie.", "datum": "2026-03"}
    return Verhaal.model_validate(fields | {"gebied": "merelveld", "toestemming": PUBLIC} | more)


PUBLIC = Toestemming(gegeven="2026-03-12", openbaar=True)
FOTO = Foto(bestand="nieuw.jpg", beschrijving="Een deur", toestemming=True)


def _added(**more: object) -> str:
    """The id of a story with a photo that was written, approved and is public."""
    own_id = stories.write_story("an", NAME, _new(foto=FOTO, **more), picture(3000, 100)).id
    seen = stories.fingerprint(NAME, own_id)
    stories.judge_story("bo", NAME, own_id, Beoordeling.GOEDGEKEURD, "", seen)
    return own_id


def _everything(data: Path) -> bytes:
    """All bytes of a data folder but those of the snapshots."""
    present = (
        p for p in sorted(data.rglob("*")) if p.is_file() and "snapshots" not in p.parts and "raw" not in p.parts
    )
    return b"\n".join(p.name.encode() + p.read_bytes() for p in present)


def test_a_new_story_waits_and_its_photo_keeps_nothing_of_the_telephone(data_folder: Path) -> None:
    own_id = stories.write_story("an", NAME, _new(foto=FOTO), picture(3000, 100)).id
    assert own_id not in {one.id for one in stories.shown_stories(NAME)}
    assert public_stories(NAME) == ()
    kept = (data_folder / "programmes" / NAME / "verhalen" / f"{own_id}.jpg").read_bytes()
    assert Image.open(io.BytesIO(kept)).size == (1600, 53)
    assert b"GeheimToestel" not in _everything(data_folder)
    (line,) = audit.entries()
    assert line["verhaal"] == own_id
    assert "Koffie" not in json.dumps(line)


def test_what_is_wrong_with_a_new_story_is_told_at_once_and_nothing_is_kept(data_folder: Path) -> None:
    with pytest.raises(WijkpeilError) as told:
        stories.write_story("an", NAME, _new(titel=" ", gebied="merelvelt", foto=FOTO), b"geen foto")
    assert [line.split(".")[0] for line in str(told.value).splitlines()] == [
        "Dit bestand is geen hele foto (JPEG of PNG)",
        "De titel is leeg",
        "Het gebied 'merelvelt' is onbekend",
    ]
    with pytest.raises(WijkpeilError, match="Er lijken persoonsgegevens in te staan"):
        stories.write_story("an", NAME, _new(tekst="Mail mo@huis.nl"))
    assert _everything(data_folder) == b""


def test_approval_makes_it_public_and_the_second_of_two_decides_anew(data_folder: Path) -> None:
    own_id = stories.write_story("an", NAME, _new()).id
    seen = stories.fingerprint(NAME, own_id)
    with pytest.raises(WijkpeilError, match="Zeg waarom u het verhaal afwijst"):
        stories.judge_story("bo", NAME, own_id, Beoordeling.AFGEWEZEN, " ", seen)
    stories.judge_story("bo", NAME, own_id, Beoordeling.GOEDGEKEURD, "", seen)
    assert own_id in {one.id for one in public_stories(NAME)}
    with pytest.raises(WijkpeilError, match="Het verhaal is intussen veranderd"):
        stories.judge_story("cor", NAME, own_id, Beoordeling.AFGEWEZEN, "te lang", seen)
    stories.judge_story("cor", NAME, own_id, Beoordeling.AFGEWEZEN, "te lang", stories.fingerprint(NAME, own_id))
    assert own_id not in {one.id for one in public_stories(NAME)}
    assert next(one for one in stories.stories(NAME) if one.id == own_id).reden == "te lang"


def test_where_people_log_in_nobody_approves_an_own_story(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stories, "login", lambda: object())
    own_id = stories.write_story("an", NAME, _new()).id
    with pytest.raises(WijkpeilError, match="U schreef dit verhaal zelf"):
        stories.judge_story("an", NAME, own_id, Beoordeling.GOEDGEKEURD, "", stories.fingerprint(NAME, own_id))
    stories.judge_story("bo", NAME, own_id, Beoordeling.GOEDGEKEURD, "", stories.fingerprint(NAME, own_id))


def test_a_decision_about_a_file_of_somebody_keeps_what_was_typed(data_folder: Path) -> None:
    typed = "verhaal-schooldag"
    with pytest.raises(WijkpeilError, match="Er is nog geen toestemming"):
        stories.judge_story("bo", NAME, typed, Beoordeling.GOEDGEKEURD, "", stories.fingerprint(NAME, typed))
    shipped = programmes.folder_files(NAME)[f"verhalen/{typed}.md"].read_text(encoding="utf-8")
    stories.give_consent("bo", NAME, typed, PUBLIC, stories.fingerprint(NAME, typed))
    stories.judge_story("bo", NAME, typed, Beoordeling.GOEDGEKEURD, "", stories.fingerprint(NAME, typed))
    now = (data_folder / "programmes" / NAME / "verhalen" / f"{typed}.md").read_text(encoding="utf-8")
    assert set(shipped.splitlines()) <= set(now.splitlines())
    assert typed in {one.id for one in public_stories(NAME)}


def test_the_public_folder_has_nothing_of_what_may_not_be_public(data_folder: Path) -> None:
    assert refresh(NAME) == ["verhaal-buurthuis"]
    folder = data_folder / "verhalen" / NAME
    assert sorted(p.name for p in folder.glob("*")) == ["verhaal-buurthuis.jpg", "verhaal-buurthuis.json"]
    told = b"".join(p.read_bytes() for p in folder.iterdir())
    for secret in ("slapen weer", "uien", "wandelclub", '"reden"'):
        assert secret.encode() not in told


def _in_edition(data: Path, own_id: str) -> Path:
    """An edition that holds a copy of a story, as those who build editions keep it."""
    folder = data / "edities" / NAME / "bijeenkomst-2026" / "verhalen"
    folder.mkdir(parents=True)
    for ending in ("json", "jpg"):
        (folder / f"{own_id}.{ending}").write_text("Het rook naar koffie.")
    return folder


def test_a_story_that_is_taken_away_is_nowhere_and_leaves_a_stone_without_content(data_folder: Path) -> None:
    own_id = _added()
    folder = _in_edition(data_folder, own_id)
    (folder / "ander-verhaal.json").write_text("blijft")
    assert story_withdrawal.withdraw_story("bo", NAME, own_id) is False
    left = _everything(data_folder)
    assert b"Koffie" not in left
    assert b"rook naar" not in left
    assert not list(data_folder.rglob(f"{own_id}*.jpg"))
    assert [p.name for p in folder.iterdir()] == ["ander-verhaal.json"]
    (stone,) = story_withdrawal.withdrawn(NAME)
    assert (stone.id, stone.door) == (own_id, "bo")
    assert public_photo(NAME, own_id) is None
    with pytest.raises(WijkpeilError, match="Dit verhaal is er niet meer"):
        story_withdrawal.withdraw_story("bo", NAME, own_id)


def test_the_command_lists_publishes_and_takes_away(data_folder: Path, wijkpeil: Callable[..., Ran]) -> None:
    own_id = _added()
    ran = wijkpeil("stories", "-p", NAME)
    assert f"openbaar  goedgekeurd           {own_id}  Koffie" in ran.out.splitlines()
    assert "          zonder toestemming    verhaal-schooldag  Op woensdag koken we zelf" in ran.out.splitlines()
    ran = wijkpeil("stories", "-p", NAME, "--withdraw", own_id)
    assert (ran.code, "Koffie" in ran.out) == (0, False)
    assert b"rook naar" not in _everything(data_folder)
    assert wijkpeil("stories", "-p", NAME, "--withdraw", own_id).err == "Fout: Dit verhaal is er niet meer.\n"


def test_a_story_of_the_shipped_folder_is_hidden_by_its_stone(data_folder: Path) -> None:
    refresh(NAME)
    assert story_withdrawal.withdraw_story("bo", NAME, "verhaal-buurthuis") is True
    assert "verhaal-buurthuis" not in {one.id for one in stories.stories(NAME)}
    assert public_stories(NAME) == ()
    assert list((data_folder / "verhalen" / NAME).iterdir()) == []


ACT = "from snapshot import story_withdrawal; story_withdrawal.withdraw_story('bo', 'voorbeeldstad', {!r})"


FIRST = f"/verhalen/{NAME}/"


@pytest.mark.parametrize("place", [FIRST, "/edities/", f"/programmes/{NAME}/verhalen/v", ".md"])
def test_killed_halfway_nobody_sees_it_and_the_next_one_finishes(data_folder: Path, place: str) -> None:
    own_id = _added()
    _in_edition(data_folder, own_id)
    env = {**os.environ, "WIJKPEIL_DATA": str(data_folder)}
    code = f"{killed_at('os.remove', place)}\n{ACT.format(own_id)}"
    assert subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, env=env, check=False).returncode == KILLED
    assert own_id not in {one.id for one in stories.stories(NAME)}
    assert own_id not in {one.id for one in public_stories(NAME)}
    assert public_photo(NAME, own_id) is None
    if place != FIRST:
        assert not list((data_folder / "verhalen" / NAME).glob(f"{own_id}*"))
    story_withdrawal.publish_stories(NAME)
    assert b"Koffie" not in _everything(data_folder)
    assert not list((data_folder / "edities").rglob(f"{own_id}*"))


BUURT = f"import streamlit as st\nst.query_params['gebied'] = 'BU99010100'\n{script('buurt')}"


def test_ship_carries_public_stories_along_and_takes_away_those_that_went(
    voorbeeld: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, web = tmp_path / "data", tmp_path / "web"
    data.mkdir()
    (data / "snapshots").symlink_to(voorbeeld / "snapshots")
    monkeypatch.setenv("WIJKPEIL_DATA", str(data))
    settings.cache_clear()
    own_id = _added()
    ran = run_process(data, "ship", "--to", str(web))
    assert ran.code == 0, ran.err
    assert "Ernaast staan 2 openbare verhalen" in ran.out
    shipped = web / "verhalen" / NAME
    assert {p.stem for p in shipped.iterdir()} == {own_id, "verhaal-buurthuis"}
    assert {one.id for one in current_material(NAME).verhalen} == {own_id, "verhaal-buurthuis", "verhaal-wandelclub"}
    story_withdrawal.withdraw_story("bo", NAME, own_id)
    assert run_process(data, "ship", "--to", str(web)).code == 0
    assert {p.stem for p in shipped.iterdir()} == {"verhaal-buurthuis"}
    assert b"Koffie" not in _everything(web)
    monkeypatch.setenv("WIJKPEIL_DATA", str(web))
    monkeypatch.setenv("WIJKPEIL_PUBLIC", "true")
    settings.cache_clear()
    assert {one.id for one in stories.shown_stories(NAME)} == {"verhaal-buurthuis"}
    told = text_of(AppTest.from_string(BUURT, default_timeout=30).run())
    assert ("De koffie was de reden" in told, "slapen weer" in told) == (True, False)
    settings.cache_clear()
