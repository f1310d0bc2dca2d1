"""Practice: the coach and the criteria meet, both views stay, nothing nags, abilities come with their words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cast import NOW, sam
from goldseam.acts import own_lines, practice, vault
from goldseam.acts.vault import Kind
from goldseam.errors import BadInput, Refused
from goldseam.growth.criteria import Seen
from goldseam.growth.kinds import MarkerKind
from goldseam.growth.schedule import Went

pytestmark = pytest.mark.usefixtures("open_book")
OPEN = "You're right, I looked at my notes. What did I miss?"
GUARDED = "To be fair, you never told me that it mattered."
THERAPIST = MarkerKind.THERAPIST


def replied(line: str, text: str, days: int = 0, **own: Seen) -> practice.Try:
    row = practice.begin(practice.exercise(line), NOW + timedelta(days=days))
    practice.reply(row, text, NOW)
    practice.rate(row, own, Went.IT_CAME, NOW)
    return practice.one_try(row.pk)


def lines_of(kind: MarkerKind) -> list[str]:
    return [one.id for one in practice.exercises.library() if one.marker == kind.value]


def test_what_the_coach_finds_reaches_the_criteria() -> None:
    one = replied(lines_of(THERAPIST)[0], "I'm sorry you feel that way, but I was only trying to help.")
    seen = practice.feedback(one)
    assert {span.kind.value for span in seen.coaching.spans} >= {"justification", "conditional_apology"}
    owns = seen.reading.of("owns")
    assert owns is not None
    assert owns.seen is Seen.NOT_THERE


def test_a_rating_that_differs_is_kept_beside_the_rules() -> None:
    one = replied(lines_of(THERAPIST)[0], OPEN, asks=Seen.NOT_THERE)
    asks = next(both for both in practice.feedback(one).both if both.judged.criterion.id == "asks")
    assert (asks.judged.seen, asks.own, asks.differ) == (Seen.THERE, Seen.NOT_THERE, True)
    assert practice.one_try(one.row.pk).own == {"asks": Seen.NOT_THERE}


def test_a_threat_stops_the_feedback() -> None:
    one = replied(lines_of(THERAPIST)[0], "If you say that again I will hurt you.")
    seen = practice.feedback(one)
    assert seen.coaching.gate
    assert seen.both == ()


def test_once_more_comes_with_one_change_and_another_the_next_time() -> None:
    first = replied(lines_of(THERAPIST)[0], GUARDED)
    again = practice.begin(first.exercise, NOW, first.row)
    third = practice.begin(first.exercise, NOW, again)
    changes = [practice.one_try(row.pk).change for row in (again, third)]
    assert all(changes)
    assert changes[0] != changes[1]


def test_easier_and_harder_stay_with_the_same_kind() -> None:
    one = replied(practice.choose(THERAPIST.value, 2).id, OPEN)
    easier, harder = practice.easier(one), practice.harder(one)
    assert easier is not None
    assert harder is not None
    assert (easier.marker, harder.marker) == (THERAPIST.value, THERAPIST.value)
    assert easier.difficulty < one.exercise.difficulty < harder.difficulty


def test_the_schedule_is_worked_out_from_how_replies_came_and_is_silent() -> None:
    replied(lines_of(THERAPIST)[0], OPEN)
    assert practice.offered(NOW + timedelta(hours=1)) == ()
    assert practice.offered(NOW + timedelta(days=30)) == (THERAPIST,)
    assert {row.kind for row in vault.pages(Kind.REPLY)} == {"reply"}


def test_the_next_line_is_a_new_kind_until_something_is_due() -> None:
    replied(lines_of(MarkerKind.DENIAL)[0], OPEN)
    assert practice.next_one(NOW + timedelta(hours=1)).marker == MarkerKind.MINIMAL.value
    assert practice.next_one(NOW + timedelta(days=30)).marker == MarkerKind.DENIAL.value


def test_an_ability_shows_the_first_and_the_latest_reply() -> None:
    one, two, three = lines_of(THERAPIST)[:3]
    replied(one, GUARDED, 0)
    replied(two, OPEN, 3)
    replied(three, "Thank you for saying it. I missed it. What was it like?", 9)
    found = practice.what_i_can_do()
    undefended = next(each for each in found.abilities if each.criterion.id == "undefended")
    assert undefended.first.text == GUARDED
    assert undefended.latest.text.startswith("Thank you for saying it.")


def test_one_reply_is_too_early_to_say() -> None:
    replied(lines_of(THERAPIST)[0], OPEN)
    assert practice.what_i_can_do().said.startswith("Too early to say.")


def test_a_line_of_ones_own_is_kept_only_without_names_and_confirmed() -> None:
    sam("Heron")
    line = own_lines.masked("Heron said you were in Leeds, not with me.")
    assert "Heron" not in line
    assert "Leeds" not in line
    with pytest.raises(Refused, match="not confirmed"):
        own_lines.add(line, THERAPIST, 2, False, NOW)
    made = own_lines.add(line, THERAPIST, 2, True, NOW)
    assert practice.next_one(NOW).id == made.id


def test_words_that_may_stay_stay() -> None:
    line = "You went to Leeds without a word."
    assert "Leeds" in own_lines.masked(line, ["Leeds"])


def test_a_reply_longer_than_the_coach_reads_is_refused_and_the_last_stays() -> None:
    row = practice.begin(practice.exercise(lines_of(THERAPIST)[0]), NOW)
    practice.reply(row, OPEN, NOW)
    with pytest.raises(BadInput, match=r"2,000"):
        practice.reply(row, "a" * 2_001, NOW)
    assert practice.one_try(row.pk).text == OPEN


def test_an_unknown_kind_is_answered_with_a_sentence() -> None:
    with pytest.raises(BadInput, match="no kind of moment"):
        practice.choose("sulking")
