"""The stage: all dias of a bijeenkomst in one HTML file that needs nothing more, with what a question may ask for.

Everything is drawn before the first dia shows, so that a change of dia draws nothing and needs no network. Its policy
lets it fetch nothing, and run only the script that is in it.
"""

from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from html import escape

from charts import trend_words
from charts.figure import source_of
from charts.style import ASSETS, FONT, FONT_FILES
from charts.theme_files import css_of, css_tokens
from exports import podium_dia
from exports.dia import Dia, Tabel
from exports.dia_beeld import kloof_beeld, map_beeld
from exports.podium_beeld import AtOnce, Pictures
from model.areas import FOCUSWIJKEN_CODE
from model.indicator import Indicator
from model.verhaal import Verhaal
from snapshot.material import Material

Photo = Callable[[Verhaal], bytes | None]
NOT_FROZEN = "Niet bevroren: de cijfers van nu"
_INVENTED = "Verzonnen gemeente en cijfers"
_BUTTONS = (
    ("vorige", "Vorige dia", "←"),
    ("volgende", "Volgende dia", "→"),
    ("detail", "Vraag uit de zaal: meer over dit cijfer (D)", "?"),
    ("overzicht", "Alle dia’s (O)", "≡"),
    ("notities", "Notities in een eigen venster (N)", "✎"),
    ("scherm", "Volledig scherm (F)", "⛶"),
    ("thema", "Licht of donker (L)", "◐"),
    ("zwart", "Zwart scherm (B)", "■"),
    ("hulp", "Toetsen (H)", "⌨"),
)
_KEYS = (
    ("→ ↓ spatie PageDown", "volgende dia"),
    ("← ↑ PageUp", "vorige dia"),
    ("Home, End", "eerste, laatste dia"),
    ("cijfers en Enter", "naar die dia"),
    ("D", "vraag uit de zaal: verloop, kaart, focuswijken en verschil van dit cijfer"),
    ("O", "alle dia’s"),
    ("N", "notities met klok en volgende dia, in een eigen venster"),
    ("B of .", "zwart scherm"),
    ("F", "volledig scherm"),
    ("L", "licht of donker"),
    ("Esc", "sluit wat open is; daarna: terug naar de pagina Presenteren"),
)


def podium(material: Material, dias: Sequence[Dia], photo: Photo, logo: str, back: str) -> str:
    """``logo``: a data: address or empty; ``back``: the address where Esc leads."""
    s = material.s
    cijfers = AtOnce(s)
    pictures = Pictures(cijfers)
    sections = [
        podium_dia.section(dia, n, pictures.of(dia.beeld) if dia.beeld else "", photo) for n, dia in enumerate(dias, 1)
    ]
    told = "".join(f'<template data-of="{escape(dia.id)}">{podium_dia.notes(dia)}</template>' for dia in dias)
    asked = dict.fromkeys(s.programme.kernset) if cijfers.measured else {}
    details = "".join(_detail(pictures, s.indicators[i]) for i in asked if i in s.indicators)
    name = material.editie.naam if material.editie else NOT_FROZEN
    mark = f'<p class="los">{NOT_FROZEN}</p>' if material.editie is None else f"<p>{escape(name)}</p>"
    mark += f'<p class="los">{_INVENTED}</p>' if s.programme.fictief else ""
    picture = f'<img class="logo" src="{logo}" alt="">' if logo else ""
    who = s.programme.huisstijl.naam if s.programme.huisstijl else s.programme.naam
    title = escape(f"{s.programme.naam}: {name}")
    return (
        f'<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><style>{_style(material)}</style></head>'
        f'<body class="wp-door podium" data-back="{escape(back)}"><h1 class="weg">{title}</h1>'
        "<noscript><p>Presenteren werkt alleen als JavaScript in uw browser aan staat.</p></noscript>"
        f'<svg class="weg" aria-hidden="true"><defs>{_PATTERNS}{"".join(pictures.shapes.values())}</defs></svg>'
        f'<main>{"".join(sections)}<div class="rand">{picture}<span>{escape(who)}</span>{mark}'
        f'<span class="teller" aria-hidden="true"></span></div></main>'
        f"{_dialogs(dias, details, asked, cijfers)}{_bar()}{told}"
        '<p class="weg" role="status" aria-live="polite" id="gezegd"></p><div id="zwart" hidden></div>'
        f"<script>{script()}</script></body></html>"
    )


