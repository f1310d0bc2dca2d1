"""The locked program: two doors, the passphrase, the kit, a damaged book, the same form twice."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from goldseam.acts import book
from goldseam.acts.home import Home
from goldseam.store import folder_lock
from goldseam.store.header import NAME as HEADER
from goldseam.store.sqlcipher.opening import NAME as DATABASE
from goldseam.web.locked import opening
from goldseam.web.locked.strength import Strength, strength
from goldseam.web.place import PLACE, Kind
from shell import PASSPHRASE, Browser

NEW = {"passphrase": PASSPHRASE, "again": PASSPHRASE, "posted": "first-form"}


def text(reply: HttpResponse) -> str:
    """What a person reads, with spaces as they appear."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))


def test_the_first_page_has_two_doors_and_asks_for_nothing(home: Home, browser: Browser) -> None:
    reply = browser.get("/")
    assert "Look around with invented people" in text(reply)
    assert "Start my own book" in text(reply)
    assert "password" not in reply.content.decode()


def test_a_passphrase_given_twice_makes_a_book_and_shows_its_kit(
    home: Home, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = browser.send("/start", **NEW)
    assert (reply.status_code, reply["Location"]) == (303, "/")
    assert reply["Clear-Site-Data"] == '"cache"'
    assert (PLACE.here.kind, book.look_at(home.book).state) == (Kind.NEW_KIT, book.BookState.OK)
    shown = browser.get("/").content.decode()
    assert [word for word in PLACE.here.recovery_words.split() if f"<li>{word}</li>" not in shown] == []
    assert len(PLACE.here.recovery_words.split()) == 12


def test_the_kit_stays_on_the_screen_until_it_is_said_to_be_safe(
    home: Home, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.send("/start", **NEW)
    assert browser.send("/").status_code == 422
    assert browser.get("/caseload/")["Location"] == "/"
    assert PLACE.here.kind is Kind.NEW_KIT
    assert browser.send("/", safe="on").status_code == 303
    assert (PLACE.here.kind, PLACE.here.recovery_words) == (Kind.OPEN, "")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"passphrase": "", "again": ""}, "This field is required"),
        ({"passphrase": "short", "again": "short"}, "has 5 characters. It needs 8 or more"),
        ({"passphrase": PASSPHRASE, "again": PASSPHRASE + " "}, "The two differ"),
        ({"passphrase": "12345678", "again": "12345678"}, "quick to guess"),
    ],
)
def test_what_does_not_do_is_said_and_no_book_is_made(
    home: Home, browser: Browser, fields: dict[str, str], said: str
) -> None:
    reply = browser.send("/start", **fields)
    assert reply.status_code == 422
    assert said in text(reply)
    assert not home.book.exists()


