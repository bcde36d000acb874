"""Questions that a coördinator puts on the table of a bouwsteen, beside those that follow from figures and planning."""

from collections.abc import Iterator
from typing import ClassVar

from model.table import Moment, Remark, Sleutel, TableRow, Tekst, Verwijzing, may, needed


class Tafelvraag(TableRow):
    ABOUT: ClassVar[str] = "Vragen voor de tafel van een bouwsteen; zij komen op het werkplan."

    id: Sleutel = needed("Vaste korte naam.")
    bouwsteen: Verwijzing = needed("De bouwsteen (of het spoor) van deze tafel.", to="bouwstenen")
    vraag: Tekst = needed("De vraag, zoals die op het werkplan komt.")
    gesteld: Moment = may("Wanneer de vraag op tafel kwam.")
    besproken: Moment = may("Wanneer de tafel haar besprak; zolang dit leeg is, staat de vraag open.")
    antwoord: Tekst = may("Wat de tafel ervan vond of besloot. Noem geen personen.")

    def remarks(self) -> Iterator[Remark]:
        if self.antwoord and not self.besproken:
            yield Remark("besproken", "er is een antwoord, maar niet gezegd wanneer.", "Vul het in.", mild=True)