def policy() -> str:
    """The Content-Security-Policy of the stage: nothing from anywhere, and only its own script."""
    digest = b64encode(sha256(script().encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


@cache
def script() -> str:
    """The script in the file."""
    return (ASSETS / "podium.js").read_text(encoding="utf-8")


def _style(material: Material) -> str:
    look = material.s.programme.huisstijl
    own = css_of(look) if look else ""
    return f"{_fonts()}{css_tokens()}{own}{(ASSETS / 'podium.css').read_text(encoding='utf-8')}"


@cache
def _fonts() -> str:
    return "".join(
        f"@font-face{{font-family:'{FONT}';font-weight:100 700;font-style:normal;unicode-range:{characters};src:url("
        f"data:font/woff2;base64,{b64encode((ASSETS / file).read_bytes()).decode()}) format('woff2')}}"
        for file, characters in FONT_FILES.items()
    )


_PATTERNS = (
    '<pattern id="p-none" width="10" height="10" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect '
    'width="10" height="10" fill="var(--wp-no-data)"/><path d="M0 0V10" stroke="var(--wp-no-data-mark)" '
    'stroke-width="2"/></pattern><pattern id="p-hidden" width="5" height="5" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="5" height="5" fill="var(--wp-no-data)"/><path d="M0 0V5" '
    'stroke="var(--wp-no-data-mark)" stroke-width="2.4"/></pattern><pattern id="p-later" width="9" height="9" '
    'patternUnits="userSpaceOnUse"><rect width="9" height="9" fill="var(--wp-no-data)"/><circle cx="4.5" cy="4.5" '
    'r="1.8" fill="var(--wp-no-data-mark)"/></pattern>'
)


def _bar() -> str:
    buttons = "".join(
        f'<button type="button" data-do="{act}" aria-label="{escape(label)}" title="{escape(label)}">{sign}</button>'
        for act, label, sign in _BUTTONS
    )
    return f'<nav class="balk" aria-label="Bediening">{buttons}<span class="ga"></span></nav>'


def _dialogs(dias: Sequence[Dia], details: str, asked: dict[str, None], cijfers: AtOnce) -> str:
    found = cijfers.s.indicators
    names = sorted((found[i].name, i) for i in asked if i in found)
    options = "".join(f'<option value="{escape(i)}">{escape(name)}</option>' for name, i in names)
    items = "".join(
        f'<li><button type="button" data-dia="{n}"><span>{n + 1}</span> {escape(dia.titel)}</button></li>'
        for n, dia in enumerate(dias)
    )
    keys = "".join(f"<dt>{escape(key)}</dt><dd>{escape(what)}</dd>" for key, what in _KEYS)
    return (
        '<dialog id="details" aria-label="Vraag uit de zaal"><div class="boven"><label>Cijfer '
        f'<select id="welk">{options}</select></label><button type="button" data-do="sluit">Terug naar de dia (Esc)'
        f"</button></div>{details}</dialog>"
        f'<dialog id="overzicht" aria-label="Alle dia’s"><ol>{items}</ol></dialog>'
        f'<dialog id="hulp" aria-label="Toetsen"><dl>{keys}</dl></dialog>'
        '<aside id="notities" aria-label="Notities" tabindex="0" hidden></aside>'
    )


def _detail(pictures: Pictures, indicator: Indicator) -> str:
    """What a question about a figure may ask for: its trend per area, its map, its focuswijken, its gap."""
    parts = list(_parts(pictures, indicator))
    if not parts:
        return ""
    tabs = "".join(
        f'<button type="button" data-part="{n}" aria-pressed="{str(not n).lower()}">{escape(word)}</button>'
        for n, (word, _) in enumerate(parts)
    )
    bodies = "".join(f'<div class="deel"{" hidden" if n else ""}>{body}</div>' for n, (_, body) in enumerate(parts))
    return (
        f'<section class="detail" data-about="{escape(indicator.id)}" hidden><h2>{escape(indicator.name)}</h2>'
        f'<div class="keuze" role="group" aria-label="Wat wilt u zien?">{tabs}</div>{bodies}</section>'
    )


def _parts(pictures: Pictures, indicator: Indicator) -> Iterator[tuple[str, str]]:
    cijfers = pictures.cijfers
    trends = [(name, drawn) for code, name in cijfers.areas.items() if (drawn := _trend(pictures, indicator, code))]
    if trends:
        pills = "".join(
            f'<button type="button" data-area="{n}" aria-pressed="{str(not n).lower()}">{escape(name)}</button>'
            for n, (name, _) in enumerate(trends)
        )
        views = "".join(f'<div class="gebied"{" hidden" if n else ""}>{one}</div>' for n, (_, one) in enumerate(trends))
        source = source_of(cijfers.frames[indicator.id], cijfers.s.sources)
        choice = f'<div class="keuze" role="group" aria-label="Gebied">{pills}</div>'
        yield "Verloop", f'{choice}{views}<p class="bron">{escape(source)}</p>'
    if found := map_beeld(cijfers, indicator):
        beeld, title, seen, source = found
        yield "Kaart", _figure(title, pictures.of(beeld), seen[0], source)
    rows = tuple(_area_rows(cijfers, indicator))
    if rows:
        heads = ("gebied", "waarde", "periode", "tegenover de rest van de stad", "sinds de nulmeting")
        yield "Focuswijken", podium_dia.table(Tabel(heads, rows))
    if indicator.id in cijfers.kloof:
        beeld, title, told, source = kloof_beeld(cijfers, indicator)
        yield "Verschil", _figure(title, pictures.of(beeld), podium_dia.brief(told), source)


def _trend(pictures: Pictures, indicator: Indicator, area: str) -> str:
    lines, moves = pictures.lines(indicator, area), pictures.moves(indicator)
    tested = pictures.cijfers.trends.get(indicator.id) if area == FOCUSWIJKEN_CODE else None
    seen = trend_words.seen(lines, indicator, moves, tested)
    drawn = pictures.trend(indicator, area, f"Lijngrafiek van {indicator.name}. {seen}") if lines[-1:] else ""
    if not drawn or lines[-1].area != area:
        return ""
    return _figure(trend_words.title(indicator, lines, tested), drawn, podium_dia.brief(seen), "")


def _area_rows(cijfers: AtOnce, indicator: Indicator) -> Iterator[tuple[str, ...]]:
    for code, name in cijfers.areas.items():
        row = cijfers.rows[code].get(indicator.id)
        if row is not None:
            one = cijfers.cijfer(row, indicator)
            value = f"{one.waarde} {one.eenheid}".strip()
            yield name, value, one.periode, one.oordeel or one.vergelijking, one.verandering


def _figure(title: str, picture: str, seen: str, source: str) -> str:
    under = f'<p class="bron">{escape(source)}</p>' if source else ""
    return (
        f'<h3>{escape(title)}</h3><div class="beeld">{picture}</div><div class="zij"><p>{escape(seen)}</p></div>{under}'
    )
