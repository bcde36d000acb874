"""Middelen: amounts as the folder has them, totals that reconcile or say why not, and a mistake hides nothing else."""

import re
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from snapshot import programmes
from tests.pages.conftest import Visit, asked, script, text_of
from tests.pages.test_programma import HOSTILE, overlay

__all__ = ["overlay"]


def rows_of(text: str, table: str) -> list[list[str]]:
    """Cells of the first table of this class."""
    body = text.split(f'<table class="wp-table {table}">')[1].split("</table>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body)
    return [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


def test_amounts_per_regeling_are_exact_and_what_is_not_known_is_said(visit: Visit) -> None:
    text = text_of(visit("middelen", overzicht="meerjaren"))
    impuls, woonfonds, together = rows_of(text, "wp-money-table")[1:]
    assert impuls == [
        "Impuls Sterke Wijken (verzonnen)",
        "2.000.000",
        "2.000.000",
        "1.007.650,50bij 2 van 4 bekend",
        "niet bekendbij 2 van 4 bekend",
        "niet bekend",
    ]
    assert woonfonds[1:4] == ["6.000.000", "5.800.000", "3.647.000bij 4 van 5 bekend"]
    assert together[:4] == ["Samen in dit overzicht", "8.000.000", "7.800.000", "4.654.650,50bij 6 van 9 bekend"]
    assert "<b>€\u00a05,8\u00a0mln</b>" in text


def test_each_overzicht_is_added_up_by_itself(visit: Visit) -> None:
    text = text_of(visit("middelen", per="jaar", jaar="2025"))
    assert text.count("wp-money-table") == 2
    assert "Begroting 2025: van €\u00a02,5\u00a0mln toegekend is €\u00a01,9\u00a0mln besteed" in text
    assert "4.880.000" not in text  # 2.530.000 + 2.350.000: two overzichten that hold the same money
    assert "worden nooit bij elkaar opgeteld" in text


def test_totals_stand_beside_the_printed_ones_with_the_reason(visit: Visit) -> None:
    at = visit("middelen")
    assert not at.exception
    text = text_of(at)
    shown = {row[0]: row[3:] for row in rows_of(text, "wp-totals")[1:]}
    assert shown["Kosten 2025"] == ["2.530.000", "2.530.000", "0", "klopt"]
    assert shown["Woonfonds, vijf jaar"][:3] == ["6.000.000", "5.800.000", "−200.000"]
    assert "verschilt: Gedrukt voordat" in shown["Woonfonds, vijf jaar"][3]
    assert "3 van de 5 gedrukte totalen kloppen met de bedragen" in text


def test_the_pace_of_a_regeling_is_a_sentence(visit: Visit) -> None:
    text = text_of(visit("middelen", regeling="woonfonds"))
    said = "Op 31 december 2025 was 80\u00a0% van de looptijd voorbij en 63\u00a0% van het toegekende bedrag besteed."
    assert said in text
    assert "Impuls Sterke Wijken (verzonnen)</h3>" not in text


def test_choices_stand_in_the_address_and_unknown_ones_fall_back(visit: Visit) -> None:
    at = visit("middelen", regeling="rijksimpuls", jaar="2025", dekking="rijk", per="post")
    assert {name: asked(at)[name] for name in ("regeling", "jaar", "dekking", "per")} == {
        "regeling": ["rijksimpuls"],
        "jaar": ["2025"],
        "dekking": ["rijk"],
        "per": ["post"],
    }
    at = visit("middelen", regeling=HOSTILE)
    assert "De link vraagt om een regeling die hier niet bestaat." in text_of(at)
    assert HOSTILE not in text_of(at)


def test_a_choice_without_amounts_says_so(visit: Visit) -> None:
    text = text_of(visit("middelen", regeling="woonfonds", dekking="rijk"))
    assert "Geen bedragen bij deze keuze" in text


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "fout;begroting-2025;Zaal;;;;spookfonds;2025;;;100;;;;nee;;;\n",
            "rij 18, kolom &#x27;regeling&#x27;, waarde &#x27;spookfonds&#x27;",
        ),
        ("fout;begroting-2025;Zaal;;;;;2025;;;1.500;;;;nee;;;\n", "rij 18, kolom &#x27;gepland&#x27;"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_the_rest_is_drawn(overlay: Path, line: str, said: str) -> None:
    shutil.copy(programmes.SHIPPED / "voorbeeldstad" / "middelen.csv", overlay)
    with (overlay / "middelen.csv").open("a", encoding="utf-8") as stream:
        stream.write(line)
    at = AppTest.from_string(script("middelen"), default_timeout=30).run()
    text = text_of(at)
    assert not at.exception
    assert f"voorbeeldstad/middelen.csv, {said}" in text
    assert "Begroting 2025: van" in text
    assert "Een bestand is er weer zodra de fouten hierboven zijn hersteld." in text
    assert not at.get("download_button")


def test_more_spent_than_granted_and_a_total_without_reason_are_told(overlay: Path) -> None:
    table = (programmes.SHIPPED / "voorbeeldstad" / "totalen.csv").read_text(encoding="utf-8")
    (overlay / "totalen.csv").write_text(table.replace("550000", "551000"), encoding="utf-8")
    text = text_of(AppTest.from_string(script("middelen"), default_timeout=30).run())
    assert "voorbeeldstad/totalen.csv, rij 3, kolom &#x27;gedrukt_bedrag&#x27;" in text
    assert "verschilt</strong>: de reden is nog niet opgeschreven." in text
    assert "rij 4, kolom &#x27;besteed&#x27;, waarde &#x27;64200&#x27;: er is meer besteed dan er is toegekend." in text
    assert "−4.200" in text


def test_the_table_has_every_amount_that_was_chosen(visit: Visit) -> None:
    at = visit("middelen", overzicht="meerjaren", jaar="2024")
    at.session_state["wp_tabel"] = True
    at.run()
    body = text_of(at).split("<caption>Alle bedragen bij deze keuze</caption>")[1]
    assert body.count("<tr>") == 3
    assert "1.310.000" in body
    assert len(at.get("download_button")) == 6
