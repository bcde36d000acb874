"""The city map: which area gets which class, pattern and words. The browser draws it (assets/kaart.js).

The geometry is a file that the browser keeps, so a rerun sends only classes and figures. SVG, not WebGL tiles: it
prints, has real patterns for the three kinds of "no figure", follows the theme, and the keyboard reaches every area.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from charts.baseline import Baseline
from charts.classes import NO_CLASS, Classes, Division, classify, classify_around_zero
from charts.frames import as_text, records
from charts.judged import SAME, UNCHANGED, judge, margin
from charts.numbers import HARD_SPACE, difference, period_label, unit_label, with_unit
from charts.style import sequential_steps
from charts.words import NO_VALUE_LABELS, NoValue, marks, no_value, why_no_value
from model.areas import Level
from model.indicator import Direction, Indicator


class View(StrEnum):
    """What the colours mean; the value is the address's word for it."""

    VALUE = "waarde"
    REST = "verschil"
    VERDICT = "oordeel"
    CHANGE = "verandering"


# What a test can say, in the order of the legend; the neutral ones for an indicator without a good side.
_SAID = ("", SAME, "gunstiger", "ongunstiger", "hoger", "lager", UNCHANGED, "gestegen", "gedaald")
_VERDICTS = {"gunstiger": "div-0", "hoger": "seq-4", SAME: "div-2", "lager": "seq-1", "ongunstiger": "div-4"}
LEVEL_NAMES = {
    Level.BUURT: ("buurt", "buurten"),
    Level.WIJK: ("wijk", "wijken"),
    Level.GEMEENTE: ("gemeente", "gemeenten"),
    Level.FOCUSWIJK: ("focuswijk", "focuswijken"),
}
_KINDS = {NoValue.MISSING: "m", NoValue.SUPPRESSED: "s", NoValue.NOT_PUBLISHED: "n"}


def column_of(view: View, against: Baseline = Baseline.REST) -> str:
    """The column of the figures that the colours show."""
    return {View.VALUE: "value", View.CHANGE: "change"}.get(view, f"diff_{against}")


@dataclass(frozen=True)
class Scheme:
    """How values become classes. ``own``: the limits of Division.OWN; ``over``: figures that decide the limits.

    With the figures of all periods as ``over`` the colours mean the same in each of them.
    """

    division: Division = Division.QUANTILE
    own: tuple[float, ...] = ()
    over: pd.DataFrame | None = None


@dataclass(frozen=True)
class Ground:
    """What a map is drawn on, by address: areas, and beside them what may be missing: focuswijken, water, city outline.

    ``bounds`` is west, south, east, north in degrees (WGS84).
    """

    areas: str
    bounds: Sequence[float]
    focuswijken: str | None = None
    water: str | None = None
    outline: str | None = None


def picture(
    values: pd.DataFrame,
    indicator: Indicator,
    view: View,
    ground: Ground,
    period: str,
    level: Level,
    scheme: Scheme = Scheme(),
    selected: str = "",
    against: Baseline = Baseline.REST,
) -> dict[str, Any]:
    """What the browser needs to colour the map: ``values`` as figures.map_values gives them; a few KB of JSON."""
    classes = classes_of(values, indicator, view, scheme, against)
    kinds = [
        int(of) if of >= 0 else _KINDS[_no_value(view, status, reason)]
        for of, status, reason in zip(classes.of, values["status"], values["reason"], strict=True)
    ]
    many = LEVEL_NAMES[level][1]
    fills = fills_of(classes, indicator, view)
    return {
        "files": [ground.areas, ground.focuswijken, ground.water, ground.outline],
        "bounds": list(ground.bounds),
        "focusLabel": "focuswijk",
        "label": f"Kaart: {title(indicator, view, level, against)} {spoken(values, view, level, against)} "
        "Met de pijltoetsen gaat u van gebied naar gebied, met Enter kiest u er een.",
        "period": period_label(period),
        "beside": _beside(view, values, against),
        "said": [said if said in ("", SAME, UNCHANGED) else f"aantoonbaar {said}" for said in _SAID],
        "outside": "geen cijfer voor dit gebied",
        "legend": f"(aantal {many})" if view is View.VERDICT else _legend_head(indicator, many),
        "selected": selected,
        "classes": [
            {"label": label, "n": n, "fill": fill}
            for label, n, fill in zip(_labels(classes, indicator, view), classes.counts, fills, strict=True)
        ],
        "none": _none(kinds, view),
        "areas": {row["area"]: _area(row, kind, indicator, view, against) for row, kind in _rows(values, kinds)},
    }


