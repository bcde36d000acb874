"""Maps of a report: where the focuswijken lie, and per bouwsteen the first figure that matters over the city."""

from base64 import b64encode
from html import escape

from charts.paper_map import Key, paper_map
from exports.dia_beeld import map_beeld
from exports.dia_bouwsteen import choice, kernset
from exports.report_asked import Asked
from exports.still_map import StillMap, place_map, still_map
from model.areas import Level, focuswijk_code
from model.programme import Bouwsteen, Focuswijk

_MOST = (1200, 900)


def places(asked: Asked) -> str:
    """Where all focuswijken lie; empty without a map."""
    codes = [focuswijk_code(wijk.id) for wijk in asked.programme.focuswijken if wijk.buurten]
    drawn = place_map(asked.s, codes, _MOST) if codes else None
    if drawn is None:
        return ""
    keys = [Key(entry.label, number=entry.n) for entry in drawn.legend]
    names = ", ".join(f"{entry.n} {entry.label}" for entry in drawn.legend)
    return paper_map(_address(drawn), f"Kaart: waar de focuswijken liggen. {names}.", "", keys, "wp-map-cover")


def place(asked: Asked, wijk: Focuswijk) -> str:
    """Where one focuswijk lies; empty without a map."""
    drawn = place_map(asked.s, [focuswijk_code(wijk.id)], _MOST) if wijk.buurten else None
    return (
        "" if drawn is None else paper_map(_address(drawn), f"Kaartje: waar {wijk.naam} ligt.", "", (), "wp-map-small")
    )


def spread(asked: Asked, bouwsteen: Bouwsteen) -> str:
    """The first figure that matters of which there is a map, over the buurten; empty without any."""
    cijfers = asked.cijfers
    gaps = {i: rows[-1] for i, rows in cijfers.kloof.items()}
    for i in choice(cijfers, kernset(bouwsteen), cijfers.together, gaps):
        indicator = asked.s.indicators[i]
        found = map_beeld(cijfers, indicator)
        if found is None:
            continue
        beeld, title, seen, source = found
        level = Level(beeld.niveau)
        codes = [focuswijk_code(wijk.id) for wijk in asked.programme.focuswijken if wijk.buurten]
        frame = cijfers.map_frame(i, beeld.periode, beeld.niveau)
        drawn = still_map(asked.s, frame, indicator, level, beeld.periode, chosen=codes, most=_MOST)
        if drawn is None:
            continue
        keys = [
            Key(entry.label, colour=entry.colour, pattern=entry.pattern, areas=entry.n)
            for entry in drawn.legend
            if entry.n
        ]
        shown = paper_map(_address(drawn), beeld.alternatief, drawn.head, keys)
        said = "".join(f"<p>{escape(line)}</p>" for line in seen)
        return (
            f'<section class="wp-block"><h4>{escape(title)}</h4><p class="wp-subtitle">{escape(beeld.onderschrift)}</p>'
            f'{shown}{said}<p class="wp-source">{escape(source)}</p></section>'
        )
    return ""


def _address(drawn: StillMap) -> str:
    return f"data:image/png;base64,{b64encode(drawn.png).decode()}"
