"""What is drawn on a dia, with the title, the sentences and the source line that the pages give the same figure."""

from dataclasses import replace

from charts import kloof_table, kloof_words, map_words, trend, trend_words
from charts.border_words import said_of
from charts.city_map import LEVEL_NAMES, View
from charts.city_map import title as map_title
from charts.figure import source_of, subtitle
from charts.frames import as_float, records
from charts.judged import UNTESTED
from charts.kloof import notes as kloof_notes
from charts.numbers import period_label, scale, unit_label
from exports.dia import Balken, Beeld, Beeldsoort, Reeks
from exports.dia_cijfers import Cijfers
from model.areas import FOCUSWIJKEN_CODE, LAND_CODE, REST_CODE, Level
from model.indicator import Indicator

# What is drawn, its title, what is seen, and the source line.
Picture = tuple[Beeld, str, str, str]
MapPicture = tuple[Beeld, str, tuple[str, ...], str]


def trend_beeld(cijfers: Cijfers, indicator: Indicator, area: str) -> Picture | None:
    """The picture of a trend, its title, what is seen and its source line; None for a single measurement."""
    frame = cijfers.trend_frame(indicator, [area])
    if int(frame.loc[frame["area"] == area, "value"].notna().sum()) < 2:
        return None
    moves, lines = cijfers.moves(frame), trend.lines_of(frame, [area])
    tested = cijfers.trends.get(indicator.id) if area == FOCUSWIJKEN_CODE else None
    seen = trend_words.seen(lines, indicator, moves, tested)
    notes = (*trend.notes(lines, indicator), *said_of(cijfers.borders, cijfers.former, frame, [area]))
    beeld = Beeld(
        Beeldsoort.TREND,
        alternatief=f"Lijngrafiek van {indicator.name}. {seen}",
        onderschrift=subtitle(indicator),
        indicator=indicator.id,
        gebieden=(area,),
        noten=(*notes, *trend_words.missing(frame)),
    )
    return beeld, trend_words.title(indicator, lines, tested), seen, source_of(frame, cijfers.s.sources)


def kloof_beeld(cijfers: Cijfers, indicator: Indicator) -> Picture:
    """The picture of a gap, its title, what is seen and its source line."""
    rows = cijfers.kloof[indicator.id]
    seen = kloof_words.seen(rows[-1], indicator, cijfers.city)
    fan = cijfers.fan(indicator.id)
    notes = kloof_notes(rows, fan, indicator)
    about = "focuswijken samen min rest van de stad"
    beeld = Beeld(
        Beeldsoort.KLOOF,
        alternatief=f"Grafiek van het verschil: {indicator.name}. {seen}",
        onderschrift=subtitle(indicator, about),
        indicator=indicator.id,
        gebieden=(FOCUSWIJKEN_CODE,),
        periode=str(rows[-1]["period"]),
        noten=tuple(notes[:-1] if len(fan) else notes),
        waaier=notes[-1] if len(fan) else "",
    )
    if len(rows) == 1:
        beeld = replace(beeld, soort=Beeldsoort.BALKEN, balken=_sides(cijfers, indicator, str(rows[0]["period"])))
    return beeld, kloof_words.title(rows[-1], indicator), seen, kloof_table.sources(rows, cijfers.s.sources)


def map_beeld(cijfers: Cijfers, indicator: Indicator, areas: tuple[str, ...] = ()) -> MapPicture | None:
    """The picture of a map of the finest level with figures, newest period; None when no level has any."""
    for level in (Level.BUURT, Level.WIJK, Level.FOCUSWIJK, Level.GEMEENTE):
        own = [row for row in cijfers.available if (row["indicator"], row["level"]) == (indicator.id, level.value)]
        if own and any(file["level"] == level.value for file in cijfers.s.geo_files):
            break
    else:
        return None
    period = max(str(row["period"]) for row in own)
    frame = cijfers.map_frame(indicator.id, period, level.value)
    seen: tuple[str, ...] = (map_words.seen(frame, indicator, View.VALUE, level),)
    if set(frame["verdict_overview"]) - {UNTESTED}:
        judged = map_words.seen(frame, indicator, View.VERDICT, level)
        # How many have no figure is said once.
        seen = (judged.split(". ")[0].rstrip(".") + ".", *seen)
    beeld = Beeld(
        Beeldsoort.KAART,
        alternatief=f"Kaart per {LEVEL_NAMES[level][0]} van {indicator.name}. {' '.join(seen)}",
        onderschrift=subtitle(indicator, period_label(period), f"per {LEVEL_NAMES[level][0]}"),
        indicator=indicator.id,
        gebieden=areas,
        periode=period,
        niveau=level.value,
    )
    title = map_title(indicator, View.VALUE, level)
    return beeld, title, seen, source_of(frame, cijfers.s.sources)


def _sides(cijfers: Cijfers, indicator: Indicator, period: str) -> Balken:
    """Bars of the focuswijken together and what they are set against, of one measurement."""
    frame = cijfers.trend_frame(indicator, [FOCUSWIJKEN_CODE])
    order = {FOCUSWIJKEN_CODE: 0, REST_CODE: 1, **dict.fromkeys(cijfers.s.programme.gemeenten, 2), LAND_CODE: 3}
    own = [row for row in records(frame[frame["period"] == period]) if as_float(row["value"]) is not None]
    rows = sorted(own, key=lambda row: order[str(row["area"])])
    times = scale(indicator.unit)
    limits = [(as_float(row["ci_low"]), as_float(row["ci_high"])) for row in rows]
    bars = Reeks(
        naam=period_label(period),
        waarden=tuple(float(row["value"]) * times for row in rows),
        kleur="lines-3",
        marges=tuple(None if a is None or b is None else (a * times, b * times) for a, b in limits),
    )
    names = tuple(str(row["area_name"]) for row in rows)
    return Balken(names, (bars,), unit_label(indicator.unit), 0 if times != 1 else indicator.decimals, uitgelicht=(0,))
