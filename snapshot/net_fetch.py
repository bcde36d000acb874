"""Fetch what a programme needs: ask what changed, fetch that into a folder, and bring it in through the one door.

Editions are fetched a few at a time and brought in one by one, in order. An edition that is in stays in, and pages of a
table that came whole are not asked again: a fetch that was stopped goes on where it was. Nothing of an edition that
fails is added.
"""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import indicators
from model.errors import LoadRefused, Objection, WijkpeilError
from model.loading import Note
from model.remote import Server
from model.source import Retrieval
from net import ogc
from net.client import Client
from net.errors import Absent, Missing, Unreachable, shown
from net.statline import Fetched, State
from snapshot import files, journal, net_plan, programmes
from snapshot.archive import Archive
from snapshot.intake import Outcome, fetch_together
from snapshot.net_kinds import fetch_into, servers_of, state_of
from snapshot.net_memory import Memory, Seen, read_memory, write_memory
from snapshot.net_plan import Task, Web
from snapshot.settings import settings

_AT_ONCE = 4
_FOLDER = "ophalen"


class Became(StrEnum):
    """What became of one edition."""

    ADDED = "nieuw"
    UNCHANGED = "ongewijzigd"
    SAME = "opgehaald en gelijk"
    ABSENT = "zonder deze gemeente"
    WOULD = "zou worden opgehaald"
    HELD = "vastgehouden"
    REFUSED = "niet gelukt"


@dataclass
class Result:
    """One edition of one source. ``bytes`` came in; ``declared``: the source's own module knows this edition.

    ``remarks``: how it was asked, where the usual way did not work.
    """

    source: str
    name: str
    edition: str
    became: Became
    text: str = ""
    objections: list[Objection] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    remarks: tuple[str, ...] = ()
    bytes: int = 0
    state: State | None = None
    declared: bool = True


@dataclass
class Report:
    """One result per edition. ``remarks``: what could not be asked, while nothing failed by it."""

    results: list[Result] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


# Source, words, editions done, editions in all, bytes so far.
Progress = Callable[[str, str, int, int, int], None]


def fetch_programme(
    name: str,
    source: str | None = None,
    edition: str | None = None,
    *,
    landelijk: bool = False,
    accept: bool = False,
    dry_run: bool = False,
    progress: Progress = lambda source, text, done, total, size: None,
) -> Report:
    """Fetch all that programme ``name`` needs, or one source or edition.

    Raises WijkpeilError (no such programme or source, another fetch is busy) and OSError (disk full).
    """
    selection = net_plan.selection_of(programmes.load_programme(name, indicators.discover().keys()), landelijk)
    chosen = net_plan.remotes(source)
    work = settings().data / _FOLDER
    report = Report()
    with files.only_one(work, "een ophaalactie van internet"):
        memory, web = read_memory(settings().data), Web()
        try:
            tasks: list[Task] = []
            for loader, remote in chosen:
                progress(loader.source.id, "edities opvragen", 0, 0, 0)
                try:
                    editions = net_plan.offered(web, remote)
                    memory.remember(loader.source.id, tuple(editions))
                except LoadRefused as refusal:
                    editions = net_plan.known(remote)
                    if not editions:
                        report.results.append(_refused(loader.source.id, loader.source.name, edition or "", refusal))
                        journal.write_refusal(settings().raw, loader.source.id, edition or "", refusal.objections)
                        continue
                    unknown = f"of er een nieuwe editie is van {loader.source.name}, is nu niet bekend"
                    report.remarks.append(f"{unknown}. {refusal}")
                found = net_plan.tasks_of(loader, remote, editions, edition, selection)
                if edition and not found and source:
                    raise WijkpeilError(_no_such_edition(loader.source.name, edition, list(editions)))
                tasks += found
            report.results += _Run(web, memory, work, tasks, accept, dry_run, progress).results()
        finally:
            web.close()
            write_memory(settings().data, memory)
    order = [loader.source.id for loader, _ in chosen]
    report.results.sort(key=lambda result: order.index(result.source))
    if edition and not report.results:
        raise WijkpeilError(f"Geen enkele bron heeft editie {edition}. Bekijk de edities met: wijkpeil sources.")
    return report


def _no_such_edition(name: str, edition: str, editions: list[str]) -> str:
    return f"{name} heeft geen editie {edition}. Kies uit: {', '.join(editions)}."


@dataclass
class _Brought:
    """What a worker has made of a task: a result already, or files to bring in."""

    result: Result | None = None
    fetched: Fetched | None = None
    server: str = ""
    bytes: int = 0


