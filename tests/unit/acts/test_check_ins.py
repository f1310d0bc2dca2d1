"""A filled-in form: scored, kept, noticed, and safety asked."""

from __future__ import annotations

import pytest

from cast import GOOD, HARD, NOW, held, quiet_course, sam
from goldseam.acts import check_ins, corrections, episodes, people, risk
from goldseam.acts.series import main_series
from goldseam.errors import BadInput
from goldseam.store.models import FormRow, ScoreRow
from goldseam.terms.rupture import EpisodeStatus

pytestmark = pytest.mark.usefixtures("open_book")


def test_a_form_gives_its_scores_and_keeps_the_words_sealed() -> None:
    alliance = people.alliance_of(sam())
    done = check_ins.record(
        held(alliance, 1), "session-check-in", GOOD, NOW, way="handed", words="I felt hurried."
    )
    assert [(s.name, s.value) for s in done.scores] == [("connection", 41.0), ("strain", 0.0)]
    assert FormRow.objects.get().words == "I felt hurried."
    assert b"hurried" not in bytes(FormRow.objects.values_list("words", flat=True).get())


def test_an_answer_that_is_not_allowed_keeps_nothing() -> None:
    alliance = people.alliance_of(sam())
    with pytest.raises(BadInput, match="understood"):
        check_ins.record(held(alliance, 1), "session-check-in", {**GOOD, "understood": 11}, NOW, way="typed")
    assert not FormRow.rows.exists()
    assert not ScoreRow.rows.exists()


def test_a_hard_session_after_quiet_ones_opens_one_episode_with_two_witnesses() -> None:
    alliance = people.alliance_of(sam())
    quiet_course(alliance, 8)
    assert episodes.episodes_of(alliance) == []
    check_ins.record(held(alliance, 9), "session-check-in", HARD, NOW, way="handed")
    [only] = episodes.episodes_of(alliance)
    assert only.status is EpisodeStatus.NOTICED
    assert {row.witness for row in only.rows} == {"client", "ratings"}


def test_a_second_hard_session_joins_the_same_episode() -> None:
    alliance = people.alliance_of(sam())
    quiet_course(alliance, 8)
    for number in (9, 10):
        check_ins.record(held(alliance, number), "session-check-in", HARD, NOW, way="handed")
    assert len(episodes.episodes_of(alliance)) == 1


def test_a_missed_form_is_no_drop() -> None:
    alliance = people.alliance_of(sam())
    quiet_course(alliance, 8)
    held(alliance, 9)
    check_ins.record(held(alliance, 10), "session-check-in", GOOD, NOW, way="handed")
    series = main_series(alliance)
    assert series is not None
    assert series.trajectory.scores[8] is None
    assert episodes.episodes_of(alliance) == []


@pytest.mark.parametrize(
    ("instrument", "answers"),
    [("phq-9", {f"q{n}": 0 for n in range(1, 9)} | {"q9": 1}), ("asq", {"q1": 0, "q2": 1, "q3": 0, "q4": 0})],
)
def test_item_nine_and_asq_open_a_risk_review(instrument: str, answers: dict[str, int]) -> None:
    client = sam()
    done = check_ins.record(held(people.alliance_of(client), 1), instrument, answers, NOW, way="typed")
    assert done.review is not None
    [review] = risk.reviews(client)
    assert review.is_open
    assert review.row.reason


def test_a_form_taken_back_takes_its_scores_along_and_comes_back_with_them() -> None:
    alliance = people.alliance_of(sam())
    done = check_ins.record(held(alliance, 1), "session-check-in", GOOD, NOW, way="typed", words="kept")
    check_ins.take_back(done.form, NOW)
    assert not ScoreRow.objects.exists()
    change = next(one for one in corrections.recent(NOW) if one.table == "formrow" and one.kind == "removed")
    corrections.undo(change.id, NOW)
    assert ScoreRow.objects.count() == 2
    assert FormRow.objects.get().words == "kept"
