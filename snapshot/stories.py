"""Stories of residents and professionals: who sees which, and what people do with them, each with its audit line.

A line in the audit log and the stone of a story that was taken away hold its id, moment and person, never what it told;
so an id is no title. Everything that is made goes to the overlay under WIJKPEIL_DATA.
"""

import json
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from hashlib import sha256
from secrets import token_hex

import indicators
from model.areas import AreaCodeError, parent_code
from model.errors import WijkpeilError
from model.programme import Programme
from model.verhaal import Beoordeling, Toestemming, Verhaal
from snapshot import audit, files, public_stories
from snapshot.login import login
from snapshot.photo import photo_of, reencoded
from snapshot.programmes import check_programme, current_programme, folder_files, overlay_of, require
from snapshot.settings import settings
from snapshot.story_files import FOLDER, Known, mistakes, parsed, personal_line, written

# Seconds that an act waits for another that changes programmes.
_PATIENCE = 20.0
_CHANGED = "Het verhaal is intussen veranderd of weg. U ziet het nu zoals het is; beslis opnieuw."
_PERSONAL = (
    "Er lijken persoonsgegevens in te staan: een adres van e-mail, telefoonnummer, rekening of BSN. Haal ze weg."
)


def stories(programme: str) -> tuple[Verhaal, ...]:
    """Every story without a mistake, newest first, for who moderates. Raises WijkpeilError without the programme."""
    return check_programme(programme).verhalen


def shown_stories(programme: str) -> tuple[Verhaal, ...]:
    """The stories that whoever uses this process may see. Raises WijkpeilError without the programme."""
    if settings().public:
        return public_stories.public_stories(programme)
    return tuple(story for story in stories(programme) if story.may_be_shown)


def about(found: tuple[Verhaal, ...], programme: Programme, area: str) -> tuple[Verhaal, ...]:
    """Those about an area: itself, a focuswijk that it is part of, the wijk around it, or a buurt within it."""
    return tuple(story for story in found if _touches(story.gebied, programme, area))


def _touches(gebied: str, programme: Programme, area: str) -> bool:
    wijk = next((one for one in programme.focuswijken if one.id == gebied), None)
    codes = wijk.buurten if wijk else (gebied,)
    return area in codes or area in {_parent(code) for code in codes} or (not wijk and gebied == _parent(area) != "")


def _parent(code: str) -> str:
    """The wijk of a buurt; empty for anything else."""
    try:
        return (parent_code(code) or "") if code.startswith("BU") else ""
    except AreaCodeError:
        return ""


def story_photo(programme: str, story: Verhaal) -> bytes | None:
    """The photo of a story as a small JPEG without anything else in it; None without one that can be read."""
    if story.foto is None:
        return None
    if settings().public:
        return public_stories.public_photo(programme, story.id)
    path = folder_files(programme).get(f"{FOLDER}/{story.foto.bestand}")
    try:
        return photo_of(path) if path else None
    except WijkpeilError:
        return None


def fingerprint(programme: str, story: str) -> str:
    """What a story's file holds now, in short: who decides about it says what was seen. Empty when it is gone."""
    path = folder_files(programme).get(f"{FOLDER}/{story}.md")
    return sha256(path.read_bytes()).hexdigest() if path else ""


def may_judge(who: str, programme: str, story: str) -> bool:
    """Whether this person may approve a story: with login, not who wrote it."""
    return login() is None or who not in _writers(programme, story)


def _writers(programme: str, story: str) -> set[str]:
    about = {"wat": "verhaal geschreven", "programma": programme, "verhaal": story}
    return {str(line.get("wie")) for line in audit.entries() if about.items() <= line.items()}


def write_story(who: str, programme: str, story: Verhaal, photo: bytes | None = None) -> Verhaal:
    """Add a new story, which waits for approval; gives it with its id. ``photo``: goes with ``story.foto``.

    Raises WijkpeilError with all that is wrong, a sentence per line, and then nothing was written.
    """
    require(programme)
    own_id = f"verhaal-{datetime.now(UTC):%Y-%m-%d}-{token_hex(3)}"
    foto = story.foto.model_copy(update={"bestand": f"{own_id}.jpg"}) if story.foto else None
    new = story.model_copy(update={"id": own_id, "foto": foto, "beoordeling": Beoordeling.NIEUW, "reden": ""})
    picture = _right(programme, new, photo)
    folder = overlay_of(programme) / FOLDER
    with alone():
        audit.record(who, "verhaal geschreven", programma=programme, verhaal=own_id)
        folder.mkdir(parents=True, exist_ok=True)
        if picture is not None:
            files.write_bytes(folder / f"{own_id}.jpg", picture)
        files.write_text(folder / f"{own_id}.md", written(new))
    return new


