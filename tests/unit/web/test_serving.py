"""waitress as we use it: bodies stay in memory, too large ones are answered, leaving is prompt."""

from __future__ import annotations

import http.client
import io
import json
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from waitress.adjustments import Adjustments

from goldseam.web import serving as serving_module
from goldseam.web.guard import Guard, door_cookie
from goldseam.web.launch import Launch, origin
from goldseam.web.replies import MOST_BODY
from goldseam.web.serving import Capped, Parser, Serving
from goldseam.web.sockets import listen_on


def counts(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Say how long the body was."""
    said = json.dumps({"length": len(environ["wsgi.input"].read())}).encode()
    start_response("200 OK", [("Content-Length", str(len(said)))])
    return [said]


@contextmanager
def serving(app: Any, sockets: list[socket.socket]) -> Iterator[Serving]:
    """A worker's loop in a thread."""
    one = Serving(app, [sock.dup() for sock in sockets])
    codes: list[int] = []
    thread = threading.Thread(target=lambda: codes.append(one.run()))
    thread.start()
    try:
        yield one
    finally:
        one.leave(0)
        thread.join(5)
        assert not thread.is_alive()


@pytest.fixture
def sockets() -> Iterator[list[socket.socket]]:
    """The parent's listening sockets."""
    opened = listen_on(0)
    yield opened
    for one in opened:
        one.close()


def port_of(sockets: list[socket.socket]) -> int:
    return int(sockets[0].getsockname()[1])


def send(port: int, size: int, piece: bytes = b"x" * 65_536) -> tuple[int, bytes]:
    """A POST of so many bytes from our own page."""
    line = http.client.HTTPConnection("localhost", port, timeout=30)
    line.putrequest("POST", "/", skip_host=True)
    for name, value in {
        "Host": f"localhost:{port}",
        "Origin": origin(port),
        "Cookie": f"{door_cookie(port)}=the-door",
        "Content-Length": str(size),
    }.items():
        line.putheader(name, value)
    line.endheaders()
    left = size
    while left > 0:
        line.send(piece[: min(left, len(piece))])
        left -= len(piece)
    reply = line.getresponse()
    found = reply.status, reply.read()
    line.close()
    return found


@pytest.fixture
def no_files(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No temporary file is made, in any thread."""
    asked: list[str] = []
    for name in ("TemporaryFile", "NamedTemporaryFile", "mkstemp", "SpooledTemporaryFile"):
        monkeypatch.setattr(tempfile, name, lambda *_, name=name, **__: asked.append(name) or io.BytesIO())
    yield
    assert asked == []


def guarded(sockets: list[socket.socket]) -> Guard:
    return Guard(counts, Launch(port_of(sockets), "", "", "the-door", ""))  # type: ignore[arg-type]


@pytest.mark.usefixtures("no_files")
def test_a_file_as_large_as_is_taken_stays_in_memory(sockets: list[socket.socket]) -> None:
    with serving(guarded(sockets), sockets):
        status, said = send(port_of(sockets), MOST_BODY)
    assert (status, json.loads(said)) == (200, {"length": MOST_BODY})


@pytest.mark.usefixtures("no_files")
def test_200_megabytes_are_answered_with_a_sentence_and_not_kept(sockets: list[socket.socket]) -> None:
    with serving(guarded(sockets), sockets):
        status, said = send(port_of(sockets), 200_000_000, b"x" * 1_000_000)
    assert status == 413
    assert b"The page takes files up to 20 MB" in said and b"goldseam notice FILE.csv" in said


def test_a_body_in_chunks_cannot_pass_the_limit_either(sockets: list[socket.socket]) -> None:
    port = port_of(sockets)
    with serving(guarded(sockets), sockets):
        line = http.client.HTTPConnection("localhost", port, timeout=30)
        headers = {
            "Host": f"localhost:{port}",
            "Origin": origin(port),
            "Cookie": f"{door_cookie(port)}=the-door",
        }
        pieces = (b"x" * 1_000_000 for _ in range(22))
        line.request("POST", "/", body=pieces, headers=headers, encode_chunked=True)
        assert line.getresponse().status == 413
        line.close()


@pytest.mark.usefixtures("no_files")
def test_a_long_answer_stays_in_memory(sockets: list[socket.socket]) -> None:
    def long(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Length", "5000000")])
        return [b"y" * 5_000_000]

    with serving(long, sockets):
        line = http.client.HTTPConnection("localhost", port_of(sockets), timeout=30)
        line.request("GET", "/")
        time.sleep(0.2)  # let it pile up before it is read
        assert len(line.getresponse().read()) == 5_000_000
        line.close()


def test_the_parser_holds_bodies_where_they_are_counted_and_not_in_files() -> None:
    parser = Parser(Adjustments())
    parser.received(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n")
    parser.received(b"abc")
    assert isinstance(parser.get_body_stream(), Capped)
    assert parser.get_body_stream().read() == b"abc"


def test_a_body_too_large_is_counted_and_thrown_away() -> None:
    body = Capped()
    body.append(b"x" * MOST_BODY)
    body.append(b"y")
    assert len(body) == MOST_BODY + 1
    assert body.getvalue() == b""


def test_a_body_is_read_as_it_arrived() -> None:
    body = Capped()
    body.append(b"ab")
    assert body.read(1) == b"a"
    body.append(b"cd")
    assert body.read() == b"bcd"


def leaves(act: Callable[[], None]) -> Any:
    """An application that ends the worker in the middle of a request, as a lock does."""

    def app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        act()
        start_response("303 See Other", [("Location", "/"), ("Content-Length", "0")])
        return [b""]

    return app


def test_the_reply_that_locks_still_arrives_and_says_that_it_is_the_last(
    sockets: list[socket.socket],
) -> None:
    made: list[Serving] = []
    one = Serving(leaves(lambda: made[0].leave(75)), [sock.dup() for sock in sockets])
    made.append(one)
    codes: list[int] = []
    thread = threading.Thread(target=lambda: codes.append(one.run()))
    thread.start()
    line = http.client.HTTPConnection("localhost", port_of(sockets), timeout=5)
    line.request("POST", "/")
    reply = line.getresponse()
    assert (reply.status, reply.getheader("Connection")) == (303, "close")
    thread.join(5)
    assert codes == [75]


def test_who_comes_while_a_worker_is_replaced_waits_for_the_next(sockets: list[socket.socket]) -> None:
    port = port_of(sockets)
    with serving(counts, sockets) as first:
        first.leave(75)
        line = http.client.HTTPConnection("localhost", port, timeout=5)
        line.request("POST", "/", body=b"abc")  # nobody listens, the parent's socket holds it
        with serving(counts, sockets):
            assert json.loads(line.getresponse().read()) == {"length": 3}
        line.close()


def test_an_idle_connection_is_closed_before_the_last_reply_leaves(sockets: list[socket.socket]) -> None:
    """Else a browser would send its next request down a line that is about to end."""
    with serving(counts, sockets) as one:
        line = socket.create_connection(("127.0.0.1", port_of(sockets)), timeout=5)
        time.sleep(0.1)
        one.leave(75)
        assert line.recv(1) == b""
        line.close()


def test_leaving_returns_only_when_nobody_new_is_let_in(sockets: list[socket.socket]) -> None:
    one = Serving(counts, [sock.dup() for sock in sockets])  # type: ignore[arg-type]
    late = threading.Timer(0.2, one.run)  # the loop is busy for a moment
    late.start()
    one.leave(75)
    assert one._deaf.is_set()
    late.join(5)


@contextmanager
def hanging(sockets: list[socket.socket]) -> Iterator[tuple[Serving, list[int]]]:
    """A loop with one request that does not end, and the codes it ended with."""
    stuck, end, codes = threading.Event(), threading.Event(), []

    def hangs(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        stuck.set()
        end.wait(20)
        return [b""]

    one = Serving(hangs, [sock.dup() for sock in sockets])
    thread = threading.Thread(target=lambda: codes.append(one.run()))
    thread.start()
    with socket.create_connection(("127.0.0.1", port_of(sockets))) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert stuck.wait(5)
        yield one, codes
    end.set()
    thread.join(5)


def test_a_request_that_never_ends_does_not_keep_the_worker_alive(
    sockets: list[socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving_module, "PATIENCE_SECONDS", 0.3)
    with hanging(sockets) as (one, codes):
        one.leave(75)
        until = time.monotonic() + 10
        while not codes and time.monotonic() < until:
            time.sleep(0.02)
        assert codes == [75]


def test_idle_lines_are_let_go_at_once_while_another_request_still_hangs(
    sockets: list[socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving_module, "PATIENCE_SECONDS", 20.0)
    idle = socket.create_connection(("127.0.0.1", port_of(sockets)), timeout=5)
    with hanging(sockets) as (one, codes):
        one.leave(75)
        assert idle.recv(1) == b""
        assert codes == []
    idle.close()


def test_the_first_reason_to_leave_is_the_one_that_counts(sockets: list[socket.socket]) -> None:
    one = Serving(counts, [sock.dup() for sock in sockets])  # type: ignore[arg-type]
    codes: list[int] = []
    thread = threading.Thread(target=lambda: codes.append(one.run()))
    thread.start()
    one.leave(75)
    one.leave(0)
    thread.join(5)
    assert codes == [75]
