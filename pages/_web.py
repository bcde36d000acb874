"""What goes around Streamlit's own answers: security headers, and its one HTML page in Dutch with our style."""

from functools import cache, lru_cache
from html import escape
from importlib.resources import files
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from model.role import Role
from pages import _embed
from pages._menu import address_of, top_bar
from pages._pages import PAGES, PageEntry
from pages._routes import picture_of, version
from snapshot.listening import LOOPBACK
from snapshot.settings import settings

# Streamlit sets styles from script and loads components from blob: addresses; nothing comes from another host.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' blob:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "frame-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# What a proxy may tell of the one it asks for.
_BY_PROXY = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
# First parts of paths that Streamlit or the routes answer; everything else without a dot is a page.
_NO_PAGE = ("_stcore", "static", "media", "component", "assets", "geo", "huisstijl", "podium", "api", "auth")
_NO_PAGE += ("oauth2callback",)


class SecurityHeaders:
    """Adds the headers to every HTTP answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                own = headers.get("Content-Security-Policy")
                if _alone(scope):
                    own = own or POLICY.replace("frame-ancestors 'none'", f"frame-ancestors {_embed.sites()}")
                for name, value in HEADERS.items():
                    headers[name] = value
                if own:  # of a route that allows less, or of a figure that may stand in a frame
                    headers["Content-Security-Policy"] = own
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)


class OnlyHere:
    """For the intern app without login: answers a browser on this computer, and nobody by another name or a proxy.

    A page elsewhere that lets its own name lead to this computer is refused by the name that it asks for.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in {"http", "websocket"} and not _asked_here(Headers(scope=scope)):
            if scope["type"] == "websocket":
                await WebSocketClose(1008)(scope, receive, send)
                return
            said = "Deze Wijkpeil heeft geen login en is alleen open op de computer waarop zij draait."
            await PlainTextResponse(said, 403)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _asked_here(headers: Headers) -> bool:
    named = urlsplit(f"//{headers.get('host', '')}").hostname in LOOPBACK
    return named and not any(name in headers for name in _BY_PROXY)


class ReadOnly:
    """Refuses every request that could bring something in: of HTTP only GET and HEAD are answered."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in {"GET", "HEAD"}:
            refused = PlainTextResponse("Hier kan alleen worden gelezen.", 405, headers={"Allow": "GET, HEAD"})
            await refused(scope, receive, send)
            return
        await self.app(scope, receive, send)


class DutchPages:
    """Answers page addresses with the page in Dutch; an address without a page gets it too, with status 404.

    The door has put the role of the visitor in the scope; without login everybody works at this computer, or is public.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"].strip("/") if scope["type"] == "http" else ""
        parts = path.split("/")
        is_page = scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} and "." not in parts[-1]
        if not is_page or parts[0] in _NO_PAGE or "_stcore" in parts or scope["path"].startswith("//"):
            await self.app(scope, receive, send)
            return
        query = scope["query_string"].decode("latin-1")
        if path == PAGES[0].path:  # Streamlit knows its first page only as "/"
            await RedirectResponse(f"/?{query}" if query else "/", 307)(scope, receive, send)
            return
        entry = _entries().get(path)
        # What others show beside a link, which they can only fetch from an address that is set.
        image = picture_of(parse_qs(query).get("programma", [None])[0]) if settings().site else ""
        alone, role = _alone(scope), scope.get("state", {}).get("role", Role.BEHEERDER)
        top = "" if alone or "embed=true" in query else top_bar(entry, role)
        answer = HTMLResponse(
            index(entry, top, image, alone), 200 if entry else 404, headers={"Cache-Control": "no-cache"}
        )
        await answer(scope, receive, send)


def _alone(scope: Scope) -> bool:
    """Whether a request is for one figure of a page that can be shown so."""
    entry = _entries().get(scope["path"].strip("/"))
    return entry is not None and entry.embed and _embed.alone(scope["query_string"].decode("latin-1"))


@cache
def _entries() -> dict[str, PageEntry]:
    return {"": PAGES[0]} | {page.path: page for page in PAGES[1:]}


@cache
def _streamlit_index() -> str:
    return files("streamlit").joinpath("static", "index.html").read_text(encoding="utf-8")


@lru_cache(maxsize=200)
def index(page: PageEntry | None, top: str, image: str = "", alone: bool = False) -> str:
    """Streamlit's index.html with Dutch language, title, style, script and message for browsers without script.

    ``top`` is the bar with the menu, as HTML; ``image``: address of the picture that others show beside a link;
    ``alone``: a figure without menu and head.
    """
    html = _streamlit_index()
    head = html[html.index("<head>") : html.index("</head>")]
    kept = [
        line for line in head.splitlines() if any(f'rel="{rel}"' in line for rel in ("modulepreload", "stylesheet"))
    ]
    kept += [line for line in head.splitlines() if 'type="module"' in line]
    root = f"/assets/{version()}"
    font = "fonts/ibm-plex-sans-latin-wght-normal.woff2"
    name = escape(f"{page.title if page else 'Deze pagina is er niet'} · Wijkpeil")
    about = escape(page.about if page else "Deze pagina bestaat niet in Wijkpeil.")
    shared = "\n    ".join(_shared(page, name, about, image)) if page else '<meta name="robots" content="noindex" />'
    lines = "\n    ".join(line.strip().replace('="./', '="/') for line in kept)
    return f"""<!DOCTYPE html>
<html lang="nl"{' class="wp-alone"' if alone else ""}>
  <head>
    <meta charset="UTF-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>{name}</title>
    <meta name="description" content="{about}" />
    {shared}
    <link rel="icon" type="image/svg+xml" href="{root}/peil.svg" />
    <link rel="preload" href="/assets/{font}" as="font" type="font/woff2" crossorigin />
    <link rel="stylesheet" href="{root}/tokens.css" />
    <link rel="stylesheet" href="{root}/wijkpeil.css" />
    <link rel="stylesheet" href="{root}/bewoner.css" />
    <link rel="stylesheet" href="{root}/menu.css" />
    <link rel="stylesheet" href="{root}/interventies.css" />
    <link rel="stylesheet" href="{root}/middelen.css" />
    <script src="{root}/begin.js"></script>
    <script defer src="{root}/menu.js"></script>
    <script defer src="{root}/nederlands.js"></script>
    <script defer src="{root}/delen.js"></script>
    <script defer src="{root}/aanmelden.js"></script>
    {lines}
  </head>
  <body>
    {top}
    <noscript><p>Wijkpeil werkt alleen als JavaScript in uw browser aan staat.</p></noscript>
    <div id="root"></div>
  </body>
</html>
"""


def _shared(page: PageEntry, name: str, about: str, image: str) -> list[str]:
    """What others show beside a link to a page; ``name`` and ``about`` are escaped. An address only where it is set."""
    told = [("og:type", "website"), ("og:locale", "nl_NL"), ("og:site_name", "Wijkpeil"), ("og:title", name)]
    told.append(("og:description", about))
    site, links = settings().site, []
    if site:
        place = f"{site}{address_of(page)}"
        links = [f'<link rel="canonical" href="{escape(place)}" />']
        told += [("og:url", escape(place)), ("og:image", escape(f"{site}{image}"))]
        told += [("og:image:width", "1200"), ("og:image:height", "630"), ("og:image:alt", "Hoe gaat het in uw buurt?")]
    return [*links, *(f'<meta property="{key}" content="{value}" />' for key, value in told)]
