"""Files that somebody offers on a page: kept apart from everything else, and read by a process with limits.

Nothing in an uploaded file is looked at in the process of the pages. It writes the bytes to a folder of their own under
``WIJKPEIL_DATA/uploads``, has ``upload_work`` look at them, and reads what that wrote: JSON of a known form and size.
"""

import shutil
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from model.checked import AddReport, Checked, CheckReport
from model.errors import WijkpeilError
from snapshot.files import write_text
from snapshot.settings import settings
from snapshot.upload_folder import ADDED, CHECKED, Job, UploadFolder, description_name
from snapshot.upload_names import safe_names
from snapshot.upload_process import Ended, run_limited

KEEP_SECONDS = 24 * 3600
_MOST_FILES = 50
_BLOCK = 1 << 20
_GONE = "Deze bestanden zijn er niet (meer): wat niet is toegevoegd, verdwijnt na een dag. Bied ze opnieuw aan."
_BROKEN_OFF = "Het lezen is afgebroken doordat de app stopte. Er is niets half toegevoegd. Bied de bestanden weer aan."
# More at a time would take more memory than a machine has been given; the next one waits for its turn.
_TURNS = threading.Semaphore(2)
_BUSY: dict[str, threading.Thread] = {}


@dataclass(frozen=True)
class Upload:
    """How an upload stands; ``report`` and ``added`` are None for as long as it is ``busy`` or was not asked for it.

    ``seconds``: since it was asked. ``doing``: the file that is being read.
    """

    token: str
    names: tuple[str, ...]
    job: Job
    busy: bool
    seconds: float
    doing: str
    report: CheckReport | None
    added: AddReport | None


def begin(who: str, offered: Sequence[tuple[str, BinaryIO]]) -> str:
    """Write the files (name and content) to a new folder and have them checked; gives the token of the folder.

    Raises WijkpeilError for a name or a size that cannot be, and OSError, with nothing left behind.
    """
    remove_old()
    if len(offered) > _MOST_FILES:
        raise WijkpeilError(f"Dit zijn {len(offered)} bestanden; meer dan {_MOST_FILES} tegelijk kan niet.")
    names = safe_names(name for name, _ in offered)
    folder = UploadFolder(token_hex(16))
    folder.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.path.mkdir(mode=0o700)
    try:
        folder.files.mkdir()
        left = settings().upload_mb * 1_000_000
        for name, (_, content) in zip(names, offered, strict=True):
            left = _write(folder.files / name, content, left)
        folder.job = Job(who=who)
    except BaseException:
        shutil.rmtree(folder.path, ignore_errors=True)
        raise
    _start(folder, CHECKED)
    return folder.token


def check_again(token: str, who: str, editions: Mapping[str, str], descriptions: Mapping[str, str]) -> None:
    """Check with editions by file name, and with descriptions (YAML) by the name of the file that they describe.

    Raises WijkpeilError when there is no such upload or no such file in it, or when it is busy.
    """
    folder = _idle(token, who)
    if not {*editions, *descriptions} <= set(folder.names):
        raise WijkpeilError(_GONE)
    for name, text in descriptions.items():
        write_text(folder.files / description_name(name), text)
    folder.job = Job(who=who, editions={**folder.job.editions, **editions})
    _start(folder, CHECKED)


def accept(token: str, who: str, consent: bool, reason: str) -> None:
    """Have the files added that nothing stands in the way of; with ``consent`` also those that differ much.

    Raises WijkpeilError when there is no such upload, or when it is busy.
    """
    folder = _idle(token, who)
    folder.job = folder.job.model_copy(update={"accept": consent, "reason": reason})
    _start(folder, ADDED)


def state(token: str, who: str) -> Upload:
    """How an upload stands. Raises WijkpeilError when it is not there, or is somebody else's."""
    folder = _found(token, who)
    busy = _is_busy(token)
    report = None if busy else folder.read(CHECKED, CheckReport)
    added = None if busy else folder.read(ADDED, AddReport)
    if not busy and report is None and added is None:
        report = CheckReport(problem=_BROKEN_OFF)
    seconds = time.time() - folder.since
    return Upload(token, folder.names, folder.job, busy, seconds, folder.doing, report, added)


