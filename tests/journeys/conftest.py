"""A whole goldseam on a free port, and a browser in front of it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from chromium import FLAGS, chromium
from evening import Running

ADDRESS = re.compile(r"http://localhost:\d+/\?k=\S+")


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """goldseam, started as a person starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = tmp_path / "home"
    command = [
        sys.executable,
        "-m",
        "goldseam",
        "serve",
        "--home",
        str(home),
        "--port",
        str(port),
        "--no-browser",
    ]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, "TZ": "UTC"}
    )
    made = Running(home, "", process)
    assert process.stdout is not None
    for line in process.stdout:
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


expect.set_options(timeout=15_000)  # machines are shared; a page that comes late is still right


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys."""
    path = chromium()
    assert path, "no Chromium: under CI the journeys must run; `make test` installs it where it can"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh browser profile."""
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    made.set_default_timeout(15_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, running: Running) -> Page:
    """A window at goldseam's first page. Anything a page logs as an error fails the journey."""
    made = context.new_page()
    made.goto(running.address)
    return made
