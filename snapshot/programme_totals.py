"""Printed totals of a programme beside what was entered: the same sum, or the difference and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from model.inhoud import Inhoud
from model.table import Remark


@dataclass(frozen=True)
class Reconciled:
    """One printed total: as printed, as entered (the sum of the rows that count in it), and the note of the source."""

    overzicht: str
    name: str
    column: str
    printed: Decimal
    entered: Decimal
    note: str

    @property
    def difference(self) -> Decimal:
        """Entered minus printed."""
        return self.entered - self.printed


def reconciled(inhoud: Inhoud) -> list[Reconciled]:
    """Every printed total of the programme: of money, and of woonplekken the region beside its gemeenten."""
    names = {overzicht.id: overzicht.naam for overzicht in inhoud.overzichten}
    found = []
    for totaal in inhoud.totalen:
        amounts = [middel.amount(totaal.kolom) for middel in inhoud.middelen if totaal.counts(middel)]
        entered = sum((amount for amount in amounts if amount is not None), Decimal(0))
        name = names.get(totaal.overzicht, totaal.overzicht)
        found.append(Reconciled(name, totaal.naam, totaal.kolom, totaal.gedrukt_bedrag, entered, totaal.noot))
    return [*found, *_homes(inhoud)]


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


def euro(amount: Decimal) -> str:
    """An amount in Dutch: thousands with points, cents only where there are any."""
    text = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    return text.translate(str.maketrans(",.", ".,"))
