"""A map for a stage as SVG: shapes once in the page, and each map refers to them with a class per area."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from math import cos, radians
from typing import Any

WIDTH = 900
_PLAIN = re.compile(r"[^A-Za-z0-9]")
_NONE = {"m": "none", "s": "hidden", "n": "later"}
Bounds = Sequence[float]


def shapes(key: str, content: str, bounds: Bounds) -> tuple[str, list[str]]:
    """``<path>`` definitions of all areas in a map file (GeoJSON), and their codes. ``key`` tells files apart."""
    found = json.loads(content)["features"]
    codes = [str(feature["properties"]["code"]) for feature in found]
    paths = (
        f'<path id="{name(key, code)}" d="{_path(feature["geometry"], bounds)}"/>'
        for code, feature in zip(codes, found, strict=True)
    )
    return "".join(paths), codes


def name(key: str, code: str) -> str:
    """The id of a shape in the page."""
    return f"g-{_PLAIN.sub('-', key)}-{_PLAIN.sub('-', code)}"


def height(bounds: Bounds) -> float:
    """Of a map, in its own units."""
    west, south, east, north = bounds
    return round(WIDTH * (north - south) / ((east - west) * cos(radians((south + north) / 2))), 1)


def _path(geometry: Mapping[str, Any] | None, bounds: Bounds) -> str:
    west, south, east, north = bounds
    narrow = cos(radians((south + north) / 2))
    k = WIDTH / ((east - west) * narrow)

    def place(point: Sequence[float]) -> str:
        return f"{(point[0] - west) * narrow * k:.1f} {(north - point[1]) * k:.1f}"

    return "".join(f"M{'L'.join(place(point) for point in ring)}Z" for ring in _rings(geometry))


def _rings(geometry: Mapping[str, Any] | None) -> Iterator[Sequence[Sequence[float]]]:
    if not geometry:
        return
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for part in parts:
        yield from part


def drawn(layers: Sequence[tuple[str, str]], bounds: Bounds, alt: str) -> str:
    """``layers``: id of a shape and its class, from the ground up."""
    uses = "".join(f'<use href="#{shape}" class="{kind}"/>' for shape, kind in layers)
    return (
        f'<svg class="wp-stage-map" viewBox="-6 -6 {WIDTH + 12} {height(bounds) + 12:.0f}" role="img" '
        f'aria-label="{escape(alt)}">{uses}</svg>'
    )


def kind_of(area: Sequence[Any], fills: Sequence[str]) -> str:
    """The class of an area in a picture of charts.city_map: its colour, or which kind of no figure."""
    return f"m-{fills[area[0]]}" if isinstance(area[0], int) else f"m-{_NONE[area[0]]}"


def legend(picture: Mapping[str, Any]) -> str:
    """The classes with the number of areas in each, and the kinds of no figure that occur."""
    entries = [(f"m-{one['fill']}", one["label"], one["n"]) for one in picture["classes"]]
    entries += [(f"m-{_NONE[one['kind']]}", one["label"], one["n"]) for one in picture["none"]]
    items = "".join(
        f'<li><svg viewBox="0 0 40 28" aria-hidden="true"><rect width="40" height="28" class="{kind}"/></svg>'
        f"<span>{escape(label)} <small>({n})</small></span></li>"
        for kind, label, n in entries
    )
    return f'<ul class="wp-stage-legend"><li class="head">{escape(str(picture["legend"]))}</li>{items}</ul>'
