"""The route of the stage: one HTML file per edition (or of now), outside Streamlit, behind the door of every page.

Nothing of it is kept by a browser: consent for a story may end today. As a file it works without any network.
"""

import logging
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from exports.dia import Dia
from exports.edition_words import dias_of
from exports.podium import podium, policy
from model.errors import WijkpeilError
from pages._address import link
from snapshot import edities
from snapshot.logo import FOLDER
from snapshot.material import Material, current_material
from snapshot.settings import settings
from snapshot.store import Snapshot, programmes_with_snapshot

NOW, ROOT = "nu", "podium"
_LOG = logging.getLogger("wijkpeil")
_FAILED = "De presentatie kon niet worden gemaakt. De beheerder vindt de fout in het logboek van de app."
_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}


def address(programme: str, edition: str, keep: bool = False) -> str:
    """Where the stage of an edition is; ``keep``: as a file to keep."""
    return f"/{ROOT}/{programme}/{edition}{'?bewaren=1' if keep else ''}"


def stage(request: Request) -> Response:
    """The stage of an edition; not async, because drawing it takes a moment."""
    programme, edition = request.path_params["programme"], request.path_params["edition"]
    known = programme in programmes_with_snapshot() or edition in edities.identifiers(programme)
    if settings().public or not known:
        return _nothing()
    try:
        html = _made(_key(programme, edition))
    except WijkpeilError as error:
        return PlainTextResponse(str(error), 404, headers={"Cache-Control": "no-store"})
    except Exception:
        _LOG.exception("fout in de presentatie")
        return PlainTextResponse(_FAILED, 500)
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": policy()}
    if "bewaren" in request.query_params:
        headers["Content-Disposition"] = f'attachment; filename="wijkpeil-{programme}-{edition}.html"'
    return HTMLResponse(html, headers=headers)


def _nothing() -> Response:
    return PlainTextResponse("Deze presentatie is er niet.", 404, headers={"Cache-Control": "no-store"})


def _key(programme: str, edition: str) -> "_Key":
    material = current_material(programme) if edition == NOW else edities.editie_material(programme, edition)
    return _Key(material, link("presenteren", programma=programme, editie=edition))


class _Key:
    """A stage by what it is made of: the same material is drawn once."""

    def __init__(self, material: Material, back: str) -> None:
        self.material, self.back = material, back
        editie = material.editie
        self._of = (
            str(material.s.directory),
            editie.stempel if editie else material.inhoud.model_dump_json(),
            material.verhalen,
            material.correcties,
            back,
            _photos(material),
            () if editie else tuple(edities.identifiers(material.s.programme.id)),  # the last one stands beside now
        )

    def __hash__(self) -> int:
        return hash(self._of)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self._of == other._of


def _photos(material: Material) -> tuple[bytes, ...]:
    """The photos that are there, in short."""
    found = (edities.photo_of(material, story) for story in material.verhalen if story.foto)
    return tuple(sha256(photo).digest() for photo in found if photo is not None)


@lru_cache(maxsize=4)
def _made(key: _Key) -> str:
    material = key.material
    return podium(material, _dias(key), lambda story: edities.photo_of(material, story), _logo(material.s), key.back)


def dias_for(programme: str, edition: str) -> tuple[Material, tuple[Dia, ...]]:
    """What is told of an edition or of now, and its dias. Raises WijkpeilError."""
    key = _key(programme, edition)
    return key.material, _dias(key)


@lru_cache(maxsize=8)
def _dias(key: _Key) -> tuple[Dia, ...]:
    return dias_of(key.material)


def _logo(s: Snapshot) -> str:
    """The logo that the snapshot carries, as a data: address; empty without one."""
    file = next((one for one in sorted((s.directory / FOLDER).glob("*.*")) if one.suffix in _TYPES), None)
    if file is None:
        return ""
    return f"data:{_TYPES[file.suffix]};base64,{b64encode(file.read_bytes()).decode()}"
