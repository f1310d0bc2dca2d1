"""Transcripts: let one in under a consent, say who speaks, listen, disagree, let it go.

A transcript is sealed with its own key, has a last day, never passes through the journal and is never
part of an export. What the program hears are possible moments to listen to again; the therapist's
word on each is kept beside them and outweighs the program's.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from uuid import UUID

from django.db import transaction

from goldseam.acts import consent
from goldseam.acts.remembering import remembered
from goldseam.errors import BadInput, NotFound
from goldseam.noticing.hostility import THREAT, THREAT_TO_OTHERS, TOWARD_YOU
from goldseam.noticing.listen import Listening, listen, talk_reading
from goldseam.noticing.moments import Moment
from goldseam.store.models import SessionRow, TranscriptRow
from goldseam.terms.rupture import Reading
from goldseam.terms.talk import Speaker, Transcript, Turn
from goldseam.transcripts import RoleGuess, format_of, guess_roles, with_roles
from goldseam.transcripts.limits import open_source

MOST_TURNS = 6_000
LONGEST_WORD = 200
MOST_THREATS = 5


class View(Enum):
    """What the therapist says of a moment."""

    AGREE = "agree"
    DISAGREE = "disagree"


@dataclass(frozen=True)
class Viewed:
    """The therapist's word on one moment; `view` None where only words were given."""

    view: View | None
    word: str = ""


@dataclass(frozen=True)
class Held:
    """A moment with its id, and what the therapist says of it."""

    id: str
    moment: Moment
    viewed: Viewed | None = None

    @property
    def is_refused(self) -> bool:
        """Whether the therapist disagrees."""
        return self.viewed is not None and self.viewed.view is View.DISAGREE


def add(
    session: SessionRow, data: bytes, name: str, now: datetime, days: int = consent.KEPT_DAYS
) -> TranscriptRow:
    """Let a file in; who speaks is still to be confirmed. The file's name is not kept.

    Errors: Refused without a consent that holds (before the file is even read); BadInput where the
    file cannot be read as a transcript, or is too long.
    """
    consent.needed(session, now)
    source = open_source(data, name)
    form = format_of(source)
    return keep(session, form.reads(source), form.name, now, days)


def keep(
    session: SessionRow, transcript: Transcript, form: str, now: datetime, days: int = consent.KEPT_DAYS
) -> TranscriptRow:
    """Keep turns under the consent that holds now; who speaks is still to be confirmed.

    Errors: Refused without a consent that holds, BadInput for too many turns.
    """
    under = consent.needed(session, now)
    if len(transcript.turns) > MOST_TURNS:
        raise BadInput(
            f"This transcript has {len(transcript.turns):,} turns; one may have {MOST_TURNS:,}. "
            "Give it in parts."
        )
    row = TranscriptRow(
        session=session,
        consent=under,
        format=form,
        turns=len(transcript.turns),
        body=_packed(with_roles(transcript, ())),
        expires_on=consent.last_day(under, now, days),
        created_at=now,
    )
    row.save(force_insert=True)
    return row


def _packed(transcript: Transcript) -> str:
    turns = [[t.number, t.label, t.text, t.start, t.end, t.speaker.value] for t in transcript.turns]
    return json.dumps({"turns": turns, "problems": list(transcript.problems)}, ensure_ascii=False)


def transcript_of(row: TranscriptRow) -> Transcript:
    """The turns of a transcript."""
    body = json.loads(row.body)
    turns = (
        Turn(n, label, text, start, end, Speaker(who)) for n, label, text, start, end, who in body["turns"]
    )
    return Transcript(tuple(turns), tuple(body["problems"]))


def of(session: SessionRow, now: datetime) -> list[TranscriptRow]:
    """The transcripts of a session that may still be shown, oldest first."""
    consent.delete_expired(now)
    return list(TranscriptRow.rows.filter(session=session).order_by("created_at"))


def one(key: UUID | str, now: datetime) -> TranscriptRow:
    """One transcript, after those past their day are gone. Errors: NotFound."""
    consent.delete_expired(now)
    found = TranscriptRow.rows.filter(pk=key).select_related("session__alliance__client", "consent").first()
    if found is None or found.session.alliance.client.removed_at is not None:
        raise NotFound(
            "This transcript is not in this book. It may have reached its last day, or was deleted."
        )
    return found


def guess(row: TranscriptRow) -> RoleGuess:
    """Who speaks, as guessed, and why: for the person to confirm."""
    return guess_roles(transcript_of(row))


