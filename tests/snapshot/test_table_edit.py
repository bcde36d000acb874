"""Editing a programme's tables: what is saved is right, whole and kept in every version, also of two people at once."""

import json
import multiprocessing
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.inhoud import TABLES
from model.tabelversie import Row
from snapshot import audit, last_good, programmes, table_edit, table_history
from snapshot.settings import settings
from snapshot.table_edit import Edit
from snapshot.table_history import OUTSIDE
from snapshot.table_merge import KEPT, REMOVED, merge
from snapshot.table_names import propose_id
from snapshot.table_rows import changes, placed
from tests.snapshot.programme_folder import GOOD, write
from tests.snapshot.test_programme_tables import MONEY, OVERVIEWS, PARTNERS, PLANS, TOTALS

PARTNER = TABLES["partners"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small programme in the overlay alone; gives its folder."""
    monkeypatch.setenv("WIJKPEIL_DATA", str(tmp_path))
    settings.cache_clear()
    write(tmp_path / "programmes", GOOD)
    tables = {
        "partners": PARTNERS,
        "interventies": PLANS,
        "overzichten": OVERVIEWS,
        "middelen": MONEY,
        "totalen": TOTALS,
    }
    for name, text in tables.items():
        write(tmp_path / "programmes", text, f"{name}.csv")
    yield tmp_path / "programmes" / "proef"
    settings.cache_clear()


def _row(identifier: str, name: str, about: str = "") -> Row:
    return {"id": identifier, "naam": name, "toelichting": about}


def _with(*rows: Row) -> Edit:
    """The partners with more rows."""
    edit = table_edit.begin("proef", "partners")
    return replace(edit, rows=(*edit.rows, *rows))


def _partners() -> list[str]:
    return [one.naam for one in programmes.programme_content("proef").partners]


def test_what_is_saved_shows_at_once_and_every_version_is_kept(folder: Path) -> None:
    saved = table_edit.save("proef", "Anna", {"partners": _with(_row("school", "De School"))})
    assert saved.numbers == {"partners": 2}
    assert _partners() == ["Buurthuis De Sleutel", "De School"]
    first, second = table_history.versions("proef", "partners")
    assert (first.who, first.how, second.who) == ("", table_history.FIRST, "Anna")
    assert [(change.kind, change.label) for change in second.changes] == [("erbij", "De School")]
    assert second.moment.endswith("+00:00")
    assert table_history.rows_at("proef", "partners", 1) == (_row("buurthuis", "Buurthuis De Sleutel"),)
    (line,) = audit.entries()
    assert (line["wie"], line["tabellen"]) == ("Anna", "partners (versie 2)")
    assert "School" not in json.dumps(line)


def test_bringing_back_a_version_is_a_version_of_its_own(folder: Path) -> None:
    table_edit.save("proef", "Anna", {"partners": _with(_row("school", "De School"))})
    edit = replace(table_edit.begin("proef", "partners"), rows=table_history.rows_at("proef", "partners", 1))
    assert table_edit.save("proef", "Bo", {"partners": edit}).numbers == {"partners": 3}
    assert _partners() == ["Buurthuis De Sleutel"]
    assert len(table_history.versions("proef", "partners")) == 3


def test_tables_that_need_each_other_are_saved_together_or_not_at_all(folder: Path) -> None:
    money, totals = table_edit.begin("proef", "middelen"), table_edit.begin("proef", "totalen")
    money = replace(
        money, rows=tuple(row | {"gepland": "1500", "kosten": "1500", "toegekend": "1500"} for row in money.rows)
    )
    alone = table_edit.save("proef", "Anna", {"middelen": money})
    assert "gedrukt is 1.000, ingevuld 1.500" in alone.mistakes[0]
    assert table_history.versions("proef", "middelen") == []
    totals = replace(totals, rows=tuple(row | {"gedrukt_bedrag": "1500"} for row in totals.rows))
    assert table_edit.save("proef", "Anna", {"middelen": money, "totalen": totals}).numbers == {
        "middelen": 2,
        "totalen": 2,
    }


def test_a_mistake_is_told_as_check_does_and_nothing_is_written(folder: Path) -> None:
    before = (folder / "partners.csv").read_bytes()
    gone = replace(table_edit.begin("proef", "partners"), rows=())
    (mistake,) = table_edit.save("proef", "Anna", {"partners": gone}).mistakes
    assert mistake.startswith(
        "proef/interventies.csv, rij 2, kolom 'partners', waarde 'buurthuis': 'buurthuis' bestaat"
    )
    (secret,) = table_edit.save("proef", "Anna", {"partners": _with(_row("x", "Bel 06-12345678"))}).mistakes
    assert "persoonsgegevens" in secret
    assert "12345678" not in secret
    assert (folder / "partners.csv").read_bytes() == before
    assert not (folder / "geschiedenis" / "partners").exists()


def test_the_second_of_two_sees_what_the_first_did_and_decides(folder: Path) -> None:
    table_edit.save("proef", "Anna", {"partners": _with(_row("school", "School", "oud"), _row("bieb", "Bieb"))})
    anna, bo = table_edit.begin("proef", "partners"), table_edit.begin("proef", "partners")
    hers = [row | {"naam": "De School"} if row["id"] == "school" else row for row in anna.rows if row["id"] != "bieb"]
    his = [row | {"naam": "Basisschool", "toelichting": "nieuw"} if row["id"] == "school" else row for row in bo.rows]
    his = [row | {"toelichting": "open"} if row["id"] == "bieb" else row for row in his]
    table_edit.save("proef", "Anna", {"partners": replace(anna, rows=tuple(hers))})
    edit = replace(bo, rows=(*his, _row("sport", "Sportclub")))
    seen = table_edit.save("proef", "Bo", {"partners": edit}).meanwhile["partners"]
    assert [(version.who, version.number) for version in seen.since] == [("Anna", 3)]
    told = [(one.label, one.column, one.mine, one.theirs) for one in seen.merge.conflicts]
    assert told == [("Basisschool", "naam", "Basisschool", "De School"), ("Bieb", "", KEPT, REMOVED)]
    assert _partners() == ["Buurthuis De Sleutel", "De School"]
    assert table_edit.save("proef", "Bo", {"partners": seen.onto(edit, [True, False])}).numbers == {"partners": 4}
    rows = placed(PARTNER, table_edit.begin("proef", "partners").rows)
    assert rows["school",] == _row("school", "De School", "nieuw")
    assert rows["bieb",] == _row("bieb", "Bieb", "open")
    assert ("sport",) in rows


def test_what_was_changed_outside_becomes_a_version_and_is_not_lost(folder: Path) -> None:
    table_edit.save("proef", "Anna", {"partners": _with(_row("school", "De School"))})
    write(folder.parent, PARTNERS + "bieb;Bieb\n", "partners.csv")
    table_edit.save("proef", "Bo", {"partners": _with(_row("sport", "Sportclub"))})
    versions = table_history.versions("proef", "partners")
    assert [(one.who, one.how) for one in versions[2:]] == [("", OUTSIDE), ("Bo", table_edit.BY_HAND)]
    assert [(change.kind, change.label) for change in versions[2].changes] == [("erbij", "Bieb"), ("weg", "De School")]


def test_a_table_that_was_broken_by_hand_gives_way_to_its_last_good_version(folder: Path) -> None:
    assert last_good.shown_content("proef").wrong == ""
    table_edit.save("proef", "Anna", {"partners": _with(_row("school", "De School"))})
    write(folder.parent, "id;naam\nFout id;x\n", "partners.csv")
    shown = last_good.shown_content("proef")
    assert [one.naam for one in shown.inhoud.partners] == ["Buurthuis De Sleutel", "De School"]
    assert "proef/partners.csv, rij 2, kolom 'id'" in shown.wrong
    assert "partners.csv (versie 2)" in shown.instead
    # What is right in itself and breaks another table is put back too.
    write(folder.parent, "id;naam\nschool;De School\n", "partners.csv")
    assert len(last_good.shown_content("proef").inhoud.partners) == 2


def test_personal_data_that_somebody_put_in_by_hand_is_in_no_history(folder: Path) -> None:
    write(folder.parent, PARTNERS + "jan;Jan 06-12345678\n", "partners.csv")
    edit = table_edit.begin("proef", "partners")
    assert "weggelaten" in table_edit.check("proef", {"partners": edit}).mistakes[0]
    mended = replace(edit, rows=edit.rows[:1])
    assert table_edit.save("proef", "Anna", {"partners": mended}).numbers == {"partners": 2}
    kept = b"".join(path.read_bytes() for path in (folder / "geschiedenis").rglob("*") if path.is_file())
    assert b"12345678" not in kept


def _save_one(data: str, name: str, started: Barrier | None) -> None:
    os.environ["WIJKPEIL_DATA"] = data
    settings.cache_clear()
    edit = table_edit.begin("proef", "partners")
    if started is not None:
        started.wait()
    while not (
        saved := table_edit.save("proef", name, {"partners": replace(edit, rows=(*edit.rows, _row(name, name)))})
    ).numbers:
        edit = Edit(saved.meanwhile["partners"].now, saved.meanwhile["partners"].now.rows)


def test_four_processes_at_once_lose_nothing(folder: Path) -> None:
    context = multiprocessing.get_context("fork")
    started, names = context.Barrier(4), ["een", "twee", "drie", "vier"]
    data = str(folder.parents[1])
    processes = [context.Process(target=_save_one, args=(data, name, started)) for name in names]
    for process in processes:
        process.start()
    for process in processes:
        process.join(30)
        assert process.exitcode == 0
    assert set(_partners()) == {"Buurthuis De Sleutel", *names}
    assert [version.number for version in table_history.versions("proef", "partners")] == [1, 2, 3, 4, 5]


def test_a_write_that_is_killed_leaves_the_old_table_or_the_new_one_whole(folder: Path) -> None:
    """Kill -9 at every step of a write: each step is a file that is renamed into place."""
    context = multiprocessing.get_context("fork")
    data = str(folder.parents[1])
    for step, early in product(range(1, 5), (True, False)):
        before, name = (folder / "partners.csv").read_bytes(), f"naam{step}-{early}".lower()
        process = context.Process(target=_killed, args=(data, name, step, early))
        process.start()
        process.join(30)
        after = (folder / "partners.csv").read_bytes()
        assert process.exitcode == -signal.SIGKILL
        assert after == before or name.encode() in after
        programmes.programme_content("proef")
        table_history.mend("proef")
        versions = table_history.versions("proef", "partners")
        assert [one.number for one in versions] == list(range(1, len(versions) + 1))
        now = table_history.current("proef", "partners").sha256
        assert not versions or versions[-1].sha256 == now
        assert not (folder / "geschiedenis" / "bezig.json").exists()
    table_edit.save("proef", "Anna", {"partners": _with(_row("einde", "Einde"))})
    assert "Einde" in _partners()
    assert not list(folder.rglob(".*.csv.*"))


def _killed(data: str, name: str, step: int, before: bool) -> None:
    real, count = os.replace, 0

    def replacing(source: str, target: str) -> None:
        nonlocal count
        if "geschiedenis" in str(target) or str(target).endswith("partners.csv"):
            count += 1
        if count == step and before:
            os.kill(os.getpid(), signal.SIGKILL)
        real(source, target)
        if count == step:
            os.kill(os.getpid(), signal.SIGKILL)

    os.replace = replacing
    _save_one(data, name, None)


def test_nothing_is_saved_when_the_disk_is_full(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "vol")

    edit = _with(_row("school", "De School"))
    monkeypatch.setattr("snapshot.files.write_bytes", full)
    with pytest.raises(Exception, match=r"Er is niets bewaard: partners\.csv kon niet worden geschreven"):
        table_edit.save("proef", "Anna", {"partners": edit})
    monkeypatch.undo()
    assert audit.entries()[-1]["wat"].endswith("niet gelukt") or not audit.entries()


_IDS = st.sampled_from(["a", "b", "c", "d"])
_ROWS = st.dictionaries(_IDS, st.tuples(st.sampled_from("xyz"), st.sampled_from(["", "1", "2"])), max_size=4).map(
    lambda found: tuple(_row(identifier, *cells) for identifier, cells in found.items())
)


@given(base=_ROWS, mine=_ROWS, theirs=_ROWS)
def test_merging_keeps_what_only_one_changed_and_asks_where_both_did(
    base: tuple[Row, ...], mine: tuple[Row, ...], theirs: tuple[Row, ...]
) -> None:
    """From the definition, cell by cell; the same whichever of the two is called mine, but for the order."""
    found = merge(PARTNER, base, mine, theirs)
    old, ours, others = (placed(PARTNER, rows) for rows in (base, mine, theirs))
    rows = placed(PARTNER, found.rows)
    asked = {(one.place, one.column) for one in found.conflicts}
    for place in {*old, *ours, *others}:
        row = (old.get(place), ours.get(place), others.get(place))
        if row[1] == row[0]:
            assert rows.get(place) == row[2]
        elif row[2] in (row[0], row[1]):
            assert rows.get(place) == row[1]
        elif row[1] is None or row[2] is None:
            assert (place, "") in asked
        else:
            for name in row[1]:
                both = {row[1][name], row[2][name]} - {(row[0] or {}).get(name, "")}
                assert (len(both) == 2) == ((place, name) in asked)
                assert rows[place][name] in both or not both
    swapped = merge(PARTNER, base, theirs, mine)
    mirrored = swapped.decided([True] * len(swapped.conflicts))
    assert placed(PARTNER, mirrored) == placed(PARTNER, found.decided([False] * len(found.conflicts)))
    assert changes(PARTNER, base, base) == ()


@pytest.mark.parametrize(
    ("name", "taken", "proposed"),
    [
        ("Huis van de Buurt", (), "huis-van-de-buurt"),
        ("Café ’t Hoekje", ("cafe-t-hoekje",), "cafe-t-hoekje-2"),
        ("24-uursopvang", (), "r-24-uursopvang"),
        ("x" * 60, (), "x" * 40),
    ],
)
def test_an_id_is_proposed_from_the_name(name: str, taken: tuple[str, ...], proposed: str) -> None:
    assert propose_id(name, taken) == proposed
