"""What this process shows, and the only ways from one state to the next."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from goldseam.errors import Refused
from goldseam.web.place import Handed, Kind, Place

HANDED = Handed(UUID(int=1), ("session-check-in",))


def test_a_place_begins_locked_with_no_book() -> None:
    place = Place()
    assert place.here.kind is Kind.LOCKED
    with pytest.raises(Refused, match="No book is open"):
        _ = place.book


def test_a_book_opens_is_handed_over_and_taken_back() -> None:
    place = Place()
    place.open_book(Path("book"))
    assert place.hand_over(HANDED).handed == HANDED
    assert place.here.kind is Kind.WITH_CLIENT
    back = place.take_back()
    assert (back.kind, back.book, back.handed) == (Kind.OPEN, Path("book"), None)


def test_each_state_has_a_seat_of_its_own() -> None:
    place = Place()
    seats = [
        place.open_book(Path("book")).seat,
        place.hand_over(HANDED).seat,
        place.take_back().seat,
    ]
    assert len(set(seats)) == 3
    assert all(len(seat) >= 43 for seat in seats)  # 256 bits in base64


@pytest.mark.parametrize("step", ["hand_over", "take_back", "kit_is_safe"])
def test_nothing_but_opening_leads_out_of_locked(step: str) -> None:
    place = Place()
    with pytest.raises(Refused):
        getattr(place, step)(*([HANDED] if step == "hand_over" else []))
    assert place.here.kind is Kind.LOCKED


def test_a_second_opening_is_refused_and_changes_nothing() -> None:
    place = Place()
    seat = place.open_book(Path("mine")).seat
    with pytest.raises(Refused):
        place.open_book(Path("other"))
    assert (place.here.book, place.here.seat) == (Path("mine"), seat)


def test_the_client_cannot_be_handed_a_second_form_without_coming_back() -> None:
    place = Place()
    place.open_book(Path("book"))
    place.hand_over(HANDED)
    with pytest.raises(Refused):
        place.hand_over(HANDED)


def test_the_words_of_a_new_kit_are_forgotten_once_they_are_safe() -> None:
    place = Place()
    assert place.open_new_book(Path("book"), "legal winner").recovery_words == "legal winner"
    assert place.kit_is_safe().recovery_words == ""
    assert "legal" not in repr(place.open_new_book) and place.here.kind is Kind.OPEN


def test_a_kit_never_shows_in_a_log_of_the_state() -> None:
    place = Place()
    assert "winner" not in repr(place.open_new_book(Path("book"), "legal winner"))


def test_locking_works_from_everywhere_and_runs_what_is_to_be_run_once() -> None:
    place, done = Place(), []
    place.when_locked(lambda: done.append(place.here.kind))
    place.lock()
    assert done == []  # it was locked: nothing to end
    place.open_book(Path("book"))
    place.hand_over(HANDED)
    place.lock()
    assert done == [Kind.LOCKED]  # the state had changed before
    assert place.here.seat == ""
