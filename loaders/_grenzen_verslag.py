"""What the build report says of a boundary file, and the refusal of areas that occur twice."""

from collections.abc import Sequence

import pandas as pd
import shapely

from loaders._grenzen_rijen import MAP_LEVELS
from model.areas import Level
from model.errors import LoadRefused, Objection
from model.loading import Note

_PLURAL = {Level.BUURT: ("buurt", "buurten"), Level.WIJK: ("wijk", "wijken"), Level.GEMEENTE: ("gemeente", "gemeenten")}
_SHOWN = 10


def levels_in_words(levels: Sequence[str]) -> str:
    """ "buurten, wijken en gemeenten", in that order, as far as they occur."""
    words = [_PLURAL[level][1] for level in MAP_LEVELS if level in levels]
    return " en ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def fold_duplicates(features: pd.DataFrame, file: str) -> tuple[pd.DataFrame, int]:
    """One row per code and water: exact repeats are folded and counted, others refused (faults 14 to 16).

    ``features`` has code, water, object and geometry. A repeat without shape gives way to the one with a shape.
    """
    double = features[features.duplicated(["code", "water"], keep=False)]
    surplus: list[int] = []
    for (code, _), group in double.groupby(["code", "water"], sort=True):
        shaped = group[group["geometry"].notna()]
        kept = (shaped if len(shaped) else group).iloc[0]
        for _, other in shaped.iterrows():
            if not shapely.equals_exact(shapely.normalize(kept["geometry"]), shapely.normalize(other["geometry"])):
                problem = f"Object {kept['object']} en object {other['object']} hebben dezelfde code en een ander vlak."
                remedy = "Voeg de delen samen tot één object per gebied, of haal het verkeerde object weg."
                raise LoadRefused(Objection(file=file, value=str(code), problem=problem, remedy=remedy))
        surplus.extend(index for index in group.index if index != kept.name)
    return features.drop(index=surplus), len(surplus)


def notes(features: pd.DataFrame, year: int, gemeenten: frozenset[str] | None) -> list[Note]:
    """Notes on all features of the file: level, code, name, water, pseudo, wanted, fate."""
    real = features[~features["pseudo"] & features["level"].notna()]
    if gemeenten and not real["wanted"].any():
        text = f"Geen enkel gebied hoort bij {_listed(sorted(gemeenten))}; het bestand is hier niet gebruikt."
        return [Note("overgeslagen", text)]
    found = []
    for level in MAP_LEVELS:
        at_level = real[(real["level"] == level) & ~real["water"]]
        if len(at_level):
            found.append(_read_note(level, year, len(at_level), int(at_level["wanted"].sum()), gemeenten))
    water = int((real["water"] & real["wanted"]).sum())
    if water:
        found.append(
            Note("gelezen", f"{_count(water, 'watervlak', 'watervlakken')} bij dezelfde codes apart gehouden.")
        )
    pseudo = features[features["pseudo"]]
    if len(pseudo):
        verb = "is geen echt gebied en is" if len(pseudo) == 1 else "zijn geen echte gebieden en zijn"
        found.append(Note("overgeslagen", f"{_listed(_named(pseudo))} {verb} overgeslagen."))
    fates = (
        ("ontbreekt", "no_shape", "zonder vlak in het bestand, dus niet op de kaart"),
        ("ontbreekt", "no_surface", "met een vlak zonder oppervlakte, dus niet op de kaart"),
        ("opvallend", "repaired", "met een ongeldig vlak, dat is hersteld"),
    )
    for kind, fate, words in fates:
        those = real[real["fate"] == fate]
        if len(those):
            found.append(Note(kind, f"{_count(len(those), 'gebied', 'gebieden')} {words}: {_listed(_named(those))}."))
    return found


def tidied_notes(mended: int, odd_parents: int, folded: int, inferred: bool) -> list[Note]:
    """Notes on what was put right or assumed on the way."""
    texts = []
    if mended:
        texts.append(f"{_count(mended, 'code', 'codes')} ontdaan van spaties of kleine letters.")
    if odd_parents:
        where = _count(odd_parents, "gebied", "gebieden")
        texts.append(f"Bij {where} noemt het bestand een andere wijk of gemeente dan de code zelf.")
    if folded:
        texts.append(f"{_count(folded, 'object', 'objecten')} dubbel aanwezig en één keer gebruikt.")
    if inferred:
        texts.append("Het bestand noemt geen coördinatenstelsel; volgens de getallen is het RD (EPSG:28992).")
    return [Note("opvallend", text) for text in texts]


def _read_note(level: Level, year: int, total: int, wanted: int, gemeenten: frozenset[str] | None) -> Note:
    if wanted == total or not gemeenten:
        return Note("gelezen", f"{_count(total, *_PLURAL[level])}, grenzen van {year}.")
    where = _listed(sorted(gemeenten))
    return Note("gelezen", f"{_number(wanted)} van {_count(total, *_PLURAL[level])} ({where}), grenzen van {year}.")


def _named(features: pd.DataFrame) -> list[str]:
    features = features.sort_values("code")
    pairs = zip(features["code"], features["name"], strict=True)
    return [code if name == code else f"{code} ({name})" for code, name in pairs]


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown} en nog {_number(len(names) - _SHOWN)}"


def _count(number: int, singular: str, plural: str) -> str:
    return f"{_number(number)} {singular if number == 1 else plural}"


def _number(number: int) -> str:
    return f"{number:,}".replace(",", ".")
