"""The figures that a bijeenkomst is made of, asked once, and one of them as it stands large on a screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from charts import kloof_words
from charts.border_words import moves_of
from charts.figure import source_of
from charts.frames import Row, as_float, as_text, records
from charts.judged import SAME, UNTESTED, Judged, against, detectable, judge, margin, since, verdict_words
from charts.numbers import HARD_SPACE, period_label, unit_label, with_short_unit
from charts.tested_words import ASSUMED, OVERLAP, TESTS, dispersion
from charts.words import Side
from exports.dia import Cijfer
from model.areas import FOCUSWIJKEN_CODE, LAND_CODE, REST_CODE, Level
from model.indicator import Indicator, Kind
from snapshot import border_figures, figures, kloof_figures
from snapshot.records import city
from snapshot.sensible import without_counts
from snapshot.store import Snapshot

_TINTS = {"gunstiger": "gunstig", "ongunstiger": "ongunstig", "hoger": "neutraal", "lager": "neutraal"}
_TINTS |= {kloof_words.NO_DIFFERENCE: "gelijkwaardig"}


@dataclass(frozen=True)
class Cijfers:
    """What is asked of one snapshot, each question once."""

    s: Snapshot

    @cached_property
    def city(self) -> str:
        """Name of the gemeente in sentences."""
        return city(self.s)

    @cached_property
    def measured(self) -> bool:
        """Whether there are focuswijken with figures at all: a region may have none."""
        return bool(self.s.programme.kernset) and any(wijk.buurten for wijk in self.s.programme.focuswijken)

    @cached_property
    def together(self) -> dict[str, Row]:
        """The newest figure of the focuswijken together per kernset indicator, only those with a value."""
        return self.newest(FOCUSWIJKEN_CODE) if self.measured else {}

    def newest(self, area: str) -> dict[str, Row]:
        """The newest figure of an area per kernset indicator, only those with a value."""
        frame = without_counts(self.s, figures.profile(self.s, area, self.s.programme.kernset))
        return {str(row["indicator"]): row for row in records(frame) if as_float(row["value"]) is not None}

    @cached_property
    def kloof(self) -> dict[str, list[Row]]:
        """Per kernset indicator the gaps of the focuswijken together, oldest first."""
        found: dict[str, list[Row]] = {}
        for row in records(figures.kloof(self.s, self.s.programme.kernset)) if self.measured else []:
            if row["area"] == FOCUSWIJKEN_CODE:
                found.setdefault(str(row["indicator"]), []).append(row)
        return found

    @cached_property
    def trends(self) -> dict[str, Row]:
        """The tested trend of the focuswijken together per kernset indicator."""
        rows = records(figures.trends(self.s, self.s.programme.kernset, [FOCUSWIJKEN_CODE]))
        return {str(row["indicator"]): row for row in rows}

    @cached_property
    def sums(self) -> dict[tuple[str, str], Row]:
        """Rows of kloof_doel of the focuswijken together by bouwsteen and doel."""
        rows = records(kloof_figures.kloof_doel(self.s))
        return {(str(r["bouwsteen"]), as_text(r["doel"])): r for r in rows if r["area"] == FOCUSWIJKEN_CODE}

    @cached_property
    def scores(self) -> dict[str, list[Row]]:
        """Rows of kloof_composite per bouwsteen, oldest first."""
        found: dict[str, list[Row]] = {}
        for row in records(kloof_figures.kloof_composite(self.s)):
            found.setdefault(str(row["bouwsteen"]), []).append(row)
        return found

    @cached_property
    def no_score(self) -> dict[str, str]:
        """Why a bouwsteen has no composite."""
        return figures.composite_missing(self.s)

    @cached_property
    def spreads(self) -> dict[str, float]:
        """Distance between the quartiles of buurten per kernset indicator, in its newest period with a figure."""
        frame = figures.spread(self.s, self.s.programme.kernset)
        return {str(row["indicator"]): float(row["q3"] - row["q1"]) for row in records(frame)}

    @cached_property
    def dispersion(self) -> dict[str, float]:
        """See figures.dispersion."""
        return figures.dispersion(self.s)

    @cached_property
    def borders(self) -> pd.DataFrame:
        """See border_figures.border_changes."""
        return border_figures.border_changes(self.s)

    @cached_property
    def former(self) -> pd.DataFrame:
        """See border_figures.codes_of."""
        return border_figures.codes_of(self.s)

    @cached_property
    def available(self) -> list[dict[str, Any]]:
        """Rows of figures.availability with a value."""
        frame = figures.availability(self.s)
        return records(frame[frame["n_values"] > 0])

    def trend_frame(self, indicator: Indicator, areas: Sequence[str]) -> pd.DataFrame:
        """The figures of a trend: chosen areas and what they are drawn beside, as on the page Trend."""
        wanted = () if indicator.kind is Kind.COUNT else (*self.s.programme.gemeenten, REST_CODE, LAND_CODE)
        beside = [code for code in wanted if code not in areas]
        return without_counts(self.s, figures.trend(self.s, indicator.id, [*areas, *beside]))

    def nulmeting(self, indicator: str) -> int:
        """The year of the nulmeting of an indicator."""
        zero = self.s.programme.nulmeting
        return zero.per_indicator.get(indicator, zero.jaar)

    def moves(self, frame: pd.DataFrame) -> dict[str, list[float]]:
        """See charts.border_words.moves_of."""
        return moves_of(self.borders, frame)

    def map_frame(self, indicator: str, period: str, niveau: str) -> pd.DataFrame:
        """The figures of a map, as on the page Kaart."""
        return without_counts(self.s, figures.map_values(self.s, indicator, period, Level(niveau)))

    def fan(self, indicator: str) -> pd.DataFrame:
        """See figures.kloof_fan, of the focuswijken together."""
        return figures.kloof_fan(self.s, indicator, FOCUSWIJKEN_CODE)

    def source(self, rows: Sequence[Row]) -> str:
        """The source line of some figures."""
        return source_of(pd.DataFrame([dict(row) for row in rows]), self.s.sources)

    def notes(self, row: Row, indicator: Indicator) -> tuple[str, ...]:
        """What a speaker must know of a figure: margin, verdict, change, test, source, what to mind."""
        tested = as_float(row["ci_low"]) is not None and indicator.testing.value in TESTS
        judged = judge(row, indicator)
        place = against(row, indicator, "rest", f"de rest van {self.city}")
        told = [
            f"{indicator.name}, {period_label(str(row['period']))}: {_value(row, indicator)}",
            margin(row, indicator).replace("marge", "Marge (95 %):", 1),
            f"Nu {place}: {verdict_words(judged, indicator)}" if place and judged.word else "",
            _capital(since(row, indicator)) if as_float(row["change"]) is not None else "",
            detectable(row, indicator),
            TESTS[indicator.testing.value] if tested else "",
            dispersion(self.dispersion.get(indicator.id)),
            ASSUMED + (OVERLAP if as_float(row["change_low"]) is not None else "") if tested else "",
            *indicator.caveats,
            self.source([row]),
        ]
        return tuple(_sentence(text) for text in told if text)

    def cijfer(self, row: Row, indicator: Indicator, reason: str = "", gap: Row | None = None) -> Cijfer:
        """A figure of an area, with a value, as it stands large."""
        shown = _value(row, indicator)
        judged = judge(row, indicator)
        changed = since(row, indicator) if as_float(row["change"]) is not None else ""
        return Cijfer(
            indicator=indicator.id,
            wat=indicator.name,
            waarde=shown,
            eenheid="" if HARD_SPACE in shown else unit_label(indicator.unit),
            periode=period_label(str(row["period"])),
            kant=_side(judged),
            hol=judged.word == UNTESTED,
            tint=judged.tint,
            oordeel=verdict_words(judged, indicator),
            vergelijking=against(row, indicator, "rest", f"de rest van {self.city}"),
            verandering=changed,
            marge=margin(row, indicator),
            kloof="" if gap is None else f"Verschil: {''.join(kloof_words.became(gap, indicator))}",
            reden=reason,
        )

    def kloof_cijfer(self, gap: Row, indicator: Indicator) -> Cijfer:
        """A gap of the focuswijken together as it stands large."""
        found, rest = kloof_words.became(gap, indicator)
        return Cijfer(
            indicator=indicator.id,
            wat=f"Verschil met de rest van {self.city}: {indicator.name}",
            waarde=kloof_words.with_side(as_float(gap["gap"]), indicator),
            eenheid="" if indicator.unit == "%" else unit_label(indicator.unit),
            periode=period_label(str(gap["period"])),
            kant=kloof_words.verdict_side(gap, indicator),
            tint=_TINTS.get(as_text(gap["gap_verdict"]), "base"),
            oordeel=kloof_words.verdict(gap),
            vergelijking="",
            verandering=_capital(f"{found}{rest}"),
            marge=f"marge {about}" if (about := kloof_words.margin(gap, indicator)) else "",
            kloof=kloof_words.pace(gap, indicator),
            reden="",
        )


def _side(judged: Judged) -> Side:
    """The shape that ``charts.judged`` draws beside a verdict."""
    if not judged.word or (judged.word == UNTESTED and judged.side is Side.EQUAL):
        return Side.NONE
    return Side.EQUAL if judged.word == SAME else judged.side


def _value(row: Row, indicator: Indicator) -> str:
    return with_short_unit(as_float(row["value"]), indicator.unit, indicator.decimals)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
