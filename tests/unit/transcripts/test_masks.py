"""Stand-ins: one numbering throughout, what the reviewer keeps stays, and what was found is gathered once."""

from __future__ import annotations

from goldseam.terms.talk import Speaker, Transcript, Turn
from goldseam.transcripts.masks import Masks, gathered, key_of, redact_transcript
from goldseam.transcripts.redact import Finding, Private, find_private

NAMES = ("Sam", "Zara")
TALK = Transcript(
    (
        Turn(1, "Dana Reyes", "Hello Sam.", speaker=Speaker.THERAPIST),
        Turn(2, "Sam Lowe", "Hello Dana, Zara rang. Sam met zara in Leeds.", speaker=Speaker.CLIENT),
    )
)


def test_the_same_words_have_the_same_stand_in_in_every_turn() -> None:
    masked, _found = redact_transcript(TALK, NAMES)
    assert [turn.text for turn in masked.turns] == [
        "Hello [NAME 1].",
        "Hello [NAME 2], [NAME 3] rang. [NAME 1] met [NAME 3] in [PLACE 1].",
    ]
    assert [turn.label for turn in masked.turns] == ["therapist", "client"]


def test_what_the_reviewer_keeps_stays_and_takes_no_number() -> None:
    masked, found = redact_transcript(TALK, NAMES, keep={"name:dana", "place:leeds"})
    assert masked.turns[1].text == "Hello Dana, [NAME 2] rang. [NAME 1] met [NAME 2] in Leeds."
    assert {"name:dana", "place:leeds"} < {one.key for one in found}


def test_each_thing_is_gathered_once_with_how_often() -> None:
    _masked, found = redact_transcript(TALK, NAMES)
    assert {one.key: one.count for one in found} == {
        "name:sam": 2,
        "name:dana": 1,
        "name:zara": 2,
        "place:leeds": 1,
    }
    assert gathered(()) == ()


def test_other_words_may_stand_instead_and_an_empty_one_is_a_stand_in() -> None:
    masks = Masks(instead=lambda one: "a day in May" if one.kind is Private.DATE else "")
    text = "Ada came on 2026-05-04."
    assert masks.put_on(text, find_private(text, ["Ada"])) == "[NAME 1] came on a day in May."
    assert masks.numbers == {"name:ada": 1}


def test_kinds_are_numbered_apart() -> None:
    findings = [Finding(Private.NAME, 0, 1, "A", ""), Finding(Private.PLACE, 2, 3, "A", "")]
    assert Masks().put_on("A A", findings) == "[NAME 1] [PLACE 1]"
    assert key_of(findings[1]) == "place:a"
