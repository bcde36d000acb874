"""A programme folder for tests: written under an empty WIJKPEIL_DATA, with one small programme that is right."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from snapshot.settings import settings

INDICATORS = {"inwoners", "koopwoningen", "misdrijven_per_1000", "eenzaam"}

GOOD = """\
id: proef
naam: Proef
gemeenten: [GM0758]
begin: 2020
horizon: 2040
grenzenjaar: 2024
nulmeting:
  jaar: 2022
  grond: Gekozen om te proberen.
focuswijken:
  - id: noord
    naam: Noord
    buurten: [BU07580106]
    aansluiting: exact
bouwstenen:
  - id: wonen
    naam: Wonen
    doelen:
      - id: fijn-wonen
        naam: Fijn wonen
        kernset: [koopwoningen]
        overig: [inwoners]
"""


@pytest.fixture
def overlay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty WIJKPEIL_DATA; its folder ``programmes`` lies over the shipped one."""
    monkeypatch.setenv("WIJKPEIL_DATA", str(tmp_path))
    settings.cache_clear()
    yield tmp_path / "programmes"
    settings.cache_clear()


def write(overlay: Path, text: str, name: str = "programme.yaml", programme: str = "proef") -> None:
    path = overlay / programme / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
