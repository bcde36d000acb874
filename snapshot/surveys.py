"""Survey figures in a build: every area and group estimated from the sums of the whole design, or shown to be too few.

The junction with all other figures is the temp table ``computed``: it holds the weighted counts as ratios of sums, and
here value, error, respondents and effective number are put in their place. From there on baselines, verdicts, change,
trend and kloof are those of every indicator, on the effective number.
"""

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from model.areas import FOCUSWIJKEN_CODE
from model.loading import NUMERATOR, Note
from model.status import Reason, Status
from snapshot.reading import Read
from snapshot.survey_sums import Wave, enough, estimates, together

Waves = Mapping[tuple[str, str], Sequence[Wave]]

_ROWS = f"""
SELECT c.indicator::VARCHAR AS indicator, c.area::VARCHAR AS area, c.period::VARCHAR AS period,
    c.source::VARCHAR AS source, c.boundary_year, c.n_buurten, r.factor,
    left(p.variable::VARCHAR, -{len(NUMERATOR)}) AS variable
FROM computed c JOIN recipe r USING (indicator, recipe) JOIN part p USING (indicator, recipe)
WHERE p.role = 'main' AND c.source::VARCHAR IN (SELECT unnest(?)) AND c.reason::VARCHAR IN ('', 'zero_denominator')
ORDER BY ALL
"""

_UPDATE = """
UPDATE computed SET value = i.value, error = i.error, respondents = i.respondents, effective_n = i.effective_n,
    shown_at = i.shown_at, status = i.status::status_name, reason = i.reason::reason_name,
    numerator = CASE WHEN i.reason = '' THEN computed.numerator END,
    denominator = CASE WHEN i.reason = '' THEN computed.denominator END,
    computed = computed.computed AND i.reason = ''
FROM incoming i
WHERE computed.indicator::VARCHAR = i.indicator AND computed.area::VARCHAR = i.area
    AND computed.period::VARCHAR = i.period
"""


def current_waves(reads: Sequence[Read]) -> list[Read]:
    """Reads with a wave, newest first, in which each figure of an area comes from one wave; the rest is dropped.

    A later delivery of an edition replaces the earlier one whole; of two surveys in one year that ask the same in the
    same buurt, the last edition counts. Tells what was dropped in the notes.
    """
    newest = sorted(
        (read for read in reads if read.wave is not None),
        key=lambda read: (read.delivery.edition, read.delivery.sequence),
        reverse=True,
    )
    kept: list[Read] = []
    for read in newest:
        assert read.wave is not None
        rivals = [k.wave for k in kept if k.wave and _same(k, read) and set(k.wave.domains) & set(read.wave.domains)]
        taken = {variable for wave in rivals for variable in wave.sums} & set(read.wave.sums)
        if taken:
            text = f"{read.delivery.main_file}: vervangen door een latere levering of enquête over hetzelfde jaar."
            read.reading.notes.append(Note("opvallend", text))
            for variable in taken:
                del read.wave.sums[variable]
            if (frame := read.reading.observations) is not None:
                ids = frame["variable"].str.rsplit("_", n=1).str[0]
                read.reading.observations = frame[~ids.isin(taken)]
        if read.wave.sums:
            kept.append(read)
    return kept


def _same(one: Read, two: Read) -> bool:
    assert one.wave is not None
    assert two.wave is not None
    return one.delivery.source == two.delivery.source and one.wave.period == two.wave.period


def tell_overlap(reads: Sequence[Read]) -> None:
    """Note on a wave that shares no area with the wave before it: then there is no change to show."""
    in_order = sorted(reads, key=lambda read: read.wave.period if read.wave else "")
    for before, after in itertools.pairwise(in_order):
        assert before.wave is not None
        assert after.wave is not None
        if before.wave.period < after.wave.period and not set(before.wave.domains) & set(after.wave.domains):
            text = (
                f"{after.delivery.main_file}: geen enkele buurt van deze meting zat ook in die van "
                f"{before.wave.period}; er is geen verandering te laten zien."
            )
            after.reading.notes.append(Note("opvallend", text))


