"""Drawing map files of a snapshot with Pillow: projection, fills, patterns, outlines and type. One drawing for all."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, radians
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from charts.style import ASSETS
from snapshot.store import Snapshot

_FONT = ASSETS / "fonts" / "ibm-plex-sans-latin-wght-normal.woff2"
Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Shape:
    """One area of a map file: its polygons, each an outer ring and its holes, in degrees."""

    code: str
    name: str
    polygons: tuple[tuple[tuple[Point, ...], ...], ...]

    @property
    def extent(self) -> float:
        """Size of the box around it, to draw large areas first: an island in one then lies on top of it."""
        points = [point for polygon in self.polygons for point in polygon[0]]
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        return (max(xs) - min(xs)) * (max(ys) - min(ys))


def newest(s: Snapshot, level: str) -> dict[str, Any] | None:
    """The newest map file of a level (also "water"); None without one."""
    files = [file for file in s.geo_files if file["level"] == level]
    return max(files, key=lambda file: file["boundary_year"], default=None)


def shapes(s: Snapshot, file: dict[str, Any] | None) -> list[Shape]:
    """The areas of a map file, the largest first. Raises OSError when it cannot be read."""
    if file is None:
        return []
    found = []
    for feature in json.loads((s.directory / "geo" / file["file"]).read_text(encoding="utf-8"))["features"]:
        shape, about = feature["geometry"], feature["properties"]
        parts = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        polygons = tuple(tuple(tuple((p[0], p[1]) for p in ring) for ring in part) for part in parts)
        found.append(Shape(str(about["code"]), str(about["name"]), polygons))
    return sorted(found, key=lambda one: -one.extent)


def aspect(bounds: Sequence[float]) -> float:
    """Width over height of a map of these bounds (west, south, east, north in degrees)."""
    west, south, east, north = bounds
    return (east - west) * cos(radians((south + north) / 2)) / (north - south)


class Sheet:
    """A box of an image on which ``bounds`` fit. Widths are in pixels of the image before it was drawn finer."""

    def __init__(self, image: Image.Image, bounds: Sequence[float], box: Box, finer: int = 1) -> None:
        west, south, east, north = bounds
        left, top, right, bottom = box
        self._image, self._draw, self._finer = image, ImageDraw.Draw(image), finer
        self._narrow = cos(radians((south + north) / 2))
        self._scale = min((right - left) / ((east - west) * self._narrow), (bottom - top) / (north - south))
        self._origin = (west + east) / 2, (south + north) / 2
        self._middle = (left + right) / 2, (top + bottom) / 2

    def place(self, point: Point) -> Point:
        """Where a point in degrees lies on the image."""
        return (
            self._middle[0] + (point[0] - self._origin[0]) * self._narrow * self._scale,
            self._middle[1] - (point[1] - self._origin[1]) * self._scale,
        )

    def _rings(self, shape: Shape) -> Iterator[tuple[list[Point], list[list[Point]]]]:
        for outer, *holes in shape.polygons:
            yield [self.place(p) for p in outer], [[self.place(p) for p in hole] for hole in holes]

    def fill(self, shape: Shape, colour: str) -> None:
        """Fill an area; a hole is left for what is drawn after it."""
        for outer, _ in self._rings(shape):
            self._draw.polygon(outer, fill=colour)

    def pattern(self, shape: Shape, pattern: Image.Image) -> None:
        """Fill an area from an image as large as this one."""
        mask = Image.new("1", self._image.size)
        for outer, holes in self._rings(shape):
            ImageDraw.Draw(mask).polygon(outer, fill=1)
            for hole in holes:
                ImageDraw.Draw(mask).polygon(hole, fill=0)
        self._image.paste(pattern, (0, 0), mask)

    def outline(self, shape: Shape, colour: str, width: float) -> None:
        """Draw the border of an area."""
        for outer, _ in self._rings(shape):
            self._draw.line([*outer, outer[0]], fill=colour, width=max(1, round(width * self._finer)), joint="curve")

    def middle(self, shape: Shape) -> Point:
        """The centre of gravity of the largest part of an area."""
        return max((_centre(outer) for outer, _ in self._rings(shape)), key=lambda found: found[0])[1]


def hatched(size: tuple[int, int], kind: str, ground: str, mark: str, finer: int) -> Image.Image:
    """The three looks of no figure, as on the map in the browser: "m" light hatch, "s" dense hatch, "n" dots."""
    image = Image.new("RGB", size, ground)
    draw, (width, height) = ImageDraw.Draw(image), size
    if kind == "n":
        apart, radius = 7 * finer, 1.3 * finer
        for x in range(0, width, apart):
            for y in range(0, height, apart):
                draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=mark)
        return image
    gap, thick = (4.5, 1.4) if kind == "s" else (9, 1.0)
    for start in range(-height, width, round(gap * finer)):
        draw.line((start, height, start + height, 0), fill=mark, width=max(1, round(thick * finer)))
    return image


@cache
def font_of(size: int, weight: int) -> ImageFont.FreeTypeFont:
    """The type of the app at a size in pixels and a weight of 100 to 700."""
    font = ImageFont.truetype(str(_FONT), size)
    font.set_variation_by_axes([weight])
    return font


def _centre(ring: list[Point]) -> tuple[float, Point]:
    """Twice the area of a ring without its sign, and its centre of gravity."""
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    return (abs(area), (x / (3 * area), y / (3 * area))) if area else (0.0, ring[0])
