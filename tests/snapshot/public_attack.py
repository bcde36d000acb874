"""An attacker who has only public files: reads published figures back, writes down every sum, and asks what follows.

Nothing of the build's own list of sums is used. The municipality's own half of the snapshot serves only to say which
counts had to stay hidden, and what lies outside the buurten (which the attacker is given for free).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse

import indicators
from indicators.methods.attack import attack
from indicators.methods.certificates import certificates
from indicators.methods.disclosure import Statements
from loaders.lokaal_register import VARIABLES
from snapshot import publish

REGISTER, ROUNDING = "lokaal_register", 5
_FIGURES = """SELECT indicator::VARCHAR AS indicator, area::VARCHAR AS area, level::VARCHAR AS level,
    period::VARCHAR AS period, boundary_year, value, numerator, denominator, coverage, status::VARCHAR AS status,
    reason::VARCHAR AS reason
    FROM figure_map WHERE own AND source::VARCHAR = 'lokaal_register'"""


@dataclass(frozen=True)
class Found:
    """Per period: how many small counts there were, how many could be worked out, and the narrowest interval seen."""

    small: int
    found_out: list[str]
    narrowest: float


def read(path: Path, sql: str = _FIGURES) -> pd.DataFrame:
    with publish.connect(path.parent, path.name) as connection:
        return connection.execute(sql).df()


def sums_told(figures: pd.DataFrame) -> pd.DataFrame:
    """indicator, key (variables), area, level, period, boundary_year, amount and, where a figure tells more, low, high.

    A numerator, a denominator, an amount; and value times denominator: if the value was not made from the numerator
    that stands beside it, it tells a sharper one.
    """
    declared = indicators.discover()
    rows = []
    for row in figures.to_dict("records"):
        recipe = declared[row["indicator"]].recipes[0]
        where = [row["indicator"], row["area"], row["level"], row["period"], row["boundary_year"]]
        if recipe.value is not None:
            continue
        top, bottom = "+".join(sorted(recipe.numerator)), "+".join(sorted(recipe.denominator))
        count = row["numerator"] if recipe.denominator else row["value"] / recipe.factor
        rows.append([*where, top, count, np.nan, np.nan])
        # A second recipe divides by what CBS publishes, in the same column.
        own = bool(recipe.denominator) and all(name in VARIABLES for name in recipe.denominator)
        if own and len(declared[row["indicator"]].recipes) == 1:
            rows.append([*where, bottom, row["denominator"], np.nan, np.nan])
        if recipe.denominator and not np.isnan(row["value"]):
            half = (ROUNDING - 1) / 2
            back = row["value"] * np.array([row["denominator"] - half, row["denominator"] + half]) / recipe.factor
            exact = row["value"] * row["denominator"] / recipe.factor
            if np.isnan(row["numerator"]) or abs(exact - row["numerator"]) > 1e-6:
                rows.append([*where, top, np.nan, *back])
    columns = ["indicator", "area", "level", "period", "boundary_year", "key", "amount", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


def intervals(told: pd.DataFrame) -> pd.DataFrame:
    """What a reader knows: two below to two above a rounded count."""
    half = (ROUNDING - 1) // 2
    shown = told[told["amount"].notna() | told["low"].notna()]
    return shown.assign(
        low=shown["low"].fillna((shown["amount"] - half).clip(lower=0.0)),
        high=shown["high"].fillna(shown["amount"] + half),
    )


def minimum(key: str) -> float:
    persons = any(VARIABLES[name].counts.value == "personen" for name in key.split("+"))
    return 10.0 if persons else 5.0


def work_out(snapshots: Sequence[Path], figures: pd.DataFrame | None = None) -> Found:
    """Attack with the public halves of all ``snapshots``; the last one's small counts are what must stay hidden.

    ``figures``: told by the last one instead of its own file, for a control that leaks.
    """
    newest = snapshots[-1]
    truths = [sums_told(read(path / "intern.duckdb")) for path in snapshots]
    truth = truths[-1]
    told = [intervals(sums_told(read(path / "openbaar.duckdb"))) for path in snapshots[:-1]]
    told.append(intervals(sums_told(read(newest / "openbaar.duckdb") if figures is None else figures)))
    members = read(newest / "openbaar.duckdb", "FROM member_of")
    small = truth[truth["amount"] < truth["key"].map(minimum)]
    found = [_period(str(period), group, truths, told, members) for period, group in small.groupby("period")]
    return Found(
        sum(one.small for one in found),
        [text for one in found for text in one.found_out],
        min((one.narrowest for one in found), default=np.inf),
    )


def _period(
    period: str,
    small: pd.DataFrame,
    truths: list[pd.DataFrame],
    told: list[pd.DataFrame],
    members: pd.DataFrame,
) -> Found:
    real = [one[(one["period"] == period) & one["amount"].notna()] for one in truths]
    now = real[-1]
    wanted = small.drop_duplicates(["key", "area"]).assign(low=0.0, high=np.inf, wanted=True, version=len(told) - 1)
    public = [one[one["period"] == period].assign(wanted=False, version=n) for n, one in enumerate(told)]
    rows = pd.concat([*public, wanted], ignore_index=True)
    rows = rows.drop_duplicates(["key", "area", "amount", "low", "high", "wanted", "version"], ignore_index=True)
    names = sorted({name for key in rows["key"] for name in key.split("+")})
    parts = {name: [n for n in names if VARIABLES[n].part_of == name] for name in names}
    changed = _changed(real)
    cells: dict[tuple[str, str, int], int] = {}
    at, atom, listed = [], [], _listed(now, members)
    for number, (key, area, version) in enumerate(zip(rows["key"], rows["area"], rows["version"], strict=True)):
        for code in listed.get((key, area), members.loc[members["area"] == area, "code"].unique()):
            old = version if (key, code) in changed and version < len(told) - 1 else len(told) - 1
            for name in key.split("+"):
                for piece in [*parts[name], f"{name}*"] if parts[name] else [name]:
                    at.append(number)
                    atom.append(cells.setdefault((piece, code, old), len(cells)))
    matrix = sparse.csr_array((np.ones(len(at)), (at, atom)), shape=(len(rows), len(cells)))
    low, high = rows["low"].to_numpy(), rows["high"].to_numpy()
    # Outside the buurten: known to the attacker.
    apart = np.zeros(len(rows))
    for version, one in enumerate(real):
        amount = rows.merge(one.drop_duplicates(["key", "area"]), on=["key", "area"], how="left")["amount_y"].to_numpy()
        outside = np.nan_to_num(_inside(rows, one, listed) - amount)
        apart = np.where(rows["version"] == version, outside, apart)
    value = np.where(rows["wanted"], rows["amount"], np.nan)
    statements = Statements(
        matrix,
        value,
        np.maximum(low + apart, 0.0),
        high + apart,
        np.zeros(len(rows), dtype=bool),
        np.where(rows["wanted"], rows["key"].map(minimum), 0.0),
        np.ones(len(rows)),
    )
    hidden = rows["wanted"].to_numpy(dtype=bool)
    width = _widths(statements, hidden)
    bad = width < statements.protection[hidden] - 1e-6
    texts = [f"{period} {key} {area}" for key, area in rows.loc[hidden, ["key", "area"]].to_numpy()[bad]]
    return Found(int(hidden.sum()), texts, float(width.min(initial=np.inf)))


def _changed(real: list[pd.DataFrame]) -> set[tuple[str, str]]:
    """(key, buurt) that was corrected between two snapshots: the attacker is told which, not from what to what."""
    together = pd.concat(real)
    one = together[together["area"].str.startswith("BU") & together["amount"].notna()]
    seen = one.groupby(["key", "area"])["amount"].nunique()
    return set(seen.index[seen > 1])


def _listed(now: pd.DataFrame, members: pd.DataFrame) -> dict[tuple[str, str], list[str]]:
    """Buurten of every (key, area) on the borders of that figure."""
    one = now.drop_duplicates(["key", "area"])[["key", "area", "boundary_year"]]
    joined = one.merge(members, on=["area", "boundary_year"])
    found = {pair: list(codes) for pair, codes in joined.groupby(["key", "area"])["code"]}
    return {**{(k, a): [a] for k, a in zip(one["key"], one["area"], strict=True) if a.startswith("BU")}, **found}


def _inside(rows: pd.DataFrame, now: pd.DataFrame, listed: dict[tuple[str, str], list[str]]) -> np.ndarray:
    """The sum of the true counts of the buurten of every row."""
    buurten = now[now["level"] == "buurt"].drop_duplicates(["key", "area"]).set_index(["key", "area"])["amount"]
    sums = []
    for key, area in zip(rows["key"], rows["area"], strict=True):
        codes = listed.get((key, area), [])
        sums.append(sum(float(buurten.get((key, code), 0.0)) for code in codes))
    return np.array(sums)


def _widths(told: Statements, hidden: np.ndarray) -> np.ndarray:
    """Width of what follows for every wanted count; a proof by two other truths, checked here, is wide enough."""
    targets = np.flatnonzero(hidden)
    below = np.maximum(told.value[targets] - told.protection[targets] / 2.0, 0.0)
    proof = certificates(told, targets, below, below + told.protection[targets])
    proved = proof.search(hidden)
    seen = proof.truths @ told.matrix[np.flatnonzero(~hidden)].T
    assert (proof.truths >= -1e-6).all()
    assert (seen >= told.low[~hidden] - 1e-5).all()
    assert (seen <= told.high[~hidden] + 1e-5).all()
    width = np.full(targets.size, np.inf)
    reached = told.matrix[targets] @ proof.truths.T
    width[proved] = (reached.max(axis=1) - reached.min(axis=1))[proved] if len(proof.truths) else np.inf
    rest = np.flatnonzero(~proved)
    if rest.size:
        bounds = attack(told, hidden, targets[rest])
        width[rest] = bounds.high - bounds.low
    return width