def inset(ground: Ground, focuswijk: str, name: str, codes: Sequence[str]) -> dict[str, Any]:
    """A small map that only shows where a focuswijk lies; ``focuswijk`` is its area code."""
    return {
        "files": [ground.areas, ground.focuswijken, ground.water, ground.outline],
        "bounds": list(ground.bounds),
        "label": f"Kaartje: waar {name} ligt.",
        "classes": [{"label": name, "n": len(codes), "fill": "accent"}],
        "none": [],
        "areas": {code: [0, "", ""] for code in codes},
        "own": focuswijk,
        "fixed": True,
    }


def title(indicator: Indicator, view: View, level: Level, against: Baseline = Baseline.REST) -> str:
    """The question that the map answers, in words."""
    many = LEVEL_NAMES[level][1]
    what = indicator.plain_name[:1].lower() + indicator.plain_name[1:]
    return {
        View.VALUE: f"Hoe verschillen de {many}: {what}?",
        View.REST: f"Waar is het hoger of lager dan in {against.named}: {what}?",
        View.VERDICT: f"Waar is het aantoonbaar anders dan in {against.named}: {what}?",
        View.CHANGE: f"Wat veranderde er sinds de nulmeting: {what}?",
    }[view]


def spoken(values: pd.DataFrame, view: View, level: Level, against: Baseline = Baseline.REST) -> str:
    """How many areas have a figure and how many have not; part of the text alternative."""
    known = int(values[column_of(view, against)].notna().sum())
    one, many = LEVEL_NAMES[level]
    without = len(values) - known
    text = f"{known} {one if known == 1 else many} met een cijfer"
    return f"{text}, {without} zonder." if without else f"{text}."


def classes_of(values: pd.DataFrame, indicator: Indicator, view: View, scheme: Scheme, against: Baseline) -> Classes:
    """The class of each row, and the limits in words."""
    if view is View.VERDICT:
        return _verdicts(values, indicator, against)
    column = column_of(view, against)
    over = None if scheme.over is None else scheme.over[column]
    unit, decimals = indicator.unit, indicator.decimals
    if view is View.VALUE:
        return classify(values[column], unit, decimals, division=scheme.division, over=over, own=scheme.own)
    return classify_around_zero(values[column], unit, decimals, over)


def _verdicts(values: pd.DataFrame, indicator: Indicator, against: Baseline) -> Classes:
    """One class per verdict that this indicator can get, also where no area has it; untested areas have no class."""
    sides = {"hoger", "lager"} if indicator.direction is Direction.NEUTRAL else {"gunstiger", "ongunstiger"}
    words = [word for word in _VERDICTS if word == SAME or word in sides]
    place = {word: number for number, word in enumerate(words)}
    of = np.array(
        [place.get(judge(row, indicator, against, against.overview).word, NO_CLASS) for row in records(values)],
        dtype=int,
    )
    labels = tuple(word if word == SAME else f"aantoonbaar {word}" for word in words)
    return Classes(of, labels, tuple(int((of == number).sum()) for number in range(len(words))))


