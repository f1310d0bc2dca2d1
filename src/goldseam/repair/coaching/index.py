"""Which phrases are worth trying at which word: a draft of eighty words holds few of a thousand phrases.

Each phrase is filed under the words of its rarest needed part. A draft's words then give the few phrases
that it can hold, each sentence's words fewer still, and the word at a place those that can begin there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from goldseam.repair.coaching.patterns import FILLERS, Phrase, begins_part
from goldseam.repair.coaching.tokens import Draft, spelling

Owner = TypeVar("Owner")
_OFTEN = {word: 1 / (4 + rank) for rank, word in enumerate(spelling()["common"]["words"])}


class Index(Generic[Owner]):
    """Phrases with their owners, filed for quick finding."""

    def __init__(self, pairs: Iterable[tuple[Owner, Phrase]]) -> None:
        self._pairs = tuple(pairs)
        self._open: list[int] = []
        self._crossing: list[int] = []
        self._filed: dict[str, list[int]] = {}
        for number, (_, one) in enumerate(self._pairs):
            if one.crosses:
                self._crossing.append(number)
            elif not one.needs:
                self._open.append(number)
            else:
                for word in _key(one):
                    self._filed.setdefault(word, []).append(number)

    def at_each_word(self, draft: Draft) -> list[list[tuple[Owner, Phrase]]]:
        """For every token of the draft, the phrases that may begin there, in the order given.

        >>> from goldseam.repair.coaching.patterns import Lists, phrase
        >>> from goldseam.repair.coaching.tokens import read
        >>> filed = Index([("a", phrase("you took it", Lists())), ("b", phrase("you know", Lists()))])
        >>> [[owner for owner, _ in pairs] for pairs in filed.at_each_word(read("so you took it"))]
        [[], ['a'], [], []]
        """
        whole = draft.holds(0, len(draft.words))
        crossing = [number for number in self._crossing if self._pairs[number][1].possible(whole)]
        always = [*self._open, *crossing]
        found: list[list[tuple[Owner, Phrase]]] = []
        for begin, end in draft.sentences:
            held = draft.holds(begin, end)
            ready = self._by_first(sorted([*self._held(held), *always]), held)
            found += (
                [self._beginning(draft, at, ready) for at in range(begin, end)]
                if ready
                else [[]] * (end - begin)
            )
        return found

    def _held(self, marks: frozenset[str]) -> list[int]:
        """The numbers of the phrases filed under one of these marks that words with them can hold."""
        pairs, filed = self._pairs, self._filed
        numbers = set().union(*[filed[mark] for mark in marks & filed.keys()])
        return [number for number in numbers if pairs[number][1].possible(marks)]

    def _by_first(self, held: list[int], marks: frozenset[str]) -> dict[str, list[int]]:
        """Phrases by the marks they may begin with; under "" those that begin with any word."""
        by_first: dict[str, list[int]] = {}
        for number in held:
            firsts = self._pairs[number][1].firsts
            for mark in ("",) if firsts is None else firsts & marks:
                by_first.setdefault(mark, []).append(number)
        return by_first

    def _beginning(self, draft: Draft, at: int, ready: dict[str, list[int]]) -> list[tuple[Owner, Phrase]]:
        here = ready.keys() & draft.marks[at]
        if not here and "" not in ready:
            return []
        numbers = set(ready.get("", ())).union(*[ready[mark] for mark in here])
        pairs = [self._pairs[number] for number in sorted(numbers)]
        after = draft.marks[at + 1] if at + 1 < len(draft.words) else frozenset[str]()
        free = not FILLERS.isdisjoint(after)
        inner = not begins_part(draft.words, at)
        return [
            pair
            for pair in pairs
            if not (inner and pair[1].anchored)
            if free or pair[1].seconds is None or not pair[1].seconds.isdisjoint(after)
        ]


def _key(one: Phrase) -> frozenset[str]:
    """The needed marks to file a phrase under: those that are seldom met."""
    return min(one.needs, key=lambda need: sum(map(_met, need)))


def _met(mark: str) -> float:
    """How often a mark is met, roughly: the common words stand in the order of how often."""
    return _OFTEN.get(mark, 0.003)
