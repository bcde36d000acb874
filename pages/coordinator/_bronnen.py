"""The source line of what was entered from documents, with the pages that it stands on."""

from collections.abc import Sequence

from model.inhoud import Inhoud
from model.table import Sourced


def source(inhoud: Inhoud, rows: Sequence[Sourced]) -> str:
    """``Bron: …, bladzijde 20 en 21``; empty when no row names a document."""
    parts = []
    for document in inhoud.sources(rows):
        pages = sorted({row.pagina for row in rows if row.bron == document.id and row.pagina is not None})
        where = f", bladzijde {_listed(pages)}" if pages else ""
        parts.append(f"{document.titel}{where}")
    return f"{'Bron' if len(parts) == 1 else 'Bronnen'}: {'; '.join(parts)}" if parts else ""


def _listed(pages: Sequence[int]) -> str:
    *first, last = (str(one) for one in pages)
    return f"{', '.join(first)} en {last}" if first else last
