"""The forms that most declarations have, so that each says only what is its own.

A share or rate is computed from counts where its recipes have a denominator, and averaged by weight where they do not.
"""

from indicators._parts import ENQUETE_MARGE, INWONERS_15_PLUS, MODEL, RIVM, asked, published, worked
from model.indicator import Aggregation, Break, Direction, Indicator, Kind, Recipe, Theme, WorkedExample

# Adults of two made-up buurten, 1.500 and 500: weights of 3 to 1 for the worked examples of health figures.
_BUURT_OF_1500 = dict(zip(INWONERS_15_PLUS, (200, 500, 500, 300), strict=True))
_BUURT_OF_500 = dict(zip(INWONERS_15_PLUS, (100, 150, 150, 100), strict=True))

MINIMUM_RESPONDENTS = 50


def _aggregation(recipes: tuple[Recipe, ...]) -> Aggregation:
    return Aggregation.RATIO_OF_SUMS if recipes[0].denominator else Aggregation.WEIGHTED_MEAN


def share(
    theme: Theme,
    id: str,
    *,
    name: str,
    plain_name: str,
    plain_sentence: str,
    description: str,
    direction: Direction,
    recipes: tuple[Recipe, ...],
    example: WorkedExample,
    feeds: str,
    caveats: tuple[str, ...] = (),
    breaks: tuple[Break, ...] = (),
) -> Indicator:
    """A percentage of people, households or homes, with one decimal."""
    return Indicator(
        id=id,
        name=name,
        plain_name=plain_name,
        plain_sentence=plain_sentence,
        description=description,
        theme=theme,
        unit="%",
        decimals=1,
        kind=Kind.PROPORTION,
        direction=direction,
        aggregation=_aggregation(recipes),
        recipes=recipes,
        example=example,
        feeds=feeds,
        caveats=caveats,
        breaks=breaks,
    )


def rate(
    theme: Theme,
    id: str,
    *,
    name: str,
    plain_name: str,
    plain_sentence: str,
    description: str,
    direction: Direction,
    recipes: tuple[Recipe, ...],
    example: WorkedExample,
    feeds: str,
    unit: str = "per 1.000 inwoners",
    caveats: tuple[str, ...] = (),
    breaks: tuple[Break, ...] = (),
    repeatable: bool = False,
) -> Indicator:
    """A figure per thousand, with one decimal. ``repeatable``: of events that come in series."""
    return Indicator(
        id=id,
        name=name,
        plain_name=plain_name,
        plain_sentence=plain_sentence,
        description=description,
        theme=theme,
        unit=unit,
        decimals=1,
        kind=Kind.RATE,
        direction=direction,
        aggregation=_aggregation(recipes),
        recipes=recipes,
        example=example,
        feeds=feeds,
        caveats=caveats,
        breaks=breaks,
        repeatable=repeatable,
    )


def health(
    theme: Theme,
    id: str,
    *,
    name: str,
    plain_name: str,
    plain_sentence: str,
    description: str,
    direction: Direction,
    figures: tuple[float, float],
    group: float,
    caveats: tuple[str, ...] = (),
) -> Indicator:
    """A small-area estimate of RIVM for adults; ``id`` is also the variable; ``figures`` weigh 3 to 1 in ``group``."""
    return Indicator(
        id=id,
        name=name,
        plain_name=plain_name,
        plain_sentence=plain_sentence,
        description=f"{description} Inwoners van 18 jaar en ouder, volgens een modelschatting van het RIVM.",
        theme=theme,
        unit="%",
        decimals=1,
        kind=Kind.PROPORTION,
        direction=direction,
        aggregation=Aggregation.WEIGHTED_MEAN,
        recipes=published(id, INWONERS_15_PLUS, source=RIVM),
        example=worked(
            {id: figures[0], **_BUURT_OF_1500}, {id: figures[1], **_BUURT_OF_500}, values=figures, group=group
        ),
        feeds="RIVM, Gezondheid per wijk en buurt, 18 jaar en ouder.",
        caveats=(
            *caveats,
            MODEL,
            "Voor een groep middelen we naar inwoners van 15 jaar en ouder: dat ligt het dichtst bij 18 jaar en ouder.",
        ),
        modelled=True,
    )


def survey(
    theme: Theme,
    id: str,
    *,
    name: str,
    plain_name: str,
    plain_sentence: str,
    description: str,
    direction: Direction,
    counts: tuple[float, float, float, float],
    answer: tuple[float, float, float],
) -> Indicator:
    """Share of respondents (weighted counts ``<id>_teller`` over ``<id>_noemer``); no answer is left out of both."""
    teller, noemer = f"{id}_teller", f"{id}_noemer"
    return Indicator(
        id=id,
        name=name,
        plain_name=plain_name,
        plain_sentence=plain_sentence,
        description=f"{description} Wie geen antwoord gaf, telt niet mee.",
        theme=theme,
        unit="%",
        decimals=0,
        kind=Kind.PROPORTION,
        direction=direction,
        aggregation=Aggregation.RATIO_OF_SUMS,
        recipes=asked(id),
        example=worked(
            {teller: counts[0], noemer: counts[1]},
            {teller: counts[2], noemer: counts[3]},
            values=answer[:2],
            group=answer[2],
        ),
        feeds="Een bewonersenquête met deze vraag, met het aantal antwoorden per buurt.",
        caveats=(ENQUETE_MARGE,),
        minimum_n=MINIMUM_RESPONDENTS,
    )
