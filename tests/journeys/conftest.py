"""A whole goldseam on a free port, and a browser in front of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from chromium import FLAGS, chromium
from evening import Running, started


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """goldseam, started as a person starts it."""
    with started(tmp_path / "home") as made:
        yield made


expect.set_options(timeout=15_000)  # machines are shared; a page that comes late is still right


# A machine that is shared may be many times slower. `GOLDSEAM_SLOWED=8 pytest -m browser tests/journeys` shows
# which step only works in a hurry: the pages run so many times slower, and every answer comes late and in pieces.
SLOWED = int(os.environ.get("GOLDSEAM_SLOWED", "1"))
LATE = {
    "offline": False,
    "latency": 40 * SLOWED,
    "downloadThroughput": 800_000 / SLOWED,
    "uploadThroughput": -1,
}


def slow_down(browser: Browser) -> None:
    """Every page of this browser from now on."""
    new_context = browser.new_context

    def slowed_context(**options: Any) -> BrowserContext:
        context = new_context(**options)
        new_page = context.new_page

        def slowed_page() -> Page:
            page = new_page()
            devtools = context.new_cdp_session(page)
            devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
            devtools.send("Network.emulateNetworkConditions", LATE)
            return page

        context.new_page = slowed_page  # type: ignore[method-assign]
        return context

    browser.new_context = slowed_context  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys."""
    path = chromium()
    assert path, "no Chromium: under CI the journeys must run; `make test` installs it where it can"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        if SLOWED > 1:
            slow_down(started)
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh browser profile."""
    made = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    made.set_default_timeout(15_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, running: Running) -> Page:
    """A window at goldseam's first page. Anything a page logs as an error fails the journey."""
    made = context.new_page()
    made.goto(running.address)
    return made
