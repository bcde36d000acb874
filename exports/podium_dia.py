"""One dia as a stage shows it: little text, large figures, and for who speaks the whole of it. HTML, escaped."""

import re
from base64 import b64encode
from collections.abc import Callable, Sequence
from html import escape

from charts.judged import shape
from charts.numbers import day_label
from charts.stories import text_html
from exports.dia import Cijfer, Dia, Soort, Tabel
from model.verhaal import Verhaal

_ROWS, _WIDE = 9, 8
# Dias whose figures fill the screen; a picture is small beside the title.
_CARDS = (Soort.BOUWSTEEN, Soort.FOCUSWIJK)
_NUMBER = re.compile(r"([+−-]?(?:€\s)?\d[\d.,]*(?:\s%)?)\s*(.*)", re.DOTALL)
# After a sentence; never within 1.000 or between initials.
_END = re.compile(r"(?<=[.!?]) (?=[A-Z0-9€])")
_DETAIL = "Meer over dit cijfer (D)"


def section(dia: Dia, number: int, picture: str, photo: Callable[[Verhaal], bytes | None]) -> str:
    """``picture``: ready HTML, empty without; ``photo``: the JPEG of a story."""
    asked = list(dict.fromkeys([*(c.indicator for c in dia.cijfers), *([dia.beeld.indicator] if dia.beeld else [])]))
    about = " ".join(i for i in asked if i)
    head = f'<p class="kop">{escape(dia.kop)}</p>' if dia.kop else ""
    small = f'<div class="klein">{picture}</div>' if picture and dia.soort in _CARDS and dia.cijfers else ""
    source = f'<p class="bron">{escape(dia.bron)}</p>' if dia.bron else ""
    ask = f'<button type="button" class="vraag" data-do="detail">{_DETAIL}</button>' if about else ""
    return (
        f'<section class="dia dia-{dia.soort}" id="{escape(dia.id)}" data-about="{escape(about)}" '
        f'aria-label="Dia {number}" hidden>'
        f'<header><div>{head}<h2 tabindex="-1">{escape(dia.titel)}</h2></div>{small}</header>'
        f'<div class="inhoud">{_body(dia, picture, photo)}</div><footer>{source}{ask}</footer></section>'
    )


def notes(dia: Dia) -> str:
    """What who speaks sees: every sentence of the dia, the sources and margins, what may not be concluded."""
    lines = [*dia.zinnen, *(f"{c.wat}: {c.reden}" for c in dia.cijfers if c.reden), *dia.notities]
    rows = [": ".join((row[0], ", ".join(row[1:]))) for row in dia.tabel.rijen] if dia.tabel else []
    items = "".join(f"<li>{escape(line)}</li>" for line in dict.fromkeys([*lines, *rows]) if line)
    source = f"<p>{escape(dia.bron)}</p>" if dia.bron else ""
    return f"<ul>{items}</ul>{source}" if items else source or "<p>Geen notities bij deze dia.</p>"


def brief(text: str, most: int = 2) -> str:
    """The first sentences of a text: what fits on a stage; the notes have all of it."""
    return " ".join(_END.split(text)[:most])


def _body(dia: Dia, picture: str, photo: Callable[[Verhaal], bytes | None]) -> str:
    if dia.verhaal is not None:
        return _story(dia.verhaal, photo(dia.verhaal))
    if dia.soort is Soort.OPENING:
        return "".join(f"<p>{escape(line)}</p>" for line in dia.zinnen)
    if dia.soort in _CARDS and dia.cijfers:
        return f'<div class="cijfers">{"".join(card(one) for one in dia.cijfers)}</div>'
    said = "".join(card(one) for one in dia.cijfers) + _sentences(dia)
    if dia.tabel is not None:
        said += table(dia.tabel)
    if not picture:
        return f'<div class="vol">{said}</div>'
    lined = dia.soort in (Soort.TREND, Soort.KLOOF)  # whose picture names its unit, and whose card the rest
    under = dia.beeld.onderschrift if dia.beeld and not lined else ""
    caption = f"<figcaption>{escape(under)}</figcaption>" if under else ""
    return f'<figure>{caption}{picture}</figure><div class="zij">{said}</div>'


def _sentences(dia: Dia) -> str:
    lines = dia.zinnen[:6] if dia.soort is not Soort.BRONNEN else dia.zinnen[:5]
    short = [brief(line, 2 if len(lines) == 1 and not dia.cijfers else 1) for line in lines]
    if len(short) > 1:
        return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in short)}</ul>"
    return "".join(f"<p>{escape(line)}</p>" for line in short)


def card(one: Cijfer) -> str:
    """One big figure with its verdict: shape and word, against what, what it did, and how sure that is."""
    found = _NUMBER.fullmatch(one.waarde)
    number, rest = (found[1], found[2]) if found else (one.waarde, "")
    unit = " ".join(part for part in (rest, one.eenheid) if part)
    wide = " lang" if len(number) > _WIDE else ""
    under = f'<span class="eenheid">{escape(unit)}</span>' if unit else ""
    verdict = f'<p class="oordeel">{shape(one.kant)} <strong>{escape(one.oordeel)}</strong></p>' if one.oordeel else ""
    sure = " · ".join(part for part in (one.marge, f"cijfer van {one.periode}") if part)
    lines = "".join(f"<li>{escape(line)}</li>" for line in (one.vergelijking, one.verandering, sure) if line)
    return (
        f'<article class="cijfer t-{escape(one.tint)}"><h3>{escape(one.wat)}</h3>'
        f'<p class="waarde{wide}">{escape(number)}{under}</p>{verdict}<ul class="bij">{lines}</ul></article>'
    )


def table(tabel: Tabel) -> str:
    """At most so many rows as are legible; the notes have them all."""
    heads = "".join(f'<th scope="col"{_right(n, tabel)}>{escape(head)}</th>' for n, head in enumerate(tabel.koppen))
    rows = "".join(f"<tr>{_row(row, tabel)}</tr>" for row in tabel.rijen[:_ROWS])
    said = '<p class="meer">De rest staat in de notities.</p>' if len(tabel.rijen) > _ROWS else ""
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{said}"


def _row(row: Sequence[str], tabel: Tabel) -> str:
    cells = "".join(f"<td{_right(n, tabel)}>{escape(cell)}</td>" for n, cell in enumerate(row) if n)
    return f'<th scope="row">{escape(row[0])}</th>{cells}'


def _right(place: int, tabel: Tabel) -> str:
    return ' class="rechts"' if place in tabel.rechts else ""


def _story(story: Verhaal, jpeg: bytes | None) -> str:
    picture = ""
    if jpeg is not None and story.foto is not None:
        source = f"data:image/jpeg;base64,{b64encode(jpeg).decode()}"
        maker = f"<figcaption>Foto: {escape(story.foto.maker)}</figcaption>" if story.foto.maker else ""
        picture = f'<figure><img src="{source}" alt="{escape(story.foto.beschrijving)}">{maker}</figure>'
    who = " · ".join(part for part in (story.verteller, day_label(story.datum)) if part)
    return f'{picture}<blockquote>{text_html(story.tekst)}<p class="wie">{escape(who)}</p></blockquote>'
