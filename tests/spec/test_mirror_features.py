"""The worked table of what the mirror reads, row by row."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from goldseam.mirror.features import read

TABLE = Path(__file__).with_name("mirror_features.toml")
ROWS: list[dict[str, Any]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["row"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["says"][:40] or "nothing")
def test_the_words_of_an_entry_are_read_as_the_table_says(row: dict[str, Any]) -> None:
    assert [str(one.feature) for one in read(row["says"])] == row["holds"]
