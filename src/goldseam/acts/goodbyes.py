"""The goodbye reflection: what it meant, what one keeps, and the what-ifs that can be set down.

Each what-if is a writing of its own, so that setting one down puts just that one away.
"""

from __future__ import annotations

from datetime import datetime

from goldseam.acts import writings
from goldseam.acts.writings import Kind
from goldseam.safety import goodbye as room
from goldseam.safety.goodbye import Part, Question
from goldseam.store.models import AllianceRow, WritingRow


def begin(alliance: AllianceRow, now: datetime) -> WritingRow:
    """The reflection in hand, else a new one."""
    return reflection(alliance) or writings.begin(Kind.GOODBYE, now, alliance=alliance, body={"answers": {}})


def reflection(alliance: AllianceRow) -> WritingRow | None:
    """The reflection with this client, if one was begun and not put away."""
    found = (row for row in writings.of(alliance, Kind.GOODBYE) if "answers" in writings.body_of(row))
    return next(found, None)


def goodbye(key: object) -> WritingRow:
    """One writing of a goodbye: the reflection, or a what-if. Errors: NotFound."""
    return writings.writing(str(key), Kind.GOODBYE)


def answer(row: WritingRow, asked: str, text: str, now: datetime) -> WritingRow:
    """Keep one answer; an empty one passes the question over. An id that does not exist changes nothing."""
    if asked not in {one.id for one in room.questions()}:
        return row
    body = writings.body_of(row)
    answers = {**body.get("answers", {}), asked: text}
    asked_so_far = list(dict.fromkeys([*body.get("asked", ()), asked]))
    return writings.keep(
        row, now, answers={k: v for k, v in answers.items() if v.strip()}, asked=asked_so_far
    )


def next_question(row: WritingRow, part: Part | None = None) -> Question | None:
    """The next question; None when one of each part was asked and no part is named.

    Under the what-ifs the first question is answered on the page of what-ifs itself.
    """
    return room.next_question(writings.body_of(row).get("asked", ()), part)


def written(row: WritingRow) -> list[tuple[str, str]]:
    """Questions with what was written, in order."""
    answers = writings.body_of(row).get("answers", {})
    return [(one.text, answers[one.id]) for one in room.questions() if one.id in answers]


def add_what_if(alliance: AllianceRow, text: str, now: datetime) -> WritingRow:
    """Put a what-if into words."""
    return writings.begin(Kind.GOODBYE, now, alliance=alliance, body={"what_if": " ".join(text.split())})


def carried(alliance: AllianceRow) -> list[tuple[WritingRow, str]]:
    """The what-ifs that are still carried; those set down are not among them."""
    rows = [(row, writings.body_of(row).get("what_if", "")) for row in writings.of(alliance, Kind.GOODBYE)]
    return [(row, text) for row, text in rows if text]


def set_down(row: WritingRow, now: datetime) -> WritingRow:
    """Put it away: kept, sealed, shown on no page."""
    return writings.put_away(writings.finish(row, now), now)
