"""What somebody else said to the client: *he said you never listen* is no complaint about the therapist.

In words that are plainly quoted from a third person, *you* is the one who tells it. It is read as *I*, so
that rules and layers do not take it as said to the listener. Where it stays unclear (*my wife says that you
can't help me*), nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAMED = r"(?-i:[A-Z][a-z]+)"
# What these say of *you* may well be about the listener.
_OF_HERE = (
    r"(?:receptionist|reception|secretary|office|desk|website|site|page|letter|e?mail|form|bill|invoice|insurance|"
    r"doctor|gp|nurse|psychiatrist|supervisor|colleague|clinic|school)\b"
)
_SOMEONE = (
    r"(?:he|she|they|everyone|everybody|people|someone|somebody|mum|mom|mam|dad|daddy|mummy|mama|papa|"
    rf"(?:my|his|her|our|their|the|this|that|some|one) (?:\w+ ){{0,3}}?(?!{_OF_HERE})\w+|"
    rf"(?!You\b|I\b|We\b|It\b){_NAMED})"
)
_SAYS = (
    r"(?:(?:just |always |then |only |kept |keeps |even |actually |literally )*"
    r"(?:said|says|saying|goes|yelled|yells|yelling|shouted|shouts|shouting|screamed|screams|snapped|"
    r"texted|wrote|replied|was like|is like|were like|are like|be like|was all|told me|tells me|telling me|"
    r"said to me|says to me|goes to me|yelled at me|shouted at me|screamed at me))"
)
_JUDGED = (
    r"(?:you(?:'?re| are)\b|you (?:just |really |only |still )?"
    r"(?:never|always|don'?t|do not|didn'?t|can'?t|won'?t|make|made|keep|need to|have to|should|shouldn't|"
    r"ruin\w*|look|sound|act\w*|think|disgust\w*|hurt)\b|your (?:fault|problem|own)\b)"
)
# *I told him, you don't care*: the client's own words, to somebody else.
_TOLD = re.compile(
    r"(?<![\w'])i (?:\w+ )?(?:told|texted|asked|(?:said|yelled|shouted|screamed|snapped|wrote)(?: to| at)?) "
    rf"(?:him|her|them|(?:my|his|their) (?:\w+ )?\w+|(?!You\b){_NAMED})"
    rf"[,:]? *[\"\u201c\u2018']?(?={_JUDGED})",
    re.IGNORECASE,
)
# Indirect speech (*said that you*) may be about the listener; direct speech after these words is not.
_QUOTED = re.compile(rf"(?<![\w']){_SOMEONE} {_SAYS}[,:]? *[\"\u201c\u2018']?(?={_JUDGED})", re.IGNORECASE)
_END = re.compile(
    r"[.?!;\u201d\"\n]|,? (?:and|but|so) (?:then |now )?(?:i|he|she|they|we|it)\b|"
    r",? (?:and|but|so)?,? ?(?:you know|now you|here you|you too|"
    r"you(?:'re| are) (?:just like|the same|doing))\b",
    re.IGNORECASE,
)
_YOU = re.compile(r"(?<![\w'])(?:you(?:'?re|'?ve|'?ll|'?d)|yourself|yours|your|you)(?![\w'])", re.IGNORECASE)
_STOP = re.compile(r"[.?!\n]")
# Where the talk is of the therapy itself, the listener may be meant after all.
_HERE = re.compile(
    r"\b(?:therap\w+|counsell?ing|sessions?|coming here|come here|seeing you|"
    r"help(?:s|ing|ed)? me|money|pay(?:ing)?)\b",
    re.IGNORECASE,
)
_AS = {
    "you": "i",
    "youre": "i'm",
    "youve": "i've",
    "youll": "i'll",
    "youd": "i'd",
    "your": "my",
    "yours": "mine",
    "yourself": "myself",
}
_AS_OTHER = {
    "you": "they",
    "youre": "they're",
    "youve": "they've",
    "youll": "they'll",
    "youd": "they'd",
    "your": "their",
    "yours": "theirs",
    "yourself": "themselves",
}


def turned(text: str) -> Iterator[tuple[int, int, str]]:
    """Each *you* between the client and a third person: its place (end exclusive), and what to read.

    >>> list(turned("He said you never listen."))
    [(8, 11, 'i')]
    >>> list(turned("I said you never listen.")), list(turned("She says that you can't help me."))
    ([], [])
    """
    done = 0
    for quoted, meant in _quotes(text):
        end = _END.search(text, quoted.end())
        stop = end.start() if end else len(text)
        if _HERE.search(text, quoted.end(), _sentence_end(text, stop)):
            continue
        for hit in _YOU.finditer(text, max(done, quoted.end()), stop):
            yield hit.start(), hit.end(), meant[hit.group().lower().replace("'", "")]
        done = max(done, stop)


def _quotes(text: str) -> list[tuple[re.Match[str], dict[str, str]]]:
    """Where somebody is quoted, in order, and whom *you* means there: the client, or the one who was told."""
    said = [(hit, _AS) for hit in _QUOTED.finditer(text)]
    told = [(hit, _AS_OTHER) for hit in _TOLD.finditer(text)]
    return sorted([*said, *told], key=lambda one: one[0].start())


def _sentence_end(text: str, start: int) -> int:
    hit = _STOP.search(text, start)
    return hit.start() if hit else len(text)
