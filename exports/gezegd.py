"""What the figures of the kernset say, in the words of now: an edition keeps it, and is compared by it a year later."""

from collections.abc import Mapping
from typing import Any

from charts import kloof_words
from charts.frames import Row, as_float, records
from charts.numbers import period_label, with_unit
from model.afspraken import KLOOF
from model.areas import FOCUSWIJKEN_CODE, focuswijk_code
from model.editie import Gezegd
from model.indicator import Indicator
from model.programme import Programme
from snapshot import figures, said
from snapshot.records import city as city_of
from snapshot.store import Snapshot


def gezegd(s: Snapshot) -> tuple[Gezegd, ...]:
    """Per bouwsteen and kernset indicator the newest figure of the focuswijken together, each focuswijk and the
    gemeenten, with its sentence; at the focuswijken together also the gap."""
    programme, city = s.programme, city_of(s)
    kernset = [i for i in programme.kernset if i in s.indicators]
    own = [focuswijk_code(f.id) for f in programme.focuswijken if f.buurten]
    areas = [*([FOCUSWIJKEN_CODE] if own else []), *own, *programme.gemeenten]
    rows = {
        (area, str(row["indicator"])): row
        for area in areas
        for row in figures.plain_records(figures.profile(s, area, kernset))
    }
    gaps: dict[str, Row] = {}  # of each indicator the newest
    if own:
        gaps = {str(row["indicator"]): row for row in records(figures.kloof(s, kernset)) if _of_all(row)}
    return tuple(
        _said(rows[area, i], bouwsteen.naam, s.indicators[i], programme, city, gaps)
        for bouwsteen in programme.bouwstenen
        for i in dict.fromkeys(i for doel in bouwsteen.doelen for i in doel.kernset)
        for area in areas
        if (area, i) in rows
    )


def _of_all(row: Row) -> bool:
    return row["area"] == FOCUSWIJKEN_CODE and as_float(row["gap"]) is not None


def _said(
    row: dict[str, object],
    bouwsteen: str,
    indicator: Indicator,
    programme: Programme,
    city: str,
    gaps: Mapping[str, Row],
) -> Gezegd:
    area, gap = str(row["area"]), gaps.get(indicator.id)
    value = as_float(row["value"])
    about: dict[str, Any] = {}
    if gap is not None and area == FOCUSWIJKEN_CODE:
        about = {
            "kloof": as_float(gap["gap"]),
            "kloof_periode": str(gap["period"]),
            "kloof_getoond": kloof_words.with_side(as_float(gap["gap"]), indicator),
            "kloof_zin": kloof_words.seen(gap, indicator, city),
        }
    return Gezegd(
        indicator=indicator.id,
        naam=indicator.name,
        bouwsteen=bouwsteen,
        gebied=area,
        gebied_naam=str(row["area_name"]),
        periode=str(row["period"]),
        waarde=value,
        getoond=with_unit(value, indicator.unit, indicator.decimals),
        zin=said.sentence(row, indicator, city),
        afgesproken=_agreed(area, indicator, programme),
        **about,
    )


def _agreed(area: str, indicator: Indicator, programme: Programme) -> str:
    """The streefwaarden of this area (of the focuswijken together: also of the gap) in words."""
    own = {f.id for f in programme.focuswijken if focuswijk_code(f.id) == area} | {area}
    parts = []
    for one in programme.streefwaarden:
        shown = with_unit(one.waarde, indicator.unit, indicator.decimals)
        if one.indicator != indicator.id:
            continue
        if one.gebied == KLOOF and area == FOCUSWIJKEN_CODE:
            parts.append(f"een verschil van hoogstens {kloof_words.size(one.waarde, indicator)} in {one.jaar}")
        elif one.gebied in own:
            parts.append(f"{shown} in {period_label(str(one.jaar))}")
    return "; ".join(parts)
