"""Which figures stand in *Wijk in beeld*, and where: by theme, and on the side of beleving or of registratie."""

from collections.abc import Mapping

from model.indicator import Direction, Indicator, Kind
from model.wijkthema import Kant, Wijkthema, side_of, theme_of
from snapshot.store import Snapshot

# What fits beside each other on two sheets of paper.
MOST = 3
Placed = dict[Wijkthema, dict[Kant, list[str]]]


def told(s: Snapshot) -> bool:
    """Whether the snapshot knows which sources hold beleving; one of an earlier version does not."""
    return any(source.beleving for source in s.sources.values())


def placed(s: Snapshot, newest: Mapping[str, str], every: bool) -> Placed:
    """Ids per theme and side. ``newest``: the period that is shown of each indicator that has a figure.

    Those of the programme come first, in its order, then the others, the newest first. ``every``: all of them; else at
    most ``MOST`` a side, without amounts, and of the others only those of which one side is the favourable one.
    """
    agreed = list(s.programme.kernset)
    agreed += [i for b in s.programme.bouwstenen for doel in b.doelen for i in doel.overig if i not in agreed]
    others = sorted((i for i in s.indicators if i not in agreed), key=lambda i: newest.get(i, ""), reverse=True)
    found: Placed = {theme: {side: [] for side in Kant} for theme in Wijkthema}
    for i in (*agreed, *others):
        indicator = s.indicators.get(i)
        theme = None if indicator is None else theme_of(indicator)
        if indicator is None or theme is None or i not in newest:
            continue
        side = found[theme][side_of(indicator, s.sources)]
        if every or (len(side) < MOST and _compares(indicator, i in agreed)):
            side.append(i)
    return found


def _compares(indicator: Indicator, agreed: bool) -> bool:
    return indicator.kind is not Kind.COUNT and (agreed or indicator.direction is not Direction.NEUTRAL)
