"""Reads the systemd units of deploy/ and runs what they say, with their paths replaced by folders of a test."""

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from snapshot.settings import CHECKOUT

FOLDER = CHECKOUT / "deploy" / "systemd"
_PROGRAM = "/opt/wijkpeil/.venv/bin/wijkpeil"


def lines(unit: str, key: str) -> list[str]:
    """The values of a key, in order."""
    text = (FOLDER / unit).read_text(encoding="utf-8")
    return [line.split("=", 1)[1] for line in text.splitlines() if line.startswith(f"{key}=")]


def environment(unit: str, paths: Mapping[str, Path]) -> dict[str, str]:
    """What a unit sets, with its folders replaced."""
    return dict(_replaced(value, paths).split("=", 1) for value in lines(unit, "Environment"))


def command(line: str, instance: str, paths: Mapping[str, Path]) -> list[str]:
    """An ExecStart line as systemd would call it: % signs read, and our program that of this checkout."""
    text = _replaced(line, paths).replace("%i", instance).replace("%%", "%")
    ours = f"{sys.executable} -c 'import cli; cli.main()'"
    if text.startswith(_PROGRAM):
        return shlex.split(text.replace(_PROGRAM, ours, 1))
    return shlex.split(text.replace(_PROGRAM, ours.replace("'", '"')))


def run(unit: str, instance: str, paths: Mapping[str, Path], **more: str) -> list[subprocess.CompletedProcess[str]]:
    """Run all commands of a oneshot unit, one after the other."""
    values = {**os.environ, **environment(unit, paths), **more}
    return [
        subprocess.run(
            command(line, instance, paths), cwd=CHECKOUT, env=values, capture_output=True, text=True, check=False
        )
        for line in (*lines(unit, "ExecStart"), *lines(unit, "ExecStartPost"), *lines(unit, "ExecStopPost"))
    ]


def _replaced(text: str, paths: Mapping[str, Path]) -> str:
    for path in sorted(paths, key=len, reverse=True):
        text = text.replace(path, str(paths[path]))
    return text
