"""Every sentence of the room `repair` keeps the tone, and every file is in the list."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from goldseam.repair.wording import FILES, all_sentences, words
from tone import complaints


@pytest.mark.parametrize(("place", "text"), list(all_sentences()), ids=lambda value: str(value)[:60])
def test_a_sentence_keeps_the_tone(place: str, text: str) -> None:
    assert complaints(text) == [], place


def test_no_text_file_of_the_room_escapes_the_review() -> None:
    room = Path(str(files("goldseam.repair")))
    found = {p.relative_to(room).as_posix() for p in room.rglob("*.toml")}
    assert {name for name in found if not name.startswith("coach")} == set(
        FILES
    )  # the coach has its own list


def test_a_section_that_holds_an_unknown_sentence_is_refused() -> None:
    with pytest.raises(KeyError, match="nobody says"):
        words("order", _Nothing)


class _Nothing:
    __dataclass_fields__: dict[str, object] = {}
