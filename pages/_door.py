"""The door of the intern app: nothing is answered to who may not see it, whatever the address, file or route.

It stands before Streamlit and uses its login: it reads the cookie that Streamlit signed, gives who has none a page in
Dutch, and sends a browser to the provider again when an identity is older than ``login_minutes``. After a login the
browser comes back to the address that it asked for, which holds every choice.
"""

import json
import logging
import re
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose
from streamlit.auth_util import encode_provider_token, get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import TOKENS_COOKIE_NAME, USER_COOKIE_NAME

from model.errors import WijkpeilError
from model.role import ADDS_DATA, MODERATES
from pages import _door_pages
from pages._access import Expired, NotAllowed, NotRecognised, check_identity, recognised
from snapshot.login import Login

_LOG = logging.getLogger("wijkpeil")
_BACK = "wp_naar"
_BACK_SECONDS = 900
LOGIN = "/inloggen"
# Answered to everybody: style and scripts, whether the app is alive, and Streamlit's login itself.
_OPEN = re.compile(r"/(assets|static)/.*|/_stcore/health|/auth/(login|logout)|/oauth2callback")
_NO_PAGE = re.compile(r"/(_stcore|media|component|geo|api|verhaal)/.*|.*\.[^/]*")
# A place on this site that a cookie or address may send a browser to.
_PLACE = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,2000}")


class Door:
    """Lets pages, files, uploads and sessions through to recognised visitors only."""

    def __init__(self, app: ASGIApp, login: Login) -> None:
        self.app = app
        self._login = login

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._open_session(scope, receive, send)
        elif scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["path"] == LOGIN:
            await self._begin(Request(scope))(scope, receive, send)
        elif _OPEN.fullmatch(scope["path"]):
            await self.app(scope, receive, self._mended(send))
        else:
            refusal = self._refusal(Request(scope))
            await (refusal or self.app)(scope, receive, send)

    async def _open_session(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A genuine identity may open a session; how old it is and which role it has, every run of a page asks."""
        try:
            check_identity(self._login, claims_of(HTTPConnection(scope)))
        except NotRecognised:
            await WebSocketClose(1008)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _begin(self, request: Request) -> Response:
        """Off to the provider, remembering the place to come back to."""
        asked = request.query_params.get("naar", "/")
        place = asked if _PLACE.fullmatch(asked) else "/"
        answer = RedirectResponse(f"/auth/login?provider={quote(encode_provider_token('default'))}", 303)
        answer.set_cookie(_BACK, place, max_age=_BACK_SECONDS, httponly=True, samesite="lax", secure=self._login.secure)
        return answer

    def _refusal(self, request: Request) -> Response | None:
        """What is answered instead of what was asked for; None for a visitor who may have it."""
        is_page = request.method in {"GET", "HEAD"} and not _NO_PAGE.fullmatch(request.url.path)
        back = request.cookies.get(_BACK, "") if is_page and request.url.path == "/" else ""
        try:
            who = recognised(self._login, claims_of(request))
        except NotRecognised as error:
            return _ask_to_log_in(request, isinstance(error, Expired), back) if is_page else _short(401)
        except NotAllowed as error:
            _LOG.warning("iemand die is ingelogd, heeft geen rol in toegang.yaml en is geweigerd")
            return _without_place(_door_pages.no_access(str(error))) if is_page else _short(403)
        except WijkpeilError as error:
            _LOG.error("%s", error)
            return _door_pages.not_open() if is_page else _short(503)
        if request.method not in {"GET", "HEAD"} and who.role not in ADDS_DATA | MODERATES:
            return _short(403)
        if back:
            return _without_place(RedirectResponse(back if _PLACE.fullmatch(back) else "/", 303))
        request.state.role = who.role  # for the menu
        return None

    def _mended(self, send: Send) -> Send:
        """Streamlit's login with two changes: no choice of account at each renewal, and cookies for https only."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if "location" in headers:
                    headers["location"] = _without_prompt(headers["location"])
                if self._login.secure:
                    message["headers"] = [(name, _for_https(name, value)) for name, value in message["headers"]]
            await send(message)

        return sending


def claims_of(connection: HTTPConnection) -> dict[str, Any]:
    """The claims in the identity cookie that Streamlit signed; empty where there is none or it was tampered with."""
    secret = get_cookie_secret()

    def one(name: str) -> bytes | None:
        value = connection.cookies.get(name)
        return decode_signed_value(secret, name, value.encode("latin-1", "replace")) if value else None

    found = get_cookie_with_chunks(one, USER_COOKIE_NAME)
    try:
        claims = json.loads(found) if found else {}
    except ValueError:
        return {}
    return claims if isinstance(claims, dict) else {}


def _ask_to_log_in(request: Request, expired: bool, back: str) -> Response:
    """Straight on to the provider when an identity is too old; else, and after an attempt that failed, a page."""
    place = request.scope.get("raw_path", b"/").decode("latin-1").split("?")[0]
    if request.url.query:
        place += f"?{request.url.query}"
    link = f"{LOGIN}?naar={quote(back or place)}"
    if expired and not back:
        return RedirectResponse(link, 303, headers={"Cache-Control": "no-store"})
    return _without_place(_door_pages.log_in(link, failed=bool(back)))


def _without_place(answer: Response) -> Response:
    answer.delete_cookie(_BACK)
    return answer


_SHORT = {
    401: "Meld u opnieuw aan.",
    403: "U hebt hier geen toegang toe.",
    503: "De toegang is niet goed ingesteld.",
}


def _short(status: int) -> Response:
    """For files and uploads, where nobody reads a page."""
    return PlainTextResponse(_SHORT[status], status, headers={"Cache-Control": "no-store"})


def _without_prompt(location: str) -> str:
    parts = urlsplit(location)
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "prompt"]
    return urlunsplit(parts._replace(query=urlencode(kept, quote_via=quote)))


def _for_https(name: bytes, value: bytes) -> bytes:
    ours = name.lower() == b"set-cookie" and value.startswith((USER_COOKIE_NAME.encode(), TOKENS_COOKIE_NAME.encode()))
    return value + b"; Secure" if ours and b"secure" not in value.lower() else value
