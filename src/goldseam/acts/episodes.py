"""Rupture episodes: notice, confirm, plan, attempt, judge, set down. Facts are only ever added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from goldseam.errors import NotFound
from goldseam.repair import episodes as life
from goldseam.repair.plan import TRIED, ordered_strategies, out_of_order
from goldseam.store import journal
from goldseam.store.models import AllianceRow, EpisodeFactRow, EpisodeRow, SessionRow
from goldseam.terms.rupture import EpisodeStatus, Fact, FactKind, Judge, Outcome, Strategy


@dataclass(frozen=True)
class View:
    """An episode with its facts and the status that follows from them."""

    row: EpisodeRow
    rows: tuple[EpisodeFactRow, ...]
    facts: tuple[Fact, ...]
    status: EpisodeStatus

    @property
    def onset(self) -> SessionRow | None:
        """The session it was first noticed at."""
        return next((row.session for row in self.rows if row.session is not None), None)

    @property
    def is_open(self) -> bool:
        """Whether something may still be done here."""
        return life.is_open(self.status)


def fact_of(row: EpisodeFactRow) -> Fact:
    """A stored fact as the value that `repair` reads."""
    return Fact(
        kind=FactKind(row.kind),
        order=row.order,
        session=row.session.number if row.session else None,
        judge=Judge(row.judge) if row.judge else None,
        outcome=Outcome(row.outcome) if row.outcome else None,
        strategies=tuple(Strategy(name) for name in row.strategies),
        because=row.because,
        on=row.on,
        undone=row.removed_at is not None,
    )


def view(row: EpisodeRow) -> View:
    """One episode as it stands."""
    rows = tuple(EpisodeFactRow.objects.filter(episode=row).select_related("session").order_by("order"))
    facts = tuple(fact_of(one) for one in rows)
    return View(row, rows, facts, life.status(facts))


def episode(key: UUID | str) -> View:
    """One episode by its id. Errors: NotFound."""
    row = EpisodeRow.objects.filter(pk=key).select_related("alliance__client").first()
    if row is None or row.alliance.client.removed_at is not None:
        raise NotFound("This episode is not in this book. It may have been undone; see Changes.")
    return view(row)


def episodes_of(alliance: AllianceRow) -> list[View]:
    """All episodes of an alliance, latest first."""
    rows = EpisodeRow.objects.filter(alliance=alliance).select_related("alliance__client")
    found = [view(row) for row in rows.order_by("created_at")]
    return sorted(found, key=lambda one: one.onset.number if one.onset else 0, reverse=True)


def early(view: View) -> tuple[str, ...]:
    """Why steps of the latest plan come early, each reason once; nothing is forbidden."""
    kept = life.standing(view.facts)
    planned = [fact for fact in kept if fact.kind is FactKind.PLANNED]
    done = [one for fact in kept if fact.kind is FactKind.ATTEMPTED for one in fact.strategies]
    found = []
    for one in ordered_strategies():
        if planned and one in planned[-1].strategies:
            found.append(out_of_order(done, one, view.status in TRIED))
            done.append(one)
    return tuple(dict.fromkeys(why for why in found if why))


def open_episodes() -> list[View]:
    """Every episode of the book where something may still be done."""
    rows = EpisodeRow.objects.filter(alliance__client__removed_at__isnull=True)
    found = [view(row) for row in rows.select_related("alliance__client").order_by("-created_at")]
    return [one for one in found if one.is_open]


@transaction.atomic
def notice(
    alliance: AllianceRow,
    session: SessionRow,
    witness: str,
    because: str,
    now: datetime,
    *,
    settled_by: int = 0,
) -> View:
    """Note that a witness saw a rupture: joins the open episode, else opens one.

    The same witness at the same session is noted once. An episode that nobody confirmed, and that
    this witness saw settled by session `settled_by`, is not joined.
    """
    known = episodes_of(alliance)
    for one in known:
        for row in one.rows:
            if row.kind == FactKind.NOTICED.value and row.session_id == session.pk and row.witness == witness:
                return one
    joined = next((one for one in known if _takes_in(one, session.number, settled_by)), None)
    if joined is None:
        episode = EpisodeRow(alliance=alliance)
        journal.add(episode, now)
    else:
        episode = joined.row
    return add(episode, FactKind.NOTICED, now, session=session, witness=witness, because=because)


def _takes_in(view: View, session: int, settled_by: int) -> bool:
    last = max((row.session.number for row in view.rows if row.session), default=0)
    if view.status is EpisodeStatus.NOTICED and last < settled_by:
        return False
    return life.joins(view.facts, session)


@transaction.atomic
def add(
    row: EpisodeRow,
    kind: FactKind,
    now: datetime,
    *,
    session: SessionRow | None = None,
    witness: str = "",
    judge: Judge | None = None,
    outcome: Outcome | None = None,
    strategies: Sequence[Strategy] = (),
    because: str = "",
    words: str = "",
) -> View:
    """Add one fact to an episode."""
    top = EpisodeFactRow.rows.filter(episode=row).aggregate(top=Max("order"))["top"] or 0
    fact = EpisodeFactRow(
        episode=row,
        order=top + 1,
        kind=kind.value,
        session=session,
        witness=witness,
        judge=judge.value if judge else "",
        outcome=outcome.value if outcome else "",
        strategies=[one.value for one in strategies],
        because=because,
        words=words,
        on=session.held_on if session and session.held_on else now.date(),
    )
    journal.add(fact, now)
    return view(row)


def confirm(row: EpisodeRow, now: datetime, words: str = "") -> View:
    """The therapist says: yes, something happened between us."""
    return add(row, FactKind.CONFIRMED, now, witness="therapist", words=words)


def not_a_rupture(row: EpisodeRow, now: datetime, words: str = "") -> View:
    """The therapist says: this was something else."""
    return add(row, FactKind.NOT_A_RUPTURE, now, witness="therapist", words=words)


def plan(row: EpisodeRow, strategies: Sequence[Strategy], words: str, now: datetime) -> View:
    """Write a plan for the next session."""
    return add(row, FactKind.PLANNED, now, strategies=strategies, words=words)


def attempt(
    row: EpisodeRow, session: SessionRow, strategies: Sequence[Strategy], words: str, now: datetime
) -> View:
    """Note that repair was tried in a session."""
    return add(row, FactKind.ATTEMPTED, now, session=session, strategies=strategies, words=words)


def judge(
    row: EpisodeRow,
    who: Judge,
    outcome: Outcome,
    now: datetime,
    *,
    session: SessionRow | None = None,
    because: str = "",
    words: str = "",
) -> View:
    """Note how one judge sees the outcome."""
    return add(
        row, FactKind.JUDGED, now, session=session, judge=who, outcome=outcome, because=because, words=words
    )


def set_down(row: EpisodeRow, now: datetime, words: str = "") -> View:
    """Close the episode as it stands."""
    return add(row, FactKind.CLOSED, now, witness="therapist", words=words)


def reopen(row: EpisodeRow, now: datetime, words: str = "") -> View:
    """Take it up again."""
    return add(row, FactKind.REOPENED, now, witness="therapist", words=words)


@transaction.atomic
def take_back(row: EpisodeRow, now: datetime) -> View:
    """Undo the last fact; an episode without facts goes with it."""
    last = EpisodeFactRow.objects.filter(episode=row).order_by("order").last()
    if last is None:
        raise NotFound("There is nothing to take back in this episode.")
    journal.remove(last, now)
    if not EpisodeFactRow.objects.filter(episode=row).exists():
        journal.remove(row, now)
    return view(row)
