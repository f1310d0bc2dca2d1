"""The incident record keeps facts, refuses nothing, and marks judgements gently."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldseam.safety.facts_only import Instead, not_facts
from goldseam.safety.incident import (
    PART_NAMES,
    Activity,
    Incident,
    Kind,
    Part,
    Relation,
    Weapon,
    flags,
    left_open,
    missing,
    missing_words,
    name_of,
    rows,
)
from tone import complaints

FULL = Incident(
    date(2026, 3, 2), "about 16:40", "Room 2", "me", (Kind.THREAT, Kind.DAMAGE), Activity.IN_SESSION,
    Relation.CLIENT, "He stood up, threw the chair at the wall and came to one metre of me.",
    '"I know where you live."', "the receptionist", Weapon.NO, "none", "Dana, at 17:00", "", "one session",
    "sit nearer to the door",
)  # fmt: skip


def words_of(text: str) -> list[str]:
    return [flag.word for flag in not_facts(text)]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("She was manipulative.", ["manipulative"]),
        ("MANIPULATION again", ["MANIPULATION"]),
        ("It is the borderline in her.", ["borderline"]),
        ("He clearly tried to scare me on purpose.", ["clearly", "tried to scare", "on purpose"]),
        ("She’s always late.", ["She’s always"]),
        ("They never listen.", ["They never"]),
        ("He meant to break it.", ["He meant to"]),
        ("passive-aggressive and toxic", ["passive-aggressive", "toxic"]),
        ("a dangerous man", ["dangerous"]),
    ],
)
def test_a_judgement_is_marked(text: str, marked: list[str]) -> None:
    assert words_of(text) == marked


@pytest.mark.parametrize(
    "text",
    [
        "He threw the chair at the wall.",
        "She said: “You are crazy.”",
        'He shouted "I will hurt you" and "you are evil".',
        "«Du bist toxic»",
        "„Sie sind dangerous“",
        "I was never alone with him.",
        "I meant to call the police.",
        "The door is water-resistant.",
        "He wanted to leave.",
        "She tried to open the door.",
        "a clear night, and no purpose to it",
        "",
    ],
)
def test_a_fact_and_a_quoted_word_are_left_alone(text: str) -> None:
    assert words_of(text) == []


def test_a_mark_says_where_and_what_to_write_instead() -> None:
    text = "Then he was hysterical."
    [flag] = not_facts(text)
    assert text[flag.start : flag.end] == flag.word == "hysterical"
    assert flag.because == '"hysterical" is a judgement, not a fact. Say what they did or said.'


def test_an_open_quotation_mark_hides_nothing() -> None:
    assert words_of('He said "no. He was crazy.') == ["crazy"]


@settings(deadline=None, max_examples=100, derandomize=True)
@given(st.text(max_size=300))
def test_any_text_is_read_and_every_mark_stands_where_it_says(text: str) -> None:
    for flag in not_facts(text):
        assert text[flag.start : flag.end] == flag.word


@pytest.mark.parametrize("kind", Instead)
def test_a_gentle_line_keeps_the_tone(kind: Instead) -> None:
    samples = {"character": "toxic", "diagnosis": "manic", "motive": "on purpose", "certainty": "clearly",
               "always": "he never"}  # fmt: skip
    [flag] = not_facts(samples[kind.value])
    assert flag.instead is kind
    assert complaints(flag.because) == []


def test_three_things_are_enough() -> None:
    assert missing(Incident(date(2026, 3, 2), kinds=(Kind.VERBAL,), what_happened="He shouted.")) == ()
    assert missing_words(Incident()) == "Still empty: Day; Kind; What happened."


def test_a_part_left_open_claims_nothing_and_is_named() -> None:
    assert rows(Incident()) == ()
    assert left_open(Incident()).count(";") == len(Part) - 1
    assert left_open(replace(FULL, support="none")) == ""


def test_a_full_record_reads_in_order() -> None:
    found = dict(rows(FULL))
    assert found["Day"] == "2 March 2026"
    assert found["Kind"] == "Threat; Damage to things"
    assert found["What was going on"] == "In a session"
    assert found["Weapon"] == "None seen"
    assert "Legal or staff support contacted" not in found
    assert left_open(FULL) == "Nothing noted here: Legal or staff support contacted."
    assert [label for label in PART_NAMES.values() if label in found] == list(found)


def test_the_fields_and_the_parts_are_the_same() -> None:
    assert [part.value for part in Part] == list(Incident.__dataclass_fields__)


def test_their_own_words_are_never_marked() -> None:
    assert flags(Incident(their_words="You crazy manipulative narcissist")) == {}


def test_marks_are_given_by_the_part_they_stand_in() -> None:
    found = flags(Incident(what_happened="He was cruel.", injuries="none, clearly"))
    assert {part: [flag.word for flag in marked] for part, marked in found.items()} == {
        Part.WHAT_HAPPENED: ["cruel"],
        Part.INJURIES: ["clearly"],
    }


def test_a_factual_record_has_no_marks() -> None:
    assert flags(FULL) == {}


@pytest.mark.parametrize("choice", [*Kind, *Activity, *Relation, *Weapon])
def test_every_choice_has_a_name(choice: Kind | Activity | Relation | Weapon) -> None:
    assert name_of(choice)
