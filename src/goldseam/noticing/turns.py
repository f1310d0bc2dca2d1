"""Timing, shares and style of talk: each a small function of a transcript's turns, with its source.

Timing is the best published cue for withdrawal (pauses flanked by the therapist: AUROC .89 for
minimal response in 242 sessions of 22 adolescents; Künsch et al. 2023). Words alone do worse. All
functions take turns in order; times are seconds and may be None, which gives no number, not a zero.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from goldseam.noticing.bare import mend
from goldseam.noticing.presence import CLOSED, OPEN, PRESENCE, REFLECTS
from goldseam.noticing.words import tokens
from goldseam.terms.talk import Speaker, Turn

LONG_PAUSE = 3.0  # seconds; the threshold used for silences in session research (Levitt 2001)
MINIMAL_WORDS = 3
_ACK_WORDS = """
yeah yes yep no nope ok okay mm mmm hmm hm mhm uh um right sure fine well so i guess suppose maybe dunno know
don't not really whatever alright exactly oh ah true good great thanks
"""
_ACK = frozenset(_ACK_WORDS.split())
# Nine classes of function words (Ireland & Pennebaker 2010); the lists are our own.
_STYLE_WORDS = """
person: i me my mine myself i'm i've i'd i'll we us our ours you your yours he she him her you're we're
person: they them their theirs himself herself themselves yourself
thing: it its it's that this these those something anything everything nothing who what which that's
article: a an the
preposition: in on at by for with from to of about into over after before between through under during against
auxiliary: am is are was were be been being have has had do does did will would can could shall should may
auxiliary: might must
adverb: very really just so too now then here there always never often again still already quite rather almost
conjunction: and but or because although while if when since unless whereas though
negation: no not none don't didn't doesn't can't won't isn't wasn't aren't couldn't wouldn't
quantity: all some many much few more most less least any every each several lots both
"""
_STYLE_LINES = [line.split(": ") for line in _STYLE_WORDS.strip().split("\n")]
_STYLE_OF = {word: name for name, group in _STYLE_LINES for word in group.split()}
_STYLES = tuple(dict.fromkeys(name for name, _ in _STYLE_LINES))
_PLAIN_WORDS = "like get got go going think feel say said see want thing things"
_COMMON = frozenset(_STYLE_OF) | _ACK | frozenset(_PLAIN_WORDS.split())


@dataclass(frozen=True)
class Pause:
    """A silence: where it lies, how long, and who spoke before and after it."""

    after_turn: int
    before_turn: int
    seconds: float
    before: Speaker
    after: Speaker


@dataclass(frozen=True)
class Shares:
    """The client's part of the words and of the speaking time (0..1), None where unknown."""

    client_words: float | None
    client_time: float | None


def word_count(turn: Turn) -> int:
    """Words in a turn, punctuation left out.

    >>> word_count(Turn(1, "C", "Well... I don't know!"))
    4
    """
    return len(_spoken(turn))


def _spoken(turn: Turn) -> list[str]:
    return [word for word in tokens(turn.text) if word[0].isalpha()]


def shares(turns: Sequence[Turn]) -> Shares:
    """Who has how much of the hour; a falling client share goes with withdrawal (Künsch et al. 2023)."""
    words = {who: sum(word_count(t) for t in turns if t.speaker is who) for who in Speaker}
    time = {who: sum(_length(t) or 0.0 for t in turns if t.speaker is who) for who in Speaker}
    known = words[Speaker.CLIENT] + words[Speaker.THERAPIST]
    timed = time[Speaker.CLIENT] + time[Speaker.THERAPIST]
    return Shares(
        words[Speaker.CLIENT] / known if known else None, time[Speaker.CLIENT] / timed if timed else None
    )


def _length(turn: Turn) -> float | None:
    return None if turn.start is None or turn.end is None else turn.end - turn.start


def gaps(turns: Sequence[Turn]) -> list[float | None]:
    """Seconds from the end of the turn before to each turn's start; below zero is an overlap."""
    found: list[float | None] = [None] * min(len(turns), 1)
    for before, turn in pairwise(turns):
        found.append(None if before.end is None or turn.start is None else turn.start - before.end)
    return found


def pauses(turns: Sequence[Turn], at_least: float = LONG_PAUSE) -> list[Pause]:
    """Silences of `at_least` seconds, with the speakers around them (Künsch et al. 2023).

    >>> talk = [Turn(1, "T", "So?", 0, 1), Turn(2, "T", "Or not?", 9, 10)]
    >>> [(pause.after_turn, pause.before_turn, pause.seconds) for pause in pauses(talk)]
    [(1, 2, 8)]
    """
    return [
        Pause(before.number, turn.number, gap, before.speaker, turn.speaker)
        for before, turn, gap in zip(turns, turns[1:], gaps(turns)[1:], strict=False)
        if gap is not None and gap >= at_least
    ]


