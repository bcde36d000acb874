"""What people do with snapshots, each act with its line in the audit log: the one way in for commands and pages.

The line comes first: an act that cannot be logged does not go on. One that is refused gets a second line.
"""

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from snapshot import audit, proposal, publish
from snapshot.build import Built
from snapshot.build import build as build_snapshot


def here() -> str:
    """Who works at the command line: the user of this computer."""
    return f"{getpass.getuser()} (opdrachtregel)"


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
    return built


def publish_proposal(who: str, programme: str) -> str:
    """Publish the proposal; gives the identifier of the snapshot that is now served."""
    with _logged(who, "voorstel publiceren", programma=programme):
        identifier = proposal.publish_proposal(programme).name
    audit.record(who, "peil gepubliceerd", programma=programme, peil=identifier)
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
    """Serve a snapshot no more; gives what is served now."""
    with _logged(who, "peil intrekken", programma=programme, peil=identifier):
        return publish.withdraw(programme, identifier, reason)


def freeze(who: str, programme: str, identifier: str, name: str) -> None:
    """Keep a snapshot for good."""
    with _logged(who, "peil bevriezen", programma=programme, peil=identifier):
        publish.freeze(programme, identifier, name)


@contextmanager
def _logged(who: str, what: str, **about: Any) -> Iterator[None]:
    audit.record(who, what, **about)
    try:
        yield
    except BaseException:
        audit.record(who, f"{what}: niet gelukt", **about)
        raise