def discard(token: str, who: str) -> None:
    """Remove an upload. Raises WijkpeilError when it is not there or is busy."""
    shutil.rmtree(_idle(token, who).path, ignore_errors=True)


def remove_old() -> int:
    """Remove uploads of which nothing was asked for a day; gives how many."""
    root, removed = settings().uploads, 0
    for path in root.iterdir() if root.is_dir() else ():
        if time.time() - path.stat().st_mtime > KEEP_SECONDS and not _is_busy(path.name):
            shutil.rmtree(path, ignore_errors=True)
            removed += 1
    return removed


def _write(path: Path, content: BinaryIO, left: int) -> int:
    """Write what is offered and give how many bytes are left. Raises WijkpeilError when there are more than that."""
    with path.open("xb") as written:
        while block := content.read(_BLOCK):
            left -= len(block)
            if left < 0:
                raise WijkpeilError(
                    f"De bestanden zijn samen groter dan {settings().upload_mb} MB. Bied ze apart aan, kies een "
                    "kleinere selectie, of voeg ze toe met: wijkpeil fetch --from MAP."
                )
            written.write(block)
    return left


def _start(folder: UploadFolder, result: str) -> None:
    for name in {result, ADDED}:
        (folder.path / name).unlink(missing_ok=True)
    thread = threading.Thread(target=_work, args=(folder, result), daemon=True)
    _BUSY[folder.token] = thread
    thread.start()


def _work(folder: UploadFolder, result: str) -> None:
    """Run the process and see that there is a result afterwards, whatever becomes of the process."""
    try:
        with _TURNS:
            ended = run_limited([folder.token, result], settings().upload_seconds)
        if not (folder.path / result).is_file():
            folder.write(result, {"problem": _problem(ended)})
        for name in _done_with(folder, result):
            (folder.files / name).unlink(missing_ok=True)
    finally:
        _BUSY.pop(folder.token, None)


def _problem(ended: Ended) -> str:
    config = settings()
    if ended is Ended.TOO_LONG:
        return (
            f"Het lezen duurde langer dan {config.upload_seconds} seconden en is gestopt. Er is niets half "
            "toegevoegd. Bied een kleiner bestand aan, of laat de beheerder WIJKPEIL_UPLOAD_SECONDS verhogen."
        )
    if ended is Ended.DISK:
        return "De schijf is vol of niet beschrijfbaar. Er is niets half toegevoegd. Vraag de beheerder om ruimte."
    return (
        "Het proces dat de bestanden las, is gestopt, als regel omdat een bestand meer geheugen vraagt dan de "
        f"{config.upload_memory_mb} MB die ervoor is. Er is niets half toegevoegd. Bied een kleiner bestand aan, of "
        "laat de beheerder WIJKPEIL_UPLOAD_MEMORY_MB verhogen."
    )


def _done_with(folder: UploadFolder, result: str) -> Iterable[str]:
    """Names of files with which nothing more can be done: they go at once, since they may be about persons."""
    if result == ADDED:
        added = folder.read(ADDED, AddReport)
        return folder.names if added is not None and not added.problem else ()
    report = folder.read(CHECKED, CheckReport) or CheckReport()
    if not any(_may_go_on(file) for file in report.files):
        return folder.names
    return [file.file for file in report.files if file.objections and not _may_go_on(file)]


def _may_go_on(file: Checked) -> bool:
    return file.may_be_added or file.held or file.draft is not None or file.asks_edition


def _is_busy(token: str) -> bool:
    thread = _BUSY.get(token)
    return thread is not None and thread.is_alive()


def _found(token: str, who: str) -> UploadFolder:
    folder = UploadFolder(token)
    if not folder.is_there or folder.job.who != who:
        raise WijkpeilError(_GONE)
    return folder


def _idle(token: str, who: str) -> UploadFolder:
    folder = _found(token, who)
    if _is_busy(token):
        raise WijkpeilError("Deze bestanden worden nog gelezen. Wacht tot dat klaar is.")
    return folder
