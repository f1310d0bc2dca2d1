"""Praat TextGrid files, long and short: both hold the same values in the same order.

So one reader serves: quoted strings, free-standing numbers and flags are the values; everything
else (`xmin =`, `intervals [3]:`) is there for the eye (Praat manual, "TextGrid file formats").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from goldseam.errors import BadInput
from goldseam.terms.talk import Transcript
from goldseam.transcripts.cues import Cue, number, to_transcript
from goldseam.transcripts.limits import MAX_LINES, Source

_VALUE = re.compile(
    r'"([^"]*+(?:""[^"]*+)*+)"|\[[^\]\n]{0,20}\]|(?<![\w.])([-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)(?![\w.])'
)
_SILENT = {"sil", "sp", "<sil>", "xxx", "#"}


def is_textgrid(source: Source) -> bool:
    """A TextGrid says so in its first lines."""
    head = source.head(300)
    return head.lstrip().startswith("File type") and '"TextGrid"' in head


def read_textgrid(source: Source) -> Transcript:
    """Turns of the interval tiers, the tier's name as the speaker; point tiers are left out."""
    problems = list(source.problems)
    values = _values(source.text)
    try:
        cues = list(_cues(values, problems))
    except (StopIteration, RuntimeError):  # a generator that runs dry raises RuntimeError (PEP 479)
        raise BadInput(
            f"{source.name or 'The TextGrid'} is cut off before its first tier. Save it again."
        ) from None
    return to_transcript(cues, problems)


def _values(text: str) -> Iterator[str]:
    body = text.split('"TextGrid"', 1)[1]
    for count, found in enumerate(_VALUE.finditer(body)):
        if count > 4 * MAX_LINES:
            return
        if found[1] is not None:
            yield found[1].replace('""', '"')
        elif found[2] is not None:
            yield found[2]


def _cues(values: Iterator[str], problems: list[str]) -> Iterator[Cue]:
    _, _, tiers = next(values), next(values), next(values)
    for _ in range(min(int(number(tiers) or 0), 1000)):
        kind = next(values, "")
        name = next(values, "")
        next(values, ""), next(values, "")
        size = int(number(next(values, "")) or 0)
        if kind != "IntervalTier":
            problems.append(f"Tier {name[:40]!r} marks points, not talk; it was left out.")
        width = 3 if kind == "IntervalTier" else 2
        for _ in range(size):
            row = [value for _ in range(width) if (value := next(values, None)) is not None]
            if len(row) < width:
                problems.append(f"Tier {name[:40]!r} is cut off.")
                return
            if width == 3 and row[2].strip().lower() not in _SILENT:
                yield Cue(row[2], name, number(row[0]), number(row[1]))
