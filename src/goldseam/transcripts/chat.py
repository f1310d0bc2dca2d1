"""CHAT transcripts (.cha) of TalkBank: main lines, their continuation lines and time bullets.

After MacWhinney's CHAT manual: `*ABC:` opens an utterance, a tab continues it, `%` tiers
comment on it, and marks inside it (retraces, events, terminators) are for analysis, not speech.
"""

from __future__ import annotations

import re

from goldseam.terms.talk import Transcript
from goldseam.transcripts.cues import Cue, is_role, to_transcript
from goldseam.transcripts.limits import Source, lines_of

_BULLET = re.compile(r"[\x15\u2022](\d{1,9})_(\d{1,9})[\x15\u2022]")
_SPEAKER = re.compile(r"\*([A-Za-z0-9_'-]{1,40}):\s?(.*)", re.DOTALL)
_MARKS = (
    (re.compile(r"\[:{1,2} ([^\[\]]{1,200})\]"), ""),  # replacement: the spoken form stays
    (re.compile(r"\[[^\[\]]{0,500}\]"), ""),  # retrace, error, comment, postcode
    (re.compile(r"&=\S+|&\*\S+|\b(?:xxx|yyy|www)\b"), ""),  # events, unintelligible
    (re.compile(r"&[-~+]?(?=\w)"), ""),  # fillers and fragments keep their letters
    (re.compile(r"\((?:\d*\.{1,3}\d*:?\d*)\)"), ""),  # pauses
    (re.compile(r"\((\w+)\)"), r"\1"),  # shortenings: (be)cause
    (
        re.compile(
            r"[<>\u2039\u203a\u2308-\u230b\u2191\u2193\u21d7\u21d8\u2191-\u2199\u201c\u201d\u2021\u201e]"
        ),
        "",
    ),
    (re.compile(r"@[a-z:$]{1,12}\b"), ""),  # special forms
    (re.compile(r'\+(?:\.\.\.|/{1,2}\.|"/?\.?|\.\.\?|!\?|/{1,2}\?|[,^<"+])'), " "),  # terminators, linkers
    (re.compile(r"_+"), " "),
    (re.compile(r" +(?=[.?!,;])"), ""),
)


def is_chat(source: Source) -> bool:
    """A CHAT file begins with @UTF8 or @Begin."""
    head = source.head(2000).lstrip()
    return head.startswith(("@UTF8", "@Begin", "@Font", "@PID"))


def read_chat(source: Source) -> Transcript:
    """Turns of the main lines; the speaker is the role given in @Participants, or the code."""
    lines, problems = lines_of(source)
    labels = _labels(lines)
    cues = []
    for line in _joined(lines):
        found = _SPEAKER.match(line)
        if not found:
            continue
        times = _BULLET.findall(found[2])
        start, end = (int(times[0][0]) / 1000, int(times[-1][1]) / 1000) if times else (None, None)
        cues.append(Cue(_words(found[2]), labels.get(found[1], found[1]), start, end))
    return to_transcript(cues, problems)


def _joined(lines: list[str]) -> list[str]:
    """Put continuation lines (they begin with a tab) behind the line they go on."""
    joined: list[list[str]] = []
    for line in lines:
        if line.startswith("\t") and joined:
            joined[-1].append(line.strip())
        else:
            joined.append([line])
    return [" ".join(parts) for parts in joined]


def _labels(lines: list[str]) -> dict[str, str]:
    """Speaker code to role, where the role is Therapist, Client and the like."""
    head = next((line for line in _joined(lines[:200]) if line.startswith("@Participants:")), "")
    labels = {}
    for entry in head.partition(":")[2].split(","):
        words = entry.split()
        role = next((word for word in words[1:] if is_role(word)), "")
        if words:
            labels[words[0]] = role or words[0]
    return labels if len(set(labels.values())) == len(labels) else {}


def _words(text: str) -> str:
    text = _BULLET.sub("", text)
    for mark, instead in _MARKS:
        text = mark.sub(instead, text)
    return text.strip()
