"""Requests to one server within limits: bounded retries, a total time, one host, and answers that are whole.

Everything that a server can do wrong becomes a refusal in Dutch; nothing else comes out of here.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeVar
from urllib.parse import urljoin, urlsplit

import httpx

from model.errors import LoadRefused
from net.errors import LATER, REPORT, Declined, Garbled, Missing, TooMany, Unreachable, refuse

Got = TypeVar("Got")
_REDIRECTS = 3
_LONGEST_WAIT = 30.0
_NOT_TAKEN = {400, 414, 422, 501}
_AGAIN = {408, 425, 429, 500, 502, 503, 504}
_WORDS = {
    408: "het duurde de server te lang",
    429: "te veel vragen achter elkaar",
    500: "fout in de server",
    502: "fout in de server",
    503: "tijdelijk niet beschikbaar",
    504: "het duurde de server te lang",
}
_TOO_MANY = b"more than 10000"
_MESSAGE = 4000
_CANNOT_RESUME = 416
JSON_TYPES = ("application/json", "application/geo+json", "text/json")


@dataclass(frozen=True)
class Limits:
    """``attempts`` per request; ``wait_seconds`` before the second, doubled after that; ``timeout_seconds`` of silence;

    ``total_seconds`` for one edition of one source; ``most_bytes`` in one answer, unpacked, which is held in memory;
    ``most_file_bytes`` in one file, which goes to disk; ``most_bytes_in_all`` in all answers of one edition.
    """

    attempts: int = 4
    wait_seconds: float = 1.0
    timeout_seconds: float = 30.0
    total_seconds: float = 900.0
    most_bytes: int = 150_000_000
    most_file_bytes: int = 1_000_000_000
    most_bytes_in_all: int = 5_000_000_000


@dataclass(frozen=True)
class Answer:
    """``body`` is empty for 304 and for HEAD."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def validator(self) -> str:
        """What tells whether the server's file changed: its ETag, else its date, else ""."""
        return self.headers.get("etag") or self.headers.get("last-modified") or ""


class _Again(Exception):
    """This attempt failed in a way that may pass. ``wait``: seconds that the server asks for."""

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.wait = wait


