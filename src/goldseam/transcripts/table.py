"""Comma, semicolon or tab separated tables with a speaker and a text column."""

from __future__ import annotations

import csv
from dataclasses import dataclass

from goldseam.errors import BadInput
from goldseam.terms.talk import Transcript
from goldseam.transcripts.cues import Cue, seconds, to_transcript
from goldseam.transcripts.limits import Source, lines_of

TEXT = ("text", "utterance", "utterance_text", "words", "transcript", "content", "sentence", "vol_text")
SPEAKER = ("speaker", "interlocutor", "role", "name", "speaker_name", "who", "participant", "label")
START = ("start", "start_time", "timestamp", "time", "from", "begin", "starttime", "onset")
END = ("end", "end_time", "to", "endtime", "stop", "offset")


@dataclass(frozen=True)
class _Columns:
    text: int
    speaker: int
    start: int | None
    end: int | None


def is_table(source: Source) -> bool:
    """A table names a text and a speaker column in its first line."""
    first = source.head(4000).split("\n")[0]
    return _columns(_row(first, _delimiter(first))) is not None


def read_table(source: Source) -> Transcript:
    """Turns of a table, one a row; rows without words are left out."""
    lines, problems = lines_of(source)
    delimiter = _delimiter(lines[0])
    columns = _columns(_row(lines[0], delimiter))
    if columns is None:
        raise BadInput("The first line must name the columns. Give at least 'speaker' and 'text'.")
    try:
        rows = list(csv.reader((line + "\n" for line in lines[1:]), delimiter=delimiter))
    except csv.Error as why:
        raise BadInput(f"The table cannot be read ({why}). Save it again as CSV.") from why
    cues = []
    short = 0
    for row in rows:
        if len(row) <= max(columns.text, columns.speaker):
            short += any(row)
            continue
        cues.append(
            Cue(row[columns.text], row[columns.speaker], _at(row, columns.start), _at(row, columns.end))
        )
    if short:
        problems.append(f"{short} rows had too few columns and were left out.")
    return to_transcript(cues, problems, merge=False)


def _at(row: list[str], column: int | None) -> float | None:
    return seconds(row[column]) if column is not None and column < len(row) else None


def _delimiter(line: str) -> str:
    return max(",;\t", key=line.count)


def _row(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _columns(header: list[str]) -> _Columns | None:
    names = [name.strip().lower().replace(" ", "_") for name in header]

    def find(choices: tuple[str, ...]) -> int | None:
        return next((names.index(choice) for choice in choices if choice in names), None)

    text, speaker = find(TEXT), find(SPEAKER)
    return None if text is None or speaker is None else _Columns(text, speaker, find(START), find(END))
