"""One curious question at a time, the same for the same evening, never out of order unseen."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest

from goldseam.errors import BadInput
from goldseam.repair.guide import BREAK, Lean, all_questions, early, next_question, question, read_questions
from goldseam.repair.plan import Fits, Phase, card
from goldseam.terms.rupture import Marker

EVERY = all_questions()


def evening(marker: Marker, **how: object) -> list[str]:
    """The questions of one evening, until there is none."""
    asked: list[str] = []
    while (one := next_question(asked, marker, **how)) is not None:  # type: ignore[arg-type]
        asked.append(one.id)
    return asked


def test_there_are_at_least_thirty_questions_and_no_two_are_alike() -> None:
    assert len(EVERY) >= 30
    assert len({one.id for one in EVERY}) == len({one.text for one in EVERY}) == len(EVERY)


@pytest.mark.parametrize("one", EVERY, ids=lambda q: q.id)
def test_a_question_asks_one_thing_and_names_its_strategys_phase(one: object) -> None:
    assert "?" in one.text or one.text.endswith("request.")  # type: ignore[attr-defined]
    assert one.text.count("?") <= 2  # type: ignore[attr-defined]
    assert card(one.strategy).phase is one.phase  # type: ignore[attr-defined]


@pytest.mark.parametrize("one", EVERY, ids=lambda q: q.id)
def test_no_question_asks_why(one: object) -> None:
    assert not one.text.lower().startswith("why")  # type: ignore[attr-defined]  # why invites a defence


@pytest.mark.parametrize(("marker", "phase"), list(product([Marker.WITHDRAWAL, Marker.CONFRONTATION], Phase)))
def test_every_marker_has_a_question_in_every_phase(marker: Marker, phase: Phase) -> None:
    assert [q for q in EVERY if q.phase is phase and q.fits.suits(marker)]


@pytest.mark.parametrize("marker", Marker)
@pytest.mark.parametrize("lean", Lean)
def test_an_evening_goes_through_the_phases_in_order_one_question_each(marker: Marker, lean: Lean) -> None:
    phases = [question(id).phase for id in evening(marker, lean=lean)]
    assert phases == [Phase.VALIDATE, Phase.OWN, Phase.ASK, Phase.OFFER]


@pytest.mark.parametrize("marker", Marker)
def test_exploring_comes_only_when_the_first_part_was_taken_in(marker: Marker) -> None:
    assert question(evening(marker, taken_in=True)[-1]).phase is Phase.EXPLORE


@pytest.mark.parametrize("marker", Marker)
def test_a_pattern_is_never_asked_about_in_the_first_turn(marker: Marker) -> None:
    for phase in Phase:
        assert not any(question(id).links_pattern for id in evening(marker, phase=phase))


def test_staying_in_one_phase_asks_all_of_it_and_then_stops() -> None:
    asked = evening(Marker.WITHDRAWAL, phase=Phase.VALIDATE)
    expected = [q for q in EVERY if q.phase is Phase.VALIDATE and q.fits is not Fits.CONFRONTATION]
    assert Counter(asked) == Counter(q.id for q in expected)


@pytest.mark.parametrize(
    ("marker", "first"),
    [
        (Marker.WITHDRAWAL, "w-validate-quiet"),
        (Marker.CONFRONTATION, "c-validate-right"),
        (Marker.UNKNOWN, "e-validate-them"),
        (Marker.MIXED, "e-validate-them"),
    ],
)
def test_the_first_question_fits_the_marker(marker: Marker, first: str) -> None:
    found = next_question([], marker)
    assert found is not None
    assert found.id == first


def test_another_evening_brings_another_question_until_all_were_seen() -> None:
    first = evening(Marker.CONFRONTATION)
    second = evening(Marker.CONFRONTATION, seen=first)
    assert not set(first) & set(second)
    assert evening(Marker.CONFRONTATION, seen=[q.id for q in EVERY]) == first


@pytest.mark.parametrize(
    ("lean", "owning"),
    [(Lean.OVER_OWN, "w-own-not-yours"), (Lean.DEFLECT, "w-own-small"), (Lean.ANY, "w-own-pace")],
)
def test_what_a_therapist_tends_to_do_with_blame_picks_the_owning_question(lean: Lean, owning: str) -> None:
    assert evening(Marker.WITHDRAWAL, lean=lean)[1] == owning


@pytest.mark.parametrize("lean", [Lean.OVER_OWN, Lean.DEFLECT, Lean.ANY])
def test_a_question_for_the_other_tendency_is_never_asked(lean: Lean) -> None:
    asked = evening(Marker.MIXED, lean=lean, phase=Phase.OWN)
    assert {question(id).lean for id in asked} <= {Lean.ANY, lean}


def test_nothing_is_asked_of_someone_who_is_not_safe() -> None:
    assert next_question([], Marker.CONFRONTATION, safe=False) is None


def test_a_question_that_comes_early_is_told_why() -> None:
    assert "see why it hurt" in (early("e-own-need", []) or "")
    assert "blame" in (early("e-explore-again", ["e-validate-them"]) or "")
    assert early("e-explore-again", ["e-validate-them", "e-own-need", "e-ask-wrong"], taken_in=True) is None


def test_an_unknown_question_is_named_with_those_there_are() -> None:
    with pytest.raises(BadInput, match=r"'x'.*e-own-need"):
        question("x")


def test_a_minute_for_oneself_is_offered_as_an_equal() -> None:
    assert "counts as much" in BREAK.offer


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ('id="x"\ntext="A?"\nstrategy="give_rationale"\nphase=1', "phase 1"),
        ('id="x"\ntext="A?"\nstrategy="charm"\nphase=1', "charm"),
        ('id="x"\ntext="A?"\nstrategy="give_rationale"', "Needed: id, text, strategy, phase"),
        ('id="x"\ntext="A?"\nstrategy="give_rationale"\nphase=5\ncolour="red"', "colour"),
        ('id="x"\ntext="A?"\nstrategy="give_rationale"\nphase=5\nlean="left"', "over_own, deflect, any"),
    ],
)
def test_a_wrong_question_is_named_with_what_is_allowed(row: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        read_questions(f"[[question]]\n{row}", Fits.ANY, "mine.toml")
