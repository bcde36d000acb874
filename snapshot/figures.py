"""Every question that a page, chart, export or command may ask of a snapshot: one question, one function.

All functions are look-ups: what they return was computed by the build. Frames have plain text and float columns; a
missing value is NaN with a ``status`` and ``reason`` (model.status).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from math import fsum
from typing import Any

import pandas as pd

from indicators.methods._arrays import CONFIDENCE, STRICT_CONFIDENCE
from indicators.methods.change import CHANGES
from indicators.methods.funnel import funnel_error, funnel_limits, winsorised_dispersion
from indicators.methods.verdicts import VERDICTS
from model.areas import Level
from model.source import Protection
from model.status import REASON_LABELS, Reason
from snapshot.assess import scale_of
from snapshot.figure_words import TOLD_FROM, Borders, Cells, words
from snapshot.store import Snapshot
from snapshot.tested import with_counts

_FUNNEL_AREAS = 3
_FEW = 8

_KEYS = {name: name for name in ("indicator", "area", "level", "period", "status", "reason", "source", "edition")}
_KEYS |= {"weight_period": "weight_period", "change_from": "nulmeting_period"}
_NUMBERS = """value, numerator, denominator, computed, coverage, n_buurten, boundary_year, border_change,
    rest AS rest_value, value - rest AS diff_rest, gemeente AS gemeente_value, value - gemeente AS diff_gemeente,
    nederland AS nederland_value, value - nederland AS diff_nederland, nulmeting AS nulmeting_value,
    value - nulmeting AS change, change_withheld,
    base, ci_low, ci_high, ci998_low, ci998_high, change_low, change_high, change_detectable,
    respondents, effective_n, shown_at"""
_VERDICT = ", ".join(
    f"({list(VERDICTS)})[coalesce(verdict_{baseline}, 0) + 1] AS verdict_{baseline}"
    for baseline in ("rest", "gemeente", "nederland", "overview")
)
_CHANGE = f"({list(CHANGES)})[coalesce(change_code, 0) + 1] AS change_verdict"
_REST = f"{_NUMBERS}, {_VERDICT}, {_CHANGE}"
_COLUMNS = ", ".join(f"{column}::VARCHAR AS {name}" for name, column in _KEYS.items()) + f", {_REST}"
# Keys are ENUMs, in the order of their text. Left as they are, sorting is quick; a frame would make categories of them.
_UNCAST = ", ".join(f"{column} AS {name}" for name, column in _KEYS.items()) + f", {_REST}"
ROW = f"SELECT {_COLUMNS}, NULL::VARCHAR AS method"
# An area may have been brought to the same borders from two years; without that year, pages of rows would not fit.
_SORTED = "ORDER BY indicator, area, period, boundary_year"
# An unknown value of a key becomes NULL, which equals nothing, and a known one can skip blocks of the table.
_IS_INDICATOR = "indicator = TRY_CAST(? AS indicator_key)"
_IS_AREA = "area = TRY_CAST(? AS area_key)"
_IS_PERIOD = "period = TRY_CAST(? AS period_key)"
_IS_LEVEL = "level = TRY_CAST(? AS level_key)"
_IN_INDICATORS = "indicator IN (SELECT TRY_CAST(unnest(?) AS indicator_key))"


def areas(s: Snapshot, level: Level | None = None, own: bool = True) -> pd.DataFrame:
    """Areas: code, name, level, parent, gemeente, boundary_year, aansluiting, toelichting, inwoners (newest known).

    ``own`` limits to the programme's gemeenten, its groups and Nederland.
    """
    return s.ask(
        """
        SELECT a.* EXCLUDE (own), p.value AS inwoners FROM area a LEFT JOIN (
            SELECT area::VARCHAR AS area, arg_max(value, period::VARCHAR) AS value FROM figure_map
            WHERE indicator::VARCHAR IN ('inwoners', 'inwoners_gemeente') AND value IS NOT NULL GROUP BY ALL) p
            ON p.area = a.code
        WHERE (? IS NULL OR a.level = ?) AND (a.own OR NOT ?)
        ORDER BY list_position(['land', 'gemeente', 'focuswijken', 'rest', 'focuswijk', 'wijk'], a.level) NULLS LAST,
            a.name
        """,
        [level.value if level else None, level.value if level else None, own],
    )


def availability(s: Snapshot) -> pd.DataFrame:
    """Per indicator, level and period of the programme's areas: n_values, n_areas, not_published (all of them)."""
    return s.ask(
        """
        SELECT indicator::VARCHAR AS indicator, level::VARCHAR AS level, period::VARCHAR AS period,
            count(value) AS n_values, count(*) AS n_areas, bool_and(reason::VARCHAR = 'not_published') AS not_published
        FROM figure_map WHERE own GROUP BY ALL ORDER BY ALL
        """
    )


