"""Where inhabitants or their parents come from: context only, never a headline, never judged, in two classifications.

CBS replaced western/non-western (editions to 2022) by country of origin in groups (from 2023). There is no mapping, so
these are separate indicators and no series crosses the change.
"""

from indicators._parts import AFGEROND_OP_5, INWONERS, SAMENSTELLING, VANAF_2015, kwb, ratio, worked
from model.indicator import Aggregation, Direction, Indicator, Kind, Theme

_OUD = "Deze indeling stopt na 2022. Het CBS deelt daarna anders in; de twee zijn niet met elkaar te vergelijken."
_NIEUW = "Deze indeling begint in 2023. De cijfers van daarvoor zijn anders ingedeeld en niet te vergelijken."


def _origin(
    id: str,
    name: str,
    plain_name: str,
    plain_sentence: str,
    description: str,
    counts: tuple[float, float, float, float],
    answer: tuple[float, float, float],
    current: bool = True,
) -> Indicator:
    """Share of inhabitants; ``id`` is also the variable; ``counts`` are count and inhabitants of two buurten."""
    return Indicator(
        id=f"aandeel_{id}",
        name=name,
        plain_name=plain_name,
        plain_sentence=plain_sentence,
        description=description,
        theme=Theme.BEVOLKING,
        unit="%",
        decimals=1,
        kind=Kind.PROPORTION,
        direction=Direction.NEUTRAL,
        aggregation=Aggregation.RATIO_OF_SUMS,
        recipes=ratio((id,), INWONERS),
        caveats=(SAMENSTELLING, _NIEUW, AFGEROND_OP_5) if current else (SAMENSTELLING, _OUD, VANAF_2015, AFGEROND_OP_5),
        feeds=kwb(2023) if current else kwb(2015, 2022),
        public=False,
        example=worked(
            {id: counts[0], "aantal_inwoners": counts[1]},
            {id: counts[2], "aantal_inwoners": counts[3]},
            values=answer[:2],
            group=answer[2],
        ),
    )


def _former(
    id: str,
    name: str,
    plain_name: str,
    whose: str,
    counts: tuple[float, float, float, float],
    answer: tuple[float, float, float],
) -> Indicator:
    """One group of the classification used to 2022: by country of birth of the person or of a parent."""
    return _origin(
        f"herkomst_{id}",
        name,
        plain_name,
        f"In {{gebied}} is {{waarde}} van de mensen zelf geboren in {whose}, of een ouder van hen.",
        (
            f"Inwoners van wie ten minste één ouder is geboren in {whose}, als deel van alle inwoners. "
            "Indeling tot en met 2022."
        ),
        counts,
        answer,
        current=False,
    )


