"""Is this installation well? Per subject what is good, asks for attention or is wrong, each with a remedy."""

import os
import re
import shutil
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import indicators
from model.errors import WijkpeilError
from model.huisstijl import remarks
from snapshot import edities, files, marks, programmes, proposal, publish, retention
from snapshot.archive import Archive
from snapshot.clean import LEFTOVERS
from snapshot.edities import EditionDamagedError
from snapshot.publish import SnapshotDamagedError
from snapshot.settings import CHECKOUT, settings

# A build writes a snapshot beside the others, and DuckDB may need as much again for work that does not fit in memory.
_BUILDS = 3
_ROOM = 1_000_000_000
# The sources come once a year; a month later somebody should have built anew.
_OLD_DAYS = 395
_CLEAN = "Ruim op met: wijkpeil clean."


class State(StrEnum):
    """How a subject is."""

    GOOD = "goed"
    NOTE = "let op"
    FAULT = "fout"


@dataclass(frozen=True)
class Finding:
    """What was found of one subject, and what to do about it."""

    subject: str
    state: State
    text: str
    remedy: str = ""


def examine() -> list[Finding]:
    """Everything that was found, at least one finding per subject. Changes nothing; reads all files once."""
    try:
        settings()
    except WijkpeilError as error:
        return [Finding("instellingen", State.FAULT, str(error))]
    subjects: tuple[tuple[str, Callable[[], Iterator[Finding]], str], ...] = (
        ("instellingen", _settings, "in orde"),
        ("versies", _versions, "alle pakketten hebben de versie die is vastgelegd"),
        ("schijf", _disk, ""),
        ("programma's", _programmes, "in orde"),
        ("archief", _archive, "alle bestanden zijn zoals ze binnenkwamen"),
        ("peilen", _snapshots, "alle peilen zijn heel"),
        ("edities", _editions, "alle edities zijn zoals ze zijn bevroren"),
        ("actualiteit", _stale, "elk geldend peil heeft alle leveringen"),
        ("bewaartermijn", _retention, "geen bestand is over zijn termijn"),
    )
    found = []
    for subject, look, good in subjects:
        findings = list(look())
        found += findings or [Finding(subject, State.GOOD, good)]
    return found


def _settings() -> Iterator[Finding]:
    data = settings().data
    if not data.is_dir() or not os.access(data, os.W_OK):
        remedy = "Maak de map en geef schrijfrechten, of stel WIJKPEIL_DATA anders in."
        yield Finding(
            "instellingen", State.FAULT, f"de datamap {data} is er niet of kan niet worden beschreven", remedy
        )


def _versions() -> Iterator[Finding]:
    pins: dict[str, list[str]] = {}  # several where another Python asks for another version
    for name, pinned in re.findall(r"(?m)^([\w.-]+)==([\w.]+)", (CHECKOUT / "requirements.txt").read_text("utf-8")):
        pins.setdefault(name, []).append(pinned)
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    for wanted in project["dependencies"]:
        name = re.split(r"[<>=;\[ ]", wanted)[0]
        try:
            here = version(name)
        except PackageNotFoundError:
            if ";" not in wanted:
                yield Finding("versies", State.FAULT, f"{name} is niet geïnstalleerd", "Installeer met: make setup.")
            continue
        if here not in pins.get(name, [here]):
            text = f"{name} heeft versie {here}, niet {' of '.join(pins[name])}"
            yield Finding("versies", State.NOTE, text, "Werk bij met: make setup.")


def _disk() -> Iterator[Finding]:
    present = next(path for path in (settings().data, *settings().data.parents) if path.exists())
    sizes = [_size(directory) for _, directory in _all_snapshots()]
    yield disk_finding(shutil.disk_usage(present).free, max(sizes, default=0))


def disk_finding(free: int, largest: int) -> Finding:
    """Whether a build fits: bytes that are free, and the size of the largest snapshot."""
    text = f"{_amount(free)} vrij; het grootste peil is {_amount(largest)}"
    remedy = f"Maak ruimte. {_CLEAN}"
    if free < largest or not free:
        return Finding("schijf", State.FAULT, text, remedy)
    if free < max(_BUILDS * largest, _ROOM):
        return Finding("schijf", State.NOTE, text, remedy)
    return Finding("schijf", State.GOOD, text)


def _programmes() -> Iterator[Finding]:
    declared = indicators.discover()
    units = {indicator.id: indicator.unit for indicator in declared.values()}
    for name in programmes.list_programmes():
        try:
            programme = programmes.load_programme(name, declared.keys(), units=units)
            programmes.load_descriptors(name)
        except WijkpeilError as error:
            for line in str(error).splitlines():
                yield Finding("programma's", State.FAULT, line)
            continue
        for said in remarks(programme.huisstijl) if programme.huisstijl else ():
            remedy = "Kies zo mogelijk een andere kleur bij 'huisstijl'."
            yield Finding("programma's", State.NOTE, f"{name}: {said}", remedy)


def _archive() -> Iterator[Finding]:
    archive = Archive(settings().raw)
    try:
        deliveries = archive.deliveries()
    except WijkpeilError as error:
        yield Finding("archief", State.FAULT, str(error))
        return
    for delivery, folder in deliveries:
        for name, sha256 in delivery.files.items():
            if not (folder / name).is_file() or files.sha256_of(folder / name) != sha256:
                text = f"{delivery.source} {delivery.edition}: {name} is niet meer het bestand dat binnenkwam"
                remedy = f"Zet {folder.relative_to(settings().data)} terug uit een reservekopie."
                yield Finding("archief", State.FAULT, text, remedy)
    yield from _leftovers("archief", settings().raw)


