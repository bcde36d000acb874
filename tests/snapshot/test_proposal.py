"""A proposal waits out of sight, is published only on what it was made on, and survives kill -9 whole or not at all."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from model.errors import WijkpeilError
from snapshot import clean, figures, files, marks, proposal, publish, store
from snapshot.archive import Archive
from snapshot.backup import backup
from snapshot.build import build
from snapshot.settings import settings
from tests.conftest import Ran, run_process
from tests.snapshot.broken import KILLED, killed_at, run_broken
from tests.snapshot.proposed import NAME, audited, deliver, left, propose, served, settle

Command = Callable[..., Ran]
WAITS = f".voorstel-{NAME}"
AGAIN = f"Bouw opnieuw op met: wijkpeil build --programme {NAME} --hold."


@pytest.fixture(scope="module")
def proposed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one snapshot, and a proposal in which Markt has 130 inhabitants instead of 100."""
    data = tmp_path_factory.mktemp("voorstel") / "data"
    data.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WIJKPEIL_DATA", str(data))
        settings.cache_clear()
        settle(data)
        deliver(data.parent / "eerst")
        build(NAME)
        deliver(data.parent / "later", BU00010000=130)
        propose()
    settings.cache_clear()
    return data


@pytest.fixture
def data(proposed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    shutil.copytree(proposed, tmp_path / "data")
    monkeypatch.setenv("WIJKPEIL_DATA", str(tmp_path / "data"))
    settings.cache_clear()
    yield tmp_path / "data"
    settings.cache_clear()


def _markt() -> float:
    return float(
        figures.figure_table(store.open_snapshot(NAME), "inwoners").set_index("area").at["BU00010000", "value"]
    )


def test_a_proposal_is_out_of_sight_of_readers_clean_and_backup(data: Path, tmp_path: Path) -> None:
    assert [one[:4] for one in publish.identifiers(NAME)] == ["0001"]
    assert store.programmes_with_snapshot() == [NAME]
    assert _markt() == 100
    clean.clean(1)
    assert left() == [WAITS]
    backup(tmp_path / "kopie.tar.gz")
    shutil.unpack_archive(tmp_path / "kopie.tar.gz", tmp_path / "kopie")
    assert [p.name for p in (tmp_path / "kopie" / "snapshots").iterdir() if p.name.startswith(".")] == []


def test_doctor_tells_that_it_waits(data: Path, wijkpeil: Command) -> None:
    lines = wijkpeil("doctor").out.splitlines()
    at = lines.index(f"{'let op':<7} {'actualiteit':<14} er wacht een voorstel voor {NAME}")
    assert lines[at + 1].strip() == (
        f"Bekijk het met: wijkpeil compare --programme {NAME}. Publiceer of verwerp het daarna."
    )


def test_it_says_what_it_was_made_on_and_a_newer_one_takes_its_place(data: Path, tmp_path: Path) -> None:
    first = proposal.manifest_of(NAME)
    assert first is not None
    assert (first["volgt_op"], first["ingetrokken"]) == (served(), [])
    deliver(tmp_path / "nog", BU00010000=140)
    propose()
    second = proposal.manifest_of(NAME)
    assert second is not None
    assert second["canoniek_sha256"] != first["canoniek_sha256"]
    assert left() == [WAITS]


def test_published_it_is_the_next_snapshot_and_discarded_it_is_gone(data: Path, wijkpeil: Command) -> None:
    ran = wijkpeil("publish")
    assert ran.out == f"Voor {NAME} geldt nu peil {served()}.\n"
    assert str(served()).startswith("0002-")
    assert _markt() == 130
    assert left() == []
    nothing = wijkpeil("discard", "-p", NAME)
    assert (nothing.code, nothing.err) == (1, f"Fout: Er is geen voorstel voor '{NAME}'. {AGAIN}\n")
    propose()
    assert wijkpeil("discard").out == f"Het voorstel voor {NAME} is verworpen.\n"
    assert left() == []
    assert audited(data, "peil") == [
        ("voorstel publiceren", None),
        ("peil gepubliceerd", served()),
        ("voorstel verwerpen", None),
        ("voorstel verwerpen: niet gelukt", None),
        ("voorstel verwerpen", None),
    ]


def test_without_a_proposal_or_with_several_a_command_says_so(data: Path, wijkpeil: Command) -> None:
    shutil.copytree(proposal.place(NAME), proposal.place("anders"))
    assert wijkpeil("publish").err == f"Fout: Er zijn meer voorstellen. Kies met --programme uit: anders, {NAME}.\n"
    shutil.rmtree(proposal.place(NAME))
    shutil.rmtree(proposal.place("anders"))
    ran = wijkpeil("compare")
    assert (ran.code, ran.err) == (
        1,
        "Fout: Er is geen voorstel. Bouw er een op met: wijkpeil build --programme NAAM --hold.\n",
    )


def _another_was_published(data: Path) -> str:
    build(NAME)
    return f"na de opbouw is een ander peil gepubliceerd ({served()}), en de afscherming rekent daar niet mee"


def _one_was_withdrawn(data: Path) -> str:
    first = str(served())
    publish.withdraw(NAME, first, "telfout")
    return f"na de opbouw is peil {first} ingetrokken, en dit voorstel kan dezelfde fout hebben"


def _a_delivery_was_erased(data: Path) -> str:
    sidecar = data / "raw" / "cbs_kwb" / "2024" / "001" / "herkomst.json"
    content = json.loads(sidecar.read_text())
    content["erasure"] = {"erased_at": "2026-11-26T12:00:00Z", "why": "termijn"}
    sidecar.write_text(json.dumps(content))
    assert len(Archive(data / "raw").deliveries()) == 1
    return "na de opbouw is gewist: cbs_kwb 2024"


def _it_was_damaged(data: Path) -> str:
    (proposal.place(NAME) / publish.OPENBAAR).write_bytes(b"kapot")
    return "het is beschadigd"


@pytest.mark.parametrize(
    "happened", [_another_was_published, _one_was_withdrawn, _a_delivery_was_erased, _it_was_damaged]
)
def test_what_it_rests_on_is_no_longer_so_and_it_is_refused(
    data: Path, wijkpeil: Command, happened: Callable[[Path], str]
) -> None:
    why = happened(data)
    before = served(), publish.identifiers(NAME)
    ran = wijkpeil("publish", "-p", NAME)
    assert (ran.code, ran.err) == (
        1,
        f"Fout: Het voorstel voor '{NAME}' kan niet worden gepubliceerd: {why}. {AGAIN}\n",
    )
    assert (served(), publish.identifiers(NAME)) == before
    assert proposal.place(NAME).is_dir()


def test_a_busy_build_keeps_publication_and_discarding_waiting(data: Path) -> None:
    with files.only_one(data / "snapshots", "een opbouw"):
        for command in ("publish", "discard"):
            ran = run_process(data, command, "-p", NAME)
            assert ran.err == (
                "Fout: Er loopt al een opbouw in snapshots/. Wacht tot die klaar is en probeer het dan opnieuw.\n"
            )


@pytest.mark.parametrize(
    ("event", "word", "stays"),
    [
        ("open", "manifest.json", True),
        ("os.rename", f"{WAITS}'", True),  # before the earlier one goes out of sight
        ("os.rename", f".opbouw-{NAME}'", False),  # after that, before the new one takes its place
        ("shutil.rmtree", f".opbouw-{NAME}", True),  # the new one stands
    ],
)
def test_a_held_build_killed_at_any_moment_leaves_what_is_served_and_no_half_proposal(
    data: Path, event: str, word: str, stays: bool
) -> None:
    before = served()
    ran = run_broken(data, killed_at(event, word), "build", "-p", NAME, "--hold")
    assert ran.code == KILLED
    assert served() == before
    assert proposal.place(NAME).is_dir() == stays
    if stays:
        publish.verify(proposal.place(NAME))
    propose()
    assert left() == [WAITS]
    publish.verify(proposal.place(NAME))


@pytest.mark.parametrize("event_word", [("os.rename", WAITS), ("open", "wijzer.json.")])
def test_a_publication_killed_at_any_moment_can_be_done_again_or_was_done(
    data: Path, event_word: tuple[str, str], wijkpeil: Command
) -> None:
    before = str(served())
    assert run_broken(data, killed_at(*event_word), "publish", "-p", NAME).code == KILLED
    assert served() == before
    assert _markt() == 100
    if proposal.place(NAME).is_dir():
        assert wijkpeil("publish", "-p", NAME).code == 0
    else:  # it had its name already, and only the pointer was not moved
        assert wijkpeil("rollback", publish.identifiers(NAME)[-1], "-p", NAME).code == 0
    assert str(served()).startswith("0002-")
    assert _markt() == 130
    assert left() == []


def test_rollback_gives_every_figure_of_the_earlier_snapshot_to_the_last_digit(data: Path) -> None:
    first = str(served())
    before = store.open_snapshot(NAME).ask("FROM figure_map ORDER BY ALL")
    proposal.publish_proposal(NAME)
    assert not store.open_snapshot(NAME).ask("FROM figure_map ORDER BY ALL").equals(before)
    publish.rollback(NAME, first)
    assert store.open_snapshot(NAME).ask("FROM figure_map ORDER BY ALL").equals(before)


def test_a_withdrawn_one_that_was_known_at_the_build_is_no_reason(data: Path) -> None:
    publish.withdraw(NAME, str(served()), "telfout")
    propose()
    assert proposal.why_not(NAME) == []
    assert marks.withdrawal(proposal.publish_proposal(NAME)) is None


def test_asking_for_a_proposal_that_is_not_there_says_how_to_get_one(data: Path) -> None:
    with pytest.raises(WijkpeilError, match="Er is geen voorstel voor 'elders'"):
        proposal.publish_proposal("elders")
