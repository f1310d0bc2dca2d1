"""Stand-ins for words that could tell who somebody is: one numbering throughout a text, a talk or a copy.

What is found is `redact`'s; here it is gathered for a person's review, and taken out but for what they keep.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace

from goldseam.terms.talk import Transcript
from goldseam.transcripts.redact import Finding, Private, find_private


@dataclass(frozen=True)
class Found:
    """Words that could tell who somebody is: what they are, why it was thought so, and how often."""

    kind: Private
    words: str
    because: str
    count: int

    @property
    def key(self) -> str:
        """Kind and words, as a review names them."""
        return _key(self.kind, self.words)


def key_of(finding: Finding) -> str:
    """Kind and words, whatever their case: what has the same key has the same stand-in.

    >>> key_of(Finding(Private.NAME, 0, 3, "Ada", ""))
    'name:ada'
    """
    return _key(finding.kind, finding.words)


def _key(kind: Private, words: str) -> str:
    return f"{kind.value}:{words.lower()}"


def gathered(findings: Iterable[Finding]) -> tuple[Found, ...]:
    """Each thing found once, with how often, in the order in which they were first found."""
    found: dict[str, Found] = {}
    for one in findings:
        first = found.get(key_of(one)) or Found(one.kind, one.words, one.because, 0)
        found[key_of(one)] = replace(first, count=first.count + 1)
    return tuple(found.values())


def nothing_else(_finding: Finding) -> str:
    """No other words: the stand-in."""
    return ""


@dataclass
class Masks:
    """The stand-ins of one copy. `keep`: keys that stay; `instead`: other words for a finding, else ''."""

    keep: Collection[str] = ()
    instead: Callable[[Finding], str] = nothing_else
    numbers: dict[str, int] = field(default_factory=dict)

    def put_on(self, text: str, findings: Iterable[Finding]) -> str:
        """The text with stand-ins like [NAME 1]; the same words have the same one in every text.

        >>> masks = Masks(keep=("place:leeds",))
        >>> [masks.put_on(text, find_private(text, ["Ada"])) for text in ("Ada left Leeds.", "Ada?")]
        ['[NAME 1] left Leeds.', '[NAME 1]?']
        """
        parts, at = [], 0
        for finding in findings:
            if key_of(finding) in self.keep:
                continue
            parts += [text[at : finding.start], self.instead(finding) or self._stand_in(finding)]
            at = finding.end
        return "".join([*parts, text[at:]])

    def _stand_in(self, finding: Finding) -> str:
        same_kind = sum(key.startswith(f"{finding.kind.value}:") for key in self.numbers)
        number = self.numbers.setdefault(key_of(finding), same_kind + 1)
        return f"[{finding.kind.name} {number}]"


@dataclass(frozen=True)
class Redacted:
    """A text with stand-ins, and what was found (places refer to the text as it was)."""

    text: str
    found: tuple[Finding, ...]


def redact(text: str, names: Iterable[str] = (), skip: Iterable[Finding] = ()) -> Redacted:
    """The text with stand-ins like [NAME 1]; the same words get the same. `skip`: what the reviewer keeps.

    >>> redact("Ada rang Tom. Ada was late.", ["Ada", "Tom"]).text
    '[NAME 1] rang [NAME 2]. [NAME 1] was late.'
    """
    skipped = frozenset(skip)
    found = tuple(finding for finding in find_private(text, names) if finding not in skipped)
    return Redacted(Masks().put_on(text, found), found)


def redact_transcript(
    transcript: Transcript, names: Iterable[str] = (), keep: Collection[str] = ()
) -> tuple[Transcript, tuple[Found, ...]]:
    """A transcript whose words and labels hold stand-ins, one numbering throughout, and what was found in it.

    `keep`: keys of what the reviewer leaves in; it stands among what was found all the same.
    """
    known = (*names, *{turn.label for turn in transcript.turns if len(turn.label) > 2})
    seen = [find_private(turn.text, known) for turn in transcript.turns]
    masks = Masks(keep)
    turns = tuple(
        replace(turn, text=masks.put_on(turn.text, found), label=turn.speaker.value)
        for turn, found in zip(transcript.turns, seen, strict=True)
    )
    return replace(transcript, turns=turns), gathered(one for found in seen for one in found)
