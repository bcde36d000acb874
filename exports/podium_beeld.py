"""The picture of a dia for a stage: SVG made of the figures of the snapshot, and the shapes that maps refer to."""

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from charts import city_map, stage_map
from charts.city_map import Ground, View
from charts.frames import records
from charts.kloof import open_periods
from charts.stage_bars import Series, bars
from charts.stage_lines import kloof_picture, trend_picture
from charts.trend import lines_of
from exports.dia import Balken, Beeld, Beeldsoort
from exports.dia_cijfers import Cijfers
from model.areas import FOCUSWIJKEN_CODE, REST_CODE, Level
from model.indicator import Indicator
from snapshot.grounds import grounds


@dataclass
class Pictures:
    """Pictures of one snapshot. ``shapes`` fills with what the maps refer to: once per map file."""

    cijfers: Cijfers
    shapes: dict[str, str] = field(default_factory=dict)
    _codes: dict[str, list[str]] = field(default_factory=dict)

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
        frame = self.cijfers.trend_frame(indicator, [area])
        lines = [line for line in lines_of(frame, [area]) if line.rows]
        programme = self.cijfers.s.programme
        nulmeting = programme.nulmeting.per_indicator.get(indicator.id, programme.nulmeting.jaar)
        return trend_picture(lines, indicator, nulmeting, self.cijfers.moves(frame), alt)

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
    series = [Series(one.naam, one.waarden, _token(one.kleur)) for one in balken.reeksen]
    return bars(balken.namen, series, balken.eenheid, balken.decimalen, balken.gestapeld, alt)


def _token(colour: str) -> str:
    """The custom property of a token: ``lines-1`` is ``--wp-line-1``."""
    return colour.replace("diverging-", "div-").replace("lines-", "line-").replace("_", "-")
