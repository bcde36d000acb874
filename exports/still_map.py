"""A map as a still picture, for slides and reports: the classes, colours and patterns of the map in the app.

The legend is not in the picture: it comes beside it as text, so that it can be read aloud, searched and edited.
"""

import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import cos, hypot, sin
from typing import Any

import pandas as pd
from PIL import Image, ImageDraw

from charts.city_map import Ground, View, picture
from charts.numbers import period_label
from charts.style import Theme, colour_of, theme
from exports.map_drawing import Point, Shape, Sheet, aspect, font_of, hatched, shapes
from model.areas import Level
from model.indicator import Indicator
from snapshot.grounds import Grounds, grounds
from snapshot.store import Snapshot

_FINER = 2
_EDGE = 6


@dataclass(frozen=True)
class Entry:
    """One line of a legend: its words, how many areas (or the number on the map), and its colour or else its pattern
    ("m", "s", "n")."""

    label: str
    n: int
    colour: str
    pattern: str = ""


@dataclass(frozen=True)
class StillMap:
    """``png``: the picture of ``size`` pixels; ``legend`` with its ``head`` (unit, what is counted); the period."""

    png: bytes
    size: tuple[int, int]
    head: str
    legend: tuple[Entry, ...]
    period: str


def still_map(
    s: Snapshot,
    values: pd.DataFrame,
    indicator: Indicator,
    level: Level,
    period: str,
    view: View = View.VALUE,
    chosen: Collection[str] = (),
    most: tuple[int, int] = (1400, 1000),
    year: int | None = None,
) -> StillMap | None:
    """``values`` as figures.map_values gives them; ``chosen``: codes of focuswijken to outline heavily; ``most``: the
    room in pixels, of which the picture takes what the city's shape needs. None without a map of this level.

    Raises OSError when a file of the snapshot cannot be read.
    """
    ground = grounds(s, level, set(values["area"]), year)
    if ground is None:
        return None
    tokens = theme("light", s.programme.huisstijl)
    told = picture(values, indicator, view, Ground("", ground.areas["bounds"]), period, level)
    fills = [colour_of(one["fill"], tokens) for one in told["classes"]]
    kinds = {code: cells[0] for code, cells in told["areas"].items()}
    drawing = _Drawing(s, ground, tokens, most)
    drawing.areas(kinds, fills)
    drawing.outlines(chosen)
    legend = [
        Entry(str(one["label"]), int(one["n"]), fill)
        for one, fill in zip(told["classes"], fills, strict=True)
    ]  # fmt: skip
    legend += [Entry(str(one["label"]), int(one["n"]), tokens.no_data, str(one["kind"])) for one in told["none"]]
    return StillMap(*drawing.png(), str(told["legend"]), tuple(legend), period_label(period))


def place_map(
    s: Snapshot, chosen: Sequence[str], most: tuple[int, int] = (1400, 1000), numbered: bool = True
) -> StillMap | None:
    """Where these focuswijken (codes) lie among the others, without a figure. Several get a number, unless
    ``numbered`` is False; the legend says the names in that order.

    None without a map. Raises OSError when a file of the snapshot cannot be read.
    """
    level = next((one for one in (Level.BUURT, Level.GEMEENTE) if any(f["level"] == one for f in s.geo_files)), None)
    ground = grounds(s, level, (), s.programme.grenzenjaar) if level else None
    if ground is None:
        return None
    tokens = theme("light", s.programme.huisstijl)
    drawing = _Drawing(s, ground, tokens, most)
    drawing.places(chosen, numbered and len(chosen) > 1)
    file = ground.focuswijken
    present = [code for code in chosen if file is not None and code in file["codes"]]
    legend = tuple(Entry(s.area_names[code], number, tokens.accent) for number, code in enumerate(present, 1))
    return StillMap(*drawing.png(), "", legend, "")


