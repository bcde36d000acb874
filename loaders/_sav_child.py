"""A program, not a module: takes one SPSS file apart and writes its columns as text to standard output.

The reader is written in C; what a damaged or hostile file does to it must stay in this small process with limits.
"""

import pickle
import sys
from typing import Any

import pyreadstat

MEMORY_BYTES, SECONDS = 2_000_000_000, 120


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _text(cell: Any) -> str:
    """A cell as a person would type it; blank where SPSS has no value."""
    if cell is None or cell != cell:  # not a number, not a time
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return str(cell).strip()


def _content(path: str) -> dict[str, Any]:
    """Names, cells per column, labels of columns and codes. Codes declared missing stay: the codebook judges them."""
    columns, meta = pyreadstat.read_sav(path, user_missing=True, output_format="dict")
    values = {
        name: {_text(code): str(label) for code, label in labels.items()}
        for name, labels in meta.variable_value_labels.items()
    }
    return {
        "names": [str(name) for name in columns],
        "cells": [[_text(cell) for cell in cells] for cells in columns.values()],
        "labels": {str(k): str(v) for k, v in meta.column_names_to_labels.items() if v},
        "value_labels": values,
    }


def main() -> None:
    """Write what was found, or in one word why nothing was."""
    _limit()
    answer: Any
    try:
        answer = _content(sys.argv[1])
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, OSError, UnicodeDecodeError):
        answer = "damaged"
    pickle.dump(answer, sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    main()
