"""Three things that no phrase shows: a "but" after an apology, sorry said again and again, and length."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from goldseam.repair.coaching.kinds import THERE_ALREADY, Kind
from goldseam.repair.coaching.patterns import Phrase, phrase
from goldseam.repair.coaching.rules import Found, is_excused, named
from goldseam.repair.coaching.scopes import lists, table
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
    rest = _untouched(draft, [*found, *turns])
    return [*turns, *_sorries(draft, inside), *_length(draft), *_by_subject(draft, inside, rest)]


def _turns(draft: Draft, inside: Mapping[str, frozenset[int]], found: Sequence[Found]) -> list[Found]:
    """`but` and its kin where an apology, owning or validation stands before, and none of these after."""
    group = named("contrast")
    turns = []
    for at, word in enumerate(draft.words):
        if word in _words("turn") and at not in inside["client"] and _is_turn(draft, at):
            last = _end_of_part(draft, at)
            if _takes_back(draft, found, at, last) and not is_excused(draft, Kind.JUSTIFICATION, at):
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
    if Kind.JUSTIFICATION in after:
        return sorry or given
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
    return [Found(named("repeated"), at, at) for at in places[MOST_SORRIES:]]


def _untouched(draft: Draft, found: Sequence[Found]) -> list[tuple[int, int]]:
    """Sentences in which nothing else was found."""
    taken = {draft.sentence_of[place] for one in found for place in range(one.first, one.last + 1)}
    return [places for number, places in enumerate(draft.sentences) if number not in taken]


def _by_subject(
    draft: Draft, inside: Mapping[str, frozenset[int]], sentences: Sequence[tuple[int, int]]
) -> list[Found]:
    """Plain statements in the present that no phrase explains, by whom they are about.

    In a repair statement, "Grief comes in stages" teaches, "You lead with anger" explains the client, and
    "The model is quite structured" explains the therapist. Denials and what someone said are passed over.
    """
    found = []
    for begin, end in sentences:
        words = draft.words[begin:end]
        name = _about(words)
        if not name or begin in inside["client"] or _is_set_aside(draft, inside, begin, end):
            continue
        if not is_excused(draft, named(name).kind, begin):
            found.append(Found(named(name), begin, end - 1))
    return found


def _is_set_aside(draft: Draft, inside: Mapping[str, frozenset[int]], begin: int, end: int) -> bool:
    """Denied, told of then, or a frame for what follows ("I want to come back to Tuesday")."""
    if any(
        place in inside[scope]
        for place in range(begin, min(begin + 6, end))
        for scope in ("denied", "client", "mine")
    ):
        return True
    return any(one.search(draft, begin, end) is not None for one in _frames())


@cache
def _frames() -> tuple[Phrase, ...]:
    return tuple(phrase(said, lists()) for said in table("coach_words.toml")["frame"])


def _about(words: Sequence[str]) -> str:
    """The group for a plain statement, by its subject; empty where it is none."""
    plain = [word for word in words if word not in BREAKS]
    if len(plain) < 4 or words[-1] == "?" or "QUOTE" in plain:
        return ""
    if _is_past(plain):
        return "about_me" if _excuses(plain) else ""
    if _is_general(plain):
        return "no_one_here"
    subject = next((word for word in plain[:3] if word not in _words("before_subject")), "")
    if subject in {"you", "your"}:
        return "" if _words("not_said_of_you").intersection(plain[:4]) else "about_you"
    return (
        "about_me"
        if subject in _words("subjects") and not _words("not_said_of_me").intersection(plain[:4])
        else ""
    )


def _excuses(plain: Sequence[str]) -> bool:
    """A past state of things, told of no one: "That day was chaos"."""
    subject = next((word for word in plain[:3] if word not in _words("before_subject")), "")
    return subject in _words("things") and not _words("not_an_excuse").intersection(plain)


def _is_past(plain: Sequence[str]) -> bool:
    past = lists()["past"].single - _words("also_present")
    return any(
        word in _words("general_never") or word in past or (word.endswith("ed") and len(word) > 4)
        for before, word in zip(("", *plain), plain, strict=False)
        if before not in _words("present_before")  # "gets triggered", "is needed"
    )


def _is_general(plain: Sequence[str]) -> bool:
    """Whether a statement is about no one in the room."""
    if _many(plain) and _words("habit").union(_words("general_present")).intersection(plain[1:7]):
        return not _words("in_the_room").intersection(plain)
    third = len(plain[1]) > 4 and plain[1].endswith("s") and not plain[1].endswith("ss")
    return (
        plain[0] not in _words("general_never_first")
        and not _words("in_the_room").intersection(plain)
        and bool(
            third or _words("general_present").intersection(plain[:6]) or plain[0] in _words("general_many")
        )
    )


def _many(plain: Sequence[str]) -> bool:
    """Whether a statement begins with more than one of a thing: "Couples ...", "Healthy boundaries ..."."""
    return any(
        len(word) > 5 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
        for word in (plain[0], plain[1] if plain[0] in _words("good_sort") else "")
        if word not in _words("general_never_first") and word not in _words("before_subject")
    )


def _length(draft: Draft) -> list[Found]:
    if words_in(draft.text) <= MOST_WORDS:
        return []
    return [Found(named("length"), 0, len(draft.words) - 1)]
