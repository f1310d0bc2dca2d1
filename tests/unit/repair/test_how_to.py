"""The how-to page shows an entry that works."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from goldseam.repair.guide import read_questions
from goldseam.repair.plan import Card, Fits, Phase

PAGE = Path(__file__).resolve().parents[3] / "docs" / "how-to" / "add-a-strategy.md"


def test_the_question_on_the_page_is_read() -> None:
    shown = re.search(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert shown is not None
    [one] = read_questions(shown.group(1), Fits.WITHDRAWAL, "the page")
    assert (one.id, one.phase) == (tomllib.loads(shown.group(1))["question"][0]["id"], Phase.VALIDATE)


def test_the_page_names_every_key_of_a_strategy() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [key for key in Card.__dataclass_fields__ if f"`{key}`" not in text] == []
