"""The door of the raw archive: recognise a file by its content, read it whole, and only then let it in."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from loaders import discover
from loaders._yaml import load_yaml
from model.errors import LoadRefused, Objection, WijkpeilError
from model.loading import Context, Loader, RawFile, Reading
from model.source import Delivery, Retrieval
from snapshot import files, programmes, retention
from snapshot.archive import Archive
from snapshot.beside import Beside
from snapshot.drift import objections_to_change
from snapshot.journal import write_entry
from snapshot.offered import Examined, Outcome, guarded, recognise
from snapshot.reading import as_offered, descriptors_beside, empty_areas, known_areas, read_archive, read_delivery
from snapshot.settings import settings

__all__ = ["Examined", "Outcome", "check_file", "check_files", "fetch_files", "fetch_together"]

SOURCES_FILE = "bronnen.yaml"
# Files that may be read before it is their turn.
_AHEAD = 4


def stated_editions(folder: Path) -> dict[str, str]:
    """Editions by file name from ``bronnen.yaml`` in a folder. Raises WijkpeilError when it is not a list of lines."""
    path = folder / SOURCES_FILE
    if not path.is_file():
        return {}
    try:
        lines = load_yaml(path.read_text(encoding="utf-8")) or []
        return {str(line["bestand"]): str(line["editie"]) for line in lines}
    except (yaml.YAMLError, TypeError, KeyError, UnicodeDecodeError) as error:
        raise WijkpeilError(
            f"{path.name} is niet te lezen. Schrijf er regels in met 'bestand' en 'editie', bijvoorbeeld: "
            "- {bestand: export.csv, editie: '2024'}."
        ) from error


def _candidates(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise WijkpeilError(f"{path.name} bestaat niet. Geef een bestand of een map.")
    return sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))


def _family(edition: str) -> str:
    """What an edition is of: registers of a gemeente share a source and differ in the words before the year."""
    return re.sub(r"(-?\d{4})+$", "", edition)


def _opened(
    path: Path, edition: str | None, single: bool, descriptors: tuple[dict[str, Any], ...], editions: Mapping[str, str]
) -> Examined:
    """Recognise one file; the outcome stays None when it may be read."""
    line = stated_editions(path.parent).get(path.name)
    stated = (edition or line) if single else line
    siblings = tuple(sorted(p for p in path.parent.iterdir() if p.is_file() and p != path))
    examined = Examined(RawFile(path, stated or edition, siblings, descriptors))
    try:
        guarded(path.name, lambda: recognise(examined, stated, edition, editions))
    except LoadRefused as refusal:
        examined.refuse(refusal)
    return examined


def _reading(loader: Loader, file: RawFile, edition: str, context: Context) -> Reading | LoadRefused:
    """What a file gives, read whole, or why it is refused."""
    try:
        return guarded(file.name, lambda: read_delivery(loader, file, edition, context)[0])
    except LoadRefused as refusal:
        return refusal


class Door:
    """One visit to the archive with one or more files. Areas for matching names are read once, when first needed."""

    def __init__(self, archive: Archive, beside: Beside) -> None:
        self.archive = archive
        self._beside = beside
        self._descriptors = programmes.load_all_descriptors()
        self._editions = programmes.load_editions()
        self._fresh_areas: list[pd.DataFrame] = []
        self._archive_areas: pd.DataFrame | None = None
        self._added: set[int] = set()
        # The delivery added last is as a rule the one that the next file follows: then it is not read again.
        self._last: tuple[int, Reading] | None = None

    def open_files(self, paths: list[Path], edition: str | None, single: bool) -> list[Examined]:
        """Recognise files; the outcome stays None of those that may be read. ``single``: asked for by name."""
        beside = {folder: descriptors_beside(folder) for folder in {path.parent for path in paths}}
        tasks = [(path, edition, single, beside[path.parent] + self._descriptors, self._editions) for path in paths]
        return list(self._beside.share(_opened, tasks))

    def read(self, several: list[Examined]) -> Iterator[Examined]:
        """Read recognised files whole, or refuse them, in order. All of them need areas, or none does."""
        tasks = []
        for examined in several:
            assert examined.loader is not None
            context = Context(areas=self._areas() if examined.loader.needs_areas else empty_areas())
            tasks.append((examined.loader, examined.file, examined.edition, context))
        for examined, found in zip(several, self._beside.share(_reading, tasks, ahead=_AHEAD), strict=True):
            if isinstance(found, LoadRefused):
                examined.refuse(found)
            else:
                examined.reading, examined.notes = found, found.notes
                if found.areas is not None:
                    self._fresh_areas.append(found.areas)
            yield examined

    def _areas(self) -> pd.DataFrame:
        if self._archive_areas is None:
            loaders = discover()
            present = [pair for pair in self.archive.deliveries() if pair[0].sequence not in self._added]
            giving = [pair for pair in present if not loaders[pair[0].source].needs_areas]
            reads = read_archive(giving, self._descriptors, frozenset(), self._beside)
            self._archive_areas = known_areas(r.reading.areas for r in reads if r.reading.areas is not None)
        return known_areas([*self._fresh_areas, self._archive_areas])

    def previous(self, examined: Examined) -> tuple[Delivery, Reading] | None:
        """The delivery that this one follows: of the same edition, else of the nearest earlier one."""
        assert examined.loader is not None
        assert examined.edition is not None
        loader, edition = examined.loader, examined.edition
        own = [pair for pair in self.archive.deliveries() if pair[0].source == loader.source.id]
        earlier = [p for p in own if _family(p[0].edition) == _family(edition) and p[0].edition <= edition]
        if not earlier:
            return None
        delivery, folder = max(earlier, key=lambda pair: (pair[0].edition, pair[0].sequence))
        if self._last is not None and self._last[0] == delivery.sequence:
            return delivery, self._last[1]
        areas = self._areas() if loader.needs_areas else empty_areas()
        file = as_offered(delivery, folder, self._descriptors)
        try:
            return delivery, read_delivery(loader, file, delivery.edition, Context(areas=areas))[0]
        except LoadRefused:
            return None

    def find_present(self, examined: Examined) -> None:
        """Say so when this very file is in the archive already; refuse it when it is there as another edition.

        With a companion that is new or changed (a description that was mended) it is a delivery of its own.
        """
        assert examined.loader is not None
        assert examined.recognition is not None
        sha256, source = files.sha256_of(examined.file.path), examined.loader.source.id
        try:
            retention.refuse_erased(examined.file.name, sha256, [d for d, _ in self.archive.everything()])
            retention.refuse_expired(examined.file.name, examined.recognition, datetime.now(UTC).date())
        except LoadRefused as refusal:
            examined.refuse(refusal)
            return
        companions = {files.sha256_of(path) for path in examined.recognition.companions}
        own = [d for d, _ in self.archive.deliveries() if d.source == source and d.files[d.main_file] == sha256]
        same = [delivery for delivery in own if delivery.edition == examined.edition]
        for delivery in same:
            if companions <= set(delivery.files.values()):
                examined.outcome = Outcome.PRESENT
                examined.text = f"editie {delivery.edition}, levering {delivery.number}"
                return
        if same or not own:
            return
        problem = f"dit bestand staat al in het archief als editie {own[0].edition}."
        remedy = f"Controleer of editie {examined.edition} klopt; verwijder eerst de foute levering."
        examined.refuse(LoadRefused(Objection(file=examined.file.name, problem=problem, remedy=remedy)))

    def hold_if_changed(self, examined: Examined) -> None:
        """Hold a file that was read and differs too much from the delivery before it (fault 30)."""
        assert examined.reading is not None
        if examined.reading.observations is None or (before := self.previous(examined)) is None:
            return
        delivery, reading = before
        held = objections_to_change(examined.file.name, delivery.edition, reading, examined.reading)
        if held:
            examined.outcome, examined.objections = Outcome.HELD, held
            examined.text = " ".join(str(objection) for objection in held)

    def add(self, examined: Examined, retrieval: Retrieval | None = None) -> None:
        """Add a file that was read to the archive. ``retrieval``: from where it was fetched, if it was."""
        assert examined.loader is not None
        assert examined.recognition is not None
        assert examined.edition is not None
        assert examined.reading is not None
        delivery = self.archive.add(
            examined.file,
            examined.recognition,
            examined.edition,
            examined.edition_from,
            examined.loader.source,
            retrieval,
        )
        self._added.add(delivery.sequence)
        self._last = delivery.sequence, examined.reading
        examined.outcome, examined.delivery = Outcome.ADDED, delivery.number
        examined.text = f"{examined.recognition.what}, editie {delivery.edition}, levering {delivery.number}"


def check_file(path: Path, edition: str | None) -> Examined:
    """What a file is and every objection to it, without adding it. Raises WijkpeilError when there is no such file."""
    if not path.is_file():
        raise WijkpeilError(f"{path.name} bestaat niet of is geen bestand. Geef het pad van één bestand.")
    (examined,) = check_files(path, edition)
    return examined


def check_files(path: Path, edition: str | None) -> Iterator[Examined]:
    """Each file of a folder, or one file, as ``fetch_files`` would meet it, without adding any; in order of reading.

    Let go of ``reading`` before asking for the next one. Raises WijkpeilError when there is no such path.
    """
    with Beside(0) as beside:
        door = Door(Archive(settings().raw), beside)
        opened = door.open_files(_candidates(path), edition, single=path.is_file())
        if path.is_dir():
            _mark_companions(opened)
        for examined in _in_order(opened):
            if examined.outcome is None:
                next(door.read([examined]))
            if examined.outcome is None:
                door.find_present(examined)
            if examined.outcome is None:
                door.hold_if_changed(examined)
            yield examined


def fetch_files(
    path: Path,
    edition: str | None,
    accept: bool,
    progress: Callable[[str, int, int], None] = lambda text, done, all_: None,
    helper: Beside | None = None,
) -> list[Examined]:
    """Offer a file or folder to the archive; each file goes in whole or not at all. ``helper``: one already at work.

    Raises WijkpeilError (no such path, another fetch is busy) and OSError (disk full) with nothing half-added.
    """
    archive = Archive(settings().raw)
    paths = _candidates(path)
    size = sum(candidate.stat().st_size for candidate in paths)
    with files.only_one(archive.root, "een ophaalactie"), nullcontext(helper) if helper else Beside(size) as beside:
        archive.clean_up()
        door = Door(archive, beside)
        opened = door.open_files(paths, edition, single=path.is_file())
        _mark_companions(opened)
        for examined in opened:
            if examined.outcome is None:
                door.find_present(examined)
        order = _in_order(opened)
        done = 0
        for needs_areas in (False, True):
            several = [e for e in order if (e.loader is not None and e.loader.needs_areas) == needs_areas]
            readings = door.read([examined for examined in several if examined.outcome is None])
            for examined in several:
                progress(examined.file.name, done, len(order))
                if examined.outcome is None:
                    _take_in(door, next(readings), accept)
                examined.reading, done = None, done + 1
                write_entry(archive.root, examined)
    return opened


def fetch_together(paths: list[Path], accept: bool, retrieval: Retrieval) -> list[Examined]:
    """Offer the data files of one edition that were fetched: all of them go in, or none does.

    Raises WijkpeilError (another fetch is busy) and OSError (disk full).
    """
    archive = Archive(settings().raw)
    with files.only_one(archive.root, "een ophaalactie"), Beside(0) as beside:
        archive.clean_up()
        door = Door(archive, beside)
        opened = door.open_files(paths, None, single=False)
        for examined in door.read([examined for examined in opened if examined.outcome is None]):
            if examined.outcome is None:
                door.find_present(examined)
            if examined.outcome is None and not accept:
                door.hold_if_changed(examined)
        wrong = {Outcome.REFUSED, Outcome.UNRECOGNISED, Outcome.HELD}
        whole = not any(examined.outcome in wrong for examined in opened)
        for examined in opened:
            if examined.outcome is None and whole:
                door.add(examined, retrieval)
            examined.reading = None
            write_entry(archive.root, examined)
    return opened


def _take_in(door: Door, examined: Examined, accept: bool) -> None:
    """Add a file that was read, unless it came in a moment ago under another name, or differs too much."""
    if examined.outcome is None:
        door.find_present(examined)
    if examined.outcome is None and not accept:
        door.hold_if_changed(examined)
    if examined.outcome is None:
        door.add(examined)


def _in_order(opened: list[Examined]) -> list[Examined]:
    """Files that give areas before those that need them."""
    return sorted(opened, key=lambda e: (e.loader is not None and e.loader.needs_areas, e.file.path))


def _mark_companions(opened: list[Examined]) -> None:
    """A file that goes in as another file's companion, or says how to read others, is not 'not recognised'."""
    companions = {c for e in opened if e.recognition is not None for c in e.recognition.companions}
    for examined in opened:
        if examined.outcome is Outcome.UNRECOGNISED:
            if examined.file.path in companions:
                examined.outcome, examined.text = Outcome.COMPANION, "gaat mee met het gegevensbestand"
            elif examined.file.path.suffix.lower() in {".yaml", ".yml"} or examined.file.name.lower().startswith(
                "readme"
            ):
                examined.outcome, examined.text = Outcome.COMPANION, "beschrijft de bestanden ernaast"
