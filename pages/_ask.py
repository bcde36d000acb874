"""Answers of a snapshot that several pages need on every rerun, kept per snapshot for all sessions together.

Each asker gets a copy of its own, so that what one session does to an answer reaches no other. A copy of a frame costs
next to nothing: pandas shares the figures until somebody writes.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from typing import Any, TypeVar, cast

import pandas as pd
import streamlit as st

from charts import figure
from charts.city_map import LEVEL_NAMES, Ground
from charts.frames import records as plain_rows
from exports.gezegd import gezegd
from model.areas import Level, focuswijk_code
from model.editie import Gezegd
from snapshot import (
    border_figures,
    edities,
    figures,
    find_area,
    kloof_figures,
    presentation,
    proposal,
    publish,
    quality,
    records,
    several,
)
from snapshot import own_ground as of_ground
from snapshot import own_group as of_own
from snapshot import resident as of_resident
from snapshot.compare import compare, served
from snapshot.comparison import Comparison
from snapshot.edition_corrections import Suspect, corrections
from snapshot.edition_corrections import suspects as of_suspects
from snapshot.grounds import grounds
from snapshot.sensible import without_counts
from snapshot.store import Snapshot

_KEY = {Snapshot: lambda s: (s.programme.id, s.id, s.audience)}
Question = TypeVar("Question", bound=Callable[..., Any])


def kept(entries: int) -> Callable[[Question], Question]:
    """Keep the answers to so many different questions; every call gives a copy."""
    keep = st.cache_resource(hash_funcs=_KEY, max_entries=entries, show_spinner=False)

    def keeping(question: Question) -> Question:
        @keep
        @wraps(question)
        def answered(*about: object) -> object:
            return _frozen(question(*about))

        @wraps(question)
        def asked(*about: object) -> object:
            return _own(answered(*about))

        return cast(Question, asked)

    return keeping


def _own(answer: Any) -> Any:
    if isinstance(answer, pd.DataFrame):
        return answer.copy(deep=False)
    if isinstance(answer, dict):
        return {key: _own(value) for key, value in answer.items()}
    return list(answer) if isinstance(answer, list) else answer


def _frozen(answer: Any) -> Any:
    """The answer without lists in the cells of a frame, which a copy of the frame would share."""
    if isinstance(answer, pd.DataFrame):
        for name, column in answer.select_dtypes(object).items():
            answer[name] = column.map(lambda cell: tuple(cell) if isinstance(cell, list) else cell)
    return answer


_few, _many = kept(8), kept(200)


def _sensible(question: Callable[..., pd.DataFrame]) -> Callable[..., pd.DataFrame]:
    """The answer without comparisons of counts: fewer inhabitants than the rest of the city says nothing."""

    @wraps(question)
    def asked(s: Snapshot, *about: object) -> pd.DataFrame:
        return without_counts(s, question(s, *about))

    return asked


map_values = _many(_sensible(figures.map_values))
trend = _many(_sensible(figures.trend))
all_figures = kept(24)(_sensible(figures.figure_table))
funnel = _many(figures.funnel)
profile = _many(_sensible(figures.profile))
spread = _many(figures.spread)
side_by_side = _many(_sensible(several.side_by_side))
over_time = kept(40)(_sensible(figures.figures_of))
together = _many(several.together)
similar = _many(several.similar)
mosaic = _few(_sensible(figures.mosaic))
kloof = _many(figures.kloof)
kloof_fan = _many(figures.kloof_fan)
dispersion = _few(figures.dispersion)
composite = _few(figures.composite)
composite_parts = _few(figures.composite_parts)
why_no_kloof = _many(records.why_no_kloof)
border_choices = _few(presentation.choices)
border_changes = _few(border_figures.border_changes)
unchecked_borders = _few(border_figures.unchecked_borders)
coverage = _few(quality.coverage)
quality_matrix = _many(quality.matrix)
gaps = _few(quality.gaps)
revisions = _few(quality.revisions)
ages = _few(quality.ages)
former_codes = _few(border_figures.codes_of)
kloof_doel = _few(kloof_figures.kloof_doel)
kloof_composite = _few(kloof_figures.kloof_composite)
composite_missing = _few(figures.composite_missing)
concentration = _many(kloof_figures.concentration)
waterbed = _many(kloof_figures.waterbed)
composition = _many(kloof_figures.composition)
pairs = _many(kloof_figures.pairs)
streefwaarden = _few(kloof_figures.streefwaarden)
has_postcodes = _few(find_area.has_postcodes)
city = _few(records.city)


@_few
def said_now(s: Snapshot) -> tuple[Gezegd, ...]:
    """What an edition would say if it were frozen now; see exports.gezegd."""
    return gezegd(s)


@_few
def suspects(then: Snapshot, today: Snapshot, programme: str, edition: str, _number: int) -> list[Suspect]:
    """Figures of an edition that are another today; ``_number`` of its corrections, each of which takes one away."""
    told = corrections(edities.place(programme, edition))
    return of_suspects(then, today, edities.said(programme, edition), told)


def comparison(programme: str) -> Comparison:
    """The proposal beside what is served, kept as long as both stay what they are. Raises WijkpeilError."""
    manifest, directory = proposal.manifest_of(programme) or {}, served(programme)
    about = str(proposal.place(programme)), str(manifest.get("bestanden")), str(directory)
    return _compared(programme, (*about, *publish.identifiers(programme)[-1:]))


@st.cache_resource(max_entries=4, show_spinner="Vergelijken met het geldende peil …")
def _compared(programme: str, both: tuple[str, ...]) -> Comparison:
    return compare(programme)


@_many
def histories(s: Snapshot, indicators: Sequence[str], areas: Sequence[str]) -> dict[str, pd.DataFrame]:
    """All periods of several indicators for these areas, in one question; per indicator as ``trend`` gives them."""
    frame = _sensible(figures.figures_of)(s, indicators, areas)
    return {str(i): part.reset_index(drop=True) for i, part in frame.groupby("indicator", sort=False)}


@_many
def trends_of(s: Snapshot, area: str) -> dict[str, dict[str, object]]:
    """The tested trend of every indicator of one area; see figures.trends."""
    rows = plain_rows(figures.trends(s, list(s.indicators), [area]))
    return {str(row["indicator"]): row for row in rows}


@_few
def _lines(s: Snapshot) -> tuple[list[str], list[str]]:
    """Figures in line for Mijn buurt and all of its candidates, the same for every area; see snapshot.resident."""
    present = set(availability(s).query("level == 'buurt'")["indicator"])
    of = (s.programme, s.indicators, present)
    return of_resident.line_up(*of), of_resident.candidates(*of)


@_few
def _newest(s: Snapshot) -> dict[str, str]:
    """Per indicator the newest period with a figure of some buurt."""
    return dict(availability(s).query("level == 'buurt'").groupby("indicator")["period"].max())


def subjects(s: Snapshot) -> list[str]:
    """Indicators that a resident may choose from: those of the programme with figures of buurten, in its order."""
    return _lines(s)[1]


def first_subject(s: Snapshot) -> str:
    """The subject that is shown before a choice: the first that Mijn buurt shows."""
    return _lines(s)[0][0]


@_many
def resident(s: Snapshot, area: str) -> tuple[of_resident.Chosen, dict[str, dict[str, object]]]:
    """What Mijn buurt shows of an area, and the newest figure of each candidate as a plain record by indicator.

    A figure of years ago, with only hidden ones since, gives way to the newest row: that says why there is none.
    """
    line, order = _lines(s)
    found = figures.plain_records(profile(s, area, list(dict.fromkeys([*line, *order]))))
    rows = {str(row["indicator"]): row for row in found}
    for i, row in rows.items():
        if of_resident.outdated(str(row["period"]), _newest(s)[i]):
            later = figures.plain_records(figures.figure_table(s, i, [area], [_newest(s)[i]]))
            rows[i] = later[0] if later else row | {"value": None, "reason": "unknown"}
    return of_resident.choose(line, order, rows, s.indicators), rows


@kept(80)
def own_group(
    s: Snapshot, buurten: tuple[str, ...], everyone_else: bool, indicators: tuple[str, ...] | None
) -> of_own.OwnGroup:
    """See own_group.own_group; without comparisons of counts. ``indicators``: None for all."""
    found = of_own.own_group(s, own_ground(s), buurten, everyone_else, indicators)
    return replace(found, figures=without_counts(s, found.figures))


@_few
def buurten(s: Snapshot) -> dict[str, str]:
    """Name of every buurt that an own group can hold, by code: those on the borders of the grenzenjaar, by name."""
    codes = {code for gemeente in s.programme.gemeenten for code in figures.members(s, gemeente)}
    return dict(sorted(((code, name_of(s, code)) for code in codes), key=lambda one: (one[1].casefold(), one[0])))


can_draw = _few(of_own.can_draw)
own_ground = _few(of_ground.ground)
official_area = _many(of_own.official_area)
members = _many(figures.members)


@_few
def areas(s: Snapshot) -> pd.DataFrame:
    """The programme's areas, indexed by code; see figures.areas."""
    return figures.areas(s).drop_duplicates("code", keep="last").set_index("code", drop=False)


