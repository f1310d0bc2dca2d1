"""What a stopped run keeps of a file: which one, numbers, our own sentences. No word that anyone said.

A run over a folder may be killed at any time, and what it leaves beside the output is then not the
place for people's words. So a line of the journal holds no quotes, names or problems; quotes are kept as
places (turn, first character, last), and the words are read from the file again at the end.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from goldseam.errors import BadInput
from goldseam.terms.talk import Transcript
from goldseam.transcripts import guess_roles, read

Record = dict[str, Any]
VERSION = 2
_QUOTED = re.compile("\u201c([^\u201d]*)\u201d")
_CUT = "\u2026"  # a long quote ends so


def speakers_of(transcript: Transcript) -> Record:
    """Who speaks, as guessed, and why."""
    guess = guess_roles(transcript)
    return {
        "speakers": {label: speaker.value for label, speaker in guess.roles},
        "speakers_because": guess.because,
    }


def hollow(record: Record, data: bytes) -> Record:
    """A record without words; `filled` with the same file makes the same record of it.

    Where that cannot be (a file that cannot be read, a quote without a place), nothing but the file's mark
    stays, and it is listened to again at the end.
    """
    kept: Record = {"v": VERSION, "mark": _mark(data)}
    if record["error"]:
        return kept
    transcript = read(data, record["file"])
    texts = {turn.number: turn.text for turn in transcript.turns}
    kept |= {"facts": record["facts"], "moments": [_hollow(one, texts) for one in record["moments"]]}
    return kept if filled(kept, data, record["file"]) == record else {"v": VERSION, "mark": _mark(data)}


def filled(kept: Record | None, data: bytes, name: str) -> Record | None:
    """The whole record from a line of the journal and the file; None where the file has to be heard again."""
    if kept is None or "moments" not in kept or kept["mark"] != _mark(data):
        return None
    try:
        transcript = read(data, name)
    except BadInput:
        return None
    texts = {turn.number: turn.text for turn in transcript.turns}
    return {
        "file": name,
        "error": "",
        **speakers_of(transcript),
        "facts": kept["facts"],
        "moments": [_filled(one, texts) for one in kept["moments"]],
        "problems": list(transcript.problems),
    }


def is_journal(data: bytes) -> bool:
    """Whether these bytes are a journal as this version writes it."""
    try:
        return all(json.loads(line)["v"] == VERSION for line in data.splitlines())
    except (ValueError, KeyError, TypeError):
        return False


def _mark(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _hollow(moment: Record, texts: Mapping[int, str]) -> Record:
    places: list[tuple[int, int, int, bool]] = []

    def place(found: re.Match[str]) -> str:
        places.append(_place(found[1], moment["turns"], texts))
        return "\u201c\u201d"

    because = _QUOTED.sub(place, moment["because"])
    spans = [{key: one[key] for key in ("turn", "start", "end")} for one in moment["spans"]]
    return {**moment, "spans": spans, "because": because, "quotes": places}


def _place(quote: str, turns: list[int], texts: Mapping[int, str]) -> tuple[int, int, int, bool]:
    """Where a quote stands: turn, first and last character, whether it was cut short."""
    cut = quote.endswith(_CUT)
    words = quote.removesuffix(_CUT)
    for number in turns:
        at = texts[number].find(words)
        if at >= 0:
            return number, at, at + len(words), cut
    return turns[0], 0, 0, False


def _filled(kept: Record, texts: Mapping[int, str]) -> Record:
    quotes = iter(kept["quotes"])

    def words(_empty: re.Match[str]) -> str:
        turn, start, end, cut = next(quotes)
        return f"\u201c{texts[turn][start:end]}{_CUT if cut else ''}\u201d"

    spans = [{**one, "words": texts[one["turn"]][one["start"] : one["end"]]} for one in kept["spans"]]
    body = {key: value for key, value in kept.items() if key != "quotes"}
    return {**body, "spans": spans, "because": _QUOTED.sub(words, kept["because"])}
