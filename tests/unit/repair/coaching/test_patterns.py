"""The language of phrases: what each sign means, and what spares trying a phrase where it cannot stand."""

from __future__ import annotations

from itertools import product

import pytest

from goldseam.repair.coaching.patterns import Phrase, phrase, word_lists
from goldseam.repair.coaching.rules import groups
from goldseam.repair.coaching.tokens import read

LISTS = word_lists({"kin": ["mother", "old man", "!sister", "sist*"], "past": ["*ed", "went"]})


@pytest.mark.parametrize(
    ("said", "text", "end"),
    [
        ("i meant it", "i meant it", 3),
        ("i meant it", "i really meant it", 4),  # a filler may stand between
        ("i meant it", "i never meant it", None),
        ("i [only] meant", "i only meant", 3),
        ("i (wanted|meant) to", "i meant to", 3),
        ("i .2 to", "i had hoped to", 4),
        ("i .2 to", "i had hoped so much to", None),
        ("i .2 help", "i did not help", None),  # a short gap does not jump over "not"
        ("sorry .3 if", "sorry , mate , if", None),
        ("sorry .,3 if", "sorry , mate , if", 5),
        ("apolog* for", "apologies for", 2),
        ("my {kin}", "my old man", 3),
        ("my {kin}", "my sister", None),
        ("i {past} $", "i laughed", 2),
        ("i {past} $", "i laughed at", None),
        ("^ you", "and you", None),
    ],
)
def test_each_sign_means_what_it_says(said: str, text: str, end: int | None) -> None:
    assert phrase(said, LISTS).match(read(text).words, 0) == end


def test_a_part_begins_after_a_mark_or_a_joining_word() -> None:
    words = read("well , you left and you came").words
    found = [at for at in range(len(words)) if phrase("^ you", LISTS).match(words, at) is not None]
    assert found == [2, 5]


def test_a_bracket_too_many_is_refused() -> None:
    with pytest.raises((ValueError, IndexError)):
        phrase("i (meant|wanted)) it", LISTS)


def everywhere(one: Phrase, words: tuple[str, ...]) -> list[int]:
    return [at for at in range(len(words)) if one.match(words, at) is not None]


@pytest.mark.parametrize("said", ["[so] you [.1] took", "(you|your .1) {past}", "apolog* if", ".2 if"])
def test_what_spares_the_trying_never_hides_a_place(said: str) -> None:
    one = phrase(said, LISTS)
    for row in product(("you", "so", "took", "went", "if", "apologize"), repeat=4):
        draft = read(" ".join(row))
        places = everywhere(one, draft.words)
        assert one.search(draft, 0, 4) == (places[0] if places else None)
        for at in places:
            after = draft.marks[at + 1] if at < 3 else frozenset[str]()
            assert one.firsts is None or one.firsts & draft.marks[at]
            assert one.seconds is None or one.seconds & after or "so" in after


def test_no_phrase_stands_twice_in_a_group() -> None:
    for group in groups():
        said = [one.said for one in group.say]
        assert len(said) == len(set(said)), group.name
