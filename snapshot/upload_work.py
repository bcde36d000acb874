"""A program: reads the files of one upload within limits, and writes what it found, or what became of them, as JSON.

    python -m snapshot.upload_work TOKEN verslag.json|toegevoegd.json

Whatever a hostile file does to a reader, it does here: in a process with little memory and time, that nobody looks at.
"""

import os
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path

import yaml

from model.checked import Added, AddReport, CheckReport
from model.errors import WijkpeilError
from snapshot import acts, audit
from snapshot.checked import checked
from snapshot.files import write_text
from snapshot.intake import SOURCES_FILE, Examined, check_files, stated_editions
from snapshot.settings import settings
from snapshot.upload_folder import CHECKED, UploadFolder, description_name
from snapshot.upload_process import EXIT_DISK

# Address space that libraries reserve and never use; what is used counts as data.
_RESERVED = 4_000_000_000
_MOST_OBJECTIONS = 20


def limit(memory_mb: int, seconds: int, file_mb: int) -> None:
    """Have the system hold this process to memory, processor time and size of a file; Windows has no such limits."""
    try:
        import resource
    except ImportError:
        return
    memory, file = memory_mb * 1_000_000, file_mb * 1_000_000
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_AS, (memory + _RESERVED, memory + _RESERVED))
    # Soft, since the small processes of readers (``loaders._limited``) set one of their own.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file, file))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Do what was asked; exit code 0 when there is a result, EXIT_DISK when something could not be written."""
    token, result = sys.argv[1:3]
    threading.Thread(target=_end_with_pages, daemon=True).start()
    config, folder = settings(), UploadFolder(token)
    # A file goes to the archive as it is; the rest is room for what is unpacked on the way.
    limit(config.upload_memory_mb, config.upload_seconds, 2 * config.upload_mb + 50)
    try:
        folder.write(result, _done(_check if result == CHECKED else _add, folder))
    except OSError:
        sys.exit(EXIT_DISK)
    except MemoryError:
        sys.exit(1)


def _done(work: Callable[[UploadFolder], CheckReport | AddReport], folder: UploadFolder) -> CheckReport | AddReport:
    """The report, also of a mistake of our own: of that the place in the code, and never what a file may have said."""
    try:
        return work(folder)
    except (OSError, MemoryError):
        raise
    except WijkpeilError as error:
        return CheckReport(problem=str(error))
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        return CheckReport(
            problem="Het lezen ging mis door een fout in Wijkpeil zelf "
            f"({type(error).__name__} in {Path(place.filename).name}, regel {place.lineno}). Er is niets half "
            "toegevoegd. Meld dit bij de beheerder van Wijkpeil."
        )


def _check(folder: UploadFolder) -> CheckReport:
    editions, drafts = folder.job.editions, folder.drafts
    _state_editions(folder)
    found = []
    for examined in check_files(folder.files, None):
        name = folder.doing = examined.file.name
        one = checked(examined)
        examined.reading = None
        if one.draft is not None:
            drafts[name] = one.draft
        # Who gave a wrong edition or description must be able to give another.
        asks = one.asks_edition or name in editions
        found.append(one.model_copy(update={"draft": drafts.get(name), "asks_edition": asks}))
    folder.drafts = drafts
    ours = _ours(folder)
    return CheckReport(files=tuple(sorted((f for f in found if f.file not in ours), key=lambda one: one.file)))


def _add(folder: UploadFolder) -> AddReport:
    """Offer the files at the archive's door; the audit log has a line before, so that nothing goes in without one."""
    job = folder.job
    _state_editions(folder)
    audit.record(job.who, "bestanden aangeboden", bestanden=folder.names)

    def tell(file: str, _done: int, _all: int) -> None:
        folder.doing = file

    examined = acts.add_files(job.who, folder.files, None, job.accept, tell, job.reason)
    ours = _ours(folder)
    return AddReport(files=tuple(_added(one) for one in examined if one.file.name not in ours))


def _ours(folder: UploadFolder) -> set[str]:
    """Files that nobody offered: they were written from what was answered on the page."""
    return {SOURCES_FILE, *map(description_name, folder.drafts)}


def _added(examined: Examined) -> Added:
    return Added(
        file=examined.file.name,
        outcome=examined.outcome.value if examined.outcome else "",
        text=examined.text,
        source=examined.loader.source.id if examined.loader else "",
        edition=examined.edition or "",
        objections=tuple(examined.objections[:_MOST_OBJECTIONS]),
    )


def _state_editions(folder: UploadFolder) -> None:
    """Write the editions that were given on the page where the door looks for them, before those of a file offered."""
    if folder.job.editions:
        lines = {**stated_editions(folder.files), **folder.job.editions}
        text = yaml.safe_dump([{"bestand": name, "editie": edition} for name, edition in lines.items()])
        write_text(folder.files / SOURCES_FILE, text)


def _end_with_pages() -> None:
    """End when the process of the pages does, which holds the other end of standard input."""
    os.read(0, 1)
    os._exit(1)


if __name__ == "__main__":
    main()
