"""The cast: Noor the therapist, Sam her client, and what they do in many tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from goldseam.acts import check_ins, people, sessions
from goldseam.store.models import AllianceRow, ClientRow, SessionRow

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
GOOD = {"understood": 8, "honest": 8, "direction": 8, "approach": 8, "worth": 9, "strain": 0, "kept": 0}
HARD = {
    "understood": 3, "honest": 4, "direction": 4, "approach": 5, "worth": 3, "strain": 6, "talked": 0, "now": -1,
    "kept": 0,
}  # fmt: skip


def sam(code: str = "Sam") -> ClientRow:
    """A client with an alliance and no sessions yet."""
    return people.add_client(code, NOW - timedelta(days=100), started_on=(NOW - timedelta(days=100)).date())


def held(alliance: AllianceRow, number: int) -> SessionRow:
    """A session, weekly, the twelfth being last week's."""
    day = (NOW - timedelta(weeks=13 - number)).date()
    return sessions.ensure(alliance, NOW, number=number, held_on=day)


def quiet_course(alliance: AllianceRow, upto: int) -> None:
    """Good check-ins for sessions 1 to `upto`, each a little different."""
    for number in range(1, upto + 1):
        answers = {**GOOD, "honest": 7 + number % 3, "worth": 8 + number % 2}
        check_ins.record(held(alliance, number), "session-check-in", answers, NOW, way="handed")
