"""Slides of a draaiboek as a PowerPoint file: native charts, still maps, notes for who speaks.

Every word and every figure comes from the dias; here is only decided where it stands and how large.
"""

import io
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE

from charts.style import theme
from exports.dia_cijfers import Cijfers
from exports.edition_words import dias_of
from exports.slide_pages import Deck, add_pages
from exports.slide_template import of_gemeente, wijkpeil
from exports.slide_text import LANGUAGE, clean
from model.errors import WijkpeilError
from snapshot.edities import photo_of
from snapshot.material import Material
from snapshot.programmes import template_of
from snapshot.store import logo_path

SUFFIX = ".pptx"
MEDIA = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def slides(material: Material, sjabloon: bytes | None = None, name: str = "Het sjabloon") -> bytes:
    """The whole file, of an edition as it was frozen. ``sjabloon``: a gemeente's template, called ``name`` in messages.

    Raises WijkpeilError when the template lacks what slides need or the edition cannot be read, OSError when a file of
    the snapshot cannot be read.
    """
    tokens = theme("light", material.s.programme.huisstijl)
    template = wijkpeil(tokens) if sjabloon is None else of_gemeente(sjabloon, name)
    dias = dias_of(material)
    footer = _footer(material)
    deck = Deck(template, Cijfers(material.s), tokens, footer, _logo(material), partial(photo_of, material))
    for dia in dias:
        add_pages(deck, dia)
    _about(template.presentation, material)
    _without_thumbnail(template.presentation)
    out = io.BytesIO()
    template.presentation.save(out)
    return out.getvalue()


def template_for(programme: str, other: Path | None = None) -> tuple[bytes | None, str]:
    """The template to use and what it is called: one that is named, else that of the programme's folder, else none.

    Raises WijkpeilError when it is not there.
    """
    path = other or template_of(programme)
    if path is None:
        return None, ""
    try:
        return path.read_bytes(), path.name
    except OSError as error:
        raise WijkpeilError(f"Het sjabloon {path} is niet te lezen: {error.strerror or error}.") from error


def check_template(content: bytes | None, name: str) -> None:
    """Raises WijkpeilError when a gemeente's template lacks what slides need."""
    if content is not None:
        of_gemeente(content, name)


def _logo(material: Material) -> Path | None:
    """The logo of the programme, where it is a picture that every program shows."""
    path = logo_path(material.s.programme.id, material.s.id)
    return path if path is not None and path.suffix == ".png" else None


def _footer(material: Material) -> str:
    edition = material.editie.naam if material.editie else material.s.programme.naam
    return clean(f"{edition} · peil {material.s.id} · Wijkpeil")


def _without_thumbnail(presentation: Any) -> None:
    """The picture of the file is that of the template; a program makes a new one when it saves."""
    package = presentation.part.package
    for name, relation in list(package._rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package._rels.pop(name)


def _about(presentation: Any, material: Material) -> None:
    """Properties that a program shows of the file; the time is that of the peil, so that the same input looks alike."""
    about, programme = presentation.core_properties, material.s.programme
    about.title = clean(material.editie.naam if material.editie else programme.naam)
    about.author = clean(programme.huisstijl.naam if programme.huisstijl else programme.naam)
    about.subject, about.language, about.keywords, about.comments = "Wijkpeil", LANGUAGE, material.s.id, ""
    made = datetime.fromisoformat(str(material.s.manifest["gemaakt"]))
    about.created = about.modified = made.replace(tzinfo=None, microsecond=0)
    about.last_modified_by = "Wijkpeil"
