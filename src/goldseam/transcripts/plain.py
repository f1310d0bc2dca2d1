"""Text with speaker labels: Otter, Rev-like, and plain `T1:` / `Name:` transcripts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from goldseam.errors import BadInput
from goldseam.terms.talk import Transcript
from goldseam.transcripts.cues import Cue, is_label, is_role, seconds, to_transcript
from goldseam.transcripts.limits import Source, clean, lines_of

_TIME = r"(\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?)"
_OTTER = re.compile(rf"^(\S[^\t:]{{0,60}}?)(?:  +|\t+ *|\u00a0+){_TIME}\s*$")
_REV = re.compile(rf"^(\S[^:(\[]{{0,60}}?)\s*[(\[]{_TIME}[)\]]\s*:?\s*(.*)$")
_REV_FIRST = re.compile(rf"^[(\[]{_TIME}[)\]]\s*([^:]{{1,60}}?)\s*:\s*(.*)$")
# Without a space after the colon it is a label too, but no time ("10:30") and no address ("http://").
_PLAIN = re.compile(
    r"^\s{0,8}([^\W_][^:<>|{}\t]{0,47}?)\s?:(?:\s+(.*)|$)|"
    r"^\s{0,8}([^\W\d_][^:<>|{}\t/.]{0,30}?)\s?:([^\s:/\d].*)$"
)
_TURN_NUMBER = re.compile(r"^([A-Za-z]{1,3})\d{1,4}$")
_SBV_TIMES = re.compile(r"^\d{1,3}:\d{2}:\d{2}\.\d{1,3},\d")
_FOOTER = re.compile(
    r"transcribed by https?://\S+|www\.rev\.com|transcription (?:by|provided)", re.IGNORECASE
)


def is_otter(source: Source) -> bool:
    """Otter puts a name, two spaces and a time alone on the line above the words."""
    return _counts(source, _OTTER) > 0 and not _is_other(source)


def is_rev(source: Source) -> bool:
    """Rev-like layouts put the time in brackets beside the name."""
    return _counts(source, _REV) + _counts(source, _REV_FIRST) > 0 and not (
        is_otter(source) or _is_other(source)
    )


def is_plain(source: Source) -> bool:
    """A plain transcript has labels with a colon, and no other layout."""
    if is_otter(source) or is_rev(source) or _is_other(source):
        return False
    return bool(_labels(source.head().split("\n")))


def _is_other(source: Source) -> bool:
    head = source.head().lstrip()
    marked = head[:1] in {"{", "[", "<"} and not _REV_FIRST.match(head.split("\n")[0])
    return (
        marked
        or "-->" in head
        or _SBV_TIMES.match(head) is not None
        or head.startswith(("WEBVTT", "@", "File type"))
    )


def _counts(source: Source, layout: re.Pattern[str]) -> int:
    return sum(
        1 for line in source.head().split("\n") if len(line) < 2000 and layout.match(line.strip("\n "))
    )


def read_otter(source: Source) -> Transcript:
    """Turns of an Otter export."""
    lines, problems = lines_of(source)
    return to_transcript(otter_cues(lines), problems)


def otter_cues(lines: list[str]) -> list[Cue]:
    """Cues of Otter-like lines (Teams puts the same layout into Word)."""
    return _grouped(lines, lambda line: _header(_OTTER.match(line)))


def read_rev(source: Source) -> Transcript:
    """Turns of a Rev-like text."""
    lines, problems = lines_of(source)
    return to_transcript(rev_cues(lines), problems)


def rev_cues(lines: list[str]) -> list[Cue]:
    """Cues of Rev-like lines."""
    return _grouped(lines, _rev_header)


def read_plain(source: Source) -> Transcript:
    """Turns of `Name: words` lines; lines without a name go on with the one above."""
    lines, problems = lines_of(source)
    return to_transcript(plain_cues(lines, source.name), problems)


def plain_cues(lines: list[str], name: str = "") -> list[Cue]:
    """Cues of `Name: words` lines; `T1`, `T2` are one speaker, T."""
    labels = _labels(lines)
    if not labels:
        raise BadInput(
            f"No speakers were found in {name or 'the text'}. "
            "Begin each turn with a name and a colon, as in 'T: Hello.'"
        )

    def header(line: str) -> Cue | None:
        label, said = _split(line)
        return Cue(said, labels[label]) if label in labels else None

    return _grouped(lines, header)


def _header(found: re.Match[str] | None) -> Cue | None:
    if not found or not is_label(clean(found[1])):
        return None
    return Cue("", found[1].strip(), seconds(found[2]))


def _rev_header(line: str) -> Cue | None:
    found = _REV.match(line)
    if found and is_label(clean(found[1])):
        return Cue(found[3], found[1].strip(), seconds(found[2]))
    found = _REV_FIRST.match(line)
    return Cue(found[3], found[2].strip(), seconds(found[1])) if found else None


def _grouped(lines: list[str], header: Callable[[str], Cue | None]) -> list[Cue]:
    """Each header line opens a cue; lines under it are its words. Ends stay unknown, not guessed."""
    cues: list[Cue] = []
    words: list[list[str]] = []
    for line in (line.strip() for line in lines):
        if not line or _FOOTER.search(line[:200]):
            continue
        opened = header(line)
        if opened is not None:
            cues.append(opened)
            words.append([opened.text])
        elif cues:
            words[-1].append(line)
    return [Cue(" ".join(said), cue.label, cue.start, cue.end) for cue, said in zip(cues, words, strict=True)]


def _split(line: str) -> tuple[str, str]:
    """What may be a speaker, and the words; the label is empty where there is none."""
    found = _PLAIN.match(line)
    if not found:
        return "", ""
    return (found[1] or found[3]).strip(), found[2] or found[4] or ""


def _labels(lines: list[str]) -> dict[str, str]:
    """What stands before a colon and is a speaker, and the speaker it stands for.

    `T1 C1 T2 C2` number the turns where none comes twice; `S1 S2 S1 S2` number the speakers.
    """
    counts = Counter(label for label, _ in map(_split, lines[:50_000]) if label)
    stems = {label: m[1] for label in counts if (m := _TURN_NUMBER.match(label))}
    often = Counter(stems.values())
    again = {stems[label] for label in stems if counts[label] > 1}
    labels = {
        label: stem
        for label, stem in stems.items()
        if stem not in again and (often[stem] > 1 or is_role(stem))
    }
    for label, count in counts.items():
        if label not in labels and is_label(label) and (count > 1 or is_role(label)):
            labels[label] = label
    return labels
