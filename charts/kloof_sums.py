"""Cards at the top of Kloof: per bouwsteen and doel what became of the gaps together, and the composite's gap. HTML."""

from collections.abc import Mapping, Sequence
from html import escape

from charts.frames import Row, as_float, as_text
from charts.numbers import number, period_label
from model.indicator import Indicator
from model.programme import Bouwsteen

# Columns of figures.kloof_doel in the order of the bar, with their words after a number.
_PARTS = (
    ("n_smaller", "kleiner"),
    ("n_unchanged", "niet aantoonbaar veranderd"),
    ("n_turned", "omgeslagen"),
    ("n_larger", "groter"),
    ("n_untested", "niet te toetsen"),
)
UNIT = "Eén standaardafwijking is hoe ver buurten bij de nulmeting gewoonlijk uit elkaar lagen."


def sums(
    bouwstenen: Sequence[Bouwsteen],
    counts: Mapping[tuple[str, str], Row],
    exact: Mapping[tuple[str, str], Row],
    scores: Mapping[str, Sequence[Row]],
    missing: Mapping[str, str],
    indicators: Mapping[str, Indicator],
) -> str:
    """``counts`` and ``exact``: rows of kloof_doel by (bouwsteen, doel), with and without parts of buurten.

    ``scores``: rows of kloof_composite per bouwsteen, oldest first; ``missing``: why a bouwsteen has none.
    """
    cards = [
        _card(b, counts, exact.get((b.id, "")), scores.get(b.id, ()), missing.get(b.id, ""), indicators)
        for b in bouwstenen
        if (b.id, "") in counts
    ]
    return f'<div class="wp-cards wp-sums">{"".join(cards)}</div>'


def headline(row: Row) -> str:
    """The one thing to say of a bouwsteen, from tests only."""
    n = int(row["n"]) - int(row["n_without"])
    if n == 0:
        return "Voor deze kerncijfers is nog geen verschil te berekenen."
    testable = n - int(row["n_untested"])
    if testable == 0:
        return "Van geen enkel kerncijfer is te toetsen of het verschil veranderde."
    smaller, larger = int(row["n_smaller"]), int(row["n_larger"])
    of = f"{smaller or 'geen'} van de {testable}" if testable > 1 else f"{smaller or 'geen'} van 1"
    said = f"Bij {of} getoetste kerncijfers is het verschil aantoonbaar kleiner geworden"
    if testable == 1:
        said = "Het ene getoetste verschil is aantoonbaar kleiner geworden" if smaller else _one(row)
    return f"{said}, bij {larger} groter." if larger and testable > 1 else f"{said}."


def _one(row: Row) -> str:
    if int(row["n_larger"]):
        return "Het ene getoetste verschil is aantoonbaar groter geworden"
    if int(row["n_turned"]):
        return "Het ene getoetste verschil is omgeslagen"
    return "Het ene getoetste verschil is niet aantoonbaar veranderd"


def counted(row: Row) -> str:
    """``2 kleiner, 3 niet aantoonbaar veranderd``; what has no gap comes last."""
    said = [f"{int(row[name])} {what}" for name, what in _PARTS if int(row[name])]
    return ", ".join([*said, *([f"{int(row['n_without'])} zonder cijfer"] if int(row["n_without"]) else [])])


def score_words(rows: Sequence[Row], missing: str) -> str:
    """The composite's gap now and at the nulmeting, in words; or why there is none."""
    if not rows:
        return f"Geen score van de kerncijfers samen. {missing}".strip()
    now = rows[-1]
    gap, start = as_float(now["gap"]) or 0.0, as_float(now["start_gap"])
    parts = len(now["parts"])
    said = f"Score van {parts} kerncijfers samen, {period_label(str(now['period']))}: {_place(gap)} de rest van de stad"
    since = period_label(as_text(now["start_period"]))
    if why := as_text(now["change_withheld"]):
        return f"{said}; niet te vergelijken met de nulmeting ({since}): {why}. Niet getoetst."
    if start is None or as_text(now["start_period"]) == str(now["period"]):
        return f"{said}. Niet getoetst."
    return f"{said}; bij de nulmeting ({since}) {_place(start, short=True)}. Niet getoetst."


