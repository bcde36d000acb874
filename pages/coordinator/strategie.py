"""Strategieën: each strategie as a dashboard of its own, made from one template; the address says which."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from charts import canvas, doelenboom, kloof_cards, kloof_table, kloof_words, middelen, strategie
from charts.border_words import moves_of
from charts.effecten import effects
from charts.figure import Caption, head
from charts.sparkline import sparkline
from charts.trend import lines_of
from model.areas import FOCUSWIJKEN_CODE, REST_CODE
from model.besteding import Per
from model.indicator import Kind
from model.inhoud import Inhoud
from model.programme import Bouwsteen
from model.uitvoering import Strategie
from pages import _ask, _figure
from pages._address import link
from pages._interventies import link_to
from pages._shell import PageView, content, page
from pages.coordinator._bronnen import source
from pages.coordinator._strategie import Figures, chosen, doel_names, figures

MENU = ("Strategieën", 54)
_ALL_MONEY = "Bekijk het geld van alle strategieën"
_WHAT = "Hier komt van elke strategie hoe het ermee staat: doelen, interventies, canvas, geld en effecten."


def render() -> None:
    """Draw the page."""
    with page("Strategieën", "Van elke strategie waar zij voor is, wat er gebeurt en wat er te zien is.") as view:
        if view is not None:
            _body(view)


def _body(view: PageView) -> None:
    inhoud, programme = content(view.s.programme.id), view.s.programme
    one = chosen(view, inhoud, _WHAT)
    if one is None:
        return
    if "strategie" in st.query_params:  # what the address names has a title of its own
        st.set_page_config(page_title=f"{one.naam} · Wijkpeil")
    addresses = {s.id: link("strategie", programma=programme.id, strategie=s.id) for s in inhoud.strategieen}
    st.html(strategie.ways(inhoud.strategieen, one.id, addresses))
    partners = {partner.id: partner.naam for partner in inhoud.partners}
    caption = Caption(title=one.naam, subtitle=one.omschrijving, source=source(inhoud, [one]))
    _figure.framed(caption, lambda: st.html(strategie.purpose(one, partners)))
    bouwstenen = _served(view, inhoud, one)
    of = canvas.canvas_of(inhoud, one.id)
    kernset = [i for bouwsteen in bouwstenen for doel in bouwsteen.doelen for i in doel.kernset]
    found = figures(view, [*kernset, *(i for effect in of.effecten for i in effect.indicatoren)])
    _doelen(view, bouwstenen, kernset, found)
    _interventies(view, inhoud, one)
    _canvas(view, inhoud, one, of)
    _money(view, inhoud, one)
    _effects(view, inhoud, of, found)
    _twin(view, inhoud, one, found)


def _served(view: PageView, inhoud: Inhoud, one: Strategie) -> list[Bouwsteen]:
    """The bouwstenen with only the doelen that this strategie serves."""
    served = {pair.doel for pair in inhoud.strategie_doelen if pair.strategie == one.id}
    found = []
    for bouwsteen in view.s.programme.bouwstenen:
        doelen = tuple(doel for doel in bouwsteen.doelen if doel.id in served)
        if doelen:
            found.append(bouwsteen.model_copy(update={"doelen": doelen}))
    return found


def _doelen(view: PageView, bouwstenen: Sequence[Bouwsteen], kernset: Sequence[str], found: Figures) -> None:
    s = view.s
    title = f"Hoe staat het met de {s.programme.doel_naam.lower()}en waar zij aan werkt?"
    if not bouwstenen:
        st.html(f'<h2 class="wp-title">{title}</h2><p class="wp-seen">{canvas.fill("strategie_doelen")}</p>')
        return
    if found.frame is None:
        names = "; ".join(doel.naam for bouwsteen in bouwstenen for doel in bouwsteen.doelen)
        _figure.framed(Caption(title, names, "", seen="Er zijn nog geen cijfers van focuswijken."), lambda: None)
        return
    gaps = {i: rows for i, rows in kloof_cards.by_indicator(found.gaps).items() if i in kernset}
    without = {i: _ask.why_no_kloof(s, i) for i in kernset if i not in gaps}
    caption = Caption(
        title=title,
        subtitle="Focuswijken samen min rest van de stad, nu en sinds de nulmeting",
        source=kloof_table.sources([rows[-1] for rows in gaps.values()], s.sources) if gaps else "",
        notes=(kloof_words.NO_CAUSE,),
    )
    address = partial(link, "kloof", programma=s.programme.id)
    cards = kloof_cards.cards(bouwstenen, gaps, without, s.indicators, view.tokens, address)
    _figure.framed(caption, lambda: st.html(cards))


def _interventies(view: PageView, inhoud: Inhoud, one: Strategie) -> None:
    own = [interventie for interventie in inhoud.interventies if interventie.strategie == one.id]
    caption = Caption(
        title="Wat gebeurt er, en waar?",
        subtitle="Interventies naar status, met hun focuswijken",
        source=source(inhoud, own),
        seen=strategie.per_wijk(own, view.s.programme),
    )
    _figure.framed(caption, lambda: st.html(strategie.interventies(own, view.s.programme, partial(link_to, view))))


def _canvas(view: PageView, inhoud: Inhoud, one: Strategie, of: canvas.Canvas) -> None:
    address = link("canvas", programma=view.s.programme.id, strategie=one.id)
    today = datetime.now(UTC).date()
    caption = Caption("Het canvas in het kort", "Van activiteit naar resultaat naar effect", source(inhoud, of.counted))
    _figure.framed(caption, lambda: st.html(strategie.in_short(of, address, today)))


def _money(view: PageView, inhoud: Inhoud, one: Strategie) -> None:
    """Per overzicht the posts of this strategie; amounts of two overzichten are never added."""
    any_money = False
    for overzicht in inhoud.overzichten:
        rows = [row for row in inhoud.middelen if (row.overzicht, row.strategie) == (overzicht.id, one.id)]
        if not rows:
            continue
        any_money = True
        shown = middelen.money(overzicht, rows, Per.POST, {}, "")
        caption = Caption(
            title=middelen.title(shown),
            subtitle="Alleen de posten van deze strategie",
            source=source(inhoud, rows),
            seen=middelen.seen(shown),
        )
        drawn = middelen.table(shown, "post") + middelen.remarks(rows)
        _figure.framed(caption, partial(st.html, drawn))
    if not any_money:
        caption = Caption("Geld", "Bij deze strategie staan nog geen bedragen", "")
        st.html(f'{head(caption)}<p class="wp-seen">{canvas.fill("middelen")}</p>')
        return
    address = link("middelen", programma=view.s.programme.id, per=str(Per.STRATEGIE))
    st.html(f'<p><a href="{address}" target="_self">{_ALL_MONEY}</a></p>')


def _effects(view: PageView, inhoud: Inhoud, of: canvas.Canvas, found: Figures) -> None:
    ids = tuple(dict.fromkeys(i for effect in of.effecten for i in effect.indicatoren))
    histories = _ask.histories(view.s, ids, [FOCUSWIJKEN_CODE, REST_CODE]) if found.frame is not None and ids else {}

    def small(i: str) -> str:
        """The focuswijken together as a line, the rest of the city as dots."""
        if i not in histories:
            return ""
        history, indicator = histories[i], view.s.indicators[i]
        if indicator.kind is Kind.COUNT:
            history = history[history["area"] == FOCUSWIJKEN_CODE]
        moves = moves_of(_ask.border_changes(view.s), history).get(FOCUSWIJKEN_CODE, ())
        return sparkline(lines_of(history, [FOCUSWIJKEN_CODE]), indicator, view.tokens, moves)

    measured = found.source(view, ids)
    caption = Caption(
        title="Wat verandert er voor bewoners?",
        subtitle="Effecten, met de cijfers van de focuswijken samen (lijn) en de rest van de stad (stippels)",
        source=" · ".join(text for text in (source(inhoud, of.effecten), measured) if text),
        notes=(kloof_words.NO_CAUSE,),
    )
    items = effects(of.effecten, doel_names(view), found.shown(view, small))
    none = f'<p class="wp-small">Nog geen effecten bij deze strategie. {canvas.fill("effecten")}</p>'
    _figure.framed(caption, lambda: st.html(f'<ul class="wp-effects">{items}</ul>' if items else none))


def _twin(view: PageView, inhoud: Inhoud, one: Strategie, found: Figures) -> None:
    shown = found.shown(view)
    tree = doelenboom.Tree(
        programme=view.s.programme.model_copy(update={"bouwstenen": tuple(_served(view, inhoud, one))}),
        inhoud=inhoud,
        indicators=view.s.indicators,
        figures=shown.figures,
        gaps=shown.gaps,
        city=shown.city,
        strategie=one.id,
    )
    columns = doelenboom.columns(view.s.programme)
    table = partial(doelenboom.table, tree)
    _figure.twin(f"Kerncijfers en interventies: {one.naam}", table, columns, f"wijkpeil-strategie-{one.id}")
