"""A town of twelve buurten with a served snapshot and more deliveries to come: the workbench of proposals."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from snapshot import publish
from snapshot.build import build
from snapshot.intake import Outcome, fetch_files
from snapshot.settings import settings
from tests.faults.town import BUURTEN, BY_CODE, CODES, INWONERS, KOOP, PROGRAMME, inhabitants_of, kwb, register

NAME = "waterstad"
FOCUS = BUURTEN[0]


def settle(data: Path) -> None:
    """The programme of the town in an empty data folder that is in use."""
    folder = data / "programmes" / NAME
    folder.mkdir(parents=True)
    (folder / "programme.yaml").write_text(PROGRAMME, encoding="utf-8")


def deliver(files: Path, edition: str = "2024", koop: Sequence[object] | None = None, **people: object) -> None:
    """Bring in kerncijfers: all as in ``town.inhabitants``, 60 % koopwoningen, but for these."""
    files.mkdir(parents=True, exist_ok=True)
    columns = {INWONERS: inhabitants_of(**people), KOOP: koop or [60] * len(CODES)}
    add(kwb(files, columns), edition)


def deliver_register(files: Path, bijstand: dict[str, object]) -> None:
    """Bring in a register of the gemeente: inhabitants 1000 in every buurt, and people with bijstand, in 2024."""
    files.mkdir(parents=True, exist_ok=True)
    content = "".join(f"{code};2024;1000;{bijstand.get(code, 40)}\n" for code in BUURTEN)
    names = {"inwoners": "inwoners_gemeente", "bijstand": "personen_bijstand_register"}
    measured = [{"kolom": name, "variabele": variable, "eenheid": "aantal"} for name, variable in names.items()]
    path = register(
        files, f"buurt;jaar;{';'.join(names)}\n{content}", gebied=BY_CODE, grenzenjaar=2024, variabelen=measured
    )
    add(path, None)


def add(path: Path, edition: str | None) -> None:
    """Into the archive, also when it differs much from what was there."""
    (fetched,) = fetch_files(path, edition, accept=True)
    assert fetched.outcome is Outcome.ADDED, (fetched.text, [str(o) for o in fetched.objections])


def propose() -> None:
    """Build a proposal."""
    assert build(NAME, hold=True).identifier is None


def served() -> str | None:
    """Identifier of what is served."""
    found: str | None = publish.read_pointer()["peilen"].get(NAME)
    return found


def left() -> list[str]:
    """Hidden folders beside the snapshots."""
    return sorted(p.name for p in settings().snapshots.glob(".*") if p.is_dir())


def audited(data: Path, *about: str) -> Iterable[tuple[Any, ...]]:
    """Of every line of the audit log what was done, and these fields."""
    lines = (data / "logboek.jsonl").read_text(encoding="utf-8").splitlines()
    return [tuple(json.loads(line).get(name) for name in ("wat", *about)) for line in lines]
