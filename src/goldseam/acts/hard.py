"""The hard-session note: begun with one tap, kept at every change, opened into an episode on the word of
the therapist only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Any

from django.utils.translation import gettext_lazy as _

from goldseam.acts import episodes, people, sessions, writings
from goldseam.acts.writings import Kind
from goldseam.errors import BadInput
from goldseam.noticing.note import NoteReading, Theme, read_note
from goldseam.repair.guide import next_question
from goldseam.repair.plan import Phase
from goldseam.store.models import ClientRow, SessionRow, WritingRow
from goldseam.terms.rupture import Marker

CHIPS = (
    ("quiet", _("went quiet")),
    ("yes_but", _("said yes, but")),
    ("angry", _("angry with me")),
    ("wrong_word", _("I said the wrong thing")),
    ("missed", _("missed or late")),
    ("stop", _("wants to stop")),
    ("pulled_away", _("I pulled away")),
    ("unknown", _("don't know")),
)
FEELINGS = (
    ("ashamed", _("ashamed")),
    ("angry", _("angry")),
    ("sad", _("sad")),
    ("afraid", _("afraid")),
    ("tired", _("tired")),
    ("numb", _("nothing much")),
)
# What a tapped chip says, in words that `noticing.note` reads.
SAYS = {
    "quiet": "Went quiet.", "yes_but": "A yes-but hour.", "angry": "Was angry with me.",
    "wrong_word": "I said the wrong thing.", "missed": "Missed the session.", "stop": "Wants to stop.",
    "pulled_away": "I pulled away.",
}  # fmt: skip
MARKERS = {
    "quiet": Marker.WITHDRAWAL, "yes_but": Marker.WITHDRAWAL, "missed": Marker.WITHDRAWAL,
    "angry": Marker.CONFRONTATION, "stop": Marker.CONFRONTATION,
}  # fmt: skip


class Length(Enum):
    """Twenty seconds, or three minutes."""

    NOTE = "note"
    THINK = "think"


def begin(length: Length, now: datetime, client: ClientRow | None = None) -> WritingRow:
    """Start a note, about a client where one is known."""
    alliance = people.alliance_of(client) if client else None
    return writings.begin(Kind.HARD, now, alliance=alliance, body={"length": length.value})


def keep(row: WritingRow, now: datetime, fields: Mapping[str, Any]) -> WritingRow:
    """Keep what one step holds; the client, where chosen, becomes whom the note is about."""
    fields = dict(fields)
    client = fields.pop("client", "")
    if client:
        writings.belongs_to(row, alliance=people.alliance_of(people.client(client)))
    return writings.keep(row, now, **fields)


def finish(row: WritingRow, now: datetime) -> WritingRow:
    """The therapist has come to the end, or stops here."""
    return writings.finish(row, now)


def text_of(row: WritingRow) -> str:
    """All the therapist's own words of a note."""
    body = writings.body_of(row)
    return "\n".join(
        str(body[name]) for name in ("what", "curious", "my_part", "not_my_part") if body.get(name)
    )


def marker_of(row: WritingRow) -> Marker:
    """The kind of rupture that the tapped words point to."""
    found = {MARKERS[chip] for chip in writings.body_of(row).get("chips", ()) if chip in MARKERS}
    return found.pop() if len(found) == 1 else Marker.MIXED if found else Marker.UNKNOWN


def suggestion(row: WritingRow) -> NoteReading:
    """What the note's own words and taps suggest, with the words and how sure."""
    return read_note(said(row))


def said(row: WritingRow) -> str:
    """What was tapped and what was written, as one text."""
    tapped = (SAYS[chip] for chip in writings.body_of(row).get("chips", ()) if chip in SAYS)
    return "\n".join((*tapped, text_of(row))).strip()


def unsafe_words(row: WritingRow) -> list[str]:
    """Words of the note that sound like threat or hostility; the questions rest then."""
    found = read_note(text_of(row)).found
    return [one.words for one in found if one.theme in {Theme.NOT_SAFE, Theme.HOSTILITY}]


def question_for(row: WritingRow) -> str:
    """One curious question; it differs from note to note."""
    earlier = WritingRow.objects.filter(kind=Kind.HARD.value, created_at__lt=row.created_at).count()
    asked: list[str] = []
    for _turn in range(earlier % 4):
        found = next_question(asked, marker_of(row), Phase.VALIDATE)
        if found is not None:
            asked.append(found.id)
    found = next_question(asked, marker_of(row), Phase.VALIDATE) or next_question([], phase=Phase.VALIDATE)
    return found.text if found else ""


def sessions_to_choose(row: WritingRow) -> list[SessionRow]:
    """The latest sessions of the client that the note is about."""
    return sessions.sessions_of(row.alliance)[-5:][::-1] if row.alliance else []


def open_episode(row: WritingRow, session: str, now: datetime) -> episodes.View:
    """Open or join an episode at a session; without one, today's session is added.

    Errors: BadInput where the note is about no client yet.
    """
    if row.alliance is None:
        raise BadInput(
            "This note is about no client yet. Choose one on its first page, then open the episode."
        )
    at = sessions.session(session) if session else sessions.ensure(row.alliance, now, held_on=now.date())
    if at.alliance_id != row.alliance_id:
        raise BadInput("That session belongs to another client. Choose one from the list.")
    because = suggestion(row).because
    view = episodes.notice(row.alliance, at, "therapist", because, now)
    view = episodes.confirm(view.row, now)
    writings.belongs_to(row, session=at, episode=view.row)
    return view


def something_else(row: WritingRow, now: datetime) -> WritingRow:
    """The therapist says that what the note suggests was something else."""
    return writings.keep(row, now, something_else=True)


def is_something_else(row: WritingRow) -> bool:
    """Whether the therapist said so."""
    return bool(writings.body_of(row).get("something_else"))


def notes_of_episode(view: episodes.View) -> list[WritingRow]:
    """The hard-session notes that belong to an episode."""
    return list(WritingRow.objects.filter(kind=Kind.HARD.value, episode=view.row).order_by("created_at"))
