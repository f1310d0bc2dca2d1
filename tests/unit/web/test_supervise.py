"""The parent and its workers, for real: launch, cookie, create, lock, a fresh process, unlock."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlencode

import pytest

from goldseam.errors import BookError, Refused
from goldseam.web import supervise
from goldseam.web.errands import FILE
from goldseam.web.launch import LOCKED, QUIT, TOKEN_USED, Launch
from goldseam.web.sockets import PortTaken
from goldseam.web.supervise import serve
from shell import PASSPHRASE

PATIENCE = 30.0
RUN = (
    "import sys; from pathlib import Path; from goldseam.web.supervise import serve; "
    "sys.exit(serve(Path(sys.argv[1]), None, False, lambda said: print(said, flush=True)))"
)


class Running:
    """A goldseam in a process of its own, and a browser's memory of it."""

    def __init__(self, home: Path, folder: Path | None = None) -> None:
        environ = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUN, str(home)], stdout=subprocess.PIPE, text=True, env=environ, cwd=folder
        )
        self.said: list[str] = []
        self.address = self._address()
        self.port = int(re.findall(r":(\d+)/", self.address)[0])
        self.cookies: dict[str, str] = {}

    def _address(self) -> str:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
            found = re.search(r"http://localhost:\d+/\?k=\S+", line)
            if found:
                return found.group(0)
        raise AssertionError(f"no address was said: {self.said}")

    def get(self, path: str) -> tuple[int, str, str]:
        """Status, place to go to, and body."""
        return self._ask("GET", path, None)

    def post(self, page: str, to: str, **fields: str) -> tuple[int, str, str]:
        """Send a form of `page` to an address, with the token that the page holds."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(page)[2])
        assert token is not None
        return self._ask("POST", to, urlencode({"csrfmiddlewaretoken": token.group(1), **fields}))

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, str, str]:
        line = http.client.HTTPConnection("localhost", self.port, timeout=PATIENCE)
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Origin": f"http://localhost:{self.port}",
            "Sec-Fetch-Site": "same-origin",
            "Sec-Fetch-Mode": "navigate",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        with contextlib.closing(line):
            line.request(method, path, body, headers)
            reply = line.getresponse()
            for name, value in reply.getheaders():
                if name.lower() == "set-cookie":
                    key, _, rest = value.strip().partition("=")
                    self.cookies[key] = rest.split(";")[0]
            return reply.status, reply.getheader("Location", ""), reply.read().decode()

    def worker(self) -> int:
        """The process id of the worker (Linux)."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        until = time.monotonic() + PATIENCE
        while not (found := children.read_text().split()) and time.monotonic() < until:
            time.sleep(0.01)
        return int(found[0])

    def stop(self) -> int:
        """Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    one = Running(tmp_path / "home")
    yield one
    if one.process.poll() is None:
        one.stop()


def lives(pid: int) -> bool:
    """Whether a process still has its memory (one that ended and was not yet waited for has none)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")


@linux
def test_the_whole_way_launch_cookie_create_lock_fresh_process_unlock(running: Running) -> None:
    status, where, _ = running.get(running.address.partition(str(running.port))[2])
    assert (status, where) == (303, "/")
    assert "Start my own book" in running.get("/")[2]

    assert running.post("/start", "/start", passphrase=PASSPHRASE, again=PASSPHRASE)[:2] == (303, "/")
    assert len(re.findall(r"<li>[a-z]+</li>", running.get("/")[2])) == 12
    assert running.post("/", "/", safe="on")[:2] == (303, "/")
    assert running.get("/caseload/")[0] == 200

    first = running.worker()
    assert running.post("/caseload/", "/lock")[:2] == (303, "/")
    assert "Your book is locked" in running.get("/")[2]  # waited in the parent's socket for the new worker
    assert running.worker() != first
    assert not lives(first)  # the process that held keys and words is gone
    assert running.get("/caseload/")[:2] == (303, "/")

    assert running.post("/", "/open", passphrase="five quiet grey herons")[0] == 422
    assert running.post("/", "/open", passphrase=PASSPHRASE)[:2] == (303, "/")
    assert running.get("/caseload/")[0] == 200


@linux
def test_no_secret_stands_in_arguments_or_environment(running: Running) -> None:
    token = running.address.partition("?k=")[2]
    running.get(running.address.partition(str(running.port))[2])
    door = running.cookies[f"goldseam_door_{running.port}"]
    for pid in (running.process.pid, running.worker()):
        arguments = Path(f"/proc/{pid}/cmdline").read_bytes()
        assert token.encode() not in arguments and door.encode() not in arguments
    environment = Path(f"/proc/{running.process.pid}/environ").read_bytes()
    assert token.encode() not in environment and door.encode() not in environment


def test_a_module_in_the_folder_one_stands_in_is_never_run(tmp_path: Path) -> None:
    downloads = tmp_path / "downloads"
    downloads.mkdir()
    (downloads / "waitress.py").write_text("raise SystemExit(9)")
    one = Running(tmp_path / "home", downloads)
    assert one.get("/")[0] == 403  # a worker is there and asks who we are
    one.stop()


