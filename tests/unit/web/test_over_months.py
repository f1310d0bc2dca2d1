"""Questionnaires about oneself, and one's supervision: asked only with one's own copy, kept in the vault alone."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from cast import NOW
from goldseam import instruments
from goldseam.acts import licences, measures, supervising, vault
from goldseam.acts.measures import Given
from goldseam.acts.vault import Kind
from goldseam.errors import BadInput, NotFound, Refused
from goldseam.instruments import Attestation
from goldseam.store.models import FormRow, ScoreRow, VaultRow

THERE = "/mirror/over-months/"


def text_of(reply: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))


def bring(instrument: str, until: date | None = None) -> None:
    """The therapist's own copy of the words, made up here."""
    form = instruments.get(instrument)
    words = {one: f"Sentence {one} of my copy" for one in form.order()} | {"language": "en"}
    mine = Attestation("me", "open", "2026", "", True, ("en",), until, "Noor", date(2026, 1, 1))  # type: ignore[arg-type]
    licences.add_licence(instrument, words, mine, NOW - timedelta(days=200))


def scs(value: int) -> dict[str, int]:
    """Every item turned to one side: 1..5, kinder with more."""
    turned = {"q1", "q4", "q8", "q9", "q11", "q12"}
    return {f"q{n}": 6 - value if f"q{n}" in turned else value for n in range(1, 13)}


pytestmark = pytest.mark.usefixtures("open_book")
KINDNESS = measures.group("kindness-and-doubt")


def test_without_a_copy_of_ones_own_nothing_is_asked(browser_of_noor: Client) -> None:
    said = text_of(browser_of_noor.get(THERE))
    assert "Bring the words of: Self-Compassion Scale" in said
    assert "Answer it now" not in said
    assert "Their words belong to their authors." in text_of(browser_of_noor.get(THERE + "the-work/"))
    with pytest.raises(Refused):
        measures.keep(KINDNESS, Given({"scs-sf": scs(3)}, {}), NOW)


def test_kindness_is_never_asked_without_doubt(browser_of_noor: Client) -> None:
    bring("scs-sf")
    page = browser_of_noor.get(THERE + "kindness-and-doubt/")
    assert "Sentence q1 of my copy" in text_of(page)
    assert "how much do you doubt your work?" in text_of(page)
    answers = {f"scs-sf-{name}": str(value) for name, value in scs(4).items()}
    reply = browser_of_noor.post(THERE + "kindness-and-doubt/", answers)
    assert "Doubt and kindness are asked together." in text_of(reply)
    assert vault.pages(Kind.MEASURE) == []
    browser_of_noor.post(THERE + "kindness-and-doubt/", {**answers, "own-own:doubt": "7"})
    [row] = vault.pages(Kind.MEASURE)
    assert vault.body_of(row)["values"] == {"scs-sf:kindness": 4.0, "own:doubt": 7.0}


def test_with_both_copies_our_own_question_steps_back() -> None:
    bring("scs-sf")
    bring("psd")
    forms = measures.installed(KINDNESS, NOW.date())
    assert [form.id for form in forms] == ["scs-sf", "psd"]
    assert measures.own_questions(KINDNESS, forms) == []


def test_it_lies_in_the_vault_and_nowhere_in_the_record() -> None:
    bring("proqol-5")
    answers = {f"q{n}": 3 for n in range(1, 31)}
    measures.keep(measures.group("the-work"), Given({"proqol-5": answers}, {}), NOW)
    assert (FormRow.rows.count(), ScoreRow.rows.count()) == (0, 0)
    sealed = bytes(VaultRow.objects.values_list("body", flat=True).get())
    assert b"proqol" not in sealed
    assert licences.licence_for("proqol-5").uses == 1  # type: ignore[union-attr]


def test_a_blank_is_answered_with_a_sentence_and_nothing_is_kept() -> None:
    bring("proqol-5")
    with pytest.raises(BadInput, match="2 of 30 are blank"):
        measures.keep(
            measures.group("the-work"), Given({"proqol-5": {f"q{n}": 3 for n in range(1, 29)}}, {}), NOW
        )
    assert vault.pages(Kind.MEASURE) == []


def test_four_times_over_a_year_are_said_in_words_and_figures_are_a_tap_away(browser_of_noor: Client) -> None:
    bring("scs-sf")
    for quarter, value in enumerate((3, 2, 3, 4)):
        measures.keep(
            KINDNESS,
            Given({"scs-sf": scs(value)}, {"own:doubt": 5}),
            NOW - timedelta(days=90 * (3 - quarter)),
        )
    said = text_of(browser_of_noor.get(THERE))
    assert "Kindness to yourself: more than any time before." in said
    assert "Doubt about your work, your own figure: the same each time." in said
    assert "2 times in 4" in said
    body = browser_of_noor.get(THERE).content.decode()
    assert re.search(r"<details><summary>The figures, day by day.*<td>4</td>", body, re.DOTALL)
    assert not re.search(r"streak|days in a row|norm", said, re.IGNORECASE)


def test_after_a_licence_has_ended_it_is_not_asked_and_answers_stay(browser_of_noor: Client) -> None:
    bring("scs-sf", until=date(2026, 11, 22))
    measures.keep(KINDNESS, Given({"scs-sf": scs(3)}, {"own:doubt": 5}), NOW)
    assert measures.installed(KINDNESS, date(2026, 11, 23)) == []
    assert len(measures.course(KINDNESS).rows) == 1


