"""What a coördinator may write under ``bewoners``, and what comes of it in the public half."""

from pathlib import Path

import pytest

import indicators
from model.errors import WijkpeilError
from snapshot import programmes
from snapshot.openbaar import public_programme
from tests.snapshot.programme_folder import GOOD, INDICATORS, overlay, write

__all__ = ["overlay"]


@pytest.mark.parametrize(
    "link",
    [
        "https://www.gemeente.example/reactie?buurt=1",
        "https://gemeente.example",
        "mailto:wijk@gemeente.example",
        "mailto:wijk@gemeente.example?subject=Herkent%20u%20dit",
    ],
)
def test_a_link_to_a_page_or_an_address_is_kept(overlay: Path, link: str) -> None:
    write(overlay, f"{GOOD}bewoners:\n  reactie: {link}\n")
    assert programmes.load_programme("proef", INDICATORS).bewoners.reactie == link


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "http://gemeente.example", "https://", "mailto:wijk", "data:text/html,x", "/reactie"],
)
def test_any_other_link_is_refused_with_its_line(overlay: Path, link: str) -> None:
    write(overlay, f'{GOOD}bewoners:\n  reactie: "{link}"\n')
    with pytest.raises(WijkpeilError) as refused:
        programmes.load_programme("proef", INDICATORS)
    assert str(refused.value) == (
        f"proef/programme.yaml, regel 24: '{link}' is geen adres dat met https:// begint en ook geen mailto: "
        "met een e-mailadres. Pas dit aan."
    )


def test_an_unknown_figure_and_a_sixth_one_are_refused(overlay: Path) -> None:
    write(overlay, f"{GOOD}bewoners:\n  cijfers: [inwonrs]\n")
    with pytest.raises(WijkpeilError, match=r"indicator 'inwonrs' bestaat niet. Bedoelt u 'inwoners'\?"):
        programmes.load_programme("proef", INDICATORS)
    write(overlay, f"{GOOD}bewoners:\n  cijfers: [inwoners, inwoners, inwoners, inwoners, inwoners, eenzaam]\n")
    with pytest.raises(WijkpeilError, match="bij 'cijfers' staan 6 waarden; het zijn er hoogstens 5"):
        programmes.load_programme("proef", INDICATORS)


def test_the_public_half_names_no_internal_figure(overlay: Path) -> None:
    write(overlay, f"{GOOD}bewoners:\n  cijfers: [aandeel_herkomst_turkije, eenzaam]\n")
    programme = programmes.load_programme("proef", indicators.discover())
    public = [i for i, one in indicators.discover().items() if one.public]
    assert public_programme(programme, public).bewoners.cijfers == ("eenzaam",)
