"""The worker by itself: it locks when nobody is there, quits with its parent, and keeps crashes quiet."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest

from goldseam.acts import book
from goldseam.web.guard import door_cookie
from goldseam.web.launch import LOCKED, QUIT, Launch, new_launch, origin
from goldseam.web.place import PLACE
from goldseam.web.sockets import listen_on, share_with
from goldseam.web.worker import start

pytestmark = pytest.mark.skipif(os.name == "nt", reason="sockets are shared in another way there")
IDLE_AFTER_A_SECOND = "import goldseam.web.idle as i; i.IDLE = i.Idle(minutes=1 / 60); "
RUN = "import os, goldseam.web.worker as w; os._exit(w.main())"


class Child:
    """A worker whose parent is this test."""

    def __init__(self, home: Path, before: str = "") -> None:
        self.sockets = listen_on(0)
        launch = new_launch(self.sockets[0].getsockname()[1], str(home))
        self.process = subprocess.Popen(
            [sys.executable, "-c", before + RUN],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            pass_fds=[one.fileno() for one in self.sockets],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        self.launch: Launch = share_with(launch, self.sockets, self.process.pid)
        assert self.process.stdin is not None
        self.process.stdin.write(self.launch.to_line())
        self.process.stdin.flush()

    def hears(self) -> str:
        """The next word of the worker."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def ask(self, method: str, path: str, fields: dict[str, str], cookies: str) -> tuple[int, str, str]:
        """Status, all cookies set, body."""
        line = http.client.HTTPConnection("localhost", self.launch.port, timeout=30)
        headers = {
            "Cookie": f"{door_cookie(self.launch.port)}={self.launch.door}; {cookies}",
            "Origin": origin(self.launch.port),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        with contextlib.closing(line):
            line.request(method, path, urlencode(fields) if fields else None, headers)
            reply = line.getresponse()
            return reply.status, reply.getheader("Set-Cookie", ""), reply.read().decode()

    def look_around(self) -> int:
        """Open the book of invented people."""
        _, cookie, page = self.ask("GET", "/", {}, "")
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert token is not None
        fields = {"csrfmiddlewaretoken": token.group(1), "posted": "once"}
        return self.ask("POST", "/look-around", fields, cookie.strip().split(";")[0])[0]


@pytest.fixture
def children(tmp_path: Path) -> Iterator[list[Child]]:
    """Workers that are gone after the test."""
    made: list[Child] = []
    yield made
    for child in made:
        child.process.kill()
        child.process.wait()
        for one in child.sockets:
            one.close()


def test_a_book_left_open_with_nobody_there_locks_by_ending_its_process(
    tmp_path: Path, children: list[Child]
) -> None:
    children.append(Child(tmp_path, IDLE_AFTER_A_SECOND))
    assert children[0].look_around() == 303
    assert children[0].process.wait(30) == LOCKED


def test_a_locked_program_stays_although_nobody_is_there(tmp_path: Path, children: list[Child]) -> None:
    children.append(Child(tmp_path, IDLE_AFTER_A_SECOND))
    assert children[0].hears() == "ready"
    time.sleep(1.5)
    assert children[0].process.poll() is None


def test_a_worker_says_when_its_address_was_opened(tmp_path: Path, children: list[Child]) -> None:
    children.append(Child(tmp_path))
    assert children[0].hears() == "ready"
    line = http.client.HTTPConnection("localhost", children[0].launch.port, timeout=30)
    line.request("GET", f"/?k={children[0].launch.token}")
    assert line.getresponse().status == 303
    line.close()
    assert children[0].hears() == "token-used"


def test_a_worker_quits_when_its_parent_lets_go(tmp_path: Path, children: list[Child]) -> None:
    children.append(Child(tmp_path))
    children[0].hears()
    assert children[0].process.stdin is not None
    children[0].process.stdin.close()
    assert children[0].process.wait(10) == QUIT


def test_a_worker_leaves_ctrl_c_to_its_parent(tmp_path: Path, children: list[Child]) -> None:
    children.append(Child(tmp_path))
    children[0].hears()
    children[0].process.send_signal(signal.SIGINT)
    time.sleep(0.2)
    assert children[0].process.poll() is None


def test_locking_wipes_the_keys_and_ends_the_loop_with_the_code_for_a_fresh_start(
    tmp_path: Path, open_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PLACE, "_on_lock", [])
    opened = listen_on(0)
    launch = new_launch(opened[0].getsockname()[1], str(tmp_path))
    fds = tuple(one.dup().detach() for one in opened)
    serving = start(replace(launch, fds=fds), lambda word: None)
    codes: list[int] = []
    loop = threading.Thread(target=lambda: codes.append(serving.run()))
    loop.start()
    PLACE.open_book(open_book)
    assert book.is_open()
    PLACE.lock()
    loop.join(5)
    assert (codes, book.is_open()) == ([LOCKED], False)
    for one in opened:
        one.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_no_other_program_of_this_person_may_look_into_a_worker(
    tmp_path: Path, children: list[Child]
) -> None:
    children.append(Child(tmp_path))
    children[0].hears()
    limits = Path(f"/proc/{children[0].process.pid}/limits").read_text()
    assert re.search(r"Max core file size\s+0\s+0", limits)
    if os.getuid() == 0:
        return  # for root the next line says nothing
    # A process that may not be dumped belongs to root in /proc: proc(5), PR_SET_DUMPABLE.
    assert Path(f"/proc/{children[0].process.pid}/environ").stat().st_uid == 0
