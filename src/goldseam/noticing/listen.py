"""Listen to one transcript: its moments, its facts, and one reading for the session.

Everything works with no recording at all. What is found is offered as *possible moments to listen
to again*; the reading is a weak witness beside the client's ratings and the therapist's own note.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from goldseam.errors import BadInput
from goldseam.noticing.marks import Side
from goldseam.noticing.moments import AT_LEAST, Moment, find_moments
from goldseam.noticing.talk_scores import TalkScores, score_turns
from goldseam.noticing.turns import (
    Pause,
    Shares,
    is_minimal,
    is_reflection,
    latencies,
    median_words,
    overlaps,
    pauses,
    question,
    shares,
    style_matching,
)
from goldseam.terms.rupture import Reading, Signal, Standing
from goldseam.terms.talk import Speaker, Transcript, Turn

# Set by hand, not learnt: no open set is labelled for ruptures. The base is the middle of what
# clients report for a session (19-42 %); a reading from talk may move it by about two nats at most.
BASE_RATE = 0.25
FEW_TURNS = 20
_WEIGHT = {Side.CONFRONTATION: 1.4, Side.WITHDRAWAL: 0.9, Side.HOSTILITY: 1.2}
MOST_SAID = 3  # reasons in the sentence of the talk; all of them are kept
_QUIET = -0.5
_USUAL_RATE = 1.5  # moments of one side in 100 turns of ordinary counselling; a long hour has more of them


@dataclass(frozen=True)
class TalkFacts:
    """Counted facts of a session; None where the transcript cannot tell. Latency in seconds."""

    turns: int
    shares: Shares
    client_words_a_turn: float
    client_latency: float | None
    pauses: tuple[Pause, ...]
    overlaps: int
    minimal_replies: int
    open_questions: int
    closed_questions: int
    reflections: int
    style_matching: float | None


@dataclass(frozen=True)
class Listening:
    """What was heard in one transcript: moments, facts, the seven numbers a turn, and problems."""

    moments: tuple[Moment, ...]
    facts: TalkFacts
    scores: TalkScores
    problems: tuple[str, ...]


def listen(transcript: Transcript) -> Listening:
    """Listen to one transcript whose speakers are known (or guessed and confirmed).

    Errors: BadInput where something else than a Transcript is given.

    >>> talk = Transcript((Turn(1, "C", "You never listen to me.", speaker=Speaker.CLIENT),))
    >>> listen(talk).moments[0].because
    'The client says something about you was not right for them. The words: “You never listen”.'
    """
    if not isinstance(transcript, Transcript):
        raise BadInput(
            f"listen takes a Transcript, and was given a {type(transcript).__name__}. "
            "Make one with goldseam.read_transcript(path)."
        )
    scores = score_turns(transcript.turns)
    return Listening(find_moments(transcript, scores), facts(transcript), scores, transcript.problems)


def facts(transcript: Transcript) -> TalkFacts:
    """Count a transcript's shares, silences, questions and reflections."""
    turns = transcript.turns
    therapist = [turn for turn in turns if turn.speaker is Speaker.THERAPIST]
    asked = [question(turn) for turn in therapist]
    slow = sorted(latencies(turns, Speaker.CLIENT))
    return TalkFacts(
        turns=len(turns),
        shares=shares(turns),
        client_words_a_turn=median_words(turns, Speaker.CLIENT),
        client_latency=slow[len(slow) // 2] if slow else None,
        pauses=tuple(pauses(turns)),
        overlaps=len(overlaps(turns)),
        minimal_replies=sum(is_minimal(turn) for turn in turns if turn.speaker is Speaker.CLIENT),
        open_questions=asked.count("open"),
        closed_questions=asked.count("closed"),
        reflections=sum(is_reflection(turn) for turn in therapist),
        style_matching=style_matching(turns),
    )


def talk_reading(heard: Listening, session: int) -> Reading:
    """The talk as one witness for a session: weak, with every contribution named and removable.

    `p_rupture` starts from BASE_RATE; the strongest moment of each side adds its weight in nats,
    and so do more moments than ordinary talk of that length has.
    The therapist's strategies of repair add nothing: they show care, not harm.
    """
    signals = tuple(_signals(heard))
    total = math.log(BASE_RATE / (1 - BASE_RATE)) + sum(signal.weight for signal in signals)
    known = any(who is not None for who in (heard.facts.shares.client_words,))
    enough = known and heard.facts.turns >= FEW_TURNS
    chance = 1 / (1 + math.exp(-total)) if enough else BASE_RATE
    if not enough:
        because = f"Too early to say from {heard.facts.turns} turns of talk with known speakers."
        return Reading(
            session, None, chance, None, None, Standing.TOO_EARLY, False, because, (), "talk", False
        )
    status = Standing.STRAINED if chance >= 0.5 else Standing.STEADY
    loudest = sorted(signals, key=lambda signal: -signal.weight)[:MOST_SAID]
    because = " ".join(signal.because for signal in loudest if signal.weight > 0 or len(signals) == 1)
    return Reading(session, None, chance, None, None, status, False, because, signals, "talk")


def _signals(heard: Listening) -> list[Signal]:
    found = []
    for side, weight in _WEIGHT.items():
        here = [moment for moment in heard.moments if moment.side is side]
        if here:
            best = max(here, key=lambda moment: moment.strength)
            rate = 100 * len(here) / max(heard.facts.turns, 1)
            more = min(max(0.15 * (rate - _USUAL_RATE), 0.0), 0.6)
            clear = max(best.strength - AT_LEAST, 0.0) / (1 - AT_LEAST)
            found.append(Signal("talk", f"Turn {best.turns[0]}: {best.because}", weight * clear + more))
    if not found:
        found.append(
            Signal("talk", "No moment of strain was found in the talk. That is not proof of none.", _QUIET)
        )
    return found


def moment_as_dict(moment: Moment) -> dict[str, object]:
    """A moment as plain values for JSON (docs/reference/moments-schema.md)."""
    return {
        "turns": list(moment.turns),
        "side": moment.side.value,
        "kind": moment.kind,
        "code": moment.code,
        "strength": moment.strength,
        "spans": [{"turn": s.turn, "start": s.start, "end": s.end, "words": s.words} for s in moment.spans],
        "timing": moment.timing,
        "because": moment.because,
    }


def strip(transcript: Transcript) -> tuple[tuple[Turn, float, float], ...]:
    """Each turn with where it begins and ends on a line from 0 to 1: by time where known, else by words."""
    turns = transcript.turns
    ends = [turn.end for turn in turns if turn.end is not None]
    if ends and all(turn.start is not None and turn.end is not None for turn in turns):
        total = max(ends) or 1.0
        return tuple((turn, (turn.start or 0.0) / total, (turn.end or 0.0) / total) for turn in turns)
    sizes = [max(len(turn.text), 1) for turn in turns]
    whole, at, placed = sum(sizes) or 1, 0, []
    for turn, size in zip(turns, sizes, strict=True):
        placed.append((turn, at / whole, (at + size) / whole))
        at += size
    return tuple(placed)
