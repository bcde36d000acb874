"""What people do with snapshots, each act with its line in the audit log: the one way in for commands and pages.

The line comes first: an act that cannot be logged does not go on. One that is refused gets a second line. A file that
came in is in the archive with its moment; its line, written after that, says by whom.
"""

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from model.editie import Correctie, Editie, Keuzes
from model.source import Delivery
from snapshot import audit, edities, edition_freeze, proposal, publish, retention
from snapshot.build import Built
from snapshot.build import build as build_snapshot
from snapshot.edition_corrections import Suspect
from snapshot.edition_freeze import Words
from snapshot.intake import Examined, Outcome, fetch_files
from snapshot.story_withdrawal import publish_stories


def here() -> str:
    """Who works at the command line: the user of this computer."""
    return f"{getpass.getuser()} (opdrachtregel)"


def add_files(
    who: str,
    path: Path,
    edition: str | None,
    accept: bool,
    progress: Callable[[str, int, int], None],
    reason: str = "",
) -> list[Examined]:
    """Offer a file or folder at the archive's door, with a line for each file that went in.

    ``reason``: why a delivery that differs much may go in all the same. Raises what ``fetch_files`` does.
    """
    offered = fetch_files(path, edition, accept, progress)
    for one in offered:
        if one.outcome is Outcome.ADDED and one.loader is not None:
            about = {"bron": one.loader.source.id, "editie": one.edition, "levering": one.delivery}
            why = {"reden": reason} if reason else {}
            audit.record(who, "bestand toegevoegd", **about, bestand=one.file.name, **why)
    return offered


def erase(who: str, edition: str, reason: str) -> list[Delivery]:
    """Erase the files about respondents of an edition from the archive."""
    with _logged(who, "respondenten wissen", editie=edition, reden=reason):
        return retention.erase(edition, reason)


def build(
    who: str,
    programme: str,
    progress: Callable[[str, int], None] = lambda text, step: None,
    hold: bool = False,
    apart: bool = False,
) -> Built:
    """Build a snapshot and publish it, or with ``hold`` keep it as a proposal. Raises what ``build.build`` does."""
    with _logged(who, "voorstel opbouwen" if hold else "peil opbouwen", programma=programme):
        built = build_snapshot(programme, progress, hold=hold, who=who, apart=apart)
    if built.identifier is not None:
        audit.record(who, "peil gepubliceerd", programma=programme, peil=built.identifier)
        publish_stories(programme)
    return built


def publish_proposal(who: str, programme: str) -> str:
    """Publish the proposal; gives the identifier of the snapshot that is now served."""
    with _logged(who, "voorstel publiceren", programma=programme):
        identifier = proposal.publish_proposal(programme).name
    audit.record(who, "peil gepubliceerd", programma=programme, peil=identifier)
    publish_stories(programme)
    return identifier


def discard_proposal(who: str, programme: str) -> None:
    """Remove the proposal."""
    with _logged(who, "voorstel verwerpen", programma=programme):
        proposal.discard_proposal(programme)


def rollback(who: str, programme: str, identifier: str) -> None:
    """Serve an earlier snapshot again."""
    with _logged(who, "peil terugzetten", programma=programme, peil=identifier):
        publish.rollback(programme, identifier)


def withdraw(who: str, programme: str, identifier: str, reason: str) -> str | None:
    """Serve a snapshot no more, with a correction in every edition that keeps it; gives what is served now."""
    with _logged(who, "peil intrekken", programma=programme, peil=identifier):
        served = publish.withdraw(programme, identifier, reason)
        edities.tell_withdrawn(programme, identifier, who, reason)
    return served


def freeze(who: str, programme: str, identifier: str, name: str) -> None:
    """Keep a snapshot for good."""
    with _logged(who, "peil bevriezen", programma=programme, peil=identifier):
        publish.freeze(programme, identifier, name)


def freeze_edition(who: str, programme: str, naam: str, keuzes: Keuzes, words: Words) -> Editie:
    """Freeze an edition of a bijeenkomst. Raises what ``edition_freeze.freeze`` does."""
    with _logged(who, "editie bevriezen", programma=programme, editie=naam[:80]):
        editie = edition_freeze.freeze(programme, naam, who, keuzes, words)
    audit.record(who, "editie bevroren", programma=programme, editie=editie.id, stempel=editie.stempel)
    return editie


def correct_edition(who: str, programme: str, identifier: str, about: Suspect | None, reason: str) -> Correctie:
    """Write a correction of an edition: of one figure, or without ``about`` of all of it. Raises WijkpeilError."""
    where = f"{about.indicator} {about.gebied} {about.periode}" if about else "alle cijfers"
    with _logged(who, "editie corrigeren", programma=programme, editie=identifier, cijfer=where):
        return edities.correct(programme, identifier, who, about, reason)


@contextmanager
def _logged(who: str, what: str, **about: Any) -> Iterator[None]:
    audit.record(who, what, **about)
    try:
        yield
    except BaseException:
        audit.record(who, f"{what}: niet gelukt", **about)
        raise
