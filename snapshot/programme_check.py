"""What a programme may not say: codes, indicators and ids that do not exist or are there twice."""

from collections.abc import Collection, Iterable, Iterator

from loaders import discover
from model.areas import AreaCodeError, Level, gemeente_code, level_of, suggest_code
from model.huisstijl import objections as of_look
from model.programme import Programme
from snapshot.yaml_file import Place, YamlFile
from snapshot.yaml_words import nearest


def mistakes(
    programme: Programme,
    file: YamlFile,
    folder: str,
    known_indicators: Collection[str],
    known_areas: Collection[str] | None,
) -> list[str]:
    """One sentence per mistake, with file and line; an empty list when all is well."""
    found = [
        *_years_and_id(programme, folder),
        *_ids(programme),
        *_gemeenten(programme),
        *_buurten(programme, known_areas),
        *_indicators(programme, known_indicators),
        *_protection(programme),
        *_look(programme),
    ]
    return [file.objection(place, problem, remedy) for place, problem, remedy in found]


Mistake = tuple[Place, str, str]


def _years_and_id(programme: Programme, folder: str) -> Iterator[Mistake]:
    if programme.id != folder:
        yield ("id",), f"het id '{programme.id}' is niet de naam van de map.", f"Maak er '{folder}' van."
    if programme.horizon <= programme.begin:
        yield (
            ("horizon",),
            f"de horizon {programme.horizon} ligt niet na het begin {programme.begin}.",
            "Pas een van beide aan.",
        )


def _ids(programme: Programme) -> Iterator[Mistake]:
    doelen = [
        (("bouwstenen", i, "doelen", j, "id"), doel.id)
        for i, bouwsteen in enumerate(programme.bouwstenen)
        for j, doel in enumerate(bouwsteen.doelen)
    ]
    yield from twice("focuswijk", [(("focuswijken", i, "id"), f.id) for i, f in enumerate(programme.focuswijken)])
    yield from twice("bouwsteen", [(("bouwstenen", i, "id"), b.id) for i, b in enumerate(programme.bouwstenen)])
    yield from twice("doel", doelen)


def twice(what: str, ids: Iterable[tuple[Place, str]]) -> Iterator[Mistake]:
    """A mistake for every id that was used before."""
    seen: set[str] = set()
    for place, identifier in ids:
        if identifier in seen:
            yield place, f"er is al een {what} met id '{identifier}'.", "Geef elk een eigen id."
        seen.add(identifier)


def _gemeenten(programme: Programme) -> Iterator[Mistake]:
    for i, code in enumerate(programme.gemeenten):
        yield from _official(("gemeenten", i), code, Level.GEMEENTE)
    for i, code in enumerate(programme.vergelijking):
        yield from _official(("vergelijking", i), code, Level.GEMEENTE)
        if code in programme.gemeenten:
            problem = f"{code} hoort bij het programma zelf."
            yield ("vergelijking", i), problem, "Vergelijk met een andere gemeente, of haal de regel weg."


def _official(place: Place, code: str, level: Level) -> Iterator[Mistake]:
    """A mistake when ``code`` is not a code of this level."""
    try:
        if level_of(code) is level:
            return
        suggestion = None
    except AreaCodeError:
        suggestion = suggest_code(code)
    example = {Level.GEMEENTE: "GM0758", Level.BUURT: "BU07580106"}[level]
    remedy = f"Bedoelt u '{suggestion}'?" if suggestion else f"Een {level}code ziet eruit als {example}."
    yield place, f"'{code}' is geen geldige {level}code.", remedy


def _buurten(programme: Programme, known_areas: Collection[str] | None) -> Iterator[Mistake]:
    known = {code for code in known_areas or () if code.startswith("BU")}
    owners: dict[str, str] = {}
    for i, focuswijk in enumerate(programme.focuswijken):
        for j, code in enumerate(focuswijk.buurten):
            place: Place = ("focuswijken", i, "buurten", j)
            malformed = list(_official(place, code, Level.BUURT))
            yield from malformed
            if malformed:
                continue
            if code in owners:
                problem = f"buurt {code} hoort al bij focuswijk '{owners[code]}'."
                yield place, problem, "Zet een buurt bij één focuswijk, anders telt zij dubbel."
            owners.setdefault(code, focuswijk.id)
            gemeente = gemeente_code(code)
            if gemeente not in programme.gemeenten:
                problem = f"buurt {code} ligt niet in {', '.join(programme.gemeenten)}."
                yield place, problem, "Pas de code aan, of zet de gemeente bij 'gemeenten'."
                continue
            # Without a single buurt of the gemeente at hand nothing can be said about one of them.
            neighbours = {other for other in known if other[2:6] == code[2:6]}
            if neighbours and code not in neighbours:
                remedy = nearest(code, neighbours) or "Zoek de code op in de lijst van het CBS."
                yield place, f"buurt {code} is onbekend.", remedy


def _indicators(programme: Programme, known: Collection[str]) -> Iterator[Mistake]:
    for i, bouwsteen in enumerate(programme.bouwstenen):
        for j, doel in enumerate(bouwsteen.doelen):
            seen: set[str] = set()
            for field, ids in (("kernset", doel.kernset), ("overig", doel.overig)):
                for k, identifier in enumerate(ids):
                    place: Place = ("bouwstenen", i, "doelen", j, field, k)
                    yield from unknown_indicator(place, identifier, known)
                    if identifier in seen:
                        yield place, f"'{identifier}' staat al bij dit doel.", "Haal één van beide weg."
                    seen.add(identifier)
    for k, identifier in enumerate(programme.bewoners.cijfers):
        yield from unknown_indicator(("bewoners", "cijfers", k), identifier, known)
    for identifier in programme.nulmeting.per_indicator:
        yield from unknown_indicator(("nulmeting", "per_indicator", identifier), identifier, known)


def protected_sources() -> list[str]:
    """Ids of the sources whose counts we protect ourselves."""
    return sorted(loader.source.id for loader in discover().values() if loader.source.protection is not None)


def _protection(programme: Programme) -> Iterator[Mistake]:
    known = protected_sources()
    for source in programme.afscherming:
        if source not in known:
            remedy = nearest(source, known) or f"Grenzen gelden voor: {', '.join(known)}."
            yield ("afscherming", source), f"bij bron '{source}' schermen wij niets af.", remedy


def _look(programme: Programme) -> Iterator[Mistake]:
    for place, problem, remedy in of_look(programme.huisstijl) if programme.huisstijl else ():
        yield ("huisstijl", *place), problem, remedy


def unknown_indicator(place: Place, identifier: str, known: Collection[str]) -> Iterator[Mistake]:
    """A mistake when no indicator has this id."""
    if identifier not in known:
        remedy = nearest(identifier, known) or "Bekijk de lijst met: wijkpeil indicators."
        yield place, f"indicator '{identifier}' bestaat niet.", remedy