def flanked(turns: Sequence[Turn], at_least: float = LONG_PAUSE) -> list[Pause]:
    """Silences with the therapist before and after: the client did not take the turn (Künsch et al. 2023)."""
    return [p for p in pauses(turns, at_least) if p.before is p.after is Speaker.THERAPIST]


def latencies(turns: Sequence[Turn], who: Speaker) -> list[float]:
    """Seconds before `who` answers the other, overlaps as 0; long latency is part of minimal response."""
    return [
        max(gap, 0.0)
        for before, turn, gap in zip(turns, turns[1:], gaps(turns)[1:], strict=False)
        if gap is not None and turn.speaker is who and before.speaker not in (who, Speaker.UNKNOWN)
    ]


def overlaps(turns: Sequence[Turn]) -> list[tuple[int, float]]:
    """(turn number, seconds) where a turn begins before the one before it has ended."""
    return [
        (t.number, -gap) for t, gap in zip(turns, gaps(turns), strict=True) if gap is not None and gap < 0
    ]


def is_minimal(turn: Turn) -> bool:
    """Whether a turn is a reply of a few words that only keeps the talk going (3RS: minimal response).

    >>> is_minimal(Turn(1, "C", "Yeah, I guess.")), is_minimal(Turn(2, "C", "My dog died."))
    (True, False)
    """
    words = _spoken(turn)
    return "?" not in turn.text and (len(words) <= MINIMAL_WORDS + 2) and all(word in _ACK for word in words)


def minimal_runs(turns: Sequence[Turn], at_least: int = 3) -> list[tuple[int, ...]]:
    """Runs of `at_least` minimal client replies with no fuller client turn between: their numbers."""
    runs: list[tuple[int, ...]] = []
    current: list[int] = []
    for turn in [t for t in turns if t.speaker is Speaker.CLIENT] + [Turn(0, "", "the end of it all")]:
        if turn.number and is_minimal(turn):
            current.append(turn.number)
            continue
        if len(current) >= at_least:
            runs.append(tuple(current))
        current = []
    return runs


def median_words(turns: Sequence[Turn], who: Speaker) -> float:
    """The usual length of a turn in words, 0 where `who` does not speak."""
    counts = [word_count(t) for t in turns if t.speaker is who]
    return float(median(counts)) if counts else 0.0


def question(turn: Turn) -> str:
    """'open', 'closed' or '' (no question); open begins with how, what, tell me and the like (MISC usage).

    >>> question(Turn(1, "T", "How was that for you?")), question(Turn(2, "T", "Did it hurt?"))
    ('open', 'closed')
    """
    text = mend(turn.text).text
    kinds = {rule.kind for rule in PRESENCE if rule.pattern.search(text)}
    if OPEN in kinds:
        return "open"
    return "closed" if CLOSED in kinds else ""


def is_reflection(turn: Turn) -> bool:
    """Whether a turn seems to say back what was heard (MISC reflection), and asks nothing."""
    text = mend(turn.text).text
    says_back = any(rule.kind is REFLECTS and rule.pattern.search(text) for rule in PRESENCE)
    return says_back and "?" not in text


def continuity(before: Turn, turn: Turn) -> float | None:
    """Share of a turn's content words that stood in the turn before (0..1); None where it has none.

    Low after a question, in a long turn, can be a shift of topic (3RS). Own measure, no stemming.

    >>> continuity(Turn(1, "T", "Tell me about your sister."), Turn(2, "C", "My sister called."))
    0.5
    """
    mine, theirs = content(turn), content(before)
    return len(mine & theirs) / len(mine) if mine and theirs else None


def content(turn: Turn) -> frozenset[str]:
    """Words that carry the topic: no function words, no acknowledgements, three letters or more."""
    words = (re.sub(r"'s$", "", token) for token in tokens(turn.text))
    return frozenset(word for word in words if word not in _COMMON and len(word) > 2)


def style_matching(turns: Sequence[Turn]) -> float | None:
    """How alike two speakers use function words (0..1), mean of nine classes.

    Language style matching, Ireland & Pennebaker 2010: 1 - |a-b| / (a+b+0.0001) with a, b the
    shares of a class in each one's words. None under 50 words of either.
    """
    mine, other = (_styles(turns, who) for who in (Speaker.CLIENT, Speaker.THERAPIST))
    if min(mine[""], other[""]) < 50:
        return None
    scores = []
    for name in _STYLES:
        a, b = mine[name] / mine[""], other[name] / other[""]
        scores.append(1.0 - abs(a - b) / (a + b + 0.0001))
    return sum(scores) / len(scores)


def _styles(turns: Sequence[Turn], who: Speaker) -> Counter[str]:
    """Counts of each class, and of all words under ''."""
    words = [word for turn in turns if turn.speaker is who for word in _spoken(turn)]
    counts = Counter(_STYLE_OF[word] for word in words if word in _STYLE_OF)
    counts[""] = len(words)
    return counts
