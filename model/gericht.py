"""What an interventie aims at: its doelen and the indicators that belong to them, as the programme itself says.

Aiming is what was meant. Nothing here says that an interventie changed a figure.
"""

from collections.abc import Collection

from model.inhoud import Inhoud
from model.programme import Doel, Programme
from model.uitvoering import Effect, Interventie


def doelen_of(programme: Programme, inhoud: Inhoud, one: Interventie) -> tuple[Doel, ...]:
    """The doelen that it names, in the programme's order; where it names none, those that its strategie serves."""
    served = {pair.doel for pair in inhoud.strategie_doelen if pair.strategie == one.strategie}
    named = set(one.doelen) or served
    return tuple(doel for bouwsteen in programme.bouwstenen for doel in bouwsteen.doelen if doel.id in named)


def effecten_of(programme: Programme, inhoud: Inhoud, one: Interventie) -> tuple[Effect, ...]:
    """Effects of its strategie or of one of its doelen; of one that names both, both must be its own."""
    doelen = {doel.id for doel in doelen_of(programme, inhoud, one)}
    return tuple(
        effect
        for effect in inhoud.effecten
        if (effect.strategie or effect.doel)
        and effect.strategie in ("", one.strategie)
        and (not effect.doel or effect.doel in doelen)
    )


def indicators_of(programme: Programme, inhoud: Inhoud, one: Interventie) -> tuple[str, ...]:
    """Ids of the indicators that it aims at, each once: those of its effecten, then kernset, then the other ones."""
    doelen = doelen_of(programme, inhoud, one)
    found = [i for effect in effecten_of(programme, inhoud, one) for i in effect.indicatoren]
    found += [i for doel in doelen for i in doel.kernset]
    found += [i for doel in doelen for i in doel.overig]
    return tuple(dict.fromkeys(found))


def aimed_at(programme: Programme, inhoud: Inhoud, indicator: str) -> tuple[Interventie, ...]:
    """The interventies that aim at an indicator, in the order of their table."""
    return tuple(one for one in inhoud.interventies if indicator in indicators_of(programme, inhoud, one))


def focuswijken_in(programme: Programme, buurten: Collection[str]) -> tuple[str, ...]:
    """Ids of the focuswijken that share a buurt with these codes."""
    return tuple(wijk.id for wijk in programme.focuswijken if set(wijk.buurten) & set(buurten))
