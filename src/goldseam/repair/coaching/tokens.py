"""A draft as words the rules can read, each with its place in the text as it was written.

Case, curly quotes, contractions, spelling (British, American, messages) and false starts are brought
to one form here, so that no rule has to know them. Quotations become the single word `QUOTE`: what
someone said is not what the draft says.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

QUOTE = "QUOTE"
STOPS = frozenset({".", "?", "!", "…"})
BREAKS = STOPS | {",", ";", ":", "—", "(", ")"}
_SAME = str.maketrans(
    {"’": "'", "‘": "'", "‛": "'", "′": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "‟": '"',
     "«": '"', "»": '"', "″": '"', "–": "—", "―": "—", "‒": "—", "‐": "-", "‑": "-", "\u00a0": " "}
)  # fmt: skip
_PIECE = re.compile(
    r"\d{1,2}[:.]\d\d(?!\d)|'?[^\W_]+(?:'[^\W_]+)*|[.?!…]+|[,;:—()\n]|(?<=\s)-+(?=\s)|-|\x00+"
)
_ELONGATED = re.compile(r"([a-z])\1{2,}")


@cache
def spelling() -> dict[str, Any]:
    """The table of spellings, from `coach_spelling.toml`."""
    text = files("goldseam.repair.coaching").joinpath("coach_spelling.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _list(section: str, name: str = "words") -> frozenset[str]:
    return frozenset(spelling()[section][name])


@dataclass(frozen=True)
class Token:
    """One word or mark in the form the rules read; `start` and `end` are places in the original text."""

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Draft:
    """A text, its tokens and the places of what is quoted in it."""

    text: str
    tokens: tuple[Token, ...]
    quotes: tuple[tuple[int, int], ...] = field(default=())

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The tokens' words."""
        return tuple(token.word for token in self.tokens)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different words."""
        return frozenset(self.words)

    @cached_property
    def marks(self) -> tuple[frozenset[str], ...]:
        """For each token, what may stand for it in a phrase: the word, its beginnings and its endings."""
        known = {word: marks(word) for word in self.vocabulary}
        return tuple(known[word] for word in self.words)

    def holds(self, first: int, last: int) -> frozenset[str]:
        """The marks of tokens `first..last`, kept for the next time they are asked for."""
        if (first, last) not in self._held:
            self._held[first, last] = frozenset().union(*self.marks[first:last])
        return self._held[first, last]

    @cached_property
    def _held(self) -> dict[tuple[int, int], frozenset[str]]:
        return {}

    def places(self, first: int, last: int) -> tuple[int, int]:
        """Characters in the original text from token `first` to token `last`, both included."""
        return self.tokens[first].start, self.tokens[last].end

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """First and one-past-last token of every sentence."""
        found, begin = [], 0
        for number, word in enumerate(self.words):
            if word in STOPS:
                found.append((begin, number + 1))
                begin = number + 1
        if begin < len(self.words):
            found.append((begin, len(self.words)))
        return tuple(found)

    @cached_property
    def sentence_of(self) -> tuple[int, ...]:
        """The number of the sentence each token stands in."""
        return tuple(number for number, (a, b) in enumerate(self.sentences) for _ in range(a, b))


def marks(word: str) -> frozenset[str]:
    """What a phrase may write for a word.

    >>> sorted(marks("sad"))
    ['*ad', '*d', '*sad', 's*', 'sa*', 'sad', 'sad*']
    """
    places = range(1, len(word) + 1)
    return frozenset((word, *(word[:at] + "*" for at in places), *("*" + word[-at:] for at in places)))


def read(text: str) -> Draft:
    """Turn a text into a `Draft`.

    >>> [token.word for token in read("I didn’t realise, um, that.").tokens]
    ['i', 'did', 'not', 'realize', ',', 'that', '.']
    >>> read('When I said "calm down" you left.').words[:4]
    ('when', 'i', 'said', 'QUOTE')
    """
    plain = _plain(text)
    quotes = _quotations(plain)
    masked = plain
    for start, end in quotes:
        masked = masked[:start] + "\x00" * (end - start) + masked[end:]
    pieces = [
        token for piece in _PIECE.finditer(masked) for token in _token(piece.group(), piece.start(), masked)
    ]
    return Draft(text, tuple(_smooth(pieces)), quotes)


def _plain(text: str) -> str:
    """Lower case and plain marks, one character for each character."""
    same = text.translate(_SAME)
    return "".join(low if len(low := char.lower()) == 1 else char for char in same)


def _token(piece: str, at: int, text: str) -> list[Token]:
    end = at + len(piece)
    if piece[0] == "\x00":
        return [Token(QUOTE, at, end)]
    if piece[0] == "\n":
        return [Token(".", at, end)]
    if piece[0] in ".?!…":
        return [Token("?" if "?" in piece else piece[0], at, end)]
    if not piece[-1].isalnum():
        return (
            [] if piece == "-" and end < len(text) and text[end].isalnum() else [Token(_mark(piece), at, end)]
        )
    return [Token(word, at, end) for word in _spelled(piece)]


def _mark(piece: str) -> str:
    return "—" if piece[0] == "-" else piece[0]


def _spelled(piece: str) -> tuple[str, ...]:
    """The words one written word stands for."""
    table: dict[str, str] = spelling()["words"]
    word = piece if piece in table else piece.removeprefix("'")
    word = _ELONGATED.sub(r"\1", word) if word not in table else word
    if word in table:
        return tuple(table[word].split())
    for ending, meaning in spelling()["endings"].items():
        if word.endswith(ending) and len(word) > len(ending):
            return (*_spelled(word.removesuffix(ending)), meaning)
    if word.endswith("'s"):
        base = word[:-2]
        return (base, "is") if base in _list("is_after") else (base,)
    return (word.replace("'", ""),)


def _smooth(tokens: list[Token]) -> list[Token]:
    """Pass over sounds and false starts, and settle the words that depend on the next one."""
    kept: list[Token] = []
    for token in tokens:
        if token.word in _list("sounds") or (
            kept and kept[-1].word == "you" and token.word in _list("how_many")
        ):
            continue
        if token.word in BREAKS and kept and kept[-1].word in BREAKS:
            kept[-1] = _stronger(kept[-1], token)
            continue
        kept.append(_settled(token, kept))
        _drop_restart(kept)
    return [token for token in kept if token.word in BREAKS or token.word]


def _stronger(before: Token, after: Token) -> Token:
    return after if after.word in STOPS and before.word not in STOPS else before


def _settled(token: Token, before: list[Token]) -> Token:
    """`ill` as "I will" where it is not an adjective; `'s been` as "has been"; joined prefixes."""
    last = before[-1] if before else None
    if last and last.word in _list("joined") and last.end + 1 == token.start and token.word.isalpha():
        before.pop()
        return Token(last.word + token.word, last.start, token.end)
    if last and last.word == "is" and token.word in {"been", "got"}:
        before[-1] = Token("has", last.start, last.end)
    if last and last.word == "would" and _is_had(before, token.word):
        before[-1] = Token("had", last.start, last.end)
    if last and token.word == "of" and last.word in {"kind", "sort"} and _is_somewhat(before):
        before.pop()
        return Token("somewhat", last.start, token.end)
    if token.word == "you":
        _drop_count(before)
    if token.word != "ur" and last and last.word == "ur":
        before[-1:] = _ur(last, token.word)
    if token.word == "ill" and not (last and last.word in _list("ill", "after")):
        before.append(Token("i", token.start, token.end))
        return Token("will", token.start, token.end)
    return token


def _drop_count(before: list[Token]) -> None:
    """`the two of`, `the pair of`, `both of` before "you": a couple is spoken to like one person."""
    if len(before) > 1 and before[-1].word == "of" and before[-2].word in _list("how_many"):
        del before[-2:]
        if before and before[-1].word == "the":
            before.pop()


def _is_had(before: list[Token], following: str) -> bool:
    """Whether the last token is 'd, and stands for "had"."""
    contracted = len(before) > 1 and before[-2].start == before[-1].start
    if following == "hurt":  # "I'd hurt you" looks back, "you'd hurt me" looks ahead
        return contracted and before[-2].word == "i"
    return contracted and (
        following in _list("had", "before") or (following.endswith("ed") and following != "need")
    )


