"""Finds the descriptor that fits a file by its column headers, and says so when two fit or one nearly does."""

import difflib
import re
from pathlib import Path
from typing import Any

from loaders._descriptor import Beschrijving
from loaders._descriptor_file import FILE_KEY, LINES_KEY, D, lines_of, validate_descriptor
from loaders._frame import refuse
from loaders._table import peek_header
from model.errors import LoadRefused
from model.loading import RawFile

_YEAR = re.compile(r"(19|20)\d{2}")


def find_descriptor(file: RawFile, model: type[D]) -> tuple[D, Path | None] | None:
    """The one descriptor that fits, and its path when it is beside the file; None when none does.

    Raises LoadRefused when two fit, when the one that fits holds mistakes, or when only one column has another name.
    """
    offered = [raw for raw in file.descriptors if isinstance(raw.get("herkenning"), dict) and model.is_meant_by(raw)]
    headers: dict[str | None, list[str]] = {}
    fitting: dict[str, tuple[D, Path | None]] = {}
    near: list[tuple[D, str, str]] = []
    for raw in offered:
        sheet = raw.get("werkblad") if isinstance(raw.get("werkblad"), str) else None
        if sheet not in headers:
            headers[sheet] = _header(file.path, sheet)
        header = headers[sheet]
        if sheet and not header and _wanted(raw) <= set(_header(file.path, None)):
            peek_header(file.path, sheet=sheet)  # refuses: the descriptor fits, but names another sheet
        if not header or not _may_fit(raw, header):
            continue
        companion = next((s for s in file.siblings if s.name == raw.get(FILE_KEY)), None)
        if companion is not None and LINES_KEY not in raw:
            raw = {**raw, LINES_KEY: lines_of(companion)}
        try:
            descriptor = validate_descriptor(raw, model)
        except LoadRefused:
            if _wanted(raw) <= set(header):
                raise
            continue
        if descriptor.fits(header):
            fitting.setdefault(descriptor.key, (descriptor, companion))
        elif (renamed := _renamed(descriptor, header)) is not None:
            near.append((descriptor, *renamed))
    if not fitting and near:
        descriptor, column, seen = near[0]
        refuse(
            file.name,
            f"dit lijkt '{descriptor.naam}', maar deze kolom ontbreekt.",
            f"Lijkt erop: '{seen}'. Herstel de kolomkop of pas de beschrijving aan.",
            column=column,
        )
    own = [found for found in fitting.values() if found[1] is not None and found[1].stem == _stem(file.path)]
    chosen = own or list(fitting.values())
    if len(chosen) > 1:
        ids = " en ".join(f"'{descriptor.key}'" for descriptor, _ in chosen)
        refuse(
            file.name,
            f"het bestand past op meer beschrijvingen: {ids}.",
            "Noem bij 'herkenning' kolommen die het verschil maken, ook met 'niet'.",
        )
    return chosen[0] if chosen else None


def require_descriptor(file: RawFile, model: type[D], what: str) -> D:
    """The descriptor of a file that was recognised before; ``what``: "de beschrijving" or "het codeboek".

    Raises LoadRefused when none fits (any more).
    """
    found = find_descriptor(file, model)
    if found is None:
        word = what.split(" ", 1)[1]
        refuse(file.name, f"geen {word} past (nog) op dit bestand.", f"Zet {what} terug in 'bronnen/'.")
    return found[0]


def _stem(path: Path) -> str:
    return path.name.removesuffix(".gz").rsplit(".", 1)[0]


def _header(path: Path, sheet: str | None) -> list[str]:
    """Column names, or an empty list when the file is no readable table: then it is not of this source."""
    try:
        return peek_header(path, sheet=sheet)
    except (LoadRefused, OSError):
        return []


def _may_fit(raw: dict[str, Any], header: list[str]) -> bool:
    """Whether all wanted columns but at most one are there; a mistake elsewhere in a descriptor must not hide that."""
    wanted = _wanted(raw)
    missing = wanted - set(header)
    return bool(wanted) and (not missing or (len(missing) == 1 and len(wanted) > 1))


def _wanted(raw: dict[str, Any]) -> set[str]:
    columns = raw["herkenning"].get("kolommen")
    return {str(column) for column in columns} if isinstance(columns, list) else set()


def _renamed(descriptor: Beschrijving, header: list[str]) -> tuple[str, str] | None:
    """The one wanted column that is not there, with the column that looks like it; years never look alike."""
    missing = [c for c in descriptor.herkenning.kolommen if c not in header]
    if len(missing) != 1 or _YEAR.fullmatch(missing[0]) or set(descriptor.herkenning.niet) & set(header):
        return None
    others = {c.casefold(): c for c in header if c not in descriptor.fixed_columns and not _YEAR.fullmatch(c)}
    found = difflib.get_close_matches(missing[0].casefold(), others, n=1, cutoff=0.6)
    return (missing[0], others[found[0]]) if found else None