def _right(programme: str, story: Verhaal, photo: bytes | None) -> bytes | None:
    """The photo to keep; raises WijkpeilError when something is wrong with the story or with it."""
    wrong, picture = [], None
    if personal_line(written(story)):
        raise WijkpeilError(_PERSONAL)
    if (story.foto is None) != (photo is None):
        wrong.append("Een foto en haar beschrijving horen bij elkaar. Geef ze allebei of geen van beide.")
    if photo is not None:
        try:
            picture = reencoded(photo)
        except WijkpeilError as error:
            wrong.append(_sentence(str(error)))
    known = Known(current_programme(programme), indicators.discover())
    found = mistakes(story, None, known)
    wrong += [_sentence(f"{problem} {remedy}") for place, problem, remedy in found if place != ("foto", "bestand")]
    if wrong:
        raise WijkpeilError("\n".join(wrong))
    return picture


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].strip()


def judge_story(who: str, programme: str, story: str, verdict: Beoordeling, reason: str, seen: str) -> None:
    """Approve or refuse a story. ``seen``: its ``fingerprint`` as it was read; ``reason``: needed to refuse.

    Raises WijkpeilError when it changed since, when this person wrote it, or without consent or reason.
    """
    reason = " ".join(reason.split())
    if verdict is Beoordeling.AFGEWEZEN and not reason:
        raise WijkpeilError("Zeg waarom u het verhaal afwijst; wie het schreef, kan het dan verbeteren.")
    if personal_line(reason):
        raise WijkpeilError(_PERSONAL)
    if verdict is Beoordeling.GOEDGEKEURD:
        reason = ""
        if not may_judge(who, programme, story):
            raise WijkpeilError("U schreef dit verhaal zelf. Laat een collega het goedkeuren.")
    with alone():
        old = _as_seen(programme, story, seen)
        if verdict is Beoordeling.GOEDGEKEURD and old.toestemming is None:
            raise WijkpeilError("Er is nog geen toestemming. Leg haar eerst vast.")
        audit.record(who, f"verhaal {verdict}", programma=programme, verhaal=story)
        _keep(programme, old, old.model_copy(update={"beoordeling": verdict, "reden": reason}))
        public_stories.refresh(programme)


def give_consent(who: str, programme: str, story: str, consent: Toestemming, seen: str) -> None:
    """Record that who tells a story agrees. Raises WijkpeilError when it changed since it was read."""
    with alone():
        old = _as_seen(programme, story, seen)
        audit.record(who, "toestemming vastgelegd", programma=programme, verhaal=story)
        _keep(programme, old, old.model_copy(update={"toestemming": consent}))
        public_stories.refresh(programme)


def alone() -> AbstractContextManager[None]:
    """The lock of the programmes: one change at a time. Raises WijkpeilError when others keep it."""
    return files.only_one(settings().data / "programmes", "een wijziging in een programma", wait=_PATIENCE)


def _as_seen(programme: str, story: str, seen: str) -> Verhaal:
    found = next((one for one in stories(programme) if one.id == story), None)
    if found is None or fingerprint(programme, story) != seen:
        raise WijkpeilError(_CHANGED)
    return found


_FIELDS = ("beoordeling", "reden")


def _keep(programme: str, old: Verhaal, story: Verhaal) -> None:
    """Write a story to the overlay: only the lines that changed, so that what somebody typed stays as it was."""
    path = folder_files(programme)[f"{FOLDER}/{story.id}.md"]
    kept = _with_lines(path.read_text(encoding="utf-8-sig"), old, story)
    try:
        same = parsed(kept, path.name, story.id)[0] == story
    except WijkpeilError:
        same = False
    folder = overlay_of(programme) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    files.write_text(folder / f"{story.id}.md", kept if same else written(story))


def _with_lines(text: str, old: Verhaal, story: Verhaal) -> str:
    head, mark, body = text.removeprefix("---\n").partition("\n---\n")
    lines = [line for line in head.split("\n") if not line.startswith(tuple(f"{name}:" for name in _FIELDS))]
    lines.append(f"beoordeling: {story.beoordeling}")
    lines += [f"reden: {json.dumps(story.reden, ensure_ascii=False)}"] if story.reden else []
    if old.toestemming is None and story.toestemming is not None:
        given = story.toestemming
        lines += ["toestemming:", f"  gegeven: {given.gegeven}", f"  openbaar: {str(given.openbaar).lower()}"]
    return "\n".join(("---", *lines)) + mark + body
