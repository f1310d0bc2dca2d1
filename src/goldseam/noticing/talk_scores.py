"""Seven numbers a turn: how likely each kind of moment is, from rules, layers and timing.

Not diagnoses and not a rupture detector: each number tests one narrow skill, measured in
`benchmarks/listening.py`. Withdrawal, confrontation and resistance are read on the client's turns
and are 0 on the therapist's. Hostility, curiosity, empathy and defensiveness describe the words.
How a rule and a layer are weighed together was set by hand on development data, in log-odds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from goldseam.noticing.contribution import CONTRIBUTION
from goldseam.noticing.features import RULES
from goldseam.noticing.hostility import THREAT
from goldseam.noticing.layers import Heard, hear, load
from goldseam.noticing.marks import Found, Kind, Side, either
from goldseam.noticing.presence import CARES, CLOSED, FEELS, OPEN, REFLECTS, WONDERS
from goldseam.noticing.turns import LONG_PAUSE, gaps, is_minimal
from goldseam.noticing.words import Floats
from goldseam.terms.talk import Speaker, Turn

COLUMNS = ("withdrawal", "confrontation", "hostility", "resistance", "curiosity", "empathy", "defensive")
EMPATHY_LEVEL = 1.6  # set so that chances of care match how often readers of public replies saw it (a third)
SHORT = 16  # words of a turn that can be all one thing
THREAT_SAYS = 3.5  # a quiet threat has no angry word in it
_SPEAKS_OF_ME = {"?", "me", "i'm", "my"}
_MI = frozenset(rule.kind for rule in CONTRIBUTION)


@dataclass(frozen=True)
class TalkScores:
    """(turns, 7) probabilities in the order of COLUMNS, and what the layers heard."""

    values: Floats
    heard: Heard

    def column(self, name: str) -> Floats:
        """One column, a probability a turn."""
        picked: Floats = self.values[:, COLUMNS.index(name)]
        return picked


def score_turns(turns: Sequence[Turn], first: Sequence[bool] | None = None) -> TalkScores:
    """Score turns in order; `first` marks where each conversation begins (default: one conversation).

    >>> talk = [Turn(1, "C", "You never listen to me.", speaker=Speaker.CLIENT)]
    >>> bool(score_turns(talk).column("confrontation")[0] > 0.5)
    True
    """
    starts = [at == 0 for at in range(len(turns))] if first is None else list(first)
    speaks = [turn.speaker is not Speaker.THERAPIST for turn in turns]
    heard = hear([turn.text for turn in turns], starts, speaks)
    if not turns:
        return TalkScores(np.zeros((0, len(COLUMNS))), heard)
    client = np.array(speaks, dtype=float)
    columns = (
        client * _withdrawal(turns, starts, heard),
        client * _confrontation(heard),
        _hostility(heard),
        client * _chance(heard.head("sustain")),
        _curiosity(heard) * (1.0 - client * _confrontation(heard)),
        _empathy(heard),
        _defensive(heard),
    )
    return TalkScores(np.clip(np.column_stack(columns), 0.0, 1.0), heard)


def _chance(log_odds: Floats) -> Floats:
    out: Floats = 1.0 / (1.0 + np.exp(-np.clip(log_odds, -30, 30)))
    return out


def _rules(heard: Heard, side: Side) -> Floats:
    """Strength of one side's rules a turn, 0..1."""
    return np.array([either(f.weight for f in one.found if f.kind.side is side) for one in heard.seen])


def _kinds(heard: Heard, *kinds: object) -> Floats:
    return np.array([float(any(f.kind in kinds for f in one.found)) for one in heard.seen])


def _feeling(heard: Heard, layers: tuple[str, ...], name: str) -> Floats:
    column: Floats = heard.feelings[:, layers.index(name)]
    return column


def _confrontation(heard: Heard) -> Floats:
    """The layer trained on our own lines leads, rules lift it; the base rate is a few in a hundred turns."""
    return _chance(1.3 * heard.head("confronts") + 1.9 * _rules(heard, Side.CONFRONTATION) - 1.8)


def _hostility(heard: Heard) -> Floats:
    """The layer knew as many hostile texts as calm ones; in a session they are rare, hence the shift.

    A complaint to *you* is not hostility, but hostile words without insults often sound like one.
    """
    words = heard.head("hostile") + 0.2 * np.clip(heard.head("confronts"), -4, 4)
    return _chance(words + 1.0 * _rules(heard, Side.HOSTILITY) + THREAT_SAYS * _kinds(heard, THREAT) - 2.0)


