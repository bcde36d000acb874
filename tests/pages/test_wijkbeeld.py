"""Wijk in beeld: beleving beside registratie in five themes, what is strong first, and every choice in the address."""

import re

from indicators import discover
from loaders import discover as loaders
from model.wijkthema import THEMES, Kant, Wijkthema, side_of, theme_of
from snapshot import wijkbeeld
from snapshot.store import Snapshot
from tests.pages.conftest import Visit, asked, text_of

HOSTILE = "<img src=x onerror=alert(1)>"
SOURCES = {loader.source.id: loader.source for loader in loaders().values()}


def test_where_a_figure_stands_follows_from_its_declaration() -> None:
    """Bewonersenquête and health monitor ask people; police, CBS and Leefbaarometer do not."""
    declared = discover()
    asked_of = {i: side_of(declared[i], SOURCES) for i in ("voelt_zich_onveilig", "eenzaam", "misdrijven_per_1000")}
    assert asked_of == {
        "voelt_zich_onveilig": Kant.BELEVING,
        "eenzaam": Kant.BELEVING,
        "misdrijven_per_1000": Kant.REGISTRATIE,
    }
    assert side_of(declared["leefbaarometer"], SOURCES) is Kant.REGISTRATIE
    assert theme_of(declared["kinderen_in_armoede"]) is Wijkthema.MEEDOEN
    assert theme_of(declared["inwoners"]) is None
    themes = [theme for held in THEMES.values() for theme in held]
    assert len(themes) == len(set(themes))


def test_a_wijk_has_five_themes_with_both_sides(visit: Visit) -> None:
    at = visit("wijkbeeld", gebied="WK990101")
    assert not at.exception
    text = text_of(at)
    sections = text.split('<section class="wp-beeld">')[1:]
    assert [re.findall("<h3[^>]*>([^<]+)", one)[0] for one in sections] == [t.capitalize() for t in Wijkthema]
    safety = sections[4].split("Registratie")
    assert "Voelt zich wel eens onveilig" in safety[0].split("<ul")[1]
    assert "Geregistreerde misdrijven per 1.000 inwoners" in safety[1]
    assert "hoger dan Elzenvoorde (" in safety[0]
    assert "aantoonbaar ongunstiger" in safety[0]
    assert "sinds 2019" in safety[0]
    assert "Hoe verschillen de buurten van Wijk 01 Vogelwijk?" in text
    assert text.count("wp-spark") > 15


def test_what_is_favourable_stands_before_what_is_not(visit: Visit) -> None:
    text = text_of(visit("wijkbeeld", gebied="WK990105", omvang="alle cijfers"))
    for theme in text.split('<section class="wp-beeld">')[1:]:
        for side in theme.split("<h4>")[1:]:
            judged = re.findall("aantoonbaar (gunstiger|ongunstiger)", side.split("</ul>")[0])
            assert judged == sorted(judged, key=("gunstiger", "ongunstiger").index)


def test_the_programme_decides_which_few_figures_come_first(voorbeeld_open: Snapshot) -> None:
    newest = dict.fromkeys(voorbeeld_open.indicators, "2024")
    few = wijkbeeld.placed(voorbeeld_open, newest, every=False)
    assert few[Wijkthema.VEILIGHEID][Kant.REGISTRATIE][:2] == ["overlastmeldingen_per_1000", "jeugdcriminaliteit"]
    assert all(len(side) <= wijkbeeld.MOST for sides in few.values() for side in sides.values())
    whole = wijkbeeld.placed(voorbeeld_open, newest, every=True)
    everything = [i for sides in whole.values() for side in sides.values() for i in side]
    assert sorted(everything) == sorted(i for i, one in voorbeeld_open.indicators.items() if theme_of(one))


def test_an_unknown_area_falls_back_with_a_note(visit: Visit) -> None:
    at = visit("wijkbeeld", gebied=HOSTILE)
    assert not at.exception
    assert asked(at)["gebied"] == ["focuswijk:merelveld"]
    assert "De link vraagt om een gebied dat hier niet bestaat." in text_of(at)
    assert HOSTILE not in text_of(at)
