"""What a person does in many journeys."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

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


def start_own_book(page: Page, passphrase: str = PASSPHRASE) -> str:
    """From the two doors to an open, empty book. Returns the words of the kit."""
    page.get_by_role("link", name="Start my own book").click()
    for field_ in page.locator("input[type=password]").all():
        field_.fill(passphrase)
    page.get_by_role("button", name="Make my book").click()
    words = " ".join(page.locator("ol li").all_inner_texts())
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Open my book").click()
    page.get_by_role("heading", name="Hard one?").wait_for()
    return words