def _place(gap: float, short: bool = False) -> str:
    size = number(abs(gap), 2)
    if number(abs(gap), 2) == number(0.0, 2):
        return "gelijk" if short else "de focuswijken staan gelijk met"
    side = "achter" if gap < 0 else "voor"
    return f"{size} {side}" if short else f"de focuswijken liggen {size} standaardafwijking {side} op"


def _card(
    bouwsteen: Bouwsteen,
    counts: Mapping[tuple[str, str], Row],
    exact: Row | None,
    scores: Sequence[Row],
    missing: str,
    indicators: Mapping[str, Indicator],
) -> str:
    row = counts[bouwsteen.id, ""]
    doelen = "".join(
        f"<li><span>{escape(doel.naam)}</span><small>{escape(counted(counts[bouwsteen.id, doel.id]))}</small></li>"
        for doel in bouwsteen.doelen
        if (bouwsteen.id, doel.id) in counts
    )
    notes = [_ahead(row), _exact(row, exact)]
    said = "".join(f'<p class="wp-small">{escape(note)}</p>' for note in notes if note)
    return (
        f'<section class="wp-card"><h3>{escape(bouwsteen.naam)}</h3><p class="wp-headline">{escape(headline(row))}</p>'
        f"{_bar(row)}{said}<ul>{doelen}</ul>"
        f'<p class="wp-small">{escape(score_words(scores, missing))}</p>{_parts(scores, indicators)}</section>'
    )


def _bar(row: Row) -> str:
    """One block per kernset indicator, in words beside it: the picture adds nothing that is not said."""
    blocks = "".join(f'<i class="wp-{name[2:]}"></i>' * int(row[name]) for name, _ in _PARTS)
    key = "".join(
        f'<li><i class="wp-{name[2:]}"></i>{int(row[name])} {what}</li>' for name, what in _PARTS if int(row[name])
    )
    without = int(row["n_without"])
    key += f'<li><i class="wp-without"></i>{without} zonder cijfer</li>' if without else ""
    blocks += '<i class="wp-without"></i>' * without
    return f'<div class="wp-blocks" aria-hidden="true">{blocks}</div><ul class="wp-blocks-key">{key}</ul>'


def _ahead(row: Row) -> str:
    ahead = int(row["n_smaller_ahead"])
    if not ahead:
        return ""
    where = "Bij het kleinere verschil" if int(row["n_smaller"]) == 1 else f"Bij {ahead} van de kleinere verschillen"
    return f"{where} staan de focuswijken gunstiger dan de rest; daar is kleiner geen winst."


def _exact(row: Row, exact: Row | None) -> str:
    if exact is None or all(int(row[name]) == int(exact[name]) for name, _ in _PARTS):
        return ""
    return f"Zonder delen van buurten: {counted(exact)}."


def _parts(scores: Sequence[Row], indicators: Mapping[str, Indicator]) -> str:
    """The parts of the newest composite, closed until asked for: a score never stands alone."""
    if not scores:
        return ""
    now = scores[-1]
    compared = as_float(now["start_gap"]) is not None
    start = [float(x) for x in now["start_part_gaps"]] if compared else [None] * len(now["parts"])
    rows = "".join(
        f"<dt>{escape(indicators[part].name)}</dt><dd>{_place(float(gap), short=True)}"
        f"{'' if first is None else f' (was {_place(first, short=True)})'}</dd>"
        for part, gap, first in zip(now["parts"], now["part_gaps"], start, strict=True)
    )
    return (
        '<details class="wp-details"><summary><strong>Waaruit bestaat deze score?</strong></summary>'
        f"<div><p>{UNIT}</p><dl>{rows}</dl></div></details>"
    )
