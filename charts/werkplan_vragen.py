"""Open questions for the table of a bouwsteen: what could not be tested, is late, or was never set. Neutral words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from charts import kloof_words as words
from charts.frames import Row
from charts.numbers import day_label
from charts.prestaties import State, state
from charts.words import lower_first
from model.indicator import Indicator
from model.inhoud import Inhoud
from model.moment import last_day
from model.programme import Bouwsteen
from model.uitvoering import Interventie, Prestatie, Status

_NAMED = 4
_ENDED = (Status.AFGEROND, Status.GESTOPT)


def from_figures(ids: Sequence[str], gaps: Mapping[str, Row], indicators: Mapping[str, Indicator]) -> Iterator[str]:
    """``ids``: the kernset of the bouwsteen; ``gaps``: the newest row of figures.kloof, by indicator."""
    states = {i: words.state(gaps[i]) for i in ids if i in gaps}
    for became, asked in ((words.LARGER, "Wat speelt daar?"), (words.TURNED, "Wat is daar gebeurd?")):
        found = [i for i in ids if states.get(i) == became]
        if found:
            yield f"Het verschil is {became} bij: {_names(found, indicators)}. {asked}"
    untested = [i for i in ids if states.get(i) == words.UNTESTED]
    if untested:
        yield f"Niet te toetsen of het verschil veranderde: {_names(untested, indicators)}. Hoe weten we het dan?"
    without = [i for i in ids if i not in gaps]
    if without:
        yield f"Nog geen verschil te berekenen: {_names(without, indicators)}. Wie kan dat cijfer leveren?"


def from_targets(ids: Sequence[str], inhoud: Inhoud, indicators: Mapping[str, Indicator]) -> Iterator[str]:
    """Which kerncijfers have no streefwaarde."""
    agreed = {row.indicator for row in inhoud.streefwaarden if row.agreed() is not None}
    unset = [i for i in ids if i not in agreed]
    if unset and len(unset) == len(ids):
        yield "Voor geen van de kerncijfers is een streefwaarde vastgesteld. Welke willen we afspreken?"
    elif unset:
        yield f"Nog geen streefwaarde: {_names(unset, indicators)}. Welke willen we afspreken?"


def from_work(interventies: Sequence[Interventie], prestaties: Sequence[Prestatie], today: date) -> Iterator[str]:
    """What is late, not counted, or of unknown status."""
    late = [one for one in prestaties if state(one, today) is State.DUE]
    for one in late[:_NAMED]:
        yield f"{one.naam}: uiterlijk {day_label(one.uiterlijk)} afgesproken en nog niet gehaald. Wat is er nodig?"
    over = [one for one in interventies if one.eind and last_day(one.eind) < today and one.status not in _ENDED]
    if over:
        yield f"De geplande tijd is voorbij, maar niet afgerond: {_listed([one.naam for one in over])}. Hoe verder?"
    uncounted = [one for one in prestaties if state(one, today) is State.UNCOUNTED]
    if uncounted:
        yield f"Afgesproken en nog niet geteld: {_listed([lower_first(one.naam) for one in uncounted])}. Wie telt?"
    unknown = [one.naam for one in interventies if one.status is Status.ONBEKEND]
    if unknown:
        yield f"Van {len(unknown)} van de {len(interventies)} interventies is de status onbekend. Wie weet die?"
    if not interventies:
        yield "Er is nog geen interventie ingevoerd. Wat wordt er gedaan?"


def from_tables(inhoud: Inhoud, bouwsteen: Bouwsteen) -> list[str]:
    """The questions that a coördinator wrote and that the table has not discussed yet."""
    return [row.vraag for row in inhoud.tafelvragen if row.bouwsteen == bouwsteen.id and not row.besproken]


def _names(ids: Sequence[str], indicators: Mapping[str, Indicator]) -> str:
    return _listed([lower_first(indicators[i].name) for i in ids])


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return "; ".join(names[:_NAMED]) + (f" en nog {more}" if more > 0 else "")
