"""What the API answers, as bytes: each question of ``endpoints`` asked of the snapshot and written down."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from exports import openapi
from exports.about import figures_hash, made_on
from exports.asked import LAST_ROW, LONGEST_QUERY, MOST_ROWS, Form, parsed
from exports.dcat import Distribution, catalogue
from exports.endpoints import ENDPOINTS, ROOT, Endpoint
from exports.formats import MEDIA_TYPES, file_of
from exports.rows import as_frame, cells_of, json_rows
from exports.selection import CHOICES, selected
from model.areas import Level
from model.indicator import THEME_LABELS
from snapshot import figures
from snapshot.store import Audience, Snapshot, open_snapshot, programmes_with_snapshot, reader

JSON, LD = "application/json", "application/ld+json"
_AREA = {"code": "code", "naam": "name", "niveau": "level", "bovenliggend": "parent"}
_AREA |= {"gemeente": "gemeente", "aansluiting": "aansluiting"}
Asked = dict[str, list[str]]


@dataclass(frozen=True)
class Answer:
    """A body with its media type; ``next``: where the rows after these are; ``file``: the name to save it by."""

    content: bytes
    kind: str = JSON
    next: str | None = None
    file: str | None = None


def answer(one: Endpoint, s: Snapshot | None, query: str, host: str) -> Answer:
    """Answer a question. ``host``: scheme and name by which the API was asked. Raises exports.asked.AskedWrong."""
    asked = parsed(query, one.parameters)
    if s is None:
        return _GENERAL[one.name](host)
    return _OF_PROGRAMME[one.name](s, asked, host)


def _json(content: Any, kind: str = JSON, following: str | None = None) -> Answer:
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Answer(text.encode("utf-8", "replace"), kind, following)


def _contents(host: str) -> Answer:
    limits = {"rijen": MOST_ROWS, "tekens_in_vraag": LONGEST_QUERY}
    limits |= {parameter.name: parameter.most for parameter in CHOICES}
    return _json(
        {
            "naam": "Wijkpeil",
            "versie": "1",
            "beschrijving": f"{host}{ROOT}/openapi.json",
            "openbaar": reader() is Audience.OPENBAAR,
            "adressen": [f"{host}{ROOT}{one.path}" for one in ENDPOINTS],
            "grenzen": limits,
        }
    )


def _description(host: str) -> Answer:
    return _json(openapi.description(f"{host}{ROOT}"))


def _programmes(_host: str) -> Answer:
    return _json({"programmas": [_origin(open_snapshot(name)) for name in sorted(programmes_with_snapshot())]})


def _origin(s: Snapshot) -> dict[str, str]:
    about = {"programma": s.programme.id, "naam": s.programme.naam, "peil": s.id, "gemaakt": made_on(s)}
    return about | {"peil_sha256": figures_hash(s)}


def _indicators(s: Snapshot, _asked: Asked, _host: str) -> Answer:
    found = []
    for row in figures.plain_records(figures.indicator_overview(s)):
        one = s.indicators[row["indicator"]]
        found.append(
            {
                "indicator": one.id,
                "naam": one.name,
                "gewone_naam": one.plain_name,
                "omschrijving": one.description,
                "thema": THEME_LABELS[one.theme],
                "eenheid": one.unit,
                "richting": one.direction.value,
                "eerste": row["first"],
                "laatste": row["last"],
                "niveaus": row["levels"],
                "stand": row["state"],
            }
        )
    return _json(_origin(s) | {"indicatoren": found})


def _areas(s: Snapshot, asked: Asked, _host: str) -> Answer:
    wanted = [Level(level) for level in asked["level"]] or list(Level)
    frame = figures.areas(s).drop_duplicates("code", keep="last")
    kept = figures.plain_records(frame[frame["level"].isin(wanted)])
    return _json(_origin(s) | {"gebieden": [{name: row[key] or None for name, key in _AREA.items()} for row in kept]})


def _figures(s: Snapshot, asked: Asked, host: str) -> Answer:
    limit, offset = int(asked["limit"][0]), int(asked["offset"][0])
    selection = selected(s, {parameter.name: asked[parameter.name] for parameter in CHOICES})
    found, following = cells_of(s, selection, (limit + 1, offset)), None
    more = len(found["indicator"]) > limit
    cells = {name: column[:limit] for name, column in found.items()}
    if more and offset + limit <= LAST_ROW:
        query = urlencode(asked | {"offset": [str(offset + limit)]}, doseq=True)
        following = f"{host}{ROOT}/{s.programme.id}/figures?{query}"
    if asked["format"] != ["json"]:
        form = Form(asked["format"][0])
        file = file_of(s, selection, as_frame(cells), form)
        return Answer(file.content, MEDIA_TYPES[form], following, file.name)
    told = json_rows(cells)
    return _json(_origin(s) | {"rijen": len(told), "volgende": following, "cijfers": told}, following=following)


def _dataset(s: Snapshot, _asked: Asked, host: str) -> Answer:
    base = f"{host}{ROOT}/{s.programme.id}"
    ways = (
        Distribution(f"{base}/indicators", "Indicatoren (JSON)", "application/json", "JSON"),
        Distribution(f"{base}/areas", "Gebieden (JSON)", "application/json", "JSON"),
    )
    return _json(catalogue(s, f"{base}/dataset", ways, f"{host}{ROOT}/openapi.json"), LD)


_GENERAL: dict[str, Callable[[str], Answer]] = {
    "inhoud": _contents,
    "openapi": _description,
    "programmes": _programmes,
}
_OF_PROGRAMME: dict[str, Callable[[Snapshot, Asked, str], Answer]] = {
    "indicators": _indicators,
    "areas": _areas,
    "figures": _figures,
    "dataset": _dataset,
}
