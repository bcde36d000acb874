"""The doelenboom: per doel its kernset with verdict and kloof, and the interventies that serve it. HTML."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from charts import kloof_words
from charts.cards import item
from charts.frames import Row, as_float
from charts.interventies import NOT_AN_EFFECT, Link, name_link, status_word, tag
from charts.judged import judge, verdict_words
from charts.numbers import period_label, with_unit
from charts.table import Column
from model.afspraken import KLOOF, StreefwaardeRegel
from model.indicator import Indicator
from model.inhoud import Inhoud
from model.programme import Bouwsteen, Doel, Programme
from model.uitvoering import Interventie


@dataclass(frozen=True)
class Tree:
    """What is drawn. ``figures``: figures.profile of the focuswijken together, and ``gaps``: the newest row of
    figures.kloof, by indicator. ``strategie``: the chosen one, empty for all."""

    programme: Programme
    inhoud: Inhoud
    indicators: Mapping[str, Indicator]
    figures: Mapping[str, Row]
    gaps: Mapping[str, Row]
    city: str
    strategie: str = ""

    def interventies(self, doel: Doel) -> tuple[Interventie, ...]:
        """Those of this doel, of the chosen strategie."""
        found = self.inhoud.interventies_of(doel.id)
        return tuple(one for one in found if self.strategie in ("", one.strategie))


def html(tree: Tree, doelen: Sequence[Doel], link: Callable[..., str], to: Link) -> str:
    """A card per bouwsteen with these doelen, each closed until asked for; ``link(indicator=…)`` shows a kloof, and
    ``to(id)`` all of an interventie."""
    shown = "".join(_card(tree, bouwsteen, doelen, link, to) for bouwsteen in tree.programme.bouwstenen)
    return f'<div class="wp-cards wp-tree">{shown}</div>'


def notes(tree: Tree, snapshot: str, made: str) -> tuple[str, ...]:
    """What shows at once and what after a build, and what the picture does not claim."""
    figures = f"Cijfers zijn die van peil {snapshot} ({made[:10]}); een nieuw cijfer komt er na een nieuwe opbouw."
    texts = "Interventies en teksten staan er zoals de programmamap ze nu heeft."
    region = "" if tree.figures else "Er zijn geen focuswijken met cijfers; cijfers per gebied staan op Kaart en Trend."
    strategies = (
        "Waar het programma een interventie niet zelf aan een doel koppelt, staat zij bij de doelen van haar strategie."
        if tree.inhoud.strategie_doelen
        else ""
    )
    return tuple(note for note in (NOT_AN_EFFECT, strategies, f"{texts} {figures}", region) if note)


def _card(tree: Tree, bouwsteen: Bouwsteen, doelen: Sequence[Doel], link: Callable[..., str], to: Link) -> str:
    own = "".join(_doel(tree, doel, link, to) for doel in bouwsteen.doelen if doel in doelen)
    return f'<section class="wp-card"><h3>{escape(bouwsteen.naam)}</h3>{own}</section>' if own else ""


def _doel(tree: Tree, doel: Doel, link: Callable[..., str], to: Link) -> str:
    interventies = tree.interventies(doel)
    head = f"<strong>{escape(doel.naam)}</strong><span>{_counted(tree, doel, len(interventies))}</span>"
    about = f'<p class="wp-small">{escape(doel.toelichting)}</p>' if doel.toelichting else ""
    body = f"<div>{about}{kernset(tree, doel, link)}</div><div>{_interventies(tree, interventies, to)}</div>"
    return f'<details class="wp-details"><summary>{head}</summary><div>{body}</div></details>'


def _counted(tree: Tree, doel: Doel, interventies: int) -> str:
    """How many kerncijfers are demonstrably behind, and how many interventies there are."""
    judged = [judge(tree.figures[i], tree.indicators[i]).word for i in doel.kernset if i in tree.figures]
    behind, ahead = judged.count("ongunstiger"), judged.count("gunstiger")
    parts = [f"{len(doel.kernset)} kerncijfer{'' if len(doel.kernset) == 1 else 's'}"]
    parts += [f"{behind} aantoonbaar ongunstiger"] if behind else []
    parts += [f"{ahead} aantoonbaar gunstiger"] if ahead else []
    parts += [f"{interventies} interventie{'' if interventies == 1 else 's'}"]
    return " · ".join(parts)


def kernset(tree: Tree, doel: Doel, link: Callable[..., str]) -> str:
    """The kerncijfers of a doel: value, verdict, kloof and streefwaarde of each, and which have none."""
    rows, without = [], []
    for i in doel.kernset:
        indicator, row = tree.indicators[i], tree.figures.get(i)
        if row is None or as_float(row["value"]) is None:
            without.append(indicator.name)
            continue
        lines = [_became(tree.gaps[i], indicator)] if i in tree.gaps else []
        lines += [_target(one, indicator) for one in tree.inhoud.streefwaarden if one.indicator == i]
        under = "".join(f"<small>{escape(line)}</small>" for line in lines)
        name = f'<a href="{escape(link(indicator=i))}" target="_self">{escape(indicator.name)}</a>'
        rows.append(item(row, indicator, tree.city, name, under))
    said = "Nog geen cijfer" if tree.figures else "Kerncijfers"
    lacking = f'<p class="wp-small">{said}: {escape("; ".join(without))}.</p>' if without else ""
    return f'<h4 class="wp-group-title">Kernset</h4><ul>{"".join(rows)}</ul>{lacking}'


def _became(row: Row, indicator: Indicator) -> str:
    return f"Verschil: {''.join(kloof_words.became(row, indicator))}"


def _target(row: StreefwaardeRegel, indicator: Indicator) -> str:
    """A streefwaarde as agreed, or that it is not set."""
    agreed = row.agreed()
    what = "Streefwaarde voor het verschil" if row.gebied == KLOOF else "Streefwaarde"
    if agreed is None:
        return f"{what}: nog niet vastgesteld."
    return f"{what}: {with_unit(agreed.waarde, indicator.unit, indicator.decimals)} in {agreed.jaar}."


def _interventies(tree: Tree, interventies: Sequence[Interventie], to: Link) -> str:
    if not interventies:
        return '<p class="wp-small">Nog geen interventies bij dit doel.</p>'
    names = {one.id: one.naam for one in tree.inhoud.strategieen}
    parts = []
    for strategie in dict.fromkeys(one.strategie for one in interventies):
        own = "".join(_one(one, to) for one in interventies if one.strategie == strategie)
        title = f"Interventies: {names[strategie]}" if strategie in names else "Interventies"
        parts.append(f'<h4 class="wp-group-title">{escape(title)}</h4><ul>{own}</ul>')
    return "".join(parts)


def _one(interventie: Interventie, to: Link) -> str:
    when = interventie.planning or " tot ".join(m for m in (interventie.begin, interventie.eind) if m)
    lines = [text for text in (interventie.omschrijving, when) if text]
    under = "".join(f"<small>{escape(text)}</small>" for text in lines)
    return f"<li><span>{name_link(interventie, to)}</span>{tag(status_word(interventie))}{under}</li>"


def columns(programme: Programme) -> tuple[Column, ...]:
    """Columns of the table twin."""
    return (
        Column("bouwsteen", programme.bouwsteen_naam.lower()),
        Column("doel", programme.doel_naam.lower()),
        Column("soort", "soort"),
        Column("naam", "naam"),
        Column("stand", "stand"),
        Column("bij", "oordeel of planning"),
    )


def table(tree: Tree) -> pd.DataFrame:
    """One row per kerncijfer and per interventie of every doel, with ``columns``."""
    rows = []
    for bouwsteen in tree.programme.bouwstenen:
        for doel in bouwsteen.doelen:
            for i in doel.kernset:
                rows.append((bouwsteen.naam, doel.naam, "kerncijfer", *_figure_cells(tree, i)))
            for one in tree.interventies(doel):
                rows.append((bouwsteen.naam, doel.naam, "interventie", one.naam, one.status.value, one.planning))
    return pd.DataFrame(rows, columns=[column.key for column in columns(tree.programme)])


def _figure_cells(tree: Tree, i: str) -> tuple[str, str, str]:
    indicator, row = tree.indicators[i], tree.figures.get(i)
    value = None if row is None else as_float(row["value"])
    if row is None or value is None:
        return indicator.name, "geen cijfer", ""
    shown = f"{with_unit(value, indicator.unit, indicator.decimals)} ({period_label(str(row['period']))})"
    return indicator.name, shown, verdict_words(judge(row, indicator), indicator)
