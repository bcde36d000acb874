"""De Staat van de tafels of one waarde: for whom, what was counted and told, the three questions, the research. HTML.

Activities stand by name and nothing else: no totals, no order by figures, so that nobody is steered by numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from charts.euros import UNKNOWN
from charts.numbers import number
from charts.table import Column, to_html
from charts.waardenboom import group_html
from model.inhoud import Inhoud
from model.toetsing import Antwoord, Onderwerp, Onderzoek, Toetsing, Verantwoording
from model.waarden import Waarde

NO_RANKING = (
    "Activiteiten staan op alfabet. Er is geen rangorde en er zijn geen totalen: organisaties worden niet op cijfers "
    "gestuurd."
)
KOSTPRIJS = (
    "Kosten per bereikte inwoner staan er alleen als kosten en bereik van hetzelfde jaar zijn. Zij zijn geen maat voor "
    "kwaliteit: wie moeilijk te bereiken is, vraagt meer tijd."
)
COLUMNS = (
    Column("activiteit", "activiteit"),
    Column("uitvoerders", "door wie"),
    Column("doelgroep", "doelgroep (inwoners)", 0),
    Column("bereik", "bereik (inwoners)", 0),
    Column("tevredenheid", "tevredenheid"),
    Column("kosten", "kosten (€)", 2, euro=True),
    Column("kostprijs", "kosten per bereikte inwoner (€)", 2, euro=True),
)
WAARDE = Column("waarde", "waarde")
Row = Toetsing | Verantwoording | Onderzoek
_TOLD = (("zelfredzaamheid", "Zelfredzaamheid"), ("vakmanschap", "Vakmanschap"), ("synergie", "Synergie"))
_NOT_YET = "Nog niet ingevuld."


@dataclass(frozen=True)
class Tafel:
    """One waarde in one year; None as long as nothing is known of any year."""

    waarde: Waarde
    jaar: int | None
    inhoud: Inhoud

    @property
    def toetsing(self) -> list[Toetsing]:
        """Its activities by name: never by what they reached or cost."""
        groups = {group.id for group in self.inhoud.inwonergroepen if group.waarde == self.waarde.id}
        own = (row for row in self.inhoud.toetsing if row.inwonergroep in groups and row.jaar == self.jaar)
        return sorted(own, key=lambda row: (row.naam.casefold(), row.id))

    @property
    def verantwoording(self) -> Verantwoording | None:
        """The answers of its network to the three questions."""
        rows = self.inhoud.verantwoording
        return next((row for row in rows if (row.waarde, row.jaar) == (self.waarde.id, self.jaar)), None)

    def onderzoek(self, about: Onderwerp) -> list[Onderzoek]:
        """What was found about a subject, for this waarde or for all of them."""
        rows = self.inhoud.onderzoek
        return [
            row
            for row in rows
            if (row.jaar, row.onderwerp) == (self.jaar, about) and row.waarde in ("", self.waarde.id)
        ]

    def when(self, before: str) -> str:
        """`` in 2025``; empty without a year."""
        return f" {before} {self.jaar}" if self.jaar else ""


def years(inhoud: Inhoud) -> list[int]:
    """Years of which anything is known, newest first."""
    rows: Sequence[Row] = (*inhoud.toetsing, *inhoud.verantwoording, *inhoud.onderzoek)
    return sorted({row.jaar for row in rows}, reverse=True)


def html(tafel: Tafel) -> str:
    """The whole of one waarde, which begins on a sheet of its own."""
    waarde, inhoud = tafel.waarde, tafel.inhoud
    groups = [group_html(group, inhoud) for group in inhoud.inwonergroepen if group.waarde == waarde.id]
    before = f"Hiervoor: {waarde.voorheen}" if waarde.voorheen else ""
    lines = "".join(f'<p class="wp-small">{escape(text)}</p>' for text in (before, waarde.noot) if text)
    parts = (
        ("Voor wie", "".join(groups) or _nothing("Er is nog geen groep inwoners bij deze waarde.")),
        (f"Wat is geteld{tafel.when('in')}", _counted(tafel)),
        (f"Wat wordt verteld{tafel.when('over')}", _stories(tafel)),
        ("De drie vragen van de horizontale verantwoording", _questions(tafel.verantwoording)),
        ("De vijf onderwerpen van het jaarlijkse onderzoek", _research(tafel)),
        ("Wat ontbreekt", _list(missing(tafel)) or _nothing("Niets: alles is ingevuld.")),
    )
    body = "".join(f'<h3 class="wp-group-title wp-part">{escape(title)}</h3>{part}' for title, part in parts)
    head = f'<h2 class="wp-title">{escape(waarde.naam)}</h2><p>{escape(waarde.visie)}</p>{lines}'
    return f'<article class="wp-tafel wp-tree">{head}{body}</article>'


def _nothing(text: str) -> str:
    return f'<p class="wp-small">{escape(text)}</p>'


def _list(items: Sequence[str]) -> str:
    shown = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f'<ul class="wp-bullets">{shown}</ul>' if items else ""


def _counted(tafel: Tafel) -> str:
    if not tafel.toetsing:
        return _nothing(_NOT_YET)
    shown = to_html(table(tafel), COLUMNS, f"Geteld bij {tafel.waarde.naam}{tafel.when('in')}")
    noted = [f"{row.naam}: {row.noot}" for row in tafel.toetsing if row.noot]
    other = [
        f"{row.naam}: de kosten zijn van {row.kosten_jaar}, het bereik van {row.jaar}; daarom geen kosten per inwoner."
        for row in tafel.toetsing
        if row.kosten_jaar not in (None, row.jaar)
    ]
    return shown + "".join(_nothing(text) for text in (*noted, *other))


def table(tafel: Tafel) -> pd.DataFrame:
    """What was counted, with ``COLUMNS``: a row per activity, by name."""
    names = {partner.id: partner.naam for partner in tafel.inhoud.partners}
    rows = [
        (
            row.naam,
            "; ".join(names.get(one, one) for one in row.uitvoerders),
            row.doelgroep,
            row.bereik,
            _satisfied(row),
            row.kosten,
            row.kostprijs,
        )
        for row in tafel.toetsing
    ]
    # Amounts stay exact and counts whole: pandas would make both floats.
    return pd.DataFrame(rows, columns=[column.key for column in COLUMNS], dtype=object)


def together(shown: Sequence[Tafel]) -> pd.DataFrame:
    """The tables of these waarden below each other, in the order of the programme, with ``WAARDE`` first."""
    frames = [table(tafel).assign(waarde=tafel.waarde.naam) for tafel in shown]
    return pd.concat(frames, ignore_index=True)[[WAARDE.key, *(column.key for column in COLUMNS)]]


def _satisfied(row: Toetsing) -> str:
    if row.tevredenheid is None:
        return UNKNOWN
    decimals = max(0, -int(row.tevredenheid.normalize().as_tuple().exponent))
    asked = f", {number(row.gevraagd)} gevraagd" if row.gevraagd is not None else ""
    return f"{number(float(row.tevredenheid), decimals)} ({row.tevredenheid_maat}{asked})"


def _stories(tafel: Tafel) -> str:
    parts = []
    for row in tafel.toetsing:
        told = [(title, getattr(row, name)) for name, title in _TOLD]
        told = [("Resultaat", row.resultaat), *told]
        terms = "".join(f"<dt>{title}</dt><dd>{escape(text)}</dd>" for title, text in told if text)
        if terms:
            parts.append(f'<h4>{escape(row.naam)}</h4><dl class="wp-terms">{terms}</dl>')
    return "".join(parts) or _nothing(_NOT_YET)


def _questions(row: Verantwoording | None) -> str:
    if row is None:
        return _nothing("Het netwerk heeft de drie vragen nog niet beantwoord.")
    second = _answer(row.gedaan, row.oorzaak) if row.asks_why or row.oorzaak else "Niet nodig: alles is bereikt."
    if row.bereikt is Antwoord.ONBEKEND:
        second = _answer(row.gedaan, row.oorzaak)
    asked = [
        ("Wat wilden we bereiken?", row.voornemen or _NOT_YET),
        ("Is dat bereikt?", _answer(row.bereikt, row.bereikt_toelichting)),
        ("Zo nee: is gedaan wat we wilden doen, en lag het daaraan?", second),
        ("Is het geld besteed zoals het was bedoeld?", _answer(row.besteed, row.besteed_toelichting)),
    ]
    terms = "".join(f"<dt>{escape(question)}</dt><dd>{escape(answer)}</dd>" for question, answer in asked)
    note = _nothing(row.noot) if row.noot else ""
    return f'<dl class="wp-terms">{terms}</dl>{note}'


def _answer(answer: Antwoord, text: str) -> str:
    return f"{str(answer).capitalize()}. {text}".strip()


def _research(tafel: Tafel) -> str:
    terms = []
    for about in Onderwerp:
        shown = "".join(_found(row) for row in tafel.onderzoek(about)) or "<dd>Nog niet onderzocht.</dd>"
        terms.append(f"<dt>{escape(str(about).capitalize())}</dt>{shown}")
    return f'<dl class="wp-terms">{"".join(terms)}</dl>'


def _found(row: Onderzoek) -> str:
    how = "; ".join(text for text in (row.onderzoeker, row.wijze, row.noot) if text)
    under = f'<br><span class="wp-small">{escape(how)}</span>' if how else ""
    return f"<dd>{escape(row.bevinding)}{under}</dd>"


def missing(tafel: Tafel) -> list[str]:
    """What is not known yet of this waarde in this year, as sentences."""
    said = []
    if not tafel.toetsing:
        said.append(f"Er staat nog geen activiteit{tafel.when('van')} in toetsing.csv.")
    for row in tafel.toetsing:
        names = ("bereik", "tevredenheid", "kosten")
        lacks = [name for name in names if getattr(row, name) is None]
        lacks += [name for name, _ in _TOLD if not getattr(row, name)]
        if lacks:
            said.append(f"{row.naam}: {', '.join(lacks)}.")
    said += [f"Verantwoording: {text}." for text in _unanswered(tafel.verantwoording)]
    subjects = [str(about) for about in Onderwerp if not tafel.onderzoek(about)]
    return [*said, *([f"Onderzoek: {', '.join(subjects)}."] if subjects else [])]


def _unanswered(row: Verantwoording | None) -> list[str]:
    if row is None:
        return ["de drie vragen"]
    open_ones = []
    if not row.voornemen or row.bereikt is Antwoord.ONBEKEND:
        open_ones.append("vraag 1, wat er is bereikt")
    if row.asks_why and row.gedaan is Antwoord.ONBEKEND:
        open_ones.append("vraag 2, of is gedaan wat we wilden doen")
    if row.besteed is Antwoord.ONBEKEND:
        open_ones.append("vraag 3, of het geld is besteed zoals het was bedoeld")
    return open_ones
