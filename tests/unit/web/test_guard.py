"""The wall: tokens, cookies, headers. The table of strangers is tests/contract/test_strangers.py."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pytest

from goldseam.web.guard import Guard, door_cookie, drop_cookie, holds, same, seat_cookie, set_cookie
from goldseam.web.launch import Launch

LAUNCH = Launch(port=8765, home="", token="the-token", door="the-door", errand="the-errand")
COOKIE = f"{door_cookie(8765)}=the-door"


@dataclass
class Answer:
    """What came back."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str | None:
        """One header's value."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


def inner(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """An application that says yes, and too much about itself."""
    start_response("200 OK", [("Server", "inner"), ("X-Powered-By", "x"), ("Cache-Control", "public")])
    return [b"inside"]


def ask(guard: Guard, path: str = "/", query: str = "", method: str = "GET", **more: str) -> Answer:
    """One request as a browser on this computer makes it."""
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "REQUEST_URI": path + (f"?{query}" if query else ""),
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost:8765",
        **more,
    }
    heard: list[Any] = []
    body = b"".join(guard(environ, lambda status, headers, exc=None: heard.extend([status, headers])))  # type: ignore[arg-type,return-value]
    return Answer(heard[0], heard[1], body)


def test_the_token_is_exchanged_for_a_strict_cookie_and_a_clean_address() -> None:
    used: list[bool] = []
    answer = ask(Guard(inner, LAUNCH, token_used=lambda: used.append(True)), query="k=the-token")
    assert (answer.status, answer.header("Location")) == ("303 See Other", "/")
    assert answer.header("Set-Cookie") == f"{COOKIE}; Path=/; HttpOnly; SameSite=Strict"
    assert used == [True]


def test_the_token_works_once_and_the_second_sees_how_to_get_a_fresh_one() -> None:
    guard = Guard(inner, LAUNCH)
    ask(guard, query="k=the-token")
    second = ask(guard, query="k=the-token")
    assert second.status == "403 Forbidden"
    assert second.header("Set-Cookie") is None
    assert b"Start goldseam again" in second.body


def test_a_window_that_knows_goldseam_may_reload_its_first_address() -> None:
    guard = Guard(inner, LAUNCH)
    ask(guard, query="k=the-token")
    again = ask(guard, query="k=the-token", HTTP_COOKIE=COOKIE)
    assert (again.status, again.header("Location")) == ("303 See Other", "/")


@pytest.mark.parametrize(
    "query", ["k=", "k", "k=the-toke", "k=the-token2", "K=the-token", "k=the-token%20", "kk=the-token"]
)
def test_a_wrong_token_lets_nobody_in_and_burns_nothing(query: str) -> None:
    guard = Guard(inner, LAUNCH)
    assert ask(guard, query=query).status == "403 Forbidden"
    assert ask(guard, query="k=the-token").status == "303 See Other"


def test_the_token_opens_no_other_path_and_no_other_method() -> None:
    guard = Guard(inner, LAUNCH)
    assert ask(guard, "/caseload/", "k=the-token").status == "403 Forbidden"
    assert ask(guard, query="k=the-token", method="HEAD").status == "403 Forbidden"
    assert ask(guard, query="k=the-token").status == "303 See Other"


def test_a_launch_whose_token_was_used_before_a_lock_has_none_left() -> None:
    guard = Guard(inner, LAUNCH.without_token())
    assert ask(guard, query="k=").status == "403 Forbidden"
    assert ask(guard, query="k=the-token").status == "403 Forbidden"
    assert ask(guard, HTTP_COOKIE=COOKIE).body == b"inside"


def test_a_fresh_address_works_once_too() -> None:
    guard = Guard(inner, LAUNCH)
    guard.add_token("fresh")
    assert ask(guard, query="k=fresh").status == "303 See Other"
    assert ask(guard, query="k=fresh").status == "403 Forbidden"


def test_the_cookie_opens_the_inside() -> None:
    assert ask(Guard(inner, LAUNCH), HTTP_COOKIE=COOKIE).body == b"inside"


@pytest.mark.parametrize(
    "cookie",
    ["", "goldseam_door_8765=", "goldseam_door_8765=the-doo", "goldseam_door_8766=the-door",
     "Goldseam_door_8765=the-door", "goldseam_door_8765 the-door", '"goldseam_door_8765=the-door"',
     "goldseam_seat_8765=the-door", "x=goldseam_door_8765=the-door", "goldseam_door_8765=the-dÃ¶r"],
)  # fmt: skip
def test_without_the_right_cookie_there_is_a_small_page_and_nothing_else(cookie: str) -> None:
    answer = ask(Guard(inner, LAUNCH), HTTP_COOKIE=cookie)
    assert answer.status == "403 Forbidden"
    assert b"inside" not in answer.body
    assert len(answer.body) < 1_000


def test_cookies_that_a_neighbouring_port_adds_do_not_shut_us_out() -> None:
    crowded = f"a=b; ; ={{}}; goldseam_door_8765=forged; {COOKIE}; csrftoken=[1,2]"
    assert ask(Guard(inner, LAUNCH), HTTP_COOKIE=crowded).body == b"inside"


def test_every_reply_carries_the_strict_headers_and_none_of_the_inner_ones() -> None:
    guard = Guard(inner, LAUNCH)
    for answer in (ask(guard), ask(guard, HTTP_COOKIE=COOKIE), ask(guard, HTTP_HOST="evil.example")):
        assert answer.header("Cache-Control") == "no-store"
        assert answer.header("X-Content-Type-Options") == "nosniff"
        assert answer.header("Referrer-Policy") == "same-origin"
        assert answer.header("Server") is None and answer.header("X-Powered-By") is None
        assert [name for name, _ in answer.headers].count("Content-Security-Policy") == 1


def test_the_policy_allows_our_own_files_and_nothing_else() -> None:
    policy = ask(Guard(inner, LAUNCH)).header("Content-Security-Policy") or ""
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert set(rules.values()) == {"'none'", "'self'"}


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/static/goldseam/goldseam.0123456789abcdef.css", True),
        ("/static/goldseam/goldseam.css", False),
        ("/clients/x.0123456789abcdef.css", False),
        ("/static/../clients.0123456789abcdef.css", False),
        ("/static/goldseam/../../caseload/x.0123456789abcdef.css", False),
    ],
)
def test_only_hashed_files_may_be_kept_by_the_browser(path: str, kept: bool) -> None:
    given = ask(Guard(inner, LAUNCH), path, HTTP_COOKIE=COOKIE).header("Cache-Control")
    assert given == ("private, max-age=31536000, immutable" if kept else "no-store")


def test_a_hashed_name_that_does_not_exist_is_not_kept() -> None:
    def missing(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("404 Not Found", [])
        return [b""]

    path = "/static/goldseam/goldseam.0123456789abcdef.css"
    assert ask(Guard(missing, LAUNCH), path, HTTP_COOKIE=COOKIE).header("Cache-Control") == "no-store"


def test_cookies_cannot_be_read_by_scripts_or_sent_by_other_sites() -> None:
    for _, value in (set_cookie("a", "b"), drop_cookie("a")):
        assert "HttpOnly" in value and "SameSite=Strict" in value
        assert "Domain" not in value
    assert "Max-Age=0" in drop_cookie("a")[1]
    assert "Expires" not in set_cookie("a", "b")[1]  # ends with the browser


def test_the_names_of_cookies_carry_the_port() -> None:
    assert len({door_cookie(1), door_cookie(2), seat_cookie(1), seat_cookie(2)}) == 4


def test_an_empty_secret_fits_nothing() -> None:
    assert not holds({"HTTP_COOKIE": "goldseam_seat_8765="}, seat_cookie(8765), "")


def test_comparing_never_crashes_on_odd_characters() -> None:
    assert not same("\udcff", "x")
    assert same("\udcff", "\udcff")
