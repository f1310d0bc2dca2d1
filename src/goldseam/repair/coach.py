"""The coach: reads a draft of a repair statement and says what is there, what may land otherwise, and why.

It reads by rules that a person can read too (`coaching/*.toml`) and by a small table of weights learnt from
labelled drafts (`coaching/coach_weights.tsv`), offline, and never writes the statement. A threat or a breach
of integrity stops it (`gate`), and so does the doubt that there may be one (`doubt`). A reading aid, not a
validated scale: what it was measured on, and how well, is in docs/explanation/coach.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from goldseam.errors import BadInput
from goldseam.repair.coaching import criteria, doubt, gate, whole
from goldseam.repair.coaching.kinds import Coaching, Criterion, Kind, Span, Standing
from goldseam.repair.coaching.rules import Found, find, merged, without_contradiction
from goldseam.repair.coaching.scopes import covered, table
from goldseam.repair.coaching.tokens import Draft, read
from goldseam.repair.coaching.weigh import weighed

__all__ = [
    "MOST_CHARACTERS", "READING_AID", "Coaching", "Criterion", "Kind", "Span", "Standing", "Unread", "coach",
    "coach_lines",
]  # fmt: skip
MOST_CHARACTERS = 2_000
READING_AID: str = table("coach_about.toml")["reading_aid"]


@dataclass(frozen=True)
class Unread:
    """A line that could not be read: its number and what to do. The other lines are still read."""

    line: int
    problem: str

    def as_json(self) -> dict[str, Any]:
        """The line and its problem."""
        return {"line": self.line, "problem": self.problem}


def coach(draft: str, *, past_doubt: bool = False) -> Coaching:
    """Read one draft of at most 2,000 characters.

    Places are characters of the draft as given, end exclusive. Where a draft only may tell of danger or of a
    breach, the `gate` says so and the reading stands behind it; with `past_doubt` that is not asked: its
    writer has said that it was something else. What the gate's phrases see stops it all the same; only where
    they see a line crossed, and the whole draft speaks against that, it is a doubt too. Errors: BadInput
    where the draft is empty or too long. Source of the criteria: docs/explanation/coach.md.

    >>> reading = coach("I'm sorry you feel that way, but I was only trying to help.")
    >>> [(span.kind.value, reading.text[span.start : span.end]) for span in reading.spans]
    [('conditional_apology', 'sorry you feel that way'), ('justification', 'but I was only trying to help')]
    >>> coach("When I cut you off, I lost what you were saying. How was that for you?").as_json()["gate"]
    """
    _usable(draft)
    seen = read(draft)
    inside = covered(seen)
    stop = gate.stop(seen, inside)
    if stop is not None and (stop.name in gate.DANGER or not doubt.speaks_against(seen)):
        return Coaching(draft, (), criteria.stopped(), stop.reason)
    why = None if past_doubt else doubt.reason(seen, sure=stop is not None)
    phrases = find(seen, inside)
    read_off = without_contradiction([*phrases, *whole.look(seen, inside, phrases)])
    found = merged(weighed(seen, read_off))
    judged = criteria.judge(seen, found, doubted=why is not None)
    return Coaching(draft, tuple(_span(seen, one) for one in found), judged, why, doubted=why is not None)


def coach_lines(text: str) -> Iterator[Coaching | Unread]:
    """Read one draft, or several as JSON lines: each a text in quotes or an object with a `text`.

    A line that cannot be used comes back as `Unread`; the others are read.

    >>> [len(one.spans) for one in coach_lines('{"text": "You took it the wrong way."}')]
    [1]
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not lines or not all(_looks_like_json(line) for _, line in lines):
        yield coach(text)
        return
    for number, line in lines:
        yield _line(number, line)


def _looks_like_json(line: str) -> bool:
    line = line.strip()
    return (line[0] == "{" and line[-1] == "}") or _is_json_text(line)


def _is_json_text(line: str) -> bool:
    """Whether a line is one text in JSON quotes."""
    if line[0] != '"' or line[-1] != '"':
        return False
    try:
        return isinstance(json.loads(line), str)
    except ValueError:
        return False


def _line(number: int, line: str) -> Coaching | Unread:
    try:
        return coach(_text_of(json.loads(line)))
    except ValueError:
        return Unread(number, "This line is not JSON. Write one object with a text on each line.")
    except BadInput as problem:
        return Unread(number, str(problem))


def _text_of(value: Any) -> str:
    found = value if isinstance(value, str) else None
    if isinstance(value, dict):
        found = value.get("text", value.get("draft"))
    if not isinstance(found, str):
        raise BadInput('This line has no text. Write {"text": "your draft"} on it.')
    return found


def _usable(draft: str) -> None:
    if not draft.strip():
        raise BadInput("The draft is empty. Write the words you would say, then try again.")
    if len(draft) > MOST_CHARACTERS:
        raise BadInput(
            f"The draft has {len(draft):,} characters. The coach reads up to {MOST_CHARACTERS:,}. "
            "Keep the words you would say first, then try again."
        )


def _span(seen: Draft, one: Found) -> Span:
    start, end = seen.places(one.first, one.last)
    if one.kind is Kind.TOO_LONG:
        start, end = 0, len(seen.text)
    told = f" Telling words: {_quoted(one.telling)}." if one.telling else ""
    return Span(start, end, one.kind, one.group.because + told, one.group.instead)


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f'"{word}"' for word in words)
