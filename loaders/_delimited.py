"""Delimited text to a table of text, without ever shifting or filling a row in silence (faults 5, 18-20, 29).

pandas shifts all columns when the first row is long and fills short rows; DuckDB accepts an unclosed quote. Hence
the cheap checks here, and Arrow's strict reader for the cells.
"""

import csv
import io

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from loaders._frame import refuse

_NAMES = {";": "puntkomma (;)", ",": "komma (,)", "\t": "tab", "|": "verticale streep (|)"}


def find_separator(data: bytes, file: str, separators: str) -> str:
    """The one of ``separators`` that splits header and first rows alike. Raises LoadRefused with what was seen."""
    lines = data[:200_000].decode("utf-8", errors="ignore").split("\n")[:20]
    lines = [line for line in lines if line.strip()] or [""]

    def split(separator: str) -> tuple[int, int]:
        counts = [len(row) for row in csv.reader(lines[:10], delimiter=separator)]
        alike = sum(count == counts[0] for count in counts)
        return (alike if counts[0] > 1 else 0, counts[0])

    best = max(separators, key=split)
    if split(best)[1] > 1:
        return best
    wanted = " of ".join(_NAMES.get(s, repr(s)) for s in separators)
    other = [s for s in _NAMES if s not in separators and split(s)[1] > 1]
    seen = f"; wel gezien: {' en '.join(_NAMES[s] for s in other)}" if other else ""
    refuse(
        file,
        f"1 kolom gevonden: het scheidingsteken {wanted} komt in de kolomkop niet voor{seen}.",
        "Exporteer het bestand opnieuw met het juiste scheidingsteken.",
        row=1,
    )


def read_header(data: bytes, file: str, separator: str) -> list[str]:
    """Cells of the first line. Raises LoadRefused for an unclosed quote in any line."""
    if b'"' in data:
        for number, line in enumerate(data.split(b"\n"), start=1):
            if line.count(b'"') % 2:
                refuse(
                    file,
                    "een aanhalingsteken is op deze rij niet gesloten (of een cel loopt door op de volgende regel).",
                    "Sluit het aanhalingsteken of haal de regelafbreking uit de cel.",
                    row=number,
                )
    header = data.split(b"\n", 1)[0].decode()
    return next(csv.reader([header], delimiter=separator), [])


def read_cells(data: bytes, file: str, separator: str, width: int) -> pa.Table:
    """Rows below the header as stripped text, ``width`` columns named 0, 1, … Raises LoadRefused for a ragged row."""
    names = [str(i) for i in range(width)]
    ragged: list[pa_csv.InvalidRow] = []

    def remember(row: pa_csv.InvalidRow) -> str:
        ragged.append(row)
        return "skip"

    body = data.rstrip(b"\n ")
    if b"\n" not in body:
        refuse(file, "er staat alleen een rij met kolomkoppen in, zonder gegevens.", "Exporteer het bestand opnieuw.")
    cells = pa_csv.read_csv(
        io.BytesIO(body),
        read_options=pa_csv.ReadOptions(use_threads=False, column_names=names, skip_rows=1, block_size=1 << 24),
        parse_options=pa_csv.ParseOptions(delimiter=separator, ignore_empty_lines=False, invalid_row_handler=remember),
        convert_options=pa_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), null_values=[], strings_can_be_null=False
        ),
    )
    if ragged:
        row = ragged[0]
        more = f" Dit geldt voor {len(ragged)} rijen." if len(ragged) > 1 else ""
        refuse(
            file,
            f"deze rij heeft {row.actual_columns} cellen en de kolomkop {row.expected_columns}.{more}",
            "Herstel de rij; vaak staat het scheidingsteken in een naam zonder aanhalingstekens.",
            row=row.number,
        )
    return pa.table({name: pc.utf8_trim_whitespace(cells[name]) for name in names})
