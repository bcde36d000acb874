"""Bytes that are the same on every run: containers that would note the time of writing get a fixed time instead."""

import gzip
import io
import json
import os
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FIXED = (2025, 1, 1, 0, 0, 0)
FIXED_TEXT = "2025-01-01T00:00:00Z"


def write_json(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())


def write_text(path: Path, text: str, encoding: str = "utf-8") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))


def write_gzip(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(data, mtime=0))


def write_zip(path: Path, members: Mapping[str, bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, FIXED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            archive.writestr(entry, data)


def write_xlsx(path: Path, sheet: str, rows: list[list[Any]]) -> None:
    """A workbook of one sheet; openpyxl puts the time of saving in it, which is taken out again."""
    # With lxml, where that is installed, it would write the same in other bytes.
    os.environ["OPENPYXL_LXML"] = "False"
    os.environ["OPENPYXL_LXML"] = "False"  # where lxml is installed, openpyxl would write the same in other words
    import openpyxl

    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    moment = rb"(<dcterms:(created|modified)[^>]*>)[^<]*"
    core = "docProps/core.xml"
    parts[core] = re.sub(moment, rb"\g<1>" + FIXED_TEXT.encode(), parts[core])
    write_zip(path, parts)


def write_xls(path: Path, sheet: str, rows: list[list[Any]]) -> None:
    """A workbook in the format of before 2007."""
    import xlwt

    book = xlwt.Workbook()
    page = book.add_sheet(sheet)
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if cell is not None:
                page.write(number, place, cell)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(str(path))
