"""``wijkpeil update`` from the internet: what came is built and published, and what did not come is said."""

from collections.abc import Callable

from snapshot import publish
from tests.conftest import Ran
from tests.net.server import World
from tests.net.tables import kwb

Run = Callable[..., Ran]
NAME = "voorbeeldstad"


def test_what_came_is_published_and_the_exit_code_says_that_not_all_came(
    world: World, server: str, wijkpeil: Run
) -> None:
    world.add(kwb(2025))  # of all other sources and years there is nothing on this server
    first = wijkpeil("update", "-p", NAME)
    served = publish.read_pointer()["peilen"][NAME]
    assert first.code == 2, first.err
    assert "  nieuw: 2025\n" in first.out
    assert first.out.splitlines()[-3:-2] == ["Niet alles is opgehaald. De opbouw gaat door met wat er is."]
    assert first.out.splitlines()[-2].startswith("Dit is een voorstel zonder voorganger: het brengt ")
    assert first.out.splitlines()[-1] == f"Binnen de grenzen: voor {NAME} geldt nu peil {served}."

    again = wijkpeil("update", "-p", NAME)
    assert (again.code, again.out.splitlines()[-1]) == (2, f"Er is niets veranderd: peil {served} blijft gelden.")
    assert publish.identifiers(NAME) == [served]
