"""The rows of an accountability for one regeling: posts, sums, printed totals, work done and remarks.

Amounts are exact decimals; what is not known is None, and nothing is added over two overzichten.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from charts.table import Column
from exports.about import plain
from model.besteding import Per, Reconciled, Sums, added, grouped, reconciled_money
from model.errors import WijkpeilError
from model.euro import euro
from model.inhoud import Inhoud
from model.middelen import Bedragkolom, Middel, Regeling
from model.programme import Programme
from model.table import Sourced
from model.uitvoering import Activiteit, Prestatie
from snapshot.yaml_words import listing, nearest

_WHOLE_TERM = "hele looptijd of geen jaar genoemd"
AMOUNTS = (
    Column("kosten", "kosten (€)", 2, euro=True),
    Column("gepland", "gepland (€)", 2, euro=True),
    Column("toegekend", "toegekend (€)", 2, euro=True),
    Column("besteed", "besteed (€)", 2, euro=True),
    Column("over", "over: toegekend min besteed (€)", 2, euro=True),
)


@dataclass(frozen=True)
class Account:
    """What a file is about: one regeling of a programme, on one day."""

    programme: Programme
    inhoud: Inhoud
    regeling: Regeling
    made: date

    @property
    def amounts(self) -> list[Middel]:
        """The amounts of this regeling."""
        return [row for row in self.inhoud.middelen if row.regeling == self.regeling.id]


def account(programme: Programme, inhoud: Inhoud, regeling: str, made: date) -> Account:
    """Raises WijkpeilError when the programme has no such regeling."""
    known = {one.id: one for one in inhoud.regelingen}
    if regeling not in known:
        said = f"Er zijn: {listing(list(known))}." if known else "Vul regelingen.csv van de programmamap."
        told = " ".join(text for text in (nearest(regeling, list(known)), said) if text)
        raise WijkpeilError(f"De regeling '{plain(regeling)}' bestaat niet in {programme.naam}. {told}")
    return Account(programme, inhoud, known[regeling], made)


def version(inhoud: Inhoud) -> str:
    """Short hash of all tables: the same tables, the same version."""
    return sha256(inhoud.model_dump_json().encode()).hexdigest()[:12]


def rows(of: Account) -> list[dict[str, Any]]:
    """All rows with the columns that they have; ``soort`` says what a row is."""
    found = [*_posts(of), *_sums(of), *_printed(of), *_work(of), *_remarks(of)]
    about = {
        "programma": of.programme.naam,
        "regeling": of.regeling.naam,
        "gemaakt": of.made.isoformat(),
        "tabellen": version(of.inhoud),
    }
    return [row | about for row in found]


def _posts(of: Account) -> Iterator[dict[str, Any]]:
    names = _names(of)
    for row in of.amounts:
        yield {
            "soort": "post",
            "overzicht": names["overzicht"][row.overzicht],
            "naam": row.post,
            "interventie": names["interventie"].get(row.interventie, ""),
            "strategie": names["strategie"].get(row.strategie, ""),
            "bouwsteen": names["bouwsteen"].get(row.bouwsteen, ""),
            "jaar": str(row.jaar or _WHOLE_TERM),
            "dekking": row.dekking.value if row.dekking else "",
            "gedrukt": row.gedrukt,
            "te_controleren": "ja" if row.te_controleren else "",
            **_amounts(added([row])),
            **_origin(of, row),
        }


def _amounts(sums: Sums) -> dict[str, Decimal | None]:
    columns = {column.key: sums.of(column.key).value for column in AMOUNTS if column.key != "over"}
    return columns | {"over": sums.rest.value}


def _sums(of: Account) -> Iterator[dict[str, Any]]:
    """Per overzicht what the posts add up to, per year and together: amounts of two overzichten are never added."""
    for overzicht, rows in _by_overzicht(of).items():
        for jaar, own in grouped(rows, Per.JAAR).items():
            year = jaar if jaar.isdigit() else _WHOLE_TERM
            yield _sum("som per jaar", overzicht, year, own)
        yield _sum("som", overzicht, "alle jaren", rows)


def _by_overzicht(of: Account) -> dict[str, list[Middel]]:
    names = _names(of)["overzicht"]
    found: dict[str, list[Middel]] = {}
    for row in of.amounts:
        found.setdefault(names[row.overzicht], []).append(row)
    return found


def _sum(kind: str, overzicht: str, year: str, rows: list[Middel]) -> dict[str, Any]:
    sums = added(rows)
    partly = [(name, sums.of(name)) for name in ("gepland", "toegekend", "besteed")]
    said = "; ".join(f"{name}: bij {one.known} van {one.asked} bekend" for name, one in partly if not one.whole)
    named = f"Som van {overzicht}"
    return {"soort": kind, "overzicht": overzicht, "naam": named, "jaar": year, "noot": said, **_amounts(sums)}


def _totals(of: Account) -> Iterator[tuple[Sourced, Reconciled]]:
    for totaal, one in zip(of.inhoud.totalen, reconciled_money(of.inhoud), strict=True):
        if totaal.regeling == of.regeling.id:
            yield totaal, one


def _printed(of: Account) -> Iterator[dict[str, Any]]:
    for totaal, one in _totals(of):
        yield {
            "soort": "gedrukt totaal",
            "overzicht": one.overzicht,
            "naam": one.name,
            "kolom": one.column,
            "gedrukt_bedrag": one.printed,
            "opgeteld": one.entered if one.counted else None,
            "verschil": one.difference if one.counted else None,
            **_origin(of, totaal),
        }


def _work(of: Account) -> Iterator[dict[str, Any]]:
    """Activiteiten and resultaten of what the regeling pays, and of the strategieën that it pays."""
    names, paid = _names(of), {row.interventie for row in of.amounts if row.interventie}
    strategie_of = {one.id: one.strategie for one in of.inhoud.interventies}
    for one in (*of.inhoud.activiteiten, *of.inhoud.resultaten):
        strategie = one.strategie or strategie_of.get(one.interventie, "")
        if one.interventie in paid or strategie in of.regeling.strategieen:
            yield {
                "soort": "activiteit" if isinstance(one, Activiteit) else "resultaat",
                "naam": one.naam,
                "interventie": names["interventie"].get(one.interventie, ""),
                "strategie": names["strategie"].get(strategie, ""),
                **_counted(one),
                **_origin(of, one),
            }


def _counted(one: Prestatie) -> dict[str, Any]:
    return {
        "eenheid": one.eenheid,
        "aantal_gepland": one.gepland,
        "uiterlijk": one.uiterlijk,
        "aantal_gerealiseerd": one.gerealiseerd,
        "peildatum": one.peildatum,
    }


def _remarks(of: Account) -> Iterator[dict[str, Any]]:
    """What a reader must know before relying on an amount."""
    for row in of.amounts:
        year = str(row.jaar or "")
        if row.te_controleren:
            yield _remark(row.post, f"Te controleren. {row.noot}", year)
        if all(row.amount(column) is None for column in Bedragkolom):
            yield _remark(row.post, f"Geen bedrag bekend. Er staat gedrukt: {row.gedrukt}.", year)
        if row.besteed is not None and row.toegekend is not None and row.besteed > row.toegekend:
            yield _remark(row.post, f"Meer besteed dan toegekend. {row.noot}".strip(), year)
    for _, one in _totals(of):
        if one.counted and one.difference:
            apart = f"Opgeteld {euro(one.entered)}, gedrukt {euro(one.printed)}: verschil {euro(one.difference)}."
            yield _remark(one.name, f"{apart} {one.note}".strip())
    if len(_by_overzicht(of)) > 1:
        yield _remark("Overzichten", "Bedragen uit verschillende overzichten kunnen hetzelfde geld zijn; zie 'sommen'.")
    for row in of.inhoud.middelen:
        if not row.regeling and row.strategie in of.regeling.strategieen:
            amount = "geen bedrag" if row.gepland is None else f"{euro(row.gepland)} euro gepland"
            said = f"Noemt geen regeling en telt hier niet mee ({amount}). De regeling betaalt wel haar strategie."
            yield _remark(row.post, said, str(row.jaar or ""))


def _remark(about: str, said: str, year: str = "") -> dict[str, Any]:
    return {"soort": "opmerking", "naam": about, "noot": said.strip(), "jaar": year}


def _names(of: Account) -> dict[str, dict[str, str]]:
    inhoud = of.inhoud
    return {
        "overzicht": {one.id: one.naam for one in inhoud.overzichten},
        "interventie": {one.id: one.naam for one in inhoud.interventies},
        "strategie": {one.id: one.naam for one in inhoud.strategieen},
        "bouwsteen": {one.id: one.naam for one in of.programme.bouwstenen},
    }


def _origin(of: Account, row: Sourced) -> dict[str, Any]:
    titles = {one.id: one.titel for one in of.inhoud.documenten}
    page = "" if row.pagina is None else str(row.pagina)
    return {"bron": titles.get(row.bron, ""), "pagina": page, "noot": row.noot}
