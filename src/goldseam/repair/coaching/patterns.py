"""A small language for phrases, so that a rule can be read aloud by someone who does not program.

    i [just] (wanted|meant) to     words; (this|that) a choice; [..] and (..)? may be missing
    apolog*   *ing                 the beginning or the end of a word
    {family}                       any entry of a word list; an entry may use the language too
    .3   .,3   .3w                 up to three words; over marks inside the sentence too; one to three
    ^   $                          where a sentence, or a part after a mark or "and" or "but", begins; ends

Between two words of a phrase the fillers ("really", "just", "so" ...) may stand; rules need not name them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from goldseam.repair.coaching.tokens import BREAKS, STOPS, spelling

Words = Sequence[str]
Ends = Callable[[Words, int], Iterator[int]]
_PART = re.compile(r"[)\]]\?|[()\[\]|^$]|\{[a-z_]+\}|\.,?\d+w?|[^\s()\[\]|{}^$]+")
SHORT_GAP = 3
_TURNED = frozenset({"not", "never"})  # a short gap does not jump over what turns the meaning round
_JOIN = frozenset({"and", "but", "so", "or", "then"})
FILLERS = frozenset(spelling()["fillers"]["words"])


@dataclass(frozen=True)
class Phrase:
    """A compiled phrase: where it may end when it begins at a place, and the words it may begin with.

    `firsts` is None when it may begin with any word. `needs` are sets of words; a draft without any word of
    one of these sets cannot hold the phrase, which spares most of the work.
    """

    said: str
    ends: Ends
    firsts: frozenset[str] | None
    needs: tuple[frozenset[str], ...]
    crosses: bool = False  # may go over the end of a sentence

    def match(self, words: Words, at: int) -> int | None:
        """One past the last word of the phrase if it begins at `at`."""
        return next(self.ends(words, at), None)

    def search(self, words: Words, first: int, last: int) -> int | None:
        """The first place in `first..last` at which the phrase begins."""
        if not self.possible(frozenset(words[first:last])):
            return None
        return next((at for at in range(first, last) if self.begins(words[at]) and self._in(words, at)), None)

    def possible(self, vocabulary: frozenset[str]) -> bool:
        """Whether a draft of these words can hold the phrase at all."""
        return not any(need.isdisjoint(vocabulary) for need in self.needs)

    def begins(self, word: str) -> bool:
        """Whether the phrase can begin with this word."""
        return self.firsts is None or word in self.firsts

    def _in(self, words: Words, at: int) -> bool:
        return next(self.ends(words, at), None) is not None


class Lists(dict[str, "Lexicon"]):
    """Word lists by name."""


@dataclass(frozen=True)
class Lexicon:
    """A word list: single words, beginnings, endings, words taken out, and longer phrases by first word."""

    single: frozenset[str]
    begins: tuple[str, ...]
    closes: tuple[str, ...]
    without: frozenset[str]
    longer: Mapping[str, tuple[Ends, ...]]

    def holds(self, word: str) -> bool:
        """Whether a single word belongs to the list."""
        if word in self.without:
            return False
        return word in self.single or (
            bool(self.begins or self.closes)
            and word.isalpha()
            and (word.startswith(self.begins) or (len(word) > 4 and word.endswith(self.closes)))
        )

    def ends(self, words: Words, at: int) -> Iterator[int]:
        """Ends of entries that begin at `at`, the longest kind first."""
        if at >= len(words):
            return
        for entry in self.longer.get(words[at], ()):
            yield from entry(words, at)
        if self.holds(words[at]):
            yield at + 1

    def firsts(self) -> frozenset[str] | None:
        """First words, or None when beginnings or endings make them open."""
        return None if self.begins or self.closes else self.single | frozenset(self.longer)


def word_lists(entries: Mapping[str, Sequence[str]]) -> Lists:
    """Word lists from a table; a list may use those above it."""
    lists = Lists()
    for name, said in entries.items():
        lists[name] = _lexicon(said, lists)
    return lists


def _lexicon(said: Sequence[str], lists: Lists) -> Lexicon:
    plain = [one for one in said if re.fullmatch(r"[\w']+", one)]
    plain += [
        str(number)
        for one in said
        if (low := re.fullmatch(r"(\d+)\.\.(\d+)", one))
        for number in range(int(low[1]), int(low[2]) + 1)
    ]
    longer: dict[str, tuple[Ends, ...]] = {}
    for one in said:
        if not re.fullmatch(r"!?\*?[\w']+\*?|\d+\.\.\d+", one):
            made = phrase(one, lists)
            for first in made.firsts or ():
                longer[first] = (*longer.get(first, ()), made.ends)
    return Lexicon(
        frozenset(plain),
        tuple(one[:-1] for one in said if one.endswith("*") and " " not in one),
        tuple(one[1:] for one in said if one.startswith("*")),
        frozenset(one[1:] for one in said if one.startswith("!")),
        longer,
    )


def phrase(said: str, lists: Lists) -> Phrase:
    """Compile one phrase of the language.

    >>> wish = phrase("i [just] (wanted|meant) to .2 you", Lists())
    >>> wish.match("i really wanted to really help you".split(), 0)
    7
    """
    parts = _PART.findall(said)
    made, rest = _sequence(parts, lists)
    if rest:
        raise ValueError(f"one bracket too many: {said}")
    return Phrase(said, made.ends, made.firsts, made.needs, crosses=bool(STOPS & set(parts)))


@dataclass(frozen=True)
class Made:
    """A part of a phrase: see the fields of `Phrase`."""

    ends: Ends
    firsts: frozenset[str] | None
    needs: tuple[frozenset[str], ...] = ()


def _sequence(parts: list[str], lists: Lists) -> tuple[Made, list[str]]:
    """Parts up to a closing bracket or a bar, one after the other."""
    row: list[tuple[Made, bool]] = []
    while parts and parts[0] not in {")", "]", "|", ")?", "]?"}:
        made, optional, parts = _one(parts, lists)
        row.append((made, optional))
    needs = tuple(need for made, optional in row if not optional for need in made.needs)
    return Made(_in_a_row([(made.ends, optional) for made, optional in row]), _first_words(row), needs), parts


def _first_words(row: list[tuple[Made, bool]]) -> frozenset[str] | None:
    found: frozenset[str] = frozenset()
    for made, optional in row:
        if made.firsts is None:
            return None
        found |= made.firsts
        if made.firsts and not optional:
            return found
    return found


def _one(parts: list[str], lists: Lists) -> tuple[Made, bool, list[str]]:
    head, rest = parts[0], parts[1:]
    if head in {"(", "["}:
        choices: list[Made] = []
        while True:
            made, rest = _sequence(rest, lists)
            choices.append(made)
            bar, rest = rest[0], rest[1:]
            if bar != "|":
                return _choice(choices), head == "[" or bar == ")?", rest
    if head == "^":
        return Made(_beginning, frozenset()), False, rest
    if head == "$":
        return Made(_end, None), False, rest
    if head[0] == "{":
        listed = lists[head[1:-1]]
        firsts = listed.firsts()
        return Made(listed.ends, firsts, (firsts,) if firsts else ()), False, rest
    if re.fullmatch(r"\.\d+w", head):
        return Made(_some_words(int(head[1:-1])), None), False, rest
    if re.fullmatch(r"\.,?\d+", head):
        return Made(_gap(int(head.strip(".,")), "," in head), None), False, rest
    return _word(head), False, rest


def _word(said: str) -> Made:
    if said.endswith("*"):
        stem = said[:-1]
        return Made(
            lambda words, at: iter((at + 1,) if at < len(words) and words[at].startswith(stem) else ()), None
        )
    if said.startswith("*"):
        tail = said[1:]
        return Made(
            lambda words, at: iter((at + 1,) if at < len(words) and words[at].endswith(tail) else ()), None
        )
    one = frozenset({said})
    return Made(
        lambda words, at: iter((at + 1,) if at < len(words) and words[at] == said else ()), one, (one,)
    )


def _choice(choices: list[Made]) -> Made:
    """One of several; single words are looked up at once."""
    if len(choices) == 1:
        return choices[0]
    firsts: frozenset[str] | None = frozenset()
    for made in choices:
        firsts = None if firsts is None or made.firsts is None else firsts | made.firsts
    needs = [min(made.needs, key=len) if made.needs else None for made in choices]
    needed = (frozenset().union(*(need for need in needs if need)),) if all(needs) else ()

    def ends(words: Words, at: int) -> Iterator[int]:
        for made in choices:
            if not made.firsts or (at < len(words) and words[at] in made.firsts):
                yield from made.ends(words, at)

    return Made(ends, firsts, needed)


def _beginning(words: Words, at: int) -> Iterator[int]:
    if at == 0 or words[at - 1] in BREAKS or words[at - 1] in _JOIN:
        yield at


def _end(words: Words, at: int) -> Iterator[int]:
    if at >= len(words) or words[at] in BREAKS or words[at] in _JOIN:
        yield at


def _some_words(most: int) -> Ends:
    """One to `most` words."""

    def ends(words: Words, at: int) -> Iterator[int]:
        for place in range(at, min(at + most, len(words))):
            if words[place] in BREAKS:
                return
            yield place + 1

    return ends


def _gap(most: int, marks: bool) -> Ends:
    stop = (STOPS if marks else BREAKS) | (_TURNED if most <= SHORT_GAP else frozenset())

    def ends(words: Words, at: int) -> Iterator[int]:
        yield at
        for place in range(at, min(at + most, len(words))):
            if words[place] in stop:
                return
            yield place + 1

    return ends


def _in_a_row(parts: list[tuple[Ends, bool]]) -> Ends:
    """One part after another, fillers between; a part that may be missing is tried first."""

    def follow(words: Words, at: int, number: int) -> Iterator[int]:
        if number == len(parts):
            yield at
            return
        ends, optional = parts[number]
        for begin in _after_fillers(words, at) if number else (at,):
            for end in ends(words, begin):
                yield from follow(words, end, number + 1)
        if optional:
            yield from follow(words, at, number + 1)

    return lambda words, at: follow(words, at, 0)


def _after_fillers(words: Words, at: int) -> Iterator[int]:
    yield at
    while at < len(words) and words[at] in FILLERS:
        at += 1
        yield at
