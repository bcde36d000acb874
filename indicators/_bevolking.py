"""The form of most indicators of the population: a share of inhabitants or households, shown and never judged."""

from indicators._parts import AFGEROND_OP_5, INWONERS, SAMENSTELLING, VANAF_2015, kwb, ratio, worked
from model.indicator import Aggregation, Direction, Indicator, Kind, Theme


def share_of_people(
    id: str,
    name: str,
    plain_name: str,
    plain_sentence: str,
    variable: str,
    description: str,
    first: tuple[float, float],
    second: tuple[float, float],
    answer: tuple[float, float, float],
    of: tuple[str, ...] = INWONERS,
) -> Indicator:
    """Share of inhabitants or households; ``first``, ``second``: count and base of a buurt; ``answer``: the rest."""
    return Indicator(
        id=id,
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
        recipes=ratio((variable,), of),
        caveats=(AFGEROND_OP_5, VANAF_2015, SAMENSTELLING),
        feeds=kwb(2015),
        example=worked(
            {variable: first[0], of[0]: first[1]},
            {variable: second[0], of[0]: second[1]},
            values=answer[:2],
            group=answer[2],
        ),
    )
