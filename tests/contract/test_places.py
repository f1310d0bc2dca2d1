"""What exists in which state: locked, kit, open, with a client. Asked of the whole program, on every route."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.handlers.wsgi import WSGIHandler

from goldseam.web.files import with_files
from goldseam.web.guard import HEADERS, Guard, door_cookie, seat_cookie
from goldseam.web.launch import Launch
from goldseam.web.place import PLACE, Handed, Kind
from routes import addresses, every_address

PORT = 8765
LAUNCH = Launch(PORT, "", token="the-token", door="the-door", errand="the-errand")
APP = Guard(with_files(WSGIHandler()), LAUNCH)
HANDED = Handed(UUID(int=1), ("session-check-in",))
ELSEWHERE = {Kind.LOCKED, Kind.NEW_KIT, Kind.WITH_CLIENT}


@pytest.fixture(autouse=True)
def locked_again() -> Iterator[None]:
    PLACE.lock()
    yield
    PLACE.lock()


def go_to(kind: Kind, book: Path) -> None:
    """Bring the process into this state."""
    if kind is Kind.NEW_KIT:
        PLACE.open_new_book(book, "legal winner thank")
    elif kind is not Kind.LOCKED:
        PLACE.open_book(book)
    if kind is Kind.WITH_CLIENT:
        PLACE.hand_over(HANDED)


def ask(method: str, path: str, seat: str | None = None, **more: str) -> tuple[int, dict[str, str], bytes]:
    """One request of our own browser: status, headers, body."""
    held = PLACE.here.seat if seat is None else seat
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "REQUEST_URI": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": str(PORT),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": f"localhost:{PORT}",
        "HTTP_ORIGIN": f"http://localhost:{PORT}",
        "HTTP_SEC_FETCH_SITE": "same-origin",
        "HTTP_SEC_FETCH_MODE": "navigate",
        "HTTP_COOKIE": f"{door_cookie(PORT)}=the-door; {seat_cookie(PORT)}={held}",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        **more,
    }
    heard: list[Any] = []
    reply = APP(environ, lambda status, headers, exc=None: heard.extend([status, dict(headers)]))  # type: ignore[arg-type,return-value]
    body = b"".join(reply)
    if hasattr(reply, "close"):
        reply.close()
    return int(heard[0][:3]), heard[1], body


@pytest.mark.parametrize("kind", sorted(ELSEWHERE, key=lambda kind: kind.name))
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_route_of_the_book_exists_outside_of_the_open_state(
    kind: Kind, method: str, open_book: Path
) -> None:
    go_to(kind, open_book)
    for path in sorted(set(addresses(Kind.OPEN)) - set(addresses(kind))):
        status, headers, body = ask(method, path)
        assert (status, body) == (303, b""), f"{method} {path} gave {status}"
        assert headers["Location"] in {"/", "/meanwhile"}


@pytest.mark.parametrize("kind", sorted(ELSEWHERE, key=lambda kind: kind.name))
def test_a_script_is_told_plainly_instead_of_being_sent_on(kind: Kind, open_book: Path) -> None:
    go_to(kind, open_book)
    status, _, body = ask("POST", "/clients/add/", HTTP_SEC_FETCH_MODE="cors")
    assert (status, body) == (423, b"goldseam is locked.")


@pytest.mark.parametrize(
    "path", ["/clients", "//caseload/", "/caseload", "/../caseload/", "/%63aseload/", "/caseload/\x00"]
)
def test_no_spelling_of_a_route_leads_around_the_state(path: str, open_book: Path) -> None:
    go_to(Kind.WITH_CLIENT, open_book)
    assert ask("GET", path)[0] == 303


@pytest.mark.parametrize("kind", [Kind.NEW_KIT, Kind.OPEN, Kind.WITH_CLIENT])
@pytest.mark.parametrize("seat", ["", "a-seat-from-before"])
def test_a_window_from_before_the_state_changed_sees_nothing_of_it(
    kind: Kind, seat: str, open_book: Path
) -> None:
    go_to(kind, open_book)
    for path in sorted({*addresses(kind), *addresses(Kind.OPEN)} - {"/lock"}):
        status, _, body = ask("GET", path, seat)
        assert status == 423 and b"This window is from before" in body, path
        assert b"legal winner" not in body


def test_after_handing_over_the_seat_of_the_open_book_is_worth_nothing(open_book: Path) -> None:
    go_to(Kind.OPEN, open_book)
    before = PLACE.here.seat
    PLACE.hand_over(HANDED)
    assert ask("GET", "/caseload/", before)[0] == 423
    assert ask("GET", "/", before)[0] == 423


@pytest.mark.parametrize("kind", list(Kind))
def test_every_reply_of_every_route_in_every_state_carries_the_strict_headers(
    kind: Kind, open_book: Path
) -> None:
    go_to(kind, open_book)
    for path in every_address():
        _, headers, _ = ask("GET", path)
        assert {name: headers.get(name) for name, _ in HEADERS} == dict(HEADERS), path
        kept = "/static/" in path and path.count(".") == 2
        assert headers["Cache-Control"] == ("private, max-age=31536000, immutable" if kept else "no-store")
        assert "Server" not in headers and "X-Powered-By" not in headers


@pytest.mark.parametrize("kind", list(Kind))
def test_a_form_without_its_token_changes_nothing_on_any_route(kind: Kind, open_book: Path) -> None:
    go_to(kind, open_book)
    was = PLACE.here
    for path in addresses(kind):
        status, _, body = ask("POST", path)
        assert status == 403 and b"This form is from an earlier visit" in body, f"{path} gave {status}"
    assert PLACE.here == was


@pytest.mark.parametrize("kind", list(Kind))
def test_no_page_carries_inline_script_or_style_or_foreign_addresses(kind: Kind, open_book: Path) -> None:
    go_to(kind, open_book)
    for path in addresses(kind):
        _, headers, body = ask("GET", path)
        if "text/html" in headers.get("Content-Type", ""):
            assert b"<script>" not in body and b"style=" not in body and b"<style" not in body, path
            assert b"//" not in body.replace(b"http://www.w3.org/2000/svg", b"").replace(b"<!--", b""), path
