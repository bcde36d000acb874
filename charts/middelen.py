"""Money of one overzicht: what was planned, granted and spent per group as bars, and the same as a table. HTML.

A column of which no amount is known is left out of both, and a sentence says so: a bar of nothing would look like 0.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from charts.euros import UNKNOWN, euros, exact, percent, short
from model.besteding import NONE, Per, Sum, Sums, added, grouped
from model.inhoud import Inhoud
from model.middelen import Bedragkolom, Middel, Overzicht
from model.programme import Programme

LABELS = {"kosten": "kosten", "gepland": "gepland", "toegekend": "toegekend", "besteed": "besteed"}
REST = "over"
_BARS = ("gepland", "toegekend", "besteed")
_NONE = {
    Per.REGELING: "Geen regeling genoemd",
    Per.STRATEGIE: "Geen strategie genoemd",
    Per.BOUWSTEEN: "Niet bij één {} genoemd",
    Per.JAAR: "Hele looptijd, of geen jaar genoemd",
    Per.POST: "",
}


@dataclass(frozen=True)
class Group:
    """Amounts that belong together, with their name."""

    name: str
    sums: Sums


@dataclass(frozen=True)
class Money:
    """The amounts of one overzicht, in groups."""

    overzicht: Overzicht
    rows: Sequence[Middel]
    groups: Sequence[Group]
    total: Sums

    @property
    def columns(self) -> list[str]:
        """Columns with at least one known amount."""
        return [column.value for column in Bedragkolom if self.total.of(column).known]

    @property
    def lacking(self) -> list[str]:
        """Columns of which nothing is known; costs are only told where a source tells them apart."""
        return [name for name in _BARS if name not in self.columns]


def money(overzicht: Overzicht, rows: Sequence[Middel], per: Per, names: Mapping[str, str], none: str) -> Money:
    """``names``: of the groups by id; ``none``: what the group without one is called."""
    groups = [
        Group(none if group == NONE else names.get(group, group), added(own))
        for group, own in grouped(rows, per).items()
    ]
    return Money(overzicht, rows, groups, added(rows))


def names_of(per: Per, programme: Programme, inhoud: Inhoud) -> dict[str, str]:
    """Names by id of what amounts can be put together by; years and posts are their own names."""
    return {
        Per.REGELING: {one.id: one.naam for one in inhoud.regelingen},
        Per.STRATEGIE: {one.id: one.naam for one in inhoud.strategieen},
        Per.BOUWSTEEN: {one.id: one.naam for one in programme.bouwstenen},
    }.get(per, {})


def none_of(per: Per, programme: Programme) -> str:
    """What the group of amounts that name none is called."""
    return _NONE[per].format(programme.bouwsteen_naam.lower())


def bars(shown: Money) -> str:
    """A block per group with a bar per column, all on one scale from zero, each with its amount."""
    columns = [name for name in _BARS if name in shown.columns]
    amounts = [group.sums.of(name).value for group in shown.groups for name in columns]
    most = max((amount for amount in amounts if amount is not None), default=Decimal(0))
    blocks = "".join(_block(group, columns, most) for group in shown.groups)
    return f'<ul class="wp-money">{blocks}</ul>'


def _block(group: Group, columns: Sequence[str], most: Decimal) -> str:
    lines = "".join(_bar(name, group.sums.of(name), most) for name in columns)
    return f'<li><p class="wp-money-name">{escape(group.name)}</p>{lines}</li>'


def _bar(name: str, amount: Sum, most: Decimal) -> str:
    label = f'<span class="wp-money-what">{LABELS[name]}</span>'
    if amount.value is None:
        return f'<p class="wp-money-line">{label}<span class="wp-money-track"><em>{UNKNOWN}</em></span></p>'
    share = f"{amount.value / most:.4f}" if most else "0"
    bar = f'<i class="wp-money-{name}" style="--wp-share:{share}"></i>'
    part = "" if amount.whole else f"<small>{known_part(amount)}</small>"
    return (
        f'<p class="wp-money-line">{label}<span class="wp-money-track">{bar}'
        f"<b>{escape(short(amount.value))}</b>{part}</span></p>"
    )


def known_part(amount: Sum) -> str:
    """How much of a sum is known."""
    return f"bij {amount.known} van {amount.asked} bekend"


def table(shown: Money, head: str, all_of: str = "Samen in dit overzicht") -> str:
    """The groups with exact amounts, and all together (``all_of``); ``head`` names what a row is."""
    columns = shown.columns
    rest = shown.total.rest.asked > 0 and {"toegekend", "besteed"} <= set(columns)
    share = {"gepland", "besteed"} <= set(columns)
    heads = [f"{LABELS[name]} (€)" for name in columns]
    heads += ["over: toegekend min besteed (€)"] if rest else []
    heads += ["besteed van gepland"] if share else []
    header = "".join(f'<th scope="col" class="wp-number">{text}</th>' for text in heads)
    rows = "".join(_row(group.name, group.sums, columns, rest, share) for group in shown.groups)
    together = all_of if len(shown.groups) > 1 else ""
    foot = f"<tfoot>{_row(together, shown.total, columns, rest, share)}</tfoot>" if together else ""
    caption = escape(f"{shown.overzicht.naam}, exacte bedragen")
    return (
        f'<div class="wp-scroll" tabindex="0" role="region" aria-label="{caption}">'
        f'<table class="wp-table wp-money-table"><caption>{caption}</caption>'
        f'<thead><tr><th scope="col">{escape(head)}</th>{header}</tr></thead>'
        f"<tbody>{rows}</tbody>{foot}</table></div>"
    )


def _row(name: str, sums: Sums, columns: Sequence[str], rest: bool, share: bool) -> str:
    cells = [_cell(sums.of(column), column != "kosten") for column in columns]
    if rest:
        over = sums.rest
        more = "<small>meer besteed dan toegekend</small>" if over.value is not None and over.value < 0 else ""
        cells.append(_cell(over, True) + more)
    if share:
        cells.append(escape(UNKNOWN if sums.spent_share is None else percent(sums.spent_share)))
    shown = "".join(f'<td class="wp-number">{cell}</td>' for cell in cells)
    return f'<tr><th scope="row">{escape(name)}</th>{shown}</tr>'


def _cell(amount: Sum, partly: bool) -> str:
    part = f"<small>{known_part(amount)}</small>" if partly and amount.known and not amount.whole else ""
    return f"{escape(exact(amount.value))}{part}"


def title(shown: Money) -> str:
    """What is known of the whole overzicht, in words."""
    name, total = shown.overzicht.naam, shown.total
    granted, spent = total.toegekend, total.besteed
    if granted.value is not None and total.rest.value is not None:
        return f"{name}: van {short(granted.value)} toegekend is {short(spent.value)} besteed"
    if granted.value is not None:
        return f"{name}: {short(granted.value)} toegekend"
    if total.gepland.value is not None:
        return f"{name}: {short(total.gepland.value)} gepland"
    return f"{name}: nog geen bedragen"


def seen(shown: Money) -> str:
    """All amounts of the overzicht together, exact, and what is not known."""
    parts = []
    for column in shown.columns:
        amount = shown.total.of(column)
        part = "" if amount.whole or column == "kosten" else f" ({known_part(amount)})"
        parts.append(f"{LABELS[column]} {euros(amount.value)}{part}")
    rest = shown.total.rest
    if rest.value is not None:
        parts.append(f"{REST} {euros(rest.value)}")
    elif 0 < rest.known < rest.asked:
        both = f"toegekend en besteed zijn allebei bekend bij {rest.known} van {rest.asked} bedragen"
        parts.append(f"{REST} {UNKNOWN} ({both})")
    said = f"Samen in dit overzicht: {'; '.join(parts)}." if parts else ""
    return " ".join(text for text in (said, lacking_words(shown)) if text)


def lacking_words(shown: Money) -> str:
    """Which columns have no known amount at all; empty without any."""
    return f"{' en '.join(shown.lacking).capitalize()}: {UNKNOWN}." if shown.lacking else ""


def remarks(rows: Sequence[Middel]) -> str:
    """What stands beside the amounts, as a list that opens; empty without any."""
    found = remarkable(rows)
    if not found:
        return ""
    items = "".join(f"<li>{remark(row)}</li>" for row in found)
    what = "1 bedrag" if len(found) == 1 else f"{len(found)} bedragen"
    head = f"<summary><strong>Kanttekeningen bij {what}</strong></summary>"
    return f'<details class="wp-details">{head}<div><ul class="wp-list">{items}</ul></div></details>'


def remarkable(rows: Sequence[Middel]) -> list[Middel]:
    """Amounts beside which something stands."""
    return [row for row in rows if row.noot or row.gedrukt or row.te_controleren]


def remark(row: Middel) -> str:
    """What stands beside one amount."""
    where = ", ".join(str(part) for part in (row.post, row.jaar, row.dekking) if part)
    check = '<span class="wp-tag">te controleren</span> ' if row.te_controleren else ""
    printed = f"Er staat gedrukt: «{row.gedrukt}»." if row.gedrukt else ""
    said = " ".join(text for text in (printed, row.noot) if text)
    return f"{check}<strong>{escape(where)}</strong>: {escape(said)}"
