"""From timed pieces of text (cues) to turns: the step that every reader shares."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from goldseam.errors import BadInput
from goldseam.terms.talk import Transcript, Turn
from goldseam.transcripts.limits import MAX_CUES, MAX_LABEL, clean

# A speaker who is silent this long and then goes on begins a new turn. The silence itself, with
# the same speaker before and after it, is the best published cue for a minimal response.
SAME_TURN_GAP = 2.0
LONGEST = 24 * 3600.0  # seconds; a later time in a session is a fault of the file

_CLOCK = re.compile(r"(-?)(?:(\d{1,4}):)?(\d{1,5}):(\d{1,2})(?:[.,](\d{1,9}))?")
_LABELLED = re.compile(r"([^\W\d_][^:<>\n]{0,47}?|\d{1,3}) ?: (?=\S)")
ROLE_WORD = re.compile(
    r"(?:the )?(?:therapist|counsell?or|psychologist|clinician|supporter|helper|provider|interviewer|"
    r"client|patient|seeker|participant|speaker|spk|t|c|p|th|cl|pt)[ _.#-]?\d{0,4}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Cue:
    """A piece of speech as a file gives it; times in seconds from the start."""

    text: str
    label: str = ""
    start: float | None = None
    end: float | None = None


def seconds(clock: str) -> float | None:
    """Seconds of `mm:ss`, `hh:mm:ss.fff` or a plain number; None where it is none of these.

    >>> seconds("00:01:03,250"), seconds("1:03"), seconds("63.5"), seconds("soon")
    (63.25, 63.0, 63.5, None)
    """
    clock = clock.strip()
    found = _CLOCK.fullmatch(clock)
    if not found:
        return number(clock)
    sign, hours, minutes, secs, fraction = found.groups()
    value = int(hours or 0) * 3600 + int(minutes) * 60 + int(secs) + float(f"0.{fraction or 0}")
    return -value if sign else value


def number(value: object) -> float | None:
    """A finite number from text or a number, None from anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        result = float(value)
    except (ValueError, OverflowError):
        return None
    return result if math.isfinite(result) else None


def split_labels(cues: Sequence[Cue]) -> list[Cue]:
    """Take `Name: ` off the front of unlabelled cues, where it is a name in this file.

    A beginning counts as a name where it is a role word (Therapist, T1, Speaker 2) or stands,
    in at most four words that each begin with a capital or digit, before two or more cues.
    """
    found = [_LABELLED.match(cue.text) if not cue.label else None for cue in cues]
    counts = Counter(match[1].strip() for match in found if match)
    names = {name for name, count in counts.items() if is_label(name) and (count > 1 or is_role(name))}
    split = []
    for cue, match in zip(cues, found, strict=True):
        if match and match[1].strip() in names:
            cue = replace(cue, label=match[1].strip(), text=cue.text[match.end() :])
        split.append(cue)
    return split


def is_role(label: str) -> bool:
    """Whether a label is a role word, alone or with a number."""
    return ROLE_WORD.fullmatch(label.strip()) is not None


def is_label(label: str) -> bool:
    """Whether a label can be a name: up to four words, each with a capital or a digit first."""
    words = label.split()
    return is_role(label) or (0 < len(words) <= 4 and all(w[0].isupper() or w[0].isdigit() for w in words))


def to_transcript(cues: Iterable[Cue], problems: Sequence[str] = (), merge: bool = True) -> Transcript:
    """Clean, order and join cues into turns numbered from 1; raise BadInput where none holds words.

    >>> to_transcript([Cue("I went", "T", 0, 1), Cue("home.", "T", 1.5, 2)]).turns[0].text
    'I went home.'
    """
    notes = list(problems)
    kept = _kept(cues, notes)
    kept = _in_order(_with_possible_times(kept, notes), notes)
    if not kept:
        raise BadInput(
            "The file holds no words that were said. Give a transcript with at least one line of talk."
        )
    turns = _merged(kept) if merge else kept
    return Transcript(
        tuple(Turn(n, c.label, c.text, c.start, c.end) for n, c in enumerate(turns, start=1)), tuple(notes)
    )


def _kept(cues: Iterable[Cue], notes: list[str]) -> list[Cue]:
    kept: list[Cue] = []
    for cue in cues:
        text = clean(cue.text)
        if not text:
            continue
        if len(kept) == MAX_CUES:
            notes.append(f"Only the first {MAX_CUES:,} pieces of talk were read.")
            break
        kept.append(Cue(text, clean(cue.label)[:MAX_LABEL], cue.start, cue.end))
    return kept


def _with_possible_times(cues: list[Cue], notes: list[str]) -> list[Cue]:
    """Leave out times that cannot be: below zero, past a day, an end before its start."""
    fixed = [replace(cue, start=_possible(cue.start), end=_possible(cue.end)) for cue in cues]
    bad = 0
    for at, (cue, was) in enumerate(zip(fixed, cues, strict=True)):
        backwards = cue.start is not None and cue.end is not None and cue.end < cue.start
        if backwards:
            fixed[at] = replace(cue, end=None)
        bad += backwards or (cue.start, cue.end) != (was.start, was.end)
    if bad:
        notes.append(f"{bad} pieces of talk had a time that cannot be; that time was left out.")
    return fixed


def _possible(time: float | None) -> float | None:
    return time if time is not None and math.isfinite(time) and 0 <= time <= LONGEST else None


def _in_order(cues: list[Cue], notes: list[str]) -> list[Cue]:
    """Sort by start where every cue has one; else keep the order of the file."""
    starts = [cue.start for cue in cues if cue.start is not None]
    if len(starts) < len(cues) or all(a <= b for a, b in pairwise(starts)):
        return cues
    notes.append("Some pieces of talk were out of order; they were sorted by time.")
    return sorted(cues, key=lambda cue: cue.start or 0.0)


def _merged(cues: list[Cue]) -> list[Cue]:
    """Join neighbours of one named speaker unless SAME_TURN_GAP seconds of silence lie between."""
    groups: list[list[Cue]] = []
    for cue in cues:
        if groups and _goes_on(groups[-1][-1], cue):
            groups[-1].append(cue)
        else:
            groups.append([cue])
    return [group[0] if len(group) == 1 else _joined(group) for group in groups]


def _goes_on(before: Cue, after: Cue) -> bool:
    if not after.label or before.label != after.label:
        return False
    if before.end is None or after.start is None:
        return True
    return after.start - before.end < SAME_TURN_GAP


def _joined(group: list[Cue]) -> Cue:
    start = group[0].start
    ends = [cue.end for cue in group if cue.end is not None and (start is None or cue.end >= start)]
    return replace(group[0], text=" ".join(cue.text for cue in group), end=max(ends, default=None))
