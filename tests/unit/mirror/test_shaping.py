"""Name, put together, set aside: facts applied anew, so that each can be taken back."""

from __future__ import annotations

from datetime import date

import pytest

from goldseam.errors import BadInput
from goldseam.mirror.shaping import Decision, dismiss, merge, name, shaped
from goldseam.terms.therapist import Pattern

QUIET = Pattern("When quiet.", ("1", "2"), "Because A.", 0.001, "a+b", date(2026, 1, 5), date(2026, 3, 1))
LATE = Pattern("When late.", ("2", "3"), "Because B.", 0.01, "a+c", date(2026, 2, 5), date(2026, 6, 1))
TALK = Pattern("After talking.", ("4",), "Because C.", 0.005, "d+e", date(2026, 4, 5), date(2026, 5, 1))
ALL = (QUIET, LATE, TALK)


def test_without_decisions_patterns_stay_as_found() -> None:
    assert shaped(ALL, []) == ALL


def test_a_name_changes_the_name_and_nothing_else() -> None:
    [one, *_] = shaped(ALL, [name(QUIET, "The eager teacher")])
    assert (one.name, one.entries, one.because, one.p_chance) == (
        "The eager teacher",
        QUIET.entries,
        "Because A.",
        0.001,
    )


def test_merged_patterns_hold_each_entry_once_and_the_weaker_chance() -> None:
    [one, rest] = shaped(ALL, [merge([LATE, QUIET], "Hurry")])
    assert (one.name, one.entries, one.p_chance) == ("Hurry", ("1", "2", "3"), 0.01)
    assert (one.first, one.last) == (date(2026, 1, 5), date(2026, 6, 1))
    assert all(each in one.because for each in ("Because A.", "Because B.", "When quiet; When late."))
    assert rest == TALK


def test_a_dismissed_pattern_is_gone_and_leaving_out_the_decision_brings_it_back() -> None:
    decisions: list[Decision] = [dismiss(LATE)]
    assert shaped(ALL, decisions) == (QUIET, TALK)
    assert shaped(ALL, decisions[:-1]) == ALL


def test_a_merged_pattern_can_be_named_and_dismissed_like_any_other() -> None:
    both = merge([QUIET, LATE], "Hurry")
    [whole, _] = shaped(ALL, [both])
    assert shaped(ALL, [both, name(whole, "Haste")])[0].name == "Haste"
    assert shaped(ALL, [both, dismiss(whole)]) == (TALK,)


def test_a_decision_about_what_is_not_found_now_waits_silently() -> None:
    decisions: list[Decision] = [
        name(QUIET, "The eager teacher"),
        merge([QUIET, LATE], "Hurry"),
        dismiss(QUIET),
    ]
    assert shaped((TALK,), decisions) == (TALK,)


def test_a_merge_with_only_one_part_found_leaves_that_part_as_it_is() -> None:
    assert shaped((LATE, TALK), [merge([QUIET, LATE], "Hurry")]) == (LATE, TALK)


@pytest.mark.parametrize("empty", ["", "   ", "\n"])
def test_an_empty_name_is_refused_with_what_to_do(empty: str) -> None:
    with pytest.raises(BadInput, match="Write a word"):
        name(QUIET, empty)


def test_merging_one_pattern_with_itself_is_refused() -> None:
    with pytest.raises(BadInput, match="two or more"):
        merge([QUIET, QUIET], "Hurry")
