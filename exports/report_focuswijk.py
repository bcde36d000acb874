"""The chapter of a report about one focuswijk: its profile, experience beside record, and what is done there."""

from html import escape

from charts import report_work, trend_words
from charts.border_words import moves_of
from charts.frames import Row, as_float, records
from charts.interventies import NOT_AN_EFFECT
from charts.judged import SINGLE
from charts.kloof_table import sources
from charts.kloof_words import NO_CAUSE, TO_THE_MEAN
from charts.pairs import NOTE, TITLE, WHAT, pairs
from charts.paper import Chapter
from charts.programme_words import FITS, placed
from charts.report_figures import lacking, profile_rows, trend_block
from charts.report_words import moved, stands
from charts.spine import spreads_of
from charts.trend import lines_of
from exports import report_maps
from exports.dia_bouwsteen import kernset
from exports.report_asked import Asked
from exports.report_stories import stories
from model.areas import focuswijk_code
from model.programme import Focuswijk
from model.status import REASON_LABELS, Reason
from model.uitvoering import Status
from snapshot import figures, kloof_figures
from snapshot.sensible import without_counts


def chapter(asked: Asked, wijk: Focuswijk, whole: bool) -> Chapter:
    """Everything of one focuswijk; ``whole``: a report of it alone, with the series of its kerncijfers."""
    rows = profile(asked, wijk) if wijk.buurten else {}
    said = _said(summary(asked, rows)) if rows and not whole else ""
    body = f'<div class="wp-placed"><div>{_head(asked, wijk)}{said}</div>{report_maps.place(asked, wijk)}</div>'
    if wijk.buurten:
        body += _profile(asked, wijk, rows) + _pairs(asked, wijk)
        body += _trends(asked, wijk, rows) if whole else ""
    else:
        body += f"<p>Nog geen cijfers: {escape(FITS[wijk.aansluiting])}</p>"
    return Chapter(f"focuswijk-{wijk.id}", f"Focuswijk: {wijk.naam}", body + _work(asked, wijk))


def profile(asked: Asked, wijk: Focuswijk) -> dict[str, Row]:
    """Per kernset indicator the newest figure of a focuswijk; see figures.profile."""
    frame = without_counts(asked.s, figures.profile(asked.s, focuswijk_code(wijk.id), asked.programme.kernset))
    return {str(row["indicator"]): row for row in records(frame)}


def summary(asked: Asked, rows: dict[str, Row]) -> list[str]:
    """How a focuswijk stands and what moved, in two sentences."""
    found = list(rows.values())
    return [stands(found, asked.s.indicators, asked.cijfers.city), moved(found)]


def _head(asked: Asked, wijk: Focuswijk) -> str:
    frame = figures.areas(asked.s)
    known = frame.loc[frame["code"] == focuswijk_code(wijk.id), "inwoners"]
    names = asked.s.area_names
    return placed(wijk, as_float(known.iloc[-1]) if len(known) else None, lambda code: names.get(code, code))


def in_short(asked: Asked, wijk: Focuswijk) -> Chapter:
    """The summary of a report about one focuswijk: how it stands, what moved, and what is not claimed."""
    lines = summary(asked, profile(asked, wijk)) if wijk.buurten else [FITS[wijk.aansluiting]]
    own = [one for one in asked.inhoud.interventies if wijk.id in one.focuswijken]
    running = sum(one.status is Status.LOOPT for one in own)
    if own:
        counted = "is één interventie" if len(own) == 1 else f"zijn {len(own)} interventies"
        lines.append(f"Aan {wijk.naam} {counted} gebonden; er {'loopt' if running == 1 else 'lopen'} er nu {running}.")
    return Chapter("samenvatting", "Samenvatting", _said([*lines, TO_THE_MEAN, NO_CAUSE]))


def _said(lines: list[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines if line)


def _profile(asked: Asked, wijk: Focuswijk, rows: dict[str, Row]) -> str:
    s = asked.s
    known = {i: row for i, row in rows.items() if as_float(row["value"]) is not None}
    spreads = spreads_of(figures.spread(s, list(known)), {i: str(row["period"]) for i, row in known.items()})
    parts = [f"<h3>Waar staat {escape(wijk.naam)} tussen alle buurten?</h3>"]
    for bouwsteen in asked.programme.bouwstenen:
        ids = kernset(bouwsteen)
        parts.append(f"<h4>{escape(bouwsteen.naam)}</h4>")
        own = [known[i] for i in ids if i in known]
        if own:
            caption = f"{wijk.naam}: {bouwsteen.naam}"
            parts.append(profile_rows(caption, own, s.indicators, spreads, asked.cijfers.city, asked.tokens))
        parts.append(lacking(ids, rows, s.indicators, REASON_LABELS[Reason.NO_SOURCE]))
    parts.append(f'<p class="wp-source">{escape(SINGLE)}</p>')
    parts.append(f'<p class="wp-source">{escape(sources(list(known.values()), s.sources))}</p>' if known else "")
    return "".join(parts)


def _pairs(asked: Asked, wijk: Focuswijk) -> str:
    if not asked.programme.paren:
        return ""
    rows = records(kloof_figures.pairs(asked.s, [focuswijk_code(wijk.id)]))
    shown = pairs(rows, asked.programme.paren, asked.s.indicators)
    return f'<h3>{TITLE}</h3><p class="wp-subtitle">{WHAT}</p>{shown}<p class="wp-source">{NOTE}</p>'


def _trends(asked: Asked, wijk: Focuswijk, rows: dict[str, Row]) -> str:
    s, code = asked.s, focuswijk_code(wijk.id)
    series = asked.series(code, [i for i in rows if as_float(rows[i]["value"]) is not None])
    tested = {str(row["indicator"]): row for row in records(figures.trends(s, list(series), [code]))}
    blocks = []
    for i in (i for i in asked.programme.kernset if i in series):
        frame, indicator = series[i], s.indicators[i]
        lines, moves = lines_of(frame, [code]), moves_of(asked.cijfers.borders, frame)
        blocks.append(
            trend_block(
                frame,
                code,
                indicator,
                asked.programme,
                asked.tokens,
                asked.cijfers.borders,
                trend_words.question(indicator, lines),
                trend_words.seen(lines, indicator, moves, tested.get(i)),
                s.sources,
            )
        )
    return f"<h3>De kerncijfers door de jaren</h3>{''.join(blocks)}" if blocks else ""


def _work(asked: Asked, wijk: Focuswijk) -> str:
    inhoud = asked.inhoud
    own = [one for one in inhoud.interventies if wijk.id in one.focuswijken]
    parts = [f"<h3>Wat wordt er gedaan in {escape(wijk.naam)}?</h3>"]
    if own:
        parts.append(report_work.interventies(f"Interventies in {wijk.naam}", own, asked.programme, inhoud))
        parts.append(f'{report_work.documents(inhoud, own)}<p class="wp-source">{NOT_AN_EFFECT}</p>')
    else:
        parts.append("<p>Er zijn nog geen interventies die aan deze focuswijk zijn gebonden.</p>")
    told = [one for one in asked.material.verhalen if one.gebied == wijk.id or one.gebied in wijk.buurten]
    parts.append(stories(asked, told))
    return "".join(parts)
