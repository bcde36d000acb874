"""A program, not a module: takes one workbook apart and writes its sheets to standard output.

The reader of workbooks is written in Rust and ends its whole process when a damaged or hostile file asks for more
memory than there is. Here that process is a small one with limits, which imports nothing of the project.
"""

import pickle
import sys
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

MEMORY_BYTES, SECONDS = 2_000_000_000, 120


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _open(path: str) -> CalamineWorkbook:
    """By its name the reader chooses between .xls and .xlsx; where that fails, it looks at the content."""
    try:
        return CalamineWorkbook.from_path(path)
    except CalamineError:
        with open(path, "rb") as stream:
            return CalamineWorkbook.from_filelike(stream)


def _sheets(path: str) -> list[tuple[str, bool, int, list[list[Any]]]]:
    """Per sheet: name, whether it is visible, number of blank rows above the first cell, and cells."""
    found = []
    with _open(path) as workbook:
        for sheet in workbook.sheets_metadata:
            content = workbook.get_sheet_by_name(sheet.name)
            above = content.start[0] if content.start else 0
            rows = content.to_python(skip_empty_area=True) if content.height else []
            found.append((sheet.name, sheet.visible == SheetVisibleEnum.Visible, above, rows))
    return found


def main() -> None:
    """Write what was found, or in one word why nothing was."""
    _limit()
    answer: Any
    try:
        answer = _sheets(sys.argv[1])
    except PasswordError:
        answer = "locked"
    except (CalamineError, OSError):
        answer = "damaged"
    pickle.dump(answer, sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    main()
