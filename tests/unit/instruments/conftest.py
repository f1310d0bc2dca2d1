"""A small instrument file that each test bends in one place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

SMALL = """
schema = "instrument/1"
id = "small"
version = "2026.en.1"
title = "Small form"
respondent = "client"
subject = "client"
purpose = "alliance"
validated = false
label = "Ours, not validated."
recall = "SESSION"
minutes = 1
items = [
  {id = "a", scale = "four", text = "A"},
  {id = "b", scale = "four", text = "B"},
  {id = "c", scale = "four", text = "C"},
  {id = "d", scale = "four", scored = false, show_if = "any(a..c) > 0", text = "D"},
]
scores = [
  {id = "total", method = "sum", items = ["a", "b", "c"], range = [0, 9], better = "higher"},
]
alerts = [
  {when = "a >= 2", level = "look", action = "ask", text = "Ask about A."},
]

[rights]
status = "own"
item_text = "included"
holder = "us"

[scales]
four = [{v = 0, text = "no"}, {v = 1, text = "some"}, {v = 2, text = "much"}, {v = 3, text = "all"}]

[[example]]
answers = {a = 1, b = 2, c = 3}
scores = {total = 6}
"""


@pytest.fixture
def small() -> Callable[..., str]:
    """The text of the small file, with each `old, new` pair replaced; an absent `old` is a mistake."""

    def build(*changes: tuple[str, str]) -> str:
        text = SMALL
        for old, new in changes:
            assert old in text, f"the small form has no {old!r}"
            text = text.replace(old, new, 1)
        return text

    return build
