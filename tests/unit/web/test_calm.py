"""A minute for oneself: said in one place, at most a minute, each line to be skipped or stayed with, no sound."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from goldseam.mirror.compassion import MOST_SECONDS, SAY, steps
from goldseam.repair.guide import BREAK


def text_of(reply: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))


def test_all_lines_stand_there_at_once_and_nothing_turns(browser_of_noor: Client) -> None:
    reply = browser_of_noor.get("/break/")
    assert all(one.text in text_of(reply) for one in steps())
    assert SAY.leave in text_of(reply)
    assert "Refresh" not in reply


def test_one_line_at_a_time_takes_a_minute_and_ends_by_itself(browser_of_noor: Client) -> None:
    there, seconds, seen = "/break/?line=1", 0, []
    while "Refresh" in (reply := browser_of_noor.get(there)):
        wait, _, there = reply["Refresh"].partition("; url=")
        seconds += int(wait)
        seen.append(re.search(r"<h1>(.*?)</h1>", reply.content.decode()).group(1))  # type: ignore[union-attr]
    assert seen == [one.text for one in steps()]
    assert seconds <= MOST_SECONDS
    assert SAY.done in text_of(reply)


def test_each_line_can_be_skipped_left_or_stayed_with(browser_of_noor: Client) -> None:
    page = browser_of_noor.get("/break/?line=2").content.decode()
    assert 'href="/break/?line=3"' in page
    assert "That is enough" in page
    stayed = browser_of_noor.get("/break/?line=2&stay")
    assert "Refresh" not in stayed
    assert "Let it turn by itself" in text_of(stayed)


@pytest.mark.parametrize("line", ["0", "-1", "x", "", "99", "9999999"])
def test_a_line_that_is_not_there_is_no_crash(browser_of_noor: Client, line: str) -> None:
    assert browser_of_noor.get("/break/", {"line": line}).status_code == 200


def test_there_is_no_sound_on_it(browser_of_noor: Client) -> None:
    for address in ("/break/", "/break/?line=1"):
        body = browser_of_noor.get(address).content.decode().lower()
        assert not re.search(r"<audio|<video|autoplay|\.mp3|\.ogg", body)


def test_what_is_said_in_the_minute_is_written_in_one_room_only() -> None:
    assert set(BREAK.__dataclass_fields__) == {"offer"}
