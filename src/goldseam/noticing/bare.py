"""Talk as it is typed and recognised: without question marks and apostrophes, shortened, in Scots.

The rules and layers know written English. What is missing is put back where it is plain: *dont* and
*dinnae* are *don't*, *u* is *you*, and a last sentence without its mark that is built like a question gets
its question mark. Text that has all this stays as it is. Places found in the mended text are led back to
the text that was given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from operator import itemgetter

from goldseam.noticing.marks import Found, plain
from goldseam.noticing.reported import turned

_NOT = "do did does is was are were have has had could would should ca wo"
_SCOTS = "did does is was are were have has had could would should can do will"
_WORDS = """
u=you ya=you ye=you yous=you youse=you yall=you y'all=you yer=your ur=you're im=i'm ive=i've youre=you're
youve=you've theyre=they're theyve=they've thats=that's whats=what's whos=who's theres=there's heres=here's
hows=how's wheres=where's howd=how'd dinnae=don't dinna=don't aint=isn't ain't=isn't wot=what wat=what
cos=because coz=because tho=though thru=through pls=please plz=please thx=thanks ty=thanks idk=i|don't|know
dunno=i|don't|know cba=can't|be|bothered tbh=to|be|honest rn=right|now wk=week didja=did|you ppl=people
abt=about bc=because gonnae=going|to wisnae=wasn't havenae=haven't cannae=can't willnae=won't rly=really
"""
_AS = (
    {word + "nt": word + "n't" for word in _NOT.split()}
    | {word + "nae": word + "n't" for word in _SCOTS.split()}
    | {short: full.replace("|", " ") for short, full in (pair.split("=") for pair in _WORDS.split())}
)
_ALONE = r"(?!\A(?:ye|ya)\W*\Z)"  # a lone "ye" is a yes
# "u" is spelled out where something is said of the helper; in "wat about u" it made complaints of questions.
_OF_YOU = (
    r"(?!u\b(?! (?:n?ever|always|keep|kept|don'?t|do|didn'?t|didnae|dinnae|did|are|aren'?t|were|said|"
    r"told|made|make|just|not|can'?t|won'?t|haven'?t|have|should|clearly|only|even)\b))"
)
_LONGEST_FIRST = "|".join(sorted(_AS, key=len, reverse=True))
_LOST = re.compile(rf"(?<![\w'-]){_ALONE}{_OF_YOU}(?:{_LONGEST_FIRST})(?![\w'-])", re.IGNORECASE)
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
    """Text with what was put back, and each change: start and end in this text, then in the text given."""

    text: str
    changes: tuple[tuple[int, int, int, int], ...] = ()

    def back(self, found: Found) -> Found:
        """A rule's place in the mended text as its place in the text that was given, whole words kept."""
        if not self.changes:
            return found
        return replace(found, start=self._given(found.start, 2), end=self._given(found.end, 3))

    def _given(self, place: int, edge: int) -> int:
        shift = 0
        for change in self.changes:
            if change[0] < place < change[1]:
                return change[edge]
            if change[1] <= place:
                shift = change[3] - change[1]
        return place + shift


def mend(text: str) -> Mended:
    """Spell out what is shortened, put back a question mark, and read a quoted *you* as the one who tells.

    >>> mend("dont you think so").text
    "don't you think so?"
    >>> mend("I don't think so.").text
    "I don't think so."
    """
    body = plain(text)
    changes, parts, at, long = [], [], 0, 0
    lost = ((hit.start(), hit.end(), _AS[hit.group().lower()]) for hit in _LOST.finditer(body))
    for start, end, full in sorted((*turned(body), *lost), key=itemgetter(0)):
        if start < at:
            continue
        long += start - at + len(full)
        changes.append((long - len(full), long, start, end))
        parts += [body[at:start], full]
        at = end
    whole = "".join([*parts, body[at:]])
    if asks(_MARKED.split(whole)[-1]):
        changes.append((len(whole), len(whole) + 1, len(text), len(text)))
        whole += "?"
    return Mended(whole, tuple(changes))


def asks(text: str) -> bool:
    """Whether words without marks are built like a question.

    >>> asks("so how was that for you"), asks("i know how that is")
    (True, False)
    """
    return _ASKING.search(_TELLING.sub(" - ", text.strip())) is not None
