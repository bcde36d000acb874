"""One interventie on a page: its terms, its doelen with kerncijfers, what is counted, money, trends and documents."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from charts import doelenboom, timing
from charts import interventie_blad as sheet
from charts.explained import SEVERAL, of_several
from charts.figure import Caption
from charts.frames import as_float, records
from charts.interventies import Work
from charts.looptijd import parts, span_words
from charts.table import Column, to_html
from charts.timing import Mark
from charts.words import in_sentence
from model.areas import FOCUSWIJKEN_CODE, focuswijk_code
from model.gericht import doelen_of, effecten_of, indicators_of
from model.uitvoering import Interventie
from pages import _ask, _figure
from pages._address import link, put
from pages._export import Figures
from pages._shell import PageView
from pages.analist._panelen import panels_of

_MOST_TRENDS = 6
_ACROSS = 3
_AIMS = "Op deze cijfers is de interventie gericht. Dat zegt niet dat de interventie ze heeft veranderd."
_AS_PRINTED = "Zoals gedrukt, en niet opgeteld: overzichten en kolommen kunnen hetzelfde geld noemen."


def detail(view: PageView, work: Work, one: Interventie) -> None:
    """Draw all that is known of one interventie."""
    st.button("Terug naar alle interventies", icon=":material/arrow_back:", on_click=put, args=("interventie", ""))
    st.html(sheet.head(work, one))
    counted = sheet.prestaties(work, one)
    if counted:
        _table("Wat is er geteld?", "Gepland naast gerealiseerd", *sheet.counted(counted))
    if work.middelen(one):
        _table("Welk geld hoort erbij?", _AS_PRINTED, *sheet.money(work, one))
    effects = effecten_of(work.programme, work.inhoud, one)
    if effects:
        st.html(f'<h2 class="wp-title">Wat moet er veranderen?</h2>{sheet.effects(effects)}')
    _figures(view, work, one)
    rows = [one, *counted, *work.middelen(one), *effects]
    st.html(f'<h2 class="wp-title">Stukken</h2>{sheet.documents(work, rows)}')


def _table(title: str, about: str, frame: pd.DataFrame, columns: Sequence[Column]) -> None:
    head = f'<h2 class="wp-title">{escape(title)}</h2><p class="wp-subtitle">{escape(about)}</p>'
    st.html(head + to_html(frame, columns, title))


def _area(work: Work, one: Interventie) -> str:
    """The area whose figures stand beside it: its only focuswijk, else the focuswijken together; empty for none."""
    own = [wijk.id for wijk in work.programme.focuswijken if wijk.id in one.focuswijken]
    measured = [wijk.id for wijk in work.programme.focuswijken if wijk.buurten]
    if len(own) == 1 and own[0] in measured:
        return focuswijk_code(own[0])
    return FOCUSWIJKEN_CODE if measured else ""


def _where(view: PageView, area: str) -> str:
    return in_sentence(_ask.name_of(view.s, area), area)


def _figures(view: PageView, work: Work, one: Interventie) -> None:
    s = view.s
    aimed = [i for i in indicators_of(work.programme, work.inhoud, one) if i in s.indicators]
    doelen = [
        doel.model_copy(update={"kernset": tuple(i for i in doel.kernset if i in s.indicators)})
        for doel in doelen_of(work.programme, work.inhoud, one)
    ]
    area = _area(work, one)
    if not aimed or not area:
        return
    frame = _ask.profile(s, area, tuple(aimed))
    figures = {str(row["indicator"]): row for row in records(frame)}
    gaps = records(_ask.kloof(s, tuple(aimed)))
    tree = doelenboom.Tree(
        programme=work.programme,
        inhoud=work.inhoud,
        indicators=s.indicators,
        figures=figures,
        gaps={str(row["indicator"]): row for row in gaps if row["area"] == area},
        city=_ask.city(s),
    )
    where = _where(view, area)
    caption = Caption(
        title=f"Hoe staan de kerncijfers ervoor in {where}?",
        subtitle=f"Kerncijfers van elk {work.programme.doel_naam.lower()} van deze interventie",
        source=_ask.source_of(s, frame),
        notes=(_AIMS,),
    )
    address = partial(link, "kloof", programma=s.programme.id)
    cards = "".join(
        f'<section class="wp-card"><h3>{escape(doel.naam)}</h3>{doelenboom.kernset(tree, doel, address)}</section>'
        for doel in doelen
    )
    _figure.framed(caption, lambda: st.html(f'<div class="wp-cards wp-work-doelen">{cards}</div>'))
    _trends(view, one, area, [i for i in aimed if i in figures and as_float(figures[i]["value"]) is not None])
    file = Figures(s, aimed, [area])
    _figure.twin(caption.title, lambda: of_several(frame, s.indicators, s.sources), SEVERAL, file)


def _trends(view: PageView, one: Interventie, area: str, ids: list[str]) -> None:
    """Small trends of the first of the indicators that it aims at and that have more than one figure."""
    s = view.s
    known = _ask.over_time(s, ids, [area]).dropna(subset=["value"])["indicator"].value_counts()
    ids = [i for i in ids if known.get(i, 0) > 1]
    frame, panels, notes = panels_of(s, area, ids[:_MOST_TRENDS], view.tokens.name)
    if not panels:
        return
    more, bar = len(ids) - _MOST_TRENDS, parts(one, datetime.now(UTC).date())
    marks = [Mark(0, one, bar, frozenset({area}))] if bar else []
    said = [f"De balk onder de as: {span_words(one.begin, one.eind)}. {timing.NOTE}"] if bar else []
    caption = Caption(
        title=f"Hoe veranderen de cijfers waar zij op is gericht in {_where(view, area)}?",
        subtitle="Elk met een eigen verticale as · stippellijn: rest van de stad",
        source=_ask.source_of(s, frame),
        notes=(*said, *notes, *([f"U ziet de eerste {_MOST_TRENDS} cijfers; {more} andere niet."] if more > 0 else [])),
    )

    def draw() -> None:
        for first in range(0, len(panels), _ACROSS):
            for shown, place in zip(panels[first : first + _ACROSS], st.columns(_ACROSS, gap="medium"), strict=False):
                with place:
                    st.html(f'<h3 class="wp-panel">{escape(shown.name)}<small>{escape(shown.unit)}</small></h3>')
                    drawing = timing.with_lane(shown.drawing, marks, [area], view.tokens)
                    config, key = {"displayModeBar": False, "scrollZoom": False}, f"wp_paneel_{shown.name}"
                    st.plotly_chart(drawing, key=key, theme=None, alt=" ".join([shown.seen, *said]), config=config)

    _figure.framed(caption, draw)
