"""A draft as it is shown: whole, its marks in place, each remark once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from goldseam.repair.coach import coach
from goldseam.repair.coaching.kinds import Kind
from goldseam.web.pages.drafting import marked

DRAFT = (
    "Last week I moved on to the homework while you were still with your father. "
    "I think that left you alone with it. That was my doing. How was it for you?"
)


@dataclass(frozen=True)
class Said:
    """A place the coach marks."""

    start: int
    name: str
    because: str
    instead: str = ""

    @property
    def end(self) -> int:
        return self.start + 3

    @property
    def kind(self) -> Kind:
        return Kind(self.name)


@dataclass(frozen=True)
class Coaching:
    """What a coach gives."""

    spans: tuple[Said, ...]
    gate: str | None = None
    criteria: tuple[Any, ...] = ()
    doubted: bool = False


DRAFTS = (
    DRAFT,
    "I am sorry, but I was only trying to help, but you went quiet.",
    "Sorry if you felt hurt. Sorry you feel that way.",
    "Hm.",
)


@pytest.mark.parametrize("draft", DRAFTS)
def test_the_pieces_are_the_draft_and_lose_no_letter(draft: str) -> None:
    read = marked(draft, coach(draft))
    assert not read.pieces or "".join(one.text for one in read.pieces) == draft


@pytest.mark.parametrize("draft", DRAFTS)
def test_every_mark_has_a_note_and_each_reason_is_given_once(draft: str) -> None:
    read = marked(draft, coach(draft))
    notes = sorted([*read.reconsider, *read.there], key=lambda note: note.number)
    assert [note.number for note in notes] == list(range(1, len(notes) + 1))
    given = [(note.because, note.instead) for note in notes if not note.again]
    assert len(set(given)) == len(given)
    assert {(note.because, note.instead) for note in notes} == set(given)


def test_a_reason_that_was_given_is_not_given_again() -> None:
    one, two, other = (
        Said(start, "owns_part", why) for start, why in ((0, "You say it."), (4, "You say it."), (8, "!"))
    )
    read = marked("abc def ghi", Coaching((one, two, other)))
    assert [note.again for note in read.there] == [False, True, False]
