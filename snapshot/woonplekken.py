"""Woonplekken of a region, counted: per gemeente and kern against inhabitants and lettings, and through the years.

What is not known stays unknown: a sum in which a part lacks is no sum, and a backlog stops where a year is missing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from model.areas import Level
from model.inhoud import Inhoud
from model.woonplekken import Change, Homes, Step, Woonplek
from snapshot import figures
from snapshot.store import Snapshot

INHABITANTS = "inwoners"
REGION = ""


@dataclass(frozen=True)
class People:
    """Inhabitants by code (gemeenten, wijken, buurten) in one ``period``, that which most gemeenten have."""

    period: str
    by_code: Mapping[str, float]
    names: Mapping[str, str]

    def of_kern(self, gemeente: str, kern: str) -> float | None:
        """Inhabitants of a wijk or buurt of this gemeente that is named by code or by its own name; else None."""
        place = gemeente.removeprefix("GM")
        inside = [code for code in self.by_code if code[:2] in ("WK", "BU") and code[2:6] == place]
        wanted = kern.casefold()
        found = [c for c in inside if c == kern or _plain(self.names.get(c, "")) == wanted]
        return self.by_code[min(found, key=lambda code: code[:2] != "WK")] if found else None


def people(s: Snapshot) -> People:
    """The inhabitants that the snapshot knows of the programme's gemeenten and what lies in them."""
    frame = figures.figures_of(s, [INHABITANTS], levels=[Level.GEMEENTE, Level.WIJK, Level.BUURT])
    known = frame[frame["value"].notna()]
    counted = known[known["level"] == Level.GEMEENTE.value].groupby("period")["area"].nunique()
    if not len(counted):
        return People("", {}, {})
    period = max(str(p) for p in counted.index[counted == counted.max()])
    rows = known[known["period"] == period]
    codes, values = [str(code) for code in rows["area"]], [float(value) for value in rows["value"]]
    names = dict(zip(codes, [str(name) for name in rows["area_name"]], strict=True))
    return People(period, dict(zip(codes, values, strict=True)), names)


def versions(inhoud: Inhoud) -> list[int]:
    """Years in which the streefcijfers were estimated, newest first."""
    return sorted({one.versie for one in inhoud.woonplekken}, reverse=True)


def years(inhoud: Inhoud, version: int) -> list[int]:
    """Years for which an estimate says something, newest first."""
    return sorted({one.jaar for one in inhoud.woonplekken if one.versie == version}, reverse=True)


def first_year(inhoud: Inhoud, version: int) -> int:
    """The newest year of which something was realised, else the first year of the estimate."""
    present = years(inhoud, version)
    done = [y for y in present if any(w.jaar == y and w.gerealiseerd is not None for w in inhoud.woonplekken)]
    return done[0] if done else present[-1]


def per_gemeente(inhoud: Inhoud, version: int, year: int, gemeenten: Iterable[str], of: People) -> list[Homes]:
    """The region, and then every gemeente of the programme, also one without a row."""
    codes = list(gemeenten)
    total = _total([of.by_code.get(code) for code in codes])
    region = _region(inhoud, version, year, codes)
    parts = [_one(inhoud, version, year, code, "") for code in codes]
    share = None if total is None else 1.0
    return [
        region.model_copy(update={"share": share}),
        *(_shared(part, of.by_code.get(part.gemeente), total, region.target) for part in parts),
    ]


def per_kern(inhoud: Inhoud, version: int, year: int, gemeente: str, of: People) -> list[Homes]:
    """The kernen of a gemeente in the order of the table; shares are of the inhabitants of the gemeente."""
    whole = _one(inhoud, version, year, gemeente, "")
    own = (w for w in inhoud.woonplekken if (w.versie, w.jaar, w.gemeente) == (version, year, gemeente))
    total = of.by_code.get(gemeente)
    return [
        _shared(_one(inhoud, version, year, gemeente, kern), of.of_kern(gemeente, kern), total, whole.target)
        for kern in dict.fromkeys(row.kern for row in own if row.kern)
    ]


def line(inhoud: Inhoud, version: int, gemeente: str, gemeenten: Sequence[str]) -> list[Step]:
    """What one estimate says of a gemeente, or of the region of these ``gemeenten``; oldest year first."""
    return [_step(inhoud, version, year, gemeente, gemeenten) for year in sorted(years(inhoud, version))]