def periods(s: Snapshot, indicator: str, level: Level) -> list[str]:
    """Periods for which the indicator has at least one value at this level, oldest first."""
    frame = s.ask(
        f"""
        SELECT DISTINCT period::VARCHAR AS period FROM figure_map
        WHERE {_IS_INDICATOR} AND {_IS_LEVEL} AND own AND value IS NOT NULL ORDER BY ALL
        """,
        [indicator, level.value],
    )
    return list(frame["period"])


def known_periods(s: Snapshot) -> dict[str, list[str]]:
    """Per indicator the periods of which there are figures, with or without a value, oldest first."""
    frame = s.ask(
        "SELECT DISTINCT indicator::VARCHAR AS indicator, period::VARCHAR AS period FROM figure_map ORDER BY ALL"
    )
    return {str(indicator): list(part["period"]) for indicator, part in frame.groupby("indicator", sort=False)}


def map_values(s: Snapshot, indicator: str, period: str, level: Level, grenzen: int | None = None) -> pd.DataFrame:
    """One row per area of this level in the programme's gemeenten, with or without a value; as ``figure_table``."""
    where = f"{_IS_INDICATOR} AND {_IS_PERIOD} AND {_IS_LEVEL} AND own"
    return _on_borders(s, "figure_map", where, [indicator, period, level.value], grenzen)


def trend(s: Snapshot, indicator: str, areas: Sequence[str], grenzen: int | None = None) -> pd.DataFrame:
    """All periods of an indicator for these areas; columns of ``figure_table``."""
    return figure_table(s, indicator, areas, grenzen=grenzen)


def figure_table(
    s: Snapshot,
    indicator: str,
    areas: Sequence[str] | None = None,
    periods: Sequence[str] | None = None,
    own: bool = True,
    grenzen: int | None = None,
) -> pd.DataFrame:
    """Figures of an indicator with all that is known of them.

    ``grenzen``: on the borders of this year (one of ``border_figures.border_years``): own buurten and wijken that exist
    in it, with an estimate where a figure lies on other borders and one can be made. None: every figure on its own
    borders.

    Columns: indicator, area, area_name, level, period, value, status, reason, numerator, denominator, computed,
    coverage (share 0–1), n_buurten, weight_period, source, edition, boundary_year, border_change, rest_value,
    diff_rest, gemeente_value, diff_gemeente, nederland_value, diff_nederland, nulmeting_value, change, change_from,
    change_withheld, base (of a survey the effective number of respondents), ci_low, ci_high, ci998_low, ci998_high,
    change_low, change_high, change_detectable (NaN where nothing is known of chance; the last only where no change was
    shown), respondents and effective_n (of a survey),
    shown_at and shown_at_name (the next area up that has a figure, where there are too few respondents), verdict_rest,
    verdict_gemeente, verdict_nederland, verdict_overview (words of indicators.methods.verdicts), change_verdict (of
    indicators.methods.change), method (by what a figure was brought to other borders; None for all others), note.
    Without ``areas``, those of the programme, or all that are in the snapshot when ``own`` is False.
    """
    return _on_borders(s, *_wanted([indicator], areas, None, periods, own), grenzen)


def figures_of(
    s: Snapshot,
    indicators: Sequence[str],
    areas: Sequence[str] | None = None,
    levels: Sequence[Level] | None = None,
    periods: Sequence[str] | None = None,
    grenzen: int | None = None,
) -> pd.DataFrame:
    """Figures of several indicators, by indicator, area and period; columns and ``grenzen`` as in ``figure_table``.

    Without ``areas``, those of the programme.
    """
    return _on_borders(s, *_wanted(indicators, areas, levels, periods), grenzen)


