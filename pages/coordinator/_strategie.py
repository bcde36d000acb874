"""What pages about a strategie share: which one the address asks for, and the figures of the focuswijken together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from charts.canvas import fill
from charts.effecten import Shown
from charts.frames import Row, records
from model.areas import FOCUSWIJKEN_CODE
from model.inhoud import Inhoud
from model.uitvoering import Strategie
from pages import _ask
from pages._address import link
from pages._shell import PageView, empty


@dataclass(frozen=True)
class Figures:
    """Of indicators: ``frame`` the newest figure of the focuswijken together (figures.profile; None without
    focuswijken), and ``gaps`` every row of figures.kloof, oldest first."""

    frame: pd.DataFrame | None
    gaps: list[Row]

    def source(self, view: PageView, indicators: Sequence[str] | None = None) -> str:
        """The source line of what has a figure; empty when nothing has. ``indicators``: only of these."""
        if self.frame is None:
            return ""
        known = self.frame[self.frame["value"].notna()]
        if indicators is not None:
            known = known[known["indicator"].isin(indicators)]
        return _ask.source_of(view.s, known) if len(known) else ""

    def shown(self, view: PageView, small: Callable[[str], str] = lambda indicator: "") -> Shown:
        """What is told of them beside effects; ``small``: a small trend."""
        rows = [] if self.frame is None else records(self.frame)
        return Shown(
            indicators=view.s.indicators,
            figures={str(row["indicator"]): row for row in rows},
            gaps={str(row["indicator"]): row for row in self.gaps},
            city=_ask.city(view.s),
            link=lambda page, indicator: link(page, programma=view.s.programme.id, indicator=indicator),
            small=small,
        )


def chosen(view: PageView, inhoud: Inhoud, what: str) -> Strategie | None:
    """The strategie of the address, else the first; None, after saying so, when there is none."""
    known = {one.id: one for one in inhoud.strategieen}
    if not known:
        empty("Nog geen strategieën", what, fill("strategieen"))
        return None
    return known[view.address.one("strategie", "strategie", list(known), next(iter(known)))]


def figures(view: PageView, indicators: Sequence[str]) -> Figures:
    """The figures of these indicators."""
    s, ids = view.s, tuple(dict.fromkeys(indicators))
    if not ids or not any(wijk.buurten for wijk in s.programme.focuswijken):
        return Figures(None, [])
    gaps = [row for row in records(_ask.kloof(s, ids)) if row["area"] == FOCUSWIJKEN_CODE]
    return Figures(_ask.profile(s, FOCUSWIJKEN_CODE, ids), gaps)


def doel_names(view: PageView) -> dict[str, str]:
    """Names of the doelen by id."""
    return {doel.id: doel.naam for bouwsteen in view.s.programme.bouwstenen for doel in bouwsteen.doelen}
