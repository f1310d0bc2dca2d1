"""No network: which modules may open a connection at all, and what really connects while pages are used."""

from __future__ import annotations

import ast
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from cast import NOW, held, sam
from fake_model import Fake, fake_model
from goldseam.acts import consent, people, suggesting, transcripts
from goldseam.acts.consent import By, Given, How

SRC = Path(__file__).resolve().parents[2] / "src" / "goldseam"
CONNECTS = {
    "socket", "ssl", "select", "selectors", "asyncio", "http.client", "http.server", "urllib.request", "ftplib",
    "smtplib", "poplib", "imaplib", "telnetlib", "nntplib", "socketserver", "xmlrpc", "requests", "httpx",
    "aiohttp", "urllib3", "websockets", "webbrowser",
}  # fmt: skip
# Who may, and to whom.
ALLOWED = {
    "web/serving.py": "listens on loopback",
    "web/sockets.py": "listens on loopback",
    "web/errands.py": "asks the goldseam that runs already, on 127.0.0.1",
    "web/supervise.py": "opens the browser",
    "acts/loopback.py": "asks a language model on this computer, where one is switched on",
}


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def connects(path: Path) -> set[str]:
    """The modules for connections that a module imports."""
    return {name for name in imports_of(path) if name in CONNECTS or name.split(".")[0] in CONNECTS}


@pytest.mark.parametrize("path", sorted(SRC.rglob("*.py")), ids=lambda p: p.relative_to(SRC).as_posix())
def test_only_five_modules_can_open_a_connection(path: Path) -> None:
    assert not connects(path) or path.relative_to(SRC).as_posix() in ALLOWED


def test_the_five_are_there_and_need_it() -> None:
    assert all(connects(SRC / name) for name in ALLOWED)


reached: list[object] = []
listening = False


def _note(event: str, given: tuple[Any, ...]) -> None:
    if listening and event in {
        "socket.connect",
        "socket.sendto",
        "socket.getaddrinfo",
        "socket.gethostbyname",
    }:
        reached.append(given[1] if event in {"socket.connect", "socket.sendto"} else given[0])


@pytest.fixture
def watched() -> Iterator[list[object]]:
    """Every address that this process connects to or looks up."""
    global listening
    if not getattr(sys, "_goldseam_watch", False):
        sys.addaudithook(_note)  # it cannot be taken away, so it only listens while asked to
        sys._goldseam_watch = True  # type: ignore[attr-defined]
    reached.clear()
    listening = True
    yield reached
    listening = False


def kept() -> Any:
    session = held(people.alliance_of(sam()), 3)
    consent.record(session, Given(By.CLIENT, How.SIGNED, NOW.date(), whole_work=True), NOW)
    row = transcripts.add(session, b"T: How was it?\nC: You never listen.", "t.txt", NOW)
    return transcripts.confirm(row, dict(transcripts.guess(row).roles), NOW)


def test_the_watch_itself_sees_a_connection(watched: list[object]) -> None:
    with socket.socket() as line:
        line.settimeout(0.2)
        assert line.connect_ex(("127.0.0.1", 9)) != 0
    assert watched == [("127.0.0.1", 9)]


def test_with_no_model_on_a_transcripts_pages_connect_to_nothing(
    browser_of_noor: Client, watched: list[object]
) -> None:
    row = kept()
    for path in ("", "speakers/", "copy/", "delete/"):
        browser_of_noor.get(f"/talk/{row.pk}/{path}")
    assert browser_of_noor.post(f"/talk/{row.pk}/ask/", {"agreed": "1"}).status_code == 403
    assert browser_of_noor.get("/settings/model/").status_code == 200
    assert watched == []


def test_with_one_on_only_a_press_of_the_button_asks_it_and_nobody_else(
    browser_of_noor: Client, watched: list[object]
) -> None:
    row = kept()
    with fake_model(Fake()) as fake:
        suggesting.set_model(True, fake.address, "small", False)
        watched.clear()
        browser_of_noor.get(f"/talk/{row.pk}/")
        assert browser_of_noor.get(f"/talk/{row.pk}/ask/").status_code == 405
        assert watched == []
        browser_of_noor.post(f"/talk/{row.pk}/ask/", {"posted": "a"})
        hosts = {host if isinstance(host, str) else host[0] for host in watched}  # type: ignore[index]
        assert hosts == {"127.0.0.1"}
        assert len(fake.asked) == 1