def figure_cells(
    s: Snapshot,
    indicators: Sequence[str],
    areas: Sequence[str] | None = None,
    levels: Sequence[Level] | None = None,
    periods: Sequence[str] | None = None,
    grenzen: int | None = None,
    page: tuple[int, int] | None = None,
) -> Cells:
    """The same figures as columns of plain values with None for a missing one, which takes half the time of a frame.

    ``page``: number of rows, and how many to pass over before them.
    """
    select, parameters = _selected(_UNCAST, *_wanted(indicators, areas, levels, periods), grenzen)
    paged = "" if page is None else " LIMIT ? OFFSET ?"
    cells = s.cells(f"FROM ({select}) {_SORTED}{paged}", [*parameters, *(page or ())])
    return cells | words(cells, s.area_names, _borders(s, grenzen))


def _wanted(
    indicators: Sequence[str],
    areas: Sequence[str] | None,
    levels: Sequence[Level] | None,
    periods: Sequence[str] | None,
    own: bool = True,
) -> tuple[str, str, list[Any]]:
    """Table, condition and parameters of a question; ``own`` as in ``figure_table``."""
    where, parameters = list[str](), list[Any]()
    for column, wanted in (("indicator", indicators), ("area", areas), ("level", levels), ("period", periods)):
        if wanted is not None:
            keys, bound = _keys(column, [str(one) for one in wanted])
            where.append(f"{column} IN ({keys})")
            parameters += bound
    if areas is None and own:
        where.append("own")
    return "figure_area" if areas is not None else "figure_map", " AND ".join(where), parameters


def _keys(column: str, wanted: list[str]) -> tuple[str, list[Any]]:
    """Some keys in SQL with their parameters: a few are compared with at once, many are quicker in a table."""
    if 0 < len(wanted) <= _FEW:
        return ", ".join([f"TRY_CAST(? AS {column}_key)"] * len(wanted)), list(wanted)
    return f"SELECT TRY_CAST(unnest(?) AS {column}_key)", [wanted]


def profile(s: Snapshot, area: str, indicators: Sequence[str]) -> pd.DataFrame:
    """One row per indicator that this area has: its latest period with a value, else its latest; in given order."""
    frame = with_names(
        s.ask,
        s.area_names,
        f"""{ROW} FROM figure_area WHERE {_IS_AREA} AND {_IN_INDICATORS}
        QUALIFY row_number() OVER (PARTITION BY indicator ORDER BY value IS NULL, period DESC) = 1""",
        [area, list(indicators)],
    )
    order = {indicator: number for number, indicator in enumerate(indicators)}
    return frame.sort_values("indicator", key=lambda ids: ids.map(order), ignore_index=True)


def spread(s: Snapshot, indicators: Sequence[str], level: Level = Level.BUURT) -> pd.DataFrame:
    """Lowest, tenths, quartiles and highest of the programme's areas of a level.

    Columns: indicator, period, low, p10, q1, median, q3, p90, high, n.
    """
    return s.ask(
        f"""
        SELECT indicator::VARCHAR AS indicator, period::VARCHAR AS period, min(value) AS low,
            quantile_cont(value, 0.1) AS p10, quantile_cont(value, 0.25) AS q1, median(value) AS median,
            quantile_cont(value, 0.75) AS q3, quantile_cont(value, 0.9) AS p90, max(value) AS high, count(value) AS n
        FROM figure_map WHERE own AND {_IS_LEVEL} AND {_IN_INDICATORS}
        GROUP BY ALL HAVING count(value) > 0 ORDER BY ALL
        """,
        [level.value, list(indicators)],
    )


