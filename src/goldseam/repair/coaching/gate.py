"""When the coach stops: a threat, stalking, a sexual or another breach of integrity.

A statement is not the next step then. The phrases stand in `coach_gate.toml`; they read what was done
between the two people in the room ("you ... me", "I ... you"), not what the client tells of others, and
not dreams. Words in quotation marks count where they are said to have been said to the therapist.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from goldseam.repair.coaching.index import Index
from goldseam.repair.coaching.patterns import Phrase, phrase
from goldseam.repair.coaching.scopes import covered, lists, table
from goldseam.repair.coaching.tokens import QUOTE, Draft, read

DANGER = frozenset({"threat", "stalking"})  # grounds that no draft as a whole speaks against
_SAID_TO_ME = frozenset(
    {"said", "wrote", "texted", "messaged", "told", "shouted", "message", "left", "saying", "screamed"}
)


@dataclass(frozen=True)
class Stop:
    """One ground to stop: its name, its reason in words, its phrases and their exceptions."""

    name: str
    reason: str
    quiet_in: tuple[str, ...]
    say: tuple[Phrase, ...]
    unless_next: tuple[Phrase, ...]
    unless_in_sentence: tuple[Phrase, ...]


@cache
def stops() -> tuple[Stop, ...]:
    """Every ground to stop, in the order of the file."""
    return tuple(
        Stop(
            name,
            entry["reason"],
            tuple(entry["quiet_in"]),
            *(
                tuple(phrase(said, lists()) for said in entry.get(field, ()))
                for field in ("say", "unless_next", "unless_in_sentence")
            ),
        )
        for name, entry in table("coach_gate.toml").items()
    )


def stop(draft: Draft, inside: Mapping[str, frozenset[int]]) -> Stop | None:
    """The first ground to stop, or None.

    >>> draft = read("You said you would kill me.")
    >>> found = stop(draft, covered(draft))
    >>> found.name if found else ""
    'threat'
    """
    return next(iter(_grounds(draft, inside)), None) or _threat_in_quotes(draft)


@cache
def _index() -> Index[Stop]:
    return Index((ground, one) for ground in stops() for one in ground.say)


def _grounds(draft: Draft, inside: Mapping[str, frozenset[int]]) -> list[Stop]:
    """The grounds found, in the order of the file."""
    found = {
        ground.name
        for at, pairs in enumerate(_index().at_each_word(draft))
        for ground, one in pairs
        if not any(at in inside[scope] for scope in ground.quiet_in) and _stands(ground, draft, one, at)
    }
    return [ground for ground in stops() if ground.name in found]


def _stands(ground: Stop, draft: Draft, one: Phrase, at: int) -> bool:
    end = one.match(draft.words, at)
    if end is None or any(after.match(draft.words, end) is not None for after in ground.unless_next):
        return False
    begin, close = draft.sentences[draft.sentence_of[at]]
    return not any(one.search(draft, begin, close) is not None for one in ground.unless_in_sentence)


def _threat_in_quotes(draft: Draft) -> Stop | None:
    """`You texted me "I will find you"`: words to the therapist, read as they stand and turned round."""
    threat = next(ground for ground in stops() if ground.name == "threat")
    for number, (start, end) in enumerate(draft.quotes):
        if _said_to_me(draft, number) and not _in_jest(draft):
            quoted = read(draft.text[start + 1 : end - 1])
            turned = read(quoted.text.lower().replace("you", "me"))
            if threat in _grounds(quoted, covered(quoted)) or threat in _grounds(turned, covered(turned)):
                return threat
    return None


def _in_jest(draft: Draft) -> bool:
    """Whether the draft says that there was laughter about it."""
    return not draft.vocabulary.isdisjoint({"laughed", "laugh", "laughing", "joked", "joking", "joke"})


def _said_to_me(draft: Draft, number: int) -> bool:
    places = [at for at, word in enumerate(draft.words) if word == QUOTE]
    before = draft.words[max(places[number] - 7, 0) : places[number]]
    who = next((word for word in reversed(before) if word in {"you", "he", "she", "i", "they"}), "")
    return who == "you" and bool(_SAID_TO_ME & set(before))
