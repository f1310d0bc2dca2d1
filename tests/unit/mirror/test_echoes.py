"""Echoes show the nearest earlier entries with what ties them, or say that nothing is close enough."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from goldseam.errors import BadInput
from goldseam.mirror.echoes import SAY, WEIGHTS, Corpus, closeness, echoes
from goldseam.mirror.terms_of import Worth, stem, terms_of
from goldseam.mirror.themes import themes
from goldseam.mirror.wording import table
from goldseam.terms.therapist import Reflection

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "mirror"
DAY = date(2026, 1, 5)


def book(*texts: str) -> list[Reflection]:
    return [Reflection(f"{n}", DAY + timedelta(days=n), text) for n, text in enumerate(texts)]


FEE = "The unpaid invoice again. I could not name the fee and talked about her holiday."
DOG = "A client brought his dog, it slept under the table the whole hour."
COAT = "He said at the door, coat on, that he may not come back."


def test_the_entry_about_the_same_thing_is_shown_and_the_others_are_not() -> None:
    now = Reflection(
        "now", DAY + timedelta(days=30), "I put off naming the fee, the invoice lies there unpaid."
    )
    assert [one.entry.text for one in echoes(now, Corpus(book(FEE, DOG, COAT))).found] == [FEE]


def test_each_tie_stands_in_both_texts_letter_by_letter() -> None:
    now = Reflection("now", DAY + timedelta(days=30), "The FEE, the invoice. Still unpaid.")
    [echo] = echoes(now, Corpus(book(FEE, DOG, COAT))).found
    assert echo.ties
    for tie in echo.ties:
        assert tie.here in now.text
        assert tie.there in FEE
        assert "{" not in tie.because


def test_ties_never_overlap() -> None:
    now = Reflection("now", DAY + timedelta(days=30), FEE)
    [echo] = echoes(now, Corpus(book(FEE, DOG))).found
    places = [now.text.index(tie.here) for tie in echo.ties]
    assert len(set(places)) == len(echo.ties) == 3


@pytest.mark.parametrize("text", ["", "...", "and so it was", "Zebras graze near Mombasa."])
def test_where_nothing_is_close_nothing_is_shown_and_it_says_so(text: str) -> None:
    answer = echoes(Reflection("now", DAY + timedelta(days=30), text), Corpus(book(FEE, DOG, COAT)))
    assert (answer.found, answer.said) == ((), SAY.none)


def test_an_empty_book_says_that_there_is_nothing_to_compare_with() -> None:
    assert echoes(Reflection("now", DAY, FEE), Corpus([])).said == SAY.too_few


def test_no_entry_echoes_itself_its_own_day_or_a_later_one() -> None:
    entries = book(FEE, FEE, FEE)
    assert [one.entry.id for one in echoes(entries[1], Corpus(entries)).found] == ["0"]


def test_another_entry_of_the_same_day_is_not_earlier() -> None:
    twin = Reflection("twin", DAY, FEE)
    assert echoes(Reflection("now", DAY, FEE), Corpus([twin])).said == SAY.too_few


def test_at_most_so_many_are_shown_the_closest_first() -> None:
    entries = book(*[FEE] * 5, "The fee and the invoice.")
    found = echoes(Reflection("now", DAY + timedelta(days=30), FEE), Corpus(entries), most=2).found
    assert [one.entry.id for one in found] == ["0", "1"]
    assert found[0].closeness == pytest.approx(1)


def test_asking_for_none_is_refused() -> None:
    with pytest.raises(BadInput, match="1 or more"):
        echoes(Reflection("now", DAY, FEE), Corpus([]), most=0)


def test_closeness_is_the_same_both_ways_and_between_nought_and_one() -> None:
    vectors = Corpus(book(FEE, DOG, COAT, "The fee at the door.")).vectors
    for one in vectors:
        for two in vectors:
            assert closeness(one, two) == pytest.approx(closeness(two, one))
            assert -1e-9 <= closeness(one, two) <= 1 + 1e-9


def test_words_of_one_family_bring_two_entries_closer_than_words_alone() -> None:
    texts = book("My price. I could not say it.", "The invoice lies there.", DOG)
    with_family, without = Corpus(texts), Corpus(texts, type(WEIGHTS)(Worth(0, 0, 0), 0.1))
    assert closeness(with_family.vectors[0], with_family.vectors[1]) > 0
    assert closeness(without.vectors[0], without.vectors[1]) == 0


def test_every_place_of_a_term_lies_in_the_text() -> None:
    text = "She wouldn’t pay the invoice; I explained, and explained."
    for one in terms_of(text, Worth(1, 1, 1)):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]


@pytest.mark.parametrize("word", ["explain", "promise", "silence", "record"])
def test_forms_of_a_word_share_their_stem(word: str) -> None:
    base = word.removesuffix("e")
    assert len({stem(word), stem(base + "es" if word.endswith("e") else base + "s"), stem(base + "ed")}) == 1


def test_no_theme_lists_a_word_twice_and_each_has_a_name() -> None:
    for theme, row in table("kin").items():
        both = row["words"] + row["hints"]
        assert len(set(both)) == len(both), theme
        assert row["name"]
        assert row["words"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He brought the invoice.", {"money"}),
        ("I looked at the clock.", set()),
        ("I looked at the clock, clocks everywhere, the clock.", set()),
        ("I looked at the clock while she waited.", {"late"}),
        ("We spoke about my mother's voice.", {"parents"}),
        ("It is a moneyed town.", set()),
    ],
)
def test_one_word_is_enough_and_of_hints_it_takes_two_different_ones(text: str, found: set[str]) -> None:
    assert {one.theme for one in themes(text)} == found


def labelled(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (SAMPLES / name).read_text(encoding="utf-8").splitlines()]


FILES = ("tuning.jsonl", "held_out.jsonl", "written_after.jsonl", "many_voices.jsonl", "blind.jsonl")


def test_the_labelled_entries_are_enough_and_no_voice_is_in_two_files() -> None:
    voices = [{row["voice"] for row in labelled(name)} for name in FILES]
    assert sum(len(labelled(name)) for name in FILES) >= 350
    assert sum(map(len, voices)) == len(set.union(*voices)) >= 32


@pytest.mark.parametrize("name", FILES)
def test_every_label_has_two_entries_or_more_of_one_voice_and_ids_are_unique(name: str) -> None:
    rows = labelled(name)
    assert min(Counter((r["voice"], r["echo"]) for r in rows if r["echo"]).values()) >= 2
    assert len({row["id"] for row in rows}) == len(rows)


def test_on_voices_the_lists_know_more_than_half_of_what_is_shown_belongs() -> None:
    # Not a measure of quality: the lists were written by who wrote these voices. It guards against breaking.
    right = shown = 0
    rows = labelled("held_out.jsonl") + labelled("many_voices.jsonl")
    for voice in {row["voice"] for row in rows}:
        mine = [row for row in rows if row["voice"] == voice]
        entries = [Reflection(r["id"], date.fromisoformat(r["on"]), r["text"]) for r in mine]
        label = {row["id"]: row["echo"] for row in mine}
        for n, one in enumerate(entries):
            # What the therapist has on that day: the entries up to it.
            found = echoes(one, Corpus(entries[: n + 1])).found
            shown += len(found)
            right += sum(label[echo.entry.id] == label[one.id] != "" for echo in found)
    assert shown >= 20
    assert right / shown > 0.5
