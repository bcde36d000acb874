"""Printed totals of a programme beside what was entered: the same sum, or the difference and why."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from model.besteding import Reconciled, reconciled_money
from model.euro import euro
from model.inhoud import Inhoud
from model.table import Remark


def reconciled(inhoud: Inhoud) -> list[Reconciled]:
    """Every printed total of the programme: of money, and of woonplekken the region beside its gemeenten."""
    return [*reconciled_money(inhoud), *_homes(inhoud)]


def _homes(inhoud: Inhoud) -> Iterator[Reconciled]:
    for region in inhoud.woonplekken:
        if region.gemeente or region.streefcijfer is None:
            continue
        own = [w for w in inhoud.woonplekken if (w.versie, w.jaar, w.kern) == (region.versie, region.jaar, "")]
        entered = sum(w.streefcijfer or 0 for w in own if w.gemeente)
        name = f"Streefcijfer van de regio voor {region.jaar}"
        printed = Decimal(region.streefcijfer)
        yield Reconciled(
            f"Woonplekken, raming {region.versie}", name, "streefcijfer", printed, Decimal(entered), region.noot
        )


def remarks(inhoud: Inhoud, rows: Mapping[str, list[int]]) -> Iterator[tuple[str, int, Remark]]:
    """Table, row and remark for every printed total that differs: told when a note explains it, else a mistake."""
    for number, totaal, one in zip(rows.get("totalen", []), inhoud.totalen, reconciled(inhoud), strict=False):
        if one.difference:
            amounts = f"gedrukt is {euro(one.printed)}, ingevuld {euro(one.entered)}"
            problem = f"{amounts}: een verschil van {euro(one.difference)}."
            remedy = (
                f"Noot: {totaal.noot}" if totaal.noot else "Herstel de bedragen, of leg het verschil uit bij 'noot'."
            )
            yield "totalen", number, Remark("gedrukt_bedrag", problem, remedy, mild=bool(totaal.noot))
