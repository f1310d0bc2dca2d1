"""A draft that may tell of danger or of a line crossed, with no phrase of the gate in it: it stops, and asks."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from goldseam.repair.coach import coach
from goldseam.repair.coaching import doubt
from goldseam.repair.coaching.tokens import read

SAMPLES = Path(__file__).resolve().parents[3] / "samples" / "coach" / "gate"
WATCHED = "I drove along your street again on Sunday night and the light was on in your kitchen. I parked further down."
# Ordinary drafts in which the same things stand.
ORDINARY = [
    "I lost the thread on Tuesday when you spoke of your sister. What was that like for you?",
    "I kept you waiting in the car park on Monday. That was mine. How was it for you?",
    "You told me about the knife in your dream and I laughed. I can see that it left you alone with it.",
    "I raised the fee at the door, on the day you lost your job. I will bring such things up at the start.",
    "I forgot the name of your daughter. You looked away. I would like to hear what that was like.",
]


def lines() -> list[dict[str, str]]:
    with (SAMPLES / "lines.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def learnt() -> list[dict[str, str]]:
    return [json.loads(line) for line in (SAMPLES / "learn.jsonl").read_text("utf-8").splitlines()]


def test_the_table_has_a_start_and_a_rarity_for_each_piece() -> None:
    assert doubt.weights()[doubt.START][0] < 0
    assert all(rarity > 0 for piece, (_, rarity) in doubt.weights().items() if piece)


def test_a_doubt_names_words_of_the_draft_and_says_that_it_is_one() -> None:
    reading = coach(WATCHED)
    assert reading.doubted
    assert reading.as_json()["criteria"]["safe_to_say"] == "partly"
    assert reading.gate is not None and "may tell" in reading.gate
    named = reading.gate.split("think so: ")[1].rstrip(".").replace('"', "").split(", ")
    assert named and all(word in WATCHED.lower() for word in named)


def test_the_writers_word_reads_a_doubted_draft_on() -> None:
    reading = coach(WATCHED, past_doubt=True)
    assert reading.gate is None
    assert reading.spans == coach(WATCHED).spans


def test_what_a_phrase_sees_stops_though_the_writer_says_otherwise() -> None:
    reading = coach("You said you would kill me.", past_doubt=True)
    assert reading.gate is not None
    assert not reading.spans
    assert not reading.doubted


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_draft_with_the_same_things_in_it_is_not_doubted(text: str) -> None:
    assert doubt.reason(read(text)) is None


def test_words_that_say_nothing_are_never_named() -> None:
    for one in lines():
        met = doubt.held(read(one["text"])) & doubt.weights().keys()
        assert not {"since", "the", "you", "very"} & set(doubt.telling(met))


def test_the_lines_it_learnt_from_are_told_apart_but_for_a_few_that_were_made_to_look_alike() -> None:
    rows = [*lines(), *({"gate": one["gate"] or "-", "text": one["text"]} for one in learnt())]
    breaches = [one for one in rows if one["gate"] != "-"]
    others = [one for one in rows if one["gate"] == "-"]
    assert sum(coach(one["text"]).gate is not None for one in breaches) > 0.95 * len(breaches)
    held = [coach(one["text"]) for one in others]
    assert sum(one.gate is not None for one in held) < 0.07 * len(others)
    assert sum(one.gate is not None and not one.doubted for one in held) < 0.05 * len(others)


def test_every_line_has_a_known_ground_and_none_stands_twice() -> None:
    assert {one["gate"] for one in lines()} == {"threat", "stalking", "integrity", "-"}
    assert len({one["text"] for one in lines()}) == len(lines())
