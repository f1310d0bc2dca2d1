"""A filled-in form: the one place where scoring, keeping, noticing and safety meet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from goldseam import instruments
from goldseam.acts import episodes, risk
from goldseam.acts.licences import count_use, readable
from goldseam.acts.looking import look_again
from goldseam.errors import BadInput
from goldseam.instruments import Alert, Questionnaire
from goldseam.instruments.questionnaire import Action
from goldseam.store import journal
from goldseam.store.models import FormRow, RiskReviewRow, ScoreRow, SessionRow
from goldseam.terms.scores import Response, Score

LONGEST_WORDS = 10_000


@dataclass(frozen=True)
class CheckIn:
    """What came of one form."""

    form: FormRow
    scores: tuple[Score, ...]
    alerts: tuple[Alert, ...]
    review: RiskReviewRow | None


@transaction.atomic
def record(
    session: SessionRow,
    instrument: str,
    answers: Mapping[str, int],
    now: datetime,
    *,
    way: str,
    words: str = "",
    left_early: bool = False,
) -> CheckIn:
    """Score a form, keep it, and let noticing and safety look at it.

    Errors: BadInput names the item and the values it allows; nothing is kept then.
    """
    questionnaire = readable(instrument, now.date())
    if len(words) > LONGEST_WORDS:
        raise BadInput(f"The words have {len(words):,} characters; up to {LONGEST_WORDS:,} are kept here.")
    response = Response(questionnaire.id, questionnaire.version, tuple(sorted(answers.items())))
    scores = instruments.score(questionnaire, response)
    form = _keep(session, questionnaire, response, scores, now, way, words, left_early)
    if questionnaire.licence is not None:
        count_use(instrument)
    alerts = instruments.alerts(questionnaire, response, _earlier(form))
    review = _open_risk_review(form, alerts, now)
    _let_the_client_speak(session, alerts, now)
    look_again(session.alliance, now)
    return CheckIn(form, scores, alerts, review)


def _keep(
    session: SessionRow,
    questionnaire: Questionnaire,
    response: Response,
    scores: tuple[Score, ...],
    now: datetime,
    way: str,
    words: str,
    left_early: bool,
) -> FormRow:
    form = FormRow(
        session=session,
        instrument=questionnaire.id,
        version=questionnaire.version,
        respondent=questionnaire.respondent,
        way=way,
        answers=dict(response.answers),
        words=words,
        left_early=left_early,
    )
    journal.add(form, now)
    for one in scores:
        journal.add(score_row(form, questionnaire, one), now)
    return form


def score_row(form: FormRow, questionnaire: Questionnaire, one: Score) -> ScoreRow:
    """One score of a form as a row, not saved yet."""
    _, _, step, _ = instruments.trajectory_scale(questionnaire, one.name)
    return ScoreRow(
        session=form.session,
        form=form,
        instrument=questionnaire.id,
        name=one.name,
        value=one.value,
        low=one.low,
        high=one.high,
        step=step,
        better=one.better.value,
        band=one.band,
        because=one.because,
    )


def _earlier(form: FormRow) -> list[Response]:
    """The same client's earlier answers to the same form."""
    rows = FormRow.objects.filter(
        session__alliance=form.session.alliance,
        session__number__lt=form.session.number,
        instrument=form.instrument,
    ).order_by("session__number")
    return [Response(row.instrument, row.version, tuple(row.answers.items())) for row in rows]


def _open_risk_review(form: FormRow, alerts: tuple[Alert, ...], now: datetime) -> RiskReviewRow | None:
    reasons = [alert.text for alert in alerts if alert.action is Action.OPEN_RISK_REVIEW]
    return risk.open_review(form, reasons, now) if reasons else None


def _let_the_client_speak(session: SessionRow, alerts: tuple[Alert, ...], now: datetime) -> None:
    """A client's own report of strain is a witness of its own."""
    for alert in alerts:
        if alert.action is Action.OPEN_RUPTURE_EPISODE:
            episodes.notice(session.alliance, session, "client", alert.text, now)


def forms_of(session: SessionRow) -> list[FormRow]:
    """The forms of a session, oldest first."""
    return list(FormRow.objects.filter(session=session).prefetch_related("scores").order_by("created_at"))


@transaction.atomic
def take_back(form: FormRow, now: datetime) -> None:
    """Remove a form with its scores; it can be brought back for 30 days."""
    for row in ScoreRow.objects.filter(form=form):
        journal.remove(row, now)
    journal.remove(form, now)
