"""The report of a programme, of one bouwsteen or of one focuswijk: one self-contained HTML file, and a PDF of it.

Its figures are look-ups of the same functions as the pages ask, and its sentences those of charts: what it says equals
the app to the digit.
"""

from enum import StrEnum
from html import escape

from charts import kloof_words
from charts.kloof_cards import told
from charts.paper import Chapter, Cover, document
from charts.words import FICTIONAL
from exports import report_about, report_bouwsteen, report_focuswijk, report_maps, report_middelen
from exports.pdf import pdf_of
from exports.report_asked import Asked
from exports.report_parts import bouwsteen_of, corrected, focuswijk_of, owner, stamped
from model.errors import WijkpeilError
from snapshot.material import Material


class Paper(StrEnum):
    """What a report is written as; the value is the ending of the file."""

    PDF = "pdf"
    HTML = "html"


MEDIA = {Paper.PDF: "application/pdf", Paper.HTML: "text/html"}


def written(html: str, paper: Paper) -> bytes:
    """The file of a report. Raises WijkpeilError when this machine cannot make a PDF."""
    return pdf_of(html) if paper is Paper.PDF else html.encode()


def report_html(material: Material, focuswijk: str = "", bouwsteen: str = "") -> str:
    """The report as HTML; of one focuswijk or bouwsteen by its id, else of the whole programme.

    Raises WijkpeilError for one that the programme does not have.
    """
    asked = Asked(material)
    if focuswijk and bouwsteen:
        raise WijkpeilError("Een rapport gaat over één focuswijk of over één bouwsteen. Kies een van beide.")
    if focuswijk:
        wijk = focuswijk_of(asked, focuswijk)
        chapters = [report_focuswijk.in_short(asked, wijk), report_focuswijk.chapter(asked, wijk, whole=True)]
        return _made(asked, f"Focuswijk {wijk.naam}", chapters)
    if bouwsteen:
        one = bouwsteen_of(asked, bouwsteen)
        title = f"{asked.programme.bouwsteen_naam} {one.naam}"
        return _made(asked, title, [report_bouwsteen.chapter(asked, one)])
    chapters = [_summary(asked)]
    chapters += [report_bouwsteen.chapter(asked, one) for one in asked.programme.bouwstenen]
    chapters += [report_focuswijk.chapter(asked, wijk, whole=False) for wijk in asked.programme.focuswijken]
    money = report_middelen.chapter(asked)
    chapters += [money] if money else []
    return _made(asked, "", chapters, report_maps.places(asked))


def _made(asked: Asked, about: str, chapters: list[Chapter], picture: str = "") -> str:
    return document(_cover(asked, about, picture), [*chapters, *report_about.chapters(asked)], asked.tokens)


def _cover(asked: Asked, about: str, picture: str) -> Cover:
    programme = asked.programme
    return Cover(
        title=f"Rapport: {programme.naam}",
        subtitle=about,
        owner=owner(asked),
        lines=stamped(asked),
        notes=(*((FICTIONAL,) if programme.fictief else ()), *corrected(asked)),
        logo=asked.logo(),
        picture=picture,
    )


def _summary(asked: Asked) -> Chapter:
    """What was found over the whole programme, and how we know."""
    newest = [rows[-1] for rows in asked.cijfers.kloof.values()]
    editie = asked.material.editie
    opening = f"<p>{escape(editie.keuzes.opening)}</p>" if editie is not None and editie.keuzes.opening else ""
    parts = [opening, f"<p>{escape(told(newest))}</p>"]
    for bouwsteen in asked.programme.bouwstenen:
        lines = report_bouwsteen.headlines(asked, bouwsteen)
        if lines:
            matter = "".join(f"<li>{escape(line)}</li>" for line in report_bouwsteen.picked(asked, bouwsteen))
            said = "".join(f"<p>{escape(line)}</p>" for line in lines)
            parts.append(f'<h3>{escape(bouwsteen.naam)}</h3>{said}<ul class="wp-bullets">{matter}</ul>')
    known = "".join(f"<p>{escape(note)}</p>" for note in kloof_words.notes(asked.programme))
    return Chapter("samenvatting", "Samenvatting", f"{''.join(parts)}<h3>Hoe weten we dat?</h3>{known}")