class Client:
    """One visit to the server at ``base``: all requests together stay within ``limits``. ``counted`` gets bytes."""

    def __init__(
        self, http: httpx.Client, base: str, limits: Limits, counted: Callable[[int], None] = lambda size: None
    ) -> None:
        self.base = base.rstrip("/")
        self._http, self._limits, self._counted = http, limits, counted
        self._deadline = time.monotonic() + limits.total_seconds
        self._received = 0

    def json(self, url: str) -> dict[str, Any]:
        """The object that the server answers. Raises LoadRefused."""
        return self.json_answer(url)[0]

    def json_answer(self, url: str) -> tuple[dict[str, Any], Answer]:
        """The object with the answer around it."""

        def attempt() -> tuple[dict[str, Any], Answer]:
            answer = self._get(url, {"Accept": "application/json"}, JSON_TYPES)
            return _object(url, answer.body), answer

        return self._patiently(url, attempt)

    def is_unchanged(self, url: str, validator: str) -> bool:
        """Whether the server says that this answer is still the one with this ETag or date."""
        condition = "If-None-Match" if validator.startswith(('"', "W/")) else "If-Modified-Since"
        headers = {condition: validator, "Accept": "application/json"}
        return self._patiently(url, lambda: self._get(url, headers, None)).status == 304

    def head(self, url: str) -> Answer:
        """Only the headers, to see whether a file is there and changed."""
        return self._patiently(url, lambda: self._get(url, {}, None, method="HEAD"))

    def download(self, url: str, target: Path) -> Answer:
        """A file, whole or not at all; goes on where an earlier attempt of the same version stopped."""
        answer = self._patiently(url, lambda: self._download(url, target))
        _part(target).replace(target)
        _version(target).unlink(missing_ok=True)
        return answer

    def same_server(self, link: str, seen_on: str) -> str:
        """A link as an absolute address. Raises LoadRefused when it leads to another server (fault 43)."""
        try:
            url = urljoin(seen_on, link)
            ours, theirs = urlsplit(self.base), urlsplit(url)
            httpx.URL(url)
        except (ValueError, httpx.InvalidURL):
            refuse(seen_on, "de server verwijst door naar iets dat geen adres is.", REPORT)
        if (ours.scheme, ours.netloc) != (theirs.scheme, theirs.netloc):
            where = f"{theirs.scheme}://{theirs.netloc.rpartition('@')[2]}" if theirs.netloc else f"{theirs.scheme}:"
            refuse(seen_on, f"de server verwijst door naar een ander adres ({where}); dat is niet gevolgd.", REPORT)
        return url

    def _patiently(self, url: str, attempt: Callable[[], Got]) -> Got:
        """What the first attempt that succeeds gives, with waiting in between. Raises Unreachable or Garbled."""
        why = ""
        for number in range(self._limits.attempts):
            try:
                return attempt()
            except _Again as failed:
                why = str(failed)
                wait = self._limits.wait_seconds * 2**number if failed.wait is None else failed.wait
            except httpx.HTTPError as error:
                why, wait = _in_words(error), self._limits.wait_seconds * 2**number
            except Garbled:
                if number + 1 == self._limits.attempts:
                    raise
                wait = self._limits.wait_seconds * 2**number
            if number + 1 < self._limits.attempts:
                self._sleep(url, min(wait, _LONGEST_WAIT))
        times = "1 poging" if self._limits.attempts == 1 else f"{self._limits.attempts} pogingen"
        refuse(url, f"{why}; na {times} gestopt.", LATER, Unreachable)

    def _sleep(self, url: str, seconds: float) -> None:
        if time.monotonic() + seconds > self._deadline:
            self._too_late(url)
        time.sleep(seconds)

    def _too_late(self, url: str) -> NoReturn:
        limit = f"{self._limits.total_seconds:g}".replace(".", ",")
        refuse(url, f"het ophalen duurde langer dan {limit} seconden en is gestopt.", LATER, Unreachable)

    def _get(self, url: str, headers: dict[str, str], types: tuple[str, ...] | None, method: str = "GET") -> Answer:
        with self._opened(url, headers, method) as response:
            if response.status_code == 304 or method == "HEAD":
                return Answer(response.status_code, response.headers)
            if types is not None:
                _check_type(url, response, types)
            parts, size = [], 0
            # Pieces as they arrive: gathered into larger ones, a slow drip would not be noticed until its end.
            for part in response.iter_bytes():
                size += len(part)
                self._check(url, size, len(part), self._limits.most_bytes)
                parts.append(part)
            return Answer(response.status_code, response.headers, b"".join(parts))

    def _download(self, url: str, target: Path) -> Answer:
        part, version = _part(target), _version(target)
        headers = {"Accept-Encoding": "identity"}
        known = version.read_text(encoding="utf-8") if part.exists() and version.exists() else ""
        size = part.stat().st_size if known else 0
        if known:
            headers |= {"Range": f"bytes={size}-", "If-Range": known}
        with self._opened(url, headers) as response:
            if known and not _goes_on(response, size):
                part.unlink()
                raise _Again("de server kon niet verdergaan met een half bestand", 0)
            if response.headers.get("content-type", "").startswith(("text/html", "application/xml", "text/xml")):
                _wrong_type(url, response)
            answer = Answer(response.status_code, response.headers)
            resumed = response.status_code == 206
            if not resumed:
                # In this order: a part is never taken for one of another version.
                part.unlink(missing_ok=True)
                version.write_text(answer.validator, encoding="utf-8")
            with part.open("ab" if resumed else "wb") as stream:
                for piece in response.iter_bytes():
                    stream.write(piece)
                    self._check(url, stream.tell(), len(piece), self._limits.most_file_bytes)
        return answer

    def _check(self, url: str, size: int, new: int, most: int) -> None:
        """Whether time and size allow going on: an answer can drip, or unpack to more than memory holds."""
        self._counted(new)
        self._received += new
        if time.monotonic() > self._deadline:
            self._too_late(url)
        if size > most:
            refuse(url, f"het antwoord is groter dan {_megabytes(most)} en is niet verder gelezen.", REPORT)
        if self._received > self._limits.most_bytes_in_all:
            limit = _megabytes(self._limits.most_bytes_in_all)
            refuse(url, f"alle antwoorden samen zijn groter dan {limit}; er is niet verder gelezen.", REPORT)

    def _check_status(self, url: str, response: httpx.Response) -> None:
        status = response.status_code
        if status in (200, 206, 304) or (status == _CANNOT_RESUME and "range" in response.request.headers):
            return
        if status in (404, 410):
            remedy = "Controleer de editie; staat zij wel bij de bron, meld dit dan bij de beheerder van Wijkpeil."
            refuse(url, f"dit bestaat niet bij de bron (antwoord {status}).", remedy, Missing)
        if status == 500 and _TOO_MANY in self._beginning(url, response):
            refuse(url, "de vraag geeft meer dan 10.000 rijen en dat staat de server niet toe.", REPORT, TooMany)
        if status in _AGAIN:
            words = _WORDS.get(status, "later opnieuw")
            raise _Again(f"de server antwoordt met {status} ({words})", _asked_wait(response))
        kind = Declined if status in _NOT_TAKEN else LoadRefused
        refuse(url, f"de server weigert de vraag (antwoord {status}).", REPORT, kind)

    def _beginning(self, url: str, response: httpx.Response) -> bytes:
        """Enough of a body to know a message by: what follows may drip, or unpack to more than memory holds."""
        body = b""
        for part in response.iter_bytes():
            body += part
            self._check(url, len(body), len(part), self._limits.most_bytes)
            if len(body) >= _MESSAGE:
                break
        return body[:_MESSAGE]

    @contextmanager
    def _opened(self, url: str, headers: dict[str, str], method: str = "GET") -> Iterator[httpx.Response]:
        """An answer with a good status. Follows a few redirects, on the same server only."""
        for _ in range(_REDIRECTS + 1):
            if time.monotonic() > self._deadline:
                self._too_late(url)
            with self._http.stream(method, url, headers=headers) as response:
                if not response.has_redirect_location:
                    self._check_status(url, response)
                    yield response
                    return
                url = self.same_server(response.headers["location"], url)
        refuse(url, "de server blijft doorverwijzen.", REPORT)


