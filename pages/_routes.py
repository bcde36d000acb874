"""Files of the app: maps of a snapshot, style, scripts, fonts and pictures of the manual, which a browser may keep for
ever; and photos of stories, which it may not keep at all.
"""

from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from charts.style import ASSETS
from charts.theme_files import css_tokens
from exports.share_image import share_image
from model.errors import WijkpeilError
from model.role import MODERATES, Role
from snapshot.settings import CHECKOUT, settings
from snapshot.store import geo_path, logo_path, open_snapshot, programmes_with_snapshot
from snapshot.stories import shown_stories, stories, story_photo

# Where the manual lies, with its pictures beside it in a folder of that name.
MANUAL = CHECKOUT / "docs" / "handleiding.md"
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_TYPES |= {".woff2": "font/woff2", ".png": "image/png"}


def _nothing_here() -> Response:
    return PlainTextResponse("Dit bestand is er niet.", status_code=404, headers={"Cache-Control": "no-store"})


async def geo(request: Request) -> Response:
    """A map file; its address holds the snapshot, so its content never changes."""
    file = geo_path(request.path_params["programme"], request.path_params["snapshot"], request.path_params["file"])
    if file is None:
        return _nothing_here()
    return FileResponse(file, media_type="application/geo+json", headers=_FOR_EVER)


def story(request: Request) -> Response:
    """The photo of a story, as a page of its own able to do nothing, and kept by no browser: consent may end today.

    One that may not be shown is only for who approves it; the door has put the role in the scope.
    """
    programme, own_id = request.path_params["programme"], request.path_params["story"]
    role = request.scope.get("state", {}).get("role", Role.BEHEERDER)
    see_all = role in MODERATES and not settings().public
    try:
        found = (stories if see_all else shown_stories)(programme)
        photo = next((story_photo(programme, one) for one in found if one.id == own_id), None)
    except WijkpeilError:
        photo = None
    if photo is None:
        return _nothing_here()
    alone = {"Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "no-store"}
    return Response(photo, media_type="image/jpeg", headers=alone | {"Content-Disposition": "inline"})


async def logo(request: Request) -> Response:
    """The logo that a snapshot carries. As a page of its own it may run and fetch nothing."""
    file = logo_path(request.path_params["programme"], request.path_params["snapshot"])
    if file is None or file.suffix not in {".svg", ".png"}:
        return _nothing_here()
    alone = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
    return FileResponse(file, media_type=_TYPES[file.suffix], headers=_FOR_EVER | alone)


def picture(request: Request) -> Response:
    """The share image of the snapshot that is served; not async, because drawing takes a moment."""
    programme = request.path_params["programme"]
    try:
        s = open_snapshot(programme) if programme in programmes_with_snapshot() else None
    except WijkpeilError:
        s = None
    if s is None or s.id != request.path_params["snapshot"]:
        return _nothing_here()
    return Response(_picture(programme, s.id), media_type="image/png", headers=_FOR_EVER)


@lru_cache(maxsize=16)
def _picture(programme: str, _snapshot: str) -> bytes:
    return share_image(open_snapshot(programme))


def picture_of(programme: str | None) -> str:
    """Address of the share image: of the programme that is asked for, else of the first; the general one without."""
    shown = programmes_with_snapshot()
    try:
        s = open_snapshot(programme if programme in shown else shown[0])
    except (WijkpeilError, IndexError):
        return f"/assets/{version()}/delen.png"
    return f"/huisstijl/{s.programme.id}/{s.id}/delen.png"


async def asset(request: Request) -> Response:
    """A file of charts/assets, or the tokens as CSS; the version in the address may be left out, as the theme does."""
    path = request.path_params["path"].removeprefix(f"{version()}/")
    if path == "tokens.css":
        return Response(css_tokens(), media_type="text/css", headers=_FOR_EVER)
    file = _files().get(path)
    if file is None:
        return _nothing_here()
    return FileResponse(file, media_type=_TYPES[file.suffix], headers=_FOR_EVER)


@cache
def _files() -> dict[str, Path]:
    pictures = MANUAL.with_suffix("").glob("*.png")
    own = {str(p.relative_to(ASSETS).as_posix()): p for p in ASSETS.rglob("*") if p.suffix in _TYPES}
    return own | {f"{MANUAL.stem}/{picture.name}": picture for picture in pictures}


@cache
def version() -> str:
    """Short hash of all assets: a changed file gets a new address."""
    digest = sha256(css_tokens().encode())
    for path in sorted(_files()):
        digest.update(_files()[path].read_bytes())
    return digest.hexdigest()[:12]
