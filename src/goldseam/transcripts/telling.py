"""More of what tells who somebody is: names that begin a sentence, other scripts, places and days.

Beside the rules in `redact`. A capital at the beginning of a sentence says nothing in English. There a word
is taken for a name where it is none of the ordinary words in `ordinary.txt`, which stand in our own texts.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

LATIN = (*range(0x41, 0x250), *range(0x1E00, 0x1F00))
CAPITALS = "".join(chr(code) for code in LATIN if chr(code).isupper())
ACTS = "a word that is a name here"
_SHORTENED = re.compile(r"'(?:s|d|ll|re|ve|m|t)\b")
_ENDINGS = ("s", "es", "d", "ed", "ing", "ly", "er", "est", "ness", "less", "ful", "able", "ion", "ment")
_PART = re.compile(r"<([A-Z]+)>")
_WORD = re.compile(r"[^\W\d_]+")


def _text(name: str) -> str:
    return files("goldseam.transcripts").joinpath(name).read_text(encoding="utf-8")


@cache
def rules() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """The rules of `telling.toml`: kind, why, where (the first group where there is one)."""
    table = tomllib.loads(_text("telling.toml"))
    return tuple(
        (row["kind"], row["because"], _pattern(row["find"], table["part"], small=row.get("small", False)))
        for row in table["rule"]
    )


def _pattern(find: str, parts: dict[str, str], *, small: bool) -> re.Pattern[str]:
    return re.compile(_whole(find, {**parts, "UPPER": CAPITALS}), re.IGNORECASE if small else 0)


def _whole(find: str, parts: dict[str, str]) -> str:
    return _PART.sub(lambda hit: _whole(parts[hit[1]], parts), find)


@cache
def first_names() -> frozenset[str]:
    """Common first names, in small letters."""
    return frozenset(_text("first_names.txt").split())


@cache
def ordinary() -> frozenset[str]:
    """Words that anyone says, in small letters; a word outside may be a name."""
    return frozenset(_text("ordinary.txt").split())


def is_stutter(word: str) -> bool:
    """Whether it is a word begun twice, as in *I-I*.

    >>> is_stutter("I-I'm"), is_stutter("Mary-Ann")
    (True, False)
    """
    parts = _parts(word)
    return len(parts) > 1 and all(part[0] == parts[-1][0] for part in parts)


def is_ordinary(word: str) -> bool:
    """Whether a word, or what is left of it without its ending, is one that anyone says.

    >>> is_ordinary("Homework"), is_ordinary("Xiomara"), is_ordinary("They'll")
    (True, False, True)
    """
    return is_stutter(word) or all(_one_ordinary(part) for part in _parts(word))


def _parts(word: str) -> list[str]:
    small = _SHORTENED.sub("", word.lower().replace("\u2019", "'"))
    return [part for part in re.split(r"[\-\u2013\u2014. ]+", small) if part]


@cache
def _one_ordinary(small: str) -> bool:
    stems = [small, *(small.removesuffix(end) for end in _ENDINGS if small.endswith(end))]
    known = ordinary()
    whole = any(stem in known or stem + "e" in known or stem[:-1] + "y" in known for stem in stems)
    return whole or any(len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in known for stem in stems)


@cache
def _opening() -> re.Pattern[str]:
    parts = tomllib.loads(_text("telling.toml"))["part"]
    before = r"(?:^|(?<=[.!?:…\n]) ?|(?<=[.!?…][\"”'’)]) |(?<=[\"“„«(\[])|(?<=[—–-] ))"
    return re.compile(before + _whole("(<CAPS>)", {**parts, "UPPER": CAPITALS}), re.MULTILINE)


def opening_names(text: str) -> Iterator[tuple[int, int]]:
    """Places of words that begin a sentence with a capital and are not ordinary: likely names."""
    for hit in _opening().finditer(text):
        start, words = hit.start(1), re.split(r"(\s+)", hit[1])
        while words and (not words[0].strip() or is_ordinary(words[0])):
            start += len(words.pop(0))
        said = "".join(words).rstrip()
        if said and not said.isupper():
            yield start, start + len(said)


def other_scripts(text: str) -> Iterator[tuple[int, int]]:
    """Places of words in another script, in a text that is mostly in Latin letters."""
    letters = [letter for letter in text if letter.isalpha()]
    if 2 * sum(ord(letter) in _LATIN for letter in letters) < len(letters):
        return
    for hit in _WORD.finditer(text):
        if not any(ord(letter) in _LATIN for letter in hit[0]):
            yield hit.span()


_LATIN = frozenset(LATIN)
