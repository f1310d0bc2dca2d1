"""Twelve invented clients over two years, with every kind of ending, for the demo book.

Nobody here exists. The same seed and day give the same people, so that docs, screenshots and
tests agree.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

from goldseam.simulate.people import Course, InventedClient, InventedSession
from goldseam.simulate.stories import COURSES
from goldseam.terms.people import Attendance

SEED = 20_241_122
ITEMS = ("understood", "honest", "direction", "approach", "worth")


def invented_people(today: date, seed: int = SEED) -> tuple[InventedClient, ...]:
    """The twelve, with courses that end by `today`.

    >>> len(invented_people(date(2026, 11, 22)))
    12
    """
    return tuple(_client(course, today, random.Random(f"{seed}-{course.code}")) for course in COURSES)


def _client(course: Course, today: date, chance: random.Random) -> InventedClient:
    last = today - timedelta(days=1 + chance.randrange(5), weeks=course.gap_weeks)
    first = last - timedelta(weeks=course.sessions - 1)
    sessions = tuple(_session(course, n, first, chance) for n in range(1, course.sessions + 1))
    ended = sessions[-1].day if course.ending else None
    return InventedClient(course.code, first, sessions, course.facts, course.ending, ended)


def _session(course: Course, number: int, first: date, chance: random.Random) -> InventedSession:
    day = first + timedelta(weeks=number - 1)
    told = {session for story in course.facts for session in (fact.session for fact in story)}
    draws = (chance.random(), chance.random())
    wobble = [chance.gauss(0, course.spread) for _ in range(len(ITEMS) + 1)]
    telling = number in told or any(start <= number < start + 2 for start, *_ in course.drops)
    if draws[0] < course.missed and not telling:
        return InventedSession(number, day, Attendance.MISSED, None)
    if draws[1] < course.blank and not telling:
        return InventedSession(number, day, Attendance.HELD, None)
    words = dict(course.words).get(number, "")
    return InventedSession(number, day, Attendance.HELD, _answers(course, number, wobble, words), words)


def _answers(course: Course, number: int, wobble: list[float], words: str) -> dict[str, int]:
    fall = _fall(course, number)
    level = course.level + course.slide * number - fall
    answers = {item: _whole(level + w + wobble[-1] * 0.7) for item, w in zip(ITEMS, wobble, strict=False)}
    answers["strain"] = _whole(fall * 1.6) if fall else 0
    if answers["strain"] >= 3:
        answers["talked"] = 0
        answers["now"] = -1
    answers["kept"] = 1 if words else 0
    return answers


def _fall(course: Course, number: int) -> float:
    for start, depth, length, recovers in course.drops:
        if start <= number < start + length or (number >= start and not recovers):
            return depth
        if recovers and number == start + length:
            return depth * 0.35
    return 0.0


def _whole(value: float) -> int:
    return max(0, min(10, round(value)))
