"""Abilities with the replies that show them; never volume, never from one line learned by heart."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from goldseam.growth.criteria import Seen, read_reply
from goldseam.growth.exercises import Reply, exercise
from goldseam.growth.kinds import MarkerKind
from goldseam.growth.progress import SAY, Done, progress

NOW = datetime(2026, 3, 2, 20, tzinfo=UTC)
POOR = "I'm sorry you feel that way, but I was actually listening."
GOOD = "You're right, I looked at my notes. What did I miss?"


def done(id: str, text: str, day: int, **own: Seen) -> Done:
    line = exercise(id)
    return Done(Reply(line, text, NOW + timedelta(days=day)), read_reply(text, MarkerKind(line.marker)), own)


FIRST, SECOND, THIRD = (
    done("therapist-1", POOR, 0),
    done("therapist-2", GOOD, 5),
    done("therapist-3", GOOD, 9),
)


def test_what_was_in_the_way_at_first_and_is_not_in_the_latest_two_is_an_ability_with_both_replies() -> None:
    found = {one.criterion.id: one for one in progress([THIRD, FIRST, SECOND]).abilities}
    assert {"owns", "undefended", "asks"} <= set(found)
    assert (found["undefended"].first.text, found["undefended"].latest) == (POOR, THIRD.reply)
    assert (
        found["undefended"].text == "Your reply now stays without defence, when a client complains about you."
    )


def test_what_was_there_from_the_start_is_no_ability_gained() -> None:
    assert "brief" not in {one.criterion.id for one in progress([FIRST, SECOND, THIRD]).abilities}


def test_a_sentence_learned_by_heart_for_one_line_does_not_count() -> None:
    same = [FIRST, done("therapist-2", GOOD, 5), done("therapist-2", GOOD, 9)]
    assert (progress(same).abilities, progress(same).said) == ((), SAY.too_early)


def test_one_reply_and_two_replies_are_too_early() -> None:
    assert progress([FIRST]).said == progress([FIRST, SECOND]).said == SAY.too_early


def test_replies_of_different_kinds_are_never_compared() -> None:
    mixed = [FIRST, done("control-1", GOOD, 5), done("progress-1", GOOD, 9)]
    assert progress(mixed).said == SAY.too_early


def test_where_nothing_changed_it_says_that_the_rules_see_nothing() -> None:
    same = [done(f"therapist-{n}", GOOD, n) for n in (1, 2, 3)]
    assert (progress(same).abilities, progress(same).said) == ((), SAY.not_yet)


def test_what_slipped_back_in_the_latest_reply_is_not_claimed() -> None:
    assert progress([FIRST, SECOND, done("therapist-3", POOR, 9)]).abilities == ()


def test_the_therapists_own_view_leads_and_the_difference_is_said() -> None:
    proud = done("therapist-3", POOR, 9, undefended=Seen.THERE)
    [one] = [a for a in progress([FIRST, SECOND, proud]).abilities if a.criterion.id == "undefended"]
    assert SAY.differ in one.note
    humble = done("therapist-3", GOOD, 9, undefended=Seen.NOT_THERE)
    assert "undefended" not in {a.criterion.id for a in progress([FIRST, SECOND, humble]).abilities}


def test_where_the_rules_could_not_tell_at_first_it_says_so() -> None:
    unsure = done("therapist-1", "Mea culpa, all of it.", 0)
    [owns] = [a for a in progress([unsure, SECOND, THIRD]).abilities if a.criterion.id == "owns"]
    assert owns.note == SAY.first_unsure


def test_replies_that_the_coach_stopped_are_left_out() -> None:
    line = exercise("therapist-2")
    stopped = Done(Reply(line, "x", NOW), read_reply("x", MarkerKind.THERAPIST, gate="threat"))
    assert progress([stopped, FIRST]).said == SAY.too_early


def test_no_number_no_promise_and_the_limit_is_said() -> None:
    shown = progress([FIRST, SECOND, THIRD])
    said = " ".join([one.text for one in shown.abilities] + [shown.limit])
    assert not re.search(r"\d|per cent|%|score|level|better therapist", said)
    assert "nothing about your clients" in shown.limit


def test_a_word_or_two_afterwards_takes_no_ability_away_and_gives_none() -> None:
    said = [FIRST, SECOND, THIRD, done("therapist-4", "Ok.", 12)]
    assert progress(said).abilities == progress([FIRST, SECOND, THIRD]).abilities
    assert progress([done("therapist-1", "Ok.", 0), SECOND, THIRD]).said == SAY.too_early


def test_in_another_language_ones_own_rating_alone_shows_an_ability() -> None:
    words = "Es tut mir leid, ich habe auf die Uhr geschaut."
    said = [
        done("therapist-1", words, 0, owns=Seen.NOT_THERE),
        done("therapist-2", words, 5, owns=Seen.THERE),
        done("therapist-3", words, 9, owns=Seen.THERE),
    ]
    assert [one.criterion.id for one in progress(said).abilities] == ["owns"]