def mosaic(s: Snapshot, indicators: Sequence[str]) -> pd.DataFrame:
    """Focuswijken, focuswijken together and rest van de stad × indicators, each at its latest period with a value."""
    return with_names(
        s.ask,
        s.area_names,
        f"""
        WITH newest AS (
            SELECT indicator, max(period) AS period FROM figure_map
            WHERE own AND level = 'focuswijk' AND value IS NOT NULL AND {_IN_INDICATORS}
            GROUP BY indicator)
        {ROW} FROM figure_map f JOIN newest n USING (indicator, period)
        WHERE level IN ('focuswijk', 'focuswijken', 'rest')
        """,
        [list(indicators)],
    )


def trends(s: Snapshot, indicators: Sequence[str], areas: Sequence[str] | None = None) -> pd.DataFrame:
    """Tested trends: indicator, area, first, last, points, result (words of methods.trend), slope a year, limits, p."""
    return s.ask(
        """
        SELECT * FROM trend WHERE indicator IN (SELECT unnest(?)) AND (? IS NULL OR area IN (SELECT unnest(?)))
        ORDER BY indicator, area
        """,
        [list(indicators), None if areas is None else "", list(areas or [])],
    )


def funnel(
    s: Snapshot, indicator: str, period: str, level: Level = Level.BUURT, grenzen: int | None = None
) -> pd.DataFrame:
    """Areas of a level around what they have together, with limits that chance alone makes in areas of their size.

    ``grenzen`` as in ``figure_table``; an estimate on other borders has no counts and thus no row.

    Columns: area, area_name, value, base, target, phi, low95, high95, low998, high998, outside ("", "95" or "99,8"), in
    the indicator's unit and ordered by base. Limits are wider where areas really vary (Spiegelhalter 2005). No rows for
    an indicator that is not tested, nor for fewer than three areas.
    """
    declared = s.indicators[indicator]
    frame = with_counts(map_values(s, indicator, period, level, grenzen), declared, dispersion(s).get(indicator))
    frame = frame[frame["events"].notna() & (frame["base"] > 0)]
    if declared.testing.value not in ("share", "rate") or len(frame) < _FUNNEL_AREAS:
        frame = frame.iloc[:0]
    share = declared.testing.value == "share"
    target = fsum(frame["events"]) / fsum(frame["base"]) if len(frame) else 0.0
    scale = scale_of(declared)
    scores = (frame["events"] / frame["base"] - target) / funnel_error(target, frame["base"], share)
    phi = float(winsorised_dispersion(scores.to_numpy())) if len(frame) else 1.0
    found = frame[["area", "area_name", "value", "base"]].assign(target=target * scale, phi=phi, outside="")
    for name, confidence in (("95", CONFIDENCE), ("998", STRICT_CONFIDENCE)):
        limits = funnel_limits(target, frame["base"], share, confidence, phi)
        found[f"low{name}"], found[f"high{name}"] = limits.low * scale, limits.high * scale
        out = (found["value"] < found[f"low{name}"]) | (found["value"] > found[f"high{name}"])
        found["outside"] = found["outside"].mask(out, name.replace("998", "99,8"))
    return found.sort_values(["base", "area"], ignore_index=True)


def kloof(s: Snapshot, indicators: Sequence[str] | None = None) -> pd.DataFrame:
    """The gap of the focuswijken together with the rest, per indicator, group and period; see snapshot.series."""
    return s.ask(
        "SELECT * FROM kloof WHERE ? IS NULL OR indicator IN (SELECT unnest(?)) ORDER BY indicator, area, period",
        [None if indicators is None else "", list(indicators or [])],
    )


def kloof_fan(s: Snapshot, indicator: str, area: str) -> pd.DataFrame:
    """Fan of the gap of a group up to the horizon, per year; no rows for a short series. See snapshot.fan."""
    return s.ask("SELECT * FROM kloof_fan WHERE indicator = ? AND area = ? ORDER BY year", [indicator, area])


def dispersion(s: Snapshot) -> dict[str, float]:
    """φ per indicator of repeatable events: how much more they vary than chance alone; NaN where not known."""
    frame = s.ask("SELECT indicator, phi FROM dispersion")
    return dict(zip(frame["indicator"], frame["phi"], strict=True))


