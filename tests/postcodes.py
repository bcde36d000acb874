"""Postcodes for the example, put into a copy of it: building it again with a table of addresses takes half a minute."""

import json
from pathlib import Path

import duckdb

from snapshot import files, publish

# 9901AA lies in two buurten, 9901AB in one.
ROWS = (("9901AA", "BU99010001", 0.75), ("9901AA", "BU99010003", 0.25), ("9901AB", "BU99010100", 1.0))


def add_postcodes(data: Path) -> None:
    """Write ROWS into the public half of the only peil in a data folder, and its new checksum into the manifest."""
    (database,) = data.glob(f"snapshots/*/*/{publish.OPENBAAR}")
    database.chmod(0o644)
    with duckdb.connect(str(database)) as connection:
        for postcode, code, share in ROWS:
            connection.execute(
                "INSERT INTO postcode (postcode, code, share, boundary_year) VALUES (?, ?, ?, 2025)",
                [postcode, code, share],
            )
    manifest = database.parent / publish.MANIFEST
    content = json.loads(manifest.read_text(encoding="utf-8"))
    content["bestanden"][publish.OPENBAAR] = files.sha256_of(database)
    manifest.chmod(0o644)
    manifest.write_text(json.dumps(content), encoding="utf-8")
