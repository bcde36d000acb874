"""A configuration with a mistake: nothing starts, the setting is named, and its value is in no message (fault 70)."""

from pathlib import Path

import pytest

from tests.conftest import run_process

SECRET = "geheim-Zx81"
WRONG = "Fout: Een instelling heeft een waarde die niet kan: {} moet {}. Verbeter haar.\n"


@pytest.mark.parametrize("command", [("serve", "--public"), ("build", "-p", "voorbeeldstad")])
def test_a_name_that_does_not_exist_refuses_to_start_with_the_nearest(
    data_folder: Path, command: tuple[str, ...]
) -> None:
    ran = run_process(data_folder, *command, WIJKPEIL_PROGRAMM=SECRET)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "Fout: WIJKPEIL_PROGRAMM bestaat niet als instelling. Bedoelt u 'WIJKPEIL_PROGRAMME'? Verbeter de naam of laat "
        "hem weg; Wijkpeil start niet.\n"
    )
    assert list(data_folder.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("PORT", ("WIJKPEIL_PORT (poort waarop de app luistert)", "een geheel getal zijn")),
        ("PUBLIC", ("WIJKPEIL_PUBLIC (alleen de openbare helft, voor iedereen)", "true of false zijn")),
        (
            "NET_TIMEOUT_SECONDS",
            (
                "WIJKPEIL_NET_TIMEOUT_SECONDS (zo lang mag een server zwijgen)",
                "een getal zijn, met een punt voor de decimalen",
            ),
        ),
    ],
)
def test_a_value_that_cannot_be_is_refused_without_showing_it(
    data_folder: Path, name: str, said: tuple[str, str]
) -> None:
    ran = run_process(data_folder, "serve", **{f"WIJKPEIL_{name}": SECRET})
    assert (ran.code, ran.out, ran.err) == (1, "", WRONG.format(*said))
    assert list(data_folder.iterdir()) == []


def test_a_value_beyond_its_bounds_says_the_bound(data_folder: Path) -> None:
    ran = run_process(data_folder, "snapshots", WIJKPEIL_MEMORY_MB="64", WIJKPEIL_NET_TOTAL_SECONDS="0")
    memory = "WIJKPEIL_MEMORY_MB (geheugengrens van de database bij een opbouw)"
    total = "minstens 256 zijn; WIJKPEIL_NET_TOTAL_SECONDS (zo lang mag één editie duren) moet meer dan 0 zijn"
    assert (ran.code, ran.out, ran.err) == (1, "", WRONG.format(memory, total))