@_few
def availability(s: Snapshot) -> pd.DataFrame:
    """See figures.availability; only periods and levels with a value."""
    frame = figures.availability(s)
    return frame[frame["n_values"] > 0]


@_few
def overview(s: Snapshot) -> pd.DataFrame:
    """See figures.indicator_overview; indexed by indicator."""
    return figures.indicator_overview(s).set_index("indicator", drop=False)


@_few
def states(s: Snapshot) -> dict[str, str]:
    """Per indicator whether it has figures, is not published yet, or has no source."""
    frame = overview(s)
    return dict(zip(frame.index, frame["state"], strict=True))


@_few
def editions_of(s: Snapshot) -> set[str]:
    """Ids of the sources that this snapshot was built from."""
    return {str(source) for source in figures.sources(s)["source"]}


@_many
def periods(s: Snapshot, indicator: str, level: Level) -> list[str]:
    """Periods with a value at this level, newest first."""
    frame = availability(s)
    rows = frame[(frame["indicator"] == indicator) & (frame["level"] == level.value)]
    return sorted(rows["period"], reverse=True)


@_few
def all_periods(s: Snapshot) -> list[str]:
    """Every period for which some indicator has a value."""
    return sorted(set(availability(s)["period"]))


@_many
def levels(s: Snapshot, indicator: str) -> list[Level]:
    """Levels of a map with at least one value, finest first."""
    frame = availability(s)
    present = set(frame.loc[frame["indicator"] == indicator, "level"])
    return [level for level in (Level.BUURT, Level.WIJK, Level.FOCUSWIJK, Level.GEMEENTE) if level.value in present]


