"""Rules from the TOML files, and the places in a draft where they find something.

A rule group is a list of phrases with one reason. A phrase counts where it begins outside the stretches
that its group does not read (denied, reported, supposed ...) and where none of its exceptions holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from goldseam.repair.coaching.index import Index
from goldseam.repair.coaching.kinds import THERE_ALREADY, Kind
from goldseam.repair.coaching.patterns import Phrase, phrase
from goldseam.repair.coaching.scopes import lists, table
from goldseam.repair.coaching.tokens import BREAKS, STOPS, Draft

FILES = ("coach_reconsider.toml", "coach_frames.toml", "coach_there.toml", "coach_weighed.toml")
_HINGES = frozenset({"but", "because", "so", "yet", "although", "though", "and", "however"})


@dataclass(frozen=True)
class Group:
    """Phrases with one reason; see the head of the TOML files for the fields."""

    name: str
    kind: Kind
    because: str
    instead: str
    to: str
    quiet_in: tuple[str, ...]
    say: tuple[Phrase, ...]
    unless_next: tuple[Phrase, ...]
    unless_before: tuple[Phrase, ...]
    unless_in_sentence: tuple[Phrase, ...]
    only_in_sentence: tuple[Phrase, ...]
    question: bool
    vague: bool
    yields: bool


@dataclass(frozen=True)
class Found:
    """A place that a group found: tokens `first` to `last`, both included; the words that told it, if any."""

    group: Group
    first: int
    last: int
    telling: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """The kind of its group."""
        return self.group.kind


@cache
def groups() -> tuple[Group, ...]:
    """Every rule group, in the order of the files."""
    return tuple(_group(entry) for name in FILES for entry in table(name)["group"])


def _group(entry: Mapping[str, Any]) -> Group:
    return Group(
        name=entry["name"],
        kind=Kind(entry["kind"]),
        because=entry["because"],
        instead=entry.get("instead", ""),
        to=entry["to"],
        quiet_in=tuple(entry.get("quiet_in", ())),
        say=_phrases(entry.get("say", ())),
        unless_next=_phrases(entry.get("unless_next", ())),
        unless_before=_phrases(entry.get("unless_before", ())),
        unless_in_sentence=(*_phrases(entry.get("unless_in_sentence", ())), *excuses(Kind(entry["kind"]))),
        only_in_sentence=_phrases(entry.get("only_in_sentence", ())),
        question=bool(entry.get("question")),
        vague=bool(entry.get("vague")),
        yields=bool(entry.get("yields")),
    )


def _phrases(said: Sequence[str]) -> tuple[Phrase, ...]:
    return tuple(phrase(one, lists()) for one in said)


@cache
def excuses(kind: Kind) -> tuple[Phrase, ...]:
    """Phrases that keep a whole sentence quiet for a kind, whichever group found it."""
    return _phrases(table("coach_frames.toml")["unless"].get(kind.value, {}).get("in_sentence", ()))


def is_excused(draft: Draft, kind: Kind, at: int) -> bool:
    """Whether the sentence around a token holds a phrase that keeps the kind quiet."""
    begin, close = draft.sentences[draft.sentence_of[at]]
    return any(one.search(draft, begin, close) is not None for one in excuses(kind))


def named(name: str) -> Group:
    """The group of this name."""
    return next(group for group in groups() if group.name == name)


@cache
def _index() -> Index[Group]:
    return Index((group, one) for group in groups() for one in group.say)


def find(draft: Draft, covered: Mapping[str, frozenset[int]]) -> list[Found]:
    """Every place where a rule group finds something, in the order of the text.

    >>> from goldseam.repair.coaching.scopes import covered
    >>> from goldseam.repair.coaching.tokens import read
    >>> draft = read("You overreacted.")
    >>> {(found.kind.value, found.first) for found in find(draft, covered(draft))}
    {('blame', 0)}
    """
    found = []
    hushed = _hushed(covered)
    for at, pairs in enumerate(_index().at_each_word(draft)):
        done: set[str] = set()
        here = hushed.get(at, frozenset())
        for group, one in pairs:
            if group.name in done or (here and not here.isdisjoint(group.quiet_in)):
                continue
            end = one.match(draft.words, at)
            if end is not None and end > at and _stands(draft, group, at, end):
                done.add(group.name)
                found.append(Found(group, at, _extent(draft, group.to, at, end)))
    return found


def _hushed(covered: Mapping[str, frozenset[int]]) -> dict[int, frozenset[str]]:
    """For tokens inside a stretch, the names of the stretches."""
    places = frozenset[int]().union(*covered.values())
    return {at: frozenset(name for name, tokens in covered.items() if at in tokens) for at in places}


def _stands(draft: Draft, group: Group, at: int, end: int) -> bool:
    """Whether none of the group's exceptions holds here."""
    begin, close = draft.sentences[draft.sentence_of[at]]
    if group.question and draft.words[close - 1] != "?":
        return False
    if any(one.match(draft.words, end) is not None for one in group.unless_next):
        return False
    if any(_ends_at(draft, one, begin, at) for one in group.unless_before):
        return False
    if any(one.search(draft, begin, close) is not None for one in group.unless_in_sentence):
        return False
    return not group.only_in_sentence or any(
        one.search(draft, begin, close) is not None for one in group.only_in_sentence
    )