def test_a_weak_passphrase_is_asked_about_once_and_then_taken(
    home: Home, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = browser.send("/start", passphrase="aaaaaaaa", again="aaaaaaaa")
    assert "Use it all the same" in text(asked)
    assert browser.send("/start", passphrase="aaaaaaaa", again="aaaaaaaa", anyway="on").status_code == 303


def test_a_passphrase_of_a_thousand_characters_with_spaces_at_its_ends_opens_the_book(
    home: Home, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = " " + "héron ❤ " * 125
    assert len(long) > 1_000
    browser.send("/start", passphrase=long, again=long)
    browser.send("/lock")
    assert browser.send("/open", passphrase=long.strip()).status_code == 422
    assert browser.send("/open", passphrase=long).status_code == 303


def test_the_right_passphrase_opens_and_gives_this_window_the_seat(own_book: Path, browser: Browser) -> None:
    reply = browser.send("/open", passphrase=PASSPHRASE)
    assert reply.status_code == 303
    assert (PLACE.here.kind, PLACE.here.book) == (Kind.OPEN, own_book)
    assert browser.cookies["goldseam_seat_8765"].value == PLACE.here.seat
    cookie = reply.cookies["goldseam_seat_8765"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Strict", "")


def test_a_wrong_passphrase_gets_one_plain_sentence_and_opens_nothing(
    own_book: Path, browser: Browser
) -> None:
    reply = browser.send("/open", passphrase="five quiet grey herons")
    assert reply.status_code == 422
    assert text(reply).count("does not open the book") == 1
    assert PLACE.here.kind is Kind.LOCKED
    assert not book.is_open()
    assert "five quiet grey herons" not in reply.content.decode()


def test_wrong_ones_wait_longer_and_the_right_one_waits_with_them(own_book: Path, browser: Browser) -> None:
    for _ in range(2):
        browser.send("/open", passphrase="wrong wrong wrong")
    third = browser.send("/open", passphrase="wrong wrong wrong")
    assert "You can try again in 1 second" in text(third)
    fourth = browser.send("/open", passphrase=PASSPHRASE)
    assert "Wait 1 second, then try again" in text(fourth)
    assert PLACE.here.kind is Kind.LOCKED


def test_the_kit_sets_a_new_passphrase_and_the_old_one_opens_nothing(
    own_book: Path, made_once: tuple[Path, str], browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = "a heron stands in the reeds"
    reply = browser.send("/kit", words=made_once[1].upper(), passphrase=new, again=new)
    assert (reply.status_code, PLACE.here.kind) == (303, Kind.OPEN)
    browser.send("/lock")
    assert browser.send("/open", passphrase=PASSPHRASE).status_code == 422
    assert browser.send("/open", passphrase=new).status_code == 303


def test_a_slip_in_the_kit_names_the_word(
    own_book: Path, made_once: tuple[Path, str], browser: Browser
) -> None:
    words = made_once[1].split()
    typed = " ".join([*words[:3], "xylophonx", *words[4:]])
    reply = browser.send("/kit", words=typed, passphrase=PASSPHRASE, again=PASSPHRASE)
    assert "Word 4, &quot;xylophonx&quot;, is not on the list" in text(reply)
    assert PLACE.here.kind is Kind.LOCKED


def test_the_invented_people_live_in_a_book_of_their_own(
    own_book: Path, home: Home, browser: Browser
) -> None:
    before = (own_book / DATABASE).read_bytes()
    assert browser.send("/look-around", posted="a").status_code == 303
    assert (PLACE.here.book, PLACE.here.invented) == (home.demo, True)
    assert "Caseload" in text(browser.get("/caseload/"))
    assert (own_book / DATABASE).read_bytes() == before
    browser.send("/lock")
    assert browser.send("/look-around", posted="b").status_code == 303  # the second time it opens


def test_a_damaged_book_says_what_and_which_backup_to_restore(
    own_book: Path, home: Home, browser: Browser
) -> None:
    browser.send("/open", passphrase=PASSPHRASE)
    saved = book.backup_now(own_book, datetime(2026, 11, 22, tzinfo=UTC))
    PLACE.lock()
    book.lock_book(own_book)
    (own_book / HEADER).write_bytes(b"{}")
    reply = browser.get("/")
    assert reply.status_code == 409
    assert "Your book does not open as it is" in text(reply)
    assert f'goldseam restore "{saved}" "{home.book}"' in text(reply)


def test_damage_inside_the_database_is_found_when_it_is_opened(own_book: Path, browser: Browser) -> None:
    pages = bytearray((own_book / DATABASE).read_bytes())
    pages[100:200] = bytes(100)
    (own_book / DATABASE).write_bytes(pages)
    reply = browser.send("/open", passphrase=PASSPHRASE)
    assert "Your book does not open as it is" in text(reply)
    assert PLACE.here.kind is Kind.LOCKED


def test_a_lost_book_with_a_backup_beside_it_is_told_of(own_book: Path, home: Home, browser: Browser) -> None:
    browser.send("/open", passphrase=PASSPHRASE)
    saved = book.backup_now(own_book, datetime(2026, 11, 22, tzinfo=UTC))
    PLACE.lock()
    book.lock_book(own_book)
    own_book.rename(home.folder / "lost")
    assert f'goldseam restore "{saved}" "{home.book}"' in text(browser.get("/"))


def test_a_book_that_another_process_has_open_says_so(
    own_book: Path, browser: Browser, monkeypatch: Any
) -> None:
    def taken(handle: int) -> None:
        raise OSError

    monkeypatch.setattr(folder_lock, "_try_lock", taken)
    reply = browser.send("/open", passphrase=PASSPHRASE)
    assert "Another goldseam has this book open" in text(reply)
    assert PLACE.here.kind is Kind.LOCKED


def test_a_book_of_a_newer_goldseam_says_so(own_book: Path, browser: Browser) -> None:
    header = (own_book / HEADER).read_text().replace('"version": 1', '"version": 2')
    (own_book / HEADER).write_text(header)
    assert "Install the newest goldseam" in text(browser.get("/"))


def test_a_clock_set_back_is_told_of_and_stops_nobody(own_book: Path, browser: Browser) -> None:
    from goldseam.acts import people

    browser.send("/open", passphrase=PASSPHRASE)
    people.add_client("A. B.", datetime.now(tz=UTC) + timedelta(days=400))
    browser.send("/lock")
    reply = browser.send("/open", passphrase=PASSPHRASE)
    assert reply["Location"] == "/clock"
    assert "This computer's clock may be wrong" in text(browser.get("/clock")).replace("&#x27;", "'")
    assert browser.get("/caseload/").status_code == 200


def test_the_same_form_sent_twice_opens_once_and_both_windows_end_in_the_book(
    own_book: Path, browser: Browser
) -> None:
    browser.send("/open", passphrase=PASSPHRASE, posted="one-form")
    first = PLACE.here
    browser.cookies.clear()  # the first answer never arrived
    second = browser.send("/open", passphrase=PASSPHRASE, posted="one-form")
    assert (second.status_code, second["Location"]) == (303, "/")
    assert PLACE.here == first
    assert browser.cookies["goldseam_seat_8765"].value == first.seat


def test_another_form_does_not_get_a_seat_in_a_book_that_is_open(own_book: Path, browser: Browser) -> None:
    browser.send("/open", passphrase=PASSPHRASE, posted="one-form")
    browser.cookies.clear()
    for posted in ("another", ""):
        reply = browser.send("/open", passphrase=PASSPHRASE, posted=posted)
        assert reply.status_code == 423
        assert "This window is from before" in text(reply)


def test_a_form_that_waited_while_another_one_opened_the_book_does_nothing(
    own_book: Path, browser: Browser
) -> None:
    browser.send("/open", passphrase=PASSPHRASE, posted="the-one-that-opened")
    done: list[str] = []
    for posted, status in (("another", 423), ("", 423), ("the-one-that-opened", 303)):
        request = RequestFactory().post("/open", {"posted": posted})
        assert opening.open_once(request, lambda: done.append("opened")).status_code == status
    assert done == []


def test_a_form_without_its_one_time_word_opened_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_opened_by", "")
    assert not opening.was_opened_by("")


def test_a_window_from_before_can_lock_the_book_and_open_it_itself(own_book: Path) -> None:
    strict = Browser(
        enforce_csrf_checks=True, headers={"Host": "localhost:8765", "Sec-Fetch-Mode": "navigate"}
    )
    Browser(headers={"Host": "localhost:8765"}).send("/open", passphrase=PASSPHRASE)
    asked = strict.get("/caseload/")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', asked.content.decode())
    assert asked.status_code == 423 and token is not None
    assert strict.send("/lock", csrfmiddlewaretoken=token.group(1)).status_code == 303
    assert PLACE.here.kind is Kind.LOCKED


def test_what_is_sent_to_a_book_that_locked_itself_is_said_not_to_be_saved(
    own_book: Path, browser: Browser
) -> None:
    reply = browser.send("/clients/add/", code="A. B.")
    assert reply["Location"] == "/meanwhile"
    assert "it is not in the book" in text(browser.get("/meanwhile"))


def test_locking_takes_the_seat_away_and_forgets_the_keys(own_book: Path, browser: Browser) -> None:
    browser.send("/open", passphrase=PASSPHRASE)
    reply = browser.send("/lock")
    assert (reply.status_code, reply["Location"], reply["Clear-Site-Data"]) == (303, "/", '"cache"')
    assert reply.cookies["goldseam_seat_8765"]["max-age"] == 0
    assert PLACE.here.kind is Kind.LOCKED


@pytest.mark.parametrize(
    ("passphrase", "expected"),
    [
        ("password", Strength.QUICK),
        ("Password123!", Strength.QUICK),
        ("aaaaaaaaaaaaaaaaaaaa", Strength.QUICK),
        ("abcdefghijklmnop", Strength.QUICK),
        ("qwertyuiop", Strength.QUICK),
        ("19840321", Strength.QUICK),
        ("8675309867530986753", Strength.QUICK),
        ("correct horse", Strength.FAIR),
        ("Tr0ub4dor&3", Strength.FAIR),
        ("four quiet grey herons", Strength.HARD),
        ("кот лежит под лампой", Strength.HARD),
        ("v9#kQ2!xw7Rz0pLm5T", Strength.HARD),
    ],
)
def test_strength_is_said_in_three_words(passphrase: str, expected: Strength) -> None:
    assert strength(passphrase) is expected
