"""A line to practise with from one's own moment: typed or from a transcript; names out, read, confirmed.

From a transcript only the line without names comes along, and only under a consent that speaks of copies
without names: an exercise stays when the transcript is deleted on its last day.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from goldseam.acts import people, transcripts, vault
from goldseam.acts.vault import Kind
from goldseam.errors import BadInput, Refused
from goldseam.growth import exercises
from goldseam.growth.kinds import MarkerKind
from goldseam.terms.talk import Speaker, Turn
from goldseam.terms.therapist import Exercise
from goldseam.transcripts.masks import redact
from goldseam.transcripts.redact import Finding, find_private

LONGEST = 300  # characters of a turn that make a line; the rest is left where it is
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*\s*")


@dataclass(frozen=True)
class FromTalk:
    """A client's line without names, and what the moment may have been, where listening found one."""

    line: str
    kind: MarkerKind | None


def findings(line: str) -> tuple[Finding, ...]:
    """What in a line may point to a person: by rule, and the codes of one's own clients."""
    return find_private(line, _codes())


def masked(line: str, keep: Collection[str] = (), also: Iterable[str] = ()) -> str:
    """The line with stand-ins; `keep`: words that may stay, `also`: names to take out as well."""
    names = [*_codes(), *also]
    return redact(line, names, [one for one in find_private(line, names) if one.words in keep]).text


def _codes() -> list[str]:
    return [one.code for one in people.clients()]


def add(line: str, kind: MarkerKind, difficulty: int, confirmed: bool, now: datetime) -> Exercise:
    """An exercise from one's own moment, after its line was read and confirmed. Errors: Refused, BadInput."""
    count = len(vault.pages(Kind.EXERCISE, with_put_away=True))
    made = exercises.from_own_moment(str(count + 1), line, kind, difficulty, confirmed)
    body = {
        "id": made.id, "line": made.line, "marker": made.marker, "difficulty": made.difficulty,
        "setting": made.setting,
    }  # fmt: skip
    vault.begin(Kind.EXERCISE, now, body, finished=True)
    return made


def from_talk(key: UUID | str, turn: int, now: datetime) -> FromTalk:
    """A turn of the client as a line without names; nothing is kept yet.

    Errors: NotFound; Refused where the consent does not speak of copies; BadInput for a turn not theirs.
    """
    row = transcripts.one(key, now)
    if not row.consent.may_share:
        raise Refused(
            "The consent for this transcript does not speak of copies without names. Write the line as you "
            "remember it."
        )
    talk = transcripts.transcript_of(row)
    said = next((one for one in talk.turns if one.number == turn and one.speaker is Speaker.CLIENT), None)
    if said is None:
        raise BadInput("This turn is not your client's. Choose one of theirs, or write the line yourself.")
    moments = [held.moment for held in transcripts.held(row) if turn in held.moment.turns]
    spans = [span.start for moment in moments for span in moment.spans if span.turn == turn]
    codes = {kind.value: kind for kind in MarkerKind}
    kind = next((codes[moment.code] for moment in moments if moment.code in codes), None)
    labels = [one.label for one in talk.turns if len(one.label) > 2]
    return FromTalk(masked(_short(said, min(spans, default=0)), also=labels), kind)


def _short(turn: Turn, at: int) -> str:
    """The sentence where the moment is and those after it, up to LONGEST characters."""
    sentences = [hit for hit in _SENTENCE.finditer(turn.text) if hit.end() > at]
    if not sentences:
        return turn.text[:LONGEST]
    start, end = sentences[0].start(), sentences[0].end()
    for one in sentences[1:]:
        if one.end() - start > LONGEST:
            break
        end = one.end()
    return turn.text[start : min(end, start + LONGEST)].strip()
