"""Seventy lines across fourteen kinds; chosen, harder, easier, changed, or made from one's own moment."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from goldseam.errors import BadInput, Refused
from goldseam.growth.exercises import (
    EASIEST,
    HARDEST,
    SAY,
    again,
    choose,
    easier,
    exercise,
    from_own_moment,
    harder,
    holds,
    library,
)
from goldseam.growth.kinds import MarkerKind
from goldseam.terms.rupture import Marker


def test_there_are_fourteen_kinds_seven_on_each_side() -> None:
    assert Counter(kind.side for kind in MarkerKind) == {Marker.WITHDRAWAL: 7, Marker.CONFRONTATION: 7}


@pytest.mark.parametrize("kind", MarkerKind, ids=lambda kind: kind.name)
def test_every_kind_has_lines_at_three_difficulties_and_a_name_of_its_own(kind: MarkerKind) -> None:
    mine = [one for one in library() if one.marker == kind.value]
    assert {one.difficulty for one in mine} == {1, 2, 3}
    assert len(mine) >= 4
    assert kind.said


@pytest.mark.parametrize("difficulty", [1, 2, 3])
@pytest.mark.parametrize("kind", MarkerKind, ids=lambda kind: kind.name)
def test_each_kind_at_each_difficulty_has_a_line_that_is_that_hard(kind: MarkerKind, difficulty: int) -> None:
    found = choose(kind, difficulty)
    assert (found.marker, found.difficulty) == (kind.value, difficulty)
    assert found.line
    assert holds(found.id)


def test_no_two_lines_ids_or_settings_are_the_same() -> None:
    assert len(library()) >= 60
    for part in ("id", "line", "setting"):
        assert len({getattr(one, part) for one in library()}) == len(library())


@pytest.mark.parametrize("one", library(), ids=lambda one: one.id)
def test_each_line_says_what_a_good_reply_holds_and_where_it_is_said(one: object) -> None:
    assert len(holds(one.id)) == 2  # type: ignore[attr-defined]
    assert one.setting.endswith(".")  # type: ignore[attr-defined]
    assert 1 <= len(one.line.split()) <= 30  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "words", ["CBT|behavioural", "[Pp]sychodynamic|analytic", "[Ff]amily|[Cc]ouple", "[Gg]roup", "[Oo]nline", "interpreter",
              "DBT|Schema|ACT|EMDR|Gestalt|[Ee]motion-focused", "Person-centred", "Roma|Māori|Eritrea|Japanese|Vietnamese|Anatolia",
              "Muslim|preacher", "Black", "pronoun", "[Ff]armer|carpenter|engineer", "girl|boy", "seventy|grandmother"],
)  # fmt: skip
def test_the_lines_come_from_many_ways_of_working_and_many_lives(words: str) -> None:
    assert any(re.search(words, one.setting) for one in library())


def test_choosing_takes_what_was_not_tried_yet_then_starts_over() -> None:
    first = choose(MarkerKind.SHIFT, 1)
    second = choose(MarkerKind.SHIFT, 1, [first.id])
    assert [first.id, second.id] == ["shift-1", "shift-2"]
    assert choose(MarkerKind.SHIFT, 1, [first.id, second.id]) == first


def test_ones_own_moment_comes_before_the_library() -> None:
    mine = from_own_moment("7", "You forgot me.", MarkerKind.THERAPIST, 2, confirmed=True)
    assert choose(MarkerKind.THERAPIST, 2, own=[mine]) == mine
    assert choose(MarkerKind.DENIAL, 2, own=[mine]) != mine


@pytest.mark.parametrize("difficulty", [EASIEST - 1, HARDEST + 1])
def test_an_unknown_difficulty_is_refused(difficulty: int) -> None:
    with pytest.raises(BadInput, match="Choose 1, 2 or 3"):
        choose(MarkerKind.DENIAL, difficulty)


@pytest.mark.parametrize("one", library(), ids=lambda one: one.id)
def test_harder_and_easier_stay_with_the_kind_and_end_where_the_lines_end(one: object) -> None:
    up, down = harder(one), easier(one)  # type: ignore[arg-type]
    at = one.difficulty  # type: ignore[attr-defined]
    assert (up is None) == (at == HARDEST)
    assert (down is None) == (at == EASIEST)
    assert up is None or (up.difficulty, up.marker) == (at + 1, one.marker)  # type: ignore[attr-defined]
    assert down is None or (down.difficulty, down.marker) == (at - 1, one.marker)  # type: ignore[attr-defined]


def test_again_brings_another_change_each_time_and_comes_round() -> None:
    line = exercise("control-1")
    changes = [again(line, n).change for n in range(len(SAY.changes))]
    assert len(set(changes)) == len(SAY.changes)
    assert again(line, len(SAY.changes)).change == changes[0]


def test_what_the_client_does_next_fits_the_side() -> None:
    assert again(exercise("denial-1"), 0).then in SAY.turns_withdrawal
    assert again(exercise("control-1"), 0).then in SAY.turns_confrontation


def test_a_moment_of_ones_own_needs_the_word_that_nobody_can_be_known() -> None:
    with pytest.raises(Refused, match="confirm"):
        from_own_moment("7", "You forgot me.", MarkerKind.THERAPIST, 2, confirmed=False)


@pytest.mark.parametrize(("line", "difficulty"), [("  ", 2), ("You forgot me.", 4)])
def test_an_empty_line_or_an_unknown_difficulty_is_refused(line: str, difficulty: int) -> None:
    with pytest.raises(BadInput):
        from_own_moment("7", line, MarkerKind.THERAPIST, difficulty, confirmed=True)


def test_an_unknown_exercise_is_refused_with_what_to_do() -> None:
    with pytest.raises(BadInput, match="Choose one from the library"):
        exercise("nothing-9")
