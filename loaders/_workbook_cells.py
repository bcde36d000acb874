"""Cells of an XLSX sheet that look empty but are not: a formula never worked out, or an Excel error (fault 35).

The fast reader gives "" for both, which would pass for "no figure".
"""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from loaders._frame import refuse
from loaders._unzip import ZIP_ERRORS

MAX_BYTES = 1_000_000_000
_CELL = re.compile(rb"<c\b([^>]*)>(.*?)</c>", re.DOTALL)
_NO_VALUE = re.compile(rb"<f\b.*?(?:/>|</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*$", re.DOTALL)
_REFERENCE = re.compile(rb'\br="([A-Z]+)(\d+)"')
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def refuse_unseen_cells(path: Path, sheet: str) -> None:
    """Raise LoadRefused for the first such cell on a sheet; does nothing for a workbook that is not XLSX."""
    if not zipfile.is_zipfile(path):
        return
    try:
        content = _content_of(path, sheet)
    except (*ZIP_ERRORS, KeyError, ElementTree.ParseError):
        refuse(path.name, "de werkmap is beschadigd.", "Open hem in Excel en sla hem opnieuw op.")
    if b"<f" not in content and b't="e"' not in content:
        return
    for cell in _CELL.finditer(content):
        attributes, inner = cell.groups()
        if b't="e"' in attributes:
            value = re.search(rb"<v>(.*?)</v>", inner)
            _refuse(path.name, attributes, "deze cel bevat een Excel-fout.", value.group(1).decode() if value else None)
        if _NO_VALUE.search(inner):
            _refuse(path.name, attributes, "deze cel bevat een formule zonder uitgerekende waarde.", None)


def _refuse(file: str, attributes: bytes, problem: str, value: str | None) -> None:
    place = _REFERENCE.search(attributes)
    refuse(
        file,
        problem,
        "Open de werkmap in Excel, herstel de cel of plak alleen waarden, en sla hem opnieuw op.",
        row=int(place.group(2)) if place else None,
        column=place.group(1).decode() if place else None,
        value=value,
    )


def _content_of(path: Path, sheet: str) -> bytes:
    """The XML of a sheet; empty when the workbook's own list does not lead to it."""
    with zipfile.ZipFile(path) as package:
        if sum(entry.file_size for entry in package.infolist()) > MAX_BYTES:
            refuse(path.name, "de werkmap is uitgepakt groter dan 1 GB.", "Splits de werkmap of lever een CSV-bestand.")
        part = _part_of(package, sheet)
        return package.read(part) if part else b""


def _part_of(package: zipfile.ZipFile, sheet: str) -> str | None:
    """Name of the part that holds a sheet, by the workbook's own list of relations."""
    names = set(package.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return None
    relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for element in ElementTree.fromstring(package.read("xl/workbook.xml")).iter():
        if element.tag.endswith("}sheet") and element.get("name") == sheet:
            target = targets.get(element.get(_RELATION), "")
            part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            return part if part in names else None
    return None
