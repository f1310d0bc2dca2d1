"""Three things that no phrase shows: a "but" after an apology, sorry said again and again, and length."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from goldseam.repair.coaching.kinds import THERE_ALREADY, Kind
from goldseam.repair.coaching.rules import Found, Group, groups
from goldseam.repair.coaching.scopes import lists
from goldseam.repair.coaching.tokens import BREAKS, STOPS, Draft

MOST_WORDS = 90  # science.md F 10: a design choice, not a finding
MOST_SORRIES = 2


@cache
def _words(name: str) -> frozenset[str]:
    return lists()[name].single


def words_in(text: str) -> int:
    """How many words a person would count: runs between spaces that hold a letter or a digit.

    >>> words_in("I cut in - sorry, that's on me.")
    7
    """
    return len(re.findall(r"\S*\w\S*", text))


def look(draft: Draft, inside: Mapping[str, frozenset[int]], found: Sequence[Found]) -> list[Found]:
    """What is found in the draft as a whole, beside what the phrases found."""
    turns = _turns(draft, inside, found)
    return [*turns, *_sorries(draft, inside), *_length(draft), *_general_truths(draft, [*found, *turns])]


def _named(name: str) -> Group:
    return next(group for group in groups() if group.name == name)


def _turns(draft: Draft, inside: Mapping[str, frozenset[int]], found: Sequence[Found]) -> list[Found]:
    """`but` and its kin where an apology, owning or validation stands before, and none of these after."""
    group = _named("contrast")
    turns = []
    for at, word in enumerate(draft.words):
        if word in _words("turn") and at not in inside["client"] and _is_turn(draft, at):
            last = _end_of_part(draft, at)
            if _takes_back(draft, found, at, last):
                turns.append(Found(group, at, last))
    return turns


def _is_turn(draft: Draft, at: int) -> bool:
    before = draft.words[at - 1] if at else "."
    after = draft.words[at + 1] if at + 1 < len(draft.words) else "."
    if before in _words("no_turn_after") or (
        draft.words[at] in _words("turn_only_first") and before not in BREAKS
    ):
        return False
    return after in _words("turn_goes_on") or after in {",", "—"} or after.endswith("ly")


def _end_of_part(draft: Draft, at: int) -> int:
    close = draft.sentences[draft.sentence_of[at]][1]
    last = (
        next((place for place in range(at + 3, close) if draft.words[place] in STOPS | {";", "—"}), close) - 1
    )
    return max(min(last, close - 1), at)


def _takes_back(draft: Draft, found: Sequence[Found], at: int, last: int) -> bool:
    """Whether something is given before the turn and nothing is given after it."""
    number = draft.sentence_of[at]
    begin = draft.sentences[number][0]
    if begin == at and number:
        begin = draft.sentences[number - 1][0]
    sorry = any(word in _words("sorry_plain") for word in draft.words[begin:at])
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


def _general_truths(draft: Draft, found: Sequence[Found]) -> list[Found]:
    """Sentences in the present about no one in the room: "Grief comes in stages." """
    taken = {draft.sentence_of[place] for one in found for place in range(one.first, one.last + 1)}
    return [
        Found(_named("no_one_here"), begin, end - 1)
        for number, (begin, end) in enumerate(draft.sentences)
        if number not in taken and _is_general(draft.words[begin:end])
    ]


def _is_general(words: Sequence[str]) -> bool:
    plain = [word for word in words if word not in BREAKS]
    return (
        len(plain) >= 4
        and words[-1] != "?"
        and plain[0] not in _words("general_never_first")
        and not _words("in_the_room").intersection(plain)
        and not any(
            word in _words("general_never") or (word.endswith("ed") and len(word) > 4) for word in plain
        )
        and bool(_words("general_present").intersection(plain[:6]) or plain[0] in _words("general_many"))
    )


def _length(draft: Draft) -> list[Found]:
    if words_in(draft.text) <= MOST_WORDS:
        return []
    return [Found(_named("length"), 0, len(draft.words) - 1)]