def _is_somewhat(before: list[Token]) -> bool:
    return len(before) < 2 or before[-2].word not in _list("kind_of", "not_after")


def _ur(token: Token, following: str) -> list[Token]:
    """`ur` as "you are" or "your", by the word that follows."""
    are = following in _list("ur", "before") or (following.endswith("ing") and len(following) > 4)
    return [Token(word, token.start, token.end) for word in (("you", "are") if are else ("your",))]


def _drop_restart(kept: list[Token]) -> None:
    """`i , i` and `are you , are you` keep their second half only."""
    for size in (2, 1):
        comma = -size - 1
        again = [token.word for token in kept[-size:]]
        if (
            len(kept) >= 2 * size + 1
            and kept[comma].word in {",", "—"}
            and [token.word for token in kept[comma - size : comma]] == again
            and all(word in _list("restarts") for word in again)
        ):
            del kept[comma - size : comma + 1]
            return


_QUOTED = re.compile(r'"[^"\n]{1,900}"|(?<![\w\'])\'(?=[^\s\'])[^"\n]{1,600}?(?<=[\w.,!?…])\'(?![\w\'])')


def _quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Places of what is quoted, without the draft itself when a whole draft stands in quotes."""
    found = [(hit.start(), hit.end()) for hit in _QUOTED.finditer(text)]
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if _is_draft(text, start, end):
            inner = _QUOTED.finditer(text[start + 1 : end - 1])
            kept += [(start + 1 + hit.start(), start + 1 + hit.end()) for hit in inner]
        elif not _is_scare(text, start, end):
            kept.append((start, end))
    return tuple(kept)


def _lead(text: str, start: int) -> list[str]:
    return re.findall(r"[^\W_]+", re.split(r"[.?!\n]", text[:start])[-1])[-8:]


def _is_draft(text: str, start: int, end: int) -> bool:
    """A quotation is the draft itself when it holds most of the words and nobody has said it yet."""
    share = len(text[start:end].split()) / max(len(text.split()), 1)
    said = {"said", "wrote", "texted", "told", "asked", "messaged", "shouted", "read", "called"}
    return share > 0.5 and not said & set(_lead(text, start))


def _is_scare(text: str, start: int, end: int) -> bool:
    """One or two words in quotes that nobody is said to have said are the draft's own."""
    return len(text[start:end].split()) <= 2 and not _list("speech") & set(_lead(text, start))
