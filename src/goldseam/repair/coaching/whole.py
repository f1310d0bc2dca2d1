"""Three things that no phrase shows: a "but" after an apology, sorry said again and again, and length."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from goldseam.repair.coaching.kinds import THERE_ALREADY, Kind
from goldseam.repair.coaching.rules import Found, Group, groups
from goldseam.repair.coaching.tokens import BREAKS, STOPS, Draft

MOST_WORDS = 90  # science.md F 10: a design choice, not a finding
MOST_SORRIES = 2
_TURN = frozenset({"but", "however", "yet", "though", "although", "nonetheless", "nevertheless", "regardless", "still", "except"})
_NEVER_A_TURN_AFTER = frozenset(
    {"nothing", "anything", "all", "none", "everything", "everyone", "nobody", "last", "next", "even", "as", "help",
     "anyone", "no", "any", "and"}
)  # fmt: skip
_ONLY_AT_THE_BEGINNING = frozenset({"however", "still", "yet", "nonetheless", "nevertheless", "regardless", "although"})
_SORRY = frozenset({"sorry", "apologize", "apologizes", "apology", "apologies", "regret"})
_SPEAKERS = frozenset(
    "i you we it that this there they he she my your the sometimes in as because when what if somebody someone "
    "people clients not please next time these those our no one everyone one with for at a an sure rules policy "
    "also unfortunately only given some every".split()
)


def words_in(text: str) -> int:
    """How many words a person would count: runs between spaces that hold a letter or a digit.

    >>> words_in("I cut in - sorry, that's on me.")
    7
    """
    return len(re.findall(r"\S*\w\S*", text))


def look(draft: Draft, inside: Mapping[str, frozenset[int]], found: Sequence[Found]) -> list[Found]:
    """What is found in the draft as a whole, beside what the phrases found."""
    return [*_turns(draft, inside, found), *_sorries(draft, inside), *_length(draft)]


def _named(name: str) -> Group:
    return next(group for group in groups() if group.name == name)


def _turns(draft: Draft, inside: Mapping[str, frozenset[int]], found: Sequence[Found]) -> list[Found]:
    """`but` and its kin where an apology, owning or validation stands before, and none of these after."""
    group = _named("contrast")
    turns = []
    for at, word in enumerate(draft.words):
        if word in _TURN and at not in inside["client"] and _is_turn(draft, at):
            last = _end_of_part(draft, at)
            if _takes_back(draft, found, at, last):
                turns.append(Found(group, at, last))
    return turns


def _is_turn(draft: Draft, at: int) -> bool:
    before = draft.words[at - 1] if at else "."
    after = draft.words[at + 1] if at + 1 < len(draft.words) else "."
    if before in _NEVER_A_TURN_AFTER or (draft.words[at] in _ONLY_AT_THE_BEGINNING and before not in BREAKS):
        return False
    return after in _SPEAKERS or after in {",", "—"} or after.endswith("ly")


def _end_of_part(draft: Draft, at: int) -> int:
    close = draft.sentences[draft.sentence_of[at]][1]
    last = next((place for place in range(at + 3, close) if draft.words[place] in STOPS | {";", "—"}), close) - 1
    return max(min(last, close - 1), at)


def _takes_back(draft: Draft, found: Sequence[Found], at: int, last: int) -> bool:
    """Whether something is given before the turn and nothing is given after it."""
    number = draft.sentence_of[at]
    begin = draft.sentences[number][0]
    if begin == at and number:
        begin = draft.sentences[number - 1][0]
    sorry = any(word in _SORRY for word in draft.words[begin:at])
    given = any(one.kind in {Kind.OWNS_PART, Kind.VALIDATES} and begin <= one.first < at for one in found)
    after = {one.kind for one in found if at < one.first <= last}
    if after & set(THERE_ALREADY) - {Kind.NAMES_MOMENT}:
        return False
    return sorry or (given and not after & {Kind.BLAME, Kind.INTERPRETATION, Kind.LECTURE})


def _sorries(draft: Draft, inside: Mapping[str, frozenset[int]]) -> list[Found]:
    """The third sorry and every one after it."""
    places = [
        at
        for at, word in enumerate(draft.words)
        if word in {"sorry", "apologize", "apologies"}
        and at not in inside["denied"]
        and at not in inside["client"]
        and draft.words[at + 1 : at + 3] not in {("to", "hear"), ("for", "your"), ("about", "your")}
    ]
    return [Found(_named("repeated"), at, at) for at in places[MOST_SORRIES:]]


def _length(draft: Draft) -> list[Found]:
    if words_in(draft.text) <= MOST_WORDS:
        return []
    return [Found(_named("length"), 0, len(draft.words) - 1)]
