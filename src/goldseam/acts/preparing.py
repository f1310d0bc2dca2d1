"""Getting ready to come back to it: one curious question at a time, a draft, then a brief."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from goldseam.acts import boundaries, episodes, hard, sessions, taps, writings
from goldseam.acts.series import main_series
from goldseam.acts.writings import Kind
from goldseam.mirror.features import Topic
from goldseam.repair import brief as briefs
from goldseam.repair.guide import Lean, Question, next_question, question
from goldseam.repair.guide import early as why_early
from goldseam.repair.plan import Phase
from goldseam.store.models import AllianceRow, FormRow, WritingRow
from goldseam.terms.rupture import Episode, FactKind, Marker, Strategy

LEANS = {"default:over_own": Lean.OVER_OWN, "default:explain": Lean.DEFLECT}


def preparation(view: episodes.View, now: datetime) -> WritingRow:
    """The writing that prepares for this episode: the one in hand, else a new one."""
    row = WritingRow.objects.filter(episode=view.row, kind=Kind.DRAFT.value, finished_at=None).first()
    return row or writings.begin(Kind.DRAFT, now, alliance=view.row.alliance, episode=view.row)


def in_hand(view: episodes.View) -> dict[str, Any]:
    """What is prepared so far, without beginning anything."""
    row = WritingRow.objects.filter(episode=view.row, kind=Kind.DRAFT.value).order_by("-changed_at").first()
    return writings.body_of(row) if row else {}


def marker_of(view: episodes.View) -> Marker:
    """The kind of rupture, as far as the therapist's notes about it say."""
    found = {hard.marker_of(note) for note in hard.notes_of_episode(view)} - {Marker.UNKNOWN}
    return found.pop() if len(found) == 1 else Marker.MIXED if found else Marker.UNKNOWN


def lean_of(view: episodes.View) -> Lean:
    """What the therapist tapped that they did with the feeling: took too much, explained, or neither alone.

    It is read from the vault each time and kept nowhere else; it only picks among questions.
    """
    tapped = {tag for note in hard.notes_of_episode(view) for tag in taps.of(note)[Topic.DEFAULT.value]}
    found = {LEANS[tag] for tag in tapped if tag in LEANS}
    return found.pop() if len(found) == 1 else Lean.ANY


def next_to_ask(view: episodes.View, phase: Phase | None = None) -> Question | None:
    """The next question, given those answered or passed over; with `phase`, the next of that one.

    Nothing is forbidden: a phase that was asked for by name is opened, and `early` says why it could wait.
    """
    body = in_hand(view)
    return next_question(
        list(body.get("asked", [])),
        marker_of(view),
        phase,
        lean=lean_of(view),
        taken_in=phase is not None or _tried(view),
    )


def early(view: episodes.View, asked: Question) -> str:
    """Why this question comes early, given those answered or passed over; empty where it is in order."""
    return why_early(asked.id, list(in_hand(view).get("asked", [])), _tried(view)) or ""


def _tried(view: episodes.View) -> bool:
    return any(fact.kind is FactKind.ATTEMPTED for fact in view.facts)


def answer(row: WritingRow, asked: str, text: str, now: datetime) -> WritingRow:
    """Keep the answer to one question; an empty one passes it over."""
    body = writings.body_of(row)
    question(asked)  # an id that does not exist is refused
    answers = {**body.get("answers", {}), asked: text}
    done = list(dict.fromkeys([*body.get("asked", []), asked]))
    return writings.keep(row, now, answers={k: v for k, v in answers.items() if v.strip()}, asked=done)


def answered(row: WritingRow) -> list[tuple[str, str]]:
    """Questions with what was written, in the order they were asked."""
    body = writings.body_of(row)
    answers = body.get("answers", {})
    return [(question(one).text, answers[one]) for one in body.get("asked", []) if one in answers]


def latest_open(alliance: AllianceRow) -> episodes.View | None:
    """The episode that the next session may come back to."""
    return next((one for one in episodes.episodes_of(alliance) if one.is_open), None)


def brief_for(alliance: AllianceRow, today: date, rests: str = "") -> briefs.Brief:
    """The page before the next session with this client. `rests`: why the curious questions rest, if so."""
    still = [one for one in episodes.episodes_of(alliance) if one.is_open]
    series = main_series(alliance)
    latest = still[0] if still else None
    body = in_hand(latest) if latest else {}
    return briefs.brief(
        alliance.client.code,
        series.readings() if series else (),
        [Episode(str(one.row.pk), str(alliance.pk), one.facts) for one in still],
        today,
        briefs.OwnWords(
            client_words=_client_words(alliance),
            stance=body.get("stance", ""),
            opening=body.get("draft", ""),
            not_to_do=body.get("not_to_do", ""),
            boundary=_boundary(alliance),
        ),
        marker=marker_of(latest) if latest else Marker.UNKNOWN,
        lean=lean_of(latest) if latest else Lean.ANY,
        rests=rests,
    )


def _client_words(alliance: AllianceRow) -> str:
    """What the client wrote last, in the latest session with a form."""
    rows = FormRow.objects.filter(session__alliance=alliance, respondent="client")
    latest = rows.order_by("session__number", "created_at").last()
    return latest.words if latest else ""


def _boundary(alliance: AllianceRow) -> str:
    """The boundary that stands, in one line."""
    return boundaries.line_for_brief(alliance)


def how_did_it_go(
    alliance: AllianceRow, went: briefs.Went, strategies: list[Strategy], line: str, now: datetime
) -> episodes.View | None:
    """After the session: an answer becomes the attempt of the latest open episode."""
    still = [one for one in episodes.episodes_of(alliance) if one.is_open]
    if went is not briefs.Went.CAME_BACK or not still:
        return None
    session = sessions.ensure(alliance, now, held_on=now.date())
    view = episodes.attempt(still[0].row, session, strategies, line, now)
    for row in WritingRow.objects.filter(episode=view.row, kind=Kind.DRAFT.value, finished_at=None):
        writings.finish(row, now)
    return view
