"""What was said at the previous bijeenkomst: each figure of then beside what is known of it now."""

from collections.abc import Iterator

from charts import kloof_words as words
from charts.frames import as_float
from charts.numbers import period_label, with_unit
from exports.dia import Dia, Soort, Tabel
from exports.dia_bouwsteen import choice, kernset
from exports.dia_cijfers import Cijfers
from model.programme import Bouwsteen
from snapshot.material import Material

_GONE = "staat nu niet meer in de kernset"


def earlier(cijfers: Cijfers, before: Material) -> Iterator[Dia]:
    """Per bouwsteen of then the figures that were chosen then, with value and gap of both."""
    old = Cijfers(before.s)
    name = before.editie.naam if before.editie else f"peil {before.s.id}"
    for bouwsteen in before.s.programme.bouwstenen:
        gaps = {i: rows[-1] for i, rows in old.kloof.items()}
        picked = choice(old, kernset(bouwsteen), old.together, gaps)
        if picked:
            yield _dia(cijfers, old, bouwsteen, tuple(picked), name)


def _dia(now: Cijfers, old: Cijfers, bouwsteen: Bouwsteen, picked: tuple[str, ...], name: str) -> Dia:
    rows = tuple((old.s.indicators[i].name, _said(old, i), _said(now, i)) for i in picked)
    changed = sum(1 for _, before, after in rows if before != after)
    title = f"{changed} van de {len(rows)} cijfers van toen zijn nu anders" if changed else "alles is nog zoals toen"
    return Dia(
        id=f"vorig-{bouwsteen.id}",
        soort=Soort.VORIG,
        bouwsteen=bouwsteen.id,
        kop="Wat zeiden we vorig jaar?",
        titel=f"{bouwsteen.naam}: {title}",
        tabel=Tabel(("kerncijfer", f"in {name}", "nu"), rows),
        bron=f"Peil {old.s.id} naast peil {now.s.id}; bewerkt door Wijkpeil",
        notities=(
            "Een ander cijfer kan een nieuw jaar zijn, of een bron die een eerder jaar heeft herzien.",
            words.NO_CAUSE,
        ),
    )


def _said(cijfers: Cijfers, i: str) -> str:
    """Value and gap of the focuswijken together in one snapshot, in words."""
    indicator, row = cijfers.s.indicators.get(i), cijfers.together.get(i)
    if indicator is None or i not in cijfers.s.programme.kernset:
        return _GONE
    if row is None:
        return "geen cijfer"
    shown = with_unit(as_float(row["value"]), indicator.unit, indicator.decimals)
    said = f"{shown} in {period_label(str(row['period']))}"
    gaps = cijfers.kloof.get(i)
    if not gaps:
        return said
    return f"{said}; verschil {words.with_side(as_float(gaps[-1]['gap']), indicator)}, {words.state(gaps[-1])}"
