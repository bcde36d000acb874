"""Routes of the read-only API: find the snapshot, ask ``exports.answers``, and say whether the reader has it already.

A public process answers from the public half to any page on the internet; the intern one from its own half, to who is
let in. An answer may be kept but is asked again each time (with its ETag), so that a withdrawal holds at once.
"""

import logging
import re
from collections.abc import Callable
from hashlib import sha256
from secrets import token_hex

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from exports.about import figures_hash
from exports.answers import Answer, answer
from exports.asked import AskedWrong
from exports.endpoints import ENDPOINTS, ROOT, Endpoint
from exports.openapi import PROBLEM
from model.errors import WijkpeilError
from snapshot.settings import settings
from snapshot.store import Snapshot, open_snapshot, programmes_with_snapshot

_LOG = logging.getLogger("wijkpeil")
# A program that was started again may answer in another form.
_STARTED = token_hex(8)
_NAME = re.compile(r"[a-z0-9-]{1,80}")
_TITLES = {
    400: "Zo kan de vraag niet worden beantwoord",
    404: "Dit is er niet",
    405: "Hier kan alleen worden gelezen",
    500: "Er ging iets mis",
}
_NOT_HERE = "Op dit adres is niets. Wat er wel is, staat op /api/v1/."
_NO_PROGRAMME = "Dit programma bestaat niet, of er zijn geen cijfers van. Alle programma's staan op /api/v1/programmes."
_READ_ONLY = "Stel de vraag met GET; de API verandert niets."
_FAILED = "Het antwoord kon niet worden gemaakt. De beheerder vindt de fout in het logboek."


def _answering(one: Endpoint) -> Callable[[Request], Response]:
    """The handler of an endpoint; not async, so that Starlette runs it beside the sessions of the pages."""

    def handle(request: Request) -> Response:
        try:
            return _asked(one, request)
        except AskedWrong as error:
            return problem(404 if error.missing else 400, str(error))
        except WijkpeilError as error:
            return problem(404, str(error))
        except Exception:
            _LOG.exception("fout in de API")
            return problem(500, _FAILED)

    return handle


def _asked(one: Endpoint, request: Request) -> Response:
    s: Snapshot | None = None
    if one.of_programme:
        name = request.path_params["programme"]
        if not _NAME.fullmatch(name) or name not in programmes_with_snapshot():
            return problem(404, _NO_PROGRAMME)
        s = open_snapshot(name)
    headers = _headers() | ({} if s is None else {"ETag": _tag(request, s)})
    if headers.get("ETag") in re.findall(r'"[^"]*"', request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    host = f"{request.url.scheme}://{request.url.netloc}"
    found = answer(one, s, request.scope["query_string"].decode("latin-1"), host)
    return Response(found.content, media_type=found.kind, headers=headers | _of(found))


def _tag(request: Request, s: Snapshot) -> str:
    """The same for the same question to the same figures by the same program: nothing is asked to know it."""
    about = (_STARTED, s.programme.id, s.id, figures_hash(s), str(request.url))
    return f'"{sha256(repr(about).encode()).hexdigest()[:32]}"'


def _of(found: Answer) -> dict[str, str]:
    headers = {}
    if found.next is not None:
        headers["Link"] = f'<{found.next}>; rel="next"'
    if found.file is not None:
        headers["Content-Disposition"] = f'attachment; filename="{found.file}"'
    return headers


def _headers() -> dict[str, str]:
    if settings().public:
        shown = "ETag, Link, Content-Disposition"
        return {
            "Cache-Control": "public, no-cache",
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Expose-Headers": shown,
            "Cross-Origin-Resource-Policy": "cross-origin",
        }
    return {"Cache-Control": "private, no-cache"}


def problem(status: int, detail: str) -> Response:
    """An answer that says what is wrong and what to do, as RFC 9457 has it."""
    content = {"type": "about:blank", "title": _TITLES[status], "status": status, "detail": detail}
    return JSONResponse(content, status, _headers() | {"Cache-Control": "no-store"}, PROBLEM)


def _nothing(request: Request) -> Response:
    return problem(404, _NOT_HERE) if request.method in {"GET", "HEAD"} else problem(405, _READ_ONLY)


_ANY = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
# The last two: an address under /api/ that is no question gets the same kind of answer as a question that goes wrong.
ROUTES = (
    *(Route(ROOT + one.path, _answering(one), methods=["GET"]) for one in ENDPOINTS),
    Route("/api/{path:path}", _nothing, methods=_ANY),
    Route("/api", _nothing, methods=_ANY),
)
