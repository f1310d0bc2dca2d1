"""What a person does in many journeys."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, expect

ADDRESS = re.compile(r"http://localhost:\d+/\?k=\S+")
PASSPHRASE = "four quiet grey herons"


@dataclass
class Running:
    """A started goldseam: its home, its launch address, and all it said."""

    home: Path
    address: str
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    @property
    def origin(self) -> str:
        """Where it is."""
        return self.address.split("/?")[0]


@contextmanager
def started(home: Path) -> Iterator[Running]:
    """goldseam on a free port, started as a person starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, "-m", "goldseam", "serve", "--home", str(home), "--port", port, "--no-browser"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, "TZ": "UTC"}
    )
    made = Running(home, "", process)
    for line in process.stdout or ():
        made.said.append(line)
        if found := ADDRESS.search(line):
            made.address = found.group(0)
            break
    threading.Thread(target=lambda: made.said.extend(process.stdout or ()), daemon=True).start()
    yield made
    process.send_signal(signal.SIGINT)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()


def twice(page: Page, passphrase: str) -> None:
    """A new passphrase, and the same once more, as soon as the page asks for them."""
    fields = page.locator("input[type=password]")
    expect(fields).to_have_count(2)  # a page still on its way has none, and `all` does not wait
    for one in fields.all():
        one.fill(passphrase)


def start_own_book(page: Page, passphrase: str = PASSPHRASE) -> str:
    """From the two doors to an open, empty book. Returns the words of the kit."""
    page.get_by_role("link", name="Start my own book").click()
    twice(page, passphrase)
    page.get_by_role("button", name="Make my book").click()
    page.get_by_role("checkbox").check()
    words = " ".join(page.locator("ol li").all_inner_texts())
    page.get_by_role("button", name="Open my book").click()
    page.get_by_role("heading", name="Hard one?").wait_for()
    return words