def path(inhoud: Inhoud, version: int, gemeente: str, gemeenten: Sequence[str]) -> list[Step]:
    """The growth path as it holds after an estimate: years that it leaves out are those of the estimate before it.

    With the backlog: all targets minus all realised up to and with that year; None from the first year that lacks one.
    """
    of_year = {year: one for one in sorted(versions(inhoud)) if one <= version for year in years(inhoud, one)}
    found: list[Step] = []
    backlog: int | None = 0
    for year, estimate in sorted(of_year.items()):
        step = _step(inhoud, estimate, year, gemeente, gemeenten)
        known = step.target is not None and step.realised is not None
        backlog = backlog + (step.target or 0) - (step.realised or 0) if known and backlog is not None else None
        found.append(step.model_copy(update={"backlog": backlog}))
    return found


def _step(inhoud: Inhoud, version: int, year: int, gemeente: str, gemeenten: Sequence[str]) -> Step:
    one = _one(inhoud, version, year, gemeente, "") if gemeente else _region(inhoud, version, year, gemeenten)
    return Step(year=year, version=version, target=one.target, realised=one.realised)


def changes(inhoud: Inhoud, version: int, before: int) -> list[Change]:
    """Streefcijfers that differ between two estimates, by year; also those that only one of them has."""
    old, new = (
        {(w.jaar, w.gemeente, w.kern): w.streefcijfer for w in inhoud.woonplekken if w.versie == one}
        for one in (before, version)
    )
    keys = sorted({*old, *new})
    rows = [
        Change(gemeente=gemeente, kern=kern, year=year, before=old.get(key), now=new.get(key))
        for key in keys
        for year, gemeente, kern in (key,)
    ]
    return [row for row in rows if row.before != row.now]


def _plain(name: str) -> str:
    """``Wijk 01 Vogelwijk`` as people call it: ``vogelwijk``."""
    words = name.casefold().split()
    return " ".join(words[2:] if words[:1] == ["wijk"] and words[1:2] and words[1].isdigit() else words)


def _one(inhoud: Inhoud, version: int, year: int, gemeente: str, kern: str) -> Homes:
    """The row of an estimate; realised and lettings of the newest estimate that tells them."""
    rows = [w for w in inhoud.woonplekken if (w.jaar, w.gemeente, w.kern) == (year, gemeente, kern)]
    rows = sorted(rows, key=lambda row: row.versie, reverse=True)
    own = next((row for row in rows if row.versie == version), None)
    target = None if own is None else own.streefcijfer
    realised, lettings = _told(rows, "gerealiseerd"), _told(rows, "mutaties")
    return Homes(gemeente=gemeente, kern=kern, target=target, realised=realised, lettings=lettings)


def _region(inhoud: Inhoud, version: int, year: int, gemeenten: Sequence[str]) -> Homes:
    """The region as entered; what it has not itself is the sum of its gemeenten, where all of these are known."""
    whole = _one(inhoud, version, year, REGION, "")
    parts = [_one(inhoud, version, year, code, "") for code in gemeenten]
    target = _either(whole.target, _total([part.target for part in parts]))
    return Homes(
        gemeente=REGION,
        target=target,
        realised=_either(whole.realised, _total([part.realised for part in parts])),
        lettings=_either(whole.lettings, _total([part.lettings for part in parts])),
        summed=whole.target is None and target is not None,
    )


def _told(rows: list[Woonplek], column: str) -> int | None:
    return next((value for row in rows if (value := getattr(row, column)) is not None), None)


def _shared(one: Homes, inhabitants: float | None, total: float | None, target: int | None) -> Homes:
    share = None if inhabitants is None or not total else inhabitants / total
    fair = None if share is None or target is None else target * share
    return one.model_copy(update={"share": share, "fair": fair})


def _total(values: Iterable[float | None]) -> float | None:
    """The sum; None when a part is unknown or there is none."""
    parts = list(values)
    known = [value for value in parts if value is not None]
    return fsum(known) if parts and len(known) == len(parts) else None


def _either(own: int | None, total: float | None) -> int | None:
    return own if own is not None else None if total is None else int(total)
