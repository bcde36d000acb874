"""Interventies: list, timeline, map and one of them, with every choice in the address and text as text."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from charts import timing
from snapshot import programmes
from snapshot.settings import settings
from tests.pages.conftest import Visit, asked, script, text_of
from tests.pages.test_programma import HOSTILE, overlay  # noqa: F401


def test_the_list_has_every_interventie_under_its_strategie(visit: Visit) -> None:
    at = visit("interventies")
    assert not at.exception
    text = text_of(at)
    assert [text.index(name) for name in ("Dichtbij en bereikbaar", "Een warm huis", "Een goed begin")] == sorted(
        text.index(name) for name in ("Dichtbij en bereikbaar", "Een warm huis", "Een goed begin")
    )
    assert all(one.naam in text for one in programmes.programme_content("voorbeeldstad").interventies)
    assert "niet aan een focuswijk gebonden" in text
    assert "Stichting Buurtkracht (verzonnen)" in text


@pytest.mark.parametrize(
    ("choices", "shown"),
    [
        ({"focuswijk": "molenkamp"}, {"Huis van de buurt", "Isoleren per straat", "Jongerencoach op straat"}),
        ({"focuswijk": "geen"}, {"Leerwerkplekken om de hoek"}),
        ({"strategie": "warm-huis"}, {"Isoleren per straat", "Straatplan met bewoners"}),
        ({"doel": "doel:goed-leren"}, {"Verlengde schooldag", "Leerwerkplekken om de hoek"}),
        ({"doel": "bouwsteen:prettig-wonen", "status": "loopt"}, {"Huis van de buurt", "Isoleren per straat"}),
        ({"status": "afgerond"}, {"Wandelclubs op recept"}),
    ],
)
@pytest.mark.parametrize("view", ["lijst", "tijdlijn"])
def test_choices_in_the_address_leave_the_right_ones(
    visit: Visit, choices: dict[str, str], shown: set[str], view: str
) -> None:
    at = visit("interventies", weergave=view, **choices)
    text = text_of(at)
    every = {one.naam for one in programmes.programme_content("voorbeeldstad").interventies}
    assert {name for name in every if name in text} == shown
    assert asked(at).items() >= {key: [value] for key, value in choices.items()}.items()


def test_no_interventie_for_a_choice_is_said(visit: Visit) -> None:
    assert "Geen interventies bij deze keuze" in text_of(visit("interventies", status="gestopt"))


def test_the_map_says_what_is_not_on_it(visit: Visit) -> None:
    text = text_of(visit("interventies", weergave="kaart", focuswijk="molenkamp"))
    assert "9 interventies, waarvan 1 niet aan een focuswijk gebonden" in text
    assert "Molenkamp <small>3 interventies</small>" in text
    assert "de buurten staan nog niet vast: Ganzenhof (1 interventie)" in text


def test_one_interventie_has_all_that_is_known_of_it(visit: Visit) -> None:
    at = visit("interventies", interventie="huis-van-de-buurt")
    assert not at.exception
    text = text_of(at)
    for said in (
        "Maart 2021 tot en met 2027",
        "Drie huizen open voor eind 2027",
        "<td>huizen</td><td>3</td><td>2027</td><td>2</td><td>31 december 2025</td>",
        '<td class="wp-number">287.450,50</td>',
        "Minder gezinnen hebben moeite met rondkomen.",
        "Hoe staan de kerncijfers ervoor in de focuswijken samen?",
        "<strong>aantoonbaar ongunstiger</strong>",
        "Dat zegt niet dat de interventie ze heeft veranderd.",
        "Uitvoeringsprogramma 2024-2027 (verzonnen), bladzijde 7, 20",
    ):
        assert said in text
    assert len(at.get("plotly_chart")) == 6


def test_of_an_interventie_in_one_focuswijk_its_own_figures_are_shown(visit: Visit) -> None:
    assert "kerncijfers ervoor in Dijk en Korenbloem?" in text_of(visit("interventies", interventie="wandelclubs"))


def test_the_way_back_shows_all_again(visit: Visit) -> None:
    at = visit("interventies", interventie="isoleren")
    at.button[0].click().run()
    assert "Wat wordt er gedaan?" in text_of(at)
    assert "interventie" not in asked(at)


@pytest.mark.usefixtures("overlay")
def test_a_mistake_in_the_folder_is_told_and_text_stays_text() -> None:
    folder = settings().data / "programmes" / "voorbeeldstad"
    own = programmes.SHIPPED / "voorbeeldstad" / "interventies.csv"
    (folder / "interventies.csv").write_text(
        own.read_text(encoding="utf-8").replace("Huis van de buurt", HOSTILE), encoding="utf-8"
    )
    text = _drawn("interventies")
    assert HOSTILE not in text
    assert "&lt;img src=x onerror=alert(1)&gt;" in text
    _break(folder)
    text = _drawn("interventies")
    assert "voorbeeldstad/partners.csv, rij 7, kolom &#x27;id&#x27;" in text


def _drawn(page: str) -> str:
    at = AppTest.from_string(script(page), default_timeout=30).run()
    assert not at.exception
    return text_of(at)


def _break(folder: Path) -> None:
    shutil.copy(programmes.SHIPPED / "voorbeeldstad" / "partners.csv", folder)
    with (folder / "partners.csv").open("a", encoding="utf-8") as stream:
        stream.write("Fout id;Naam;\n")


def test_under_a_trend_stand_the_interventies_that_aim_at_it(visit: Visit) -> None:
    chosen = {"indicator": "problematische_schulden", "gebied": "BU99010100"}
    without, at = visit("trend", **chosen), visit("trend", interventies="ja", **chosen)
    assert timing.NOTE not in text_of(without)
    text = text_of(at)
    assert timing.NOTE in text
    legend = text.split("Interventies die op dit cijfer zijn gericht")[1].split("</ul>")[0]
    assert "Huis van de buurt" in legend
    assert "Spreekuur Geldfit" in legend
    assert "Isoleren per straat" not in legend
    assert "1 Huis van de buurt (maart 2021 tot en met 2027)" in at.get("plotly_chart")[0].proto.alt
    assert asked(at)["interventies"] == ["ja"]
    at.session_state["wp_tabel"] = True
    rows = text_of(at.run()).split('aria-label="Interventies"')[1]
    assert '<th scope="row">1</th><td>Huis van de buurt</td><td>maart 2021</td><td>2027</td>' in rows


@pytest.mark.parametrize(("area", "there"), [("BU99010003", False), ("WK990101", True), ("focuswijken", True)])
def test_a_buurt_outside_the_focuswijken_has_none_and_a_wijk_those_within(visit: Visit, area: str, there: bool) -> None:
    text = text_of(visit("trend", interventies="ja", indicator="problematische_schulden", gebied=area))
    legend = text.split("Interventies die op dit cijfer zijn gericht")[1]
    assert ("Huis van de buurt" in legend) == there


def test_focuswijk_tells_what_is_done_there(visit: Visit) -> None:
    text = text_of(visit("focuswijk", focuswijk="molenkamp", interventies="ja"))
    done = text.split("Wat wordt hier gedaan?")[1]
    assert "3 interventies in Molenkamp" in done
    assert timing.NOTE in done
    assert "Spreekuur Geldfit" not in done


@pytest.mark.usefixtures("overlay")
def test_with_a_mistake_in_the_folder_a_trend_is_still_drawn() -> None:
    _break(settings().data / "programmes" / "voorbeeldstad")
    at = AppTest.from_string(script("trend"), default_timeout=30)
    at.query_params["interventies"] = "ja"
    at.run()
    assert "voorbeeldstad/partners.csv, rij 7" in text_of(at)
    assert len(at.get("plotly_chart")) == 1
