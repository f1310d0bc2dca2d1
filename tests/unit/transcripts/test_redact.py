"""De-identification: what is taken out, what stays, and that stand-ins keep who is who."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldseam.transcripts.masks import redact
from goldseam.transcripts.redact import Private, find_private

NAMES = ("Sam Lowe", "Dana Reyes")


def kinds(text: str) -> dict[str, str]:
    return {found.words: found.kind.value for found in find_private(text, NAMES)}


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("I told sam about it.", "sam", "name"),
        ("Reyes, Dana was here.", "Dana", "name"),
        ("Mrs Patel rang.", "Mrs Patel", "name"),
        ("My sister Ingrid rang.", "Ingrid", "name"),
        ("It was Thandeka who rang.", "Thandeka", "name"),
        ("Zainab rang twice.", "Zainab", "name"),
        ("We moved from Leeds.", "Leeds", "place"),
        ("I live at 14 Baker Street now.", "14 Baker Street", "place"),
        ("He is in St Mary's Hospital.", "St Mary's Hospital", "place"),
        ("Send it to SW1A 1AA please.", "SW1A 1AA", "place"),
        ("It was the twenty-first of April.", "the twenty-first of April", "date"),
        ("On 12/11/2025 I stopped.", "12/11/2025", "date"),
        ("I was born in 1984, you know.", "1984", "date"),
        ("Ring me on 07700 900123.", "07700 900123", "contact"),
        ("Rang me at 07700 900123. Dr. Okonkwo saw her.", "07700 900123", "contact"),
        ("My client anna was angry.", "anna", "name"),
        ("i told ignacio and he left", "ignacio", "name"),
        ("Write to anna.berg@example.org today.", "anna.berg@example.org", "contact"),
        ("My card is 4929 1234 5678 9012 still.", "4929 1234 5678 9012", "number"),
        ("The case number is AB-20871.", "AB-20871", "number"),
    ],
)
def test_what_could_tell_who_somebody_is_is_found(text: str, words: str, kind: str) -> None:
    assert kinds(text).get(words) == kind


@pytest.mark.parametrize(
    "text",
    [
        "I felt fine on Monday and bad on Friday.",
        "God knows I tried, and Mum knows too.",
        "I take Prozac and watch TV.",
        "We had a frank talk, and she took it with grace. He will rob nobody of hope.",
        "In March I felt better.",
        "He is 34 and it cost 200 pounds.",
        "Maybe. I don't know. What do you think?",
    ],
)
def test_ordinary_words_stay(text: str) -> None:
    assert redact(text, NAMES).text == text


def test_the_same_person_keeps_one_stand_in_and_another_gets_the_next() -> None:
    assert redact("Sam rang Dana. sam was late.", NAMES).text == "[NAME 1] rang [NAME 2]. [NAME 1] was late."


def test_what_the_reviewer_keeps_stays() -> None:
    text = "I said to Sam that Paris was full."
    kept = [found for found in find_private(text, NAMES) if found.words == "Paris"]
    assert redact(text, NAMES, skip=kept).text == "I said to [NAME 1] that Paris was full."


def test_each_finding_says_why() -> None:
    assert {f.because for f in find_private("Sam rang from Leeds.", NAMES)} == {
        "a name you gave",
        "after a word of place",
    }


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.text(max_size=120), st.sampled_from(["Sam", "Dana"]), st.text(alphabet=" .,!?", min_size=1, max_size=3)
)
def test_a_known_name_never_survives_and_places_fit(text: str, name: str, space: str) -> None:
    whole = text + space + name + space
    redacted = redact(whole, NAMES)
    assert f" {name} " not in redacted.text
    assert not redacted.text.endswith(space + name + space)
    last = 0
    for found in redacted.found:
        assert last <= found.start < found.end
        assert whole[found.start : found.end] == found.words
        last = found.end


@pytest.mark.parametrize("piece", ["A", "1 ", "Ab ", "a@", "one ", "Ab of ", "1-", "St. "])
def test_no_rule_takes_long_over_repetition(piece: str) -> None:
    assert isinstance(redact(piece * (4000 // len(piece))).text, str)


def test_every_kind_has_an_example_here() -> None:
    said = "Sam of Leeds, born in 1984, card 4929 1234 5678 9012, sam@example.org."
    assert {found.kind for found in find_private(said + " We moved from Leeds.", NAMES)} == set(Private)
