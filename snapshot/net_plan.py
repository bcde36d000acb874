"""What a programme needs from the internet: which editions of which sources, of which areas, from which server."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from loaders import discover
from model.errors import WijkpeilError
from model.loading import Loader
from model.programme import Programme
from model.remote import Boundaries, Editions, Files, Remote, Selection, Server, StatLine
from net import files as net_files
from net import odata3, ogc
from net.client import Client, Limits, open_http
from net.errors import Missing, Unreachable
from net.statline import Question
from snapshot.settings import settings

_TABLE = re.compile(r"[0-9A-Za-z]{1,20}")


class Web:
    """The servers of the settings, and connections to them that are shared."""

    def __init__(self) -> None:
        chosen = settings()
        self._limits = Limits(
            attempts=chosen.net_attempts,
            wait_seconds=chosen.net_wait_seconds,
            timeout_seconds=chosen.net_timeout_seconds,
            total_seconds=chosen.net_total_seconds,
        )
        self._http = open_http(self._limits)

    def visit(self, server: Server, counted: Callable[[int], None] = lambda size: None) -> Client:
        return Client(self._http, str(getattr(settings(), server.value)), self._limits, counted)

    def close(self) -> None:
        self._http.close()


@dataclass(frozen=True)
class Task:
    """One edition of one source, of some areas. ``declared``: the source's own module knows this edition."""

    loader: Loader
    remote: Remote
    edition: str
    selection: Selection
    table: str = ""
    declared: bool = True

    @property
    def source(self) -> str:
        return self.loader.source.id

    @property
    def key(self) -> str:
        """What makes two fetches the same: source, edition and areas (a file is always the whole country)."""
        return f"{self.source}/{self.edition}/{self.areas}"

    @property
    def areas(self) -> str:
        return "landelijk" if isinstance(self.remote, Files) else self.selection.key

    @property
    def question(self) -> Question:
        """Only of a StatLine source."""
        assert isinstance(self.remote, StatLine)
        only = dict(self.remote.only)
        if self.remote.editions is Editions.EACH_PERIOD:
            only["Perioden"] = (f"{self.edition}JJ00",)
        return Question(self.table, self.edition, self.remote.title, self.selection.prefixes, only)


def remotes(chosen: str | None = None) -> list[tuple[Loader, Remote]]:
    """Sources that can be fetched, in order of rank. Raises WijkpeilError when ``chosen`` is not one of them."""
    found = [(loader, remote) for loader in discover().values() if (remote := getattr(loader, "remote", None))]
    found.sort(key=lambda pair: pair[0].source.rank)
    if chosen is None:
        return found
    own = [pair for pair in found if pair[0].source.id == chosen]
    if not own:
        names = ", ".join(loader.source.id for loader, _ in found)
        raise WijkpeilError(f"De bron '{chosen}' is niet van internet op te halen. Kies uit: {names}.")
    return own


def selection_of(programme: Programme, landelijk: bool) -> Selection:
    """Areas of a programme: its gemeenten, with the land and the gemeenten that it compares with as single rows."""
    return Selection() if landelijk else Selection(programme.gemeenten, programme.vergelijking)


def offered(web: Web, remote: Remote) -> dict[str, str]:
    """Editions on the server, oldest first, each with its table ("" where it has none). Raises LoadRefused."""
    if isinstance(remote, StatLine):
        return _tables(web, remote)
    if isinstance(remote, Boundaries):
        newer = str(int(max(remote.years)) + 1)
        api = remote.api.format(year=newer)
        there = _is_there(lambda: ogc.state(web.visit(Server.PDOK), api))
        return dict.fromkeys([*remote.years, *([newer] if there else [])], "")
    newest, this_year = int(max(remote.paths)), datetime.now(UTC).year
    found = list(remote.paths)
    for year in range(newest + remote.step, this_year + 1, remote.step):
        path = remote.pattern.format(edition=year)
        if _is_there(lambda path=path: net_files.state(web.visit(remote.server), path)):  # type: ignore[misc]
            found.append(str(year))
    return dict.fromkeys(sorted(found), "")


def _is_there(ask: Callable[[], object]) -> bool:
    """Whether an edition that nobody has told of is there; a server that is down tells nothing."""
    try:
        ask()
    except (Missing, Unreachable):
        return False
    return True


def _tables(web: Web, remote: StatLine) -> dict[str, str]:
    if "" in remote.tables:
        table = remote.tables[""]
        years = odata3.periods(web.visit(remote.servers[0]), Question(table, "", remote.title))
        return dict.fromkeys(years if remote.editions is Editions.EACH_PERIOD else years[-1:], table)
    found = dict(remote.tables)
    for row in odata3.catalogue(web.visit(Server.CBS_V3)):
        title = re.search(remote.title, str(row.get("Title", "")).strip())
        table = str(row.get("Identifier", "")).strip()
        # The name of a table becomes part of addresses and file names.
        if title and _TABLE.fullmatch(table) and title.group(1) not in found and title.group(1) > min(found):
            found[title.group(1)] = table
    return dict(sorted(found.items()))


def known(remote: Remote) -> dict[str, str]:
    """Editions that the source's module declares, each with its table; what there is when no server can be asked."""
    if isinstance(remote, StatLine):
        return {edition: table for edition, table in remote.tables.items() if edition}
    return dict.fromkeys(remote.years if isinstance(remote, Boundaries) else remote.paths, "")


def needed(remote: Remote, editions: Iterable[str]) -> list[str]:
    """Which of the editions a programme needs: all, or the newest where that holds all earlier years."""
    every = sorted(editions)
    holds_all = isinstance(remote, Files) or (
        isinstance(remote, StatLine) and remote.editions in (Editions.TABLE_WITH_HISTORY, Editions.NEWEST_PERIOD)
    )
    return every[-1:] if holds_all else every


def tasks_of(
    loader: Loader, remote: Remote, editions: dict[str, str], wanted: str | None, selection: Selection
) -> list[Task]:
    """One task per edition; none when the wanted edition is not there."""
    chosen = [wanted] if wanted else needed(remote, editions)
    declared = known(remote)
    return [
        Task(loader, remote, edition, selection, editions.get(edition, ""), not declared or edition in declared)
        for edition in chosen
        if edition in editions
    ]
