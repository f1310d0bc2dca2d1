"""Episodes in the book: one rupture, one episode; facts added, taken back; the three views apart."""

from __future__ import annotations

import pytest

from cast import HARD, NOW, held, quiet_course, sam
from goldseam.acts import check_ins, episodes, outcomes, people
from goldseam.errors import NotFound
from goldseam.store.models import AllianceRow
from goldseam.terms.rupture import EpisodeStatus, Judge, Outcome, Strategy

pytestmark = pytest.mark.usefixtures("open_book")


@pytest.fixture
def alliance(open_book: object) -> AllianceRow:
    return people.alliance_of(sam())


def noticed(alliance: AllianceRow, number: int = 1, witness: str = "therapist") -> episodes.View:
    return episodes.notice(alliance, held(alliance, number), witness, "It went quiet.", NOW)


def test_the_same_witness_at_the_same_session_is_noted_once(alliance: AllianceRow) -> None:
    noticed(alliance)
    assert len(noticed(alliance).rows) == 1


def test_facts_lead_from_noticed_to_mended(alliance: AllianceRow) -> None:
    row = noticed(alliance).row
    seen = [
        episodes.confirm(row, NOW, "I hurried.").status,
        episodes.plan(row, [Strategy.VALIDATE], "Slow down.", NOW).status,
        episodes.attempt(row, held(alliance, 2), [Strategy.OWN], "I said so.", NOW).status,
        episodes.judge(row, Judge.THERAPIST, Outcome.MENDED, NOW).status,
    ]
    assert [one.value for one in seen] == ["open", "planned", "attempted", "mended"]


def test_the_last_step_can_be_taken_back(alliance: AllianceRow) -> None:
    row = noticed(alliance).row
    episodes.confirm(row, NOW)
    assert episodes.take_back(row, NOW).status is EpisodeStatus.NOTICED
    episodes.take_back(row, NOW)
    with pytest.raises(NotFound):
        episodes.episode(row.pk)


def test_a_mended_episode_does_not_take_in_a_new_rupture(alliance: AllianceRow) -> None:
    row = noticed(alliance).row
    episodes.judge(row, Judge.THERAPIST, Outcome.MENDED, NOW, session=held(alliance, 3))
    noticed(alliance, 9)
    assert len(episodes.episodes_of(alliance)) == 2


def test_what_was_only_noticed_and_came_back_is_not_joined_by_a_later_fall(alliance: AllianceRow) -> None:
    quiet_course(alliance, 12)
    for number in (6, 12):
        answers = {**HARD, "strain": 0}
        check_ins.record(held(alliance, number), "session-check-in", answers, NOW, way="typed")
    check_ins.record(held(alliance, 13), "session-check-in", HARD, NOW, way="typed")
    assert len(episodes.episodes_of(alliance)) == 2


def test_the_repair_check_speaks_for_the_client(alliance: AllianceRow) -> None:
    view = noticed(alliance)
    answers = {"came_back": 9, "my_side": 8, "owned": 8, "next_time": 7}
    check_ins.record(held(alliance, 2), "repair-check", answers, NOW, way="handed")
    views = outcomes.three_views(episodes.view(view.row))
    assert views.client.outcome is Outcome.MENDED
    assert views.therapist.outcome is None


def test_a_removed_clients_episode_is_not_found(alliance: AllianceRow) -> None:
    view = noticed(alliance)
    people.remove_client(alliance.client, NOW)
    with pytest.raises(NotFound, match="not in this book"):
        episodes.episode(view.row.pk)
    assert episodes.open_episodes() == []
