"""What Mijn buurt says around its cards, in plain words: the buurt, the programme, the choice of figures. HTML."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

from charts.frames import as_float
from charts.numbers import day_label, number, period_label
from model.areas import Level
from model.moment import first_day, last_day
from model.programme import Aansluiting, Focuswijk, Programme
from model.uitvoering import Status
from model.werk import OpenbaarWerk

NOTHING = "We hebben hier nog geen cijfers die we kunnen laten zien. Soms wonen er te weinig mensen in een buurt."
WORK = "Wat wordt hier gedaan?"
CHOICE = "Waarom ziet u juist deze cijfers?"
ABOUT_CHOICE = (
    "<p>Elke buurt krijgt dezelfde vijf cijfers. Die volgen uit de doelen van het programma.</p>"
    "<p>Gaat iets in uw buurt duidelijk beter dan in de rest van de stad? Of is het duidelijk beter dan eerst? Dan "
    "laten we dat ook zien, met hoogstens twee cijfers meer. Zo ziet u ook wat er goed gaat.</p>"
    "<p>Is er van een cijfer niets bekend? Dan komt het volgende cijfer uit het programma ervoor in de plaats.</p>"
    "<p>We zetten buurten niet op volgorde. De regel is voor iedereen gelijk.</p>"
)
_FITS = {
    Aansluiting.EXACT: "",
    Aansluiting.GOED: "De grens van de cijfers is bijna dezelfde als die van de focuswijk.",
    Aansluiting.GEDEELD: "De cijfers gaan over twee focuswijken samen.",
    Aansluiting.DEEL: "De cijfers gaan over een groter gebied dan de focuswijk.",
    Aansluiting.TE_BEVESTIGEN: "De grens van deze focuswijk staat nog niet vast.",
}


def intro(name: str, area: Mapping[str, Any], city: str) -> str:
    """``area``: a row of figures.areas of a buurt or wijk."""
    kind = "wijk" if area["level"] == Level.WIJK else "buurt"
    people = as_float(area["inwoners"])
    told = "" if people is None else f" Er wonen {number(people)} mensen."
    return f"{name} is een {kind} in {city}.{told}"


def doing(programme: Programme, name: str, buurten: Collection[str]) -> str:
    """Whether this buurt is in a focuswijk, or which lie in this wijk, and what the programme wants.

    ``buurten``: the code of the buurt, or those of all buurten of the wijk.
    """
    mine = [f for f in programme.focuswijken if set(f.buurten) & set(buurten)]
    several = len(buurten) > 1
    called = escape(programme.naam)
    if mine:
        members = [_inside(name, mine)] if several else [_member(name, f) for f in mine]
        said = "".join(f"<p>{escape(member)}</p>" for member in members)
        said += f"<p>Het programma {called} geeft focuswijken extra aandacht, "
        said += f"van {programme.begin} tot {programme.horizon}. Dit wil het bereiken:</p>"
    else:
        where = f"In {escape(name)} ligt" if several else f"{escape(name)} is"
        said = f"<p>{where} geen focuswijk van het programma {called}. Een focuswijk krijgt extra aandacht."
        said += " Dit wil het programma bereiken:</p>"
    goals = "".join(f"<li>{escape(b.naam)}{_listed(d.naam for d in b.doelen)}</li>" for b in programme.bouwstenen)
    goals = f'<ul class="wp-goals">{goals}</ul>'
    return f'<div class="wp-prose"><h2 class="wp-title">Wat gebeurt hier?</h2>{said}{goals}</div>'


def work(ones: Sequence[OpenbaarWerk], wijken: Sequence[Focuswijk], today: date) -> str:
    """What is being done in these focuswijken, in plain words; empty for nothing."""
    if not ones:
        return ""
    where = _and([wijk.naam for wijk in wijken])
    items = "".join(_one(one, today) for one in ones)
    return (
        f'<div class="wp-prose"><h2 class="wp-title">{WORK}</h2><p>Dit doet het programma in {escape(where)}:</p>'
        f'<ul class="wp-list wp-doing">{items}</ul></div>'
    )


def _one(one: OpenbaarWerk, today: date) -> str:
    who = f"<p>Wie doen mee? {escape(_and(one.partners))}.</p>" if one.partners else ""
    text = f"<p>{escape(one.tekst)}</p>" if one.tekst else ""
    return f"<li><h3>{escape(one.naam)}</h3>{text}<p>{escape(_going(one, today))}</p>{who}</li>"


def _and(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} en {last}" if first else last


def _going(one: OpenbaarWerk, today: date) -> str:
    """Its status and period, no more precise than they are known."""
    until = f"{'Het plan was' if last_day(one.eind) < today else 'Het duurt'} {_until(one.eind)}." if one.eind else ""
    if one.status is Status.LOOPT:
        begun = f"Het begon {_during(one.begin)}." if one.begin else ""
        return " ".join(text for text in ("Dit is bezig.", begun, until) if text)
    plan = f"Het plan is om te beginnen {_during(one.begin)}." if one.begin else ""
    status = "Dit wordt nu voorbereid." if one.status is Status.VOORBEREIDING else "Dit is aangekondigd."
    return " ".join(text for text in (status, plan, until) if text)


def _during(moment: str) -> str:
    """``in 2026``, ``in april, mei of juni 2026``, ``op 1 april 2026``."""
    first, last = first_day(moment), last_day(moment)
    if first == last:
        return f"op {day_label(moment)}"
    if "Q" in moment:
        months = [period_label(f"2000-{first.month + n:02d}").removesuffix(" 2000") for n in range(3)]
        return f"in {months[0]}, {months[1]} of {months[2]} {first.year}"
    return f"in {day_label(moment)}"


def _until(moment: str) -> str:
    """``tot en met 2027``; of a quarter its last month."""
    last = last_day(moment)
    return f"tot en met {period_label(f'{last:%Y-%m}') if 'Q' in moment else day_label(moment)}"


def _listed(names: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(name)}</li>" for name in names)
    return f'<ul class="wp-bullets">{items}</ul>'


def _inside(name: str, wijken: Sequence[Focuswijk]) -> str:
    """Which focuswijken lie in a wijk."""
    if len(wijken) == 1:
        return f"In {name} ligt de focuswijk {wijken[0].naam}."
    return f"In {name} liggen de focuswijken {_and([wijk.naam for wijk in wijken])}."


def _member(name: str, wijk: Focuswijk) -> str:
    which = "een focuswijk" if wijk.naam == name else f"deel van de focuswijk {wijk.naam}"
    return f"{name} is {which}. {_FITS[wijk.aansluiting]}".strip()


def reaction(programme: Programme) -> str:
    """The question whether a resident recognises this, with the link of the programme; empty without one."""
    where = programme.bewoners.reactie
    if not where:
        return ""
    return (
        '<section class="wp-ask"><h2 class="wp-title">Herkent u dit?</h2>'
        "<p>Cijfers zeggen niet alles. U weet zelf het best hoe het is om hier te wonen.</p>"
        f'<p><a class="wp-button" href="{escape(where)}">Vertel het ons</a></p></section>'
    )
