"""Focusgebieden: the kernset beside other places, each cell with its figure or with what is missing."""

from tests.pages.conftest import Visit, asked, text_of


def test_every_cell_has_a_figure_or_says_what_is_missing(visit: Visit) -> None:
    at = visit("focusgebieden")
    assert not at.exception
    text = text_of(at)
    heads = text.split('<table class="wp-mosaic wp-elsewhere">')[1].split("</thead>")[0]
    names = ["Eigen focuswijken samen", "Rietmeer-Zuid", "Hazelbeek-Oost", "dezelfde stedelijkheid", "Nederland"]
    places = [heads.index(name) for name in names]
    assert places == sorted(places)
    dwellings = text.split("Woningen van een woningcorporatie</a>")[1].split("</tr>")[0]
    assert "grenzen nog in te vullen" in dwellings
    assert "buurten van Hazelbeek zijn niet opgehaald" in dwellings
    assert "te weinig gemeenten in de bronnen" in dwellings
    assert "eigen focuswijken 31\u00a0procentpunt hoger" in dwellings
    assert "aantoonbaar hoger" in dwellings
    survey = text.split("Rapportcijfer voor de buurt</a>")[1].split("</tr>")[0]
    assert "een cijfer van de eigen gemeente; niet van elders opgehaald" in survey
    assert "Waar de grenzen vandaan komen" in text


def test_a_bouwsteen_in_the_address_shows_its_doelen_only(visit: Visit) -> None:
    at = visit("focusgebieden", bouwsteen="kansen")
    assert asked(at)["bouwsteen"] == ["kansen"]
    assert "Voortijdig schoolverlaten" in text_of(at)
    assert "Woningen van een woningcorporatie</a>" not in text_of(at)
