"""The device in a client's hands, and the therapist's way back."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from goldseam.acts import book, settings
from goldseam.errors import Refused
from goldseam.web import handover
from goldseam.web.handover import MOST_WRONG, Came, WayBack
from goldseam.web.place import PLACE, Handed, Kind
from shell import PASSPHRASE, Browser

HANDED = Handed(UUID(int=1), ("session-check-in",), back_to="/sessions/00000000-0000-0000-0000-000000000001/")


class Clock:
    """Seconds that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def wrong() -> bool:
    return False


@pytest.fixture
def handed(own_book: Path, browser: Browser) -> Browser:
    """A window in the client's hands."""
    browser.send("/open", passphrase=PASSPHRASE)
    handover.give(HANDED)
    browser.sit()
    return browser


def test_tries_wait_longer_each_time_and_the_fifth_locks() -> None:
    clock = Clock()
    way, waits, came = WayBack(clock), [], []
    for _ in range(MOST_WRONG):
        came.append(way.try_(wrong))
        waits.append(way.wait())
        clock.now += way.wait()
    assert waits[:4] == [0.0, 1.0, 2.0, 4.0]
    assert came == [Came.WRONG] * 4 + [Came.LOCKED]


def test_a_try_before_the_wait_is_over_is_not_even_looked_at() -> None:
    way, asked = WayBack(Clock()), []
    way.try_(wrong)
    way.try_(wrong)

    def right() -> bool:
        asked.append(True)
        return True

    assert way.try_(right) is Came.TOO_SOON
    assert asked == []


def test_coming_back_forgets_the_wrong_ones() -> None:
    way = WayBack(Clock())
    way.try_(wrong)
    assert way.try_(lambda: True) is Came.BACK
    assert way.left() == MOST_WRONG


def test_nothing_can_be_handed_over_while_the_book_is_locked() -> None:
    with pytest.raises(Refused):
        handover.give(HANDED)
    assert PLACE.here.kind is Kind.LOCKED


def test_handing_over_empties_what_the_browser_kept_and_changes_the_seat(
    own_book: Path, browser: Browser
) -> None:
    browser.send("/open", passphrase=PASSPHRASE)
    before = PLACE.here.seat
    reply = handover.give(HANDED)
    assert (reply.status_code, reply["Location"], reply["Clear-Site-Data"]) == (303, "/", '"cache"')
    assert reply.cookies["goldseam_seat_8765"].value == PLACE.here.seat != before


def test_the_passphrase_brings_the_book_back_to_where_it_was(handed: Browser) -> None:
    reply = handed.send("/back/", typed=PASSPHRASE)
    assert (reply.status_code, reply["Location"]) == (303, HANDED.back_to)
    assert PLACE.here.kind is Kind.OPEN
    assert reply["Clear-Site-Data"] == '"cache"'


def test_the_pin_brings_it_back_and_a_wrong_pin_does_not(own_book: Path, browser: Browser) -> None:
    browser.send("/open", passphrase=PASSPHRASE)
    settings.set_pin("4711")
    handover.give(HANDED)
    browser.sit()
    assert browser.send("/back/", typed="4712").status_code == 200
    assert PLACE.here.kind is Kind.WITH_CLIENT
    assert browser.send("/back/", typed="4711").status_code == 303
    assert PLACE.here.kind is Kind.OPEN


def test_without_a_pin_no_number_is_one(handed: Browser) -> None:
    for guess in ("0000", "1234", ""):
        handed.send("/back/", typed=guess)
    assert PLACE.here.kind is Kind.WITH_CLIENT


def test_a_wrong_try_says_how_many_are_left_and_repeats_nothing(handed: Browser) -> None:
    reply = handed.send("/back/", typed="let me in please")
    said = reply.content.decode()
    assert "4 tries are left before the book locks" in said
    assert "let me in please" not in said


def test_five_wrong_tries_lock_everything(handed: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "delay_after", lambda wrong: 0.0)
    for _ in range(4):
        assert handed.send("/back/", typed="wrong wrong").status_code == 200
    reply = handed.send("/back/", typed="wrong wrong")
    assert (reply.status_code, reply["Location"]) == (303, "/")
    assert PLACE.here.kind is Kind.LOCKED
    assert handed.send("/back/", typed=PASSPHRASE)["Location"] == "/meanwhile"


def test_the_fifth_wrong_try_locks_before_any_page_is_made(
    handed: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book, "delay_after", lambda wrong: 0.0)
    assert [handover.come_back("wrong wrong") for _ in range(5)] == [Came.WRONG] * 4 + [Came.LOCKED]
    assert PLACE.here.kind is Kind.LOCKED


def test_each_handing_over_counts_for_itself(handed: Browser) -> None:
    handed.send("/back/", typed="wrong wrong")
    handed.send("/back/", typed=PASSPHRASE)
    handover.give(HANDED)
    assert handover.way_back().left() == MOST_WRONG


def test_the_way_back_shows_nothing_of_the_book(handed: Browser) -> None:
    said = handed.get("/back/").content.decode()
    assert "passphrase or PIN" in said
    for word in ("caseload", "Caseload", "settings", 'data-lock="/'):
        assert word not in said
