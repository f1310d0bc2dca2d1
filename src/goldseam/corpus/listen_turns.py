"""Turns in a table in, the same turns with seven numbers out: `goldseam listen --turns IN --out OUT`.

The columns `conversation, turn, speaker, text` are needed, `start` and `end` (seconds) used where
given, all others repeated. Rows of one conversation stand together; they are scored as one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from goldseam.errors import BadInput
from goldseam.noticing.talk_scores import COLUMNS, TalkScores, because, score_turns
from goldseam.terms.talk import Speaker, Turn

NEEDED = ("conversation", "turn", "speaker", "text")
ADDED = (*COLUMNS, "because")
BATCH = 2000  # rows scored together; more only costs memory
MAX_FIELD = 1_000_000

Row = dict[str, str]
_THERAPISTS = ("therapist", "counsellor", "counselor", "clinician", "helper", "supporter", "t")
_CLIENTS = ("client", "patient", "seeker", "c", "p")
_SPEAKERS = dict.fromkeys(_THERAPISTS, Speaker.THERAPIST) | dict.fromkeys(_CLIENTS, Speaker.CLIENT)


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
    reader = csv.DictReader(line.replace("\x00", "") for line in source)
    names = _names(reader)
    writer = csv.DictWriter(
        out, [*(name for name in names if name not in ADDED), *ADDED], lineterminator="\n"
    )
    writer.writeheader()
    rows = conversations = strange = 0
    for batch in _batches(reader):
        starts = [
            at == 0 or row["conversation"] != batch[at - 1]["conversation"] for at, row in enumerate(batch)
        ]
        turns = [_turn(at, row) for at, row in enumerate(batch, start=1)]
        writer.writerows(_scored(batch, turns, score_turns(turns, starts)))
        rows += len(batch)
        conversations += sum(starts)
        strange += sum(turn.speaker is Speaker.UNKNOWN for turn in turns)
    problems = (f"{strange} turns have a speaker other than therapist or client.",) if strange else ()
    return TurnsReport(rows, conversations, problems)


def _names(reader: csv.DictReader[str]) -> list[str]:
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
    reader.fieldnames = names
    return names


def _batches(reader: csv.DictReader[str]) -> Iterator[list[Row]]:
    """Whole conversations, about BATCH rows at a time."""
    batch: list[Row] = []
    try:
        for row in reader:
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
    speaker = _SPEAKERS.get(said, Speaker.UNKNOWN)
    return Turn(number, said, row["text"], _seconds(row.get("start")), _seconds(row.get("end")), speaker)


def _seconds(text: str | None) -> float | None:
    try:
        value = float(text) if text else None
    except ValueError:
        return None
    return value if value is not None and 0 <= value < 1e7 else None


def _scored(batch: list[Row], turns: list[Turn], scores: TalkScores) -> Iterator[dict[str, str]]:
    for at, (row, turn) in enumerate(zip(batch, turns, strict=True)):
        values = scores.values[at].tolist()
        numbers = {name: f"{value:.4f}" for name, value in zip(COLUMNS, values, strict=True)}
        yield {**row, **numbers, "because": because(turn, values, scores.heard.seen[at].found)}
