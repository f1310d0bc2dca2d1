"""The seven numbers, the layers behind them, and the reading for a session."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest

import goldseam.noticing
from goldseam.noticing.layers import fingerprint, hear, load
from goldseam.noticing.listen import BASE_RATE, facts, listen, strip, talk_reading
from goldseam.noticing.talk_scores import COLUMNS, because, score_turns
from goldseam.noticing.words import BUCKETS, buckets, tokens, weigh
from goldseam.terms.rupture import Standing
from goldseam.terms.talk import Speaker, Transcript, Turn

T, C = Speaker.THERAPIST, Speaker.CLIENT


def score(text: str, who: Speaker, column: str) -> float:
    return float(score_turns([Turn(1, "x", text, speaker=who)]).column(column)[0])


@pytest.mark.parametrize(
    ("column", "who", "more", "less"),
    [
        ("withdrawal", C, "I don't want to talk about it.", "We talked for hours about the garden."),
        ("confrontation", C, "You aren't helping me at all.", "Thank you for your help."),
        ("confrontation", C, "You never listen.", "My boss never listens."),
        ("hostility", C, "You stupid fucking liar.", "I like your garden."),
        (
            "resistance",
            C,
            "I don't really want to quit, I like smoking.",
            "I will quit on Monday, I need this.",
        ),
        ("curiosity", T, "What was that like for you?", "That is normal at your age."),
        ("empathy", T, "I'm so sorry, that must be very hard for you.", "Fill in the form."),
        ("defensive", T, "Well, I was only trying to help.", "I got that wrong, and I am sorry."),
        ("defensive", T, "No, you're wrong. That's just not true.", "I understand, and I agree it is hard."),
    ],
)
def test_each_number_is_higher_where_it_ought_to_be(column: str, who: Speaker, more: str, less: str) -> None:
    assert score(more, who, column) > score(less, who, column) + 0.1


def test_what_is_read_on_the_client_is_zero_on_the_therapist() -> None:
    for column in ("withdrawal", "confrontation", "resistance"):
        assert score("You never listen. I don't want to.", T, column) == 0.0


def test_all_numbers_are_probabilities_and_repeat_exactly() -> None:
    turns = [
        Turn(n, "x", text, speaker=C)
        for n, text in enumerate(["", "?!", "héllo \U0001f600", "no " * 9000], start=1)
    ]
    first, again = score_turns(turns).values, score_turns(turns).values
    assert first.shape == (4, len(COLUMNS))
    assert ((first >= 0) & (first <= 1)).all()
    assert (first == again).all()


def test_a_conversation_is_not_changed_by_the_one_beside_it() -> None:
    mine = [Turn(1, "T", "How are you?", 0, 1, T), Turn(2, "C", "Fine.", 9, 10, C)]
    other = [Turn(1, "T", "You never do the homework!", 0, 1, T), Turn(2, "C", "Shut up.", 2, 3, C)]
    alone = score_turns(mine).values
    beside = score_turns([*other, *mine, *other], [True, False, True, False, True, False]).values[2:4]
    assert np.allclose(alone, beside)


def test_a_long_silence_before_the_answer_raises_withdrawal() -> None:
    def answered_after(seconds: float) -> float:
        talk = [Turn(1, "T", "How are you?", 0, 1, T), Turn(2, "C", "Fine.", 1 + seconds, 2 + seconds, C)]
        return float(score_turns(talk).column("withdrawal")[1])

    assert answered_after(8.0) > answered_after(0.2)


def test_a_reason_quotes_words_or_says_there_is_no_single_phrase() -> None:
    turn = Turn(1, "C", "You don't listen.", speaker=C)
    scores = score_turns([turn])
    said = because(turn, scores.values[0].tolist(), scores.heard.seen[0].found)
    assert "\u201cYou don't listen\u201d" in said
    assert because(turn, [0.0] * 7, ()) == ""
    assert "no single phrase" in because(turn, [0.0, 0.9, 0, 0, 0, 0, 0], ())


def test_the_layers_belong_to_these_rules_and_hold_no_words() -> None:
    layers = load()
    assert fingerprint() == fingerprint()
    assert layers.words.shape == (BUCKETS, len(layers.feelings) + len(layers.heads))
    assert len(layers.feelings) == 30


def test_hearing_nothing_gives_nothing() -> None:
    assert hear([], [], []).heads.shape[0] == 0
    assert listen(Transcript(())).moments == ()


def test_words_and_pairs_are_counted_and_weighed_to_length_one() -> None:
    assert tokens("I DON\u2019T know, you?! [crosstalk] https://x.y") == [
        "i",
        "don't",
        "know",
        "you",
        "?",
        "!",
    ]
    counts = buckets(["a", "b", "a"])
    assert sum(counts.values()) == 5
    places, values = weigh(counts, np.ones(BUCKETS))
    assert len(places) == len(counts)
    assert values @ values == pytest.approx(1.0)


def talk(lines: list[tuple[Speaker, str]]) -> Transcript:
    return Transcript(
        tuple(Turn(n, who.value, text, speaker=who) for n, (who, text) in enumerate(lines, start=1))
    )


CALM = [(T, "How was the week?"), (C, "We went to the lake and cooked together.")] * 12


def test_a_short_or_unlabelled_talk_is_too_early_to_read() -> None:
    assert talk_reading(listen(talk(CALM[:4])), 3).status is Standing.TOO_EARLY
    unknown = Transcript(tuple(Turn(n, "", "Hello there.") for n in range(1, 40)))
    reading = talk_reading(listen(unknown), 3)
    assert not reading.informative
    assert reading.p_rupture == BASE_RATE


def test_strain_raises_the_reading_and_its_parts_add_up() -> None:
    calm = talk_reading(listen(talk(CALM)), 3)
    hard = talk_reading(listen(talk([*CALM, (C, "You never listen to me. You're no help at all.")])), 3)
    assert hard.p_rupture > calm.p_rupture
    total = np.log(BASE_RATE / (1 - BASE_RATE)) + sum(signal.weight for signal in hard.signals)
    assert hard.p_rupture == pytest.approx(1 / (1 + np.exp(-total)))


def test_owning_a_part_does_not_raise_the_reading() -> None:
    calm = talk_reading(listen(talk(CALM)), 3)
    owned = talk_reading(listen(talk([*CALM, (T, "I'm sorry I pushed you last week.")])), 3)
    assert owned.p_rupture == calm.p_rupture


def test_facts_count_what_was_said() -> None:
    counted = facts(
        talk([(T, "How was it?"), (C, "Mm."), (T, "It sounds like it was long."), (T, "Did you sleep?")])
    )
    assert (counted.open_questions, counted.closed_questions, counted.reflections) == (1, 1, 1)
    assert counted.minimal_replies == 1
    assert counted.client_latency is None


def test_the_strip_goes_by_time_or_else_by_words() -> None:
    timed = Transcript((Turn(1, "T", "a", 0, 5), Turn(2, "C", "b", 5, 10)))
    assert [(a, b) for _, a, b in strip(timed)] == [(0.0, 0.5), (0.5, 1.0)]
    untimed = Transcript((Turn(1, "T", "aaa"), Turn(2, "C", "b")))
    assert [(a, b) for _, a, b in strip(untimed)] == [(0.0, 0.75), (0.75, 1.0)]


def test_a_long_ordinary_hour_reads_lower_than_a_short_one_with_the_same_complaint() -> None:
    complaint = (C, "That won't help me at all.")
    short = talk_reading(listen(talk([*CALM, complaint, complaint, complaint])), 3)
    long = talk_reading(listen(talk([*(CALM * 8), complaint, complaint, complaint])), 3)
    assert long.p_rupture < short.p_rupture


def test_one_or_two_words_are_too_few_for_a_moment_without_a_rule() -> None:
    heard = listen(talk([(C, "They don't."), (C, "Ugh.")]))
    assert [moment for moment in heard.moments if moment.side.value == "hostility"] == []


def test_every_name_the_room_offers_is_the_thing_itself_not_a_module() -> None:
    for name in goldseam.noticing.__all__:
        assert not isinstance(getattr(goldseam.noticing, name), ModuleType), name


def test_care_said_more_than_once_says_more_and_talk_of_love_alone_says_little() -> None:
    once = score("I'm here for you.", T, "empathy")
    more = score("I'm here for you. It gets better, hang in there, you're not alone.", T, "empathy")
    assert more > once > score("I'd love a faster bus to town.", T, "empathy")


def test_a_session_of_telling_makes_its_turns_more_defensive_than_one_of_asking() -> None:
    def told(around: str) -> float:
        lines = [T, C] * 6
        says = {T: around, C: "I don't know, maybe."}
        talk = [Turn(n, who.value, says[who], speaker=who) for n, who in enumerate(lines, start=1)]
        talk.append(Turn(13, "T", "Okay, let's go on.", speaker=T))
        return float(score_turns(talk).column("defensive")[12])

    assert told("You need to stop drinking. It's dangerous, don't you care?") > told(
        "What matters to you here?"
    )