def _withdrawal(turns: Sequence[Turn], starts: Sequence[bool], heard: Heard) -> Floats:
    """Words, minimal replies and silence before the reply (Künsch et al. 2023: timing says most).

    A *yeah* that answers a question says more than one that only keeps the talk going.
    """
    spaces = [None if begins else gap for gap, begins in zip(gaps(turns), starts, strict=True)]
    slow = np.array([min(gap / LONG_PAUSE, 2.0) if gap is not None and gap >= 1.5 else 0.0 for gap in spaces])
    marks = ["?" in one.words for one in heard.seen]
    short = np.array([float(is_minimal(turn) and not mark) for turn, mark in zip(turns, marks, strict=True)])
    asked = np.array([0.0, *map(float, marks[:-1])])
    asked[np.asarray(starts, dtype=bool)] = 0.0
    words = 0.6 * heard.head("withdraws") + 1.2 * _rules(heard, Side.WITHDRAWAL)
    return _chance(words + 0.8 * slow + short * (1.2 * asked - 0.4) - 0.8)


def _curiosity(heard: Heard) -> Floats:
    """An open question or wondering leads; the question layer, and openness to another view, help."""
    asks = np.array([float("?" in one.words) for one in heard.seen])
    openly, wonders = _kinds(heard, OPEN), _kinds(heard, WONDERS)
    closed = _kinds(heard, CLOSED)
    words = 0.5 * np.clip(heard.head("question"), -6, 6) + 0.5 * np.clip(heard.head("receptive"), -2, 2)
    return _chance(words + 2.0 * asks + 0.8 * openly + 0.6 * wonders + 0.4 * closed - 1.6)


def _empathy(heard: Heard) -> Floats:
    """Care in the words, by rules (each more time says less) and feelings; something named or said back.

    *That sounds really hard*, and little more: where a short turn names a feeling, that is what it is for.
    """
    names = load().feelings
    warm = 0.45 * _feeling(heard, names, "caring") + 0.2 * _feeling(heard, names, "remorse")
    warm += 0.2 * _feeling(heard, names, "optimism")
    short = np.array(
        [float(len(one.words) <= SHORT and not _SPEAKS_OF_ME & {*one.words}) for one in heard.seen]
    )
    names_it = (0.35 + 1.9 * short) * _kinds(heard, FEELS)
    says = 2.0 * _often(heard, CARES) + names_it + 0.45 * _kinds(heard, REFLECTS)
    return _chance(warm + says + 0.13 * np.clip(heard.head("reflection"), -6, 6) + EMPATHY_LEVEL)


def _often(heard: Heard, kind: Kind) -> Floats:
    """log(1 + hits) of a kind's rule."""
    at = [rule.kind for rule in RULES].index(kind)
    hits: Floats = np.log1p(np.array([one.counts[at] for one in heard.seen]))
    return hits


def _defensive(heard: Heard) -> Floats:
    """Closed to the other's view, what MI avoids, a client who argues for staying put around it; defending.

    Where a helper pushes, the client often defends the other side (Miller & Rollnick 2013). The layer for
    defending only adds: it learnt from what is said after a hurt, and knows little of other talk.
    """
    closed = -1.2 * np.clip(heard.head("receptive"), -4, 4)
    telling = 0.7 * np.clip(heard.head("low_quality") + 3.0, -4, 4) + 0.6 * _mi(heard)
    defends = np.clip(heard.head("defends") + 2.0, 0, 6)
    return _chance(closed + telling + defends + 0.3 * np.clip(heard.head("sustain") + 2.0, -4, 4) - 2.8)


def _mi(heard: Heard) -> Floats:
    return np.array([either(f.weight for f in one.found if f.kind in _MI) for one in heard.seen])


def because(turn: Turn, scores: Sequence[float], found: Sequence[Found]) -> str:
    """One sentence with the words that speak loudest for the highest number; '' where all are low."""
    of_speaker = [at for at, name in enumerate(COLUMNS) if name in _READ_ON.get(turn.speaker, COLUMNS)]
    top = max(of_speaker, key=lambda at: scores[at])
    if scores[top] < 0.5:
        return ""
    sides = _SIDES[COLUMNS[top]]
    quotes = [f for f in found if f.kind.side in sides and f.kind.says]
    if not quotes:
        return f"The words together sound like {_SOUNDS[COLUMNS[top]]}; no single phrase stands out."
    best = max(quotes, key=lambda f: f.weight)
    return f"{best.kind.says} The words: \u201c{turn.text[best.start : best.end].strip()}\u201d."


_READ_ON = {
    Speaker.CLIENT: ("withdrawal", "confrontation", "hostility", "resistance"),
    Speaker.THERAPIST: ("hostility", "curiosity", "empathy", "defensive"),
}
_SIDES = {
    "withdrawal": {Side.WITHDRAWAL},
    "confrontation": {Side.CONFRONTATION, Side.HOSTILITY},
    "hostility": {Side.HOSTILITY},
    "resistance": {Side.RESISTANCE, Side.CONFRONTATION},
    "curiosity": {Side.RESOLUTION},
    "empathy": {Side.RESOLUTION},
    "defensive": {Side.CONTRIBUTION},
}
_SOUNDS = {
    "withdrawal": "a step back",
    "confrontation": "a complaint to you",
    "hostility": "hostility",
    "resistance": "talk for staying as it is",
    "curiosity": "curiosity",
    "empathy": "empathy",
    "defensive": "defending",
}
