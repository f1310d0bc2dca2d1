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
from dataclasses import dataclass, replace

from goldseam.repair.coaching.tokens import BREAKS, STOPS, Draft, spelling

Words = Sequence[str]
Ends = Callable[[Words, int], Iterator[int]]
Marks = frozenset[str] | None  # None: any
_PART = re.compile(r"[)\]]\?|[()\[\]|^$]|\{[a-z_]+\}|\.,?\d+w?|[^\s()\[\]|{}^$]+")
SHORT_GAP = 3
_TURNED = frozenset({"not", "never"})  # a short gap does not jump over what turns the meaning round
_JOIN = frozenset({"and", "but", "so", "or", "then"})
FILLERS = frozenset(spelling()["fillers"]["words"])


@dataclass(frozen=True)
class Phrase:
    """A compiled phrase: where it may end when it begins at a place, and what spares trying it there.

    `firsts` and `seconds` are the marks (`tokens.marks`) it may begin with and go on with, None for any.
    `needs` are sets of marks; words without any mark of one of these sets cannot hold the phrase.
    """

    said: str
    ends: Ends
    firsts: Marks
    seconds: Marks
    needs: tuple[frozenset[str], ...]
    crosses: bool = False  # may go over the end of a sentence
    anchored: bool = False  # begins only where a part begins

    def match(self, words: Words, at: int) -> int | None:
        """One past the last word of the phrase if it begins at `at`."""
        return next(self.ends(words, at), None)

    def search(self, draft: Draft, first: int, last: int) -> int | None:
        """The first place in `first..last` at which the phrase begins."""
        if not self.possible(draft.holds(first, last)):
            return None
        words, marks = draft.words, draft.marks
        return next(
            (
                at
                for at in range(first, last)
                if (self.firsts is None or not self.firsts.isdisjoint(marks[at]))
                and self.match(words, at) is not None
            ),
            None,
        )

    def possible(self, marks: frozenset[str]) -> bool:
        """Whether words with these marks can hold the phrase at all."""
        return not any(map(marks.isdisjoint, self.needs))


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
    seconds: Marks

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

    def firsts(self) -> frozenset[str]:
        """The marks an entry may begin with."""
        open_ones = (*(one + "*" for one in self.begins), *("*" + one for one in self.closes))
        return self.single | frozenset(self.longer) | frozenset(open_ones)


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
    seconds: Marks = frozenset()
    for one in said:
        if not re.fullmatch(r"!?\*?[\w']+\*?|\d+\.\.\d+", one):
            made = phrase(one, lists)
            seconds = _either(seconds, made.seconds)
            for first in made.firsts or ():
                longer[first] = (*longer.get(first, ()), made.ends)
    return Lexicon(
        frozenset(plain),
        tuple(one[:-1] for one in said if one.endswith("*") and " " not in one),
        tuple(one[1:] for one in said if one.startswith("*")),
        frozenset(one[1:] for one in said if one.startswith("!")),
        longer,
        seconds,
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
    seconds = None if made.one or made.empty else made.seconds
    return Phrase(said, made.ends, made.firsts, seconds, made.needs, _crosses(parts), said.startswith("^"))


def _crosses(parts: Sequence[str]) -> bool:
    """Whether a stop stands before the last element: a stop at the end still belongs to the sentence."""
    depth, last = 0, 0
    for at, part in enumerate(parts):
        if not depth and part != "$":
            last = at
        depth += (part in {"(", "["}) - (part[0] in ")]")
    return not STOPS.isdisjoint(parts[:last])


@dataclass(frozen=True)
class Made:
    """A part of a phrase: see the fields of `Phrase`; whether it may be no word at all, or a single one."""

    ends: Ends
    firsts: Marks
    needs: tuple[frozenset[str], ...] = ()
    seconds: Marks = frozenset()
    empty: bool = False
    one: bool = True
    fits: Callable[[str], bool] | None = None  # for a part that is one word: whether a word is it


def _either(one: Marks, other: Marks) -> Marks:
    return None if one is None or other is None else one | other


def _sequence(parts: list[str], lists: Lists) -> tuple[Made, list[str]]:
    """Parts up to a closing bracket or a bar, one after the other."""
    row: list[Made] = []
    optional: list[bool] = []
    while parts and parts[0] not in {")", "]", "|", ")?", "]?"}:
        made, may_miss, parts = _one(parts, lists)
        optional.append(may_miss)
        row.append(replace(made, needs=(), empty=True) if may_miss else made)
    if len(row) == 1 and row[0].fits and not row[0].empty:
        return row[0], parts
    return _joined(row, _in_a_row(list(zip(row, optional, strict=True)))), parts


def _joined(row: list[Made], ends: Ends) -> Made:
    """What is known of parts in a row, from the last to the first."""
    firsts: Marks = frozenset()
    seconds: Marks = frozenset()
    empty, one = True, False
    for made in reversed(row):
        seconds_here = _either(made.seconds, firsts) if made.one else made.seconds
        seconds = _either(seconds_here, seconds) if made.empty else seconds_here
        firsts = _either(made.firsts, firsts) if made.empty else made.firsts
        empty, one = made.empty and empty, (made.one and empty) or (made.empty and one)
    return Made(ends, firsts, tuple(need for made in row for need in made.needs), seconds, empty, one)


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
        return Made(_beginning, frozenset(), empty=True, one=False), False, rest
    if head == "$":
        return Made(_end, None, (), None, empty=True), False, rest
    if head[0] == "{":
        listed = lists[head[1:-1]]
        firsts = listed.firsts()
        return Made(listed.ends, firsts, (firsts,), listed.seconds), False, rest
    if re.fullmatch(r"\.\d+w", head):
        return Made(_some_words(int(head[1:-1])), None, (), None), False, rest
    if re.fullmatch(r"\.,?\d+", head):
        return Made(_gap(int(head.strip(".,")), "," in head), None, (), None, empty=True), False, rest
    return _word(head), False, rest


def _word(said: str) -> Made:
    if said.endswith("*"):
        return _single(frozenset({said}), _starting(said[:-1]))
    if said.startswith("*"):
        return _single(frozenset({said}), _ending(said[1:]))
    return _single(frozenset({said}), said.__eq__)


def _single(marks: frozenset[str], fits: Callable[[str], bool]) -> Made:
    """A part that is one word."""

    def ends(words: Words, at: int) -> Iterator[int]:
        if at < len(words) and fits(words[at]):
            yield at + 1

    return Made(ends, marks, (marks,), fits=fits)


def _starting(stem: str) -> Callable[[str], bool]:
    return lambda word: word.startswith(stem)


def _ending(tail: str) -> Callable[[str], bool]:
    return lambda word: word.endswith(tail)


def _choice(choices: list[Made]) -> Made:
    """One of several; single words are looked up at once."""
    if len(choices) == 1:
        return choices[0]
    words = frozenset[str]().union(*(made.firsts or () for made in choices))
    if all(made.fits for made in choices) and not any("*" in word for word in words):
        return _single(words, words.__contains__)
    firsts: Marks = frozenset()
    seconds: Marks = frozenset()
    for made in choices:
        firsts, seconds = _either(firsts, made.firsts), _either(seconds, made.seconds)
    needs = [min(made.needs, key=len) if made.needs else None for made in choices]
    needed = (frozenset().union(*(need for need in needs if need)),) if all(needs) else ()
    tried = [(made.ends, _plain_firsts(made)) for made in choices]

    def ends(words: Words, at: int) -> Iterator[int]:
        for ways, plain in tried:
            if not plain or (at < len(words) and words[at] in plain):
                yield from ways(words, at)

    empty, one = any(made.empty for made in choices), any(made.one for made in choices)
    return Made(ends, firsts, needed, seconds, empty, one)


def _plain_firsts(made: Made) -> frozenset[str]:
    """The words a part begins with, for looking up; none where it may be empty or begins otherwise."""
    if made.empty or made.firsts is None or any("*" in mark for mark in made.firsts):
        return frozenset()
    return made.firsts


def begins_part(words: Words, at: int) -> bool:
    """Whether a sentence, or a part of one, begins here."""
    return at == 0 or words[at - 1] in BREAKS or words[at - 1] in _JOIN


def _beginning(words: Words, at: int) -> Iterator[int]:
    if begins_part(words, at):
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


def _in_a_row(parts: list[tuple[Made, bool]]) -> Ends:
    """One part after another, fillers between; a part that may be missing is tried first."""
    row = tuple((made.ends, made.fits, may_miss) for made, may_miss in parts)
    most = len(row)

    def follow(words: Words, at: int, number: int) -> Iterator[int]:
        if number == most:
            yield at
            return
        ends, fits, may_miss = row[number]
        begin, last = at, len(words)
        while True:
            if fits is None:
                for end in ends(words, begin):
                    yield from follow(words, end, number + 1)
            elif begin < last and fits(words[begin]):
                yield from follow(words, begin + 1, number + 1)
            if not number or begin >= last or words[begin] not in FILLERS:
                break
            begin += 1
        if may_miss:
            yield from follow(words, at, number + 1)

    return lambda words, at: follow(words, at, 0)
