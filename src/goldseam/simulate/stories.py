"""The courses of the twelve invented clients: what happened, what was tried, how it came out."""

from __future__ import annotations

from goldseam.simulate.people import Course, InventedFact
from goldseam.terms.people import Ending
from goldseam.terms.rupture import FactKind, Judge, Outcome, Strategy


def _confirmed(session: int, words: str) -> InventedFact:
    return InventedFact(FactKind.CONFIRMED, session, witness="therapist", words=words)


def _planned(session: int, strategies: tuple[Strategy, ...], words: str) -> InventedFact:
    return InventedFact(FactKind.PLANNED, session, strategies=strategies, words=words)


def _tried(session: int, strategies: tuple[Strategy, ...], words: str) -> InventedFact:
    return InventedFact(FactKind.ATTEMPTED, session, strategies=strategies, words=words)


def _judged(session: int, who: Judge, outcome: Outcome, words: str = "") -> InventedFact:
    return InventedFact(FactKind.JUDGED, session, judge=who, outcome=outcome, words=words)


FIRST_TURN = (Strategy.VALIDATE, Strategy.OWN, Strategy.INVITE)

COURSES: tuple[Course, ...] = (
    Course(
        "Heron",
        34,
        8.4,
        drops=((21, 3.4, 2, True),),
        words=((21, "I felt hurried today. I had something else to say."),),
        facts=(
            (
                _confirmed(22, "I moved on to the homework while she was still crying."),
                _planned(22, FIRST_TURN, "Name the moment. Say I went too fast. Ask how it was."),
                _tried(
                    23, FIRST_TURN, "She said she nearly stayed away. We stayed with it for half the hour."
                ),
                _judged(24, Judge.CLIENT, Outcome.MENDED),
                _judged(24, Judge.THERAPIST, Outcome.MENDED, "Closer than before, I think."),
            ),
        ),
    ),
    Course("Maple", 61, 8.8, spread=0.5),
    Course(
        "J.R.",
        18,
        7.6,
        drops=((12, 3.0, 4, True),),
        facts=(
            (
                _confirmed(13, "He was angry about the fee letter. I explained the rules at once."),
                _planned(
                    14, (Strategy.VALIDATE, Strategy.CLARIFY), "Hear the anger first. The rules can wait."
                ),
                _tried(15, (Strategy.VALIDATE, Strategy.OWN), "He talked about being treated as a number."),
                _judged(
                    17,
                    Judge.THERAPIST,
                    Outcome.PARTLY_MENDED,
                    "We can talk about money now. Some edge stays.",
                ),
            ),
        ),
    ),
    Course("Otter", 15, 8.0, drops=((11, 3.2, 99, False),)),
    Course("Lin", 26, 8.3, slide=-0.13),
    Course("B.", 40, 10.0, spread=0.05, blank=0.02),
    Course("Wren", 2, 7.4, missed=0.0, blank=0.0),
    Course(
        "Tomas",
        52,
        8.1,
        drops=((9, 2.8, 1, True),),
        ending=Ending.PLANNED,
        gap_weeks=20,
        facts=(
            (
                _confirmed(10, "I forgot his daughter's name."),
                _tried(
                    10,
                    (Strategy.OWN, Strategy.INVITE),
                    "I said so at the start. He laughed, then said it had hurt.",
                ),
                _judged(11, Judge.THERAPIST, Outcome.MENDED),
            ),
        ),
    ),
    Course(
        "Sable",
        14,
        7.2,
        drops=((10, 3.6, 99, False),),
        ending=Ending.WITHOUT_REPAIR,
        gap_weeks=33,
        facts=(
            (
                _confirmed(10, "She wanted me to write to the court. I said no, and said it coldly."),
                _planned(11, FIRST_TURN, "Own the coldness. Keep the limit."),
                _tried(12, FIRST_TURN, "She heard it, and still felt alone with it."),
                _tried(
                    13, (Strategy.INVITE,), "She asked for another therapist. We looked for one together."
                ),
                _judged(14, Judge.THERAPIST, Outcome.ENDED_WITHOUT_REPAIR, "We said goodbye well enough."),
            ),
        ),
    ),
    Course(
        "K.D.",
        9,
        6.8,
        spread=0.9,
        drops=((7, 3.5, 99, False),),
        ending=Ending.FOR_SAFETY,
        gap_weeks=51,
        facts=(
            (
                _confirmed(8, "He waited at my car. I consulted the same evening."),
                _judged(
                    9, Judge.THERAPIST, Outcome.ENDED_WITHOUT_REPAIR, "Ended by letter, with two referrals."
                ),
            ),
        ),
    ),
    Course(
        "Juniper",
        11,
        8.2,
        drops=((10, 2.6, 99, False),),
        missed=0.18,
        blank=0.2,
        ending=Ending.CLIENT_LEFT,
        gap_weeks=14,
    ),
    Course("A. & M.", 30, 7.9, spread=0.8, blank=0.35, ending=Ending.MOVED, gap_weeks=41),
)
