"""Staat van de tafels: cost per inhabitant only where it means something, and nobody is ranked."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts import tafels
from charts.tafels import Tafel
from model.inhoud import Inhoud
from model.toetsing import Antwoord, Onderwerp, Onderzoek, Toetsing, Verantwoording
from model.waarden import Inwonergroep, Waarde
from snapshot.programmes import SHIPPED, check_folder

WAARDE = Waarde(id="samen", naam="Samen <b>sterk</b>")
GROUP = Inwonergroep(id="zorgers", waarde="samen", naam="Mantelzorgers")


def _row(naam: str, **more: object) -> Toetsing:
    fields = {"id": naam.lower(), "naam": naam, "inwonergroep": "zorgers", "jaar": 2025}
    return Toetsing.model_validate(fields | more)


def _tafel(*rows: Toetsing, **more: object) -> Tafel:
    inhoud = Inhoud.model_validate({"waarden": (WAARDE,), "inwonergroepen": (GROUP,), "toetsing": rows} | more)
    return Tafel(WAARDE, 2025, inhoud)


@pytest.mark.parametrize(
    ("kosten", "bereik", "kosten_jaar", "kostprijs"),
    [
        ("51800", 148, None, "350.00"),  # 51.800 / 148 = 350
        ("100", 3, None, "33.33"),
        ("0.05", 10, None, "0.01"),  # 0,005 is rounded away from zero, as people do
        ("100", 3, 2025, "33.33"),
        ("100", 3, 2024, None),
        ("100", 0, None, None),
        ("100", None, None, None),
        (None, 3, None, None),
    ],
)
def test_cost_per_inhabitant_needs_both_of_the_same_year(
    kosten: str | None, bereik: int | None, kosten_jaar: int | None, kostprijs: str | None
) -> None:
    amount = None if kosten is None else Decimal(kosten)
    row = _row("Maatjes", kosten=amount, bereik=bereik, kosten_jaar=kosten_jaar)
    assert row.kostprijs == (None if kostprijs is None else Decimal(kostprijs))


_numbers = st.tuples(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 10))


@given(st.lists(_numbers, min_size=3, max_size=3), st.permutations(["Appel", "beuk", "Ceder"]))
def test_no_figure_decides_where_an_activity_stands_and_nothing_is_added_up(
    numbers: list[tuple[int, int, int]], order: list[str]
) -> None:
    rows = [
        _row(name, kosten=Decimal(cost), bereik=reached, tevredenheid=Decimal(mark), tevredenheid_maat="cijfer")
        for name, (cost, reached, mark) in zip(order, numbers, strict=True)
    ]
    frame = tafels.table(_tafel(*rows))
    assert list(frame["activiteit"]) == ["Appel", "beuk", "Ceder"]
    told = tafels.html(_tafel(*rows))
    body = told.split("<tbody>")[1].split("</tbody>")[0]
    assert body.count("<tr>") == len(rows)
    assert not re.search(r"totaal|gemiddeld|samen|beste|slechtste|rang", body.casefold())


def test_what_is_missing_is_said_and_text_stays_text() -> None:
    told = tafels.html(_tafel(_row("<i>Dagje</i>", id="dagje", bereik=64, zelfredzaamheid="Vraagt <u>eerder</u> hulp")))
    assert "Samen &lt;b&gt;sterk&lt;/b&gt;" in told
    assert "Vraagt &lt;u&gt;eerder&lt;/u&gt; hulp" in told
    assert "&lt;i&gt;Dagje&lt;/i&gt;: tevredenheid, kosten, vakmanschap, synergie." in told
    assert "Het netwerk heeft de drie vragen nog niet beantwoord." in told
    assert told.count("Nog niet onderzocht.") == len(Onderwerp) == 5
    assert tafels.missing(_tafel())[0] == "Er staat nog geen activiteit van 2025 in toetsing.csv."


def test_the_second_question_is_asked_only_when_not_all_was_reached() -> None:
    answers = {"waarde": "samen", "jaar": 2025, "voornemen": "Zeven plekken", "besteed": Antwoord.JA}
    reached = _tafel(verantwoording=(Verantwoording.model_validate(answers | {"bereikt": Antwoord.JA}),))
    assert "Niet nodig: alles is bereikt." in tafels.html(reached)
    assert [line for line in tafels.missing(reached) if line.startswith("Verantwoording")] == []
    partly = _tafel(verantwoording=(Verantwoording.model_validate(answers | {"bereikt": Antwoord.DEELS}),))
    assert "Verantwoording: vraag 2, of is gedaan wat we wilden doen." in tafels.missing(partly)


def test_research_about_all_waarden_counts_for_each() -> None:
    found = Onderzoek(jaar=2025, onderwerp=Onderwerp.VAKMANSCHAP, bevinding="Kijk <eerst> goed")
    tafel = _tafel(onderzoek=(found, found.model_copy(update={"waarde": "elders", "bevinding": "Elders"})))
    assert [row.bevinding for row in tafel.onderzoek(Onderwerp.VAKMANSCHAP)] == ["Kijk <eerst> goed"]
    assert "Kijk &lt;eerst&gt; goed" in tafels.html(tafel)


def test_breda_has_its_six_waardenetwerken_with_where_they_came_from() -> None:
    """Breda Samen Doorpakken, bijlage 1: only Een veilig thuis is new."""
    inhoud = check_folder(SHIPPED / "verbeter-breda").inhoud
    assert len(inhoud.waarden) == 6
    assert [one.id for one in inhoud.waarden if one.voorheen.startswith("Geen")] == ["veilig-thuis"]
    assert all(one.voorheen for one in inhoud.waarden)
