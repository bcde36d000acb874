"""Mijn buurt on the public half of the example: search, cards, what is hidden, the programme, hostile addresses."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from snapshot import store
from snapshot.find_area import Found, find, has_postcodes
from snapshot.settings import settings
from tests.pages.conftest import Visit, asked, text_of
from tests.postcodes import add_postcodes

SEARCH = "wp_zoek"


@pytest.fixture(scope="module")
def with_postcodes(voorbeeld: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("postcodes") / "data"
    shutil.copytree(voorbeeld, data)
    add_postcodes(data)
    return data


@pytest.fixture
def buurt(visit: Visit, with_postcodes: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., AppTest]]:
    """``buurt(gebied="BU…")``: the page as a resident sees it."""
    monkeypatch.setenv("WIJKPEIL_DATA", str(with_postcodes))
    monkeypatch.setenv("WIJKPEIL_PUBLIC", "true")
    settings.cache_clear()
    yield lambda **address: visit("buurt", **address)
    settings.cache_clear()


def _type(at: AppTest, text: str) -> AppTest:
    return at.text_input(key=SEARCH).set_value(text).run()


def _choices(at: AppTest) -> list[str]:
    return [button.label for button in at.button]


def test_without_a_choice_there_are_a_field_a_map_and_all_buurten(buurt: Callable[..., AppTest]) -> None:
    at = buurt()
    assert not at.exception
    assert at.text_input(key=SEARCH).label == "Uw postcode, of de naam van uw buurt"
    assert "Of kies uw buurt op de kaart" in text_of(at)
    assert '<a href="/buurt?gebied=BU99010100" target="_self">Merelveld</a>' in text_of(at)
    assert '<a href="/buurt?gebied=WK990103" target="_self">Over de Elze</a>' in text_of(at)


def test_a_postcode_in_one_buurt_leads_there_and_stays_out_of_the_address(buurt: Callable[..., AppTest]) -> None:
    at = _type(buurt(), "9901 ab")
    assert asked(at) == {"programma": ["voorbeeldstad"], "gebied": ["BU99010100"]}
    assert at.text_input(key=SEARCH).value == ""
    assert "Merelveld is een buurt in Elzenvoorde. Er wonen 4.430 mensen." in text_of(at)


def test_a_postcode_in_two_buurten_asks_which(buurt: Callable[..., AppTest]) -> None:
    at = _type(buurt(), "9901AA 12")
    assert "Deze postcode ligt in meer dan één buurt. Welke buurt bedoelt u?" in text_of(at)
    assert _choices(at) == ["Waterpoort", "Gasthuishof"]
    at.button[1].click().run()
    assert asked(at)["gebied"] == ["BU99010003"]
    assert _choices(at) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1000AA", "Deze postcode kennen we niet. Kijk of u hem goed hebt getypt. Of typ de naam van uw buurt."),
        (
            "xyzzy",
            "We vinden geen buurt of wijk met deze naam. Kijk of u de naam goed hebt getypt, of kies uw buurt op de "
            "kaart.",
        ),
    ],
)
def test_what_is_not_found_is_said_in_plain_words(buurt: Callable[..., AppTest], typed: str, said: str) -> None:
    at = _type(buurt(), typed)
    assert said in text_of(at)
    assert "gebied" not in asked(at)


def test_a_name_with_a_slip_leads_to_the_buurt_and_a_shared_beginning_to_a_choice(
    buurt: Callable[..., AppTest],
) -> None:
    assert asked(_type(buurt(), "mereveld"))["gebied"] == ["BU99010100"]
    assert _choices(_type(buurt(), "dalwijk")) == ["Dalwijk", "Dalwijk (hele wijk)"]


def test_at_most_seven_cards_with_sentence_standing_change_and_city(buurt: Callable[..., AppTest]) -> None:
    text = text_of(buurt(gebied="BU99010100"))
    assert text.count('<section class="wp-card">') == 7
    assert "In Merelveld zegt <strong>65\u00a0%</strong> van de mensen: mijn huis past bij mij" in text
    assert "In Merelveld gaat dit nog niet zo goed als gemiddeld in Elzenvoorde." in text
    assert "Dit cijfer is hoger dan in 2019. Dat is de goede kant op." in text
    assert "Heel Elzenvoorde: 74\u00a0%. Het cijfer gaat over 2023." in text
    assert "Lees meer over dit cijfer" in text
    assert "Merelveld is een focuswijk." in text
    assert '<a class="wp-button" href="mailto:samenvooruit@elzenvoorde.example?subject=Herkent%20u%20dit">' in text


def test_strengths_and_improvements_are_among_the_cards(buurt: Callable[..., AppTest]) -> None:
    """Merelveld does better in nothing, but more people do something for the buurt than in 2019."""
    assert "Zelf iets doen voor de buurt" in text_of(buurt(gebied="BU99010100"))
    assert "In Elzenhage gaat dit beter dan gemiddeld in Elzenvoorde." in text_of(buurt(gebied="BU99010206"))


def test_a_hidden_figure_is_named_with_the_reason(buurt: Callable[..., AppTest]) -> None:
    text = text_of(buurt(gebied="BU99010404"))
    assert "Wat ziet u hier niet?" in text
    hidden = "We laten dit cijfer niet zien, zodat niemand te herkennen is."
    assert f"<strong>Jongeren die stoppen zonder diploma</strong><br>{hidden}" in text
    # Its last public figure about suspects is of 2013: too long ago to say how it goes.
    assert "Het cijfer gaat over 2013." not in text


def test_a_buurt_without_a_single_figure_says_so(buurt: Callable[..., AppTest]) -> None:
    text = text_of(buurt(gebied="BU99010406"))
    assert "Nog geen cijfers over Insteekhaven" in text
    assert '<section class="wp-card">' not in text
    assert "We laten dit cijfer niet zien, omdat het over te weinig mensen gaat." in text


def test_a_wijk_is_named_without_its_number(buurt: Callable[..., AppTest]) -> None:
    text = text_of(buurt(gebied="WK990105"))
    assert "Meerstede is een wijk in Elzenvoorde." in text
    assert "Wijk 05" not in text
    assert "In Meerstede ligt geen focuswijk van het programma" in text
    inside = text_of(buurt(gebied="WK990101"))
    assert "In Vogelwijk liggen de focuswijken Merelveld en Wielewaalhof." in inside


@pytest.mark.parametrize("gebied", ["<img src=x onerror=alert(1)>", "BU00000000", "GM9901", "focuswijk:merelveld"])
def test_an_area_that_is_no_buurt_gives_the_first_page(buurt: Callable[..., AppTest], gebied: str) -> None:
    at = buurt(gebied=gebied)
    assert not at.exception
    assert "Of kies uw buurt op de kaart" in text_of(at)
    assert "onerror" not in text_of(at)


def test_a_peil_without_postcodes_is_known(voorbeeld_open: store.Snapshot) -> None:
    assert not has_postcodes(voorbeeld_open)
    assert find(voorbeeld_open, "9901AB") == Found((), postcode=True)