def _snapshots() -> Iterator[Finding]:
    root = settings().snapshots
    pointer = publish.read_pointer()["peilen"]
    for name in sorted({programme for programme, _ in _all_snapshots()}):
        if pointer.get(name) not in publish.identifiers(name):
            text = f"de wijzer noemt geen peil van {name} dat er is"
            yield Finding("peilen", State.FAULT, text, f"Kies er een met: wijkpeil rollback PEIL --programme {name}.")
        elif marks.withdrawal(root / name / pointer[name]) is not None:
            text = f"het laatst geldende peil van {name} is ingetrokken"
            yield Finding("peilen", State.NOTE, text, f"Bouw op met: wijkpeil build --programme {name}.")
    for name, directory in _all_snapshots():
        try:
            publish.verify(directory)
        except SnapshotDamagedError as damage:
            served = " Het is het geldende peil." if pointer.get(name) == directory.name else ""
            remedy = "Zet het terug uit een reservekopie of verwijder de map."
            yield Finding("peilen", State.FAULT, f"{name}: {damage}{served}", remedy)
    yield from _leftovers("peilen", root)


def _editions() -> Iterator[Finding]:
    root = settings().edities
    for folder in sorted(path for path in root.glob("*") if path.is_dir()):
        for identifier in edities.identifiers(folder.name):
            try:
                edities.check(folder / identifier)
            except EditionDamagedError as damage:
                yield Finding("edities", State.FAULT, f"{folder.name}: {damage}")
    if any(root.glob(f"{edities.MAKING}*")):
        yield Finding("edities", State.NOTE, "er staat iets half gemaakt", _CLEAN)


def _stale() -> Iterator[Finding]:
    served = [(n, d) for n, d in _all_snapshots() if publish.read_pointer()["peilen"].get(n) == d.name]
    if not served:
        text, remedy = "er is nog geen geldend peil", "Bouw op met: wijkpeil build --programme NAAM."
        yield Finding("actualiteit", State.NOTE, text, remedy)
    for name in proposal.waiting():
        remedy = f"Bekijk het met: wijkpeil compare --programme {name}. Publiceer of verwerp het daarna."
        yield Finding("actualiteit", State.NOTE, f"er wacht een voorstel voor {name}", remedy)
    for name, directory in served:
        try:
            manifest = publish.read_manifest(directory)
            arrived = Archive(settings().raw).deliveries()
        except WijkpeilError:
            continue  # told of under peilen or archief
        yield from _behind(name, directory.name, manifest, {(d.source, d.edition, d.number) for d, _ in arrived})


def _behind(
    name: str, identifier: str, manifest: dict[str, Any], arrived: set[tuple[str, str, int]]
) -> Iterator[Finding]:
    remedy = f"Bouw op met: wijkpeil build --programme {name}."
    new = arrived - {(entry["bron"], entry["editie"], entry["levering"]) for entry in manifest["invoer"]}
    if new:
        many = "is 1 levering" if len(new) == 1 else f"zijn {len(new)} leveringen"
        first = "; ".join(f"{source} {edition}" for source, edition, _ in sorted(new)[:3])
        text = f"na peil {identifier} van {name} {many} binnengekomen ({first}{' …' if len(new) > 3 else ''})"
        yield Finding("actualiteit", State.NOTE, text, remedy)
    age = (datetime.now(UTC) - datetime.fromisoformat(manifest["gemaakt"])).days
    if age > _OLD_DAYS:
        text = f"peil {identifier} van {name} is {age} dagen oud"
        yield Finding("actualiteit", State.NOTE, text, f"Haal nieuwe bronnen op (wijkpeil fetch). {remedy}")
    made, here = manifest["versies"]["wijkpeil"], version("wijkpeil")
    if made != here:
        text = f"peil {identifier} van {name} is gemaakt met Wijkpeil {made}; hier staat {here}"
        yield Finding("actualiteit", State.NOTE, text, remedy)


def _retention() -> Iterator[Finding]:
    try:
        kept = retention.about_respondents()
    except WijkpeilError:
        return  # told of under archief
    for delivery in kept:
        note = retention.expired_note(delivery, datetime.now(UTC).date()) if delivery.erasure is None else None
        if note is not None:
            yield Finding("bewaartermijn", State.FAULT, note.text)


def _leftovers(subject: str, folder: Path) -> Iterator[Finding]:
    names = sorted(path.name for prefix in LEFTOVERS for path in folder.glob(f"{prefix}*"))
    if names:
        text = f"er staat iets half gemaakts van een afgebroken (of nog lopend) proces: {', '.join(names)}"
        yield Finding(subject, State.NOTE, text, f"Loopt er niets meer? {_CLEAN}")


def _all_snapshots() -> list[tuple[str, Path]]:
    folders = sorted(path for path in settings().snapshots.glob("*") if path.is_dir())
    return [(folder.name, folder / one) for folder in folders for one in publish.identifiers(folder.name)]


def _size(directory: Path) -> int:
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())


def _amount(size: int) -> str:
    return f"{size / 1e6:.0f} MB" if size < _ROOM else f"{size / 1e9:.1f} GB".replace(".", ",")
