"""The index offers every phrase that can begin at a word, in the order of the file, and few others."""

from __future__ import annotations

import json
from pathlib import Path

from goldseam.repair.coaching.index import Index
from goldseam.repair.coaching.patterns import phrase
from goldseam.repair.coaching.rules import groups
from goldseam.repair.coaching.scopes import lists
from goldseam.repair.coaching.tokens import read

SAMPLE = Path(__file__).resolve().parents[3] / "samples" / "coach" / "fresh.jsonl"
TEXTS = [json.loads(line)["text"] for line in SAMPLE.read_text(encoding="utf-8").splitlines()[:12]]
PHRASES = [one for group in groups() for one in group.say]


def test_the_index_hides_no_phrase_that_matches() -> None:
    index = Index(enumerate(PHRASES))
    for text in TEXTS:
        draft = read(text)
        offered = [{number for number, _ in pairs} for pairs in index.at_each_word(draft)]
        for at in range(len(draft.words)):
            matching = {
                number for number, one in enumerate(PHRASES) if one.match(draft.words, at) is not None
            }
            assert matching <= offered[at]


def test_the_index_offers_few_phrases_and_in_order() -> None:
    index = Index(enumerate(PHRASES))
    draft = read(TEXTS[0])
    for pairs in index.at_each_word(draft):
        numbers = [number for number, _ in pairs]
        assert numbers == sorted(set(numbers))
        assert len(numbers) < len(PHRASES) / 4


def test_a_phrase_that_goes_over_a_full_stop_is_offered() -> None:
    index = Index([("over", phrase("i tried . i really did", lists()))])
    assert index.at_each_word(read("I tried. I really did."))[0][0][0] == "over"


def test_a_phrase_by_a_beginning_is_offered_only_where_the_beginning_stands() -> None:
    index = Index([("stem", phrase("apolog* if", lists()))])
    assert [len(pairs) for pairs in index.at_each_word(read("my apologies if it hurt"))] == [0, 1, 0, 0, 0]
