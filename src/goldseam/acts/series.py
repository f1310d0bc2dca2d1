"""An alliance's scores as trajectories, and what the ratings say about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from goldseam import instruments
from goldseam.acts.settings import preferences
from goldseam.instruments.questionnaire import Person, Purpose
from goldseam.noticing.policy import Budget
from goldseam.noticing.ratings import notice
from goldseam.store.models import AllianceRow, ScoreRow, SessionRow
from goldseam.terms.rupture import Reading
from goldseam.terms.scores import Better, Trajectory

WATCHED = frozenset({Purpose.ALLIANCE, Purpose.RUPTURE})


BUDGETS = {10: Budget.ONE_IN_TEN, 20: Budget.ONE_IN_TWENTY, 40: Budget.ONE_IN_FORTY}


@dataclass(frozen=True)
class Series:
    """One scale over an alliance. `trajectory` is turned so that higher is better."""

    instrument: str
    name: str
    title: str
    better: Better
    watched: bool
    trajectory: Trajectory
    sessions: tuple[SessionRow, ...]
    alert_at: float

    def shown(self, value: float | None) -> float | None:
        """A trajectory value in the form's own direction."""
        turn = self.better is Better.LOWER and value is not None
        return self.trajectory.low + self.trajectory.high - value if turn else value  # type: ignore[operator]

    def readings(self) -> tuple[Reading, ...]:
        """What the ratings say at each session, from this and earlier sessions only."""
        return notice(self.trajectory, alert_at=self.alert_at) if self.watched else ()


def series_of(alliance: AllianceRow) -> list[Series]:
    """All series of an alliance, watched ones with the most scores first."""
    rows = ScoreRow.objects.filter(session__alliance=alliance, session__removed_at__isnull=True)
    sessions = list(SessionRow.objects.filter(alliance=alliance).order_by("number"))
    grouped: dict[tuple[str, str], list[ScoreRow]] = defaultdict(list)
    for row in rows.order_by("created_at"):
        grouped[row.instrument, row.name].append(row)
    alert_at = budget().value.at
    found = [
        _series(instrument, name, kept, sessions, alert_at) for (instrument, name), kept in grouped.items()
    ]
    return sorted(found, key=_watched_and_longest_first)


def _watched_and_longest_first(one: Series) -> tuple[bool, int, str]:
    given = sum(score is not None for score in one.trajectory.scores)
    return (not one.watched, -given, one.instrument)


def main_series(alliance: AllianceRow) -> Series | None:
    """The series that noticing reads for this alliance, if there is one."""
    return next((one for one in series_of(alliance) if one.watched), None)


def budget() -> Budget:
    """How many false alerts this therapist is ready to bear."""
    return BUDGETS[preferences().quiet_sessions_per_false_alert]


def _series(
    instrument: str, name: str, rows: list[ScoreRow], sessions: list[SessionRow], alert_at: float
) -> Series:
    last = rows[-1]
    better = Better(last.better)
    values = {row.session_id: row.value for row in rows}
    numbers = {row.pk: row.number for row in sessions}
    first = min(numbers[key] for key in values)
    final = max(numbers[key] for key in values)
    within = tuple(row for row in sessions if first <= row.number <= final)
    turned = tuple(_turned(values.get(row.pk), last, better) for row in within)
    trajectory = Trajectory(
        tuple(row.number for row in within), turned, last.low, last.high, last.step, id=f"{instrument}:{name}"
    )
    title, watched = _known(instrument, name)
    return Series(instrument, name, title, better, watched, trajectory, within, alert_at)


def _turned(value: float | None, scale: ScoreRow, better: Better) -> float | None:
    if value is None or better is Better.HIGHER:
        return value
    return scale.low + scale.high - value


def _known(instrument: str, name: str) -> tuple[str, bool]:
    """Title and whether noticing reads it. A therapist's own scale is read: it was imported for that."""
    if instrument not in instruments.all_ids():
        return instrument.removeprefix("own:"), True
    questionnaire = instruments.get(instrument)
    strain = name in {"strain", "negative", "rift"}
    title = f"{questionnaire.title}: {name}"
    return title, questionnaire.purpose in WATCHED and not strain and questionnaire.subject is Person.CLIENT


def last_scores(series: Iterable[Series]) -> dict[str, float | None]:
    """The latest value of each series, in the form's own direction."""
    return {one.title: one.shown(one.trajectory.scores[-1]) for one in series}
