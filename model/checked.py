"""What a check of offered files tells: made from what the archive's door found, shown by the command line and a page.

It goes as JSON from the process that reads a file to the one that shows it, so it holds words and names, never frames.
"""

from typing import Any, Literal

from pydantic import Field

from model.base import Model
from model.errors import Objection

# The kinds of description that can be drafted: of a register, of respondents, of outcomes of a survey per area.
DraftKind = Literal["register", "respondenten", "totalen"]


class Draft(Model):
    """A first description: as YAML with remarks for a person, and its fields; ``columns`` are those of the file."""

    kind: DraftKind
    yaml: str
    fields: dict[str, Any]
    columns: tuple[str, ...]


class Rows(Model):
    """The first rows, as text. ``of_file``: as they stand in the file, else the figures that were read from it."""

    of_file: bool
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: int = 0


class Checked(Model):
    """One file. ``outcome`` "" means that nothing stands in its way; else a word of ``snapshot.offered.Outcome``.

    ``facts`` and ``notes`` are pairs of a heading and a text. ``asks_edition``: its content does not say which edition
    it is; ``lacks_edition``: nor did anyone else. ``more_objections``: how many were left out of ``objections``.
    """

    file: str
    outcome: str = ""
    text: str = ""
    source: str = ""
    source_name: str = ""
    what: str = ""
    edition: str = ""
    asks_edition: bool = False
    lacks_edition: bool = False
    companions: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    objections: tuple[Objection, ...] = ()
    more_objections: int = 0
    rows: Rows | None = None
    draft: Draft | None = None

    @property
    def may_be_added(self) -> bool:
        return self.outcome == ""

    @property
    def held(self) -> bool:
        return self.outcome == "vastgehouden"


class CheckReport(Model):
    """Files that were offered together. ``problem``: why there is no report of them, as a whole Dutch sentence."""

    files: tuple[Checked, ...] = ()
    problem: str = ""


class Added(Model):
    """What became of one file that was accepted."""

    file: str
    outcome: str
    text: str
    source: str = ""
    edition: str = ""
    objections: tuple[Objection, ...] = ()


class AddReport(Model):
    """What became of all files that were accepted; ``problem`` as in CheckReport."""

    files: tuple[Added, ...] = Field(default=())
    problem: str = ""
