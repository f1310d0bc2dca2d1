"""A boundary names a behaviour, a limit of one's own, the next step and the door; a log keeps advice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from goldseam.errors import BadInput
from goldseam.safety.boundaries import (
    HINTS,
    Boundary,
    BoundaryFact,
    BoundaryStatus,
    Door,
    Part,
    Step,
    hints,
    missing,
    statement,
    status,
)
from goldseam.safety.consult import Taken, consulted, hint, latest, rows

WHOLE = Boundary(
    "you shout at me", "I end the session for that day", "We speak by phone before we meet again", Door.OPEN
)


@pytest.mark.parametrize(
    ("part", "empty"), [(Part.BEHAVIOUR, ""), (Part.LIMIT, "  "), (Part.NEXT_STEP, ""), (Part.DOOR, None)]
)
def test_a_part_that_is_missing_is_named_and_nothing_is_said_yet(part: Part, empty: object) -> None:
    boundary = replace(WHOLE, **{part.value: empty})  # type: ignore[arg-type]
    assert missing(boundary) == (part,)
    assert statement(boundary) == ""
    assert hints(boundary)[0].startswith("Still to say: ")


def test_a_condition_is_needed_only_where_the_door_depends_on_one() -> None:
    assert missing(replace(WHOLE, door=Door.OPEN_IF)) == (Part.CONDITION,)
    assert missing(replace(WHOLE, door=Door.CLOSED)) == ()


@pytest.mark.parametrize(
    ("door", "condition", "last"),
    [
        (Door.OPEN, "", "The door stays open."),
        (Door.OPEN_IF, "we have spoken by phone.", "The door is open again when we have spoken by phone."),
        (Door.CLOSED, "", "The door is closed. I help you find someone else, where I safely can."),
    ],
)
def test_a_whole_boundary_can_be_said_aloud(door: Door, condition: str, last: str) -> None:
    said = statement(replace(WHOLE, door=door, condition=condition))
    assert said.startswith("When you shout at me, I end the session for that day. We speak by phone")
    assert said.endswith(last)


def test_full_stops_that_were_typed_are_not_doubled() -> None:
    typed = Boundary("you shout at me.", "I end the session. ", "We speak by phone.", Door.OPEN)
    assert ".." not in statement(typed)
    assert (
        statement(typed) == "When you shout at me, I end the session. We speak by phone. The door stays open."
    )


def test_a_word_about_the_person_is_pointed_out() -> None:
    assert hints(replace(WHOLE, behaviour="you are toxic")) == (
        '"toxic" is about the person. Name what they do.',
    )


@pytest.mark.parametrize("limit", ["you leave", "You have to stop", "they stay away", "my client pays"])
def test_a_limit_that_binds_the_other_is_pointed_out(limit: str) -> None:
    assert any("says what they do" in one for one in hints(replace(WHOLE, limit=limit)))


@pytest.mark.parametrize("limit", ["I end the session", "we stop for today", "I do not answer messages"])
def test_a_limit_of_ones_own_is_left_alone(limit: str) -> None:
    assert hints(replace(WHOLE, limit=limit)) == ()


@pytest.mark.parametrize(
    ("steps", "now"),
    [
        ([], BoundaryStatus.DRAFT),
        ([Step.WRITTEN], BoundaryStatus.DRAFT),
        ([Step.WRITTEN, Step.SAID], BoundaryStatus.IN_FORCE),
        ([Step.SAID, Step.CROSSED, Step.KEPT], BoundaryStatus.IN_FORCE),
        ([Step.SAID, Step.LIFTED], BoundaryStatus.LIFTED),
        ([Step.SAID, Step.LIFTED, Step.SAID], BoundaryStatus.IN_FORCE),
    ],
)
def test_a_boundary_holds_from_when_it_was_said(steps: list[Step], now: BoundaryStatus) -> None:
    assert status([BoundaryFact(step, order) for order, step in enumerate(steps)]) is now


def test_an_undone_step_does_not_count() -> None:
    assert status([BoundaryFact(Step.SAID, 1, undone=True)]) is BoundaryStatus.DRAFT


def test_every_part_has_a_line_of_help() -> None:
    assert set(HINTS) == set(Part)


def test_a_log_says_whom_you_asked_last() -> None:
    dana = consulted(date(2026, 3, 2), " Dana ", "Write it down first.")
    lee = consulted(date(2026, 2, 1), "Lee")
    assert latest([dana, lee]) == "You asked Dana on 2 March 2026."
    assert "No one asked yet." in latest([])


def test_a_log_reads_oldest_first_with_what_was_done() -> None:
    dana = consulted(date(2026, 3, 2), "Dana", "Refer on.", Taken.NOT_TAKEN, "They asked to stay.")
    lee = consulted(date(2026, 2, 1), "Lee", "Wait.")
    assert rows([dana, lee]) == (
        ("1 February 2026", "Lee", "Wait.", "Not decided yet"),
        ("2 March 2026", "Dana", "Refer on.", "You decided otherwise: They asked to stay."),
    )


def test_an_entry_names_someone() -> None:
    with pytest.raises(BadInput, match="Say who you asked"):
        consulted(date(2026, 3, 2), " ")


def test_deciding_otherwise_asks_for_a_line_and_never_scolds() -> None:
    on = date(2026, 3, 2)
    assert hint(consulted(on, "Dana", taken=Taken.NOT_TAKEN)) == "A line on why helps you later."
    assert hint(consulted(on, "Dana", taken=Taken.NOT_TAKEN, because="too soon")) == ""
    assert hint(consulted(on, "Dana", taken=Taken.TAKEN)) == ""
