"""Endings: the list adapts, one warm contact and no second, an end that the therapist says, a look back."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from cast import NOW, held, sam
from goldseam.acts import endings, episodes, goodbyes, people, writings
from goldseam.acts.writings import Kind
from goldseam.errors import BadInput, Refused
from goldseam.safety.ending import Duty
from goldseam.safety.referral import Referral
from goldseam.store.models import AllianceRow, WritingRow
from goldseam.terms.people import Ending

TODAY = NOW.date()


@pytest.fixture
def alliance(open_book: Path) -> AllianceRow:
    return people.alliance_of(sam())


@pytest.fixture
def row(alliance: AllianceRow) -> WritingRow:
    return endings.begin(alliance, NOW)


def said(row: WritingRow, **fields: object) -> WritingRow:
    return writings.keep(row, NOW, **fields)


def left(row: WritingRow) -> list[str]:
    return [line.duty.value for line in endings.duty_lines(row) if line.done_on is None]


def test_to_begin_is_not_to_end(row: WritingRow, alliance: AllianceRow) -> None:
    alliance.refresh_from_db()
    assert alliance.ended_on is None
    assert endings.duty_lines(row) == []


def test_there_is_one_ending_with_a_client(row: WritingRow, alliance: AllianceRow) -> None:
    assert endings.begin(alliance, NOW).pk == row.pk


def test_reasons_stand_on_the_side_they_were_put(row: WritingRow) -> None:
    said(row, why_client=["fear"], why_therapist=["fell_short"], why_words="We never agreed on the aim.")
    assert [side for side, _ in endings.account(row)] == [
        "On the client's side",
        "On your side",
        "Between you",
    ]
    assert endings.account(row)[2][1] == ("We never agreed on the aim.",)


def test_the_list_follows_who_ends_and_whether_it_is_safe(row: WritingRow) -> None:
    said(row, who="therapist", safe="yes")
    assert left(row)[:2] == ["consult", "local_rule"]
    said(row, who="therapist", safe="no")
    assert left(row)[:3] == ["safety_first", "consult_before_contact", "incident"]
    assert "talk" not in left(row)


def test_what_was_ticked_keeps_its_day_and_stays_ticked_when_the_answer_changes(row: WritingRow) -> None:
    said(row, who="client", safe="yes")
    endings.tick(row, ["letter", "risk_check"], NOW)
    endings.tick(row, ["letter"], NOW + timedelta(days=3))
    assert {one.duty: one.on for one in endings.done(row)} == {Duty.LETTER: TODAY}
    said(row, safe="no")
    assert "letter_checked" not in left(row)
    assert "risk_check" in left(row)


def test_a_tick_for_something_not_on_the_list_is_left_out(row: WritingRow) -> None:
    said(row, who="client", safe="yes")
    endings.tick(row, ["bridge", "nonsense"], NOW)
    assert endings.done(row) == ()


def test_one_warm_contact_then_no_second(row: WritingRow) -> None:
    said(row, who="vanished", safe="yes")
    endings.wrote(row, TODAY, NOW)
    assert endings.outreach(row).sent == (TODAY,)
    assert "outreach" not in left(row)
    with pytest.raises(Refused, match="You wrote once, on 22 November 2026"):
        endings.wrote(row, TODAY, NOW)
    assert endings.outreach(row).sent == (TODAY,)


@pytest.mark.parametrize("safe", ["no", "not_sure", ""])
def test_no_contact_is_offered_where_it_was_not_said_to_be_safe(row: WritingRow, safe: str) -> None:
    said(row, who="vanished", safe=safe)
    with pytest.raises(Refused, match="not safe"):
        endings.wrote(row, TODAY, NOW)


def test_places_are_named_and_taken_off(row: WritingRow) -> None:
    for name in ("Dr Vale", "The clinic"):
        endings.add_referral(row, Referral(name, "01 234"), NOW)
    endings.drop_referral(row, 1, NOW)
    assert [one.name for one in endings.referrals(row)] == ["The clinic"]
    with pytest.raises(BadInput, match="no way to be reached"):
        endings.add_referral(row, Referral("Nowhere", " "), NOW)


def test_a_local_rule_is_what_the_therapist_asked(row: WritingRow) -> None:
    assert endings.rule(row) is None
    said(row, place="Here", asked="the board", asked_on="2026-11-20", answer="Thirty days' notice.")
    rule = endings.rule(row)
    assert rule is not None and rule.on == date(2026, 11, 20)


def test_the_letter_is_made_of_what_was_written(row: WritingRow) -> None:
    said(
        row,
        who="client",
        safe="yes",
        letter_name="Sam",
        letter_end="2026-11-30",
        letter_own_part="I moved on too fast",
    )
    endings.add_referral(row, Referral("Dr Vale", "01 234"), NOW)
    fields = endings.letter_fields(row)
    assert (fields.name, fields.end, fields.own_part) == ("Sam", date(2026, 11, 30), "I moved on too fast")
    assert [one.name for one in fields.referrals] == ["Dr Vale"]
    assert fields.start is None


def test_the_end_is_noted_on_the_alliance_and_on_the_episodes_that_were_named(
    row: WritingRow, alliance: AllianceRow
) -> None:
    named = episodes.notice(alliance, held(alliance, 2), "therapist", "quiet", NOW)
    episodes.confirm(named.row, NOW)
    endings.close(row, Ending.WITHOUT_REPAIR, TODAY, [str(named.row.pk)], NOW)
    alliance.refresh_from_db()
    assert (alliance.ended_on, alliance.ending) == (TODAY, "without_repair")
    assert episodes.view(named.row).status.value == "ended_without_repair"


def test_an_episode_that_was_not_named_stays_as_it_is(row: WritingRow, alliance: AllianceRow) -> None:
    view = episodes.confirm(episodes.notice(alliance, held(alliance, 2), "therapist", "quiet", NOW).row, NOW)
    endings.close(row, Ending.MOVED, TODAY, [], NOW)
    assert episodes.view(view.row).status.value == "open"


def test_thirty_days_later_and_not_before_it_is_time_to_look_back(row: WritingRow) -> None:
    endings.close(row, Ending.CLIENT_LEFT, TODAY, [], NOW)
    assert endings.due(TODAY + timedelta(days=29)) == []
    assert endings.due(TODAY + timedelta(days=30)) == [row]
    endings.reviewed(row, {"review_1": "Nothing."}, NOW)
    assert endings.due(TODAY + timedelta(days=40)) == []
    assert endings.review_words(row, TODAY + timedelta(days=40)) == ""


def test_a_removed_client_is_not_looked_back_on(row: WritingRow, alliance: AllianceRow) -> None:
    endings.close(row, Ending.CLIENT_LEFT, TODAY, [], NOW)
    people.remove_client(alliance.client, NOW)
    assert endings.due(TODAY + timedelta(days=60)) == []


def test_a_what_if_that_was_set_down_is_kept_and_not_shown_again(alliance: AllianceRow) -> None:
    first, second = (
        goodbyes.add_what_if(alliance, text, NOW) for text in ("What if I had asked", "What if I had waited")
    )
    goodbyes.set_down(first, NOW)
    assert [text for _, text in goodbyes.carried(alliance)] == ["What if I had waited"]
    [kept] = [one for one in writings.of(alliance, Kind.GOODBYE, with_put_away=True) if one.pk == first.pk]
    assert writings.body_of(kept)["what_if"] == "What if I had asked"
    assert kept.put_away and second.pk != kept.pk


def test_the_reflection_asks_on_within_a_part_and_keeps_only_what_was_written(alliance: AllianceRow) -> None:
    row = goodbyes.begin(alliance, NOW)
    goodbyes.answer(row, "meaning-1", "", NOW)
    goodbyes.answer(row, "keep-2", "Her courage.", NOW)
    goodbyes.answer(row, "no-such", "lost", NOW)
    assert [text for _, text in goodbyes.written(row)] == ["Her courage."]
    asked = goodbyes.next_question(row)
    assert asked is not None and asked.id == "what_ifs-1"
    assert goodbyes.begin(alliance, NOW).pk == row.pk
