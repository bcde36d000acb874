"""Boundaries from PDOK's OGC API: pages of features with an opaque cursor, without a total (formats.md, section 6)."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from net.client import Client
from net.errors import LATER, REPORT, Absent, Declined, Missing, Strayed, refuse
from net.pages import ogc_pages
from net.statline import Fetched, State, strayed

_PAGE = 1000
_DEGREES = "CRS84"
_WHOLE = "de server gaf met een filter niet wat is gevraagd; alle vlakken van het land zijn opgehaald en hier gezeefd."
Feature = dict[str, Any]


def state(client: Client, api: str) -> State:
    """Whether the year is there. The API does not say when it was changed. Raises LoadRefused."""
    url = f"{client.base}/{api}/collections?f=json"
    client.json(url)
    return State(url, "")


def fetch(client: Client, api: str, collections: tuple[str, ...], gemeenten: tuple[str, ...], folder: Path) -> Fetched:
    """One GeoJSON file per collection, of some gemeenten. Raises LoadRefused, or Absent.

    A collection whose filter the server refuses or does not heed is fetched whole and sifted here.
    """
    found: dict[str, list[Feature]] = {}
    validators: dict[str, str] = {}
    remarks = []
    for collection in collections:
        items = f"{client.base}/{api}/collections/{collection}/items"
        try:
            found[collection] = _filtered(client, items, gemeenten, validators)
        except (Declined, Missing, Strayed):
            found[collection] = _sifted(client, items, gemeenten, validators)
            remarks.append(f"{collection}: {_WHOLE}")
    if not any(found.values()):
        raise Absent
    for collection in [name for name, features in found.items() if not features]:
        # The gemeente is there in another collection: here the filter found nothing because it is not one.
        items = f"{client.base}/{api}/collections/{collection}/items"
        found[collection] = _sifted(client, items, gemeenten, validators)
        if not found[collection]:
            refuse(
                items, f"er is geen enkel vlak van {', '.join(gemeenten)}, terwijl andere vlakken er wel zijn.", LATER
            )
        remarks.append(f"{collection}: {_WHOLE}")
    files = []
    for collection, features in found.items():
        path = folder / f"{collection}.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
        files.append(path)
    return Fetched(f"{client.base}/{api}", _version(validators), tuple(files), tuple(remarks))


def _filtered(client: Client, items: str, gemeenten: tuple[str, ...], validators: dict[str, str]) -> list[Feature]:
    """Features of one collection, asked per gemeente. Raises Strayed when others come as well."""
    features: list[Feature] = []
    asked: dict[str, str] = {}
    seen: set[str] = set()
    for gemeente in gemeenten:
        for url, page in _read(client, items, {"gemeentecode": gemeente}, seen, asked):
            other = next((code for feature in page if (code := _gemeente(url, feature)) != gemeente), None)
            if other is not None:
                strayed(url, other)
            features += page
    if features:
        validators |= asked
    return features


def _sifted(client: Client, items: str, gemeenten: tuple[str, ...], validators: dict[str, str]) -> list[Feature]:
    """Features of these gemeenten out of the whole collection; memory holds one page of the others."""
    pages = _read(client, items, {}, set(), validators)
    return [feature for url, page in pages for feature in page if _gemeente(url, feature) in gemeenten]


def _read(
    client: Client, items: str, only: dict[str, str], seen: set[str], validators: dict[str, str]
) -> Iterator[tuple[str, list[Feature]]]:
    """Pages of features with their address, none of them twice; the validator of each page is noted."""
    for page, url, answer in ogc_pages(client, f"{items}?{urlencode({'f': 'json', 'limit': _PAGE, **only})}"):
        crs = answer.headers.get("content-crs", "")
        if crs and _DEGREES not in crs:
            refuse(url, f"de server geeft een ander coördinatenstelsel dan gevraagd ('{crs.strip('<>')}').", REPORT)
        for feature in page:
            identity = str(feature.get("id") or hashlib.sha256(json.dumps(feature).encode()).hexdigest())
            if identity in seen:
                refuse(url, f"de server geeft hetzelfde vlak twee keer ('{identity}').", REPORT)
            seen.add(identity)
        validators[url.removeprefix(client.base)] = answer.validator
        yield url, page


def _gemeente(url: str, feature: Feature) -> str:
    properties = feature.get("properties")
    code = properties.get("gemeentecode") if isinstance(properties, dict) else None
    if not isinstance(code, str):
        refuse(url, "de server geeft een vlak zonder gemeentecode.", REPORT)
    return code.strip()


def is_unchanged(client: Client, version: str) -> bool:
    """Whether every page of an earlier fetch still has the ETag that it had then."""
    validators: dict[str, str] = json.loads(version) if version.startswith("{") else {}
    if not validators or not all(path.startswith("/") for path in validators):
        return False
    return all(client.is_unchanged(f"{client.base}{path}", validator) for path, validator in validators.items())


def _version(validators: dict[str, str]) -> str:
    """The ETag of each page by its path, since where the server is, is a setting that can change.

    "" when the server gives none, and then the pages are always fetched.
    """
    return json.dumps(validators) if all(validators.values()) else ""
