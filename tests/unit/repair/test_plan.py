"""The order of a repair: understanding, owning, asking; then changing; explaining last."""

from __future__ import annotations

from importlib.resources import files
from itertools import product

import pytest

from goldseam.errors import BadInput
from goldseam.repair.plan import (
    Fits,
    Phase,
    all_cards,
    card,
    name_of,
    ordered_strategies,
    out_of_order,
    plan,
    plan_for,
    read_cards,
)
from goldseam.terms.rupture import EpisodeStatus, Fact, FactKind, Judge, Marker, Outcome, Strategy

TEXT = files("goldseam.repair").joinpath("strategies.toml").read_text(encoding="utf-8")
PATTERNS = {Strategy.LINK_BETWEEN, Strategy.LINK_ELSEWHERE}
NOTICED = Fact(FactKind.NOTICED, 1, session=7)
TRIED = Fact(FactKind.ATTEMPTED, 2, session=8, strategies=(Strategy.VALIDATE, Strategy.CHANGE_TASK))


def test_there_are_ten_strategies_and_each_is_there_once() -> None:
    assert sorted(ordered_strategies(), key=lambda s: s.value) == sorted(Strategy, key=lambda s: s.value)


@pytest.mark.parametrize(("marker", "status"), list(product(Marker, EpisodeStatus)))
def test_validating_owning_and_asking_come_before_everything_else(
    marker: Marker, status: EpisodeStatus
) -> None:
    found = plan(marker, status)
    assert [one.phase for one in found.first] == [Phase.VALIDATE, Phase.OWN, Phase.ASK]
    assert [one.phase for one in found] == sorted(one.phase for one in found)


@pytest.mark.parametrize(("marker", "status"), list(product(Marker, EpisodeStatus)))
def test_every_strategy_is_somewhere_in_the_plan_once(marker: Marker, status: EpisodeStatus) -> None:
    found = plan(marker, status)
    assert sorted(one.name for one in (*found.cards, *found.held)) == sorted(one.name for one in all_cards())


@pytest.mark.parametrize("marker", Marker)
@pytest.mark.parametrize("status", [EpisodeStatus.NOTICED, EpisodeStatus.OPEN, EpisodeStatus.PLANNED])
def test_patterns_are_held_back_in_the_first_turn(marker: Marker, status: EpisodeStatus) -> None:
    assert {one.strategy for one in plan(marker, status).held} == PATTERNS


def test_patterns_may_be_looked_at_once_repair_was_tried() -> None:
    assert {one.strategy for one in plan_for([NOTICED])} & PATTERNS == set()
    assert {one.strategy for one in plan_for([NOTICED, TRIED])} >= PATTERNS


def test_what_fits_the_other_marker_comes_last_within_its_phase() -> None:
    def offered(marker: Marker) -> list[Strategy]:
        return [one.strategy for one in plan(marker, EpisodeStatus.OPEN).later if one.phase is Phase.OFFER]

    assert offered(Marker.WITHDRAWAL)[-1] is Strategy.CLARIFY
    assert offered(Marker.CONFRONTATION)[-1] is Strategy.REFOCUS


def test_what_was_tried_comes_after_what_was_not_within_its_phase() -> None:
    before = [one.strategy for one in plan_for([NOTICED]) if one.phase is Phase.OFFER]
    after = [one.strategy for one in plan_for([NOTICED, TRIED]) if one.phase is Phase.OFFER]
    assert before[0] is Strategy.CHANGE_TASK
    assert after[-1] is Strategy.CHANGE_TASK


def test_an_undone_attempt_does_not_count() -> None:
    undone = Fact(FactKind.ATTEMPTED, 2, strategies=(Strategy.CHANGE_TASK,), undone=True)
    assert plan_for([NOTICED, undone]) == plan_for([NOTICED])


def test_a_settled_episode_has_a_plan_too() -> None:
    ended = Fact(FactKind.JUDGED, 2, judge=Judge.THERAPIST, outcome=Outcome.ENDED_WITHOUT_REPAIR)
    assert plan_for([NOTICED, ended])


