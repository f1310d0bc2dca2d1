"""Every promise names its test, and that test is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("SECURITY.md", "docs/decisions/0005-two-stage-start.md", "docs/decisions/0006-strangers.md")
ROW = re.compile(r"^\| (?P<promise>[^|]+) \| (?P<tests>[^|]*test[^|]*) \|$", re.MULTILINE)


def promises() -> list[tuple[str, str]]:
    """The rows of the table of promises."""
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    table = text[text.index("## What we promise") : text.index("## What is not defended")]
    return [(row["promise"].strip(), row["tests"]) for row in ROW.finditer(table)][1:]


def test_there_are_promises() -> None:
    assert len(promises()) > 10


@pytest.mark.parametrize(("promise", "tests"), promises(), ids=[promise for promise, _ in promises()])
def test_a_promise_names_a_test_that_is_there(promise: str, tests: str) -> None:
    named = re.findall(r"`([\w/.]+)`", tests)
    assert named
    folder = Path(named[0]).parent
    for name in named:
        assert (ROOT / name).exists() or (ROOT / folder / name).exists(), f"{promise}: {name} is not there"


@pytest.mark.parametrize("page", PAGES)
def test_every_module_that_a_page_names_is_there(page: str) -> None:
    for name in re.findall(r"`((?:web|store|acts)/[\w/]+\.py)`", (ROOT / page).read_text(encoding="utf-8")):
        assert (ROOT / "src/goldseam" / name).exists(), name
