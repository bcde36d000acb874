"""Cards of Mijn buurt: one figure in a plain sentence, how it stands and moved, and more for who asks. HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from charts.frames import Row, as_float, as_text
from charts.judged import judge
from charts.numbers import HARD_SPACE, edition_label, number, period_label, with_short_unit
from charts.words import marks
from model.indicator import Indicator

_KINDS = {
    "voorlopig": "Dit cijfer is voorlopig. Het kan nog een beetje veranderen.",
    "geschat": "Dit cijfer is een schatting.",
    "uit een model": "Dit cijfer is een schatting. Niet iedereen is geteld. Kleine verschillen zeggen weinig.",
}


@dataclass(frozen=True)
class Fact:
    """One card. ``row``: of figures.profile; ``standing`` and ``moved``: sentences of snapshot.said; ``picture``: the
    small trend as HTML; ``source``: name and edition."""

    indicator: Indicator
    row: Row
    standing: str
    moved: str
    picture: str
    source: str


def cards(facts: Sequence[Fact], name: str, city: str) -> str:
    """``name``: of the area, as it stands in a sentence; ``city``: of the gemeente."""
    shown = "".join(_card(fact, name, city) for fact in facts)
    pictured = f"In elk plaatje is de dikke lijn {name}. De stippellijn is heel {city}."
    key = f'<p class="wp-small">{escape(pictured)}</p>' if any(fact.picture for fact in facts) else ""
    return f'{key}<div class="wp-cards wp-own-cards">{shown}</div>'


def sentence(indicator: Indicator, row: Row, name: str) -> tuple[str, str, str]:
    """The plain sentence in three parts: before the value, the value, after it. ``row`` has a value."""
    before, _, after = indicator.plain_sentence.replace("{gebied}", name).partition("{waarde}")
    return before, with_short_unit(as_float(row["value"]), indicator.unit, indicator.decimals), after


def _card(fact: Fact, name: str, city: str) -> str:
    indicator, row = fact.indicator, fact.row
    before, value, after = (escape(part) for part in sentence(indicator, row, name))
    shape = judge(row, indicator).shape if fact.standing else ""
    standing = f'<p class="wp-standing">{shape}<span>{escape(fact.standing)}</span></p>' if fact.standing else ""
    moved = f"<p>{escape(fact.moved)}</p>" if fact.moved else ""
    return (
        f'<section class="wp-card"><h3>{escape(indicator.plain_name)}</h3>'
        f'<p class="wp-plain">{before}<strong>{value}</strong>{after}</p>{standing}'
        f"{fact.picture}{moved}"
        f'<p class="wp-small">{escape(_beside(indicator, row, city))}</p>{_more(fact)}</section>'
    )


def _beside(indicator: Indicator, row: Row, city: str) -> str:
    """The city's own figure, and what year it is about."""
    whole = as_float(row["gemeente_value"])
    when = f"Het cijfer gaat over {period_label(str(row['period']))}."
    if whole is None:
        return when
    return f"Heel {city}: {with_short_unit(whole, indicator.unit, indicator.decimals)}. {when}"


def _more(fact: Fact) -> str:
    """What stands behind a figure, closed until somebody asks for it."""
    row, indicator = fact.row, fact.indicator
    terms = [
        ("Wat telt mee?", indicator.plain_description or indicator.description),
        ("Hoe zeker is het?", " ".join(_sure(row, indicator))),
        ("Over hoeveel mensen gaat het?", _people(row)),
        ("In Nederland", _country(row, indicator)),
        ("Wie maakte het cijfer?", fact.source),
    ]
    rows = "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in terms if text)
    # What only an analyst needs to know stands there.
    place = f"/verantwoording?{urlencode({'zoek': indicator.name})}"
    exact = f'<p class="wp-small"><a href="{escape(place)}" target="_self">Alles over dit cijfer</a></p>'
    about = f'<span class="wp-hidden">: {escape(indicator.plain_name)}</span>'
    return (
        f'<details class="wp-why"><summary>Lees meer over dit cijfer{about}</summary><dl>{rows}</dl>{exact}</details>'
    )


def _sure(row: Row, indicator: Indicator) -> list[str]:
    said = [_KINDS[mark] for mark in marks(str(row["status"]), False)]
    low, high = as_float(row["ci_low"]), as_float(row["ci_high"])
    if low is not None and high is not None:
        ends = (with_short_unit(end, indicator.unit, indicator.decimals) for end in (low, high))
        between = " en ".join(end.replace(f"{HARD_SPACE}%", " %") for end in ends)
        said.append(f"Toeval speelt altijd mee. Het echte cijfer ligt bijna zeker tussen {between}.")
    elif not said:
        said.append("We weten niet hoe groot het toeval is bij dit cijfer.")
    return said


def _people(row: Row) -> str:
    asked, events, base = (as_float(row[name]) for name in ("respondents", "numerator", "base"))
    if asked is not None:
        return f"Dit komt uit een enquête. Er deden {number(asked)} mensen uit dit gebied mee."
    if events is not None and base is not None:
        return f"Het cijfer telt er {number(events)}, op een groep van {number(base)}."
    return "" if base is None else f"Het gaat om een groep van {number(base)}."


def _country(row: Row, indicator: Indicator) -> str:
    country = as_float(row["nederland_value"])
    return "" if country is None else f"{with_short_unit(country, indicator.unit, indicator.decimals)}."


def withheld(lines: Sequence[tuple[str, str]]) -> str:
    """Figures without a value here: plain name and why, as a list."""
    items = "".join(f"<li><strong>{escape(name)}</strong><br>{escape(why)}</li>" for name, why in lines)
    return f'<ul class="wp-list">{items}</ul>'


def source_of(names: dict[str, str], row: Row) -> str:
    """``CBS Kerncijfers, editie 2024``."""
    source = as_text(row["source"])
    return f"{names.get(source, source)}, editie {edition_label(as_text(row['edition']))}." if source else ""
