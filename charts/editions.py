"""Editions as a page shows them: a card each, what was said, two beside each other, and corrections. HTML, escaped."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Protocol

from charts import kloof_words
from charts.numbers import day_label, number, period_label, with_unit
from model.editie import Correctie, Editie, Gezegd
from model.indicator import Indicator

NO_FIGURE = "geen cijfer"


class Expectation(Protocol):
    """What an earlier edition saw coming (snapshot.edition_compare.Expected)."""

    year: int
    middle: float
    low: float
    high: float


class Pair(Protocol):
    """One figure in two editions (snapshot.edition_compare.Beside)."""

    then: Gezegd | None
    now: Gezegd | None
    expected: Expectation | None

    @property
    def any(self) -> Gezegd: ...


def card(editie: Editie, corrections: int, links: Mapping[str, str]) -> str:
    """One edition: when, where, which snapshot, its stamp (short, whole on request). ``links``: words by address."""
    keuzes = editie.keuzes
    meeting = ", ".join(part for part in (day_label(keuzes.datum) if keuzes.datum else "", keuzes.plaats) if part)
    lines = [
        f"Bijeenkomst: {meeting}" if meeting else "",
        f"Bevroren op {day_label(editie.gemaakt)} door {editie.door}, uit peil {editie.peil}",
        "" if not corrections else "1 correctie" if corrections == 1 else f"{corrections} correcties",
    ]
    said = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    acts = " ".join(f'<a href="{escape(to)}" target="_self">{escape(words)}</a>' for to, words in links.items())
    return (
        f'<section class="wp-card wp-edition"><h3>{escape(editie.naam)}</h3>{said}'
        f'<details class="wp-details"><summary><strong>Stempel {escape(editie.stempel[:12])}…</strong></summary>'
        f'<div><p class="wp-stamp">{escape(editie.stempel)}</p><p class="wp-small">Het stempel is de sha256 over alles '
        "in deze editie. Verandert er iets, dan klopt het niet meer en wordt zij niet getoond.</p></div></details>"
        f'<p class="wp-files">{acts}</p></section>'
    )


def broken(identifier: str, wrong: str) -> str:
    """An edition that cannot be opened, and why."""
    return (
        f'<section class="wp-card wp-edition"><h3>{escape(identifier)}</h3>'
        f'<p class="wp-note wp-wrong" role="alert">{escape(wrong)}</p></section>'
    )


def texts(editie: Editie) -> str:
    """What was written for the bijeenkomst: the opening, and what would happen next."""
    keuzes = editie.keuzes
    opening = f'<p class="wp-lead">{escape(keuzes.opening)}</p>' if keuzes.opening else ""
    return opening + _steps("Wat we zouden gaan doen", keuzes.vervolg)


def _steps(title: str, steps: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(step)}</li>" for step in steps)
    return f'<h2 class="wp-title">{escape(title)}</h2><ul class="wp-bullets">{items}</ul>' if steps else ""


def looked_back(rows: Sequence[Gezegd]) -> str:
    """What an edition said of one area, per bouwsteen."""
    return "".join(
        f'<h2 class="wp-title">{escape(bouwsteen)}</h2>'
        + _table(
            bouwsteen, ("cijfer", "waarde", "wat er is gezegd"), "".join(_said_row(one) for one in group), " wp-back"
        )
        for bouwsteen, group in groupby(rows, lambda one: one.bouwsteen)
    )


def _said_row(one: Gezegd) -> str:
    return (
        f'<tr><th scope="row">{escape(one.naam)}{_agreed(one)}</th><td>{_figure(one)}</td><td>{_words(one)}</td></tr>'
    )


def side_by_side(pairs: Sequence[Pair], indicators: Mapping[str, Indicator], then: str, now: str) -> str:
    """The same figure in two editions, per bouwsteen. ``then`` and ``now``: what both are called."""
    heads = ("cijfer", then, now)
    return "".join(
        f'<h2 class="wp-title">{escape(bouwsteen)}</h2>'
        + _table(
            f"{bouwsteen}: {then} naast {now}", heads, "".join(_pair_row(one, indicators, heads[1:]) for one in group)
        )
        for bouwsteen, group in groupby(pairs, lambda one: one.any.bouwsteen)
    )


def _pair_row(pair: Pair, indicators: Mapping[str, Indicator], names: Sequence[str]) -> str:
    indicator = indicators.get(pair.any.indicator)
    told = (_words(pair.then), "<p><small>Dezelfde woorden.</small></p>" if _alike(pair) else _words(pair.now))
    cells = "".join(
        f'<td data-of="{escape(name)}">{_figure(one)}{words}</td>'
        for one, name, words in zip((pair.then, pair.now), names, told, strict=True)
    )
    said = [became(pair), _expected(pair, indicator)]
    small = "".join(f"<small>{escape(line)}</small>" for line in said if line)
    agreed = _agreed(pair.then) if pair.then else ""
    return f'<tr><th scope="row">{escape(pair.any.naam)}{small}{agreed}</th>{cells}</tr>'


def became(pair: Pair) -> str:
    """Whether the figure is another one, and why: a newer measurement, or the same period with another value."""
    then, now = pair.then, pair.now
    if then is None or now is None or then.waarde is None or now.waarde is None:
        return ""
    if then.periode != now.periode:
        return f"Nieuwere meting: {period_label(now.periode)} in plaats van {period_label(then.periode)}."
    if then.getoond == now.getoond:
        return "Geen nieuwere meting."
    return "Zelfde periode, ander cijfer: de bron of de berekening is herzien."


def _expected(pair: Pair, indicator: Indicator | None) -> str:
    expected, now = pair.expected, pair.now
    if expected is None or now is None or now.kloof is None or indicator is None:
        return ""
    low, high = (kloof_words.with_side(value, indicator) for value in (expected.low, expected.high))
    inside = expected.low <= now.kloof <= expected.high
    return (
        f"Toen doorgetrokken naar {expected.year}: een verschil van {low} tot {high} (negen van de tien keer). "
        f"Het werd {now.kloof_getoond}, dat ligt {'daarbinnen' if inside else 'daarbuiten'}."
    )


def _agreed(one: Gezegd) -> str:
    return f"<small>Afgesproken: {escape(one.afgesproken)}.</small>" if one.afgesproken else ""


def _figure(one: Gezegd | None) -> str:
    if one is None:
        return "<small>kwam hier niet in voor</small>"
    value = one.getoond if one.waarde is not None else NO_FIGURE
    return f"<strong>{escape(value)}</strong> <small>{escape(period_label(one.periode))}</small>"


def _alike(pair: Pair) -> bool:
    """Whether both said the same of this figure."""
    then, now = pair.then, pair.now
    return then is not None and now is not None and (then.zin, then.kloof_zin) == (now.zin, now.kloof_zin)


def _words(one: Gezegd | None) -> str:
    if one is None:
        return ""
    gap = f"<p>{escape(one.kloof_zin)}</p>" if one.kloof_zin else ""
    return f"<p>{escape(one.zin)}</p>{gap}"


def _table(caption: str, heads: Sequence[str], rows: str, kind: str = "") -> str:
    cells = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    return (
        f'<div class="wp-scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="wp-table wp-said{kind}"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{cells}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def correction(one: Correctie, indicator: Indicator | None) -> str:
    """A correction as a sentence: which figure said what, what it is now, why, and who says so."""
    when = f"Correctie van {day_label(one.moment)}"
    why = f"Reden: {one.reden.rstrip('.')}. (Geschreven door {one.door}.)"
    if not one.indicator:
        return f"{when}: gebruik de cijfers van deze editie niet meer. {why}"
    name = indicator.name if indicator else one.indicator
    return (
        f"{when}: {name}, {one.gebied_naam}, {period_label(one.periode)} was {value(one.toen, indicator)} en is nu "
        f"{value(one.nu, indicator)}. {why}"
    )


def corrections(told: Sequence[Correctie], indicators: Mapping[str, Indicator]) -> str:
    """All corrections of an edition as warnings, the newest first."""
    return "".join(
        f'<p class="wp-note wp-wrong" role="note">{escape(correction(one, indicators.get(one.indicator)))}</p>'
        for one in reversed(told)
    )


def value(what: float | None, indicator: Indicator | None) -> str:
    """A figure in a sentence."""
    if what is None:
        return NO_FIGURE
    return number(what, 1) if indicator is None else with_unit(what, indicator.unit, indicator.decimals)
