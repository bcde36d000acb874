"""Boundaries from PDOK's OGC API: pages of features with an opaque cursor, without a total (formats.md, section 6)."""

import hashlib
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from net.client import Client
from net.errors import REPORT, Absent, refuse
from net.pages import ogc_pages
from net.statline import Fetched, State

_PAGE = 1000
_DEGREES = "CRS84"


def state(client: Client, api: str) -> State:
    """Whether the year is there. The API does not say when it was changed. Raises LoadRefused."""
    url = f"{client.base}/{api}/collections?f=json"
    client.json(url)
    return State(url, "")


def fetch(client: Client, api: str, collections: tuple[str, ...], gemeenten: tuple[str, ...], folder: Path) -> Fetched:
    """One GeoJSON file per collection, of some gemeenten. Raises LoadRefused, or Absent."""
    files, validators = [], {}
    for collection in collections:
        features: list[dict[str, Any]] = []
        seen: set[str] = set()
        for gemeente in gemeenten:
            question = urlencode({"f": "json", "limit": _PAGE, "gemeentecode": gemeente})
            url = f"{client.base}/{api}/collections/{collection}/items?{question}"
            for page, address, answer in ogc_pages(client, url):
                _check(address, page, gemeente, seen, answer.headers.get("content-crs", ""))
                validators[address.removeprefix(client.base)] = answer.validator
                features += page
        if not features:
            raise Absent
        path = folder / f"{collection}.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
        files.append(path)
    return Fetched(f"{client.base}/{api}", _version(validators), tuple(files))


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


def _check(url: str, page: list[dict[str, Any]], gemeente: str, seen: set[str], crs: str) -> None:
    if crs and _DEGREES not in crs:
        refuse(url, f"de server geeft een ander coördinatenstelsel dan gevraagd ('{crs.strip('<>')}').", REPORT)
    for feature in page:
        properties = feature.get("properties")
        code = properties.get("gemeentecode") if isinstance(properties, dict) else None
        if code != gemeente:
            refuse(url, f"er is gevraagd om {gemeente}, maar de server geeft ook '{code}'.", REPORT)
        identity = str(feature.get("id") or hashlib.sha256(json.dumps(feature).encode()).hexdigest())
        if identity in seen:
            refuse(url, f"de server geeft hetzelfde vlak twee keer ('{identity}').", REPORT)
        seen.add(identity)
