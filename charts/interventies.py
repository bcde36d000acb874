"""Interventies as a list: what, since when, where, with whom and with which money; and their table twin. HTML."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from charts.euros import euros
from charts.looptijd import span_words
from charts.numbers import day_label
from charts.table import Column
from model.gericht import doelen_of
from model.inhoud import Inhoud
from model.middelen import Bedragkolom, Middel
from model.programme import Programme
from model.uitvoering import Interventie, Status

_MOST_AMOUNTS = 3
NOT_AN_EFFECT = "Dat een interventie bij een doel staat, zegt niet dat zij een cijfer heeft veranderd."
NO_STRATEGIE, NO_DOEL, NOWHERE = "Zonder strategie", "Zonder doel", "niet aan een focuswijk gebonden"
Link = Callable[[str], str]


@dataclass(frozen=True)
class Work:
    """What a programme does, with the names of all that an interventie points at."""

    programme: Programme
    inhoud: Inhoud

    def strategie(self, one: Interventie) -> str:
        """Name of its strategie; empty for none."""
        return next((s.naam for s in self.inhoud.strategieen if s.id == one.strategie), "")

    def wijken(self, one: Interventie) -> list[str]:
        """Names of its focuswijken."""
        return [wijk.naam for wijk in self.programme.focuswijken if wijk.id in one.focuswijken]

    def partners(self, one: Interventie) -> list[str]:
        """Names of its partners, in its own order."""
        names = {partner.id: partner.naam for partner in self.inhoud.partners}
        return [names[partner] for partner in one.partners if partner in names]

    def doelen(self, one: Interventie) -> list[str]:
        """Names of its doelen."""
        return [doel.naam for doel in doelen_of(self.programme, self.inhoud, one)]

    def middelen(self, one: Interventie) -> list[Middel]:
        """The amounts that pay for it, in the order of their table."""
        return [middel for middel in self.inhoud.middelen if middel.interventie == one.id]

    def overzicht(self, middel: Middel) -> str:
        """Name of the overview that an amount stands in."""
        return next(o.naam for o in self.inhoud.overzichten if o.id == middel.overzicht)

    def where(self, one: Interventie) -> str:
        """Its focuswijken in words; empty where the programme has none."""
        return ", ".join(self.wijken(one)) or (NOWHERE if self.programme.focuswijken else "")

    def grouped(self, shown: Iterable[Interventie]) -> dict[str, list[Interventie]]:
        """By strategie, in the programme's order; by bouwsteen of the first doel where there are no strategieën."""
        strategies = [s.naam for s in self.inhoud.strategieen]
        names = [*(strategies or (b.naam for b in self.programme.bouwstenen)), NO_STRATEGIE if strategies else NO_DOEL]
        found: dict[str, list[Interventie]] = {name: [] for name in names}
        for one in shown:
            name = self.strategie(one) if strategies else self._bouwsteen(one)
            found[name or names[-1]].append(one)
        return {name: ones for name, ones in found.items() if ones}

    def _bouwsteen(self, one: Interventie) -> str:
        first = next(iter(doelen_of(self.programme, self.inhoud, one)), None)
        return next((b.naam for b in self.programme.bouwstenen if first in b.doelen), "")


def status_word(one: Interventie) -> str:
    """Its status as a reader finds it beside the name."""
    return "status onbekend" if one.status is Status.ONBEKEND else one.status.value


def amounts(middel: Middel) -> str:
    """The amounts of one row, as printed: ``gepland € 300.000, besteed € 287.450,50``."""
    known = [(column, middel.amount(column)) for column in Bedragkolom]
    told = [f"{column} {euros(n)}" for column, n in known if n is not None]
    return ", ".join([*told, *([f"zoals gedrukt: {middel.gedrukt}"] if middel.gedrukt else [])])


def money(work: Work, middel: Middel) -> str:
    """One row of middelen in a line: overview, year, amounts, and whose money it is."""
    year = "" if middel.jaar is None else f" voor {middel.jaar}"
    whose = f" ({middel.dekking.value})" if middel.dekking else ""
    return f"{work.overzicht(middel)}{year}: {amounts(middel)}{whose}"


def listed(work: Work, shown: Sequence[Interventie], link: Link, caption: str) -> str:
    """A row per interventie, grouped; ``link(id)`` leads to all that is known of one. On a phone a row is a block."""
    groups = work.grouped(shown)
    heads = ["Interventie", "Status en looptijd", *(["Waar"] if work.programme.focuswijken else []), "Partners", "Geld"]
    top = "".join(f'<th scope="col">{head}</th>' for head in heads)
    body = "".join(_group(work, name, ones, link, heads) for name, ones in groups.items())
    named = f'<caption class="wp-hidden">{escape(caption)}</caption>'
    return f'<table class="wp-table wp-work">{named}<thead><tr>{top}</tr></thead>{body}</table>'


