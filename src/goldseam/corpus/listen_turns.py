"""Turns in a table in, the same turns with seven numbers out: `goldseam listen --turns IN --out OUT`.

The columns `conversation, turn, speaker, text` are needed, `start` and `end` (seconds) used where given, all
others repeated; one with the name of a number (a coder's own *withdrawal*) comes back as `withdrawal_given`.
Cells stand between commas, semicolons or tabs. Rows come back in the order they were given; turns are heard
in the order of their numbers. Speakers are known by role words (T1, Counsellor, PATIENT:); where a
conversation has none, who is who is guessed from the talk, and the report says so.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from math import isfinite
from typing import Any, TextIO

from goldseam.errors import BadInput
from goldseam.noticing.talk_scores import COLUMNS, TalkScores, because, score_turns
from goldseam.terms.talk import Speaker, Transcript, Turn
from goldseam.transcripts.roles import guess_roles, with_roles

NEEDED = ("conversation", "turn", "speaker", "text")
ADDED = (*COLUMNS, "because")
GIVEN = "_given"
MANY_LINES = 20
BATCH = 2000  # rows scored together; more only costs memory
MAX_FIELD = 1_000_000
MOST_ROLE_WORDS = 3  # the social worker; a longer label is a name or a sentence

Row = dict[str, str]
_THERAPISTS = """therapist psychotherapist counsellor counselor clinician psychologist psychiatrist
practitioner provider doctor dr nurse coach helper supporter listener interviewer volunteer worker t th"""
_CLIENTS = "client patient seeker helpseeker caller texter interviewee participant user c cl p pt"
_SPEAKERS = dict.fromkeys(_THERAPISTS.split(), Speaker.THERAPIST) | dict.fromkeys(
    _CLIENTS.split(), Speaker.CLIENT
)
_NOT_LETTERS = re.compile(r"[\W\d_]+")


@dataclass(frozen=True)
class TurnsReport:
    """What was read: rows, conversations, and what was unusual."""

    rows: int
    conversations: int
    problems: tuple[str, ...]


def listen_turns(source: TextIO, out: TextIO) -> TurnsReport:
    """Read turns from `source` (CSV), write them with probabilities and a reason to `out` (CSV).

    Raises BadInput where a needed column is missing or the table cannot be read.

    >>> import io
    >>> done = io.StringIO()
    >>> report = listen_turns(io.StringIO("conversation,turn,speaker,text\\na,1,client,Fine.\\n"), done)
    >>> report.rows, done.getvalue().split(",")[4:6]
    (1, ['withdrawal', 'confrontation'])
    """
    csv.field_size_limit(MAX_FIELD)
    lines = (line.replace("\x00", "") for line in source)
    head = next(lines, "")
    reader = csv.DictReader(chain([head], lines), delimiter=_between(head))
    names, given = _names(reader)
    writer = csv.DictWriter(out, [*names, *ADDED], lineterminator="\n")
    writer.writeheader()
    odd = _Odd()
    seen: set[str] = set()
    rows = strange = guessed = again = 0
    for batch in _batches(reader, odd):
        heard = [_conversation(batch, places) for places in _conversations(batch)]
        turns = [turn for one in heard for turn in one.turns]
        starts = [at == 0 for one in heard for at in range(len(one.turns))]
        scored = _scored(turns, score_turns(turns, starts))
        for turn, added in sorted(zip(turns, scored, strict=True), key=lambda pair: pair[0].number):
            writer.writerow({**batch[turn.number - 1], **added})
        names_here = {row["conversation"] for row in batch}
        again += len(names_here & seen)
        seen |= names_here
        rows += len(batch)
        strange += sum(turn.speaker is Speaker.UNKNOWN for turn in turns)
        guessed += sum(one.guessed for one in heard)
    told = (
        (strange, "turns have a speaker other than therapist or client."),
        (guessed, "conversations do not say who is the therapist: guessed from the talk."),
        (again, "conversations go on far below where they began, and are heard in parts: sort the table."),
        (odd.wide, "rows have more cells than the first row has names; what is beyond was left out."),
        (odd.tall, "texts run over many lines: look for a quotation mark that is not closed."),
        (odd.damaged, "rows have letters that could not be read: save the table as UTF-8."),
    )
    problems = tuple(f"{count} {what}" for count, what in told if count)
    kept = tuple(f"Your column {name} is kept as {name}{GIVEN}." for name in given)
    return TurnsReport(rows, len(seen), kept + problems)


def _between(head: str) -> str:
    """What stands between the cells of the first row: a comma, or what European spreadsheets write."""
    return max(",;\t", key=head.count) if "," not in head else ","


@dataclass
class _Odd:
    """Rows that came with too many cells, with a text over many lines, with letters that were lost."""

    wide: int = 0
    tall: int = 0
    damaged: int = 0

    def note(self, row: dict[str | None, Any]) -> None:
        """Count what is odd about one row."""
        text = row.get("text") or ""
        self.wide += None in row
        self.tall += text.count("\n") >= MANY_LINES
        self.damaged += "\ufffd" in text


def _conversations(batch: list[Row]) -> Iterable[list[int]]:
    """Places of each conversation's rows, in the order in which its turns are heard."""
    places: dict[str, list[int]] = {}
    for at, row in enumerate(batch):
        places.setdefault(row["conversation"], []).append(at)
    return (_in_turn(batch, mine) for mine in places.values())


