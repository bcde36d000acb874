"""Vergelijken: every choice in the address, one view at a time, figures that agree with the snapshot, empty states."""

import re

import pytest

from pages._pages import ALL_PAGES
from snapshot import figures, several, store
from tests.pages.conftest import Visit, asked, text_of

HOSTILE = "<img src=x onerror=alert(1)>"
CHOICES = (
    "weergave",
    "gebieden",
    "lijst",
    "cijfers",
    "niveau",
    "peil",
    "basis",
    "panelen",
    "voor",
    "indicator",
    "x",
    "y",
)
VIEWS = ("profiel", "verloop", "spreiding", "beleving", "vergelijkbaar")
AREAS = ["focuswijk:merelveld", "BU99010100"]


def test_the_page_is_for_the_municipality_and_stands_after_verkennen() -> None:
    entry = next(entry for entry in ALL_PAGES if entry.path == "vergelijken")
    assert (entry.public, entry.place) == (False, 26)


@pytest.mark.parametrize("view", VIEWS)
def test_the_address_shows_the_same_again(visit: Visit, view: str) -> None:
    first = visit("vergelijken", weergave=view, gebieden=AREAS, niveau="wijk", panelen="indicator")
    assert not first.exception
    again = visit("vergelijken", **asked(first))
    assert asked(again) == asked(first)
    assert (text_of(again) == text_of(first)) is True


@pytest.mark.parametrize("view", VIEWS)
def test_a_hostile_address_gives_the_default_and_a_note(visit: Visit, view: str) -> None:
    at = visit("vergelijken", **dict.fromkeys((*CHOICES, "buurt", "meetellen"), HOSTILE) | {"weergave": view})
    assert not at.exception
    assert "De link vraagt om een " in text_of(at)
    assert "onerror" not in text_of(at)


def test_a_profile_shows_the_figures_and_the_verdicts_of_the_snapshot(
    visit: Visit, voorbeeld_open: store.Snapshot
) -> None:
    at = visit("vergelijken", gebieden=AREAS, cijfers=["past_de_woning", "corporatiewoningen"])
    rows = figures.figure_table(voorbeeld_open, "corporatiewoningen", AREAS, ["2025"]).set_index("area")
    text = text_of(at)
    for area, letter in zip(AREAS, "AB", strict=True):
        value = f"{rows.loc[area, 'value']:.0f}\u00a0%"
        told = f"aantoonbaar {rows.loc[area, 'verdict_overview']}"
        assert re.search(rf'<b aria-hidden="true">{letter}</b>.*?{value}.*?{told}', text.split("woningcorporatie")[1])
    # Housing fits worse than in the rest of the city, so the mark lies left of the middle; the other row is not judged.
    place = float(re.search(r'wp-mark wp-ongunstig" style="left:([\d.]+)%', text)[1])  # type: ignore[index]
    assert place < 50
    assert text.index("Cijfers waarvan één kant gunstiger is") < text.index("Cijfers zonder goede of slechte kant")


def test_a_list_of_a_theme_and_a_period_that_one_figure_lacks(visit: Visit) -> None:
    at = visit("vergelijken", cijfers=["corporatiewoningen", "leefbaarometer"], peil="2015")
    assert "1 indicator · spreiding over alle buurten" in text_of(at)
    assert "Leefbaarometer, totaalscore: geen cijfer van buurten in deze periode; wel per buurt 2002, " in text_of(at)
    theme = visit("vergelijken", lijst="thema:bevolking")
    assert "U ziet de eerste 20; kies «Eigen lijst» voor andere." in text_of(theme)
    nothing = visit("vergelijken", cijfers=["leefbaarometer"], peil="2015")
    assert asked(nothing).get("peil") is None


def test_two_figures_without_a_common_period_say_where_they_are(visit: Visit) -> None:
    at = visit("vergelijken", weergave="spreiding", x="corporatiewoningen", y="leefbaarometer", peil="2015")
    assert "Geen cijfers van beide voor buurten in deze periode" in text_of(at)
    assert "Leefbaarometer, totaalscore: wel per buurt 2002, " in text_of(at)


def test_the_scatter_says_that_it_is_about_areas(visit: Visit) -> None:
    at = visit("vergelijken", weergave="spreiding", x="corporatiewoningen", y="gemiddelde_woz_waarde")
    assert "In buurten waar «Woningen van een woningcorporatie» hoger is, is «Gemiddelde WOZ-waarde»" in text_of(at)
    assert "zegt niets over personen" in text_of(at)
    alone = text_of(visit("vergelijken", weergave="spreiding", x="corporatiewoningen", y="corporatiewoningen"))
    assert "<dt>Pearson r</dt><dd>1,00 (95 %: 1,00 tot 1,00)</dd>" in alone
    assert re.search(r"<dt>Pearson r</dt><dd>−0,\d\d \(95 %: −0,\d\d tot −0,\d\d\)</dd>", text_of(at))


def test_the_most_similar_of_a_buurt_with_the_figures_that_count(visit: Visit, voorbeeld_open: store.Snapshot) -> None:
    ids = ["koopwoningen", "inwoners"]
    at = visit("vergelijken", weergave="vergelijkbaar", buurt="BU99010100", meetellen=ids)
    found = several.similar(voorbeeld_open, "BU99010100", ids)
    assert f"Van {found.n} andere buurten lijkt {found.areas.iloc[0]['area_name']} het meest op " in text_of(at)
    assert text_of(at).count('<tr><th scope="row">') == 10


def test_small_trends_of_one_area_leave_amounts_alone(visit: Visit) -> None:
    at = visit("vergelijken", weergave="verloop", panelen="indicator", gebieden=AREAS, cijfers=["inwoners", "woz_x"])
    assert "Hoe verandert het in Merelveld" in text_of(at)
    assert "De link vraagt om een indicator die hier niet bestaat. Die keuze is weggelaten." in text_of(at)
    drawing = at.get("plotly_chart")[0].proto.spec
    assert '"Rest"' not in drawing
