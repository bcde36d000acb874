"""Verkennen: every choice in the address, one area in all pictures, classes that hold over the periods."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from pages._pages import ALL_PAGES
from snapshot import figures, store
from tests.pages.conftest import Visit, asked, text_of

HOSTILE = "<img src=x onerror=alert(1)>"
CHOICES = (
    "uit",
    "indicator",
    "niveau",
    "grenzen",
    "basis",
    "beeld",
    "klassen",
    "periode",
    "gebied",
    "onder",
    "limieten",
)


def _drawn(at: AppTest, key: str) -> dict:  # type: ignore[type-arg]
    """What a component was sent."""
    sent = next(element.proto for element in at.get("bidi_component") if element.proto.id.endswith(key))
    return dict(json.loads(sent.json))


def test_the_page_is_not_for_residents() -> None:
    assert [entry.public for entry in ALL_PAGES if entry.path == "verkennen"] == [False]


def test_a_chosen_area_is_chosen_in_map_ranking_and_trend(visit: Visit, voorbeeld_open: store.Snapshot) -> None:
    area = figures.areas(voorbeeld_open).query("level == 'wijk'").iloc[0]
    at = visit("verkennen", niveau="wijk", gebied=area["code"])
    assert not at.exception
    assert _drawn(at, "wp_kaart")["selected"] == area["code"]
    assert _drawn(at, "wp_rangorde")["selected"] == area["code"]
    assert at.selectbox(key="wp_gebied").value == area["code"]
    assert f"Hoe verandert het in {area['name']}:" in text_of(at)
    assert asked(at)["gebied"] == [area["code"]]


def test_the_chosen_area_heads_the_table(visit: Visit, voorbeeld_open: store.Snapshot) -> None:
    area = figures.areas(voorbeeld_open).query("level == 'buurt'").iloc[-1]
    at = visit("verkennen", gebied=area["code"])
    at.session_state["wp_tabel"] = True
    at.run()
    rows = text_of(at).split("<tbody>")[1].split("</tr>")
    assert rows[0].startswith(f'<tr><th scope="row">{area["name"]}</th><td>{area["code"]}</td>')
    assert len(rows) > 40


def test_the_address_shows_the_same_again(visit: Visit) -> None:
    first = visit(
        "verkennen", klassen="eigen grenzen", limieten="10; 20", basis="gemeente", beeld="waarde", onder="verdeling"
    )
    again = visit("verkennen", **asked(first))
    assert asked(again) == asked(first)
    assert (text_of(again) == text_of(first)) is True
    assert [one["label"] for one in _drawn(again, "wp_kaart")["classes"]] == [
        "minder dan 10",
        "10 tot 20",
        "20 of meer",
    ]


def test_a_hostile_address_gives_the_default_and_a_note(visit: Visit) -> None:
    at = visit("verkennen", **dict.fromkeys(CHOICES, HOSTILE))
    assert not at.exception
    assert "De link vraagt om een indicator die hier niet bestaat. U ziet nu de gewone keuze." in text_of(at)
    assert "onerror" not in text_of(at)
    own = visit("verkennen", klassen="eigen grenzen", limieten=HOSTILE)
    assert "Eigen grenzen: typ één tot vijf getallen met een puntkomma ertussen" in text_of(own)
    assert "onerror" not in text_of(own)


@pytest.mark.parametrize("classes", ["gelijke aantallen", "gelijke stappen", "natuurlijke grenzen"])
def test_the_colours_mean_the_same_in_every_period(visit: Visit, classes: str) -> None:
    """The limits of 2018 and 2025 are those of all periods, and so is the axis of the ranking."""
    labels, bases = [], []
    for period in ("2018", "2025"):
        at = visit("verkennen", indicator="corporatiewoningen", periode=period, klassen=classes)
        assert asked(at)["periode"] == [period]
        labels.append([one["label"] for one in _drawn(at, "wp_kaart")["classes"]])
        bases.append(_drawn(at, "wp_rangorde")["base"])
    assert len(labels[0]) > 2
    assert labels[0] == labels[1]


def test_the_slider_holds_the_periods_of_the_indicator_in_order(visit: Visit) -> None:
    shown = _drawn(visit("verkennen", indicator="corporatiewoningen", periode="2018"), "wp_periode")
    assert shown["periods"] == [str(year) for year in range(2013, 2026)]
    assert shown["period"] == "2018"


def test_another_baseline_is_in_every_picture(visit: Visit) -> None:
    at = visit("verkennen", basis="nederland", beeld="verschil")
    assert "Waar is het hoger of lager dan in Nederland:" in text_of(at)
    assert _drawn(at, "wp_kaart")["beside"] == "verschil met Nederland"
    assert _drawn(at, "wp_rangorde")["baseWords"].startswith("de lijn is Nederland: ")


def test_indicators_of_a_theme_a_bouwsteen_or_the_kernset(visit: Visit, voorbeeld_open: store.Snapshot) -> None:
    programme = voorbeeld_open.programme
    kernset = visit("verkennen", uit="kernset").selectbox(key="wp_indicator").options
    assert len(kernset) == len(programme.kernset)
    at = visit("verkennen", uit="thema:veiligheid", indicator="corporatiewoningen")
    assert all(option.startswith("Veiligheid: ") for option in at.selectbox(key="wp_indicator").options)
    assert "De link vraagt" not in text_of(at)
    bouwsteen = programme.bouwstenen[0]
    wanted = {i for doel in bouwsteen.doelen for i in (*doel.kernset, *doel.overig)}
    own = visit("verkennen", uit=f"bouwsteen:{bouwsteen.id}").selectbox(key="wp_indicator").options
    assert len(own) == len(wanted & set(voorbeeld_open.indicators))


def test_funnel_and_distribution(visit: Visit) -> None:
    funnel = text_of(visit("verkennen", indicator="corporatiewoningen", onder="trechter"))
    assert "Welke gebieden wijken meer af dan toeval geeft?" in funnel
    assert "Hoeveel buurten hebben welk cijfer?" in text_of(visit("verkennen", onder="verdeling"))
    untested = text_of(visit("verkennen", indicator="inwoners", onder="trechter"))
    assert (
        "Een trechterplot kan alleen bij een aandeel of aantal per hoeveelheid, met minstens drie gebieden." in untested
    )


def test_an_indicator_without_a_source_says_what_would_feed_it(visit: Visit, voorbeeld_open: store.Snapshot) -> None:
    overview = figures.indicator_overview(voorbeeld_open)
    without = overview[overview["state"] == "nog geen bron"].iloc[0]
    assert f"{without['name']}: nog geen bron" in text_of(visit("verkennen", indicator=without["indicator"]))
