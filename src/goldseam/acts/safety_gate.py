"""Whether the curious questions go on: what is known about safety, asked before any plan or draft."""

from __future__ import annotations

from datetime import datetime, timedelta

from goldseam.acts import consultations, endings, hard, preparing, risk, writings
from goldseam.acts.episodes import View
from goldseam.acts.writings import Kind
from goldseam.noticing.note import Theme, read_note
from goldseam.repair.coach import coach
from goldseam.repair.coaching.gate import stops
from goldseam.safety.ending import Safe
from goldseam.safety.gate import Concerns, Gate, before_repair
from goldseam.store.models import AllianceRow, WritingRow

LONGEST = 2_000  # what the coach reads at once
THREATS = frozenset({"threat", "stalking"})
OWN = frozenset({"sexual", "integrity"})  # a line that was crossed: to consultation before anything is said
BEFORE = timedelta(days=7)  # a note may be written before the episode is opened


def gate(view: View) -> Gate:
    """Ask `safety.gate` with what the notes, the ending, the risk reviews and the draft say.

    A therapist who has looked at safety says so, and the questions come back, until a newer note holds
    such words. A breach of one's own rests until someone was asked.
    """
    alliance = view.row.alliance
    looked = looked_at(view)
    notes = [note for note in notes_about(view) if looked is None or note.changed_at > looked]
    themes = {one.theme for note in notes for one in read_note(hard.text_of(note)).found}
    threats = any(_grounds(hard.text_of(note)) & THREATS for note in notes)
    return before_repair(
        Concerns(
            not_safe=threats or Theme.NOT_SAFE in themes or _ending_not_safe(alliance, looked),
            hostile=Theme.HOSTILITY in themes,
            risk_open=looked is None and any(one.is_open for one in risk.reviews(alliance.client)),
            own_breach=_own_breach(view),
        )
    )


def before_session(alliance: AllianceRow) -> str:
    """Why the page before the session asks nothing curious; empty where it may.

    The latest open episode is asked; without one, only an ending that was called not safe counts.
    """
    view = preparing.latest_open(alliance)
    if view is None:
        return before_repair(Concerns(not_safe=_ending_not_safe(alliance, None))).because_not
    return gate(view).because_not


def notes_about(view: View) -> list[WritingRow]:
    """The notes of this episode, and the later ones about this client that belong to none.

    A note with words of threat is not offered an episode, and it still counts here.
    """
    begun = view.row.created_at - BEFORE
    rows = writings.of(view.row.alliance, Kind.HARD, with_put_away=True)
    later = [row for row in rows if row.episode_id is None and row.changed_at >= begun]
    return [*hard.notes_of_episode(view), *later]


def looked_at(view: View) -> datetime | None:
    """When the therapist last said that they have looked at safety."""
    said = preparing.in_hand(view).get("looked_at")
    return datetime.fromisoformat(said) if said else None


def look(view: View, now: datetime) -> WritingRow:
    """The therapist has looked at safety, and wants the questions back."""
    return writings.keep(preparing.preparation(view, now), now, looked_at=now.isoformat())


def can_look(view: View) -> bool:
    """Whether the therapist's word brings the questions back: not where a limit of their own was crossed."""
    return not _own_breach(view)


def _ending_not_safe(alliance: AllianceRow, looked: datetime | None) -> bool:
    row = endings.of(alliance)
    if row is None or (looked is not None and row.changed_at <= looked):
        return False
    return endings.safe_of(row) is Safe.NO


def _own_breach(view: View) -> bool:
    """Whether a note or draft tells of a limit the therapist crossed, and no one was asked since."""
    body = preparing.in_hand(view)
    texts = [hard.text_of(note) for note in notes_about(view)]
    texts += [body.get("draft", ""), *body.get("answers", {}).values()]
    if not any(_grounds(text) & OWN for text in texts):
        return False
    begun = view.row.created_at.date()
    return not any(one.consultation.on >= begun for _, one in consultations.log(view.row.alliance))


def _grounds(text: str) -> set[str]:
    """On which grounds the coach stops. It reads up to 2,000 characters; a longer note is read in pieces."""
    names = {one.reason: one.name for one in stops()}
    pieces = (text[at : at + LONGEST] for at in range(0, len(text), LONGEST))
    reasons = (coach(piece, past_doubt=True).gate for piece in pieces if piece.strip())
    return {names[reason] for reason in reasons if reason is not None}
