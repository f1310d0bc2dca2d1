"""The therapist's note: words, how sure, and what is not counted."""

from __future__ import annotations

import pytest

from goldseam.noticing.note import BASE_RATE, Theme, note_reading, read_note
from goldseam.terms.rupture import Marker, Standing


@pytest.mark.parametrize(
    ("note", "marker"),
    [
        ("He went quiet after that.", Marker.WITHDRAWAL),
        ("One-word answers all hour, very polite.", Marker.WITHDRAWAL),
        ("She was angry with me about the homework.", Marker.CONFRONTATION),
        ("Client said therapy is not helping.", Marker.CONFRONTATION),
        ("First silent and guarded, then he criticised my notes.", Marker.MIXED),
    ],
)
def test_words_of_strain_raise_the_chance_and_name_a_side(note: str, marker: Marker) -> None:
    read = read_note(note)
    assert read.marker is marker
    assert read.p_rupture >= 0.5


@pytest.mark.parametrize(
    "note",
    [
        "We worked on sleep and the new rota.",
        "She was not angry with me today.",
        "There was no tension, he did not withdraw.",
        "Her mother shouted at her on Sunday; we looked at that.",
        "His boss complained about the report.",
        "He denied feeling annoyed with me.",
    ],
)
def test_denied_words_and_other_peoples_quarrels_do_not_count(note: str) -> None:
    assert read_note(note).p_rupture <= BASE_RATE
    assert read_note(note).marker is Marker.UNKNOWN


def test_shouting_at_me_counts_whoever_else_is_in_the_note() -> None:
    assert read_note("Like her mother did with her, she shouted at me.").p_rupture > 0.25


def test_words_of_danger_come_first() -> None:
    read = read_note("Good contact at first. I did not feel safe at the end.")
    assert read.not_safe
    assert "safety" in read.because


def test_a_note_of_a_good_hour_lowers_the_chance_but_not_to_nothing() -> None:
    assert 0.05 < read_note("A good session, she opened up.").p_rupture < BASE_RATE


def test_an_empty_note_is_not_a_witness() -> None:
    reading = note_reading("  ", 4)
    assert not reading.informative
    assert reading.status is Standing.TOO_EARLY


def test_a_note_of_danger_is_never_informative_less_and_keeps_its_words() -> None:
    reading = note_reading("He threatened me with a knife.", 7)
    assert reading.session == 7
    assert reading.witness == "note"
    assert any("threatened" in signal.because for signal in reading.signals)


def test_each_place_points_at_its_words() -> None:
    note = "I pushed too hard; she went very quiet. “Fine,” she said."
    read = read_note(note)
    assert {word.theme for word in read.found} >= {Theme.MY_PART, Theme.WITHDRAWAL}
    assert all(note[word.start : word.end] == word.words for word in read.found)


def test_more_words_of_another_kind_never_lower_the_chance() -> None:
    less = read_note("He went quiet.").p_rupture
    more = read_note("He went quiet. Then he shouted at me. I got defensive.").p_rupture
    assert more > less
