"""Persons in a file: refused, and not one value of it in a message, a log, the archive or any other file (fault 62)."""

from pathlib import Path

import pytest

from tests.conftest import served_hash
from tests.faults.conftest import Town
from tests.faults.test_surveys import HEADER
from tests.faults.town import NAME, register
from tests.loaders.surveys import write_codebook
from tests.loaders.table_files import write

# Made-up people. The numbers pass the 11-proef and belong to nobody that this project knows of.
PEOPLE = {
    "naam": ("achternaam", ["Zwaluwenburg", "Kwikstaart", "Roodborst", "Winterkoning"]),
    "e-mail": (
        "contact",
        ["z.waluw@voorbeeld.nl", "k.staart@voorbeeld.nl", "r.borst@voorbeeld.nl", "w.k@voorbeeld.nl"],
    ),
    "bsn": ("burger", ["111222333", "123456782", "987654329", "100000009"]),
    "geboortedatum": ("geboortedatum", ["1961-07-19", "1975-03-28", "1988-11-02", "1999-09-09"]),
    "telefoon": ("bereikbaar", ["0612345678", "06-87654321", "+31611223344", "0644332211"]),
}
MESSAGE = (
    "{file}, kolom '{column}': deze kolom lijkt persoonsgegevens te bevatten; de waarden worden hier niet herhaald. "
    "Lever alleen aantallen per gebied, en verwijder dit bestand van plekken waar het niet hoort."
)


def _nowhere(town: Town, ran_text: str, values: list[str]) -> None:
    kept = "".join(p.read_text("utf-8", errors="ignore") for p in town.data.rglob("*") if p.is_file())
    for value in values:
        assert value not in ran_text
        assert value not in kept


@pytest.mark.parametrize("kind", PEOPLE)
@pytest.mark.parametrize("form", ["enquete", "register"])
def test_persons_are_refused_and_nowhere_repeated(town: Town, folder: Path, kind: str, form: str) -> None:
    column, values = PEOPLE[kind]
    if form == "enquete":
        write_codebook(folder, "enquete.yaml", overgeslagen=[column])
        rows = "".join(f"{n};Markt;a;1;7;1;{value}\n" for n, value in enumerate(values))
        path = write(folder, f"{HEADER};{column}\n{rows}", "enquete.csv")
    else:
        rows = "".join(
            f"{buurt};2024;120;{v}\n" for buurt, v in zip(("Markt", "Chassé", "Haven", "Emer"), values, strict=True)
        )
        path = register(folder, f"buurt;jaar;inwoners;{column}\n{rows}")
    before, deliveries = served_hash(NAME), town.deliveries
    for ran in (town.check(path), town.fetch(path)):
        assert ran.code in (1, 2)
        assert MESSAGE.format(file=path.name, column=column) in ran.out
        _nowhere(town, ran.out + ran.err, values)
    assert (served_hash(NAME), town.deliveries) == (before, deliveries)


def test_free_text_is_refused_and_nowhere_repeated(town: Town, folder: Path) -> None:
    """Text that respondents wrote may tell who they are; no codebook can let it in."""
    said = [f"Mijn buurvrouw op nummer {n} is ziek en haar zoon zit vast" for n in range(11, 15)]
    write_codebook(folder, "enquete.yaml", overgeslagen=["toelichting"])
    rows = "".join(f"{n};Markt;a;1;7;1;{text}\n" for n, text in enumerate(said))
    path = write(folder, f"{HEADER};toelichting\n{rows}", "enquete.csv")
    before, deliveries = served_hash(NAME), town.deliveries
    ran = town.fetch(path)
    assert (ran.code, ran.out.startswith("Geweigerd: 1\n  enquete.csv, kolom 'toelichting': ")) == (1, True), ran.out
    _nowhere(town, ran.out + ran.err, ["buurvrouw", "zit vast"])
    assert (served_hash(NAME), town.deliveries) == (before, deliveries)
