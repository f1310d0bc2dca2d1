"""Who is the therapist: a guess with its reason, for the person to confirm."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from goldseam.terms.talk import Speaker, Transcript, Turn

# A word may stand anywhere in a label; a code of a letter or two is the whole label ("Bo T." is a name).
_THERAPIST = re.compile(
    r"(?:.*\b)?(?:therapist|counsell?or|psychologist|psychotherapist|clinician|supporter|helper|provider|interviewer|"
    r"dr|doctor|coach)(?:\b|[_\d]).*|(?:th|t|inv)[ _.#-]?\d*[.:]?",
    re.IGNORECASE,
)
_CLIENT = re.compile(
    r"(?:.*\b)?(?:client|patient|seeker|participant|caller|user)(?:\b|[_\d]).*|"
    r"(?:cl|pt|c|p|par)[ _.#-]?\d*[.:]?",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\?|\b(?:how|what|tell me|would you|could you|can you)\b", re.IGNORECASE)
_REFLECTS = re.compile(
    r"\b(?:it sounds like|sounds like|i(?:'m| am) (?:hearing|wondering|curious)|i wonder|so you|"
    r"you(?:'re| are) (?:saying|feeling)|i hear|last (?:week|time|session)|our (?:time|session)|"
    r"what was (?:it|that) like|how (?:do|did|does) (?:you|that|it)|"
    r"thank you for (?:telling|sharing)|i noticed?)\b",
    re.IGNORECASE,
)
_YOU = re.compile(r"\b(?:you|your|yourself)\b", re.IGNORECASE)
_I = re.compile(r"\b(?:i|me|my|mine|myself)\b", re.IGNORECASE)


@dataclass(frozen=True)
class RoleGuess:
    """Which label is which speaker, one sentence why, and how sure (0..1)."""

    roles: tuple[tuple[str, Speaker], ...]
    because: str
    sure: float


def guess_roles(transcript: Transcript) -> RoleGuess:
    """Guess who is the therapist, from the labels or, without help there, from the talk.

    >>> talk = Transcript((Turn(1, "T", "How was the week?"), Turn(2, "C", "My week was long.")))
    >>> guess_roles(talk).because
    'The labels say so: T is the therapist, C the client.'
    """
    labels = list(dict.fromkeys(turn.label for turn in transcript.turns if turn.label))
    by_name = _from_labels(labels)
    if by_name:
        return by_name
    if len(labels) < 2:
        return RoleGuess((), "The file names fewer than two speakers. Say who speaks in each turn.", 0.0)
    named = [label for label in labels if _THERAPIST.fullmatch(label.strip())]
    if len(named) == 1:
        return _one_named(named[0], labels, transcript)
    ways = {label: _way([t for t in transcript.turns if t.label == label]) for label in labels}
    order = sorted(labels, key=lambda label: -ways[label].points)
    therapist = order[0]
    client = max(order[1:], key=lambda label: sum(len(t.text) for t in transcript.turns if t.label == label))
    gap = ways[therapist].points - max(ways[label].points for label in order[1:])
    because = (
        f"{_why(therapist, client, ways)} Please check that {therapist} is the therapist."
        f"{_left_out([label for label in labels if label not in (therapist, client)])}"
    )
    return RoleGuess(
        ((therapist, Speaker.THERAPIST), (client, Speaker.CLIENT)), because, round(min(0.95, 0.5 + gap), 2)
    )


def with_roles(transcript: Transcript, roles: tuple[tuple[str, Speaker], ...]) -> Transcript:
    """The same transcript with each turn's speaker set from its label; other labels stay unknown."""
    known = dict(roles)
    turns = tuple(replace(turn, speaker=known.get(turn.label, Speaker.UNKNOWN)) for turn in transcript.turns)
    return replace(transcript, turns=turns)


def _from_labels(labels: list[str]) -> RoleGuess | None:
    therapists = [label for label in labels if _THERAPIST.fullmatch(label.strip())]
    clients = [label for label in labels if _CLIENT.fullmatch(label.strip()) and label not in therapists]
    others = [label for label in labels if label not in therapists and label not in clients]
    if not clients and therapists and len(others) == 1:
        clients = others
    if not therapists and clients and len(others) == 1:
        therapists = others
    if not therapists or not clients:
        return None
    roles = tuple((x, Speaker.THERAPIST) for x in therapists) + tuple((x, Speaker.CLIENT) for x in clients)
    others = [label for label in others if label not in therapists and label not in clients]
    because = (
        f"The labels say so: {therapists[0]} is the therapist, {clients[0]} the client.{_left_out(others)}"
    )
    return RoleGuess(roles, because, 0.97)


def _one_named(therapist: str, labels: list[str], transcript: Transcript) -> RoleGuess:
    """The labels name the therapist only, and several others speak: who says most is taken for the client."""
    others = [label for label in labels if label != therapist]
    client = max(others, key=lambda label: sum(len(t.text) for t in transcript.turns if t.label == label))
    because = (
        f"The labels say that {therapist} is the therapist; {client} says most of the others."
        f"{_left_out([label for label in others if label != client])}"
    )
    return RoleGuess(((therapist, Speaker.THERAPIST), (client, Speaker.CLIENT)), because, 0.8)


def _left_out(labels: list[str]) -> str:
    """Who is neither: a partner, a child, an interpreter; only the person knows."""
    if not labels:
        return ""
    named = labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"
    return f" {named} {'is' if len(labels) == 1 else 'are'} taken for neither until you say who that is."


@dataclass(frozen=True)
class _Way:
    """How somebody talks: shares of turns that ask and reflect, of words that are *you* and *I*."""

    asks: float
    reflects: float
    you: float
    me: float

    @property
    def points(self) -> float:
        """Higher for talk like a therapist's: questions, reflections, *you* rather than *I*."""
        return 0.4 * self.asks + 0.6 * self.reflects + 2.0 * (self.you - self.me)


def _why(therapist: str, client: str, ways: dict[str, _Way]) -> str:
    """Only what is true of these two."""
    one, two = ways[therapist], ways[client]
    compared = (
        ("asks", one.asks, two.asks),
        ("reflects", one.reflects, two.reflects),
        ("says 'you'", one.you, two.you),
    )
    does = [what for what, here, there in compared if here > there]
    said = f"{' and '.join([', '.join(does[:-1]), does[-1]] if len(does) > 1 else does)} more" if does else ""
    mine = f"{client} says 'I' more" if two.me > one.me else ""
    if not said and not mine:
        return "There is too little talk to tell who is who."
    return "; ".join(part for part in (f"{therapist} {said}" if said else "", mine) if part) + "."


def _way(turns: list[Turn]) -> _Way:
    text = " ".join(turn.text for turn in turns)
    words = max(len(text.split()), 1)
    return _Way(
        sum(bool(_ASKS.search(turn.text)) for turn in turns) / len(turns),
        sum(bool(_REFLECTS.search(turn.text)) for turn in turns) / len(turns),
        len(_YOU.findall(text)) / words,
        len(_I.findall(text)) / words,
    )
