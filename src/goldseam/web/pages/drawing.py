"""From acts' values to what templates show: charts, timelines, lines of facts. No judgement here."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from goldseam import instruments
from goldseam.acts import episodes
from goldseam.acts.licences import readable
from goldseam.acts.series import Series, budget
from goldseam.acts.witnesses import SideBySide
from goldseam.errors import Refused
from goldseam.instruments.change import threshold
from goldseam.instruments.licence import notices
from goldseam.instruments.questionnaire import Person
from goldseam.noticing.looking_back import Passage
from goldseam.noticing.policy import in_words
from goldseam.repair.plan import name_of, plan_for
from goldseam.terms.people import Attendance, Ending
from goldseam.terms.rupture import FactKind, Outcome, Reading, Signal, Standing
from goldseam.web.charts.chart import Chart, Span
from goldseam.web.charts.figure import Figure, figure
from goldseam.web.charts.sentence import sentence as ratings_sentence
from goldseam.web.wording import worded


@dataclass(frozen=True)
class Drawn:
    """A figure, and what else is said about it."""

    title: str
    figure: Figure
    percent: int = 0
    note: str = ""


@dataclass(frozen=True)
class SessionLine:
    """A session in a list."""

    row: Any
    attendance: Attendance
    reading: Reading | None

    @property
    def not_held(self) -> bool:
        """Whether the session was not an ordinary one."""
        return self.attendance is not Attendance.HELD

    @property
    def notable(self) -> bool:
        """Whether the reading says more than "steady"."""
        return self.reading is not None and self.reading.status in {Standing.STRAINED, Standing.MENDING}


@dataclass(frozen=True)
class Moment:
    """One thing on a timeline."""

    mark: str
    tone: str
    when: str
    title: str
    text: str = ""
    words: str = ""


@dataclass(frozen=True)
class Reason:
    """Why an episode is here, and how sure where a figure is known."""

    because: str
    sure: float | None = None


def day(on: date | None) -> str:
    """A day in the reader's own form."""
    return date_format(on, "j M Y") if on else ""


def session_name(row: Any) -> str:
    """A session by number and day."""
    name = gettext("Session %(n)d") % {"n": row.number}
    return f"{name}, {day(row.held_on)}" if row.held_on else name


def course_note(alliance: Any) -> str:
    """How long the work has gone, or how it ended."""
    if alliance.ended_on is None:
        return gettext("since %(day)s") % {"day": day(alliance.started_on)}
    return f"{worded(Ending(alliance.ending)).label}, {day(alliance.ended_on)}"


def sentence(readings: Sequence[Reading]) -> str:
    """The one sentence above a client's chart."""
    return ratings_sentence(tuple(readings))


# Share of sessions in which a rupture begins, where a clinic's own is not known: 9 % of sessions lay
# in one by control charts (N = 12,711; etd.iri.isu.edu ID=1870), of which about a third begin there.
NEW_RUPTURES = 0.03


def policy() -> str:
    """What an alert means under this book's setting."""
    return in_words(budget(), NEW_RUPTURES)


def spans(known: Iterable[episodes.View]) -> tuple[Span, ...]:
    """Episodes as spans along the sessions."""
    found = []
    for view in known:
        if view.onset is None or view.status.value == "set_aside":
            continue
        tried = tuple(
            row.session.number for row in view.rows if row.kind == FactKind.ATTEMPTED.value and row.session
        )
        last = max((row.session.number for row in view.rows if row.session), default=view.onset.number)
        found.append(Span(view.onset.number, view.status, None if view.is_open else last, tried))
    return tuple(found)


def trajectory(series: Series, readings: Sequence[Reading], known: Sequence[episodes.View]) -> Drawn:
    """A client's main chart."""
    scale = series.trajectory
    chart = Chart("main", series.title, tuple(readings), scale.low, scale.high, spans(known), series.better)
    percent = round(100 * readings[-1].p_rupture) if readings else 0
    return Drawn(series.title, figure(chart), percent)


def other(series: Series) -> Drawn:
    """Another series of the client: drawn without a reading where noticing does not read it."""
    scale = series.trajectory
    readings = series.readings() or tuple(
        Reading(number, score, 0.0, None, None, Standing.TOO_EARLY, False, "", informative=False)
        for number, score in zip(scale.sessions, scale.scores, strict=True)
    )
    chart = Chart(
        f"other-{series.instrument}-{series.name}".replace(":", "-").replace(" ", "-"),
        series.title,
        readings,
        scale.low,
        scale.high,
        (),
        series.better,
    )
    return Drawn(series.title, figure(chart), note=_change_note(series))


def _change_note(series: Series) -> str:
    """What the instrument says about reliable change, with its source, or that nothing is published."""
    if series.instrument not in instruments.all_ids():
        return ""
    return threshold(instruments.get(series.instrument).rule(series.name)).because


def session_lines(rows: Iterable[Any], readings: Iterable[Reading]) -> list[SessionLine]:
    """Sessions with what the ratings say at each."""
    by_number = {reading.session: reading for reading in readings}
    return [SessionLine(row, Attendance(row.attendance), by_number.get(row.number)) for row in rows]


def episode_note(view: episodes.View) -> str:
    """Since when an episode runs."""
    return gettext("since %(session)s") % {"session": session_name(view.onset)} if view.onset else ""


