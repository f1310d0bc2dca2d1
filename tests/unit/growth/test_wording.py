"""Every sentence of the room `growth` keeps the tone, and every file is in the list."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from goldseam.growth.exercises import library
from goldseam.growth.wording import FILES, all_sentences, words
from tone import complaints

SAID = list(all_sentences())
LINES = {one.line for one in library()}


@pytest.mark.parametrize(("place", "text"), SAID, ids=lambda value: str(value)[:60])
def test_a_sentence_keeps_the_tone(place: str, text: str) -> None:
    assert complaints(text) == [], place


def test_no_text_file_of_the_room_escapes_the_review() -> None:
    room = Path(str(files("goldseam.growth")))
    assert {str(path.relative_to(room)) for path in room.rglob("*.toml")} == set(FILES)


def test_what_is_said_is_under_review_and_what_a_client_says_is_not_held_to_our_tone() -> None:
    said = {text for _, text in SAID}
    assert {
        "Owns one part",
        "Here: “{words}”",
        "Say it in half the words.",
        "It came",
        "answers in a word or two",
    } <= said
    assert not said & LINES


def test_a_sentence_nobody_says_is_refused() -> None:
    with pytest.raises(KeyError, match="nobody says"):
        words("sentences/progress.toml", _Nothing)


class _Nothing:
    __dataclass_fields__: dict[str, object] = {}


@pytest.mark.parametrize(
    "word",
    ["streak", "badge", "level up", "points", "overdue", "reminder", "in a row", "daily", "goal reached"],
)
def test_nothing_counts_urges_or_rewards(word: str) -> None:
    assert [text for _, text in SAID if re.search(rf"\b{word}", text, re.IGNORECASE)] == []