def name_of(s: Snapshot, area: str) -> str:
    """Name of an area of the programme; the code when it has none."""
    frame = areas(s)
    return str(frame.loc[area, "name"]) if area in frame.index else area


def source_of(s: Snapshot, frame: pd.DataFrame, borders: bool = True) -> str:
    """The source line of the figures in a frame."""
    return figure.source_of(frame, s.sources, borders)


def ground(s: Snapshot, level: Level, codes: set[str], year: int | None = None) -> Ground | None:
    """The map file that draws most of these areas; of ``year`` where it has this level, else the newest of equals.

    None without geometry of this level.
    """
    found = grounds(s, level, codes, year)
    if found is None:
        return None
    beside = (None if file is None else _url(s, file) for file in (found.focuswijken, found.water, found.outline))
    return Ground(_url(s, found.areas), found.areas["bounds"], *beside)


def _url(s: Snapshot, file: dict[str, object]) -> str:
    return f"/geo/{s.programme.id}/{s.id}/{file['file']}"


def tags(s: Snapshot, area: str) -> tuple[str, ...]:
    """Short words beside an area's name: its level, the focuswijken that it is part of, and a focuswijk's fit."""
    frame = areas(s)
    level = Level(frame.loc[area, "level"]) if area in frame.index else Level.BUURT
    own = [f.naam for f in s.programme.focuswijken if area in f.buurten]
    fits = [f"aansluiting: {f.aansluiting.value}" for f in s.programme.focuswijken if focuswijk_code(f.id) == area]
    kind = LEVEL_NAMES[level][0] if level in LEVEL_NAMES else ""
    return (*([kind] if kind else []), *(f"in focuswijk {name}" for name in own), *fits)