def composite(s: Snapshot, areas: Sequence[str] | None = None) -> pd.DataFrame:
    """Composite per bouwsteen, own area and year, with its parts and rank range; columns of snapshot.composites."""
    return s.ask(
        """
        SELECT c.*, a.name AS area_name FROM composite c JOIN area a ON a.code = c.area
        WHERE ? IS NULL OR c.area IN (SELECT unnest(?)) ORDER BY bouwsteen, area, period
        """,
        [None if areas is None else "", list(areas or [])],
    )


def composite_parts(s: Snapshot) -> pd.DataFrame:
    """Every kernset indicator per bouwsteen: bouwsteen, indicator, used, and the reason why it is left out."""
    return s.ask("SELECT * FROM composite_part")


def composite_missing(s: Snapshot) -> dict[str, str]:
    """Bouwstenen without a composite, with the reason."""
    frame = s.ask("SELECT bouwsteen, reason FROM composite_missing")
    return dict(zip(frame["bouwsteen"], frame["reason"], strict=True))


def members(s: Snapshot, area: str) -> list[str]:
    """Buurt codes of a group, wijk or gemeente, in the programme's boundary year."""
    frame = s.ask(
        "SELECT code FROM member_of WHERE area = ? AND boundary_year = ? ORDER BY code", [area, s.programme.grenzenjaar]
    )
    return list(frame["code"])


def sources(s: Snapshot) -> pd.DataFrame:
    """Deliveries the snapshot was built from: source, edition, delivery, file, what, fetched_at, name, licence …"""
    frame = s.ask("SELECT * FROM delivery")
    for column in ("name", "url", "note"):
        frame[column] = [getattr(s.sources[source], column) for source in frame["source"]]
    told = [stated(s, source, edition) for source, edition in zip(frame["source"], frame["edition"], strict=True)]
    return frame.assign(publisher=[publisher for publisher, _ in told], licence=[licence for _, licence in told])


def stated(s: Snapshot, source: str, edition: str) -> tuple[str, str]:
    """Publisher and licence of an edition: as its latest delivery says, else those of the source."""
    of = s.sources[source]
    entries = [e for e in s.manifest["invoer"] if (e["bron"], e["editie"]) == (source, edition)]
    last: dict[str, Any] = max(entries, key=lambda entry: int(entry["levering"]), default={})
    return last.get("uitgever") or of.publisher, last.get("licentie") or of.licence


def delivery_numbers(s: Snapshot) -> dict[tuple[str, str], list[int]]:
    """Numbers of the deliveries that the snapshot was built from, by source and edition."""
    numbers: dict[tuple[str, str], list[int]] = {}
    for entry in s.manifest["invoer"]:
        numbers.setdefault((entry["bron"], entry["editie"]), []).append(int(entry["levering"]))
    return {key: sorted(set(found)) for key, found in numbers.items()}


def protection(s: Snapshot) -> tuple[dict[str, Protection], list[str], bool]:
    """Limits per protected source by its name, names of the sources that are public as they are, and whether this
    snapshot has a public half."""
    public = s.manifest.get("openbaar")
    chosen = {**{i: x.protection for i, x in s.sources.items()}, **s.programme.afscherming}
    if public:
        chosen |= {source: Protection.model_validate(limits) for source, limits in public["grenzen"].items()}
    limits = {s.sources[i].name: one for i, one in chosen.items() if one is not None and i in s.sources}
    used = {str(source) for source in s.ask("SELECT DISTINCT source FROM delivery")["source"]}
    published = sorted(x.name for i, x in s.sources.items() if chosen.get(i) is None and i in used)
    return limits, published, public is not None


def report(s: Snapshot) -> pd.DataFrame:
    """What the loaders had to say: kind, source, edition, file, text."""
    return s.ask("SELECT * FROM report")