@pytest.mark.parametrize(
    ("chosen", "coming", "why"),
    [
        ("", "OWN", "see why it hurt"),
        ("", "INVITE", "see why it hurt"),
        ("VALIDATE", "INVITE", "your own part first"),
        ("VALIDATE OWN", "CHANGE_TASK", "Ask first"),
        ("OWN INVITE", "CLARIFY", "see why it hurt"),
        ("VALIDATE OWN INVITE", "RATIONALE", "taken in the first part"),
        ("VALIDATE OWN INVITE", "DISCLOSE", "taken in the first part"),
        ("VALIDATE OWN INVITE CHANGE_TASK", "LINK_BETWEEN", "patterns"),
        ("VALIDATE OWN INVITE CHANGE_TASK", "LINK_ELSEWHERE", "patterns"),
    ],
)
def test_a_step_that_comes_early_is_told_why(chosen: str, coming: str, why: str) -> None:
    done = [Strategy[name] for name in chosen.split()]
    assert why in (out_of_order(done, Strategy[coming]) or "")


@pytest.mark.parametrize(
    ("chosen", "coming"),
    [
        ("", "VALIDATE"),
        ("VALIDATE", "OWN"),
        ("VALIDATE OWN", "INVITE"),
        ("VALIDATE OWN INVITE", "CHANGE_TASK"),
        ("VALIDATE OWN INVITE CHANGE_TASK", "VALIDATE"),
        ("VALIDATE OWN INVITE CHANGE_TASK", "OWN"),
    ],
)
def test_a_step_in_its_place_or_back_is_told_nothing(chosen: str, coming: str) -> None:
    assert out_of_order([Strategy[name] for name in chosen.split()], Strategy[coming]) is None


@pytest.mark.parametrize("coming", [Strategy.RATIONALE, Strategy.DISCLOSE, *sorted(PATTERNS, key=str)])
def test_exploring_is_in_order_once_the_first_part_is_taken_in(coming: Strategy) -> None:
    first = [Strategy.VALIDATE, Strategy.OWN, Strategy.INVITE]
    assert out_of_order(first, coming, taken_in=True) is None


def test_following_a_plan_in_its_order_is_never_out_of_order() -> None:
    chosen: list[Strategy] = []
    for one in plan(Marker.MIXED, EpisodeStatus.ATTEMPTED):
        assert out_of_order(chosen, one.strategy, taken_in=one.phase is Phase.EXPLORE) is None
        chosen.append(one.strategy)


@pytest.mark.parametrize("one", all_cards(), ids=lambda c: c.strategy.value)
def test_a_card_is_whole(one: object) -> None:
    assert all([one.name, one.what, one.examples, one.caution, one.source])  # type: ignore[attr-defined]
    assert len(one.name.split()) <= 7  # type: ignore[attr-defined]


def test_no_card_quotes_the_names_of_the_scale() -> None:
    names = {strategy.value.replace("_", " ") for strategy in Strategy}
    assert not names & {name_of(strategy).lower() for strategy in Strategy}


def test_the_shipped_file_reads_back_as_the_cards() -> None:
    assert sorted(read_cards(TEXT), key=lambda one: one.phase) == list(all_cards())


@pytest.mark.parametrize(
    ("find", "put", "says"),
    [
        ("phase = 2", "phase = 9", "Allowed: 1, 2, 3, 4, 5"),
        ('when = "withdrawal"', 'when = "sulking"', "Allowed: withdrawal, confrontation, any"),
        ('strategy = "give_rationale"', 'strategy = "charm"', "charm"),
        ('strategy = "give_rationale"', 'strategy = "clarify_misunderstanding"', "stands twice"),
        ("caution = ", "warning = ", "Allowed and needed"),
    ],
)
def test_a_wrong_entry_is_named_with_what_is_allowed(find: str, put: str, says: str) -> None:
    assert find in TEXT
    with pytest.raises(BadInput, match=says):
        read_cards(TEXT.replace(find, put, 1))


def test_an_entry_without_an_example_is_refused() -> None:
    row = '[[strategy]]\nstrategy="give_rationale"\nname="a"\nwhat="b"\nwhen="any"\nphase=5\nexamples=[]\n'
    with pytest.raises(BadInput, match="no example"):
        read_cards(row + 'caution="c"\nsource="d"')


@pytest.mark.parametrize(
    ("fits", "marker", "suits"),
    [
        (Fits.ANY, Marker.WITHDRAWAL, True),
        (Fits.WITHDRAWAL, Marker.WITHDRAWAL, True),
        (Fits.WITHDRAWAL, Marker.CONFRONTATION, False),
        (Fits.CONFRONTATION, Marker.MIXED, True),
        (Fits.WITHDRAWAL, Marker.UNKNOWN, True),
    ],
)
def test_what_fits_a_marker(fits: Fits, marker: Marker, suits: bool) -> None:
    assert fits.suits(marker) is suits


def test_a_card_offers_its_first_example() -> None:
    assert card(Strategy.INVITE).example == "How was it for you when I said that?"
