"""A file of an own group has the columns of every export, and says of which buurten the group is."""

from exports.csv_file import csv_bytes
from exports.fields import FLAT
from exports.own_rows import rows
from snapshot.own_ground import ground
from snapshot.own_group import OWN_CODE, own_group
from snapshot.store import Snapshot


def test_the_rows_of_an_own_group(voorbeeld_open: Snapshot) -> None:
    frame = own_group(voorbeeld_open, ground(voorbeeld_open), ["BU99010400", "BU99010703"]).figures
    own = frame[frame["area"] == OWN_CODE].assign(area_name="=cmd|' /C calc'!A0")
    found = rows(voorbeeld_open, own, 'Eigen gebied "x": Poolster (BU99010400).')
    assert list(found.columns) == [field.name for field in FLAT]
    assert set(found["niveau"]) == {"eigen gebied"}
    assert found["citaat"].str.endswith("Poolster (BU99010400).").all()
    hidden = found[found["status"] == "afgeschermd"]
    assert len(hidden) > 3
    assert hidden[["waarde", "teller", "noemer", "ondergrens", "bovengrens"]].isna().all(axis=None)
    told = csv_bytes(found, [field.column for field in FLAT]).decode("utf-8-sig")
    assert ";'=cmd|" in told
    assert ";=cmd|" not in told
