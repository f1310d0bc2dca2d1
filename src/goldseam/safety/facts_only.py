"""Words that judge instead of telling: marked gently, never refused.

A list one can read, not a model of language. It misses judgements it does not know, and it leaves alone
whatever stands in quotation marks, because a quoted insult is a fact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from goldseam.safety.wording import each, words


class Instead(Enum):
    """What to write in place of a judgement."""

    CHARACTER = "character"
    DIAGNOSIS = "diagnosis"
    MOTIVE = "motive"
    CERTAINTY = "certainty"
    ALWAYS = "always"


# Patterns match whole words, any case. Each is here because a reader cannot check it.
_HARM = r"(?:hurt|scare|frighten|punish|provoke|humiliate|intimidate)"
PATTERNS: dict[Instead, str] = {
    Instead.CHARACTER: (
        r"manipulat(?:ive(?:ly)?|ion|ing|ed|or)|attention[- ]seek(?:ing|er)|toxic|evil|crazy|insane|psycho"
        r"|disturbed|dangerous|unhinged|vicious|cruel|nasty|malicious|immature|childish|dramatic|hysterical"
        r"|theatrical|passive[- ]aggressive|resistant|hostile|abusive|predator\w*|creepy|disrespectful"
        r"|inappropriate(?:ly)?|ungrateful|lazy|sly|cunning|monster"
    ),
    Instead.DIAGNOSIS: (
        r"borderline|bpd|narcissis(?:t|ts|tic|m)|psychopath\w*|sociopath\w*|psychotic|paranoi(?:d|a)|bipolar"
        r"|manic|antisocial|histrionic|schizo\w*|delusional|personality[- ]disorder(?:ed)?"
    ),
    Instead.MOTIVE: (
        rf"deliberate(?:ly)?|on purpose|intentional(?:ly)?|out of spite|in order to {_HARM}"
        rf"|want(?:ed|s) to {_HARM}|tr(?:ied|ies|ying) to {_HARM}|(?:he|she|they) meant to"
    ),
    Instead.CERTAINTY: r"obvious(?:ly)?|clearly|undoubtedly|no doubt|certainly|evidently",
    Instead.ALWAYS: r"(?:he|she|they)(?:'s| is|'re| are| has| have)? (?:always|never)|every (?:single )?time",
}
_FINDERS = {
    kind: re.compile(rf"(?<![\w-])(?:{found})(?![\w-])", re.IGNORECASE) for kind, found in PATTERNS.items()
}
# Straight or curly double quotes, guillemets, and low-high quotes. A single quote may be an apostrophe.
_QUOTED = re.compile(r"\"[^\"\n]*\"|“[^”\n]*”|«[^»\n]*»|„[^“”\n]*[“”]")


@dataclass(frozen=True)
class Flag:
    """A word that judges: where it stands (character positions), why, and what to write instead."""

    start: int
    end: int
    word: str
    instead: Instead
    because: str


@dataclass(frozen=True)
class _Words:
    title: str
    intro: str
    apart: str
    three: str
    missing: str
    not_a_fact: str
    keep_it: str
    left_open: str


SAY = words("incident", _Words)
_INSTEAD = each("incident", "instead", Instead)


def not_facts(text: str) -> tuple[Flag, ...]:
    """Mark the words of a text that judge a person instead of telling what happened, in reading order.

    >>> [flag.word for flag in not_facts('He was manipulative. He said: "You are crazy."')]
    ['manipulative']
    """
    plain = text.replace("’", "'")  # same length, so positions hold
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    found = [
        Flag(*match.span(), text[slice(*match.span())], kind, _because(text[slice(*match.span())], kind))
        for kind, finder in _FINDERS.items()
        for match in finder.finditer(plain)
        if not any(start <= match.start() and match.end() <= end for start, end in quoted)
    ]
    return tuple(sorted(found, key=lambda flag: (flag.start, flag.end)))


def _because(word: str, kind: Instead) -> str:
    return SAY.not_a_fact.format(word=word, instead=_INSTEAD[kind])