def fills_of(classes: Classes, indicator: Indicator, view: View) -> list[str]:
    """The colour token of each class (``seq-2``, ``div-0``)."""
    n = len(classes.labels)
    if view is View.VERDICT:
        return [_VERDICTS[label.removeprefix("aantoonbaar ")] for label in classes.labels]
    if view is View.VALUE:
        return [f"seq-{i}" for i in sequential_steps(n)]
    if indicator.direction is Direction.NEUTRAL:
        return [f"seq-{i}" for i in (0, 1, 2, 4, 5)]
    order = range(n - 1, -1, -1) if indicator.direction is Direction.HIGHER_IS_BETTER else range(n)
    return [f"div-{i}" for i in order]


def _labels(classes: Classes, indicator: Indicator, view: View) -> list[str]:
    """Words of each class; for differences also which side is the favourable one."""
    if view in (View.VALUE, View.VERDICT) or indicator.direction is Direction.NEUTRAL:
        return list(classes.labels)
    low, high = ("ongunstiger", "gunstiger")
    if indicator.direction is Direction.LOWER_IS_BETTER:
        low, high = high, low
    return [
        label if "lager" not in label and "hoger" not in label else f"{label} ({low if 'lager' in label else high})"
        for label in classes.labels
    ]


def _legend_head(indicator: Indicator, many: str) -> str:
    unit = unit_label(indicator.unit)
    named = f"in {unit}" if unit in {"%", "€"} else unit
    return f"{named} (aantal {many})" if named and unit != "aantal" else f"(aantal {many})"


def _no_value(view: View, status: str, reason: str) -> NoValue:
    return no_value(status, reason) if view is View.VALUE or status in {"missing", "suppressed"} else NoValue.MISSING


def _none(kinds: Sequence[int | str], view: View) -> list[dict[str, Any]]:
    """Legend entries of areas without a figure: only those that occur."""
    labels = dict(NO_VALUE_LABELS)
    if view is not View.VALUE:
        labels[NoValue.MISSING] = "niet te toetsen" if view is View.VERDICT else "niet te vergelijken"
    return [
        {"kind": kind, "label": labels[which], "n": kinds.count(kind)}
        for which, kind in _KINDS.items()
        if kind in kinds
    ]


def _rows(values: pd.DataFrame, kinds: Sequence[int | str]) -> list[tuple[dict[str, Any], int | str]]:
    return list(zip(records(values), kinds, strict=True))


def _area(row: Mapping[str, Any], kind: int | str, indicator: Indicator, view: View, against: Baseline) -> list[Any]:
    """Class, value in words, difference in words, and where they are known: place in ``_SAID``, margin.

    The margin follows without its word and unit, because these would be half of the message.
    """
    value = row["value"]
    if value != value:
        return [kind, why_no_value(row["status"], row["reason"]), ""]
    parts = [with_unit(value, indicator.unit, indicator.decimals), *marks(row["status"], row["computed"])]
    words = "; ".join([*parts, *([row["note"]] if as_text(row.get("method")) else [])])
    delta = row["change"] if view is View.CHANGE else row[f"diff_{against}"]
    told = difference(delta, indicator.unit, indicator.decimals) if delta == delta else ""
    judged = judge(row, indicator, against, against.overview)
    verdict = str(row["change_verdict"]) if view is View.CHANGE else judged.word
    said = _SAID.index(verdict) if told and verdict in _SAID else 0
    sure = margin(row, indicator).removeprefix("marge ").removesuffix(f"{HARD_SPACE}%")
    # A hard space is six characters in the message.
    words, told, sure = (text.replace(HARD_SPACE, " ") for text in (words, told, sure))
    return [kind, words, told, said, sure] if said or sure else [kind, words, told]


def _beside(view: View, values: pd.DataFrame, against: Baseline) -> str:
    if view is not View.CHANGE:
        return f"verschil met {against.label}"
    years = sorted({str(y) for y in values["change_from"].dropna() if str(y)})
    return f"sinds {period_label(years[0])}" if len(years) == 1 else "sinds de nulmeting"
