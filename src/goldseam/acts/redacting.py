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
from goldseam.transcripts.redact import Finding, Private, redact_transcript

LETTER = {Speaker.THERAPIST: "T", Speaker.CLIENT: "C", Speaker.UNKNOWN: "X"}
MOST_NAMES, LONGEST_NAME = 50, 80


@dataclass(frozen=True)
class Found:
    """Words that could tell who somebody is: what they are, why it was thought so, and how often."""

    kind: Private
    words: str
    because: str
    count: int

    @property
    def key(self) -> str:
        """Kind and words, as the review names them."""
        return f"{self.kind.value}:{self.words.lower()}"


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
    _, done = redact_transcript(transcript, known)
    numbers: dict[str, int] = {}
    found: dict[str, Found] = {}
    lines = []
    for turn, redacted in zip(transcript.turns, done, strict=True):
        for finding in redacted.found:
            one = found.get(_key(finding)) or Found(finding.kind, finding.words, finding.because, 0)
            found[_key(finding)] = Found(one.kind, one.words, one.because, one.count + 1)
        lines.append(f"{LETTER[turn.speaker]}: {_replaced(turn.text, redacted.found, keep, numbers)}")
    return Copy(
        tuple(sorted(found.values(), key=lambda f: (f.kind.value, f.words.lower()))), "\n".join(lines) + "\n"
    )


def _names(also: Iterable[str]) -> list[str]:
    names = [name.strip() for name in also if name.strip()]
    if len(names) > MOST_NAMES or any(len(name) > LONGEST_NAME for name in names):
        raise BadInput(f"Up to {MOST_NAMES} names of up to {LONGEST_NAME} characters fit here, a line each.")
    return names


def _key(finding: Finding) -> str:
    return f"{finding.kind.value}:{finding.words.lower()}"


def _replaced(text: str, found: Iterable[Finding], keep: Collection[str], numbers: dict[str, int]) -> str:
    """The text with stand-ins; the same words have the same number throughout, what is kept stays."""
    parts, at = [], 0
    for finding in found:
        key = _key(finding)
        if key in keep:
            continue
        number = numbers.setdefault(key, 1 + sum(one.startswith(finding.kind.value + ":") for one in numbers))
        parts += [text[at : finding.start], f"[{finding.kind.name} {number}]"]
        at = finding.end
    return "".join([*parts, text[at:]])


def hand_out(row: TranscriptRow, also: Iterable[str], keep: Collection[str], now: datetime) -> Copy:
    """The copy as reviewed, and a line in the log that it was made. Errors: as `review`."""
    made = review(row, also, keep)
    consent.log_copy(row, now)
    return made
