"""The picture of a dia for a stage: SVG made of the figures of the snapshot, and the shapes that maps refer to."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pandas as pd

from charts import city_map, stage_map
from charts.city_map import Ground, View
from charts.frames import Row, records
from charts.kloof import open_periods
from charts.line_picture import line_picture
from charts.stage_bars import Series, bars
from charts.stage_lines import STAGE, kloof_picture
from charts.trend import Line, lines_of
from exports.dia import Balken, Beeld, Beeldsoort
from exports.dia_cijfers import Cijfers
from model.areas import FOCUSWIJKEN_CODE, LAND_CODE, REST_CODE, Level, focuswijk_code
from model.indicator import Indicator, Kind
from snapshot import figures
from snapshot.grounds import grounds
from snapshot.sensible import without_counts

# Roles of lines that an area is set against; see charts.trend.Line.
_BESIDE = (1, 2, 3)


@dataclass(frozen=True)
class AtOnce(Cijfers):
    """The same figures in a few large questions: a stage shows the whole kernset of every focuswijk."""

    @cached_property
    def areas(self) -> dict[str, str]:
        """The focuswijken together and each focuswijk with figures: name by code."""
        wijken = self.s.programme.focuswijken
        return {FOCUSWIJKEN_CODE: "Focuswijken samen"} | {focuswijk_code(w.id): w.naam for w in wijken if w.buurten}

    @cached_property
    def frames(self) -> dict[str, pd.DataFrame]:
        """All periods of every kernset indicator, of these areas and what they are set against."""
        beside = [*self.s.programme.gemeenten, REST_CODE, LAND_CODE]
        found = figures.figures_of(self.s, self.s.programme.kernset, [*self.areas, *beside])
        return {str(i): part for i, part in without_counts(self.s, found).groupby("indicator", sort=False)}

    def trend_frame(self, indicator: Indicator, areas: Sequence[str]) -> pd.DataFrame:
        """See Cijfers."""
        frame = self.frames.get(indicator.id)
        if frame is None or not set(areas) <= set(self.areas):
            return super().trend_frame(indicator, areas)
        beside = [] if indicator.kind is Kind.COUNT else [*self.s.programme.gemeenten, REST_CODE, LAND_CODE]
        return frame[frame["area"].isin([*areas, *beside])]

    @cached_property
    def _maps(self) -> dict[tuple[str, str, str], pd.DataFrame]:
        return {}

    def map_frame(self, indicator: str, period: str, niveau: str) -> pd.DataFrame:
        """See Cijfers."""
        key = (indicator, period, niveau)
        if key not in self._maps:
            self._maps[key] = super().map_frame(*key)
        return self._maps[key]

    @cached_property
    def rows(self) -> dict[str, dict[str, Row]]:
        """The newest figure of each area per kernset indicator, by area."""
        return {area: self.newest(area) for area in self.areas}


@dataclass
class Pictures:
    """Pictures of one snapshot. ``shapes`` fills with what the maps refer to: once per map file."""

    cijfers: AtOnce
    shapes: dict[str, str] = field(default_factory=dict)
    _codes: dict[str, list[str]] = field(default_factory=dict)
    _lines: dict[str, list[Line]] = field(default_factory=dict)
    _moves: dict[str, dict[str, list[float]]] = field(default_factory=dict)

    def of(self, beeld: Beeld) -> str:
        """HTML of the picture; empty where there is nothing to draw."""
        indicator = self.cijfers.s.indicators.get(beeld.indicator)
        if beeld.soort is Beeldsoort.BALKEN and beeld.balken is not None:
            return _bars(beeld.balken, beeld.alternatief)
        if beeld.soort is Beeldsoort.LIGGING:
            return self.place(beeld.gebieden, beeld.alternatief)
        if indicator is None:
            return ""
        if beeld.soort is Beeldsoort.TREND:
            return self.trend(indicator, beeld.gebieden[0], beeld.alternatief)
        if beeld.soort is Beeldsoort.KLOOF:
            return self.kloof(indicator, beeld.alternatief)
        return self.map(indicator, beeld.periode, Level(beeld.niveau), beeld.alternatief)

    def trend(self, indicator: Indicator, area: str, alt: str) -> str:
        """The lines of an area and what it is set against; empty for a single measurement."""
        programme = self.cijfers.s.programme
        nulmeting = programme.nulmeting.per_indicator.get(indicator.id, programme.nulmeting.jaar)
        lines, moves = self.lines(indicator, area), self.moves(indicator)
        return line_picture(lines, indicator, nulmeting, moves, STAGE, alt)

    def lines(self, indicator: Indicator, area: str) -> list[Line]:
        """An area and what it is set against, in drawing order."""
        if indicator.id not in self._lines:
            frame = self.cijfers.trend_frame(indicator, list(self.cijfers.areas))
            self._lines[indicator.id] = lines_of(frame, [])
            self._moves[indicator.id] = self.cijfers.moves(frame)
        beside = [line for line in self._lines[indicator.id] if line.role in _BESIDE]
        own = [replace(line, role=0) for line in self._lines[indicator.id] if line.area == area]
        return [*sorted(beside, key=lambda line: -line.role), *own]

    def moves(self, indicator: Indicator) -> dict[str, list[float]]:
        """Where borders of its areas moved; see charts.border_words.moves_of."""
        self.lines(indicator, "")
        return self._moves[indicator.id]

    def kloof(self, indicator: Indicator, alt: str) -> str:
        """The gap of the focuswijken together with its fan; empty for a single measurement."""
        sides = self.cijfers.trend_frame(indicator, [FOCUSWIJKEN_CODE])
        sides = sides[sides["area"].isin([FOCUSWIJKEN_CODE, REST_CODE])]
        fan: pd.DataFrame = self.cijfers.fan(indicator.id)
        return kloof_picture(self.cijfers.kloof[indicator.id], records(fan), indicator, open_periods(sides), alt)

    def map(self, indicator: Indicator, period: str, level: Level, alt: str) -> str:
        """The map with its legend."""
        frame = self.cijfers.map_frame(indicator.id, period, level.value)
        years = frame["boundary_year"].dropna()
        ground = grounds(self.cijfers.s, level, set(frame["area"]), int(years.iloc[0]) if len(years) else None)
        if ground is None:
            return ""
        bounds = ground.areas["bounds"]
        shown = city_map.picture(frame, indicator, View.VALUE, Ground("", bounds), period, level)
        fills = [one["fill"] for one in shown["classes"]]
        key, codes = self._file(ground.areas, bounds)
        kinds = {code: stage_map.kind_of(shown["areas"].get(code, ["m"]), fills) for code in codes}
        layers = [(stage_map.name(key, code), kind) for code, kind in kinds.items()]
        layers += self._layer(ground.water, bounds, "m-water") + self._layer(ground.focuswijken, bounds, "m-focus")
        drawn = stage_map.drawn(layers, bounds, alt)
        return f'<div class="wp-map-and-legend">{drawn}{stage_map.legend(shown)}</div>'

    def place(self, areas: tuple[str, ...], alt: str) -> str:
        """Where focuswijken lie in the city, without a figure."""
        ground = grounds(self.cijfers.s, Level.FOCUSWIJK, areas)
        if ground is None:
            return ""
        outline = ground.outline or ground.areas
        bounds = outline["bounds"]
        key, codes = self._file(ground.areas, bounds)
        city = self._layer(ground.outline, bounds, "m-city") + self._layer(ground.water, bounds, "m-water")
        own = [(stage_map.name(key, code), "m-accent" if code in areas else "m-other") for code in codes]
        return stage_map.drawn([*city, *own], bounds, alt)

    def _layer(self, file: dict[str, Any] | None, bounds: stage_map.Bounds, kind: str) -> list[tuple[str, str]]:
        """All shapes of a file that may be there, of one kind."""
        if file is None:
            return []
        key, codes = self._file(file, bounds)
        return [(stage_map.name(key, code), kind) for code in codes]

    def _file(self, file: dict[str, Any], bounds: stage_map.Bounds) -> tuple[str, list[str]]:
        """The shapes of a map file in the projection of these bounds: made once."""
        key = f"{file['file']} {' '.join(f'{edge:.4f}' for edge in bounds)}"
        short = f"{len(self._codes)}" if key not in self._codes else str(list(self._codes).index(key))
        if key not in self._codes:
            content = (self.cijfers.s.directory / "geo" / str(file["file"])).read_text(encoding="utf-8")
            self.shapes[key], self._codes[key] = stage_map.shapes(short, content, bounds)
        return short, self._codes[key]


def _bars(balken: Balken, alt: str) -> str:
    series = [Series(one.naam, one.waarden, _token(one.kleur), one.marges) for one in balken.reeksen]
    return bars(balken.namen, series, balken.eenheid, balken.decimalen, balken.gestapeld, alt)


def _token(colour: str) -> str:
    """The custom property of a token: ``lines-1`` is ``--wp-line-1``."""
    return colour.replace("diverging-", "div-").replace("lines-", "line-").replace("_", "-")
