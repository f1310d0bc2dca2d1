"""Every page at a phone's width in the dark and at a desktop's in the light: what axe sees, what is too wide."""

from __future__ import annotations

from collections.abc import Iterable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

VIEWS = (("phone", 390, 844, "dark"), ("desktop", 1280, 900, "light"))
OPEN_ALL = "document.querySelectorAll('main details').forEach(one => { one.open = true })"


def faults(page: Page, addresses: Iterable[str]) -> list[str]:
    """Each fault with its address and its view; everything that folds is unfolded first."""
    return [fault for address in addresses for view in VIEWS for fault in _faults(page, address, *view)]


def _faults(page: Page, address: str, name: str, width: int, height: int, scheme: str) -> Iterable[str]:
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto(address)
    page.reload()  # an address with a #place is not loaded again by itself
    page.evaluate(OPEN_ALL)
    for fault in Axe().run(page).response["violations"]:
        where = [node["target"] for node in fault["nodes"]][:2]
        yield f"{address} {name}: {fault['id']} {where}"
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if wide > 0:
        yield f"{address} {name} is {wide} px too wide"


def without_a_heading(page: Page, addresses: Iterable[str]) -> list[str]:
    """The pages that have no heading, or more than one."""
    found = []
    for address in addresses:
        page.goto(address)
        if page.locator("h1").count() != 1:
            found.append(address)
    return found
