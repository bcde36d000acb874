"""``wijkpeil export``: a file under a telling name, and refusals that leave nothing behind."""

from collections.abc import Callable
from pathlib import Path

import pytest

from snapshot.store import Snapshot
from tests.conftest import Ran

Wijkpeil = Callable[..., Ran]
NAME = "wijkpeil-voorbeeldstad-koopwoningen-buurt-2023-2024"


@pytest.mark.usefixtures("voorbeeld_open")
def test_a_folder_gets_a_file_with_a_telling_name(wijkpeil: Wijkpeil, tmp_path: Path) -> None:
    chosen = ("-i", "koopwoningen", "-l", "buurt", "--period", "2023", "--period", "2024")
    ran = wijkpeil("export", *chosen, "--openbaar", "--to", tmp_path)
    assert (ran.code, ran.out) == (0, f"106 cijfers staan in {tmp_path / NAME}.csv.\n")
    first, *lines = (tmp_path / f"{NAME}.csv").read_text(encoding="utf-8-sig").splitlines()
    assert first.startswith("indicator;indicator_naam;gewone_naam;thema;eenheid;gebied;gebied_naam;niveau;")
    assert len(lines) == 106
    intern = wijkpeil("export", *chosen, "-f", "xlsx", "--to", tmp_path)
    assert intern.out == f"106 cijfers staan in {tmp_path / NAME}-intern.xlsx.\n"


REFUSED = [
    (
        ("-i", "koopwoning"),
        "x.csv",
        "indicator: 'koopwoning' bestaat niet. Bedoelt u 'koopwoningen'?",
    ),
    ((), "x.csv", "indicator: deze parameter ontbreekt. Geef haar, bijvoorbeeld inwoners."),
    (("-i", "inwoners"), "x.xlsx", "x.xlsx eindigt niet op .csv. Verander de naam, of kies een andere vorm"),
    (
        ("-i", "inwoners", "--public-set"),
        "x",
        "Met --public-set gaat alles wat openbaar is mee.",
    ),
    (("-i", "inwoners", "--period", "x"), "x.csv", "period: 'x' kan hier niet. Geef bijvoorbeeld 2024."),
]


@pytest.mark.parametrize(("chosen", "file", "said"), REFUSED, ids=[said[:20] for _, _, said in REFUSED])
def test_a_refusal_leaves_nothing(
    voorbeeld_open: Snapshot, wijkpeil: Wijkpeil, tmp_path: Path, chosen: tuple[str, ...], file: str, said: str
) -> None:
    ran = wijkpeil("export", *chosen, "--to", tmp_path / file)
    assert ran.code == 1
    assert ran.err.startswith(f"Fout: {said}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("voorbeeld_open")
def test_a_folder_that_is_not_there_is_named(wijkpeil: Wijkpeil, tmp_path: Path) -> None:
    ran = wijkpeil("export", "-i", "inwoners", "--to", tmp_path / "weg" / "x.csv")
    assert ran.err == f"Fout: De map {tmp_path / 'weg'} bestaat niet. Maak haar eerst, of kies een andere met --to.\n"