def waves_of(reads: Sequence[Read]) -> Waves:
    """Waves by source and period."""
    found: dict[tuple[str, str], list[Wave]] = {}
    for read in reads:
        if read.wave is not None:
            found.setdefault((read.delivery.source, read.wave.period), []).append(read.wave)
    return found


def estimate_figures(connection: duckdb.DuckDBPyConnection, waves: Waves) -> None:
    """Estimate every survey row of ``computed``, or give the reason why it is not shown and where there is a figure."""
    if not waves:
        return
    sources = sorted({source for source, _ in waves})
    rows = connection.execute(_ROWS, [sources]).df()
    if not len(rows):
        return
    member = connection.execute("SELECT area::VARCHAR AS area, code::VARCHAR AS code, boundary_year FROM member").df()
    members: dict[tuple[str, int], list[str]] = {}
    for area, code, year in member.itertuples(index=False, name=None):
        members.setdefault((area, year), []).append(code)
    # One call per question and wave keeps the arrays of all groups and strata small.
    asked = []
    for (source, period, variable), group in rows.groupby(["source", "period", "variable"], sort=True):
        of_question = [w for w in waves.get((str(source), str(period)), []) if variable in w.sums]
        asked.append((group, _estimated(group, of_question, members)))
    placed = rows.loc[np.concatenate([group.index for group, _ in asked]), ["indicator", "area", "period"]]
    found = placed.reset_index(drop=True).assign(
        **{name: np.concatenate([part[name] for _, part in asked]) for name in asked[0][1]}
    )
    gemeenten = member.loc[member["area"].str.startswith("GM"), "area"].unique()
    found["shown_at"] = _next_level(found, gemeenten[0] if len(gemeenten) == 1 else "")
    connection.register("incoming", found)
    connection.execute(_UPDATE)
    connection.unregister("incoming")


def _estimated(
    rows: pd.DataFrame, waves: Sequence[Wave], members: Mapping[tuple[str, int], Sequence[str]]
) -> dict[str, np.ndarray[tuple[int], np.dtype[Any]]]:
    """Of the rows of one figure, source and period value, error, respondents, effective_n, status and reason."""
    variable = str(rows["variable"].iloc[0])
    wave = together(waves, variable)
    groups = _groups(rows, wave, members)
    found = estimates(wave, variable, groups)
    apart = np.full(len(rows), not wave.addable)
    if not wave.addable:
        apart &= (rows["n_buurten"].to_numpy() > 1) & ~rows["area"].isin(wave.domains).to_numpy()
    shown, factor = enough(wave, variable, groups, found) & ~apart, rows["factor"].to_numpy()
    return {
        "value": np.where(shown, found.value * factor, np.nan),
        "error": np.where(shown, found.error * factor, np.nan),
        "respondents": found.respondents,
        "effective_n": np.where(apart, np.nan, found.effective_n),
        "status": np.where(shown, str(Status.MEASURED), np.where(apart, str(Status.MISSING), str(Status.SUPPRESSED))),
        "reason": np.where(shown, "", np.where(apart, str(Reason.NO_WEIGHT), str(Reason.TOO_FEW_RESPONDENTS))),
    }


