"""Replies read by rules one can see: what is there, what gets in the way, and what the rules cannot tell."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from goldseam.errors import BadInput
from goldseam.growth.criteria import SAY, CoachFinding, Seen, criteria, one_thing, read_reply, side_by_side
from goldseam.growth.kinds import MarkerKind
from goldseam.growth.wording import table
from goldseam.repair.coach import coach
from goldseam.repair.coaching.kinds import Kind

ROWS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("replies.toml").read_text(encoding="utf-8")
)["row"]


def seen(text: str, kind: MarkerKind, view: Seen) -> set[str]:
    return {one.criterion.id for one in read_reply(text, kind).judged if one.seen is view}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["marker"])
def test_a_good_reply_shows_what_is_there_and_nothing_in_the_way_but_too_many_questions(
    row: dict[str, Any],
) -> None:
    kind = MarkerKind(row["marker"])
    assert set(row["there"]) <= seen(row["good"], kind, Seen.THERE)
    assert seen(row["good"], kind, Seen.NOT_THERE) <= {"asks"} - set(row["there"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["marker"])
def test_a_reply_that_gets_in_the_way_is_shown_where(row: dict[str, Any]) -> None:
    assert set(row["in_the_way"]) <= seen(row["poor"], MarkerKind(row["marker"]), Seen.NOT_THERE)


def test_every_kind_has_its_pair_of_replies_and_its_criteria() -> None:
    assert [row["marker"] for row in ROWS] == [kind.value for kind in MarkerKind]
    for kind in MarkerKind:
        assert {"asks", "brief"} <= {one.id for one in criteria(kind)}
        assert 5 <= len(criteria(kind)) <= 7


def test_every_criterion_is_used_and_says_why() -> None:
    used = {one.id for kind in MarkerKind for one in criteria(kind)}
    rows = table("criteria.toml")["criterion"]
    assert used == set(rows)
    assert all(rows[id]["name"] and rows[id]["why"] for id in used)


def test_only_kinds_that_the_coach_knows_are_asked_of_it() -> None:
    rows = table("criteria.toml")["criterion"].values()
    assert {
        kind for row in rows for side in ("coach_there", "coach_against") for kind in row.get(side, [])
    } <= {kind.value for kind in Kind}


def test_each_place_holds_words_of_the_reply() -> None:
    text = "Well. You’re right, I looked at my notes. What did I miss?"
    reading = read_reply(text, MarkerKind.THERAPIST)
    places = {one.criterion.id: text[one.start : one.end] for one in reading.judged if one.start is not None}
    assert places == {"receives": "You’re right", "owns": "I looked", "asks": "What did I miss?"}


def test_what_the_rules_do_not_see_is_cannot_tell_not_missing() -> None:
    owns = read_reply("That was mine, entirely.", MarkerKind.THERAPIST).of("owns")
    assert owns is not None
    assert (owns.seen, owns.because) == (Seen.CANNOT_TELL, SAY.cannot_tell)


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("I see that now.", Seen.NOT_THERE),
        ("How was it?", Seen.THERE),
        ("Was it bad?", Seen.CANNOT_TELL),
        ("How was it? What helped?", Seen.NOT_THERE),
    ],
)
def test_one_open_question_is_enough(text: str, view: Seen) -> None:
    asks = read_reply(text, MarkerKind.THERAPIST).of("asks")
    assert asks is not None
    assert asks.seen is view


@pytest.mark.parametrize(("count", "view"), [(90, Seen.THERE), (91, Seen.NOT_THERE)])
def test_ninety_words_are_short_and_ninety_one_are_not(count: int, view: Seen) -> None:
    brief = read_reply("you " * count, MarkerKind.THERAPIST).of("brief")
    assert brief is not None
    assert brief.seen is view


def test_what_the_coach_found_counts_and_speaks_first_against() -> None:
    text = "I see why. Reasons, reasons."
    found = [CoachFinding("justification", 11, 28), CoachFinding("owns_part", 0, 9)]
    reading = read_reply(text, MarkerKind.THERAPIST, found)
    undefended, owns = reading.of("undefended"), reading.of("owns")
    assert undefended is not None and owns is not None
    assert (undefended.seen, undefended.start, undefended.end) == (Seen.NOT_THERE, 11, 28)
    assert owns.seen is Seen.THERE


def test_the_repair_coach_and_the_criteria_meet_in_plain_values() -> None:
    text = "I'm sorry you feel that way, but I was only trying to help."
    found = [CoachFinding(span.kind.value, span.start, span.end) for span in coach(text).spans]
    reading = read_reply(text, MarkerKind.THERAPIST, found)
    assert {"owns", "undefended"} <= {
        one.criterion.id for one in reading.judged if one.seen is Seen.NOT_THERE
    }


def test_a_finding_the_criteria_do_not_ask_for_changes_nothing() -> None:
    text = "You're right. What did I miss?"
    assert read_reply(text, MarkerKind.THERAPIST, [CoachFinding("too_long", 0, 5)]) == read_reply(
        text, MarkerKind.THERAPIST
    )


def test_where_the_coach_stops_nothing_is_judged() -> None:
    reading = read_reply("Meet me outside.", MarkerKind.CONTROL, gate="threat")
    assert (reading.judged, reading.stopped) == ((), SAY.stopped)


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_reply_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="empty"):
        read_reply(text, MarkerKind.DENIAL)


@pytest.mark.parametrize(("start", "end"), [(0, 99), (-1, 2), (3, 3)])
def test_a_place_outside_the_reply_is_refused(start: int, end: int) -> None:
    with pytest.raises(BadInput, match="outside the reply"):
        read_reply("Short.", MarkerKind.DENIAL, [CoachFinding("blame", start, end)])


def test_where_the_therapist_sees_it_otherwise_both_views_stay() -> None:
    reading = read_reply("What did I miss?", MarkerKind.THERAPIST)
    both = {
        one.judged.criterion.id: one
        for one in side_by_side(reading, {"asks": Seen.NOT_THERE, "brief": Seen.THERE})
    }
    assert (both["asks"].judged.seen, both["asks"].own, both["asks"].differ) == (
        Seen.THERE,
        Seen.NOT_THERE,
        True,
    )
    assert (both["brief"].differ, both["brief"].because) == (False, SAY.agree)
    assert both["owns"].own is None


@pytest.mark.parametrize("own", [Seen.THERE, Seen.NOT_THERE, Seen.CANNOT_TELL])
def test_where_the_rules_cannot_tell_there_is_no_disagreement(own: Seen) -> None:
    reading = read_reply("That was mine, entirely.", MarkerKind.THERAPIST)
    [owns] = [one for one in side_by_side(reading, {"owns": own}) if one.judged.criterion.id == "owns"]
    assert not owns.differ


def test_a_rating_of_another_kinds_criterion_is_refused_with_those_allowed() -> None:
    with pytest.raises(BadInput, match="Allowed: receives"):
        side_by_side(read_reply("Hm?", MarkerKind.THERAPIST), {"limit": Seen.THERE})


@pytest.mark.parametrize("text", ["Ok.", "sorry", "...", "I see."])
def test_a_word_or_two_is_neither_praised_nor_faulted(text: str) -> None:
    reading = read_reply(text, MarkerKind.THERAPIST)
    assert reading.note == SAY.too_little
    assert {one.seen for one in reading.judged} == {Seen.CANNOT_TELL}
    assert one_thing(reading) is None


@pytest.mark.parametrize(
    "text",
    [
        "Es tut mir leid, ich habe auf die Uhr geschaut. Wie war das für dich?",
        "Lo siento. Tienes razón, no te escuché. ¿Qué necesitas ahora?",
        "Pardon, j'étais en retard et je vous ai coupé la parole.",
        "Özür dilerim, geç kaldım. Senin için nasıldı?",
        "qwer asdf zxcv qwer",
    ],
)
def test_another_language_is_said_to_be_unread_and_ones_own_view_still_counts(text: str) -> None:
    reading = read_reply(text, MarkerKind.THERAPIST, [CoachFinding("justification", 0, 4)])
    assert reading.note == SAY.other_language
    assert {one.seen for one in reading.judged} == {Seen.CANNOT_TELL}
    [owns] = [one for one in side_by_side(reading, {"owns": Seen.THERE}) if one.own]
    assert (owns.own, owns.differ) == (Seen.THERE, False)


@pytest.mark.parametrize(
    "text", ["Shut up.", "You are an ungrateful bitch and I don't have to listen to this."]
)
def test_anger_is_met_kindly_and_asked_what_it_would_say(text: str) -> None:
    reading = read_reply(text, MarkerKind.THERAPIST)
    assert reading.note == SAY.rough
    assert {one.criterion.id for one in reading.judged if one.seen is Seen.THERE} <= {"brief"}


def test_words_about_ones_own_death_stop_the_practice() -> None:
    reading = read_reply("I want to kill myself reading this", MarkerKind.CONTROL)
    assert (reading.judged, reading.stopped) == ((), SAY.yourself)


def test_a_feeling_said_back_is_no_interpretation_and_a_pattern_is() -> None:
    back, pattern = "You feel like a burden here, too.", "You always do this to me."
    for text, view in ((back, Seen.THERE), (pattern, Seen.NOT_THERE)):
        found = [CoachFinding("interpretation", 0, len(text))]
        reading = read_reply(text, MarkerKind.SELF, found).of("no_reading")
        assert reading is not None
        assert reading.seen is view


def test_a_reason_after_their_side_was_seen_may_land_where_a_rule_is_asked_about() -> None:
    after = "I can see why it felt cold. The rule is that I charge."
    before = "The rule is that I charge. I can see why it felt cold."
    for text, kind, view in (
        (after, MarkerKind.PARAMETERS, Seen.CANNOT_TELL),
        (before, MarkerKind.PARAMETERS, Seen.NOT_THERE),
        (after, MarkerKind.THERAPIST, Seen.NOT_THERE),
    ):
        at = text.index("The rule")
        reading = read_reply(text, kind, [CoachFinding("justification", at, at + 26)]).of("undefended")
        assert reading is not None
        assert reading.seen is view


def test_whoever_set_out_to_ask_nothing_is_not_told_that_a_question_is_missing() -> None:
    asks = read_reply("I was late, that was me.", MarkerKind.THERAPIST, no_question=True).of("asks")
    assert asks is not None
    assert (asks.seen, asks.because) == (Seen.THERE, SAY.question_none_meant)


@pytest.mark.parametrize(
    ("text", "kind", "first"),
    [
        ("Great, glad it's fine! Let's get on with the agenda.", MarkerKind.DENIAL, "names"),
        ("Well, what have you done? Therapy only works if you do the work.", MarkerKind.PROGRESS, "receives"),
        ("Don't be silly, you're not a burden at all!", MarkerKind.SELF, "stays"),
        ("You're right. I was late. What was that like?", MarkerKind.THERAPIST, None),
    ],
)
def test_one_thing_to_try_is_the_first_in_the_order_of_repair(
    text: str, kind: MarkerKind, first: str | None
) -> None:
    found = one_thing(read_reply(text, kind))
    assert (found.criterion.id if found else None) == first


def test_being_let_off_is_no_pressing_and_pressing_is() -> None:
    for text, view in (
        ("You don't need to answer me.", Seen.THERE),
        ("Now answer me, please.", Seen.NOT_THERE),
    ):
        room = read_reply(text + " You decide.", MarkerKind.MINIMAL).of("room")
        assert room is not None
        assert room.seen is view


def test_asking_where_one_lost_them_asks_for_no_comfort() -> None:
    for text, at, view in (
        ("Where did I lose you?", 6, Seen.THERE),
        ("Have I lost you for good?", 0, Seen.NOT_THERE),
    ):
        found = [CoachFinding("seeks_reassurance", at, len(text))]
        back = read_reply(text, MarkerKind.THERAPIST, found).of("nothing_back")
        assert back is not None
        assert back.seen is view
