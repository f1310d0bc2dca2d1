"""The one wall around everything: strangers are refused, every reply carries the same strict headers.

Standard library only, outside of Django, so that static files, errors and pages all pass here.
docs/decisions/0006-strangers.md
"""

from __future__ import annotations

import hmac
import re
import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from goldseam.web.launch import Launch, origin
from goldseam.web.replies import Refusal, reply, send_to
from goldseam.web.strangers import Environ, refusal

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Referrer-Policy same-origin and not no-referrer: with the latter, browsers send `Origin: null` with
# our own forms too (Fetch standard, "append a request Origin header"). No other origin learns anything.
HEADERS = (
    ("Content-Security-Policy", CSP),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    ("X-DNS-Prefetch-Control", "off"),
)
NO_STORE = ("Cache-Control", "no-store")
FOREVER = ("Cache-Control", "private, max-age=31536000, immutable")
HASHED = re.compile(r"^/static/(?:[\w-]+/)*[\w-]+\.[0-9a-f]{16}\.\w+$")
OURS = {name.lower() for name, _ in HEADERS} | {"cache-control", "server", "x-powered-by"}


def door_cookie(port: int) -> str:
    """The cookie's name; cookies do not know ports, so the port stands in it."""
    return f"goldseam_door_{port}"


def seat_cookie(port: int) -> str:
    """The name of the cookie that changes whenever the book opens, is handed over or comes back."""
    return f"goldseam_seat_{port}"


def set_cookie(name: str, value: str) -> tuple[str, str]:
    """A cookie for this run of the browser, which no script and no other site can use."""
    return "Set-Cookie", f"{name}={value}; Path=/; HttpOnly; SameSite=Strict"


def drop_cookie(name: str) -> tuple[str, str]:
    """The same cookie, gone."""
    return "Set-Cookie", f"{name}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"


def holds(environ: Environ, name: str, value: str) -> bool:
    """Whether the request holds this cookie, compared in constant time.

    A program on another port of localhost can add cookies of the same name; those beside ours are
    passed over.

    >>> holds({"HTTP_COOKIE": "other=1; door=wrong; door=right"}, "door", "right")
    True
    >>> holds({"HTTP_COOKIE": "door="}, "door", "")
    False
    """
    pairs = (pair.strip().partition("=") for pair in str(environ.get("HTTP_COOKIE", "")).split(";"))
    fits = [same(found, value) for key, _, found in pairs if key == name]
    return bool(value) and any(fits)


def same(one: str, other: str) -> bool:
    """Whether two secrets are equal, in constant time.

    >>> same("a", "a"), same("a", "ä")
    (True, False)
    """
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))


class Guard:
    """A WSGI application around another.

    `token_used` is called each time an address has been opened.
    """

    def __init__(
        self,
        app: WSGIApplication,
        launch: Launch,
        token_used: Callable[[], None] = lambda: None,
    ) -> None:
        self.app = app
        self.launch = launch
        self._tokens = {launch.token} - {""}
        self._one_at_a_time = threading.Lock()
        self._token_used = token_used

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Refuse, let in, or pass on."""
        started = self._with_headers(environ, start_response)
        refused = refusal(environ, self.launch.port)
        if refused is not None:
            return reply(refused, origin(self.launch.port), started)
        token = _token(environ)
        known = holds(environ, door_cookie(self.launch.port), self.launch.door)
        if token is not None:
            return self._let_in(token, known, started)
        if not known:
            return reply(Refusal.NO_DOOR, origin(self.launch.port), started)
        return self.app(environ, started)

    def _let_in(self, token: str, known: bool, start_response: StartResponse) -> Iterable[bytes]:
        """Exchange a fresh token for the cookie and go to the clean address."""
        if known:
            return send_to("/", [], start_response)
        if not self._use(token):
            return reply(Refusal.TOKEN_USED, origin(self.launch.port), start_response)
        name, value = door_cookie(self.launch.port), self.launch.door
        return send_to("/", [set_cookie(name, value)], start_response)

    def _use(self, token: str) -> bool:
        with self._one_at_a_time:
            fits = [one for one in self._tokens if same(one, token)]
            self._tokens.difference_update(fits)
        if fits:
            self._token_used()
        return bool(fits)

    def add_token(self, token: str) -> None:
        """One more address that opens goldseam once."""
        with self._one_at_a_time:
            self._tokens.add(token)

    def _with_headers(self, environ: Environ, start_response: StartResponse) -> StartResponse:
        hashed = bool(HASHED.match(str(environ.get("PATH_INFO", ""))))

        def started(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            kept = [pair for pair in headers if pair[0].lower() not in OURS]
            cached = hashed and status.startswith(("200", "304"))
            every = [*kept, *HEADERS, FOREVER if cached else NO_STORE]
            return start_response(status, every, exc_info)

        return started


def _token(environ: Environ) -> str | None:
    """The launch token, where the address carries one: `GET /?k=...`."""
    if environ["REQUEST_METHOD"] != "GET" or environ.get("PATH_INFO") != "/":
        return None
    pairs = (pair.partition("=") for pair in str(environ.get("QUERY_STRING", "")).split("&"))
    return next((value for key, _, value in pairs if key == "k"), None)
