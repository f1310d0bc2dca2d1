"""Every page of a hard evening can be left at once, by a button a thumb can find."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGES = Path(__file__).resolve().parents[3] / "src/goldseam/web/templates/pages"
EVENING = (
    "boundary", "brief", "consultation", "consultations", "draft", "ending", "ending_close", "ending_outreach",
    "ending_referrals", "ending_review", "ending_rule", "ending_step", "episode", "goodbye", "goodbye_question",
    "goodbye_what_ifs", "guide", "hard_close", "hard_step", "incident", "incident_read", "incidents", "letter",
    "resting",
)  # fmt: skip
OUT = re.compile(
    r'<(?:a|button) class="button[^>]*>{% translate "(?:I want to stop here|Enough for today)" %}'
    r'|{% include "pages/_stop.html" %}'
)


@pytest.mark.parametrize("name", EVENING)
def test_a_page_of_the_evening_can_be_left_at_once(name: str) -> None:
    assert OUT.search((PAGES / f"{name}.html").read_text(encoding="utf-8"))


def test_no_page_that_asks_about_safety_or_an_ending_is_left_out_here() -> None:
    found = {path.stem for path in PAGES.glob("*.html")}
    here = {
        one
        for one in found
        if re.match(
            r"boundar|brief|consult|draft|ending|episode|goodbye|guide|hard|incident|letter|rest", one
        )
    }
    assert here == set(EVENING)


def test_not_safe_has_nothing_but_what_to_do() -> None:
    page = (PAGES / "unsafe.html").read_text(encoding="utf-8")
    assert "<button" not in page and "<form" not in page and OUT.search(page) is None
