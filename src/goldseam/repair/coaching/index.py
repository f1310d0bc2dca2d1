"""Which phrases are worth trying at which word: a draft of eighty words holds few of a thousand phrases.

Each phrase is filed under the words of its rarest needed part. A draft's words then give the few phrases
that it can hold, each sentence's words fewer still, and the word at a place those that can begin there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from goldseam.repair.coaching.patterns import FILLERS, Phrase
from goldseam.repair.coaching.tokens import Draft, spelling

Owner = TypeVar("Owner")
_COMMON = FILLERS | frozenset(spelling()["common"]["words"])


class Index(Generic[Owner]):
    """Phrases with their owners, filed for quick finding."""

    def __init__(self, pairs: Iterable[tuple[Owner, Phrase]]) -> None:
        self._pairs = tuple(pairs)
        self._open = tuple(number for number, (_, one) in enumerate(self._pairs) if not one.needs)
        self._filed: dict[str, list[int]] = {}
        for number, (_, one) in enumerate(self._pairs):
            for word in _key(one):
                self._filed.setdefault(word, []).append(number)

    def at_each_word(self, draft: Draft) -> list[tuple[tuple[Owner, Phrase], ...]]:
        """For every token of the draft, the phrases that may begin there, in the order given.

        >>> from goldseam.repair.coaching.patterns import Lists, phrase
        >>> from goldseam.repair.coaching.tokens import read
        >>> filed = Index([("a", phrase("you took it", Lists())), ("b", phrase("you know", Lists()))])
        >>> [[owner for owner, _ in pairs] for pairs in filed.at_each_word(read("so you took it"))]
        [[], ['a'], [], []]
        """
        held = self._held(draft.vocabulary)
        found: list[tuple[tuple[Owner, Phrase], ...]] = []
        for begin, end in draft.sentences:
            words = draft.words[begin:end]
            found += self._in_sentence(words, frozenset(words), held)
        return found

    def _held(self, vocabulary: frozenset[str]) -> list[tuple[Owner, Phrase]]:
        numbers = {number for word in vocabulary for number in self._filed.get(word, ())} | set(self._open)
        return [
            self._pairs[number] for number in sorted(numbers) if self._pairs[number][1].possible(vocabulary)
        ]

    def _in_sentence(
        self, words: tuple[str, ...], vocabulary: frozenset[str], held: list[tuple[Owner, Phrase]]
    ) -> list[tuple[tuple[Owner, Phrase], ...]]:
        by_first: dict[str, list[tuple[Owner, Phrase]]] = {word: [] for word in vocabulary}
        for pair in held:
            one = pair[1]
            if one.crosses or one.possible(vocabulary):
                for word in vocabulary if one.firsts is None else one.firsts & vocabulary:
                    by_first[word].append(pair)
        ready = {word: tuple(pairs) for word, pairs in by_first.items()}
        return [ready[word] for word in words]


def _key(one: Phrase) -> frozenset[str]:
    """The needed words to file a phrase under: those that are seldom met."""
    if not one.needs:
        return frozenset()
    return min(one.needs, key=lambda need: (len(need & _COMMON) > 0, len(need)))
