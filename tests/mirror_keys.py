"""The keyboard alone: Tab until what bears a name is focused."""

from __future__ import annotations

from playwright.sync_api import Page

NAME = "(() => { const e = document.activeElement; return (e?.labels?.[0] ?? e)?.innerText || '' })()"


def tab_to(page: Page, name: str, most: int = 80) -> None:
    """Press Tab until what is focused bears this name."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(NAME).strip().startswith(name):
            return
    raise AssertionError(f"the keyboard does not reach {name!r}")