def _group(work: Work, name: str, ones: Sequence[Interventie], link: Link, heads: Sequence[str]) -> str:
    rows = "".join(_row(work, one, link, heads) for one in ones)
    head = f'<th colspan="{len(heads)}" scope="rowgroup">{escape(name)} <small>{how_many(len(ones))}</small></th>'
    return f'<tbody><tr class="wp-work-group">{head}</tr>{rows}</tbody>'


def _row(work: Work, one: Interventie, link: Link, heads: Sequence[str]) -> str:
    about = f"<small>{escape(one.omschrijving)}</small>" if one.omschrijving else ""
    when = one.planning or span_words(one.begin, one.eind)
    cells = [tag(status_word(one)) + f"<small>{escape(when)}</small>"]
    cells += [escape(work.where(one))] if work.programme.focuswijken else []
    cells += [escape(", ".join(work.partners(one))), _money(work, one)]
    told = "".join(
        f'<td data-head="{head}">{cell}</td>' if cell else '<td class="wp-none-known"></td>'
        for head, cell in zip(heads[1:], cells, strict=True)
    )
    return f'<tr><th scope="row">{name_link(one, link)}{about}</th>{told}</tr>'


def _money(work: Work, one: Interventie) -> str:
    rows = work.middelen(one)
    lines = [
        f"<span>{escape(money(work, middel))}{' ' + tag('te controleren') if middel.te_controleren else ''}</span>"
        for middel in rows[:_MOST_AMOUNTS]
    ]
    more = len(rows) - _MOST_AMOUNTS
    lines += [f"<span>en nog {more} {'bedrag' if more == 1 else 'bedragen'}</span>"] if more > 0 else []
    return "".join(lines)


def brief(ones: Iterable[Interventie], link: Link) -> str:
    """A short list: name, status, and when in the words of the source, else as the moments say."""
    items = []
    for one in ones:
        when = one.planning or (span_words(one.begin, one.eind) if one.begin or one.eind else "")
        under = f"<small>{escape(when)}</small>" if when else ""
        items.append(f"<li>{name_link(one, link)} {tag(status_word(one))}{under}</li>")
    return f'<ul class="wp-list wp-work-list">{"".join(items)}</ul>'


def tag(word: str) -> str:
    """A word in a frame."""
    return f'<span class="wp-tag">{escape(word)}</span>'


def name_link(one: Interventie, link: Link) -> str:
    """Its name, which leads to all that is known of it."""
    return f'<a href="{escape(link(one.id))}" target="_self">{escape(one.naam)}</a>'


def how_many(count: int) -> str:
    """``3 interventies``."""
    return f"{count} interventie{'' if count == 1 else 's'}"


def columns(work: Work) -> tuple[Column, ...]:
    """Columns of the table twin."""
    return (
        Column("naam", "interventie"),
        Column("status", "status"),
        Column("begin", "begin"),
        Column("eind", "eind"),
        Column("planning", "planning volgens de bron"),
        *([Column("strategie", "strategie")] if work.inhoud.strategieen else []),
        Column("doelen", work.programme.doel_naam.lower() + "en"),
        *([Column("waar", "focuswijken")] if work.programme.focuswijken else []),
        Column("partners", "partners"),
        Column("omschrijving", "wat er gebeurt"),
        Column("geld", "geld, zoals gedrukt"),
    )


def table(work: Work, shown: Sequence[Interventie]) -> pd.DataFrame:
    """One row per interventie with ``columns``, in the order of the list."""
    rows = [
        {
            "naam": one.naam,
            "status": status_word(one),
            "begin": day_label(one.begin),
            "eind": day_label(one.eind),
            "planning": one.planning,
            "strategie": work.strategie(one),
            "doelen": "; ".join(work.doelen(one)),
            "waar": work.where(one),
            "partners": "; ".join(work.partners(one)),
            "omschrijving": one.omschrijving,
            "geld": "; ".join(
                f"{money(work, middel)}{' [te controleren]' if middel.te_controleren else ''}"
                for middel in work.middelen(one)
            ),
        }
        for ones in work.grouped(shown).values()
        for one in ones
    ]
    return pd.DataFrame(rows, columns=[column.key for column in columns(work)], dtype="str")
