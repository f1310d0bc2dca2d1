"""The brief before a session: true, short, and silent about repair where someone is not safe."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldseam.repair.brief import MOST_WORDS, Brief, OwnWords, Went, attempt_of, brief
from goldseam.repair.episodes import status
from goldseam.repair.guide import Lean
from goldseam.safety.gate import Concerns, before_repair
from goldseam.terms.rupture import (
    Episode,
    EpisodeStatus,
    Fact,
    FactKind,
    Judge,
    Marker,
    Outcome,
    Reading,
    Standing,
    Strategy,
)
from tone import complaints

TODAY = date(2026, 3, 14)
NOTICED = Fact(FactKind.NOTICED, 1, session=7, on=date(2026, 3, 2))
TRIED = Fact(FactKind.ATTEMPTED, 2, session=8, strategies=(Strategy.OWN, Strategy.INVITE))
MENDED = Fact(FactKind.JUDGED, 3, judge=Judge.THERAPIST, outcome=Outcome.MENDED)


def reading(score: float | None, low: float | None = 30.0) -> Reading:
    return Reading(9, score, 0.5, low, low and 38.0, Standing.STEADY, False, "")


def episode(*facts: Fact, id: str = "e") -> Episode:
    return Episode(id, "a", facts)


@pytest.mark.parametrize(
    ("readings", "says"),
    [
        ([], "No rating yet."),
        ([reading(None)], "No rating yet."),
        ([reading(29)], "Last rating, session 9: lower than this client's usual."),
        ([reading(30)], "Last rating, session 9: within this client's usual."),
        ([reading(39)], "Last rating, session 9: higher than this client's usual."),
        ([reading(29, None)], "Last rating, session 9: too early to compare."),
        ([reading(29), reading(None)], "Last rating, session 9: lower than this client's usual."),
    ],
)
def test_the_last_rating_is_said_in_words(readings: list[Reading], says: str) -> None:
    assert brief("Heron", readings, [], TODAY).last_rating == says


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ((NOTICED,), "Open for 12 days. Not tried yet."),
        ((NOTICED, TRIED), "Open for 12 days. Last tried at session 8: Own your part."),
        ((Fact(FactKind.NOTICED, 1, session=7),), "Open since session 7. Not tried yet."),
        ((Fact(FactKind.NOTICED, 1, on=TODAY),), "Open since today. Not tried yet."),
        ((Fact(FactKind.NOTICED, 1, on=TODAY - timedelta(1)),), "Open since yesterday. Not tried yet."),
        ((Fact(FactKind.NOTICED, 1, on=TODAY + timedelta(9)),), "Open since today. Not tried yet."),
        ((NOTICED, Fact(FactKind.ATTEMPTED, 2)), "Open for 12 days. Last tried: in your own way."),
    ],
)
def test_an_open_episode_says_since_when_and_what_was_tried(facts: tuple[Fact, ...], says: str) -> None:
    assert brief("Heron", [], [episode(*facts)], TODAY).episodes == (says,)


def test_a_mended_episode_is_not_brought_up() -> None:
    assert brief("Heron", [], [episode(NOTICED, MENDED)], TODAY).episodes == ("Nothing is open.",)


def test_more_than_two_open_episodes_are_counted_not_listed() -> None:
    page = brief("Heron", [], [episode(NOTICED, id=str(n)) for n in range(5)], TODAY)
    assert len(page.episodes) == 3
    assert page.episodes[-1] == "And 3 more open."


def test_what_the_therapist_wrote_stands_before_what_the_program_offers() -> None:
    own = OwnWords(
        "I felt hurried.", "Slow.", "I went too fast.", "No advice.", "", ("Ready?", "Where?", "Third?")
    )
    page = brief("Heron", [], [], TODAY, own)
    assert (page.client_words, page.stance, page.opening) == ("I felt hurried.", "Slow.", "I went too fast.")
    assert (page.not_to_do, page.questions) == ("No advice.", ("Ready?", "Where?"))


def test_a_long_text_is_shortened_visibly() -> None:
    page = brief("Heron", [], [], TODAY, OwnWords(client_words="word " * 60))
    assert page.client_words.endswith(" …")
    assert len(page.client_words.split()) == 16


@pytest.mark.parametrize("marker", Marker)
def test_there_are_always_two_questions_to_ask(marker: Marker) -> None:
    page = brief("Heron", [], [], TODAY, marker=marker)
    assert len(page.questions) == 2
    assert all(one.endswith("?") for one in page.questions)


def test_the_thing_not_to_do_is_the_therapists_own_default() -> None:
    assert brief("H", [], [], TODAY, lean=Lean.OVER_OWN).not_to_do == "Do not say sorry twice."
    assert brief("H", [], [], TODAY, lean=Lean.DEFLECT).not_to_do == "Do not explain first."


def test_a_first_sentence_is_not_cut_in_the_middle() -> None:
    opening = "I moved on too fast. " + "word " * 30
    assert brief("Heron", [], [], TODAY, OwnWords(opening=opening)).opening == "I moved on too fast. …"


def test_where_it_is_not_safe_nothing_about_repair_remains() -> None:
    own = OwnWords(opening="I went too fast.", boundary="The door stays open.")
    page = brief("Heron", [], [episode(NOTICED)], TODAY, own, rests="You noted that you are not safe.")
    assert (page.stance, page.opening, page.not_to_do, page.questions) == ("", "", "", ())
    assert page.boundary.startswith("You noted that you are not safe.")
    assert page.boundary.endswith("The door stays open.")
    assert page.lines()[1] == page.boundary


long = st.text(alphabet="abc \n", max_size=900)


@settings(deadline=None, max_examples=100, derandomize=True)
@given(
    st.builds(OwnWords, long, long, long, long, long, st.lists(long, max_size=4).map(tuple)),
    long,
    st.sampled_from(Marker),
    st.sampled_from(Lean),
    st.sampled_from(["", before_repair(Concerns(not_safe=True)).because]),
    st.integers(0, 6),
)
def test_it_takes_45_seconds_whatever_was_written(
    own: OwnWords, client: str, marker: Marker, lean: Lean, rests: str, count: int
) -> None:
    wordy = Fact(FactKind.ATTEMPTED, 2, session=199, strategies=(Strategy.LINK_BETWEEN,) * 3)
    open_ones = [episode(NOTICED, wordy, id=str(n)) for n in range(count)]
    page = brief(client, [reading(29)], open_ones, TODAY, own, marker=marker, lean=lean, rests=rests)
    assert page.count() <= MOST_WORDS


def test_the_wordiest_brief_is_close_to_its_limit_but_within() -> None:
    own = OwnWords(*["word " * 99] * 5, questions=("word " * 99,) * 2)
    wordy = Fact(FactKind.ATTEMPTED, 2, session=199, strategies=(Strategy.LINK_BETWEEN,))
    page = brief(
        "a b c d e", [reading(29)], [episode(NOTICED, wordy, id=str(n)) for n in range(9)], TODAY, own
    )
    assert 100 < page.count() <= MOST_WORDS


def test_every_line_it_says_itself_keeps_the_tone() -> None:
    page = brief("Heron", [reading(29)], [episode(NOTICED, TRIED)], TODAY, marker=Marker.CONFRONTATION)
    assert [complaints(line) for line in page.lines() if complaints(line)] == []


def test_coming_back_to_it_becomes_an_attempt_and_not_today_becomes_nothing() -> None:
    tried = attempt_of(Went.CAME_BACK, 2, 9, [Strategy.OWN], TODAY, "We stayed with it.")
    assert tried is not None
    assert status([NOTICED, tried]) is EpisodeStatus.ATTEMPTED
    assert (tried.session, tried.strategies, tried.because) == (9, (Strategy.OWN,), "We stayed with it.")
    assert attempt_of(Went.NOT_TODAY, 2, 9, [], TODAY) is None
    assert attempt_of(Went.NOT_HELD, 2, 9, [], TODAY) is None


def test_an_empty_part_is_left_out_of_the_lines() -> None:
    page = brief("Heron", [], [], TODAY)
    assert isinstance(page, Brief)
    assert "" not in page.lines()
