"""Why this kloof is shown: baseline, test, numbers on both sides, margins, assumption and edition. HTML."""

from collections.abc import Mapping, Sequence
from html import escape

from charts import kloof_words as words
from charts.beside import AROUND, ATTEND, around, composition
from charts.frames import Row, as_float, as_text
from charts.kloof_table import sources
from charts.numbers import number, period_label, with_unit
from charts.tested_words import ASSUMED, OVERLAP, TESTS, dispersion
from model.indicator import Indicator
from model.source import Source


def why(
    row: Row,
    exact: Sequence[Row],
    sides: Mapping[str, Row],
    indicator: Indicator,
    phi: float | None,
    known: Mapping[str, Source],
    ring: Row | None = None,
    changed: Sequence[Row] = (),
) -> str:
    """``row``: newest gap of the focuswijken; ``exact``: the same without parts of buurten, empty when there are none.

    ``sides``: rows of figures.trend for ``focuswijken`` and ``rest`` in that period; ``phi``: dispersion of events that
    come in series, else None; ``known``: the sources by id; ``ring``: the row of figures.waterbed; ``changed``: rows of
    figures.composition of the focuswijken together.
    """
    tested = as_float(row["gap_low"]) is not None
    period = period_label(str(row["period"]))
    terms = [
        ("Vergeleken", f"Focuswijken samen min {_named(sides, 'rest').lower()}, {period}."),
        ("Focuswijken samen", _side(row, sides.get("focuswijken"), "focus_value", "base", "focus_coverage", indicator)),
        (_named(sides, "rest"), _side(row, sides.get("rest"), "rest_value", "rest_base", "rest_coverage", indicator)),
        ("Verschil", f"{words.with_side(as_float(row['gap']), indicator)}{_margin(row, indicator)}. {_verdict(row)}"),
        ("Toets", f"{TESTS[as_text(row['test'])]} {_p(row)}" if tested else "Geen."),
        ("Sinds de nulmeting", f"{_became(row, indicator)}{_change_margin(row, indicator)}"),
        ("Te zien geweest", words.detectable(row, indicator)),
        ("Tempo", words.pace(row, indicator)),
        ("Reeksen van voorvallen", dispersion(phi)),
        ("Aanname", (ASSUMED if tested else "") + ("" if as_float(row["change_low"]) is None else OVERLAP)),
        ("Zonder delen van buurten", _exact(exact, indicator)),
        (ATTEND, composition(changed, as_text(row["nulmeting_period"]), str(row["period"]))),
        (AROUND, around(ring, indicator)),
        ("Let op", " ".join(indicator.caveats)),
        ("Herkomst", sources([row], known)),
        ("Terugkeer naar het gemiddelde", words.TO_THE_MEAN),
        ("Oorzaak", words.NO_CAUSE),
    ]
    shown = "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in terms if text)
    return f'<dl class="wp-terms">{shown}</dl>'


def _named(sides: Mapping[str, Row], side: str) -> str:
    return as_text(sides[side]["area_name"]) if side in sides else "Rest van de stad"


def _side(row: Row, figure: Row | None, value: str, base: str, coverage: str, indicator: Indicator) -> str:
    """Value, how many it is about, coverage and how it was made."""
    parts = [with_unit(as_float(row[value]), indicator.unit, indicator.decimals)]
    if (n := as_float(row[base])) is not None:
        parts.append(f"noemer {number(n)}")
    note = as_text(figure["note"]) if figure is not None else ""
    share = as_float(row[coverage])
    if "dekking" not in note and share is not None:
        parts.append(f"dekking {number(100 * share, 1)} % van de inwoners")
    return f"{'; '.join([*parts, note] if note else parts)}."


def _margin(row: Row, indicator: Indicator) -> str:
    text = words.margin(row, indicator)
    return f", marge (95 %) {text}" if text else ", zonder marge"


def _verdict(row: Row) -> str:
    text = words.verdict(row)
    return f"{text[:1].upper()}{text[1:]}."


def _became(row: Row, indicator: Indicator) -> str:
    found, rest = words.became(row, indicator)
    return f"{found[:1].upper()}{found[1:]}{rest}"


def _p(row: Row) -> str:
    p = as_float(row["gap_p"])
    return "" if p is None else "p kleiner dan 0,001." if p < 0.001 else f"p = {number(p, 3)}."


def _change_margin(row: Row, indicator: Indicator) -> str:
    low, high = as_float(row["change_low"]), as_float(row["change_high"])
    if low is None or high is None or words.state(row) == words.TURNED:
        return ""
    way = [f"{words.size(x, indicator)} {'kleiner' if x < 0 else 'groter'}" for x in (low, high)]
    return f" Marge van de verandering (95 %): {way[0]} tot {way[1]}."


def _exact(exact: Sequence[Row], indicator: Indicator) -> str:
    said = [
        f"Met alleen focuswijken die uit hele buurten bestaan, is het verschil in {period_label(str(row['period']))} "
        f"{words.with_side(as_float(row['gap']), indicator)}{_margin(row, indicator)}. {_became(row, indicator)}"
        for row in exact
    ]
    return " ".join(said)
