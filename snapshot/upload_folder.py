"""The folder of one upload: its files, what was asked of it, and the reports about it, as both processes know it."""

import json
import re
from collections.abc import Mapping
from typing import TypeVar

from pydantic import Field, ValidationError

from model.base import Model
from model.checked import Draft
from snapshot.files import write_json
from snapshot.settings import settings

FILES, CHECKED, ADDED = "bestanden", "verslag.json", "toegevoegd.json"
_JOB, _PROGRESS, _DRAFTS = "opdracht.json", "voortgang.json", "opzet.json"
_LARGEST_REPORT = 20_000_000
_TOKEN = re.compile(r"[0-9a-f]{32}")

M = TypeVar("M", bound=Model)


class Job(Model):
    """What was asked of an upload: by whom, with which editions by file name, and with what consent and why."""

    who: str
    editions: dict[str, str] = Field(default_factory=dict)
    accept: bool = False
    reason: str = ""


class _Doing(Model):
    text: str


class _Drafts(Model):
    by_file: dict[str, Draft] = Field(default_factory=dict)


class UploadFolder:
    """One upload by its token. Nobody can guess a token, and one of another form is no upload."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.path = settings().uploads / token
        self.files = self.path / FILES

    @property
    def is_there(self) -> bool:
        return _TOKEN.fullmatch(self.token) is not None and (self.path / _JOB).is_file()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted(path.name for path in self.files.iterdir()))

    @property
    def job(self) -> Job:
        return Job.model_validate_json((self.path / _JOB).read_bytes())

    @job.setter
    def job(self, job: Job) -> None:
        write_json(self.path / _JOB, job.model_dump())

    @property
    def since(self) -> float:
        """Moment (seconds since the epoch) at which the last thing was asked."""
        return (self.path / _JOB).stat().st_mtime

    @property
    def doing(self) -> str:
        """Name of the file that is being read, or nothing."""
        found = self.read(_PROGRESS, _Doing)
        return found.text if found is not None else ""

    @doing.setter
    def doing(self, file: str) -> None:
        write_json(self.path / _PROGRESS, {"text": file})

    @property
    def drafts(self) -> dict[str, Draft]:
        """First descriptions by file name; they stay when a description that was made of them has a mistake."""
        found = self.read(_DRAFTS, _Drafts)
        return found.by_file if found is not None else {}

    @drafts.setter
    def drafts(self, drafts: Mapping[str, Draft]) -> None:
        write_json(self.path / _DRAFTS, {"by_file": {name: draft.model_dump() for name, draft in drafts.items()}})

    def write(self, name: str, report: Model | Mapping[str, object]) -> None:
        """Write a report. Raises OSError."""
        write_json(self.path / name, report.model_dump(mode="json") if isinstance(report, Model) else dict(report))

    def read(self, name: str, model: type[M]) -> M | None:
        """A report, if there is one that can be read.

        The process that wrote it reads files that nobody trusts, so size and form are not taken on trust either.
        """
        path = self.path / name
        try:
            return None if path.stat().st_size > _LARGEST_REPORT else model.model_validate_json(path.read_bytes())
        except (OSError, ValidationError, json.JSONDecodeError):
            return None


def description_name(file: str) -> str:
    """The name under which the description of a file lies beside it."""
    return f"{file.removesuffix('.gz').rsplit('.', 1)[0]}.yaml"