def _ends_at(draft: Draft, one: Phrase, begin: int, at: int) -> bool:
    return any(at in one.ends(draft.words, place) for place in range(max(begin, at - 6), at))


def _extent(draft: Draft, to: str, at: int, end: int) -> int:
    """The last token that is marked."""
    if to == "match":
        return _without_breaks(draft, end - 1, at)
    close = draft.sentences[draft.sentence_of[end - 1]][1]
    if to == "sentence":
        return close - 1
    place = end
    while place < close and draft.words[place] not in BREAKS and draft.words[place] not in _HINGES:
        place += 1
    return _without_breaks(draft, place - 1, at)


def _without_breaks(draft: Draft, last: int, first: int) -> int:
    while last > first and (draft.words[last] in BREAKS or draft.words[last] in _HINGES):
        if draft.words[last] in STOPS and draft.words[last] == "?":
            return last
        last -= 1
    return last


def without_contradiction(found: Sequence[Found]) -> list[Found]:
    """What is there already does not count inside what is worth another look.

    A moment may still be named inside a conditional apology ("sorry you felt hurt when I ...").
    """
    found = [one for one in found if not one.group.yields or not _yields(one, found)]
    marked: dict[int, set[Kind]] = {}
    for one in found:
        if one.kind not in THERE_ALREADY and one.kind is not Kind.TOO_LONG:
            for place in range(one.first, one.last + 1):
                marked.setdefault(place, set()).add(one.kind)
    return [one for one in found if one.kind not in THERE_ALREADY or not _spoiled(one, marked)]


def _yields(one: Found, found: Sequence[Found]) -> bool:
    """Whether a more exact group of another kind to reconsider found something at the same place."""
    return any(
        other.kind is not one.kind
        and other.kind not in THERE_ALREADY
        and not other.group.yields
        and other.first <= one.last
        and one.first <= other.last
        for other in found
        if other.kind is not Kind.TOO_LONG
    )


def _spoiled(one: Found, marked: Mapping[int, set[Kind]]) -> bool:
    places = range(one.first, one.last + 1) if one.kind is Kind.INVITES else (one.first,)
    kinds = {kind for place in places for kind in marked.get(place, ())}
    return bool(kinds - {Kind.CONDITIONAL_APOLOGY} if one.kind is Kind.NAMES_MOMENT else kinds)


def merged(found: Iterable[Found]) -> list[Found]:
    """Overlapping places of one kind as one, with the reason of the first."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.kind.value, one.first, -one.last)):
        before = kept[-1] if kept else None
        if before and before.kind is one.kind and one.first <= before.last + 1:
            kept[-1] = replace(before, last=max(before.last, one.last))
        else:
            kept.append(one)
    return sorted(kept, key=lambda one: (one.first, one.last, one.kind.value))
