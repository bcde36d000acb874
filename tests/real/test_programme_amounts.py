"""The programme folders beside the documents that they were entered from, and their totals beside the printed ones."""

import re

import pytest

from model.inhoud import TABLES, Inhoud
from model.middelen import Bedragkolom
from snapshot.programme_totals import reconciled
from snapshot.programmes import check_programme, programme_content
from snapshot.settings import CHECKOUT

SEEDS = CHECKOUT.parent / "shared" / "seeds"
DOCUMENT = {
    "memo-2023": "000_",
    "breda-samen-doorpakken": "002_",
    "convenant-2023": "003_",
    "uitvoeringsprogramma-2024": "004_",
}
PROGRAMMES = ("verbeter-breda", "npr-roosendaal", "thuis-in-de-wijk")
# Worked out, each with its sum in the note of the row; the document has the parts.
WORKED_OUT = {"360.000"}
# Printed in words or thousands.
SPOKEN = {"8.400.000": "8,4mln", "14.000.000": "14miljoen", "475.000": "475k"}


@pytest.fixture(scope="module")
def documents() -> dict[str, str]:
    if not SEEDS.is_dir():
        pytest.skip("de map ../shared/seeds met brondocumenten is er niet")
    found = {}
    for name, prefix in DOCUMENT.items():
        (path,) = SEEDS.glob(f"{prefix}*")
        found[name] = re.sub(r"\s", "", path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", PROGRAMMES)
def test_every_amount_stands_in_its_document(documents: dict[str, str], name: str) -> None:
    content = programme_content(name)
    amounts = [(m.bron, m.amount(column)) for m in content.middelen for column in Bedragkolom]
    amounts += [(t.bron, t.gedrukt_bedrag) for t in content.totalen]
    for document, amount in amounts:
        if amount:
            text = f"{amount:,.0f}".replace(",", ".")
            assert text in WORKED_OUT or SPOKEN.get(text, text) in documents[document], text
    for middel in content.middelen:
        for part in filter(None, re.split(r"[;,]\s", middel.gedrukt)):
            assert re.sub(r"\s", "", part).casefold() in documents[middel.bron].casefold(), middel.gedrukt


@pytest.mark.parametrize("name", PROGRAMMES)
def test_every_row_says_where_it_is_from(name: str) -> None:
    content = programme_content(name)
    for table, row_type in TABLES.items():
        if "bron" in row_type.model_fields:
            assert all(row.bron for row in getattr(content, table)), table


def _differences(content: Inhoud) -> dict[str, tuple[int, int, int]]:
    return {one.name: (int(one.printed), int(one.entered), int(one.difference)) for one in reconciled(content)}


def test_totals_of_breda_beside_the_printed_ones() -> None:
    assert _differences(programme_content("verbeter-breda")) == {
        "Totaal kosten": (2_580_000, 2_580_000, 0),
        "Totaal dekking gemeente, exploitatie": (1_730_000, 1_730_000, 0),
        "Totaal dekking gemeente, investering": (3_000_000, 3_000_000, 0),
        "Totaal rijk en overig": (13_100_000, 3_350_000, -9_750_000),
        "Beschikbare middelen exploitatie 2024": (2_531_066, 2_650_000, 118_934),
        "Beschikbare middelen exploitatie 2025": (2_532_066, 2_650_000, 117_934),
        "Beschikbare middelen exploitatie 2026": (2_534_066, 2_650_000, 115_934),
    }


def test_totals_of_roosendaal_beside_the_printed_ones() -> None:
    content = programme_content("npr-roosendaal")
    assert _differences(content) == {
        "Interventies uit Preventie met Gezag": (3_361_250, 1_740_000, -1_621_250),
        "Interventies uit SPUK Kansrijke Wijk": (5_778_864, 5_506_000, -272_864),
        "Interventies uit het Volkshuisvestingsfonds": (14_000_000, 9_900_000, -4_100_000),
        "Programmabureau, drie jaar": (1_425_000, 1_425_000, 0),
    }
    assert len(content.strategie_doelen) == 19
    assert len({pair.doel for pair in content.strategie_doelen}) == 12


def test_homes_of_the_region_wait_for_its_gemeenten() -> None:
    content = programme_content("thuis-in-de-wijk")
    assert _differences(content) == {"Streefcijfer van de regio voor 2023": (221, 0, -221)}
    assert len({home.gemeente for home in content.woonplekken}) == 9
    assert sum(origin.aandeel_pct for origin in content.herkomst) == 100


def test_a_slip_of_the_pen_is_kept_and_marked() -> None:
    slips = [m for m in programme_content("verbeter-breda").middelen if m.gedrukt == "€ 5000.000"]
    assert [(m.jaar, m.gepland, m.te_controleren) for m in slips] == [(2025, None, True), (2026, None, True)]


@pytest.mark.parametrize("name", PROGRAMMES)
def test_what_does_not_add_up_has_a_note(name: str) -> None:
    assert check_programme(name).mistakes == ()
    assert all("Noot: " in warning for warning in check_programme(name).warnings)
