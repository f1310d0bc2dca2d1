"""Photograph every page at phone and desktop width, light and dark, into screenshots/ (not in git).

`make screenshots`, or `python tools/screenshots.py [NAME ...]` for some pages (steps before them are
done, but not photographed). The list of pages is tools/screenshots.toml. Starts goldseam on an empty
folder with the demo book; prints, for each page, what does not fit, what breaks the policy, and its weight.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "screenshots"
sys.path.insert(0, str(ROOT / "tests"))
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
SCHEMES = ("light", "dark")
PATIENCE_MS = 8_000
MAKING_MS = 60_000  # the first opening makes a book: Argon2id, and two years of invented people


def main(wanted: list[str]) -> int:
    """Photograph the pages; 1 where something did not fit or broke."""
    pages = tomllib.loads((ROOT / "tools" / "screenshots.toml").read_text(encoding="utf-8"))["page"]
    shutil.rmtree(OUT, ignore_errors=True)
    with serving() as address, desk() as page:
        page.goto(address)
        tour = Tour(page, address.split("/?")[0])
        for number, one in enumerate(pages, 1):
            tour.visit(one["name"], one["do"])
            if not wanted or one["name"] in wanted:
                tour.photograph(f"{number:02}-{one['name']}")
    return 1 if tour.amiss else 0


@contextmanager
def serving() -> Iterator[str]:
    """A goldseam on an empty folder; its one-time address."""
    home = tempfile.mkdtemp(prefix="goldseam-screenshots-")
    command = [sys.executable, "-m", "goldseam", "serve", "--home", home, "--no-browser"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        line = next((line for line in server.stdout or () if "/?" in line), "")
        found = re.search(r"http://localhost:\d+/\?\S+", line)
        if not found:
            raise SystemExit("goldseam ended before it said its address")
        yield found.group()
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def desk() -> Iterator[Any]:
    """A page in a headless browser."""
    from playwright.sync_api import sync_playwright

    from chromium import FLAGS, chromium

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_context(
            viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
        ).new_page()
        page.set_default_timeout(PATIENCE_MS)
        yield page
        browser.close()


class Tour:
    """A walk through the pages that remembers where they were, and what was amiss."""

    def __init__(self, page: Any, base: str) -> None:
        self.page, self.base = page, base
        self.where: dict[str, str] = {}
        self.amiss: list[str] = []
        self.asked: list[Any] = []
        self.reached = True
        page.on("response", lambda reply: self.asked.append(reply))
        page.on(
            "console", lambda said: self.say(said.text) if "Content Security Policy" in said.text else None
        )
        page.on("pageerror", lambda error: self.say(f"script: {error}"))

    def say(self, what: str) -> None:
        """Something that is not as it ought to be."""
        self.amiss.append(what)
        sys.stdout.write(f"  ! {what}\n")

    def visit(self, name: str, steps: list[str]) -> None:
        """Go to a page by its steps."""
        from playwright.sync_api import Error

        self.asked.clear()
        self.page.set_viewport_size({"width": 1280, "height": 900})
        try:
            for step in steps:
                self.step(*step.partition(" ")[::2])
            self.reached = True
        except Error as error:
            self.reached = False
            self.say(f"{name}: {str(error).splitlines()[0]}")
        self.where[name] = self.page.url

    def step(self, verb: str, what: str) -> None:
        """One step, in the words of the list."""
        page = self.page
        starting = re.compile("^\\s*" + re.escape(what), re.I)
        if verb == "open":
            page.goto(self.base + what)
        elif verb == "back":
            page.goto(self.where[what])
        elif verb == "link":
            page.get_by_role("link", name=starting).first.click()
        elif verb == "button":
            page.get_by_role("button", name=starting).first.click(no_wait_after=True)
            page.wait_for_timeout(150)
        elif verb == "click":
            page.locator(what).first.click()
        elif verb == "fill":
            target, _, text = what.partition(" = ")
            page.fill(target, text)
        elif verb == "check":
            page.check(what)
        elif verb == "press":
            page.keyboard.press(what)
        elif verb == "all":
            page.evaluate("of => document.querySelectorAll(of).forEach(one => { one.open = true })", what)
        else:
            raise SystemExit(f"no such step: {verb}")
        page.wait_for_load_state("load", timeout=MAKING_MS)

    def photograph(self, name: str) -> None:
        """Four pictures of the page that stands there; none where it could not be reached."""
        if not self.reached:
            return
        for size, (width, height) in SIZES.items():
            for scheme in SCHEMES:
                self.page.emulate_media(color_scheme=scheme)
                self.page.set_viewport_size({"width": width, "height": height})
                tall, wide = self.page.evaluate(
                    "[document.documentElement.scrollHeight, document.documentElement.scrollWidth]"
                )
                if wide > width:
                    self.say(f"{name}: {wide} px wide on a {size} of {width}")
                self.page.set_viewport_size({"width": width, "height": max(height, min(tall, 12_000))})
                place = OUT / f"{size}-{scheme}"
                place.mkdir(parents=True, exist_ok=True)
                self.page.screenshot(path=place / f"{name}.png")
        sys.stdout.write(f"{name}: {self.weight()}\n")

    def weight(self) -> str:
        """How many things the last address asked for, and their bytes before compression."""
        from playwright.sync_api import Error

        sizes = []
        for reply in self.asked:
            try:
                sizes.append(len(reply.body()))
            except Error:  # a redirect has no body
                continue
        return f"{len(sizes)} requests, {sum(sizes) / 1000:.1f} kB"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