def open_http(limits: Limits) -> httpx.Client:
    """Connections that several visits share. Proxies of the environment are used, as in any municipal network."""
    timeout = httpx.Timeout(limits.timeout_seconds, connect=min(10.0, limits.timeout_seconds))
    return httpx.Client(timeout=timeout, headers={"User-Agent": "Wijkpeil"}, follow_redirects=False)


def _part(target: Path) -> Path:
    return target.with_name(f".{target.name}.deel")


def _version(target: Path) -> Path:
    return target.with_name(f".{target.name}.versie")


def _goes_on(response: httpx.Response, size: int) -> bool:
    """Whether the answer is the whole file, or exactly what is missing of it."""
    if response.status_code == _CANNOT_RESUME:
        return False
    return response.status_code != 206 or response.headers.get("content-range", "").startswith(f"bytes {size}-")


def _asked_wait(response: httpx.Response) -> float | None:
    asked = response.headers.get("retry-after", "")
    return float(asked) if asked.isascii() and asked.isdigit() else None


def _check_type(url: str, response: httpx.Response, types: tuple[str, ...]) -> None:
    if response.headers.get("content-type", "").split(";")[0].strip().lower() not in types:
        _wrong_type(url, response)


def _wrong_type(url: str, response: httpx.Response) -> NoReturn:
    kind = response.headers.get("content-type", "").split(";")[0].strip() or "geen soort genoemd"
    problem = f"de server geeft een ander soort antwoord dan gegevens ('{kind}'); waarschijnlijk een storing."
    refuse(url, problem, LATER, Garbled)


def _object(url: str, body: bytes) -> dict[str, Any]:
    try:
        content = json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError):
        refuse(url, "het antwoord is afgebroken of is geen geldige JSON.", LATER, Garbled)
    if not isinstance(content, dict):
        refuse(url, "het antwoord heeft een andere vorm dan is afgesproken (geen object).", REPORT)
    return content


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB".replace(",", ".")


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _in_words(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "de server antwoordt niet op tijd"
    if isinstance(error, httpx.DecodingError):
        return "het antwoord is beschadigd ingepakt en kan niet worden uitgepakt"
    if isinstance(error, httpx.ConnectError):
        return "er is geen verbinding met de server (geen internet, of de server is uit)"
    return "de verbinding is onderweg verbroken; het antwoord is niet volledig"
