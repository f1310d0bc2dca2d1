"""Which questions are asked, what the therapist is told, and when crisis contacts show at once."""

from __future__ import annotations

import pytest

from goldseam.instruments.files import get
from goldseam.instruments.questionnaire import Action, Level
from goldseam.instruments.raised import alerts, needs_crisis_contacts, shown, shown_free_text
from goldseam.instruments.scoring import fill_in

NO = {"q1": 0, "q2": 0, "q3": 0, "q4": 0}


@pytest.mark.parametrize("value", [1, 2, 3])
def test_any_answer_above_zero_on_phq9_item_9_opens_a_risk_review(value: int) -> None:
    phq9 = get("phq-9")
    filled = fill_in(phq9, dict.fromkeys(phq9.order()[:8], 0) | {"q9": value})
    (found,) = alerts(phq9, filled)
    assert (found.level, found.action) == (Level.RISK, Action.OPEN_RISK_REVIEW)
    assert "not a risk rating" in found.text
    assert needs_crisis_contacts(phq9, filled)


def test_phq9_item_9_counts_alone_whatever_the_total_and_the_blanks() -> None:
    phq9 = get("phq-9")
    assert needs_crisis_contacts(phq9, fill_in(phq9, {"q9": 1}))
    worst_but_item_9 = fill_in(phq9, dict.fromkeys(phq9.order()[:8], 3) | {"q9": 0})
    assert not needs_crisis_contacts(phq9, worst_but_item_9)


def test_a_blank_phq9_item_9_is_asked_about_and_never_imputed() -> None:
    phq9 = get("phq-9")
    (found,) = alerts(phq9, fill_in(phq9, dict.fromkeys(phq9.order()[:8], 3)))
    assert (found.level, found.action, found.when) == (Level.LOOK, Action.ASK, "q9 is missing")


@pytest.mark.parametrize("item", ["q1", "q2", "q3", "q4"])
def test_one_yes_on_the_asq_opens_a_risk_review(item: str) -> None:
    asq = get("asq")
    filled = fill_in(asq, NO | {item: 1, "q5": 0})
    assert {found.action for found in alerts(asq, filled)} == {Action.OPEN_RISK_REVIEW}
    assert needs_crisis_contacts(asq, filled)


@pytest.mark.parametrize("item", ["q1", "q2", "q3", "q4"])
def test_a_refused_asq_question_counts_as_positive(item: str) -> None:
    asq = get("asq")
    answers = {id: value for id, value in NO.items() if id != item}
    assert needs_crisis_contacts(asq, fill_in(asq, answers))


def test_a_question_not_reached_yet_is_no_refusal_and_a_yes_counts_at_once() -> None:
    asq = get("asq")
    for answers, shows in (({}, False), ({"q1": 0}, False), ({"q1": 1}, True), ({"q1": 0, "q4": 1}, True)):
        assert needs_crisis_contacts(asq, fill_in(asq, answers), finished=False) is shows
        assert needs_crisis_contacts(asq, fill_in(asq, answers))


def test_thoughts_right_now_are_told_first() -> None:
    asq = get("asq")
    found = alerts(asq, fill_in(asq, NO | {"q3": 1, "q5": 1}))
    assert found[0].when == "q5 >= 1"
    assert "right now" in found[0].text


def test_four_noes_on_the_asq_raise_nothing() -> None:
    asq = get("asq")
    assert alerts(asq, fill_in(asq, NO)) == ()


def test_the_acuity_question_is_asked_after_any_yes_only() -> None:
    asq = get("asq")
    assert [item.id for item in shown(asq, NO)] == ["q1", "q2", "q3", "q4"]
    assert [item.id for item in shown(asq, NO | {"q2": 1})][-1] == "q5"


def test_any_yes_on_the_c_ssrs_opens_a_review_and_rates_nothing() -> None:
    columbia = get("c-ssrs")
    for item in columbia.order():
        found = alerts(columbia, fill_in(columbia, {item: 1, "q1": 1}))
        assert found[0].action is Action.OPEN_RISK_REVIEW
        assert not {"low", "moderate", "severe", "high"} & set(found[0].text.lower().split())


def test_the_follow_up_questions_show_from_strain_3_on() -> None:
    check_in = get("session-check-in")
    assert [item.id for item in shown(check_in, {"strain": 2})][-2:] == ["strain", "kept"]
    assert [item.id for item in shown(check_in, {"strain": 3})][-3:] == ["talked", "now", "kept"]


def test_words_are_asked_for_where_the_client_wants_to_write() -> None:
    check_in = get("session-check-in")
    assert [one.id for one in shown_free_text(check_in, {"kept": 1})] == ["kept_words"]
    assert shown_free_text(check_in, {"kept": 2}) == ()
    assert [one.id for one in shown_free_text(get("repair-check"), {})] == ["still_open"]


def test_one_risq_yes_opens_an_episode_though_the_count_is_missing() -> None:
    form = get("sparq-risq")
    (found,) = alerts(form, fill_in(form, {"r2": 1}))
    assert found.action is Action.OPEN_RUPTURE_EPISODE


def earlier(*values: int | None) -> list:  # type: ignore[type-arg]
    check_in = get("session-check-in")
    return [fill_in(check_in, {"honest": value, "strain": 0}) for value in values]


@pytest.mark.parametrize(
    ("past", "now", "told"),
    [
        ((9, 8, 9, 8), 5, True),  # median 8.5, fall 3.5
        ((9, 8, 9, 8), 6, False),  # fall 2.5
        ((8, 8, 8, 8), 5, True),  # fall of exactly 3
        ((9, 9, 9), 0, False),  # too early
        ((9, 9, 9, None), 0, False),  # a blank is no answer
        ((2, 2, 2, 2), 9, False),  # a rise
    ],
)
def test_a_fall_below_the_clients_own_median_is_shown(
    past: tuple[int | None, ...], now: int, told: bool
) -> None:
    check_in = get("session-check-in")
    found = alerts(check_in, fill_in(check_in, {"honest": now, "strain": 0}), earlier(*past))
    assert bool(found) is told
    if told:
        assert found[0].action is Action.SHOW_BEFORE_NEXT_SESSION
        assert f"honest is {now}" in found[0].when


def test_a_blank_is_not_a_fall() -> None:
    check_in = get("session-check-in")
    assert alerts(check_in, fill_in(check_in, {"strain": 0}), earlier(9, 9, 9, 9)) == ()
