"""A de-identified copy of a transcript: found by rule, looked over by the therapist, then handed out.

No rule finds everything, so nothing leaves before the review; and only under a consent that allows it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from goldseam.acts import consent, transcripts
from goldseam.errors import BadInput, Refused
from goldseam.store.models import TranscriptRow
from goldseam.terms.talk import Speaker
from goldseam.transcripts.masks import Found, redact_transcript

LETTER = {Speaker.THERAPIST: "T", Speaker.CLIENT: "C", Speaker.UNKNOWN: "X"}
MOST_NAMES, LONGEST_NAME = 50, 80


@dataclass(frozen=True)
class Copy:
    """A copy under review: what was found, and its text as it would go out."""

    found: tuple[Found, ...]
    text: str


def review(row: TranscriptRow, also: Iterable[str] = (), keep: Collection[str] = ()) -> Copy:
    """The copy as it would be: `also` are names to take out too, `keep` the keys of findings to leave in.

    Errors: Refused where the consent does not speak of sharing; BadInput for too many names.
    """
    if not row.consent.may_share:
        raise Refused(
            "The consent for this transcript does not speak of sharing. Ask again, then note it anew."
        )
    transcript = transcripts.transcript_of(row)
    known = (row.session.alliance.client.code, *_names(also))
    masked, found = redact_transcript(transcript, known, keep)
    text = "".join(f"{LETTER[turn.speaker]}: {turn.text}\n" for turn in masked.turns)
    return Copy(tuple(sorted(found, key=lambda one: (one.kind.value, one.words.lower()))), text)


def _names(also: Iterable[str]) -> list[str]:
    names = [name.strip() for name in also if name.strip()]
    if len(names) > MOST_NAMES or any(len(name) > LONGEST_NAME for name in names):
        raise BadInput(f"Up to {MOST_NAMES} names of up to {LONGEST_NAME} characters fit here, a line each.")
    return names


def hand_out(row: TranscriptRow, also: Iterable[str], keep: Collection[str], now: datetime) -> Copy:
    """The copy as reviewed, and a line in the log that it was made. Errors: as `review`."""
    made = review(row, also, keep)
    consent.log_copy(row, now)
    return made
