"""Stretches of a draft that say something else than they seem to: denied, reported, imagined.

"I am not saying that you overreacted" blames nobody; "you told me that I never listen" owns nothing;
"when I called you resistant" interprets nothing now. A stretch begins after an opening phrase of
`coach_scopes.toml` and runs to the end of the part of the sentence, or as far as its entry says.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from goldseam.repair.coaching.index import Index
from goldseam.repair.coaching.patterns import Lists, Phrase, phrase, word_lists
from goldseam.repair.coaching.tokens import STOPS, Draft

_TURNS = frozenset({"but", "yet", "although", "though", "however", "except", "because"})


@dataclass(frozen=True)
class Scope:
    """One kind of stretch: its name, the phrases that open it, how far it goes, what lets it go on."""

    name: str
    opens: tuple[Phrase, ...]
    past_commas: bool
    most: int
    unless_next: tuple[Phrase, ...]


@cache
def table(name: str) -> dict[str, Any]:
    """One of the coach's own TOML files."""
    return tomllib.loads(files("goldseam.repair.coaching").joinpath(name).read_text(encoding="utf-8"))


@cache
def lists() -> Lists:
    """The word lists of `coach_words.toml`."""
    return word_lists(table("coach_words.toml"))


@cache
def scopes() -> tuple[Scope, ...]:
    """Every kind of stretch, as the file has them."""
    return tuple(_scope(entry) for entry in table("coach_scopes.toml")["scope"])


def _scope(entry: Mapping[str, Any]) -> Scope:
    opens = tuple(phrase(said, lists()) for said in entry["opens"])
    after = tuple(phrase(said, lists()) for said in entry.get("unless_next", ()))
    return Scope(entry["name"], opens, bool(entry.get("past_commas")), int(entry.get("most", 30)), after)


def covered(draft: Draft) -> dict[str, frozenset[int]]:
    """For each kind of stretch, the numbers of the tokens inside.

    >>> from goldseam.repair.coaching.tokens import read
    >>> sorted(covered(read("I am not saying that you overreacted."))["denied"])
    [5, 6]
    """
    found: dict[str, set[int]] = {scope.name: set() for scope in scopes()}
    for at, pairs in enumerate(_index().at_each_word(draft)):
        done: set[str] = set()
        for scope, opening in pairs:
            end = None if scope.name in done else opening.match(draft.words, at)
            if end is not None:
                done.add(scope.name)
                if not any(one.match(draft.words, end) is not None for one in scope.unless_next):
                    found[scope.name].update(range(end, _close(draft, end, scope)))
    return {name: frozenset(places) for name, places in found.items()}


@cache
def _index() -> Index[Scope]:
    return Index((scope, one) for scope in scopes() for one in scope.opens)


def _close(draft: Draft, begin: int, scope: Scope) -> int:
    """The end of the part of the sentence that begins here."""
    limit = min(begin + scope.most, len(draft.words))
    for at in range(begin, limit):
        word = draft.words[at]
        if (
            word in STOPS
            or word in {";", "—", ")"}
            or (word in _TURNS and at > begin and not (word == "because" and scope.name.startswith("denied")))
        ):
            return at
        if word in {",", ":"} and not scope.past_commas:
            return at
    return limit
