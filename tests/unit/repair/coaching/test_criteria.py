"""Each of the eleven criteria: a draft where it is there, one where it is partly, one where it is not yet."""

from __future__ import annotations

import pytest

from goldseam.repair.coach import coach
from goldseam.repair.coaching.criteria import IDS
from goldseam.repair.coaching.kinds import Standing

TABLE = [
    ("names_moment", "When I looked at the clock last Tuesday, you stopped.", "there"),
    ("names_moment", "I have been thinking about our last conversation.", "partly"),
    ("names_moment", "I have been thinking about you.", "not_yet"),
    ("validates_first", "I imagine that felt lonely. I will put the clock away.", "there"),
    ("validates_first", "I was only trying to help. I imagine that felt lonely.", "partly"),
    ("validates_first", "I will put the clock away.", "not_yet"),
    ("owns_part", "I interrupted you.", "there"),
    ("owns_part", "I interrupted you, but the hour was over.", "partly"),
    ("owns_part", "You took it the wrong way.", "not_yet"),
    ("invites_correction", "What was that like for you? Tell me if I have it wrong.", "there"),
    ("invites_correction", "I interrupted you.", "not_yet"),
    ("offers_change", "I will put the clock away. Would that help?", "there"),
    ("offers_change", "I will put the clock away.", "partly"),
    ("offers_change", "I interrupted you.", "not_yet"),
    ("explains_briefly", "I interrupted you.", "there"),
    ("explains_briefly", "I interrupted you. I was only trying to help.", "partly"),
    ("explains_briefly", "Research shows that ruptures are normal in therapy.", "not_yet"),
    ("asks_nothing_back", "I interrupted you.", "there"),
    ("asks_nothing_back", "I'm a terrible therapist.", "partly"),
    ("asks_nothing_back", "I hope you can forgive me.", "not_yet"),
    ("no_interpretation", "I interrupted you.", "there"),
    ("no_interpretation", "You reacted like that because of your father.", "partly"),
    ("respects_choice", "We can talk about it, or not today. Your choice.", "there"),
    ("respects_choice", "I interrupted you.", "partly"),
    ("respects_choice", "You took it the wrong way.", "not_yet"),
    ("short_and_plain", "I interrupted you.", "there"),
    ("short_and_plain", "I interrupted you. " * 33, "partly"),
    ("short_and_plain", "I interrupted you. " * 41, "not_yet"),
    ("safe_to_say", "I interrupted you.", "there"),
    ("safe_to_say", "You said you would kill me.", "not_yet"),
]


@pytest.mark.parametrize(("name", "text", "standing"), TABLE)
def test_a_criterion_stands_as_the_draft_shows(name: str, text: str, standing: str) -> None:
    assert coach(text).as_json()["criteria"][name] == standing


def test_there_are_eleven_and_each_is_in_the_table() -> None:
    assert len(IDS) == 11
    assert {name for name, _, _ in TABLE} == set(IDS)


def test_what_stands_there_is_shown_by_its_place() -> None:
    text = "I have thought. I interrupted you."
    owned = next(one for one in coach(text).criteria if one.id == "owns_part")
    assert text[owned.start : owned.end] == "I interrupted you"


def test_where_the_coaching_stops_no_criterion_is_there() -> None:
    assert {one.standing for one in coach("You said you would kill me.").criteria} == {Standing.NOT_YET}
