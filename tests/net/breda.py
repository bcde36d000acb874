"""A made-up Breda for the server: real codes of some of its buurten, figures and borders that mean nothing."""

from collections.abc import Sequence

import shapely
import shapely.geometry

import indicators
from snapshot.programmes import load_programme
from tests.loaders.boundary_files import in_degrees, square
from tests.net.other_sources import YEARS, ZIP, crime, health, ses, zipped
from tests.net.server import World
from tests.net.tables import KWB_TABLES, kwb

NAME, GEMEENTE = "verbeter-breda", "GM0758"
OTHERS = (("BU07580000", "Valkenberg"), ("BU07580300", "Ginneken"), ("BU07580800", "Prinsenbeek"))
COMPARED = (("GM0855", "Tilburg"), ("GM0772", "Eindhoven"), ("GM0796", "'s-Hertogenbosch"))


def places() -> tuple[tuple[str, str], ...]:
    """Code and name of the land, Breda, the gemeenten that it compares with, the focuswijken and some more buurten."""
    focuswijken = load_programme(NAME, indicators.discover().keys()).focuswijken
    buurten = sorted([*((code, f.naam) for f in focuswijken for code in f.buurten), *OTHERS])
    wijken = [(code, f"Wijk {code[-2:]}") for code in sorted({f"WK{code[2:8]}" for code, _ in buurten})]
    return (("NL00", "Nederland"), (GEMEENTE, "Breda"), *COMPARED, *wijken, *buurten)


def breda() -> World:
    """All that the programme asks for."""
    there = places()
    world = World()
    world.add(*(kwb(year, places=there) for year in KWB_TABLES))
    world.add(health(there), crime(there), ses(2024, "86092NED", there), ses(places=there))
    for year in YEARS:
        world.geo[year] = _borders(there, int(year))
    world.files[ZIP.format(2024)] = _scores(there)
    return world


def _borders(there: Sequence[tuple[str, str]], year: int) -> dict[str, list[dict[str, object]]]:
    """A square of a kilometre per buurt; a wijk and the gemeente are their buurten together."""
    buurten = [(code, name) for code, name in there if code.startswith("BU")]
    shapes = {code: square(place % 4, place // 4) for place, (code, _) in enumerate(buurten)}
    found: dict[str, list[dict[str, object]]] = {}
    for collection, prefix, kind in (("buurten", "BU", "buurt"), ("wijken", "WK", "wijk"), ("gemeenten", "GM", "")):
        found[collection] = []
        for code, name in there:
            own = [shape for buurt, shape in shapes.items() if f"{prefix}{buurt[2:]}".startswith(code)]
            if not code.startswith(prefix) or not own:
                continue
            about = {f"{kind}code": code, f"{kind}naam": name, "wijkcode": f"WK{code[2:8]}"} if kind else {}
            about |= {"gemeentecode": GEMEENTE, "gemeentenaam": "Breda", "water": "NEE", "jaar": year}
            geometry = shapely.geometry.mapping(in_degrees(shapely.union_all(own)))
            found[collection].append({"type": "Feature", "id": code, "properties": about, "geometry": geometry})
    return found


def _scores(there: Sequence[tuple[str, str]]) -> bytes:
    files = {}
    for plural, prefix in (("buurten", "bu"), ("wijken", "wk"), ("gemeenten", "gm")):
        own = [pair for pair in there if pair[0].lower().startswith(prefix)]
        lines = [f"{prefix}_code,{prefix}_naam,jaar,lbm,afw,fys,onv,soc,vrz,won"]
        lines += [f"{c},{n},{year},4.2,0.05,0.01,-0.02,0.01,0.04,0.01" for c, n in own for year in (2020, 2022, 2024)]
        files[f"scores {plural} 2020-2024.csv"] = "\n".join([*lines, ""]).encode()
    return zipped(files)