def _in_turn(batch: list[Row], places: list[int]) -> list[int]:
    """By turn number; as they stand where a number is missing, or one speaker has it twice."""
    numbers = {at: _number(batch[at]["turn"]) for at in places}
    known = {at: number for at, number in numbers.items() if number is not None}
    mine = {(number, batch[at]["speaker"].strip().lower()) for at, number in known.items()}
    return sorted(places, key=known.__getitem__) if len(mine) == len(places) else places


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) else None


@dataclass(frozen=True)
class _Conversation:
    """One conversation's turns, numbered by their place in the batch; whether who is who was guessed."""

    turns: tuple[Turn, ...]
    guessed: bool


def _conversation(batch: list[Row], places: list[int]) -> _Conversation:
    turns = tuple(_turn(at + 1, batch[at]) for at in places)
    known = {turn.speaker for turn in turns}
    if Speaker.UNKNOWN not in known or len(known) == len(Speaker):
        return _Conversation(turns, False)
    guess = guess_roles(Transcript(turns)).roles
    return _Conversation(with_roles(Transcript(turns), guess).turns if guess else turns, bool(guess))


def _names(reader: csv.DictReader[str]) -> tuple[list[str], list[str]]:
    """The names of the columns as they come out, and those that gave way to a number's name."""
    try:
        names = [str(name).strip().lower().lstrip("\ufeff") for name in reader.fieldnames or ()]
    except csv.Error as why:
        raise BadInput(f"The table of turns cannot be read ({why}). Save it again as CSV.") from why
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise BadInput(
            f"The table of turns has no column {', '.join(missing)}; it has {', '.join(names) or 'none'}. "
            f"Give at least {', '.join(NEEDED)}."
        )
    given = [name for name in names if name in ADDED]
    names = [name + GIVEN if name in ADDED else name for name in names]
    reader.fieldnames = names
    return names, given


def _batches(reader: csv.DictReader[str], odd: _Odd) -> Iterator[list[Row]]:
    """Whole conversations, about BATCH rows at a time."""
    batch: list[Row] = []
    try:
        for row in reader:
            odd.note({**row})
            full = len(batch) >= BATCH and row["conversation"] != batch[-1]["conversation"]
            if full or len(batch) >= 50 * BATCH:
                yield batch
                batch = []
            batch.append({key: value or "" for key, value in row.items() if isinstance(key, str)})
    except csv.Error as why:
        raise BadInput(
            f"Row {reader.line_num} of the turns cannot be read ({why}). Mend it and try again."
        ) from why
    if batch:
        yield batch


def _turn(number: int, row: Row) -> Turn:
    said = row["speaker"].strip().lower()
    words = _NOT_LETTERS.sub(" ", said).split()
    full = [word for word in words if len(word) > 1 or len(words) == 1]  # "T" is a role, "Anna T." a name
    roles = (
        {_SPEAKERS[word] for word in full if word in _SPEAKERS} if len(words) <= MOST_ROLE_WORDS else set()
    )
    speaker = roles.pop() if len(roles) == 1 else Speaker.UNKNOWN
    return Turn(number, said, row["text"], _seconds(row.get("start")), _seconds(row.get("end")), speaker)


def _seconds(text: str | None) -> float | None:
    try:
        value = float(text) if text else None
    except ValueError:
        return None
    return value if value is not None and 0 <= value < 1e7 else None


def _scored(turns: list[Turn], scores: TalkScores) -> Iterator[dict[str, str]]:
    for at, turn in enumerate(turns):
        values = scores.values[at].tolist()
        numbers = {name: f"{value:.4f}" for name, value in zip(COLUMNS, values, strict=True)}
        yield {**numbers, "because": because(turn, values, scores.heard.seen[at].found)}
