"""Colours: contrast and distance against published values, and twins that can be read in the dark."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.style import DARK, LIGHT
from charts.theme_files import css_of
from model.colour import apart, contrast, readable_on
from model.huisstijl import DARK_CONTRAST, GROUNDS, INKS, UNFAVOURABLE, Huisstijl, Kleuren, objections, remarks

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")
OWN = Kleuren(merk="#5B2A6E", accent="#B8430B", band="#5B2A6E")


def test_contrast_and_distance_of_known_pairs() -> None:
    """WCAG 2.2: black on white 21, #767676 on white 4.54. OKLab: white has L 1, black 0."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)
    assert apart("#FFFFFF", "#000000") == pytest.approx(100, abs=0.1)
    # Red and green of equal lightness: far apart for most, hardly for who sees no green.
    assert apart("#B25A5A", "#6F7A3C") < 10


@settings(deadline=None)
@given(COLOURS)
def test_a_twin_for_the_dark_can_be_read_and_is_left_alone_where_it_could(colour: str) -> None:
    twin = readable_on(colour, GROUNDS["dark"], DARK_CONTRAST)
    assert min(contrast(twin, ground) for ground in GROUNDS["dark"]) >= DARK_CONTRAST
    assert readable_on(twin, GROUNDS["dark"], DARK_CONTRAST) == twin


def test_the_look_is_held_against_the_grounds_of_the_pages() -> None:
    for tokens in (LIGHT, DARK):
        assert (tokens.background, tokens.surface) == GROUNDS[tokens.name]
        assert tokens.diverging[-1] == UNFAVOURABLE[tokens.name]
    assert INKS[0] == LIGHT.ink


def test_our_own_colours_and_those_of_the_example_pass() -> None:
    ours = [Kleuren(merk=t.brand, accent=t.accent, band=t.band) for t in (LIGHT, DARK)]
    for look in (Huisstijl(naam="a", kleuren=ours[0], donker=ours[1]), Huisstijl(naam="b", kleuren=OWN)):
        assert list(objections(look)) == []


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"merk": "#F2A900"}, "merk", "merk #F2A900 heeft op de lichte pagina (#F5F6F4) een contrast van 1,9."),
        (
            {"band": "#808890"},
            "band",
            "band #808890 heeft met wit en met donker schrift hoogstens een contrast van 4,4.",
        ),
        ({"accent": "#6A2A6E"}, "accent", "niet voor iedereen uit elkaar te houden"),
    ],
)
def test_what_cannot_be_read_or_told_apart_is_refused(changed: dict[str, str], field: str, said: str) -> None:
    found = list(objections(Huisstijl(naam="a", kleuren=OWN.model_copy(update=changed))))
    assert any(place == ("kleuren", field) and said in problem for place, problem, _ in found)


def test_red_headings_are_remarked_upon() -> None:
    look = Huisstijl(naam="a", kleuren=OWN.model_copy(update={"merk": "#B00020", "accent": "#0B4F8A"}))
    assert list(objections(look)) == []
    assert "kunnen dan als een oordeel worden gelezen" in next(iter(remarks(look)))


def test_only_what_differs_goes_to_the_page() -> None:
    assert css_of(None) == css_of(Huisstijl(naam="Zonder kleuren")) == ""
    css = css_of(Huisstijl(naam="a", kleuren=OWN))
    assert "--wp-brand:light-dark(#5B2A6E,#BF8AD6);" in css
    assert "--wp-div-4" not in css
