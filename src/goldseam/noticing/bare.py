"""Talk without its marks: speech recognition and chat leave out question marks and apostrophes.

The rules and layers know written English. What is missing is put back where it is plain: *dont* is
*don't*, and a turn without any mark that is built like a question gets its question mark. Text that
has its marks stays as it is. Places found in the mended text are led back to the text that was given.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from goldseam.noticing.marks import Found

_SHORT = (
    r"(?:do|did|does|is|was|are|were|have|has|had|could|would|should|ca|wo|ai)(?=nt\b)|i(?=(?:m|ve)\b)|"
    r"(?:you|they)(?=(?:re|ve)\b)|(?:that|what|there|here|who)(?=s\b)"
)
_LOST = re.compile(rf"(?<![\w'’])(?:{_SHORT})", re.IGNORECASE)
_BEFORE_T = re.compile(r"nt\b", re.IGNORECASE)
_MARKED = re.compile(r"[.?!]")
_DOES = (
    r"(?:do|does|did|are|is|was|were|have|has|had|can|could|would|will|should|might|don't|didn't|isn't|"
    r"wasn't|won't)"
)
_WHO = r"(?:you|it|that|there|this|they|he|she|we|your|i|these|things|anything|anyone|any|the)"
_SAID = (
    r"(?:well|so|and|but|um+|uh+|er|ok|okay|yeah|right|now|oh|mm+|hmm+|alright|like|you know|i mean|i see|"
    r"then)"
)
_STARTS = rf"^(?:{_SAID}[, ]+)*"
_ASKING = re.compile(
    rf"\b(?:how|what|where|when|why|who|which)(?: \w+){{0,3}}? {_DOES} (?:\w+ )?{_WHO}\b|"
    r"\b(?:what|how|who|where)(?:'s|'re| is| are| was| were) (?:that|it|this|your|the|going|been|on|"
    r"happening|wrong|up|so)\b|"
    r"\b(?:how|what) (?:about|come|else|kind of|sort of|makes|made|happened|happens|brings|brought)\b|"
    rf"{_STARTS}(?:(?:how|what|where|why|who) (?!you|i\b|we)\w+|anything else|"
    r"any (?:other|idea|thoughts)|tell me)\b|"
    rf"{_STARTS}{_DOES} (?:\w+ )?{_WHO}\b|"
    r"\b(?:do|did|are|were|have|can|could|would|will) you\b(?! know\b)|"
    r"\b(?:is|was|does|did) (?:that|it|this|there) (?:\w+ ){0,6}(?:you|your|right|okay|true|something|"
    r"anything|fair)\b|"
    r"\b(?:is that (?:right|so)|or no|or not|or what)$|"
    r"\b(?:is|does|was|do|did|have|has|are)n't (?:it|you|they)$|(?:\w+ ){4}right$",
    re.IGNORECASE,
)
_TELLING = re.compile(
    r"\b(?:know|knew|see|tell|told|remember|wonder|wondering|understand|that's|like|about|is|was|matter|exactly|sure|"
    r"explain|of) (?:how|what|where|when|why|who|which)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mended:
    """Text with what was put back, and the places (in the mended text) of what was put back."""

    text: str
    added: tuple[int, ...] = ()

    def back(self, found: Found) -> Found:
        """A rule's place in the mended text as its place in the text that was given."""
        start, end = (place - bisect_left(self.added, place) for place in (found.start, found.end))
        return replace(found, start=start, end=end)


def mend(text: str) -> Mended:
    """Put back apostrophes left out, and the question mark of a turn without any mark.

    >>> mend("dont you think so").text
    "don't you think so?"
    >>> mend("I don't think so.").text
    "I don't think so."
    """
    added: list[int] = []
    parts, at = [], 0
    for hit in _LOST.finditer(text):
        cut = hit.end() + (1 if _BEFORE_T.match(text, hit.end()) else 0)
        parts.append(text[at:cut])
        added.append(cut + len(added))
        at = cut
    whole = "'".join([*parts, text[at:]])
    if asks(_MARKED.split(whole)[-1]):
        added.append(len(whole))
        whole += "?"
    return Mended(whole, tuple(added))


def asks(text: str) -> bool:
    """Whether words without marks are built like a question.

    >>> asks("so how was that for you"), asks("i know how that is")
    (True, False)
    """
    return _ASKING.search(_TELLING.sub(" - ", text.strip())) is not None
