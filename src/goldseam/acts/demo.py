"""Fill an open book with invented people."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from goldseam import instruments
from goldseam.acts import episodes, people
from goldseam.acts.check_ins import score_row
from goldseam.acts.looking import look_again
from goldseam.simulate.invented import invented_people
from goldseam.simulate.people import InventedClient, InventedFact, InventedSession
from goldseam.store import journal
from goldseam.store.models import AllianceRow, FormRow, ScoreRow, SessionRow
from goldseam.terms.scores import Response

INSTRUMENT = "session-check-in"


@transaction.atomic
def fill_with_invented_people(now: datetime) -> int:
    """Add the invented clients to the open book. Returns how many."""
    invented = invented_people(now.date())
    for one in invented:
        _add(one, now)
    return len(invented)


def _add(one: InventedClient, now: datetime) -> None:
    person = people.add_client(one.code, _at(one.started), started_on=one.started, invented=True)
    alliance = people.alliance_of(person)
    rows = {
        session.number: SessionRow(
            alliance=alliance, number=session.number, held_on=session.day, attendance=session.attendance.value
        )
        for session in one.sessions
    }
    journal.add_many(rows.values(), now)
    _add_forms(one.sessions, rows, now)
    look_again(alliance, now)
    for story in one.facts:
        _tell(alliance, story, rows)
    if one.ending and one.ended:
        people.end_alliance(alliance, one.ending, one.ended, now)


def _add_forms(sessions: tuple[InventedSession, ...], rows: dict[int, SessionRow], now: datetime) -> None:
    questionnaire = instruments.get(INSTRUMENT)
    forms: list[FormRow] = []
    scores: list[ScoreRow] = []
    for session in sessions:
        if session.answers is None:
            continue
        form = FormRow(
            session=rows[session.number],
            instrument=questionnaire.id,
            version=questionnaire.version,
            way="handed",
            answers=session.answers,
            words=session.words,
        )
        forms.append(form)
        response = Response(questionnaire.id, questionnaire.version, tuple(session.answers.items()))
        scores += [score_row(form, questionnaire, one) for one in instruments.score(questionnaire, response)]
    journal.add_many(forms, now)
    journal.add_many(scores, now)


def _tell(alliance: AllianceRow, story: tuple[InventedFact, ...], rows: dict[int, SessionRow]) -> None:
    """Add a story's facts to the episode that the ratings opened, or to a new one."""
    first = rows[story[0].session]
    view = episodes.notice(alliance, first, "therapist", "You noted a hard moment.", _at(first.held_on))
    for fact in story:
        session = rows[fact.session]
        view = episodes.add(
            view.row,
            fact.kind,
            _at(session.held_on),
            session=session,
            witness=fact.witness,
            judge=fact.judge,
            outcome=fact.outcome,
            strategies=fact.strategies,
            because=fact.because,
            words=fact.words,
        )


def _at(day: date | None) -> datetime:
    return datetime.combine(day or timezone.now().date(), time(20, 0), tzinfo=timezone.get_current_timezone())
