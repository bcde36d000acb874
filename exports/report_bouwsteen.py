"""The chapter of a report about one bouwsteen: its doelen, the kloof of its kerncijfers, and what is done for it."""

from html import escape

from charts import kloof_sums, report_work
from charts import kloof_words as words
from charts.interventies import NOT_AN_EFFECT
from charts.kloof_table import TARGETS, of_targets
from charts.paper import Chapter
from charts.report_figures import kloof_rows, told_lacking, trend_block
from charts.table import to_html
from exports import report_maps
from exports.dia_bouwsteen import choice, kernset, said
from exports.report_asked import Asked
from exports.report_stories import stories
from model.areas import FOCUSWIJKEN_CODE
from model.besteding import Per
from model.programme import Bouwsteen
from snapshot import kloof_figures
from snapshot.records import why_no_kloof


def chapter(asked: Asked, bouwsteen: Bouwsteen) -> Chapter:
    """Everything of one bouwsteen."""
    body = "".join(
        (
            _summary(asked, bouwsteen),
            _doelen(bouwsteen),
            _kloof(asked, bouwsteen),
            _targets(asked, bouwsteen),
            report_maps.spread(asked, bouwsteen),
            _trends(asked, bouwsteen),
            _work(asked, bouwsteen),
            stories(asked, [one for one in asked.material.verhalen if one.bouwsteen == bouwsteen.id]),
        )
    )
    return Chapter(f"bouwsteen-{bouwsteen.id}", f"{asked.programme.bouwsteen_naam}: {bouwsteen.naam}", body)


def headlines(asked: Asked, bouwsteen: Bouwsteen) -> list[str]:
    """What became of the gaps of a bouwsteen, in the sentences of the page Kloof; empty without any."""
    cijfers = asked.cijfers
    row = cijfers.sums.get((bouwsteen.id, ""))
    if row is None:
        return []
    score = kloof_sums.score_words(cijfers.scores.get(bouwsteen.id, ()), cijfers.no_score.get(bouwsteen.id, ""))
    return [kloof_sums.headline(row), f"{kloof_sums.counted(row)}.", score]


def picked(asked: Asked, bouwsteen: Bouwsteen) -> list[str]:
    """The figures that matter, each in a sentence: the same choice and words as on slides."""
    cijfers = asked.cijfers
    gaps = {i: rows[-1] for i, rows in cijfers.kloof.items()}
    found = choice(cijfers, kernset(bouwsteen), cijfers.together, gaps)
    return [said(cijfers, i, cijfers.together[i]) for i in found]


def _work(asked: Asked, bouwsteen: Bouwsteen) -> str:
    """What is done for a bouwsteen: interventies, what is counted, what should change, and the money."""
    inhoud = asked.inhoud
    found = report_work.interventies_of(inhoud, bouwsteen)
    activiteiten = report_work.prestaties_of(inhoud.activiteiten, inhoud, bouwsteen)
    resultaten = report_work.prestaties_of(inhoud.resultaten, inhoud, bouwsteen)
    effecten = report_work.effects_of(inhoud, bouwsteen)
    middelen = [row for row in inhoud.middelen if row.bouwsteen == bouwsteen.id]
    parts = ["<h3>Wat wordt er gedaan?</h3>"]
    if found:
        parts.append(report_work.interventies(f"Interventies voor {bouwsteen.naam}", found, asked.programme, inhoud))
        parts.append(report_work.documents(inhoud, found))
        parts.append(f'<p class="wp-source">{NOT_AN_EFFECT}</p>')
    else:
        parts.append("<p>Er zijn nog geen interventies ingevoerd.</p>")
    if activiteiten or resultaten:
        parts.append(report_work.counted(f"Gepland en gedaan voor {bouwsteen.naam}", activiteiten, resultaten))
        parts.append(report_work.documents(inhoud, [*activiteiten, *resultaten]))
    if effecten:
        names = {i: one.name for i, one in asked.s.indicators.items()}
        parts.append("<h4>Wat er voor bewoners moet veranderen</h4>")
        parts.append(report_work.effects(effecten, names) + report_work.documents(inhoud, effecten))
    if middelen:
        parts.append("<h4>Middelen</h4>")
        parts.append(report_work.money(middelen, Per.POST, asked.programme, inhoud, bouwsteen.naam))
        parts.append(report_work.documents(inhoud, middelen))
    return "".join(parts)


def _gap_table(asked: Asked, bouwsteen: Bouwsteen) -> str:
    """The kloof of each kerncijfer in one table, and which have none and why."""
    ids = kernset(bouwsteen)
    newest = [asked.cijfers.kloof[i][-1] for i in ids if i in asked.cijfers.kloof]
    reasons: dict[str, list[str]] = {}
    for i in ids:
        if i not in asked.cijfers.kloof:
            reasons.setdefault(why_no_kloof(asked.s, i), []).append(asked.s.indicators[i].name)
    caption = f"Focuswijken samen naast de rest van {asked.cijfers.city}: {bouwsteen.naam}"
    table = kloof_rows(caption, newest, asked.s.indicators) if newest else ""
    return table + told_lacking("Geen verschil te berekenen", reasons)


def _summary(asked: Asked, bouwsteen: Bouwsteen) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in headlines(asked, bouwsteen))


def _doelen(bouwsteen: Bouwsteen) -> str:
    items = "".join(
        f"<li><strong>{escape(doel.naam)}</strong>{f' {escape(doel.toelichting)}' if doel.toelichting else ''}</li>"
        for doel in bouwsteen.doelen
    )
    return f'<h3>Doelen</h3><ul class="wp-bullets">{items}</ul>'


def _kloof(asked: Asked, bouwsteen: Bouwsteen) -> str:
    return f"<h3>Hoe groot is het verschil?</h3>{_gap_table(asked, bouwsteen)}"


def _targets(asked: Asked, bouwsteen: Bouwsteen) -> str:
    rows = kloof_figures.streefwaarden(asked.s)
    own = rows[rows["indicator"].isin(kernset(bouwsteen))]
    if not len(own):
        return "<h3>Streefwaarden</h3><p>Nog niet vastgesteld.</p>"
    table = to_html(of_targets(own, asked.s.indicators), TARGETS, f"Streefwaarden: {bouwsteen.naam}")
    return f"<h3>Streefwaarden</h3>{table}"


def _trends(asked: Asked, bouwsteen: Bouwsteen) -> str:
    s, ids = asked.s, [i for i in kernset(bouwsteen) if i in asked.cijfers.kloof]
    if not ids:
        return ""
    series = asked.series(FOCUSWIJKEN_CODE, ids)
    blocks = [
        trend_block(
            series[i],
            FOCUSWIJKEN_CODE,
            s.indicators[i],
            asked.programme,
            asked.tokens,
            asked.cijfers.borders,
            words.title(asked.cijfers.kloof[i][-1], s.indicators[i]),
            words.seen(asked.cijfers.kloof[i][-1], s.indicators[i], asked.cijfers.city),
            s.sources,
        )
        for i in ids
    ]
    return f"<h3>De kerncijfers door de jaren</h3>{''.join(blocks)}"
