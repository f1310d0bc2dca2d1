"""The browser's other tabs are strangers: every route, every hostile variant, nothing answered.

The guard is asked as it stands in the running program; an application behind it notes who gets through.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from goldseam.web.errands import Errands
from goldseam.web.guard import Guard, door_cookie
from goldseam.web.launch import Launch
from goldseam.web.place import Kind
from goldseam.web.serving import Serving
from goldseam.web.sockets import listen_on
from routes import addresses, every_address

PORT = 8765
LAUNCH = Launch(PORT, "", token="the-token", door="the-door", errand="the-errand")
COOKIE = f"{door_cookie(PORT)}=the-door"
OURS = {"HTTP_HOST": f"localhost:{PORT}", "HTTP_COOKIE": COOKIE, "REMOTE_ADDR": "127.0.0.1"}
FROM_US = {"HTTP_ORIGIN": f"http://localhost:{PORT}", "HTTP_SEC_FETCH_SITE": "same-origin"}
NAVIGATING = {"HTTP_SEC_FETCH_MODE": "navigate", "HTTP_SEC_FETCH_DEST": "document"}

# Each is laid over a request that would be answered; None takes a header away.
HOSTILE: dict[str, dict[str, str | None]] = {
    "foreign host": {"HTTP_HOST": "evil.example"},
    "foreign host, our port": {"HTTP_HOST": f"evil.example:{PORT}"},
    "rebound name that holds ours": {"HTTP_HOST": f"localhost.evil.example:{PORT}"},
    "our name as someone's user": {"HTTP_HOST": f"localhost:{PORT}@evil.example"},
    "no host": {"HTTP_HOST": None},
    "empty host": {"HTTP_HOST": ""},
    "no port": {"HTTP_HOST": "localhost"},
    "another port": {"HTTP_HOST": "localhost:8766"},
    "port with a zero before": {"HTTP_HOST": f"localhost:0{PORT}"},
    "trailing dot": {"HTTP_HOST": f"localhost.:{PORT}"},
    "upper case": {"HTTP_HOST": f"LOCALHOST:{PORT}"},
    "0.0.0.0": {"HTTP_HOST": f"0.0.0.0:{PORT}"},
    "127.0.0.1": {"HTTP_HOST": f"127.0.0.1:{PORT}"},
    "::1": {"HTTP_HOST": f"[::1]:{PORT}"},
    "::": {"HTTP_HOST": f"[::]:{PORT}"},
    "IPv6-mapped": {"HTTP_HOST": f"[::ffff:127.0.0.1]:{PORT}"},
    "decimal address": {"HTTP_HOST": f"2130706433:{PORT}"},
    "two hosts": {"HTTP_HOST": f"localhost:{PORT}, evil.example"},
    "two hosts, ours last": {"HTTP_HOST": f"evil.example, localhost:{PORT}"},
    "space after the host": {"HTTP_HOST": f"localhost:{PORT} "},
    "absolute address": {"REQUEST_URI": "http://evil.example/"},
    "absolute address of ours": {"REQUEST_URI": f"http://localhost:{PORT}/"},
    "star": {"REQUEST_URI": "*"},
    "from another computer": {"REMOTE_ADDR": "192.168.1.9"},
    "from another computer, mapped": {"REMOTE_ADDR": "::ffff:192.168.1.9"},
    "foreign origin": {"HTTP_ORIGIN": "https://evil.example"},
    "null origin": {"HTTP_ORIGIN": "null"},
    "empty origin": {"HTTP_ORIGIN": ""},
    "origin on another port": {"HTTP_ORIGIN": "http://localhost:8766"},
    "origin with https": {"HTTP_ORIGIN": f"https://localhost:{PORT}"},
    "origin by number": {"HTTP_ORIGIN": f"http://127.0.0.1:{PORT}"},
    "origin in upper case": {"HTTP_ORIGIN": f"http://LOCALHOST:{PORT}"},
    "two origins": {"HTTP_ORIGIN": f"http://localhost:{PORT}, https://evil.example"},
    "cross-site": {"HTTP_SEC_FETCH_SITE": "cross-site"},
    "cross-site navigation": {"HTTP_SEC_FETCH_SITE": "cross-site", **NAVIGATING},
    "same-site, another port": {"HTTP_SEC_FETCH_SITE": "same-site"},
    "site in upper case": {"HTTP_SEC_FETCH_SITE": "SAME-ORIGIN"},
    "two sites": {"HTTP_SEC_FETCH_SITE": "same-origin, cross-site"},
    "typed, but a script": {"HTTP_SEC_FETCH_SITE": "none", "HTTP_SEC_FETCH_MODE": "cors"},
    "typed, but an image": {"HTTP_SEC_FETCH_SITE": "none", "HTTP_SEC_FETCH_MODE": "no-cors", "HTTP_SEC_FETCH_DEST": "image"},
    "typed, but a frame": {"HTTP_SEC_FETCH_SITE": "none", "HTTP_SEC_FETCH_MODE": "navigate", "HTTP_SEC_FETCH_DEST": "iframe"},
    "typed, but a script that says document": {
        "HTTP_SEC_FETCH_SITE": "none", "HTTP_SEC_FETCH_MODE": "cors", "HTTP_SEC_FETCH_DEST": "document"
    },
    "framed": {"HTTP_SEC_FETCH_DEST": "iframe"},
    "embedded": {"HTTP_SEC_FETCH_DEST": "embed"},
    "no cookie": {"HTTP_COOKIE": None},
    "a wrong cookie": {"HTTP_COOKIE": f"{door_cookie(PORT)}=the-floor"},
    "the cookie of another port": {"HTTP_COOKIE": f"{door_cookie(8766)}=the-door"},
    "a used token": {"HTTP_COOKIE": None, "QUERY_STRING": "k=used"},
}  # fmt: skip
METHODS = ("GET", "HEAD", "POST")


class Noted:
    """The application behind: it says who got through."""

    def __init__(self) -> None:
        self.reached: list[str] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.reached.append(environ["PATH_INFO"])
        start_response("200 OK", [])
        return [b"inside"]


def ask(method: str, path: str, changed: dict[str, str | None]) -> tuple[bool, str, bytes]:
    """Whether the request got through, the status, and the body."""
    noted = Noted()
    app = Errands(Guard(noted, LAUNCH), LAUNCH)
    asked: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "REQUEST_URI": path,
        **OURS,
        **FROM_US,
        **changed,
    }
    environ = {name: value for name, value in asked.items() if value is not None}
    heard: list[str] = []
    body = b"".join(app(environ, lambda status, headers, exc=None: heard.append(status)))  # type: ignore[arg-type,return-value,func-returns-value]
    return bool(noted.reached), heard[0], body


def test_there_are_many_routes_and_each_state_has_its_own() -> None:
    assert len(every_address()) > 50
    assert "/caseload/" in addresses(Kind.OPEN)
    assert "/caseload/" not in addresses(Kind.LOCKED) + addresses(Kind.WITH_CLIENT) + addresses(Kind.NEW_KIT)


@pytest.mark.parametrize("variant", HOSTILE)
def test_a_stranger_gets_nothing_from_any_route_by_any_method(variant: str) -> None:
    for path in every_address():
        for method in METHODS:
            through, status, body = ask(method, path, HOSTILE[variant])
            assert not through, f"{variant}: {method} {path} got through"
            assert status[:3] in {"400", "403", "421"}, f"{variant}: {method} {path}: {status}"
            assert b"inside" not in body


@pytest.mark.parametrize("method", METHODS)
def test_the_same_request_from_our_own_page_gets_through_on_every_route(method: str) -> None:
    """Without this, a guard that refuses everyone would pass the test above."""
    assert [path for path in every_address() if not ask(method, path, {})[0]] == []


@pytest.mark.parametrize(
    "method", ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "get", "PROPFIND", ""]
)
def test_no_other_method_is_answered_on_any_route(method: str) -> None:
    for path in every_address():
        assert ask(method, path, {})[:2] == (False, "405 Method Not Allowed")


def test_an_address_typed_by_a_person_is_answered() -> None:
    typed = {"HTTP_ORIGIN": None, "HTTP_SEC_FETCH_SITE": "none", **NAVIGATING}
    assert ask("GET", "/", typed)[0]
    assert not ask("POST", "/", typed)[0]
    assert not ask("POST", "/", {**typed, "HTTP_ORIGIN": f"http://localhost:{PORT}"})[0]


def test_a_browser_too_old_to_name_the_site_may_read_and_must_name_its_origin_to_send() -> None:
    old: dict[str, str | None] = {"HTTP_SEC_FETCH_SITE": None}
    assert ask("GET", "/", {**old, "HTTP_ORIGIN": None})[0]
    assert ask("POST", "/lock", old)[0]
    assert not ask("POST", "/lock", {**old, "HTTP_ORIGIN": None})[0]


def test_a_token_address_followed_from_another_site_opens_nothing() -> None:
    followed: dict[str, str | None] = {
        "HTTP_COOKIE": None, "HTTP_ORIGIN": None, "QUERY_STRING": "k=the-token",
        "HTTP_SEC_FETCH_SITE": "cross-site", **NAVIGATING,
    }  # fmt: skip
    assert ask("GET", "/", followed)[1] == "403 Forbidden"


@pytest.fixture(scope="module")
def served() -> Iterator[int]:
    """The guard on a real socket of this computer, for what only a real parser shows."""
    opened = listen_on(0)
    port = opened[0].getsockname()[1]
    launch = Launch(port, "", "the-token", "the-door", "the-errand")
    serving = Serving(Guard(Noted(), launch), [one.dup() for one in opened])
    thread = threading.Thread(target=serving.run)
    thread.start()
    yield port
    serving.leave(0)
    thread.join(5)
    for one in opened:
        one.close()


def raw(port: int, *lines: str) -> bytes:
    """Send these lines as they are; what comes back."""
    text = "\r\n".join([*lines, "Connection: close", "", ""]).replace("PORT", str(port))
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(text.encode("latin-1"))
        found = b""
        while piece := line.recv(65_536):
            found += piece
    return found


COOKIE_LINE = "Cookie: goldseam_door_PORT=the-door"


def test_the_real_server_answers_our_own_request(served: int) -> None:
    answer = raw(served, "GET / HTTP/1.1", "Host: localhost:PORT", COOKIE_LINE)
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n") and answer.endswith(b"inside")


@pytest.mark.parametrize(
    "lines",
    [
        ["GET / HTTP/1.1", "Host: localhost:PORT", "Host: evil.example"],
        ["GET / HTTP/1.1", "Host: evil.example", "Host: localhost:PORT"],
        ["GET / HTTP/1.1", "Host: localhost:PORT", "Host: localhost:PORT"],
        ["GET http://evil.example/ HTTP/1.1", "Host: localhost:PORT"],
        ["GET http://localhost:PORT/ HTTP/1.1", "Host: evil.example"],
        ["GET //evil.example/ HTTP/1.1", "Host: evil.example"],
        ["GET / HTTP/1.1"],
        ["GET / HTTP/1.0"],
        ["GET / HTTP/1.1", "Host: LOCALHOST:PORT"],
        ["GET / HTTP/1.1", "Host : localhost:PORT"],
        ["GET / HTTP/1.1", "Host: localhost:PORT", "Origin: http://localhost:PORT", "Origin: null"],
        ["GET / HTTP/1.1", "Host: localhost:PORT", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-origin"],
        ["GET / HTTP/1.1", "Host: localhost:PORT", "Sec_Fetch_Site: same-origin", "Sec-Fetch-Site: cross-site"],
        ["POST / HTTP/1.1", "Host: localhost:PORT", "Content-Length: 0"],
        ["POST / HTTP/1.1", "Host: localhost:PORT", "X-HTTP-Method-Override: GET", "Content-Length: 0"],
        ["GET / HTTP/1.1", "Host: localhost:PORT", "Origin: http://localhost:PORT\x00"],
        ["GET / HTTP/1.1", "Host: evil.example", "X-Forwarded-Host: localhost:PORT"],
        ["GET / HTTP/1.1", "Host: evil.example", "Forwarded: host=localhost:PORT"],
    ],
    ids=lambda lines: " | ".join(lines).replace("\x00", "NUL"),
)  # fmt: skip
def test_the_real_server_refuses_what_only_raw_lines_can_say(served: int, lines: list[str]) -> None:
    answer = raw(served, *lines, COOKIE_LINE)
    assert answer[9:12] in {b"400", b"403", b"421"}
    assert b"inside" not in answer


def test_no_reply_names_the_server_or_allows_another_origin(served: int) -> None:
    for first in ("GET / HTTP/1.1", "not even HTTP"):
        answer = raw(served, first, "Host: localhost:PORT", COOKIE_LINE).lower()
        assert b"\r\nserver:" not in answer and b"waitress" not in answer
        assert b"access-control-" not in answer