def _groups(
    rows: pd.DataFrame, wave: Wave, members: Mapping[tuple[str, int], Sequence[str]]
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Which areas of the wave make up each row: the area itself where the wave has it, else its buurten."""
    place = {code: number for number, code in enumerate(wave.domains)}
    matrix = np.zeros((len(rows), len(place)))
    for number, (area, year) in enumerate(zip(rows["area"], rows["boundary_year"], strict=True)):
        codes = (area,) if area in place else members.get((area, year), ())
        matrix[number, [place[code] for code in codes if code in place]] = 1.0
    return matrix


def _next_level(found: pd.DataFrame, only: str) -> pd.Series:
    """For a row with too few respondents the nearest area above it that has a figure; None elsewhere.

    ``only``: the gemeente in which every group lies; empty when there are more.
    """
    shown = set(found.loc[found["reason"] == "", ["indicator", "period", "area"]].itertuples(index=False, name=None))
    code = found["area"]
    official = code.str.match("BU|WK")
    steps = [
        ("WK" + code.str[2:8]).where(code.str.startswith("BU"), ""),
        pd.Series(FOCUSWIJKEN_CODE, index=code.index).where(code.str.startswith("focuswijk:"), ""),
        ("GM" + code.str[2:6]).where(official, only),
    ]
    answer = pd.Series(None, index=found.index, dtype="object")
    few = found["reason"] == str(Reason.TOO_FEW_RESPONDENTS)
    for step in steps:
        keys = zip(found["indicator"], found["period"], step, strict=True)
        there = pd.Series([key in shown for key in keys], index=found.index)
        answer = answer.where(~(few & there & answer.isna()), step)
    return answer


def write_sums(connection: duckdb.DuckDBPyConnection, reads: Sequence[Read]) -> None:
    """Tables ``survey_wave``, ``survey_design`` and ``survey_sum``: what own groups of buurten are estimated from.

    ``survey_sum``: wave, variable, area, stratum (a number), moments (7) and crossed (4 q), see methods.weighting. No
    row is a respondent, but a cell of one respondent is about one person: these tables never leave the organisation.
    """
    connection.execute(
        "CREATE TABLE survey_wave (wave INTEGER, source VARCHAR, edition VARCHAR, period VARCHAR, name VARCHAR, "
        "respondents DOUBLE, invited INTEGER, minimum_respondents INTEGER, minimum_effective INTEGER, "
        "addable BOOLEAN, published BOOLEAN, grades VARCHAR[], domains VARCHAR[], boundary_years INTEGER[], "
        "raked DOUBLE[])"
    )
    connection.execute(
        "CREATE TABLE survey_design (wave INTEGER, stratum INTEGER, respondents DOUBLE, fraction DOUBLE, "
        "margins DOUBLE[], margins_squared DOUBLE[])"
    )
    connection.execute(
        "CREATE TABLE survey_sum (wave INTEGER, variable VARCHAR, area VARCHAR, stratum INTEGER, moments DOUBLE[], "
        "crossed DOUBLE[])"
    )
    in_order = sorted(reads, key=lambda read: (read.delivery.source, read.delivery.edition))
    for number, read in enumerate(in_order):
        wave = read.wave
        assert wave is not None
        whole = wave.whole
        connection.execute(
            "INSERT INTO survey_wave VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                number,
                read.delivery.source,
                read.delivery.edition,
                wave.period,
                wave.name,
                None if wave.published else float(whole.respondents.sum()),
                wave.invited,
                *wave.minimum,
                wave.addable,
                wave.published,
                sorted(wave.grades),
                list(wave.domains),
                list(wave.boundary_years),
                whole.cross.ravel().tolist(),
            ],
        )
        strata = range(len(whole.respondents))
        design = pd.DataFrame(
            {
                "wave": number,
                "stratum": strata,
                "respondents": whole.respondents,
                "fraction": whole.fraction,
                "margins": [whole.stratum_margins[h].tolist() for h in strata],
                "margins_squared": [whole.stratum_cross[h].ravel().tolist() for h in strata],
            }
        )
        _insert(connection, "survey_design", design)
        for variable, sums in wave.sums.items():
            d, h = np.nonzero(sums.moments[..., 0])
            cells = pd.DataFrame(
                {
                    "wave": number,
                    "variable": variable,
                    "area": [wave.domains[i] for i in d],
                    "stratum": h,
                    "moments": sums.moments[d, h].tolist(),
                    "crossed": sums.crossed[d, h].reshape(len(d), 4 * sums.crossed.shape[-1]).tolist(),
                }
            )
            _insert(connection, "survey_sum", cells)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame) -> None:
    if not len(frame):
        return
    connection.register("incoming", frame)
    connection.execute(f"INSERT INTO {table} SELECT * FROM incoming")
    connection.unregister("incoming")
