"""The coach: what it catches, what it leaves alone, where it stops, and how it does on labelled drafts."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldseam.errors import BadInput
from goldseam.repair.coach import READING_AID, Unread, coach, coach_lines

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "coach"
ROWS = [
    json.loads(line)
    for file in sorted(SAMPLES.glob("*.jsonl"))
    for line in file.read_text(encoding="utf-8").splitlines()
]


@cache
def kinds(text: str) -> set[str]:
    return {span.kind.value for span in coach(text).spans}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I went too fast last week, but I was only trying to help.", "justification"),
        ("Sorry you feel that way, but I did my best.", "justification"),
        ("I hear that it hurt, but I did my best.", "justification"),
        ("I can see it hurt you, but I was doing what I could.", "justification"),
        ("I hear you, but we had agreed on that.", "justification"),
        ("I was sharp, but you were shouting.", "blame"),
        ("I’m sorry if you felt hurt by what I said.", "conditional_apology"),
        ("I'm sorry you feel that way.", "conditional_apology"),
        ("You took it the wrong way.", "blame"),
        ("I'm so, so sorry. I'm so sorry. I feel terrible, I'm a terrible therapist.", "over_apology"),
        ("I hope you can forgive me.", "seeks_reassurance"),
        ("I promise it will never happen again.", "promise"),
        ("You reacted like that because of your father.", "interpretation"),
        ("When I moved on to the homework, I left you alone with it.", "names_moment"),
        ("That was my doing.", "owns_part"),
        ("I can imagine that felt lonely.", "validates"),
        ("How was it for you?", "invites"),
    ],
)
def test_it_catches(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("There was nothing but silence from me when you told me about the funeral.", "justification"),
        ("I am not saying that you took it the wrong way.", "blame"),
        ('You told me: "I am sorry you feel that way" is what he always said.', "conditional_apology"),
        ("If it suits you, we could begin with it today.", "conditional_apology"),
    ],
)
def test_it_leaves_alone(text: str, kind: str) -> None:
    assert kind not in kinds(text)


def test_a_long_draft_is_called_long() -> None:
    assert "too_long" in kinds("I moved on too fast last week. " * 20)


@pytest.mark.parametrize("row", [row for row in ROWS if row["gate"]], ids=lambda row: row["id"])
def test_what_is_not_for_a_statement_stops_the_coaching(row: dict[str, str]) -> None:
    read = coach(row["text"])
    assert read.gate
    assert read.doubted or read.spans == ()


def test_ordinary_drafts_are_not_stopped() -> None:
    stopped = [row["id"] for row in ROWS if not row["gate"] and coach(row["text"]).gate]
    assert stopped == []


def test_no_template_stands_in_two_splits() -> None:
    splits: dict[str, set[str]] = {}
    for row in ROWS:
        splits.setdefault(row["template"], set()).add(row["split"])
    assert all(len(found) == 1 for found in splits.values())
    assert len(ROWS) >= 300


SPLITS = sorted({row["split"] for row in ROWS})
RECONSIDER = {
    "justification", "conditional_apology", "blame", "over_apology", "seeks_reassurance", "promise",
    "interpretation", "lecture", "too_long",
}  # fmt: skip


@pytest.mark.parametrize("split", SPLITS)
def test_labelled_drafts_are_read_as_well_as_when_last_measured(split: str) -> None:
    hit = marked = wanted = 0
    for row in ROWS:
        if row["split"] == split and not row["gate"]:
            got, want = kinds(row["text"]), {one["kind"] for one in row["expected"]}
            hit, marked, wanted = hit + len(got & want), marked + len(got), wanted + len(want)
    assert hit / marked >= 0.85
    assert hit / wanted >= 0.9


@pytest.mark.parametrize("kind", sorted(RECONSIDER))
def test_no_kind_to_reconsider_slides(kind: str) -> None:
    rows = [row for row in ROWS if not row["gate"]]
    seen = [(kind in kinds(row["text"]), kind in {one["kind"] for one in row["expected"]}) for row in rows]
    hit = sum(got and want for got, want in seen)
    assert hit / sum(got for got, _ in seen) >= 0.82
    assert hit / sum(want for _, want in seen) >= 0.88


@pytest.mark.parametrize("name", ["good", "near_miss"])
def test_nearly_every_draft_with_nothing_to_reconsider_is_left_alone(name: str) -> None:
    texts = [
        row["text"]
        for row in ROWS
        if row["class"] == name
        and not row["gate"]
        and not RECONSIDER & {one["kind"] for one in row["expected"]}
    ]
    assert sum(not kinds(text) & RECONSIDER for text in texts) / len(texts) >= 0.9


def test_defensive_drafts_stand_apart_from_good_ones() -> None:
    counts = {
        name: [len(kinds(row["text"]) & RECONSIDER) for row in ROWS if row["class"] == name]
        for name in ("good", "defensive")
    }
    apart = [(a > b) + 0.5 * (a == b) for a in counts["defensive"] for b in counts["good"]]
    assert sum(apart) / len(apart) >= 0.97


@given(st.text(min_size=1, max_size=400))
def test_any_text_gives_places_inside_it(text: str) -> None:
    try:
        read = coach(text)
    except BadInput:
        assert not text.strip()
        return
    assert all(0 <= span.start < span.end <= len(text) for span in read.spans)
    assert len(read.criteria) == 11


def test_several_drafts_come_as_json_lines_and_a_bad_line_costs_only_itself() -> None:
    found = list(coach_lines('{"text": "You took it the wrong way."}\n{"no": 1}\n'))
    assert found[0].as_json()["spans"][0]["kind"] == "blame"
    assert isinstance(found[1], Unread)


@pytest.mark.parametrize("text", ["", "   ", "x" * 2_001])
def test_an_unusable_draft_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(BadInput, match="draft"):
        coach(text)


def test_it_says_that_it_is_a_reading_aid() -> None:
    assert "not a validated scale" in READING_AID
