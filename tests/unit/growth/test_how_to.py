"""The how-to page shows an entry that the room accepts."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from goldseam.growth.exercises import library
from goldseam.growth.kinds import MarkerKind
from goldseam.growth.wording import table
from tone import complaints

PAGE = Path(__file__).resolve().parents[3] / "docs" / "how-to" / "add-an-exercise.md"


def test_the_line_on_the_page_has_the_keys_of_the_library_and_keeps_the_tone() -> None:
    shown = re.search(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert shown is not None
    [row] = tomllib.loads(shown.group(1))["scenario"]
    assert set(row) == set(table("scenarios.toml")["scenario"][0])
    assert MarkerKind(row["marker"])
    assert row["id"] not in {one.id for one in library()}
    assert [text for text in (row["setting"], *row["holds"]) if complaints(text)] == []


def test_the_page_names_every_key() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [key for key in table("scenarios.toml")["scenario"][0] if f"| `{key}`" not in text] == []