class _Drawing:
    """One map being drawn, finer than it becomes."""

    def __init__(self, s: Snapshot, ground: Grounds, tokens: Theme, most: tuple[int, int]) -> None:
        self._s, self._ground, self._tokens = s, ground, tokens
        bounds: Sequence[float] = (ground.outline or ground.areas)["bounds"]
        wide = aspect(bounds)
        inner = most[0] - 2 * _EDGE, most[1] - 2 * _EDGE
        width = min(inner[0], inner[1] * wide)
        self.size = round(width) + 2 * _EDGE, round(width / wide) + 2 * _EDGE
        fine = self.size[0] * _FINER, self.size[1] * _FINER
        self._image = Image.new("RGB", fine, tokens.background)
        edge = _EDGE * _FINER
        self._sheet = Sheet(self._image, bounds, (edge, edge, fine[0] - edge, fine[1] - edge), _FINER)

    def areas(self, kinds: dict[str, Any], fills: Sequence[str]) -> None:
        """Every area in the colour of its class, or in the pattern of why it has none."""
        tokens = self._tokens
        patterns = {
            kind: hatched(self._image.size, kind, tokens.no_data, tokens.no_data_mark, _FINER)
            for kind in {kind for kind in kinds.values() if isinstance(kind, str)} | {"m"}
        }
        drawn = shapes(self._s, self._ground.areas)
        for shape in drawn:
            kind = kinds.get(shape.code, "m")
            if isinstance(kind, str):
                self._sheet.pattern(shape, patterns[kind])
            else:
                self._sheet.fill(shape, fills[kind])
        for shape in drawn:
            self._sheet.outline(shape, tokens.background, 1)
        self._water()

    def outlines(self, chosen: Collection[str]) -> None:
        """The city, and the focuswijken over a light casing; the chosen ones heavier."""
        tokens = self._tokens
        for shape in shapes(self._s, self._ground.outline):
            self._sheet.outline(shape, tokens.muted, 1.5)
        own = shapes(self._s, self._ground.focuswijken)
        for colour, wider in ((tokens.background, 3), (tokens.accent, 0)):
            for shape in own:
                self._sheet.outline(shape, colour, (5 if shape.code in chosen else 3) + wider)

    def places(self, chosen: Sequence[str], numbered: bool) -> None:
        """The city with faint buurten, all focuswijken outlined and the chosen ones filled."""
        tokens = self._tokens
        for shape in shapes(self._s, self._ground.areas):
            self._sheet.fill(shape, tokens.surface)
            self._sheet.outline(shape, tokens.rule, 1)
        self._water()
        for shape in shapes(self._s, self._ground.outline):
            self._sheet.outline(shape, tokens.muted, 1.5)
        own = shapes(self._s, self._ground.focuswijken)
        for shape in own:
            if shape.code in chosen:
                self._sheet.fill(shape, tokens.accent)
            self._sheet.outline(shape, tokens.background if shape.code in chosen else tokens.accent, 2)
        if numbered:
            drawn = {shape.code: shape for shape in own}
            self._numbers([drawn[code] for code in chosen if code in drawn])

    def _water(self) -> None:
        for shape in shapes(self._s, self._ground.water):
            self._sheet.fill(shape, self._tokens.water)

    def _numbers(self, own: Sequence[Shape]) -> None:
        """A number on each area, in their own order; one that would lie on another moves a little."""
        draw, radius = ImageDraw.Draw(self._image), self._image.height * 0.017
        font, taken = font_of(round(radius * 1.25), 700), list[Point]()
        for number, shape in enumerate(own, 1):
            middle = self._sheet.middle(shape)
            around = [(0.0, 0.0), *((far * cos(turn), far * sin(turn)) for far in (1.0, 1.5, 2.1) for turn in range(6))]
            places = [(middle[0] + x * radius, middle[1] + y * radius) for x, y in around]
            free = [p for p in places if all(hypot(p[0] - q[0], p[1] - q[1]) > 2.1 * radius for q in taken)]
            x, y = (free or places)[0]
            taken.append((x, y))
            box = (x - radius, y - radius, x + radius, y + radius)
            draw.ellipse(box, fill=self._tokens.background, outline=self._tokens.accent, width=2 * _FINER)
            draw.text((x, y), str(number), font=font, fill=self._tokens.ink, anchor="mm")

    def png(self) -> tuple[bytes, tuple[int, int]]:
        """The picture and its size in pixels."""
        out = io.BytesIO()
        small = self._image.resize(self.size, Image.Resampling.LANCZOS)
        small.quantize(128, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        return out.getvalue(), self.size
