"""The other sources of the example as their servers give them: PDOK, the Leefbaarometer, RIVM, police and SES-WOA."""

import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

import shapely

from snapshot.settings import CHECKOUT
from tests.loaders.boundary_files import in_degrees
from tests.net.server import World
from tests.net.tables import Table, dimension_table

FILES = CHECKOUT / "data" / "voorbeeld" / "bronbestanden"
ZIP = "lbm/resources/open-data-leefbaarometer-meting-{}.zip"
HEALTH = "Gezondheid per wijk en buurt; 2012/2016/2020/2022 (indeling 2022)"
CRIME = "Geregistreerde misdrijven; soort misdrijf, wijk, buurt, jaarcijfers"
Places = Sequence[tuple[str, str]]
YEARS = ("2022", "2023", "2024", "2025")
KINDS = [
    ("0.0.0 ", "Totaal misdrijven"),
    ("1.1.1 ", "1.1.1 Diefstal/inbraak woning"),
    ("1.4.5 ", "1.4.5 Mishandeling"),
    ("2.5.2 ", "2.5.2 Winkeldiefstal"),
    ("3.9.9 ", "3.9.9 Iets nieuws"),
]


def add_boundaries(world: World) -> None:
    """The borders of 2025, also as those of the years before."""
    for year in YEARS:
        world.geo[year] = {name: _features(name, int(year)) for name in ("buurten", "wijken", "gemeenten")}


def _features(collection: str, year: int) -> list[dict[str, Any]]:
    content = json.loads((FILES / "cbs_grenzen" / "2025" / f"{collection}_2025.geojson").read_text(encoding="utf-8"))
    features = []
    for feature in content["features"]:
        shape = shapely.geometry.shape(feature["geometry"])
        if shape.bounds[0] > 180:
            shape = in_degrees(shape)
        properties = {**feature["properties"], "jaar": year}
        about = {"type": "Feature", "id": feature["id"], "properties": properties}
        features.append({**about, "geometry": shapely.geometry.mapping(shape)})
    return features


def add_scores(world: World) -> None:
    path = FILES / "leefbaarometer" / "open-data-leefbaarometer-meting-2024.zip"
    world.files[ZIP.format(2024)] = path.read_bytes()


def zipped(entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


def bomb() -> bytes:
    """A small zip that unpacks to more than 500 MB, made without ever holding that."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("x.csv", "w") as entry,
    ):
        for _ in range(501):
            entry.write(b"0" * 1_000_000)
    return stream.getvalue()


def health(places: Places | None = None) -> Table:
    """Estimates of 2020 and 2022, with another age and margins that nobody asked for."""
    topics = {
        "ErvarenGezondheidGoedZeerGoed_4": ("Ervaren gezondheid goed/zeer goed", "%", ""),
        "Roker_11": ("Roker", "%", ""),
        "Eenzaam_23": ("Eenzaam", "%", ""),
        "MoeiteMetRondkomen_31": ("Moeite met rondkomen", "%", ""),
    }
    dimensions = {
        "Leeftijd": [("20300", "18 jaar of ouder"), ("80200", "65 jaar of ouder")],
        "Marges": [("MW00000", "Waarde"), ("MOG0095", "Ondergrens")],
        "Perioden": [("2020JJ00", "2020"), ("2022JJ00", "2022")],
    }
    return dimension_table("50120NED", HEALTH, "2012-2022", dimensions, topics, _share, places)


def _share(topic: str, keys: tuple[str, ...]) -> str:
    if keys[0] == "BU99020001":
        return "       ."
    return f"{20 + sum(map(ord, topic + keys[0])) % 50 + 0.1 * (keys[-1] == '2022JJ00'):>8.1f}"


def crime(places: Places | None = None) -> Table:
    """Registered crime of three years, by kind; of one kind the mapping knows nothing."""
    dimensions = {"SoortMisdrijf": KINDS, "Perioden": [(f"{year}JJ00", str(year)) for year in (2023, 2024, 2025)]}
    topics = {"GeregistreerdeMisdrijven_1": ("Geregistreerde misdrijven", "aantal", "")}
    return dimension_table("47018NED", CRIME, "2012-2025", dimensions, topics, _crimes, places)


def _crimes(_: str, keys: tuple[str, ...]) -> str:
    area, kind, period = keys
    count = {"0.0.0 ": 60, "1.1.1 ": 4, "1.4.5 ": 9, "2.5.2 ": 12, "3.9.9 ": 1}[kind]
    times = {"NL": 1000, "GM": 100, "WK": 10, "BU": 1}[area[:2]]
    return "       ." if area == "BU99010000" and kind == "1.1.1 " else f"{count * times + int(period[:4]) - 2023:>8}"


def ses(year: int = 2025, identifier: str = "86296NED", places: Places | None = None) -> Table:
    """Scores of two years on the borders of ``year``."""
    topics = {
        "ParticuliereHuishoudens_2": ("Particuliere huishoudens", "aantal", ""),
        "GemiddeldeScore_29": ("Gemiddelde score", "getal", "SES-WOA/Totaalscore"),
        "SpreidingVanScores_30": ("Spreiding van scores", "getal", "SES-WOA/Totaalscore"),
        "GemiddeldeScore_31": ("Gemiddelde score", "getal", "SES-WOA/Deelscore welvaart"),
    }
    dimensions = {"Perioden": [("2023JJ00", "2023"), ("2024JJ00", "2024*")]}
    title = f"Sociaal-economische status; scores per wijk en buurt, regio-indeling {year}"
    return dimension_table(identifier, title, "2014-2024", dimensions, topics, _scores, places)


def _scores(topic: str, keys: tuple[str, ...]) -> str:
    if topic.startswith("Part"):
        return f"{900:>8}"
    return f"{-0.3 + sum(map(ord, keys[0])) % 60 / 100 + 0.01 * (keys[1] == '2024JJ00'):>8.3f}"
