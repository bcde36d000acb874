"""The frame around every figure: title in words, what is measured, source line. HTML, all text escaped."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from charts.numbers import edition_label, unit_label
from model.indicator import Indicator
from model.inhoud import Inhoud
from model.source import Source
from model.table import Sourced


@dataclass(frozen=True)
class Caption:
    """Words around one figure. ``source`` is a whole line; ``alternative`` says what the picture shows."""

    title: str
    subtitle: str
    source: str
    alternative: str = ""
    seen: str = ""
    notes: tuple[str, ...] = ()


def subtitle(indicator: Indicator, *parts: str) -> str:
    """Indicator, unit and what else is fixed (period, level), separated by middle dots."""
    unit = unit_label(indicator.unit)
    return " · ".join(part for part in (indicator.name, unit, *parts) if part)


def source_line(sources: Sequence[str], borders: Sequence[int] = (), extra: str = "") -> str:
    """``Bron: CBS …, editie 2024 · grenzen 2024 · bewerkt door Wijkpeil``."""
    named = list(dict.fromkeys(s for s in sources if s))
    label = "Bron" if len(named) <= 1 else "Bronnen"
    lines = [f"{label}: {'; '.join(named) if named else 'onbekend'}"]
    if borders:
        years = [str(year) for year in sorted(set(borders))]
        lines.append(f"grenzen {', '.join(years) if len(years) < 3 else f'{years[0]}–{years[-1]}'}")
    return " · ".join([*lines, *([extra] if extra else []), "bewerkt door Wijkpeil"])


def documents(inhoud: Inhoud, rows: Iterable[Sourced]) -> str:
    """The source line of what was entered from documents; empty where no row names one."""
    titles = "; ".join(document.titel for document in inhoud.sources(rows))
    return f"Bron: {titles}" if titles else ""


def source_of(frame: pd.DataFrame, sources: Mapping[str, Source], borders: bool = True) -> str:
    """The source line of the figures in a frame (figures.figure_table); ``sources``: by id."""
    known = frame[frame["value"].notna()] if len(frame) else frame
    pairs = list(dict.fromkeys(zip(known["source"], known["edition"], strict=True)))
    names = {source.id: source.name for source in sources.values()}
    years = sorted({int(year) for year in known["boundary_year"].dropna()}) if borders else []
    computed = "cijfers van groepen zijn berekend" if bool(known["computed"].any()) else ""
    return source_line(editions(names, [(str(a), str(b)) for a, b in pairs]), years, computed)


def editions(names: dict[str, str], pairs: Sequence[tuple[str, str]]) -> list[str]:
    """``CBS Kerncijfers, edities 2015–2024`` per source, from (source id, edition) pairs."""
    found: dict[str, set[str]] = {}
    for source, edition in pairs:
        if source:
            found.setdefault(source, set()).add(edition)
    return [
        _editions(names.get(source, source), sorted({edition_label(e) for e in found[source] if e})) for source in found
    ]


def _editions(name: str, years: list[str]) -> str:
    if not years:
        return name
    if len(years) == 1:
        return f"{name}, editie {years[0]}"
    if all(year.isdigit() for year in years):
        return f"{name}, edities {years[0]}–{years[-1]}"
    return f"{name}, edities {', '.join(years)}"


def head(caption: Caption, level: int = 2) -> str:
    """Title and subtitle above a figure."""
    return (
        f'<h{level} class="wp-title">{escape(caption.title)}</h{level}>'
        f'<p class="wp-subtitle">{escape(caption.subtitle)}</p>'
        + (f'<p class="wp-hidden">{escape(caption.alternative)}</p>' if caption.alternative else "")
    )


def foot(caption: Caption) -> str:
    """What is seen, notes and the source line under a figure."""
    seen = f'<p class="wp-seen"><strong>Wat ziet u?</strong> {escape(caption.seen)}</p>' if caption.seen else ""
    notes = "".join(f'<p class="wp-source">{escape(note)}</p>' for note in caption.notes)
    return f'{seen}{notes}<p class="wp-source">{escape(caption.source)}</p>'
