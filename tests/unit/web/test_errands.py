"""A second start asks the first for a fresh address; nobody else can."""

from __future__ import annotations

import http.client
import json
import os
import socket
import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from goldseam.web.errands import FILE, PATH, Errands, fresh_address, leave_note, proof, take_note_away
from goldseam.web.guard import Guard
from goldseam.web.launch import Launch, new_launch
from goldseam.web.serving import Serving
from goldseam.web.sockets import listen_on


def inner(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Length", "6")])
    return [b"inside"]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Launch]:
    """A goldseam that runs on this home."""
    opened = listen_on(0)
    launch = new_launch(opened[0].getsockname()[1], str(tmp_path))
    serving = Serving(Errands(Guard(inner, launch), launch), [one.dup() for one in opened])
    thread = threading.Thread(target=serving.run)
    thread.start()
    leave_note(tmp_path, launch)
    yield launch
    serving.leave(0)
    thread.join(5)
    for one in opened:
        one.close()


def ask(launch: Launch, method: str = "POST", **headers: str) -> tuple[int, bytes]:
    """One request for a fresh address, by hand."""
    line = http.client.HTTPConnection("localhost", launch.port, timeout=5)
    nonce = "n" * 40
    good = {
        "Host": f"localhost:{launch.port}",
        "X-Goldseam-Nonce": nonce,
        "X-Goldseam-Proof": proof(launch.errand, "ask", nonce),
    }
    line.request(method, PATH, headers={**good, **headers})
    reply = line.getresponse()
    found = reply.status, reply.read()
    line.close()
    return found


def test_a_second_start_gets_an_address_that_opens_once(running: Launch, tmp_path: Path) -> None:
    address = fresh_address(tmp_path)
    assert address is not None and address.startswith(f"http://localhost:{running.port}/?k=")
    statuses = []
    for _ in range(2):
        line = http.client.HTTPConnection("localhost", running.port, timeout=5)
        line.request("GET", address.removeprefix(f"http://localhost:{running.port}"))
        statuses.append(line.getresponse().status)
        line.close()
    assert statuses == [303, 403]


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("POST", {"X-Goldseam-Proof": "0" * 64}),
        ("POST", {"X-Goldseam-Proof": ""}),
        ("POST", {"X-Goldseam-Nonce": "m" * 40}),
        ("POST", {"Origin": "https://evil.example"}),
        ("POST", {"Sec-Fetch-Site": "cross-site"}),
        ("POST", {"Host": "evil.example"}),
        ("GET", {}),
    ],
)
def test_nobody_else_gets_one(running: Launch, method: str, headers: dict[str, str]) -> None:
    status, body = ask(running, method, **headers)
    assert status in {403, 421}
    assert b"token" not in body


def test_a_proof_over_a_short_nonce_counts_for_nothing(running: Launch) -> None:
    short = {"X-Goldseam-Nonce": "n", "X-Goldseam-Proof": proof(running.errand, "ask", "n")}
    assert ask(running, **short)[0] == 403


def test_the_answer_proves_that_it_comes_from_goldseam(running: Launch) -> None:
    status, body = ask(running)
    said = json.loads(body)
    assert status == 200
    assert said["proof"] == proof(running.errand, "here", "n" * 40, said["token"])


def test_a_program_that_took_over_the_port_learns_nothing_and_is_not_believed(tmp_path: Path) -> None:
    heard: list[bytes] = []
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        launch = new_launch(other.getsockname()[1], str(tmp_path))
        leave_note(tmp_path, launch)

        def pretend() -> None:
            line, _ = other.accept()
            heard.append(line.recv(65_536))
            body = json.dumps({"token": "come-to-me", "proof": "0" * 64}).encode()
            line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
            line.close()

        thread = threading.Thread(target=pretend)
        thread.start()
        assert fresh_address(tmp_path) is None
        thread.join(5)
    assert launch.errand.encode() not in heard[0]
    assert launch.door.encode() not in heard[0] and launch.token.encode() not in heard[0]


def test_a_note_left_by_a_crash_is_passed_over(tmp_path: Path) -> None:
    sockets = listen_on(0)
    port = sockets[0].getsockname()[1]
    for one in sockets:
        one.close()
    leave_note(tmp_path, new_launch(port, str(tmp_path)))
    assert fresh_address(tmp_path) is None


@pytest.mark.parametrize("said", ["", "{}", "[]", '{"port": "x", "errand": ""}', "\x00", '{"port": 1}'])
def test_a_note_that_makes_no_sense_is_passed_over(tmp_path: Path, said: str) -> None:
    (tmp_path / FILE).write_text(said)
    assert fresh_address(tmp_path) is None


def test_the_note_is_for_this_person_only_and_holds_neither_cookie_nor_token(tmp_path: Path) -> None:
    launch = new_launch(8765, str(tmp_path))
    leave_note(tmp_path, launch)
    said = (tmp_path / FILE).read_text()
    assert launch.door not in said and launch.token not in said
    if os.name == "posix":
        assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
    take_note_away(tmp_path)
    take_note_away(tmp_path)
    assert not (tmp_path / FILE).exists()


def test_a_fresh_address_survives_no_new_launch(running: Launch, tmp_path: Path) -> None:
    leave_note(tmp_path, replace(running, errand="another secret"))
    assert fresh_address(tmp_path) is None
