"""Skills come back later the better they came, quietly, by the clock that is passed in."""

from __future__ import annotations

import inspect
import re
from datetime import UTC, datetime, timedelta, timezone

import pytest

from goldseam.errors import BadInput
from goldseam.growth import schedule
from goldseam.growth.kinds import MarkerKind
from goldseam.growth.schedule import SAY, Skill, Went, line, offered, practised

NOW = datetime(2026, 3, 2, 20, tzinfo=UTC)
KIND = MarkerKind.DENIAL


def days(skill: Skill) -> int:
    return (skill.due - skill.last).days


def test_the_better_it_came_the_later_it_comes_back() -> None:
    first = [days(practised(None, KIND, went, NOW)) for went in Went]
    assert first == sorted(first)
    assert first[0] >= 1 and first[-1] > first[0]


def test_it_spreads_out_as_it_keeps_coming_and_draws_close_when_it_does_not() -> None:
    skill, gaps = None, []
    now = NOW
    for _ in range(4):
        skill = practised(skill, KIND, Went.IT_CAME, now)
        gaps.append(days(skill))
        now = skill.due
    assert gaps == sorted(set(gaps))
    assert skill is not None
    assert days(practised(skill, KIND, Went.NOT_YET, now)) < gaps[-1]


@pytest.mark.parametrize("went", Went)
def test_nothing_comes_back_on_the_same_evening(went: Went) -> None:
    skill = practised(None, KIND, went, NOW)
    again = practised(skill, KIND, went, NOW + timedelta(minutes=5))
    assert days(skill) >= 1 and days(again) >= 1


def test_nothing_waits_longer_than_a_year() -> None:
    skill, now = None, NOW
    for _ in range(12):
        skill = practised(skill, KIND, Went.EASILY, now)
        now = skill.due
    assert skill is not None
    assert days(skill) == 365


def test_the_same_practice_at_the_same_time_gives_the_same_skill() -> None:
    skill = None
    for n in (0, 10, 60, 200):  # long gaps, where the library would spread the days at random
        at = NOW + timedelta(days=n)
        again = {practised(skill, KIND, Went.IT_CAME, at) for _ in range(10)}
        assert len(again) == 1
        [skill] = again


def test_the_time_zone_of_the_clock_does_not_matter() -> None:
    there = NOW.astimezone(timezone(timedelta(hours=9)))
    assert practised(None, KIND, Went.IT_CAME, there) == practised(None, KIND, Went.IT_CAME, NOW)


def test_a_time_without_a_zone_before_the_last_or_of_another_kind_is_refused() -> None:
    skill = practised(None, KIND, Went.IT_CAME, NOW)
    with pytest.raises(BadInput, match="time zone"):
        practised(None, KIND, Went.IT_CAME, NOW.replace(tzinfo=None))
    with pytest.raises(BadInput, match="Check the clock"):
        practised(skill, KIND, Went.IT_CAME, NOW - timedelta(hours=1))
    with pytest.raises(BadInput, match="Give the one for"):
        practised(skill, MarkerKind.SHIFT, Went.IT_CAME, NOW)


def test_what_is_not_due_is_not_offered_and_what_is_due_is() -> None:
    skill = practised(None, KIND, Went.IT_CAME, NOW)
    assert offered([skill], skill.due - timedelta(seconds=1)) == ()
    assert offered([skill], skill.due) == (KIND,)


def test_what_ones_own_work_needs_comes_first_and_only_once() -> None:
    due = practised(None, KIND, Went.NOT_YET, NOW)
    other = practised(None, MarkerKind.SPLIT, Went.IT_CAME, NOW)
    later = NOW + timedelta(days=100)
    assert offered([other, due], later, [MarkerKind.SPLIT]) == (MarkerKind.SPLIT, KIND)


def test_the_line_is_the_same_after_a_day_and_after_a_year_away() -> None:
    skill = practised(None, KIND, Went.IT_CAME, NOW)
    said = {line(offered([skill], NOW + timedelta(days=n))) for n in (10, 100, 1000)}
    assert said == {SAY.something}


def test_nothing_said_about_when_counts_or_urges() -> None:
    said = " ".join(str(getattr(SAY, name)) for name in SAY.__dataclass_fields__)
    assert not re.search(
        r"\d|overdue|days|late|remind|don't forget|missed|back on track", said, re.IGNORECASE
    )


def test_the_clock_of_the_machine_is_never_read() -> None:
    assert "now(" not in inspect.getsource(schedule)
