"""What a report asks of its material, once: figures, the series behind them, and how it looks on paper."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from charts.style import Theme, theme
from exports.dia_cijfers import Cijfers
from model.areas import REST_CODE
from model.inhoud import Inhoud
from model.programme import Programme
from snapshot import figures
from snapshot.logo import FOLDER
from snapshot.material import Material
from snapshot.sensible import without_counts
from snapshot.store import Snapshot

_MEDIA = {".svg": "image/svg+xml", ".png": "image/png"}


@dataclass(frozen=True)
class Asked:
    """The material of a report with the questions that several chapters put to it."""

    material: Material

    @property
    def s(self) -> Snapshot:
        """The snapshot."""
        return self.material.s

    @property
    def inhoud(self) -> Inhoud:
        """The tables of the programme."""
        return self.material.inhoud

    @property
    def programme(self) -> Programme:
        """The programme as the snapshot has it."""
        return self.material.s.programme

    @cached_property
    def cijfers(self) -> Cijfers:
        """The figures that slides and stage are made of too."""
        return Cijfers(self.s)

    @cached_property
    def tokens(self) -> Theme:
        """Always light: it is meant for paper."""
        return theme("light", self.programme.huisstijl)

    def series(self, area: str, indicators: Sequence[str]) -> dict[str, pd.DataFrame]:
        """Per indicator the series of an area beside that of the rest of the city; see figures.trend."""
        frame = without_counts(self.s, figures.figures_of(self.s, indicators, [area, REST_CODE]))
        return {str(i): part.reset_index(drop=True) for i, part in frame.groupby("indicator", sort=False)}

    def logo(self) -> str:
        """The gemeente's logo as a data: address; empty without one."""
        look = self.programme.huisstijl
        kept = sorted((self.s.directory / FOLDER).glob("*.*")) if look is not None and look.logo else []
        path = next((one for one in kept if one.suffix in _MEDIA), None)
        if path is None:
            return ""
        return f"data:{_MEDIA[path.suffix]};base64,{b64encode(path.read_bytes()).decode()}"
