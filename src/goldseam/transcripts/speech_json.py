"""JSON of speech recognisers: whisperX, AssemblyAI, AWS Transcribe, Google Speech-to-Text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from goldseam.errors import BadInput
from goldseam.terms.talk import Transcript
from goldseam.transcripts.cues import Cue, number, to_transcript
from goldseam.transcripts.limits import MAX_DEPTH, Source

# Possessive: a string without an end must not be remembered letter by letter (2.3 GB for 20 MB).
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"')


def is_whisperx(source: Source) -> bool:
    """whisperX (and Whisper) hold `segments`."""
    return _holds(source, '"segments"') and not _holds(
        source, '"speaker_labels"', '"utterances"', '"results"'
    )


def is_assemblyai(source: Source) -> bool:
    """AssemblyAI holds `utterances`."""
    return _holds(source, '"utterances"')


def is_aws(source: Source) -> bool:
    """AWS Transcribe holds `results` with `items`."""
    return _holds(source, '"results"') and _holds(source, '"items"') and not _holds(source, '"utterances"')


def is_google(source: Source) -> bool:
    """Google holds `results` with `alternatives` and no `items`."""
    return (
        _holds(source, '"results"')
        and _holds(source, '"alternatives"')
        and not _holds(source, '"items"', '"utterances"')
    )


def _holds(source: Source, *names: str) -> bool:
    """Whether a JSON object names any of these keys (a key is followed by a colon)."""
    if not source.head(200).lstrip().startswith("{"):
        return False
    return any(re.search(name + r"\s*:", source.text) for name in names)


def read_whisperx(source: Source) -> Transcript:
    """Turns of whisperX segments, times in seconds."""
    segments = _list(_parsed(source).get("segments"))
    cues = [
        Cue(_text(s.get("text")), _text(s.get("speaker")), number(s.get("start")), number(s.get("end")))
        for s in segments
    ]
    return to_transcript(cues, source.problems)


def read_assemblyai(source: Source) -> Transcript:
    """Turns of AssemblyAI utterances, times in milliseconds."""
    said = _list(_parsed(source).get("utterances"))
    cues = [
        Cue(_text(u.get("text")), _text(u.get("speaker")), _milli(u.get("start")), _milli(u.get("end")))
        for u in said
    ]
    return to_transcript(cues, source.problems)


def read_aws(source: Source) -> Transcript:
    """Turns of AWS Transcribe: words with times, speakers from the word or its segment."""
    results = _dict(_parsed(source).get("results"))
    speakers: dict[str, str] = {}
    for segment in _list(_dict(results.get("speaker_labels")).get("segments")):
        for item in _list(segment.get("items")):
            speakers[_text(item.get("start_time"))] = _text(
                item.get("speaker_label") or segment.get("speaker_label")
            )
    return to_transcript(_from_words(_aws_words(_list(results.get("items")), speakers)), source.problems)


def _aws_words(items: list[dict[str, Any]], speakers: dict[str, str]) -> Iterator[Cue]:
    for item in items:
        best = next(iter(_list(item.get("alternatives"))), {})
        clock = _text(item.get("start_time"))
        label = _text(item.get("speaker_label")) or speakers.get(clock, "")
        yield Cue(_text(best.get("content")), label, number(clock), number(_text(item.get("end_time"))))


def read_google(source: Source) -> Transcript:
    """Turns of Google Speech-to-Text; with speaker tags the last result repeats every word."""
    results = _list(_parsed(source).get("results"))
    best = [next(iter(_list(r.get("alternatives"))), {}) for r in results]
    words = [[_google_word(w) for w in _list(b.get("words"))] for b in best]
    tagged = [group for group in words if any(cue.label for cue in group)]
    if tagged:
        last = tagged[-1] if len(tagged[-1]) >= sum(map(len, tagged[:-1])) else [c for g in tagged for c in g]
        return to_transcript(_from_words(iter(last)), source.problems)
    cues = [
        Cue(_text(b.get("transcript")), "", g[0].start if g else None, g[-1].end if g else None)
        for b, g in zip(best, words, strict=True)
    ]
    return to_transcript(cues, source.problems)


def _google_word(word: dict[str, Any]) -> Cue:
    tag = word.get("speakerTag", word.get("speaker_tag", word.get("speakerLabel", "")))
    start, end = (_google_time(word.get(f"{at}Time", word.get(f"{at}_time"))) for at in ("start", "end"))
    return Cue(_text(word.get("word")), f"Speaker {tag}" if tag not in ("", 0, None) else "", start, end)


def _google_time(value: object) -> float | None:
    """`"3.200s"` or `{"seconds": "3", "nanos": 200000000}`."""
    if isinstance(value, dict):
        return (number(value.get("seconds", 0)) or 0.0) + (number(value.get("nanos", 0)) or 0.0) / 1e9
    return number(value.removesuffix("s")) if isinstance(value, str) else number(value)


def _from_words(words: Iterator[Cue]) -> list[Cue]:
    """Join words of one speaker; punctuation (without a time) closes up to the word before."""
    groups: list[list[Cue]] = []
    for word in words:
        mark = word.start is None and not word.text[:1].isalnum()
        if groups and (mark or _same_breath(groups[-1][-1], word)):
            last = groups[-1][-1]
            groups[-1].append(
                Cue(word.text if not mark else "\b" + word.text, last.label, word.start, word.end or last.end)
            )
        else:
            groups.append([word])
    return [
        Cue(" ".join(w.text for w in group).replace(" \b", ""), group[0].label, group[0].start, group[-1].end)
        for group in groups
    ]


def _same_breath(before: Cue, after: Cue) -> bool:
    gap = after.start - before.end if after.start is not None and before.end is not None else 0.0
    return before.label == after.label and gap < 1.0


def _parsed(source: Source) -> dict[str, Any]:
    """The JSON object, refused where it is nested too deeply or broken."""
    bare = _STRING.sub('""', source.text)
    depth = deepest = 0
    for bracket in re.finditer(r"[\[\]{}]", bare):
        depth += 1 if bracket[0] in "[{" else -1
        deepest = max(deepest, depth)
    if deepest > MAX_DEPTH:
        raise BadInput(
            f"{source.name or 'The JSON'} is nested {deepest} deep; allowed are {MAX_DEPTH}. Export it again."
        )
    try:
        return _dict(json.loads(source.text))
    except ValueError as why:
        raise BadInput(
            f"{source.name or 'The JSON'} cannot be read ({str(why)[:80]}). Export it again."
        ) from why


def _list(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _milli(value: object) -> float | None:
    found = number(value)
    return None if found is None else found / 1000
