"""Withdrawing, freezing and cleaning: what is served then, what the pages say, and what never goes."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from model.errors import WijkpeilError
from snapshot import files, marks, publish, store
from snapshot.earlier import read_earlier
from snapshot.settings import settings
from tests.conftest import Ran, run_process
from tests.snapshot.broken import KILLED, full_disk, killed_at, run_broken

Command = Callable[..., Ran]
NAME, WHY = "voorbeeldstad", "telfout in het register"


@pytest.fixture
def several(voorbeeld_copy: Path) -> list[Path]:
    """Eight snapshots of the example, the last one served; their folders, oldest first."""
    (first,) = (voorbeeld_copy / "snapshots" / NAME).iterdir()
    found = [first]
    for number in range(2, 9):
        found.append(first.with_name(f"{number:04d}-{first.name[5:]}"))
        shutil.copytree(first, found[-1], copy_function=_link)
    publish.point_to(NAME, found[-1].name)
    return found


def _link(source: str, target: str) -> None:
    Path(target).hardlink_to(source)


def _damage(directory: Path) -> None:
    path = directory / publish.INTERN
    path.unlink()
    path.write_bytes(b"kapot")


def _ids(data: list[Path]) -> list[str]:
    return [path.name[:4] for path in data if path.is_dir()]


def test_a_withdrawn_snapshot_gives_way_to_the_sound_one_before_it(several: list[Path], wijkpeil: Command) -> None:
    _damage(several[6])
    assert wijkpeil("withdraw", several[5].name, "--reason", WHY).code == 0
    ran = wijkpeil("withdraw", several[7].name, "--reason", WHY)
    assert ran.out.splitlines() == [
        f"Peil {several[7].name} van {NAME} is ingetrokken.",
        f"Nu geldt peil {several[4].name}.",
        "Staat de openbare helft op een andere server, verzend haar dan opnieuw met: wijkpeil ship --to MAP.",
    ]
    opened = store.open_snapshot()
    assert (opened.id, opened.banners) == (several[4].name, [])
    assert publish.read_pointer()["peilen"] == {NAME: opened.id}
    refused = wijkpeil("rollback", several[7].name)
    assert refused.code == 1
    assert f"is ingetrokken op {datetime.now(UTC):%d-%m-%Y} ({WHY})" in refused.err
    assert f"ingetrokken: {WHY}" in wijkpeil("snapshots").out
    assert "is al ingetrokken op" in wijkpeil("withdraw", several[7].name, "--reason", "nog eens").err


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_withdrawal_needs_a_reason(several: list[Path], wijkpeil: Command, reason: str) -> None:
    ran = wijkpeil("withdraw", several[7].name, "--reason", reason)
    assert ran.err == ("Fout: Noem de reden met --reason, bijvoorbeeld: --reason 'telfout in het register van 2024'.\n")
    assert store.open_snapshot().id == several[7].name


def test_killed_after_the_mark_nobody_opens_it(several: list[Path]) -> None:
    fault = killed_at("os.rename", "wijzer.json")
    ran = run_broken(settings().data, fault, "withdraw", several[7].name, "--reason", WHY)
    assert ran.code == KILLED
    opened = store.open_snapshot()
    assert (opened.id, opened.banners) == (several[6].name, [])


def test_a_full_disk_says_so_and_nothing_is_half_withdrawn(several: list[Path]) -> None:
    ran = run_broken(settings().data, full_disk(10), "withdraw", several[7].name, "--reason", WHY)
    assert (ran.code, ran.err[:47]) == (1, "Fout: schrijven of lezen is niet gelukt (File t")
    assert store.open_snapshot().id == several[7].name


def test_a_mark_that_cannot_be_read_still_counts(several: list[Path]) -> None:
    (several[7] / marks.WITHDRAWN).write_text("{")
    assert store.open_snapshot().id == several[6].name


def _page(*, public: bool) -> AppTest:
    return AppTest.from_string("from pages.analist import kaart\nkaart.render()", default_timeout=60)


@pytest.mark.parametrize("public", [False, True])
def test_pages_say_so_where_the_figures_were_also_to_who_was_reading(
    several: list[Path], wijkpeil: Command, monkeypatch: pytest.MonkeyPatch, public: bool
) -> None:
    monkeypatch.setenv("WIJKPEIL_PUBLIC", str(public).lower())
    settings.cache_clear()
    page = _page(public=public).run()
    assert page.session_state["wp_peilen"][NAME].id == several[7].name
    assert not page.warning
    assert wijkpeil("withdraw", several[7].name, "--reason", f"{WHY} <b>van 2024</b>").code == 0
    page.run()
    assert page.session_state["wp_peilen"][NAME].id == several[6].name
    assert [warning.value for warning in page.warning] == [
        f"Op {datetime.now(UTC):%d-%m-%Y} zijn cijfers ingetrokken die hier stonden. Reden: {WHY} &lt;b&gt;van "
        "2024&lt;/b&gt;. Gebruik die cijfers niet meer."
    ]


def test_with_nothing_left_the_reason_stands_alone_and_goes_to_the_public_server(
    voorbeeld_copy: Path, tmp_path: Path, wijkpeil: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "web"
    (only,) = publish.identifiers(NAME)
    assert wijkpeil("ship", "--to", target).code == 0
    assert "Er geldt nu geen peil. Bouw op met:" in wijkpeil("withdraw", only, "--reason", WHY).out
    page = _page(public=False).run()
    assert [WHY in warning.value for warning in page.warning] == [True]
    ran = wijkpeil("ship", "--to", target)
    assert ran.code == 1
    assert ran.out == f"Ingetrokken, ook in web/: peil {only}.\n"
    assert ran.err.startswith(f"Fout: Alle peilen van '{NAME}' zijn ingetrokken.")
    monkeypatch.setenv("WIJKPEIL_DATA", str(target))
    monkeypatch.setenv("WIJKPEIL_PUBLIC", "true")
    settings.cache_clear()
    page = _page(public=True).run()
    assert [WHY in warning.value for warning in page.warning] == [True]
    assert "Er zijn nog geen cijfers" in page.get("html")[-1].proto.body
    with pytest.raises(WijkpeilError, match="zijn ingetrokken"):
        store.open_snapshot()


def test_clean_keeps_the_served_the_frozen_the_newest_and_what_was_withdrawn_lately(
    several: list[Path], wijkpeil: Command
) -> None:
    assert wijkpeil("freeze", several[0].name, "--name", "bijeenkomst 2026").code == 0
    assert wijkpeil("withdraw", several[1].name, "--reason", WHY).code == 0
    assert wijkpeil("rollback", several[2].name).code == 0
    (settings().snapshots / ".opbouw-voorbeeldstad").mkdir()
    ran = wijkpeil("clean", "--keep", "2")
    assert ran.code == 0
    assert [line.split(" (")[0] for line in ran.out.splitlines()] == [
        f"Opgeruimd: peil {several[n].name} van {NAME}" for n in (3, 4, 5)
    ]
    assert _ids(several) == ["0001", "0002", "0003", "0007", "0008"]
    assert list(settings().snapshots.glob(".*-*")) == []
    assert wijkpeil("clean", "--keep", "2").out == "Er zijn geen peilen om op te ruimen.\n"
    assert "bevroren: bijeenkomst 2026" in wijkpeil("snapshots").out
    assert store.open_snapshot().id == several[2].name
    long_ago = datetime.now(UTC).date() - timedelta(days=marks.NOTICE_DAYS)
    files.write_json(several[1] / marks.WITHDRAWN, {"datum": long_ago.isoformat(), "tekst": WHY})
    assert store.notices(NAME) == []
    assert wijkpeil("clean", "--keep", "2").code == 0
    assert _ids(several) == ["0001", "0003", "0007", "0008"]


def test_what_was_ever_public_stays_known(several: list[Path], wijkpeil: Command) -> None:
    folder = several[0].parent
    before = read_earlier(folder, publish.identifiers(NAME)).ledger.told
    assert len(before) > 1000
    assert wijkpeil("clean", "--keep", "1").code == 0
    (left,) = publish.identifiers(NAME)
    pd.testing.assert_frame_equal(read_earlier(folder, [left]).ledger.told, before)


def test_while_the_newest_cannot_say_what_was_public_nothing_is_removed(several: list[Path], wijkpeil: Command) -> None:
    _damage(several[7])
    ran = wijkpeil("clean", "--keep", "1")
    assert ran.out.startswith(f"Niet opgeruimd: {NAME}: het nieuwste peil houdt bij wat ooit openbaar was")
    assert len(_ids(several)) == 8


def test_without_a_pointer_nothing_is_removed(several: list[Path], wijkpeil: Command) -> None:
    (settings().snapshots / publish.POINTER).unlink()
    assert wijkpeil("clean", "--keep", "1").out.startswith(f"Niet opgeruimd: {NAME}: de wijzer noemt geen peil")
    assert len(_ids(several)) == 8


def test_killed_while_removing_no_half_snapshot_is_left(several: list[Path]) -> None:
    ran = run_broken(settings().data, killed_at("os.remove", ".duckdb"), "clean", "--keep", "2")
    assert ran.code == KILLED
    for identifier in publish.identifiers(NAME):
        publish.verify(settings().snapshots / NAME / identifier)
    assert run_process(settings().data, "clean", "--keep", "2").code == 0
    assert len(publish.identifiers(NAME)) == 2
    assert list(settings().snapshots.glob(".weg-*")) == []