@linux
def test_only_loopback_is_listened_on(running: Running) -> None:
    listening = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            local, _, state = line.split()[1:4]
            address, port = local.split(":")
            if state == "0A" and int(port, 16) == running.port:
                listening.add(address)
    assert listening <= {"0100007F", "00000000000000000000000001000000"}
    assert "0100007F" in listening


@linux
def test_a_worker_that_is_killed_is_replaced_and_the_window_stays_known(running: Running) -> None:
    running.get(running.address.partition(str(running.port))[2])
    first = running.worker()
    os.kill(first, signal.SIGKILL)
    assert "Start my own book" in running.get("/")[2]
    assert running.worker() != first
    running.cookies.clear()
    assert running.get(running.address.partition(str(running.port))[2])[0] == 403  # still used up


@linux
def test_when_the_parent_is_killed_the_worker_ends_by_itself(running: Running) -> None:
    running.get("/")
    worker = running.worker()
    running.process.kill()
    running.process.wait(PATIENCE)
    until = time.monotonic() + PATIENCE
    while lives(worker) and time.monotonic() < until:
        time.sleep(0.02)
    assert not lives(worker)


@pytest.mark.skipif(os.name == "nt", reason="a process group has Ctrl-C only as a whole there")
def test_ctrl_c_stops_everything_and_says_so(running: Running, tmp_path: Path) -> None:
    running.get("/")
    assert running.stop() == 0
    assert running.process.stdout is not None
    assert "goldseam has stopped. The book is locked." in running.process.stdout.read()
    assert not (tmp_path / "home" / FILE).exists()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", running.port), timeout=1)


def test_a_second_start_gives_a_fresh_address_for_the_first(running: Running, tmp_path: Path) -> None:
    running.get(running.address.partition(str(running.port))[2])  # the first address is used up
    said: list[str] = []
    assert serve(tmp_path / "home", open_browser=False, announce=said.append) == 0
    assert said[0] == "goldseam runs already; here is a fresh address for it."
    path = said[1].partition(f":{running.port}")[2]
    running.cookies.clear()
    assert running.get(path)[:2] == (303, "/")
    assert running.get("/")[0] == 200


class Pretended:
    """A worker that ends with the next code of a list, and notes what it was started with."""

    codes: ClassVar[list[int]] = []
    tokens: ClassVar[list[str]] = []

    def __init__(self, launch: Launch, sockets: object, on_word: Callable[[str], None]) -> None:
        self.tokens.append(launch.token)
        on_word(TOKEN_USED)

    def wait(self) -> int:
        return self.codes.pop(0)

    def end(self) -> None:
        """Nothing runs."""


@pytest.mark.parametrize(
    ("codes", "comes_to"),
    [
        ([LOCKED] * 5 + [QUIT], 0),  # locking often is no crash
        ([1, -9, 1], 1),  # three crashes within half a minute
        ([1, LOCKED, -9, LOCKED, QUIT], 0),
    ],
)
def test_a_locked_worker_is_replaced_at_once_and_a_crashing_one_not_for_ever(
    codes: list[int], comes_to: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervise, "Worker", Pretended)
    monkeypatch.setattr(Pretended, "codes", list(codes))
    monkeypatch.setattr(Pretended, "tokens", [])
    assert serve(tmp_path, open_browser=False) == comes_to
    assert Pretended.codes == []
    assert Pretended.tokens[1:] == [""] * (len(codes) - 1)  # the address was used up by the first


def test_an_address_beyond_this_computer_is_refused_before_anything_is_opened(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="this computer only"):
        serve(tmp_path / "home", address="0.0.0.0")
    assert not (tmp_path / "home").exists()


def test_a_port_asked_for_and_taken_ends_with_what_to_do(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(PortTaken, match="Choose another with --port"):
            serve(tmp_path / "home", port=other.getsockname()[1], open_browser=False)


def test_a_home_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BookError, match=r"cannot be made.*--home"):
        serve(tmp_path / "file" / "home", open_browser=False)


def test_a_worker_that_never_comes_up_ends_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervise.sys, "executable", sys.executable)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))  # where a module of this name breaks it
    (tmp_path / "argon2.py").write_text("raise SystemExit(3)")
    said: list[str] = []
    assert serve(tmp_path / "home", open_browser=False, announce=said.append) == 1
    assert said[-1] == "goldseam does not start on this computer. The lines above say where it stopped."


def test_the_parent_imports_no_web_framework_and_no_cryptography() -> None:
    code = (
        "import sys, goldseam.web.supervise\n"
        "print(sorted({m.split('.')[0] for m in sys.modules}"
        " & {'django', 'cryptography', 'argon2', 'sqlcipher3', 'waitress'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_browser_is_opened_where_there_is_a_screen_and_else_the_address_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []
    said: list[str] = []
    monkeypatch.setattr(supervise.webbrowser, "open", lambda address: opened.append(address) or True)
    monkeypatch.setattr(supervise, "has_screen", lambda platform, environ: True)
    supervise._show("http://localhost:1/?k=x", True, said.append)
    supervise._show("http://localhost:1/?k=y", False, said.append)
    assert opened == ["http://localhost:1/?k=x"]
    assert said == ["Open this address in your browser. It works once: http://localhost:1/?k=y"]