def reasons(view: episodes.View) -> list[Reason]:
    """Each witness's reason, in the order they came."""
    found = []
    for row in view.rows:
        if row.kind != FactKind.NOTICED.value or not row.because:
            continue
        where = session_name(row.session) if row.session else ""
        found.append(Reason(f"{where}: {row.because}" if where else row.because))
    return found


def moments(view: episodes.View) -> list[Moment]:
    """The facts of an episode as a timeline."""
    return [_moment(row) for row in view.rows]


def _moment(row: Any) -> Moment:
    kind = worded(FactKind(row.kind))
    parts = [name_of(one) for one in episodes.fact_of(row).strategies]
    if row.outcome:
        parts.append(worded(Outcome(row.outcome)).label)
    text = "; ".join(parts) if parts else row.because
    when = session_name(row.session) if row.session else day(row.on)
    return Moment(kind.mark, kind.tone, when, kind.label, text, row.words)


@dataclass(frozen=True)
class LookedBack:
    """One sentence about an episode from its end, and the three chances in words."""

    because: str
    chances: tuple[tuple[str, str], ...]


def passage(found: Passage | None) -> LookedBack | None:
    """What looking back says, with the chances one tap away."""
    if found is None:
        return None
    shares = (
        (gettext("came back"), found.p_repaired),
        (gettext("came part of the way"), found.p_partly),
        (gettext("stayed lower"), found.p_lasting),
    )
    return LookedBack(
        found.because, tuple((name, gettext("%d in 100") % round(100 * share)) for name, share in shares)
    )


def strategy_cards(view: episodes.View) -> Sequence[Any]:
    """The strategies in the order that fits this episode."""
    return plan_for(view.facts)


@dataclass(frozen=True)
class Offered:
    """A questionnaire that can be given in a session."""

    id: str
    title: str
    note: str
    hand_over: bool
    text: bool


FIRST = ("session-check-in", "repair-check", "sparq-risq")


def offered(today: date) -> list[Offered]:
    """The questionnaires for a client, the short ones first."""
    ids = [*FIRST, *(one for one in instruments.all_ids() if one not in FIRST)]
    found = [_offered(one, today) for one in ids]
    return [one for one in found if one is not None]


def _offered(instrument: str, today: date) -> Offered | None:
    questionnaire = instruments.get(instrument)
    if questionnaire.subject is not Person.CLIENT:
        return None
    with contextlib.suppress(Refused):
        questionnaire = readable(instrument, today)
    has_text = questionnaire.has_text()
    note = questionnaire.label or ("" if has_text else gettext("Needs your own licence for its words."))
    return Offered(
        instrument,
        questionnaire.title,
        note,
        has_text and questionnaire.respondent is Person.CLIENT,
        has_text,
    )


WITNESS = {
    "ratings": _("The client's ratings"),
    "strain": _("The direct question"),
    "item": _("A single question"),
    "therapist": _("Your own rating beside it"),
    "attendance": _("Missed sessions"),
    "note": _("Your note"),
    "talk": _("The talk"),
}


@dataclass(frozen=True)
class WitnessLine:
    """One witness as a line; `nats` is its share of the joint reading in words, empty if left out."""

    name: str
    title: str
    because: str
    heard: bool
    share: str


@dataclass(frozen=True)
class Witnesses:
    """The witnesses of a session, and what they say together where there are several."""

    lines: tuple[WitnessLine, ...]
    together: Reading | None


def heard(found: SideBySide) -> Witnesses:
    """The witnesses as lines, each with what it adds."""
    signals = {one.witness: one for one in found.together.signals} if found.together else {}
    lines = tuple(
        WitnessLine(
            one.witness,
            gettext(WITNESS[one.witness]),
            one.because,
            one.heard,
            _share(signals.get(one.witness)),
        )
        for one in found.witnesses
    )
    return Witnesses(lines, found.together)


def _share(signal: Signal | None) -> str:
    """What a witness does to the odds, in words: the figure stays one tap away on the page."""
    if signal is None:
        return gettext("left out")
    if abs(signal.weight) < 0.1:
        return gettext("says little either way")
    return gettext("speaks for a strain") if signal.weight > 0 else gettext("speaks against a strain")


@dataclass(frozen=True)
class FormLines:
    """A filled-in form as lines."""

    pk: Any
    title: str
    by: str
    scores: list[tuple[str, str]]
    answers: list[tuple[str, str]]
    words: str
    notice: str


def form_lines(form: Any, today: date) -> FormLines:
    """A filled-in form, with the words of its questions where we may show them."""
    try:
        questionnaire = readable(form.instrument, today)
    except Refused:
        questionnaire = instruments.get(form.instrument)
    answers = []
    for item in questionnaire.items:
        value = form.answers.get(item.id)
        said = next((c.text or str(c.value) for c in item.choices if c.value == value), gettext("left blank"))
        answers.append((item.text or item.id, said))
    scores = [
        (score.name, _score_words(score))
        for score in form.scores.filter(removed_at=None).order_by("created_at")
    ]
    by = gettext("your client") if form.respondent == "client" else gettext("you")
    return FormLines(
        form.pk, questionnaire.title, by, scores, answers, form.words, " ".join(notices(questionnaire))
    )


def _score_words(score: Any) -> str:
    if score.value is None:
        return str(score.because)
    figure = f"{score.value:g} ({score.low:g} to {score.high:g})"
    return f"{figure}, {score.band}" if score.band else figure