def test_one_evening_can_be_removed(browser_of_noor: Client) -> None:
    bring("scs-sf")
    row = measures.keep(KINDNESS, Given({"scs-sf": scs(3)}, {"own:doubt": 5}), NOW)
    browser_of_noor.post(f"/mirror/{row.pk}/remove/", {"go": "for_good"})
    assert measures.course(KINDNESS).rows == ()


# Supervision

GOOD = {"safe": 8, "met": 8, "needed": 7, "differ": 8, "strain": 0}
HARD = {"safe": 2, "met": 3, "needed": 3, "differ": 1, "strain": 2}


@pytest.fixture
def dana(open_book: Path) -> VaultRow:
    """The page about supervision with Dana."""
    return supervising.add("Dana", NOW - timedelta(days=200))


def weeks_of(who: VaultRow, *answers: dict[str, int]) -> list[supervising.Meeting]:
    for week, one in enumerate(answers):
        supervising.note(who, supervising.Told(one), NOW - timedelta(weeks=20 - week))
    return supervising.meetings(who)


def good(count: int) -> list[dict[str, int]]:
    return [{**GOOD, "met": 7 + n % 2, "needed": 7 + n % 3} for n in range(count)]


def test_a_fall_after_good_ones_is_noticed_by_the_filter(dana: VaultRow) -> None:
    *before, last = weeks_of(dana, *good(8), HARD)
    assert last.strained
    assert "harder than usual between you" in last.said[0]
    assert not any(one.strained for one in before)
    assert "too early" in before[0].said[0].lower()


def test_each_note_is_read_with_earlier_ones_only(dana: VaultRow) -> None:
    first = [one.said for one in weeks_of(dana, *good(5))]
    supervising.note(dana, supervising.Told(HARD), NOW)
    assert [one.said for one in supervising.meetings(dana)][:5] == first


def test_from_strain_to_repair_by_ones_own_word(browser_of_noor: Client) -> None:
    there = browser_of_noor.post("/mirror/supervision/", {"name": "Dana"})["Location"]
    noted = browser_of_noor.post(there, {"moments": ["agreed"], "note": "I nodded.", "strain": "6"})[
        "Location"
    ]
    said = text_of(browser_of_noor.get(noted))
    assert "You said that you felt small, unseen, or on guard." in said
    assert "What went unsaid between the two of you?" in said
    assert "Last time I said yes faster than I meant it." in said
    browser_of_noor.post(noted, {"question": "what-stayed", "words": "That I disagreed."})
    browser_of_noor.post(noted, {"say": "Can we go back to Tuesday?"})
    said = text_of(browser_of_noor.get(noted))
    assert "That I disagreed." in said
    assert "agree, go quiet, argue" in said
    assert "Something is still open between you." in text_of(browser_of_noor.get("/mirror/supervision/"))
    browser_of_noor.post(noted + "since/", {"since": "mended"})
    assert "it is mended, you said" in text_of(browser_of_noor.get(noted))
    assert "still open" not in text_of(browser_of_noor.get("/mirror/supervision/"))


def test_a_question_can_be_passed_over(browser_of_noor: Client, dana: VaultRow) -> None:
    row = supervising.note(dana, supervising.Told({}, ["judged"]), NOW)
    browser_of_noor.post(
        f"/mirror/supervision/noted/{row.pk}/", {"question": "what-stayed", "words": "", "skip": "1"}
    )
    assert "agree, go quiet, argue" in text_of(browser_of_noor.get(f"/mirror/supervision/noted/{row.pk}/"))


def test_a_good_hour_of_supervision_asks_nothing_more(browser_of_noor: Client, dana: VaultRow) -> None:
    row = supervising.note(dana, supervising.Told(GOOD), NOW)
    said = text_of(browser_of_noor.get(f"/mirror/supervision/noted/{row.pk}/"))
    assert "What went unsaid" not in said


def test_an_empty_note_and_an_empty_name_are_answered_with_a_sentence(browser_of_noor: Client) -> None:
    assert "The name is empty." in text_of(browser_of_noor.post("/mirror/supervision/", {"name": " "}))
    there = browser_of_noor.post("/mirror/supervision/", {"name": "Dana"})["Location"]
    assert "This note is empty." in text_of(browser_of_noor.post(there, {}))
    assert vault.pages(Kind.SUPERVISION) == []


def test_with_a_supervisors_page_every_note_goes(browser_of_noor: Client, dana: VaultRow) -> None:
    [meeting] = weeks_of(dana, GOOD)
    browser_of_noor.post(f"/mirror/{dana.pk}/remove/", {"go": "for_good"})
    assert VaultRow.rows.count() == 0
    with pytest.raises(NotFound):
        supervising.meeting(meeting.row.pk)


def test_no_word_about_supervision_stands_open_in_the_book(dana: VaultRow) -> None:
    supervising.note(dana, supervising.Told({}, [], "marzipan trombone"), NOW)
    assert all(b"marzipan" not in bytes(body) for body in VaultRow.objects.values_list("body", flat=True))
