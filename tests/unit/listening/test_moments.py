"""Possible moments: which words and silences give one, with its place, and which do not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldseam.noticing.confrontation import CONFRONTATION
from goldseam.noticing.confrontation import KINDS as AGAINST
from goldseam.noticing.contribution import KINDS as OWN_PART
from goldseam.noticing.features import RULES, see
from goldseam.noticing.hostility import HOSTILITY
from goldseam.noticing.marks import Side, find
from goldseam.noticing.moments import Moment, find_moments, strongest
from goldseam.noticing.resolution import KIND_OF
from goldseam.noticing.withdrawal import KINDS as AWAY
from goldseam.noticing.withdrawal import WITHDRAWAL
from goldseam.terms.rupture import Strategy
from goldseam.terms.talk import Speaker, Transcript, Turn

T, C = Speaker.THERAPIST, Speaker.CLIENT

WITHDRAWS = {
    "says all is fine": "It was fine, really.",
    "answers in a word or two": "I suppose so.",
    "speaks in general": "People always find it hard to lose someone.",
    "moves to something else": "I'd rather not talk about that.",
    "goes along": "Whatever you think is best.",
    "laughs over something hard": "My father died (laughs).",
    "turns on themselves": "I'm such an idiot, I can't do anything right.",
    "thinks of not coming back": "I was thinking about not coming any more.",
}
CONFRONTS = {
    "complains about you": "You didn't listen to a word I said.",
    "turns down what you offered": "That won't help me at all.",
    "complains about the tasks": "The worksheet was pointless.",
    "complains about time, fee or place": "This is a waste of my time and money.",
    "says it is not helping": "I'm not getting any better.",
    "defends themselves": "I'm not being difficult here.",
    "presses or gives orders": "Just tell me what to do.",
}
REPAIRS = {
    Strategy.CLARIFY: "What I meant was something else, let me clarify.",
    Strategy.CHANGE_TASK: "Let's put the worksheet aside for today.",
    Strategy.RATIONALE: "The reason for this exercise is that sleep comes first.",
    Strategy.INVITE: "How was it for you when I said that?",
    Strategy.OWN: "I'm sorry I pushed you there.",
    Strategy.DISCLOSE: "I notice that I feel a little lost myself.",
    Strategy.LINK_BETWEEN: "Maybe it happens between us too.",
    Strategy.LINK_ELSEWHERE: "Does this feel familiar from other people?",
    Strategy.VALIDATE: "It makes sense that you kept it to yourself.",
    Strategy.REFOCUS: "Can we come back to what you said before?",
}
QUIET = [
    "My sister and I cooked together on Sunday.",
    "We moved the beds and painted the wall.",
    "He called me on Tuesday about the car.",
    "Thank you, see you next week.",
]


def one(text: str, who: Speaker) -> tuple[Moment, ...]:
    return find_moments(Transcript((Turn(1, "x", text, speaker=who),)))


@pytest.mark.parametrize(("kind", "text"), WITHDRAWS.items())
def test_each_kind_of_withdrawal_is_found_by_its_rule(kind: str, text: str) -> None:
    assert kind in {found.kind.name for found in find(WITHDRAWAL, text)}


@pytest.mark.parametrize(("kind", "text"), CONFRONTS.items())
def test_each_kind_of_confrontation_is_found_by_its_rule(kind: str, text: str) -> None:
    assert kind in {found.kind.name for found in find(CONFRONTATION, text)}


@pytest.mark.parametrize(("strategy", "text"), REPAIRS.items())
def test_each_strategy_of_repair_is_a_moment(strategy: Strategy, text: str) -> None:
    assert f"resolution: {strategy.value}" in {moment.code for moment in one(text, T)}


@pytest.mark.parametrize(
    "text",
    [
        "I don't think therapy is working.",
        "I don't know why I keep coming here.",
        "My last therapist was better.",
        "Is this going anywhere?",
        "You seem bored.",
        "I'm not sure this is right for me.",
    ],
)
def test_doubt_in_the_work_is_a_complaint_too(text: str) -> None:
    assert find(CONFRONTATION, text)


@pytest.mark.parametrize(
    "text",
    ["I don't feel like going out.", "I don't look at my phone after nine.", "My boss seems bored."],
)
def test_what_i_do_not_do_is_no_order_to_you(text: str) -> None:
    assert not find(CONFRONTATION, text)


def test_the_kinds_are_seven_seven_and_ten_with_their_codes() -> None:
    assert sum(kind.code.startswith("withdrawal:") for kind in AWAY) == 7
    assert sum(kind.code.startswith("confrontation:") for kind in AGAINST) == 7
    assert set(KIND_OF) == set(Strategy)
    assert set(WITHDRAWS) == {kind.name for kind in AWAY}
    assert set(CONFRONTS) == {kind.name for kind in AGAINST}


@pytest.mark.parametrize("text", QUIET)
@pytest.mark.parametrize("who", [T, C])
def test_plain_talk_gives_no_moment(text: str, who: Speaker) -> None:
    assert [m for m in one(text, who) if m.side is not Side.RESOLUTION] == []


def test_the_same_words_from_the_therapist_are_no_marker_of_the_client() -> None:
    sides = {moment.side for moment in one("You never listen to me.", T)}
    assert Side.CONFRONTATION not in sides
    assert Side.WITHDRAWAL not in sides


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I know where you live.", "threat"),
        ("I will hurt you.", "threat"),
        ("You're such an idiot.", "hostile toward you"),
        ("How dare you.", "hostile toward you"),
    ],
)
def test_hostility_and_threat_toward_the_therapist_are_found(text: str, kind: str) -> None:
    assert kind in {found.kind.name for found in find(HOSTILITY, text)}
    assert any(moment.side is Side.HOSTILITY for moment in one(text, C))


def test_a_span_points_at_its_very_words() -> None:
    text = "Well, I don’t know… you didn’t hear me at all."
    for moment in one(text, C):
        for span in moment.spans:
            assert text[span.start : span.end] == span.words


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.sampled_from(list(Speaker)), st.text(max_size=80)), max_size=6))
def test_whatever_is_said_spans_fit_and_numbers_stay_in_range(said: list[tuple[Speaker, str]]) -> None:
    turns = tuple(Turn(n, who.value, text, speaker=who) for n, (who, text) in enumerate(said, start=1))
    for moment in find_moments(Transcript(turns)):
        assert 0 < moment.strength <= 1
        assert set(moment.turns) <= {turn.number for turn in turns}
        for span in moment.spans:
            assert turns[span.turn - 1].text[span.start : span.end] == span.words


def test_a_silence_after_the_therapists_question_is_a_moment_without_words() -> None:
    talk = (
        Turn(1, "T", "What came up for you?", 0, 2, T),
        Turn(2, "T", "Take your time.", 12, 13, T),
    )
    found = [m for m in find_moments(Transcript(talk)) if m.side is Side.WITHDRAWAL]
    assert [(m.turns, m.spans) for m in found] == [((1, 2), ())]
    assert "10 seconds" in found[0].timing


def test_going_short_counts_only_for_a_client_who_usually_says_more() -> None:
    long = "We went to the lake and then she told me about the house and the money."
    short = ["Mm.", "Ok.", "I guess."]
    chatty = [long] * 5 + short
    terse = ["Yes then."] * 5 + short

    def runs(texts: list[str]) -> list[tuple[int, ...]]:
        turns = tuple(Turn(n, "C", text, speaker=C) for n, text in enumerate(texts, start=1))
        return [m.turns for m in find_moments(Transcript(turns)) if m.timing]

    assert runs(chatty) == [(6, 7, 8)]
    assert runs(terse) == []


def test_an_answer_that_passes_a_complaint_by_is_a_moment_of_both_turns() -> None:
    talk = (
        Turn(1, "C", "You never listen to me, you keep talking about worksheets.", speaker=C),
        Turn(2, "T", "Next Thursday the office closes early because of painters.", speaker=T),
    )
    assert [m.turns for m in find_moments(Transcript(talk)) if m.kind == "talks past"] == [(1, 2)]


def test_an_answer_that_owns_a_part_is_not_talking_past() -> None:
    talk = (
        Turn(1, "C", "You never listen to me, you keep talking about worksheets.", speaker=C),
        Turn(2, "T", "You're right, I am sorry I went on like this.", speaker=T),
    )
    kinds = {m.kind for m in find_moments(Transcript(talk))}
    assert "owns a part" in kinds
    assert "talks past" not in kinds


def test_the_strongest_few_are_not_all_of_one_side() -> None:
    def made(side: Side, strength: float, turn: int) -> Moment:
        return Moment((turn,), side, "k", "", strength, (), "", "b")

    many = [made(Side.WITHDRAWAL, 0.9, n) for n in range(8)] + [made(Side.CONFRONTATION, 0.5, 9)]
    picked = strongest(many, 6)
    assert sum(m.side is Side.WITHDRAWAL for m in picked) == 3
    assert picked[-1].side is Side.CONFRONTATION


def test_sentences_are_in_the_house_voice() -> None:
    for kind in (*AWAY, *AGAINST, *OWN_PART, *KIND_OF.values()):
        assert kind.says.endswith(".")
        assert len(kind.says.split()) <= 15
        assert not {"should", "failed", "!"} & set(kind.says.lower().split())


def test_no_rule_matches_nothing_or_takes_long_over_a_long_turn() -> None:
    for rule in RULES:
        assert rule.pattern.search("") is None
    assert len(see("i don't want to " * 5000).found) > 0
    assert see("a" * 50_000).words
    assert see("how " * 20_000).counts.max() <= 8