def indicator_overview(s: Snapshot) -> pd.DataFrame:
    """Every declared indicator: indicator, name, theme, unit, n_periods, first, last, levels, state, feeds.

    ``state``: 'cijfers', 'nog niet gepubliceerd' (rows, but no value) or 'nog geen bron'.
    """
    frame = s.ask(
        """
        SELECT indicator::VARCHAR AS indicator, count(DISTINCT period) FILTER (value IS NOT NULL) AS n_periods,
            min(period::VARCHAR) FILTER (value IS NOT NULL) AS first,
            max(period::VARCHAR) FILTER (value IS NOT NULL) AS last,
            list_sort(list(DISTINCT level::VARCHAR) FILTER (value IS NOT NULL)) AS levels
        FROM figure_map WHERE own AND level <> 'land' GROUP BY ALL
        """
    )
    found = {row["indicator"]: row for row in plain_records(frame)}
    rows = []
    for indicator in s.indicators.values():
        own = found.get(indicator.id)
        n_periods = own["n_periods"] if own else 0
        state = "cijfers" if n_periods else REASON_LABELS[Reason.NOT_PUBLISHED if own else Reason.NO_SOURCE]
        rows.append(
            {
                "indicator": indicator.id,
                "name": indicator.name,
                "theme": indicator.theme.value,
                "unit": indicator.unit,
                "n_periods": n_periods,
                "first": own["first"] if own else None,
                "last": own["last"] if own else None,
                "levels": list(own["levels"]) if own and n_periods else [],
                "state": state,
                "feeds": indicator.feeds,
            }
        )
    return pd.DataFrame(rows)


def plain_records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain Python values, with None for a missing one: what JSON can carry to the last digit."""
    cells = plain_cells(frame)
    return [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]


def plain_cells(frame: pd.DataFrame) -> Cells:
    """Columns as plain Python values, with None for a missing one."""
    return {str(name): _plain(frame.iloc[:, place]) for place, name in enumerate(frame.columns)}


def _plain(column: pd.Series) -> list[Any]:
    # Text is taken out of its column as a whole: one by one takes most of the time of an answer.
    cells, gone = column.astype(object).tolist(), column.isna().to_numpy()
    return [None if missing else cell for cell, missing in zip(cells, gone, strict=True)] if gone.any() else cells


def _on_borders(
    s: Snapshot,
    table: str,
    where: str,
    parameters: list[Any],
    grenzen: int | None,
) -> pd.DataFrame:
    """Rows of a figure table on the borders of a year; see ``figure_table``."""
    select, bound = _selected(_COLUMNS, table, where, parameters, grenzen)
    return with_names(s.ask, s.area_names, select, bound, _borders(s, grenzen))


def _selected(
    columns: str, table: str, where: str, parameters: list[Any], grenzen: int | None
) -> tuple[str, list[Any]]:
    row = f"SELECT {columns}, NULL::VARCHAR AS method FROM {table} WHERE {where}"
    if grenzen is None:
        return row, parameters
    # Keys of the estimates are plain text: a former area need not be among the keys of the figures.
    plain = re.sub(r"TRY_CAST\((\?|unnest\(\?\)) AS \w+\)", r"\1", where)
    select = f"""
        WITH estimate AS (SELECT {columns}, method FROM figure_converted WHERE presentation_year = ? AND {plain}),
        there AS (SELECT code FROM on_borders WHERE presentation_year = ?),
        figure AS ({row}
            AND (NOT own OR level NOT IN ('buurt', 'wijk') OR area::VARCHAR IN (SELECT code FROM there)))
        FROM figure ANTI JOIN estimate USING (indicator, area, period) UNION ALL BY NAME FROM estimate
        """
    return select, [grenzen, *parameters, grenzen, *parameters]


def _borders(s: Snapshot, grenzen: int | None) -> Borders | None:
    if grenzen is None:
        return None
    own = s.cells("SELECT code, boundary_year FROM on_borders WHERE presentation_year = ?", [grenzen])
    return Borders(grenzen, frozenset(zip(own["code"], own["boundary_year"], strict=True)))


def with_names(
    ask: Callable[[str, list[Any]], pd.DataFrame],
    names: Mapping[str, str],
    select: str,
    parameters: list[Any],
    borders: Borders | None = None,
) -> pd.DataFrame:
    """Rows of a figure table (``ROW``) with the names of areas and a note, by indicator, area and period."""
    frame = ask(f"FROM ({select}) {_SORTED}", parameters)
    told = words(plain_cells(frame[list(TOLD_FROM)]), names, borders)
    kinds = {"note": "str"}
    return frame.assign(**{name: pd.Series(told[name], frame.index, kinds.get(name)) for name in told})
