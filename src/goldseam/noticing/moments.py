"""Possible moments to listen to again: what in a transcript may be worth a second hearing, and why.

A moment names turns, a kind, how strong it is, the words or the timing that made it so, and one
sentence. It is never a label on a person: a short answer is a marker only if it moves away from
the work (3RS manual), and only those who were there can say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from goldseam.noticing.contribution import PAST
from goldseam.noticing.hostility import is_of_others
from goldseam.noticing.marks import Found, Kind, Side
from goldseam.noticing.talk_scores import COLUMNS, TalkScores, score_turns
from goldseam.noticing.turns import (
    Pause,
    continuity,
    flanked,
    gaps,
    is_minimal,
    latencies,
    median_words,
    minimal_runs,
    word_count,
)
from goldseam.noticing.withdrawal import MINIMAL
from goldseam.terms.talk import Speaker, Transcript, Turn

POSSIBLE = "Possible moment to listen to again"
AT_LEAST = 0.35
ALONE = 0.5  # a layer without any rule needs this much,
ALONE_WORDS = 4  # and this many words: on fewer it only guesses
_OF_CLIENT = (Side.WITHDRAWAL, Side.CONFRONTATION, Side.HOSTILITY)
_OF_THERAPIST = (Side.RESOLUTION, Side.CONTRIBUTION)
_COLUMN = {Side.WITHDRAWAL: "withdrawal", Side.CONFRONTATION: "confrontation", Side.HOSTILITY: "hostility"}
_GENERIC = {
    Side.WITHDRAWAL: Kind(Side.WITHDRAWAL, "steps back", "", "The client may be stepping back here."),
    Side.CONFRONTATION: Kind(
        Side.CONFRONTATION, "speaks against", "", "The client may be telling you something is wrong."
    ),
    Side.HOSTILITY: Kind(Side.HOSTILITY, "hostile tone", "", "The tone turns hostile here."),
}


# After the 3RS's minimal response: a silence is no answer in a word or two, and may be thinking.
SILENCE = Kind(Side.WITHDRAWAL, "a long silence", MINIMAL.code, "There is a long silence here.")


@dataclass(frozen=True)
class Span:
    """Words in one turn: its number and the characters from `start` to before `end`."""

    turn: int
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Moment:
    """A possible moment to listen to again. `strength` is 0..1, for ordering; it is no probability."""

    turns: tuple[int, ...]
    side: Side
    kind: str
    code: str
    strength: float
    spans: tuple[Span, ...]
    timing: str
    because: str


def find_moments(transcript: Transcript, scores: TalkScores | None = None) -> tuple[Moment, ...]:
    """All moments in a transcript, in the order of their first turn.

    Turns whose speaker is unknown are read for what either might show.

    >>> talk = Transcript((Turn(1, "C", "You never listen to me.", speaker=Speaker.CLIENT),))
    >>> [(m.side.value, m.spans[0].words) for m in find_moments(talk)]
    [('confrontation', 'You never listen')]
    """
    scores = scores or score_turns(transcript.turns)
    found = [moment for at, turn in enumerate(transcript.turns) for moment in _in_words(turn, at, scores)]
    found += _in_timing(transcript.turns)
    found += _talking_past(transcript.turns, found)
    strong = [moment for moment in found if moment.strength >= AT_LEAST]
    return tuple(sorted(strong, key=lambda m: (m.turns[0], m.side.value, m.kind)))


def strongest(moments: Sequence[Moment], most: int = 6) -> tuple[Moment, ...]:
    """The strongest few, at most half of them of one side, in the order of the session."""
    picked: list[Moment] = []
    for moment in sorted(moments, key=lambda m: (-m.strength, m.turns)):
        same = sum(other.side is moment.side for other in picked)
        if len(picked) < most and same < max(1, (most + 1) // 2):
            picked.append(moment)
    return tuple(sorted(picked, key=lambda m: m.turns))


def _in_words(turn: Turn, at: int, scores: TalkScores) -> Iterator[Moment]:
    """Moments of one turn: one a kind, rule and layer weighed half and half."""
    chances = dict(zip(COLUMNS, scores.values[at].tolist(), strict=True))
    sides = _sides(turn.speaker)
    by_side: dict[Side, list[Found]] = {side: [] for side in sides}
    for found in scores.heard.seen[at].found:
        if (
            found.kind.side in by_side
            and found.kind.says
            and (found.kind.side is not Side.RESOLUTION or found.kind.code)
            and not is_of_others(turn.text, found)
        ):
            by_side[found.kind.side].append(found)
    for side, hits in by_side.items():
        chance = chances[_COLUMN[side]] if side in _COLUMN else None
        yield from (_from_rule(turn, hit, chance) for hit in _clearest(hits))
        if not hits and chance is not None and chance >= ALONE and word_count(turn) >= ALONE_WORDS:
            yield _from_layer(turn, side, chance)


def _sides(speaker: Speaker) -> tuple[Side, ...]:
    if speaker is Speaker.CLIENT:
        return _OF_CLIENT
    return _OF_THERAPIST if speaker is Speaker.THERAPIST else (*_OF_CLIENT, *_OF_THERAPIST)


def _clearest(hits: list[Found]) -> list[Found]:
    """At most two kinds a side in one turn, on words of their own: more would bury what matters."""
    kept: list[Found] = []
    for hit in sorted(hits, key=lambda hit: -hit.weight):
        apart = all(hit.end <= other.start or other.end <= hit.start for other in kept)
        if apart and len(kept) < 2:
            kept.append(hit)
    return kept


def _from_rule(turn: Turn, hit: Found, chance: float | None) -> Moment:
    strength = hit.weight if chance is None else 0.5 * hit.weight + 0.5 * max(chance, 0.0)
    words = turn.text[hit.start : hit.end].strip()
    start = turn.text.index(words, hit.start)
    span = Span(turn.number, start, start + len(words), words)
    because = f"{hit.kind.says} The words: \u201c{_short(words)}\u201d."
    return Moment(
        (turn.number,), hit.kind.side, hit.kind.name, hit.kind.code, round(strength, 3), (span,), "", because
    )


def _from_layer(turn: Turn, side: Side, chance: float) -> Moment:
    kind = _GENERIC[side]
    span = Span(turn.number, 0, len(turn.text), turn.text)
    because = f"{kind.says} It is the words together; no single phrase stands out."
    return Moment((turn.number,), side, kind.name, kind.code, round(chance, 3), (span,), "", because)


def _short(words: str, most: int = 60) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "\u2026"


def _in_timing(turns: Sequence[Turn]) -> list[Moment]:
    """Silences, slow answers and runs of minimal replies (Künsch et al. 2023)."""
    return [*map(_from_pause, flanked(turns)), *_slow_answers(turns), *_short_runs(turns)]


def _from_pause(pause: Pause) -> Moment:
    timing = f"{pause.seconds:.0f} seconds of silence, you before it and you after it"
    strength = min(0.4 + 0.05 * pause.seconds, 0.9)
    because = f"A question or remark stayed unanswered: {timing}."
    return _timed(SILENCE, (pause.after_turn, pause.before_turn), strength, timing, because)


def _timed(kind: Kind, turns: tuple[int, ...], strength: float, timing: str, because: str) -> Moment:
    return Moment(turns, kind.side, kind.name, kind.code, round(strength, 3), (), timing, because)


def _slow_answers(turns: Sequence[Turn]) -> list[Moment]:
    """A client's answer that takes at least 5 seconds, and three times their own usual."""
    usual = sorted(latencies(turns, Speaker.CLIENT))
    if len(usual) < 5:
        return []
    limit = max(5.0, 3.0 * usual[len(usual) // 2])
    found = []
    for before, turn, gap in zip(turns, turns[1:], gaps(turns)[1:], strict=False):
        if (
            gap is not None
            and gap >= limit
            and turn.speaker is Speaker.CLIENT
            and before.speaker is Speaker.THERAPIST
        ):
            timing = f"{gap:.0f} seconds before the answer; usual here is {usual[len(usual) // 2]:.1f}"
            because = f"The answer took its time: {timing}. Thinking and stepping back sound alike."
            found.append(_timed(SILENCE, (turn.number,), min(0.3 + 0.03 * gap, 0.8), timing, because))
    return found


def _short_runs(turns: Sequence[Turn]) -> list[Moment]:
    """Three or more minimal replies in a row from a client who usually says more."""
    if median_words(turns, Speaker.CLIENT) <= 4:
        return []
    found = []
    for run in minimal_runs(turns):
        timing = f"{len(run)} answers of a word or two in a row"
        because = f"The client's answers go short here: {timing}; usually they say more."
        found.append(_timed(MINIMAL, run, min(0.3 + 0.1 * len(run), 0.9), timing, because))
    return found


def _talking_past(turns: Sequence[Turn], found: Sequence[Moment]) -> list[Moment]:
    """A therapist's answer to a strained turn that takes up none of its words and turns nowhere near it."""
    strained = {m.turns[-1] for m in found if m.side in _OF_CLIENT and m.spans and m.strength >= ALONE}
    met = {m.turns[0] for m in found if m.side is Side.RESOLUTION}
    past = []
    for before, turn in pairwise(turns):
        if before.number not in strained or turn.speaker is not Speaker.THERAPIST or turn.number in met:
            continue
        shared = continuity(before, turn)
        if shared == 0.0 and word_count(turn) >= 6 and not is_minimal(turn):
            because = (
                f"{PAST.says} Turn {before.number} sounded strained; this answer takes up none of its words."
            )
            past.append(
                Moment((before.number, turn.number), PAST.side, PAST.name, PAST.code, 0.4, (), "", because)
            )
    return past
