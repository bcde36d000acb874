"""Which counts the public may see: small ones hidden, others hidden that would give them away, the rest rounded.

Everything that is public of a protected source is worked out here from the protected counts, and from nothing else. The
methods are in ``indicators.methods``; what a figure tells is in ``snapshot.counts``, what earlier public halves told in
``snapshot.earlier``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from indicators.methods._arrays import Bools, Floats
from indicators.methods.disclosure import Statements, known_from_rounded, primary, rounded
from indicators.methods.suppression import suppress
from model.errors import WijkpeilError
from model.indicator import Indicator, Kind
from model.status import Reason, Status
from snapshot.counts import Rules, cells, uses
from snapshot.earlier import Earlier, Ledger
from snapshot.sums import sums

# One sum: these variables of this source, in this period, in these buurten (a focuswijk of one buurt tells the same).
SUM = ["source", "key", "period", "buurten"]
_PLACE = ["source", "key", "area", "period"]
# A register that rounds to five may be off by this much per buurt.
_SLACK = 2.5


@dataclass(frozen=True)
class Protected:
    """``computed`` as the public may see it; ``told`` the sums that are public; and what must be said of it.

    ``exposed``: sums (columns SUM) that are too small to be shown and that earlier public figures give away.
    ``contradicting``: sums that are less than their parts, by more than rounding explains: one of the two is wrong.
    ``hidden`` and ``small``: how many sums are hidden, and how many of those for their own size. ``corrected``:
    how many earlier public figures are no longer what the register says. ``ledger``: for the next build, and secret.
    """

    computed: pd.DataFrame
    told: pd.DataFrame
    exposed: pd.DataFrame
    hidden: int
    small: int
    corrected: int
    contradicting: pd.DataFrame
    unreadable: tuple[str, ...]
    ledger: Ledger

    @property
    def report(self) -> dict[str, Any]:
        """For the manifest of the municipality itself, in Dutch words."""
        return {
            "verborgen": self.hidden,
            "te_klein": self.small,
            "gecorrigeerd": self.corrected,
            "onleesbaar": list(self.unreadable),
            "blootgelegd": self.exposed[_PLACE].to_dict("records"),
            "tegenstrijdig": self.contradicting[_PLACE].to_dict("records"),
        }


def protect(
    computed: pd.DataFrame,
    counts: pd.DataFrame,
    members: pd.DataFrame,
    indicators: Iterable[Indicator],
    told: Rules,
    earlier: Earlier,
) -> Protected:
    """``computed``: public figures of own areas as ``snapshot.compute`` leaves them, with plain text columns.

    ``counts``: source, variable, area, period, value, reason and already_public of all that protected sources tell;
    ``members``: area, code (a buurt) and boundary_year. Raises WijkpeilError for counts that are no counts.
    """
    indicators = list(indicators)
    _check(counts)
    used = uses(indicators, counts[["source", "variable"]].drop_duplicates(), told)
    found = cells(computed, used, members)
    every = _statements(found, counts, members, used, told)
    known = earlier.against(counts, every)
    rows = pd.concat([every, known.rows], ignore_index=True) if len(known.rows) else every
    decided = _suppressed(rows, pd.concat([counts, known.counts], ignore_index=True), told)
    every = every.assign(
        hidden=decided.hidden[: len(every)],
        exposed=decided.exposed[: len(every)],
        contradicts=decided.contradicts[: len(every)],
    )
    public = _public(computed, found.merge(every[[*SUM, "amount", "hidden", "shown"]], on=[*SUM, "amount"]), indicators)
    shown = every[~every["hidden"]].rename(columns={"shown": "count"})
    return Protected(
        computed=public,
        told=shown[[*SUM, "area", "count", "rounding"]],
        exposed=every.loc[every["exposed"], [*SUM, "area"]],
        hidden=int(every["hidden"].sum()),
        small=int((every["protection"] > 0.0).sum()),
        corrected=known.corrected,
        contradicting=every.loc[every["contradicts"], [*SUM, "area"]],
        unreadable=earlier.unreadable,
        ledger=known.with_now(shown, counts),
    )


def _check(counts: pd.DataFrame) -> None:
    """Counts are whole and not below zero; a factor in a descriptor can make them otherwise. The value is not told."""
    value = counts["value"]
    wrong = counts[value.lt(0.0) | (value.notna() & (value != np.floor(value)))]
    if len(wrong):
        first = wrong.iloc[0]
        raise WijkpeilError(
            f"Bron {first['source']}, variabele '{first['variable']}', gebied {first['area']}, periode "
            f"{first['period']}: een aantal is een heel getal van 0 of meer; zo niet, dan kan het niet worden "
            "afgeschermd. Herstel het bestand of de 'factor' in de beschrijving. Het vorige peil blijft staan."
        )


def _statements(
    found: pd.DataFrame, counts: pd.DataFrame, members: pd.DataFrame, used: pd.DataFrame, told: Rules
) -> pd.DataFrame:
    """One row per sum: SUM, area (the first with it), amount, protection, fixed, rounding, shown, low and high.

    ``shown`` is the amount as it would be told. A sum is protected by the strictest of the figures that tell it, so
    that it is hidden in all of them or in none. Where the source keeps a count secret, its row has no amount.
    """
    narrow = primary(found["base"], 0.0) & (found["minimum_base"] > 0.0)
    narrow |= found["base"].notna() & (found["base"] < found["minimum_base"])
    together = found.assign(narrow=narrow).groupby([*SUM, "amount"], sort=True)
    every = together.agg(narrow=("narrow", "any"), area=("area", "min")).reset_index()
    secret = counts[counts["reason"] == Reason.SECRET]
    names = used[["source", "key"]].drop_duplicates().assign(variable=lambda f: f["key"].str.split("+", regex=False))
    kept = secret.merge(names.explode("variable"), on=["source", "variable"])[["source", "key", "area", "period"]]
    kept = kept.drop_duplicates().assign(amount=np.nan, narrow=False)
    kept["buurten"] = kept["area"].map(_newest_members(members)).fillna(kept["area"])
    every = pd.concat([every, kept], ignore_index=True) if len(kept) else every
    public = counts.groupby(["source", "variable", "period"])["already_public"].all().to_dict()
    pair = list(zip(every["source"], every["key"], strict=True))
    every["fixed"] = [
        all(public.get((source, name, period), False) for name in key.split("+"))
        for (source, key), period in zip(pair, every["period"], strict=True)
    ]
    least = np.array([told.minimum(*one) for one in pair], dtype=np.float64)
    every["rounding"] = np.where(every["fixed"], 1, [told.limits[source].afronding for source, _ in pair])
    small = primary(every["amount"], least) | every["narrow"].to_numpy()
    every["protection"] = np.where(small & ~every["fixed"], least, 0.0)
    every["shown"] = np.where(every["fixed"], every["amount"], _rounded(every))
    every["low"], every["high"] = np.nan, np.nan
    return every.drop(columns="narrow")


def _newest_members(members: pd.DataFrame) -> pd.Series:
    """The buurten of every area in the newest year, as ``cells`` writes them."""
    newest = members[members["boundary_year"] == members.groupby("area")["boundary_year"].transform("max")]
    return newest.sort_values("code").groupby("area")["code"].agg(",".join)


def _rounded(rows: pd.DataFrame) -> Floats:
    result = np.full(len(rows), np.nan)
    for base, place in rows.groupby("rounding").indices.items():
        result[place] = rounded(rows["amount"].to_numpy(dtype=np.float64)[place], int(str(base)))
    return result


def known_interval(shown: pd.Series, rounding: pd.Series) -> tuple[Floats, Floats]:
    """What a reader knows of sums that are shown as ``shown``, each with its own rounding."""
    low, high = np.full(len(shown), np.nan), np.full(len(shown), np.nan)
    for base, place in rounding.reset_index(drop=True).groupby(rounding.to_numpy()).indices.items():
        of = known_from_rounded(shown.to_numpy(dtype=np.float64)[place], int(str(base)))
        low[place], high[place] = of.low, of.high
    return low, high


@dataclass(frozen=True)
class _Found:
    """Per row whether it is hidden, whether it is exposed, and whether it is less than its parts together."""

    hidden: Bools
    exposed: Bools
    contradicts: Bools


def _suppressed(rows: pd.DataFrame, counts: pd.DataFrame, told: Rules) -> _Found:
    """What must be hidden. What a source counts outside its buurten is taken as known to the reader."""
    if not len(rows):
        return _Found(*np.zeros((3, 0), dtype=np.bool_))
    made = sums(rows, counts, told)
    truth = made.matrix @ made.truth
    low, high = known_interval(rows["shown"], rows["rounding"])
    given = rows["low"].notna().to_numpy()
    low, high = np.where(given, rows["low"], low), np.where(given, rows["high"], high)
    # Where a wijk is not the sum of its buurten, the difference is taken off, as if it were known.
    apart = np.nan_to_num(truth - rows["amount"].to_numpy(dtype=np.float64))
    low, high = low + apart, high + apart
    size = np.maximum(np.asarray(made.matrix.sum(axis=1), dtype=np.float64), 1.0)
    fixed = rows["fixed"].to_numpy(dtype=np.bool_)
    statements = Statements(
        made.matrix,
        rows["amount"].to_numpy(dtype=np.float64),
        low,
        high,
        fixed,
        rows["protection"].to_numpy(dtype=np.float64),
        size,
    )
    found = suppress(statements)
    return _Found(found.hidden, found.exposed, ~given & (apart > _SLACK * size))


def _public(computed: pd.DataFrame, found: pd.DataFrame, indicators: list[Indicator]) -> pd.DataFrame:
    """``computed`` with protected numerators and denominators, and values made from those alone."""
    recipes = {(i.id, n): recipe for i in indicators for n, recipe in enumerate(i.recipes)}
    own = [recipes[pair] for pair in zip(computed["indicator"], computed["recipe"], strict=True)]
    factor, over = np.array([r.factor for r in own]), np.array([bool(r.denominator) for r in own], dtype=np.bool_)
    top, bottom = (_told(computed, found[found["role"] == role]) for role in ("numerator", "denominator"))
    result, value = computed.reset_index(drop=True), computed["value"].to_numpy(dtype=np.float64)
    numerator = np.where(top.told & over, top.shown, result["numerator"])
    denominator = np.where(bottom.told, bottom.shown, result["denominator"])
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.where(over, factor * numerator / denominator, factor * top.shown)
    made = np.where(top.told | bottom.told, ratio, value)
    # Rounding may lift a share over the whole: then it says nothing.
    shares = result["indicator"].isin({i.id for i in indicators if i.kind is Kind.PROPORTION}).to_numpy()
    lifted = (top.told | bottom.told) & shares & (numerator > denominator)
    # That a base is 0 tells its count.
    without = ~np.isnan(value) | (result["reason"] == Reason.ZERO_DENOMINATOR).to_numpy()
    closed = (top.hidden | bottom.hidden | lifted) & without
    result["numerator"], result["denominator"] = numerator, denominator
    result["value"] = np.where(np.isnan(value) | closed, np.nan, made)
    result.loc[closed, ["status", "reason"]] = [Status.SUPPRESSED.value, Reason.TOO_FEW_PEOPLE.value]
    return result


@dataclass(frozen=True)
class _Role:
    """Per figure whether a protected sum is its numerator (or denominator), if it is hidden, and what is shown."""

    told: Bools
    hidden: Bools
    shown: Floats


def _told(computed: pd.DataFrame, part: pd.DataFrame) -> _Role:
    where = ["indicator", "recipe", "area", "period"]
    joined = computed[where].merge(part[[*where, "shown", "hidden"]], on=where, how="left", validate="1:1")
    told, hidden = joined["hidden"].notna().to_numpy(), joined["hidden"].eq(True).to_numpy()
    return _Role(told, hidden, np.where(hidden, np.nan, joined["shown"].to_numpy(dtype=np.float64)))
