"""The figures that a page shows, as files: links to the API, so that nothing is made before somebody asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from exports.asked import AREA, GRENZEN, INDICATOR, LEVEL, MOST_ROWS, PERIOD, Form
from exports.endpoints import ROOT
from model.areas import Level
from snapshot import presentation
from snapshot.store import Snapshot

_NAMES = {
    Form.CSV: "CSV",
    Form.XLSX: "Excel",
    Form.PARQUET: "Parquet",
    Form.GPKG: "GeoPackage",
    Form.GEOJSON: "GeoJSON",
}


@dataclass(frozen=True)
class Figures:
    """What is asked of the API, in the words of the page; nothing of a kind: all. ``grenzen`` None: each its own."""

    s: Snapshot
    indicators: Sequence[str]
    areas: Sequence[str] = ()
    levels: Sequence[Level] = ()
    periods: Sequence[str] = ()
    grenzen: int | None = None

    def address(self, form: Form) -> str:
        """Where this is to be had as a file; the file gets a telling name there."""
        asked = {
            INDICATOR.name: list(self.indicators),
            AREA.on_pages: list(self.areas),
            LEVEL.on_pages: [str(level) for level in self.levels],
            PERIOD.on_pages: list(self.periods),
            GRENZEN.name: [presentation.OWN if self.grenzen is None else str(self.grenzen)],
            "format": [str(form)],
            "limit": [str(MOST_ROWS)],
        }
        return f"{ROOT}/{self.s.programme.id}/figures?{urlencode(asked, doseq=True)}"

    def links(self) -> str:
        """A link per form, as HTML."""
        links = " ".join(
            f'<a href="{escape(self.address(form))}" target="_self">{name}</a>' for form, name in _NAMES.items()
        )
        return f'<p class="wp-files"><span>Download deze cijfers:</span> {links}</p>'
