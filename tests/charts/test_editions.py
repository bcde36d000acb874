"""What a page says of two editions and of corrections: by hand, and text as text."""

from collections.abc import Callable

from charts import editions
from model.editie import Correctie, Gezegd
from model.indicator import Indicator
from snapshot.edition_compare import Beside, Expected

Make = Callable[..., Indicator]
HOSTILE = "<img src=x onerror=alert(1)>"
THEN = Gezegd(
    indicator="schulden",
    naam="Schulden",
    bouwsteen="Rondkomen",
    gebied="focuswijken",
    gebied_naam="Focuswijken samen",
    periode="2024",
    waarde=18.24,
    getoond="18,2 %",
    zin="Dit is hoger.",
    kloof=11.2,
    kloof_periode="2024",
    kloof_getoond="11,2 procentpunt hoger",
)
NOW = THEN.model_copy(
    update={"periode": "2026", "kloof_periode": "2026", "kloof": 9.0, "kloof_getoond": "9,0 procentpunt hoger"}
)


def test_a_newer_measurement_stands_beside_what_was_expected(indicator: Make) -> None:
    pair = Beside(THEN, NOW, Expected(2026, 10.0, 9.5, 10.5))
    html = editions.side_by_side([pair], {"schulden": indicator()}, "2025", "2027").replace("\u00a0", " ")
    assert "Nieuwere meting: 2026 in plaats van 2024." in html
    assert "een verschil van 9,5 procentpunt hoger tot 10,5 procentpunt hoger (negen van de tien keer)" in html
    assert "Het werd 9,0 procentpunt hoger, dat ligt daarbuiten." in html


def test_a_revised_figure_is_told_from_one_that_is_not_newer() -> None:
    assert editions.became(Beside(THEN, THEN)) == "Geen nieuwere meting."
    revised = THEN.model_copy(update={"waarde": 17.0, "getoond": "17,0 %"})
    assert editions.became(Beside(THEN, revised)).startswith("Zelfde periode, ander cijfer")


def test_a_correction_says_what_was_what_is_why_and_who(indicator: Make) -> None:
    one = Correctie(
        moment="2027-03-03T10:00:00+00:00",
        door="ans",
        reden="telfout.",
        indicator="schulden",
        gebied="focuswijken",
        gebied_naam="Focuswijken samen",
        periode="2024",
        toen=18.24,
        nu=None,
    )
    said = editions.correction(one, indicator()).replace("\u00a0", " ")
    assert said == (
        "Correctie van 3 maart 2027: Huishoudens met schulden, Focuswijken samen, 2024 was 18,2 % en is nu geen "
        "cijfer. Reden: telfout. (Geschreven door ans.)"
    )
    hostile = one.model_copy(update={"reden": HOSTILE, "gebied_naam": HOSTILE, "indicator": ""})
    assert HOSTILE not in editions.corrections([hostile, one.model_copy(update={"reden": HOSTILE})], {})
