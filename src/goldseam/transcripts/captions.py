"""Caption files: WebVTT (Zoom, Teams, old Stream), SubRip (.srt) and SubViewer (.sbv).

Own small readers, with webvtt-py and srt as test oracles: those stop at the first broken cue,
a therapist needs the rest of the session.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from goldseam.terms.talk import Transcript, Turn
from goldseam.transcripts.cues import Cue, seconds, split_labels, to_transcript
from goldseam.transcripts.limits import Source, lines_of

_ARROW = re.compile(r"^\s*(\S{1,20}) *--> *(\S{1,20})(?: .*)?$")
_SBV = re.compile(r"^\d{1,3}:\d{2}:\d{2}\.\d{1,3},\d{1,3}:\d{2}:\d{2}\.\d{1,3}$")
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,40})?\s+([^>]{1,80})>")
_TAG = re.compile(r"<[^<>]{0,200}>")
_ASIDE = ("NOTE", "STYLE", "REGION")


def is_vtt(source: Source) -> bool:
    """A WebVTT file begins with its name (W3C WebVTT, section 4.1)."""
    return re.match(r"WEBVTT(?:[ \t\n]|$)", source.text[:8]) is not None


def is_srt(source: Source) -> bool:
    """An SRT file begins with a number or a time line, and has no WEBVTT line."""
    return re.match(r"\s*(?:\d+ *\n)? *-?[\d:]{4,12}[,.]\d{1,3} *-->", source.head(200)) is not None


def is_sbv(source: Source) -> bool:
    """An SBV file begins with two times and a comma between them."""
    return _SBV.match(source.head(200).strip().split("\n")[0].strip()) is not None


def read_vtt(source: Source) -> Transcript:
    """Turns of a WebVTT file; `<v Name>` or a leading `Name:` gives the speaker."""
    lines, problems = lines_of(source)
    return _read(_blocks(lines[1:]), problems, voices=True)


def read_srt(source: Source) -> Transcript:
    """Turns of an SRT file; a leading `Name:` gives the speaker."""
    lines, problems = lines_of(source)
    return _read(_blocks(lines), problems, voices=False)


def read_sbv(source: Source) -> Transcript:
    """Turns of an SBV file; a leading `Name:` gives the speaker."""
    lines, problems = lines_of(source)
    cues = []
    for block in _blocks(lines):
        clocks = block[0].strip().split(",") if _SBV.match(block[0].strip()) else []
        start, end = (seconds(clocks[0]), seconds(clocks[1])) if clocks else (None, None)
        cues.append(Cue(" ".join(block[1:] if clocks else block), "", start, end))
    return to_transcript(split_labels(cues), problems)


def write_vtt(transcript: Transcript) -> str:
    """A transcript as WebVTT, a cue a turn; turns without times get none, and are left out.

    >>> talk = Transcript((Turn(1, "Voice 1", "Less <is> more.", 0, 62.5),))
    >>> write_vtt(talk).splitlines()[2:]
    ['00:00:00.000 --> 00:01:02.500', '<v Voice 1>Less &lt;is&gt; more.']
    """
    return "\n".join(["WEBVTT\n", *filter(None, map(_cue, transcript.turns))])


def _cue(turn: Turn) -> str:
    if turn.start is None or turn.end is None:
        return ""
    voice, words = turn.label.replace(">", " "), html.escape(turn.text, quote=False)
    return f"{_clock(turn.start)} --> {_clock(turn.end)}\n<v {voice}>{words}\n"


def _clock(at: float) -> str:
    whole, thousandths = divmod(round(at * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{thousandths:03}"


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Runs of lines between empty lines."""
    block: list[str] = []
    for line in lines:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _read(blocks: Iterator[list[str]], problems: list[str], voices: bool) -> Transcript:
    cues: list[Cue] = []
    unread = 0
    for block in blocks:
        at = next((n for n, line in enumerate(block) if "-->" in line), None)
        if at is None:
            unread += not block[0].strip().startswith(_ASIDE) and not block[0].strip().isdigit()
            continue
        start, end, known = _times(block[at])
        unread += not known
        cues += (
            _voiced(" ".join(block[at + 1 :]), start, end)
            if voices
            else [Cue(_plain(" ".join(block[at + 1 :])), "", start, end)]
        )
    if unread:
        problems.append(f"{unread} blocks had no time that can be read.")
    return to_transcript(split_labels(cues), problems)


def _times(line: str) -> tuple[float | None, float | None, bool]:
    found = _ARROW.match(line)
    start, end = (seconds(found[1]), seconds(found[2])) if found else (None, None)
    return start, end, start is not None and end is not None


def _voiced(text: str, start: float | None, end: float | None) -> list[Cue]:
    """One cue for each voice; two voices in one cue share its times."""
    parts = _VOICE.split(text)
    cues = [Cue(_plain(parts[0]), "", start, end)]
    cues += [
        Cue(_plain(said), html.unescape(name), start, end)
        for name, said in zip(parts[1::2], parts[2::2], strict=True)
    ]
    return cues


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text)).strip()