class _Run:
    """All editions of one command."""

    def __init__(
        self,
        web: Web,
        memory: Memory,
        work: Path,
        tasks: list[Task],
        accept: bool,
        dry_run: bool,
        progress: Progress,
    ) -> None:
        self._web, self._memory, self._work, self._tasks = web, memory, work, tasks
        self._accept, self._dry_run, self._progress = accept, dry_run, progress
        self._archive = Archive(settings().raw)
        self._present = {delivery.sequence for delivery, _ in self._archive.deliveries()}
        self._bytes = dict.fromkeys((task.source for task in tasks), 0)
        self._done = dict.fromkeys((task.source for task in tasks), 0)

    def results(self) -> Iterator[Result]:
        """In the order of the tasks; each edition is in the archive when its result comes."""
        pool = ThreadPoolExecutor(_AT_ONCE)
        try:
            waiting: list[Future[_Brought]] = [pool.submit(self._bring, task) for task in self._tasks]
            for task, future in zip(self._tasks, waiting, strict=True):
                result = self._finish(task, future.result())
                self._done[task.source] += 1
                self._tell(task, result.became.value)
                yield result
        except BaseException:
            # Ctrl+C or a full disk: what is being fetched now fails at once instead of going on to its end.
            self._web.close()
            raise
        finally:
            pool.shutdown(cancel_futures=True)

    def _tell(self, task: Task, text: str) -> None:
        total = sum(other.source == task.source for other in self._tasks)
        words = f"{task.edition}: {text}"
        self._progress(task.source, words, self._done[task.source], total, self._bytes[task.source])

    def _bring(self, task: Task) -> _Brought:
        """Ask, and fetch what changed; the servers of a source in order of preference, as long as one is silent."""
        objections: list[Objection] = []
        brought = _Brought()

        def counted(size: int) -> None:
            brought.bytes += size
            self._bytes[task.source] += size
            self._tell(task, "ophalen")

        for server in servers_of(task):
            brought.server = server.value
            client = self._web.visit(server, counted)
            try:
                if self._is_unchanged(task, client, server.value):
                    brought.result = _result(task, Became.UNCHANGED)
                elif self._dry_run:
                    state = state_of(task, client, server, with_amount=True)
                    brought.result = _result(task, Became.WOULD)
                    brought.result.state = state
                else:
                    folder = _fresh(self._work / task.source / task.edition)
                    brought.fetched = fetch_into(task, client, server, folder)
                return brought
            except Absent:
                brought.result = _result(task, Became.ABSENT)
                return brought
            except (Unreachable, Missing) as refusal:
                objections += refusal.objections
            except LoadRefused as refusal:
                objections += refusal.objections
                break
        brought.result = _refused(task.source, task.loader.source.name, task.edition, LoadRefused(*objections))
        return brought

    def _is_unchanged(self, task: Task, client: Client, server: str) -> bool:
        seen = self._memory.seen.get(task.key)
        if seen is None or not seen.version or seen.server != server or not set(seen.deliveries) <= self._present:
            return False
        if server == Server.PDOK:
            return ogc.is_unchanged(client, seen.version)
        return state_of(task, client, Server(server), with_amount=False).version == seen.version

    def _finish(self, task: Task, brought: _Brought) -> Result:
        """Bring fetched files in through the door, and remember what the server called them."""
        folder = self._work / task.source / task.edition
        if brought.fetched is None:
            assert brought.result is not None
            _tidy(folder)
            if brought.result.became is Became.REFUSED:
                journal.write_refusal(self._archive.root, task.source, task.edition, brought.result.objections)
            return brought.result
        fetched = brought.fetched
        _state_edition(folder, task, fetched)
        retrieval = Retrieval(url=shown(fetched.url), version=fetched.version, selection=task.areas)
        examined = fetch_together(list(fetched.files), self._accept, retrieval)
        outcomes = {one.outcome for one in examined}
        result = _result(task, Became.ADDED if Outcome.ADDED in outcomes else Became.SAME)
        result.bytes, result.remarks = brought.bytes, fetched.remarks
        result.objections = [objection for one in examined for objection in one.objections]
        result.text = "; ".join(one.text for one in examined if one.outcome in (Outcome.ADDED, Outcome.UNRECOGNISED))
        result.notes = [note for one in examined for note in one.notes]
        if outcomes & {Outcome.REFUSED, Outcome.UNRECOGNISED}:
            result.became = Became.REFUSED
        elif Outcome.HELD in outcomes:
            result.became = Became.HELD
        else:
            self._remember(task, brought.server, fetched.version)
        shutil.rmtree(folder, ignore_errors=True)
        return result

    def _remember(self, task: Task, server: str, version: str) -> None:
        """Right after an edition is in, so that a fetch that is killed later does not fetch it again."""
        own = [
            d.sequence for d, _ in self._archive.deliveries() if (d.source, d.edition) == (task.source, task.edition)
        ]
        self._memory.seen[task.key] = Seen(server=server, version=version, deliveries=tuple(own[-1:]))
        write_memory(settings().data, self._memory)


def _fresh(folder: Path) -> Path:
    """An empty folder, but for parts of files that can be gone on with."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if not path.name.startswith("."):
            path.unlink()
    return folder


def _tidy(folder: Path) -> None:
    """Remove what came of an edition that failed, but for parts of files that can be gone on with."""
    if folder.is_dir():
        _fresh(folder)
        if not any(folder.iterdir()):
            folder.rmdir()


def _state_edition(folder: Path, task: Task, fetched: Fetched) -> None:
    """Say beside the files which edition was asked for: the door refuses them when their content says another."""
    lines = "".join(f"- {{bestand: '{path.name}', editie: '{task.edition}'}}\n" for path in fetched.files)
    (folder / "bronnen.yaml").write_text(lines, encoding="utf-8")


def _result(task: Task, became: Became) -> Result:
    return Result(task.source, task.loader.source.name, task.edition, became, declared=task.declared)


def _refused(source: str, name: str, edition: str, refusal: LoadRefused) -> Result:
    return Result(source, name, edition, Became.REFUSED, objections=list(refusal.objections))


def check_sources() -> list[str]:
    """Ask every server which editions it has, and remember that. Gives what could not be asked, in Dutch."""
    memory, web, remarks = read_memory(settings().data), Web(), []
    try:
        for loader, remote in net_plan.remotes():
            try:
                memory.remember(loader.source.id, tuple(net_plan.offered(web, remote)))
            except LoadRefused as refusal:
                remarks.append(f"{loader.source.name} is niet nagekeken: {refusal}")
    finally:
        web.close()
    settings().data.mkdir(parents=True, exist_ok=True)
    write_memory(settings().data, memory)
    return remarks
