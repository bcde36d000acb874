"""What a programme may not say of streefwaarden, referentienormen and pairs: other units, unknown areas, past years.

Streefwaarden and normen come from tables, whose indicators are checked when they are read (``programme_tables``).
"""

from collections.abc import Callable, Collection, Iterator, Mapping

from model.afspraken import KLOOF, Referentienorm, Streefwaarde
from model.areas import FOCUSWIJKEN_CODE, REST_CODE
from model.programme import Programme
from snapshot.programme_check import Mistake, twice, unknown_indicator
from snapshot.yaml_file import Place
from snapshot.yaml_words import nearest


def mistakes(
    programme: Programme,
    objection: Callable[[Place, str, str], str],
    known_indicators: Collection[str],
    known_areas: Collection[str] | None,
    units: Mapping[str, str],
) -> list[str]:
    """One sentence per mistake, as ``objection`` makes it of a place; an empty list when all is well."""
    found = [
        *_streefwaarden(programme, known_areas, units),
        *_normen(programme, units),
        *_paren(programme, known_indicators),
    ]
    return [objection(place, problem, remedy) for place, problem, remedy in found]


def _streefwaarden(
    programme: Programme,
    known_areas: Collection[str] | None,
    units: Mapping[str, str],
) -> Iterator[Mistake]:
    groups = {KLOOF, FOCUSWIJKEN_CODE, REST_CODE, *(f.id for f in programme.focuswijken), *programme.gemeenten}
    for i, target in enumerate(programme.streefwaarden):
        place: Place = ("streefwaarden", i)
        yield from _value(place, target, "streefwaarde", units)
        if target.gebied == KLOOF and target.waarde < 0 and units.get(target.indicator) != "%":
            problem = f"een kloof is een grootte; {_number(target.waarde)} kan dat niet zijn."
            yield (*place, "waarde"), problem, "Geef 0 of meer."
        if target.gebied not in groups and (known_areas is None or target.gebied not in known_areas):
            unsure = known_areas is None and target.gebied.startswith(("GM", "WK", "BU"))
            if not unsure:
                remedy = nearest(target.gebied, {*groups, *(known_areas or ())}) or (
                    "Kies 'kloof', 'focuswijken', 'rest', het id van een focuswijk of een gebiedscode."
                )
                yield (*place, "gebied"), f"gebied '{target.gebied}' bestaat niet.", remedy
        start = programme.nulmeting.per_indicator.get(target.indicator, programme.nulmeting.jaar)
        if target.jaar <= start:
            problem = f"het jaar {target.jaar} van de streefwaarde ligt niet na de nulmeting van {start}."
            yield (*place, "jaar"), problem, "Pas het jaar aan."


def _normen(programme: Programme, units: Mapping[str, str]) -> Iterator[Mistake]:
    for i, norm in enumerate(programme.referentienormen):
        yield from _value(("referentienormen", i), norm, "referentienorm", units)


def _value(
    place: Place, agreed: Streefwaarde | Referentienorm, what: str, units: Mapping[str, str]
) -> Iterator[Mistake]:
    """A mistake when the unit is not that of the indicator, or a percentage cannot be one."""
    unit = units.get(agreed.indicator)
    if unit is not None and agreed.eenheid != unit:
        problem = f"de {what} staat in '{agreed.eenheid}', de indicator '{agreed.indicator}' in '{unit}'."
        yield (*place, "eenheid"), problem, f"Geef de waarde in '{unit}'."
    elif unit == "%" and agreed.waarde is not None and not 0 <= agreed.waarde <= 100:
        problem = f"{_number(agreed.waarde)} kan geen percentage zijn."
        yield (*place, "waarde"), problem, "Geef een getal van 0 tot en met 100."


def _paren(programme: Programme, known: Collection[str]) -> Iterator[Mistake]:
    yield from twice("paar", [(("paren", i, "id"), paar.id) for i, paar in enumerate(programme.paren)])
    for i, paar in enumerate(programme.paren):
        for field, identifier in (("beleving", paar.beleving), ("registratie", paar.registratie)):
            yield from unknown_indicator(("paren", i, field), identifier, known)
        if paar.beleving == paar.registratie:
            problem = f"beleving en registratie zijn allebei '{paar.beleving}'."
            yield ("paren", i, "registratie"), problem, "Kies voor elk een eigen indicator."


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")
