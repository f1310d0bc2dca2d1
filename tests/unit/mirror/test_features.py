"""Tags and words become features; what is unknown is said, what is negated is not read."""

from __future__ import annotations

from collections import Counter
from datetime import date, time

import pytest

from goldseam.errors import BadInput
from goldseam.mirror.features import READ, Feature, Topic, chips, feature, features_of, from_chips, read, said
from goldseam.mirror.wording import table
from goldseam.terms.therapist import Reflection

MONDAY = date(2026, 3, 2)


def entry(text: str = "", tags: tuple[str, ...] = (), at: time | None = None, alias: str = "") -> Reflection:
    return Reflection("1", MONDAY, text, alias, tags, at)


@pytest.mark.parametrize("tag", ["quiet", "mood:low", "feeling:", "", "day:monday", "who:M."])
def test_an_unknown_tag_is_named_with_what_is_allowed(tag: str) -> None:
    with pytest.raises(BadInput, match=r"Allowed|Write topic:value"):
        feature(tag)


def test_a_tag_and_the_same_words_count_once() -> None:
    held = features_of(entry("I am ashamed.", ("feeling:ashamed",)))
    assert Counter(one.topic for one in held) == {Topic.FEELING: 1, Topic.DAY: 1}


@pytest.mark.parametrize(
    ("hour", "part"),
    [(4, "night"), (5, "morning"), (11, "morning"), (12, "afternoon"), (16, "afternoon"), (17, "evening"),
     (20, "evening"), (21, "night"), (0, "night")],
)  # fmt: skip
def test_the_day_has_four_parts(hour: int, part: str) -> None:
    assert Feature(Topic.HOUR, part) in features_of(entry(at=time(hour)))


def test_without_an_hour_and_an_alias_neither_is_made_up() -> None:
    assert {one.topic for one in features_of(entry())} == {Topic.DAY}


def test_every_place_read_holds_the_words_it_names() -> None:
    text = "She went quiet; I explained. Then I went for a walk and it eased."
    seen = read(text)
    assert len(seen) == 4
    assert all(text[one.start : one.end] == one.words for one in seen)


def test_curly_and_straight_apostrophes_read_the_same() -> None:
    assert [str(o.feature) for o in read("It’s fine, she said.")] == [
        str(o.feature) for o in read("It's fine, she said.")
    ]


def test_no_phrase_belongs_to_two_features() -> None:
    phrases = [
        one for topic in READ for row in table("features")[topic.value].values() for one in row["phrases"]
    ]
    assert [one for one, count in Counter(phrases).items() if count > 1] == []


@pytest.mark.parametrize("topic", READ)
def test_every_feature_reads_each_of_its_own_phrases(topic: Topic) -> None:
    for value, row in table("features")[topic.value].items():
        for phrase in row["phrases"]:
            seen = {str(one.feature) for one in read(phrase.replace("*", ""))}
            assert seen == {f"{topic.value}:{value}"}, phrase


def test_chips_of_a_hard_session_note_are_known_here() -> None:
    tags = from_chips(
        ["quiet", "yes_but", "angry", "wrong_word", "missed", "stop", "pulled_away", "unknown"], ["tired"]
    )
    assert len(tags) == 8
    assert all(feature(tag) for tag in tags)


@pytest.mark.parametrize("topic", READ)
def test_every_tag_a_page_offers_is_one_an_entry_may_hold(topic: Topic) -> None:
    offered = chips(topic)
    assert offered.ask.endswith("?")
    assert {feature(tag).topic for tag, _ in offered.choices} == {topic}
    assert len({name for _, name in offered.choices}) == len(offered.choices) >= 2


def test_a_topic_that_comes_from_the_entry_is_not_offered() -> None:
    with pytest.raises(BadInput, match="comes from the entry"):
        chips(Topic.DAY)


def test_dont_know_and_a_feeling_not_listed_give_no_tag() -> None:
    assert from_chips(["unknown", "brand new"], ["seasick"]) == ()


def test_every_feature_can_be_said_at_both_ends_of_a_sentence() -> None:
    for topic in Topic:
        for value in table("features")[topic.value]:
            words = said(Feature(topic, value))
            assert words.if_[0].isupper()
            assert words.then[0].islower()
