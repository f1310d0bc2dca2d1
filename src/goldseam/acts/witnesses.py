"""The witnesses of one session side by side, and what they say together; each can be left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from goldseam import instruments
from goldseam.acts import hard, transcripts, writings
from goldseam.acts.series import Series, main_series
from goldseam.noticing import listen
from goldseam.noticing.combine import (
    Testimony,
    combine,
    from_attendance,
    from_gap,
    from_items,
    from_ratings,
    from_strain,
)
from goldseam.noticing.note import BASE_RATE, read_note
from goldseam.store.models import FormRow, ScoreRow, SessionRow, WritingRow
from goldseam.terms.people import Attendance
from goldseam.terms.rupture import Reading
from goldseam.terms.scores import Better, Trajectory

CHECK_IN, MIRROR = "session-check-in", "session-check-in-mirror"


@dataclass(frozen=True)
class Heard:
    """One witness with its words, and whether it is heard now."""

    witness: str
    because: str
    heard: bool


@dataclass(frozen=True)
class SideBySide:
    """All witnesses of a session and their joint reading (None where there is only one)."""

    witnesses: tuple[Heard, ...]
    together: Reading | None


def side_by_side(session: SessionRow, without: Collection[str] = ()) -> SideBySide:
    """Every witness of this session. Nothing later than it is looked at."""
    found = [one for one in _testimonies(session) if one is not None]
    shown = tuple(Heard(one.witness, one.because, one.witness not in without) for one in found)
    joint = combine(session.number, found, without=without) if len(found) > 1 else None
    return SideBySide(shown, joint)


def _testimonies(session: SessionRow) -> Iterable[Testimony | None]:
    series = main_series(session.alliance)
    if series is not None:
        yield _ratings(series, session)
    yield _strain(session)
    yield _items(session)
    yield _gap(session)
    yield from_attendance(_missed_just_before(session))
    yield _note(session)
    yield _talk(session)


def _ratings(series: Series, session: SessionRow) -> Testimony | None:
    for reading in series.readings():
        if reading.session == session.number and reading.score is not None:
            return from_ratings(reading)
    return None


def _strain(session: SessionRow) -> Testimony | None:
    row = ScoreRow.objects.filter(session=session, instrument=CHECK_IN, name="strain").last()
    if row is None or row.value is None:
        return None
    return from_strain(row.value, row.low, row.high)


def _items(session: SessionRow) -> Testimony | None:
    """The single items of the check-in, where this session has one."""
    rows = FormRow.objects.filter(
        session__alliance=session.alliance, session__number__lte=session.number, instrument=CHECK_IN
    ).select_related("session")
    answers = {row.session.number: row.answers for row in rows.order_by("session__number", "created_at")}
    if session.number not in answers:
        return None
    questionnaire = instruments.get(CHECK_IN)
    numbers = tuple(answers)
    found = []
    for name in questionnaire.rule("connection").items:
        item = questionnaire.item(name)
        values = tuple(_number(answers[number].get(name)) for number in numbers)
        low, high = min(item.allowed()), max(item.allowed())
        found.append((item.text.rstrip("."), Trajectory(numbers, values, low, high)))
    return from_items(found)


def _number(value: int | None) -> float | None:
    return None if value is None else float(value)


def _gap(session: SessionRow) -> Testimony | None:
    """The client's total beside the therapist's mirror of it."""
    client, therapist = (_totals(session, name) for name in (CHECK_IN, MIRROR))
    if client is None or therapist is None:
        return None
    return from_gap(client, therapist)


def _totals(session: SessionRow, instrument: str) -> Trajectory | None:
    rows = ScoreRow.objects.filter(
        session__alliance=session.alliance,
        session__number__lte=session.number,
        session__removed_at__isnull=True,
        instrument=instrument,
        name="connection",
        better=Better.HIGHER.value,
    ).select_related("session")
    found = {row.session.number: row for row in rows.order_by("session__number", "created_at")}
    if session.number not in found:
        return None
    scale = found[session.number]
    values = tuple(row.value for row in found.values())
    return Trajectory(tuple(found), values, scale.low, scale.high, scale.step)


def _missed_just_before(session: SessionRow) -> int:
    rows = SessionRow.objects.filter(alliance=session.alliance, number__lt=session.number).order_by("-number")
    count = 0
    for row in rows:
        if row.attendance != Attendance.MISSED.value:
            break
        count += 1
    return count


def _note(session: SessionRow) -> Testimony | None:
    """The therapist's own notes about this session."""
    rows = WritingRow.objects.filter(kind=writings.Kind.HARD.value, session=session)
    texts = [hard.said(row) for row in rows]
    if not any(texts):
        return None
    read = read_note("\n".join(texts))
    return Testimony.of_chance("note", read.p_rupture, read.because, base=BASE_RATE)


def _talk(session: SessionRow) -> Testimony | None:
    """What was said, where a transcript is kept and its speakers are confirmed."""
    read = transcripts.session_reading(session)
    if read is None or not read.informative:
        return None
    return Testimony.of_chance("talk", read.p_rupture, read.because, base=listen.BASE_RATE)
