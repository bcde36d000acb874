"""Which question goes to which server: per kind of source, how to ask its state and how to fetch an edition."""

from dataclasses import replace
from pathlib import Path

from model.remote import Boundaries, Files, Server, StatLine
from net import files as net_files
from net import odata3, odata4, ogc
from net.client import Client
from net.errors import Declined, Missing
from net.statline import Fetched, State
from snapshot.net_plan import Task

_ZIP, _GEOPACKAGE = b"PK\x03\x04", b"SQLite format 3\x00"


def servers_of(task: Task) -> tuple[Server, ...]:
    """Servers that have the edition, in order of preference."""
    if isinstance(task.remote, StatLine):
        return task.remote.servers
    if isinstance(task.remote, Boundaries):
        return (Server.PDOK,) if task.selection.gemeenten else (Server.PDOK_FILES,)
    return (task.remote.server,)


def state_of(task: Task, client: Client, server: Server, with_amount: bool) -> State:
    """What the server says of the edition. ``with_amount``: also how much there is, where that takes a question.

    Raises LoadRefused.
    """
    if isinstance(task.remote, StatLine):
        if server is not Server.CBS_V4:
            return odata3.state(client, task.question)
        state = odata4.state(client, task.question)
        return _with_amount(state, task, client) if with_amount else state
    if isinstance(task.remote, Files):
        return net_files.state(client, _path(task.remote, task.edition))
    if server is Server.PDOK:
        return ogc.state(client, task.remote.api.format(year=task.edition))
    return net_files.state(client, _newest_delivery(client, task.remote, task.edition))


def _with_amount(state: State, task: Task, client: Client) -> State:
    """The state with how many figures there are; without, where the server does not take the question."""
    try:
        return replace(state, amount=odata4.size(client, task.question), unit="cijfers")
    except (Declined, Missing):
        return state


def fetch_into(task: Task, client: Client, server: Server, folder: Path) -> Fetched:
    """The edition's files, in a folder. Raises LoadRefused, or Absent."""
    if isinstance(task.remote, StatLine):
        if server is Server.CBS_V4:
            return odata4.fetch(client, task.question, folder)
        return odata3.fetch(client, task.question, folder, task.remote.as_text)
    if isinstance(task.remote, Files):
        return net_files.fetch(client, _path(task.remote, task.edition), folder, _ZIP)
    if server is Server.PDOK:
        api = task.remote.api.format(year=task.edition)
        return ogc.fetch(client, api, task.remote.collections, task.selection.gemeenten, folder)
    return net_files.fetch(client, _newest_delivery(client, task.remote, task.edition), folder, _GEOPACKAGE)


def _path(remote: Files, edition: str) -> str:
    return remote.paths.get(edition) or remote.pattern.format(edition=edition)


def _newest_delivery(client: Client, remote: Boundaries, edition: str) -> str:
    """The path of the newest delivery that is there; the oldest one, whose absence is then told, when none is."""
    for delivery in remote.deliveries[:-1]:
        path = remote.file.format(year=edition, delivery=delivery)
        try:
            net_files.state(client, path)
        except Missing:
            continue
        return path
    return remote.file.format(year=edition, delivery=remote.deliveries[-1])