def labels(row: TranscriptRow) -> list[tuple[str, int, str]]:
    """Each speaker's label, how many turns, and the beginning of their first longer one; most turns first."""
    turns = transcript_of(row).turns
    found: dict[str, list[Turn]] = {}
    for turn in turns:
        found.setdefault(turn.label, []).append(turn)
    lines = [
        (label, len(theirs), next((t.text for t in theirs if len(t.text) > 20), theirs[0].text)[:120])
        for label, theirs in found.items()
    ]
    return sorted(lines, key=lambda line: -line[1])


@transaction.atomic
def confirm(row: TranscriptRow, roles: Mapping[str, Speaker], now: datetime) -> TranscriptRow:
    """The person says who is who; labels left out stay unknown. Errors: BadInput without a client."""
    if Speaker.CLIENT not in roles.values():
        raise BadInput("Say which speaker is your client. The others may stay open.")
    row.body = _packed(with_roles(transcript_of(row), tuple(roles.items())))
    row.confirmed_at = now
    row.save(update_fields=["body", "confirmed_at"])
    return row


def heard(row: TranscriptRow) -> Listening:
    """What was heard in a transcript; worked out once while the book is open."""
    transcript = transcript_of(row)
    return remembered(row.pk, transcript, lambda: listen(transcript))


def held(row: TranscriptRow) -> list[Held]:
    """All moments with the therapist's word on each, in the order of the talk."""
    views = _views(row)
    moments = heard(row).moments
    return [Held(key, moment, views.get(key)) for key, moment in zip(ids_of(moments), moments, strict=True)]


def threats(row: TranscriptRow) -> tuple[str, ...]:
    """Words that may be a threat, or hostile toward the therapist, unless the therapist says otherwise.

    They come before everything else of the transcript: the safety branch stands above listening.
    """
    kinds = {THREAT.name, THREAT_TO_OTHERS.name, TOWARD_YOU.name}
    found = (one.moment for one in held(row) if one.moment.kind in kinds and not one.is_refused)
    return tuple(dict.fromkeys(span.words for moment in found for span in moment.spans))[:MOST_THREATS]


def ids_of(moments: Iterable[Moment]) -> list[str]:
    """An id for each moment of one transcript: turn, kind, first character. It holds no word of anyone.

    It stays the same while the rules find the same kind at the same place.
    """
    seen: Counter[str] = Counter()
    found = []
    for moment in moments:
        at = moment.spans[0].start if moment.spans else "t"
        key = f"{moment.turns[0]}-{moment.kind.replace(' ', '_')}-{at}"
        seen[key] += 1
        found.append(key if seen[key] == 1 else f"{key}-{seen[key]}")
    return found


def _views(row: TranscriptRow) -> dict[str, Viewed]:
    kept = json.loads(row.views) if row.views else {}
    return {key: Viewed(View(one["view"]) if one["view"] else None, one["word"]) for key, one in kept.items()}


@transaction.atomic
def say(row: TranscriptRow, moment: str, viewed: Viewed) -> TranscriptRow:
    """Keep what the therapist says of a moment, sealed; nothing said takes it back.

    Errors: NotFound for a moment that is not there, BadInput for too many words.
    """
    if moment not in {one.id for one in held(row)}:
        raise NotFound("This moment is not in the transcript. Go back to it and choose one.")
    if len(viewed.word) > LONGEST_WORD:
        raise BadInput(f"This has {len(viewed.word)} characters; up to {LONGEST_WORD} are kept here.")
    views = {**_views(row), moment: viewed}
    left = {key: one for key, one in views.items() if one.view or one.word}
    row.views = json.dumps(
        {key: {"view": one.view.value if one.view else "", "word": one.word} for key, one in left.items()},
        ensure_ascii=False,
    )
    row.save(update_fields=["views"])
    return row


def reading(row: TranscriptRow) -> Reading:
    """The talk as one witness of its session. Moments the therapist disagrees with are not counted."""
    found = heard(row)
    kept = tuple(one.moment for one in held(row) if not one.is_refused)
    return talk_reading(replace(found, moments=kept), row.session.number)


def session_reading(session: SessionRow) -> Reading | None:
    """The strongest reading of a session's confirmed transcripts; None where there is none.

    A page that shows it asks `of` first, so that nothing past its day is read.
    """
    rows = TranscriptRow.rows.filter(session=session, confirmed_at__isnull=False).select_related("session")
    found = [reading(row) for row in rows.order_by("created_at")]
    return max(found, key=lambda one: (one.informative, one.p_rupture), default=None)


def delete(row: TranscriptRow, now: datetime) -> None:
    """The therapist deletes it now. There is no undo."""
    consent.delete(row, consent.Why.ASKED, now)