INDICATORS: tuple[Indicator, ...] = (
    _origin(
        "herkomst_nederland",
        "Herkomst Nederland",
        "Mensen met herkomst Nederland",
        "In {gebied} heeft {waarde} van de mensen twee ouders die in Nederland zijn geboren.",
        "Inwoners van wie beide ouders in Nederland zijn geboren, als deel van alle inwoners.",
        (700, 1000, 300, 600),
        (70, 50, 62.5),
    ),
    _origin(
        "herkomst_europa_excl_nl",
        "Herkomst Europa (zonder Nederland)",
        "Mensen met herkomst in Europa",
        "In {gebied} komt {waarde} van de mensen, of een ouder van hen, uit een ander land in Europa.",
        (
            "Inwoners die zelf, of van wie een ouder, in een Europees land buiten Nederland zijn geboren, als "
            "deel van alle inwoners."
        ),
        (100, 1000, 90, 600),
        (10, 15, 11.875),
    ),
    _origin(
        "herkomst_buiten_europa",
        "Herkomst buiten Europa",
        "Mensen met herkomst buiten Europa",
        "In {gebied} komt {waarde} van de mensen, of een ouder van hen, uit een land buiten Europa.",
        (
            "Inwoners die zelf, of van wie een ouder, buiten Europa zijn geboren (Turkije telt daarbij), als "
            "deel van alle inwoners."
        ),
        (200, 1000, 210, 600),
        (20, 35, 25.625),
    ),
    _origin(
        "geboren_in_nl_herkomst_europa",
        "Geboren in Nederland, herkomst Europa",
        "Hier geboren, ouders uit Europa",
        "In {gebied} is {waarde} van de mensen hier geboren met een ouder uit een ander land in Europa.",
        "Inwoners die in Nederland zijn geboren met een ouder uit een ander Europees land, als deel van alle inwoners.",
        (40, 1000, 40, 400),
        (4, 10, 80 / 14),
    ),
    _origin(
        "geboren_in_nl_herkomst_buiten_europa",
        "Geboren in Nederland, herkomst buiten Europa",
        "Hier geboren, ouders van buiten Europa",
        "In {gebied} is {waarde} van de mensen hier geboren met een ouder van buiten Europa.",
        "Inwoners die in Nederland zijn geboren met een ouder uit een land buiten Europa, als deel van alle inwoners.",
        (120, 1000, 30, 500),
        (12, 6, 10),
    ),
    _origin(
        "geboren_buiten_nl_herkomst_europa",
        "Geboren buiten Nederland, herkomst Europa",
        "Geboren in een ander land in Europa",
        "In {gebied} is {waarde} van de mensen zelf in een ander land in Europa geboren.",
        "Inwoners die zelf in een Europees land buiten Nederland zijn geboren, als deel van alle inwoners.",
        (60, 1200, 40, 400),
        (5, 10, 6.25),
    ),
    _origin(
        "geboren_buiten_nl_herkomst_buiten_europa",
        "Geboren buiten Nederland, herkomst buiten Europa",
        "Geboren buiten Europa",
        "In {gebied} is {waarde} van de mensen zelf buiten Europa geboren.",
        "Inwoners die zelf in een land buiten Europa zijn geboren, als deel van alle inwoners.",
        (160, 2000, 120, 800),
        (8, 15, 10),
    ),
    _former(
        "westers_totaal",
        "Westerse migratieachtergrond (tot en met 2022)",
        "Mensen met een westerse achtergrond",
        "een ander westers land",
        (110, 1000, 130, 1000),
        (11, 13, 12),
    ),
    _former(
        "niet_westers_totaal",
        "Niet-westerse migratieachtergrond (tot en met 2022)",
        "Mensen met een niet-westerse achtergrond",
        "een niet-westers land",
        (300, 1000, 150, 1500),
        (30, 10, 18),
    ),
    _former(
        "marokko",
        "Herkomst Marokko (tot en met 2022)",
        "Mensen met een Marokkaanse achtergrond",
        "Marokko",
        (100, 1000, 20, 500),
        (10, 4, 8),
    ),
    _former(
        "nederlandse_antillen_en_aruba",
        "Herkomst Nederlandse Antillen en Aruba (tot en met 2022)",
        "Mensen met een Antilliaanse of Arubaanse achtergrond",
        "de (voormalige) Nederlandse Antillen of Aruba",
        (20, 1000, 15, 500),
        (2, 3, 35 / 15),
    ),
    _former(
        "suriname",
        "Herkomst Suriname (tot en met 2022)",
        "Mensen met een Surinaamse achtergrond",
        "Suriname",
        (30, 1000, 10, 1000),
        (3, 1, 2),
    ),
    _former(
        "turkije",
        "Herkomst Turkije (tot en met 2022)",
        "Mensen met een Turkse achtergrond",
        "Turkije",
        (90, 1500, 10, 500),
        (6, 2, 5),
    ),
    _former(
        "overig_niet_westers",
        "Overige niet-westerse herkomst (tot en met 2022)",
        "Mensen met een andere niet-westerse achtergrond",
        "een ander niet-westers land",
        (80, 1000, 60, 1000),
        (8, 6, 7),
    ),
)
