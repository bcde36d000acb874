"""Effects (outcome): what is to change for residents, and how the indicators that show it stand. HTML."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from charts import kloof_words
from charts.cards import item
from charts.frames import Row, as_float
from model.indicator import Indicator
from model.uitvoering import Effect


@dataclass(frozen=True)
class Shown:
    """What is told of indicators: ``figures`` (figures.profile of the focuswijken together) and ``gaps`` (the newest
    row of figures.kloof) by indicator; ``link(page, indicator)`` is an address; ``small(indicator)`` a small trend."""

    indicators: Mapping[str, Indicator]
    figures: Mapping[str, Row]
    gaps: Mapping[str, Row]
    city: str
    link: Callable[[str, str], str]
    small: Callable[[str], str] = lambda indicator: ""


def effects(ones: Sequence[Effect], doelen: Mapping[str, str], shown: Shown) -> str:
    """A list item per effect; ``doelen``: names by id."""
    return "".join(_effect(one, doelen.get(one.doel, ""), shown) for one in ones)


def _effect(one: Effect, doel: str, shown: Shown) -> str:
    about = f"<small>{one.termijn.value}e termijn"
    about += f" · {escape(doel)}</small>" if doel else "</small>"
    figures = "".join(_figure(i, shown) for i in one.indicatoren)
    lacking = "" if one.indicatoren else '<p class="wp-small">Er is nog geen indicator waaraan dit te zien is.</p>'
    note = f"<small>{escape(one.noot)}</small>" if one.noot else ""
    return f"<li><strong>{escape(one.omschrijving)}</strong>{about}<ul>{figures}</ul>{lacking}{note}</li>"


def _figure(i: str, shown: Shown) -> str:
    """Newest figure with verdict, the kloof, and the ways to see more."""
    indicator, row = shown.indicators[i], shown.figures.get(i)
    name = f'<a href="{escape(shown.link("kloof", i))}" target="_self">{escape(indicator.name)}</a>'
    trend = f'<a href="{escape(shown.link("trend", i))}" target="_self">Trend<span class="wp-hidden"> van '
    trend += f"{escape(indicator.name)}</span></a>"
    if row is None or as_float(row["value"]) is None:
        return f"<li><span>{name}</span><span>geen cijfer</span><small>{trend}</small></li>"
    gap = f"Verschil: {''.join(kloof_words.became(shown.gaps[i], indicator))}" if i in shown.gaps else ""
    under = f"<small>{escape(gap)} {trend}</small>{shown.small(i)}"
    return item(row, indicator, shown.city, name, under)
