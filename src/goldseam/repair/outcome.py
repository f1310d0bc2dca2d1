"""How an episode came out, in three views that are kept apart: therapist, client, ratings.

The cut points are our own conventions, stated in docs/explanation/repair.md; no study stands behind them.
They decide a word on a page, never a score. No view is averaged with another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from goldseam.errors import BadInput
from goldseam.repair.episodes import standing
from goldseam.repair.wording import words
from goldseam.terms.rupture import Fact, FactKind, Judge, Outcome, Reading, Standing

ITEMS = ("came_back", "my_side", "owned", "next_time")  # of the repair check, each 0 to 10
HIGH, LOW = 7, 3
ENOUGH_ANSWERS = 3
ENOUGH_RATINGS = 2  # one rating alone may be noise
HALF_WAY = 0.5


class Silence(Enum):
    """Why a judge says nothing."""

    NOT_SAID = "not_said"
    NOT_ASKED = "not_asked"
    TOO_EARLY = "too_early"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True)
class View:
    """One judge's view. Without an outcome, `silence` says which kind of nothing it is."""

    judge: Judge
    outcome: Outcome | None
    because: str
    silence: Silence | None = None


@dataclass(frozen=True)
class ThreeViews:
    """The three views side by side, and a sentence or two where they differ (else empty)."""

    therapist: View
    client: View
    ratings: View
    differ: str

    @property
    def rows(self) -> tuple[View, View, View]:
        """The views in the order they are shown."""
        return (self.therapist, self.client, self.ratings)


@dataclass(frozen=True)
class OutcomeWords:
    """What a view says. In `wording.toml`, section `outcome`."""

    you_have_not_said: str
    you_said: str
    you_said_at: str
    you_opened_again: str
    you_set_aside: str
    client_not_asked: str
    client_too_early: str
    client_too_few: str
    client_all_high: str
    client_low: str
    client_between: str
    client_noted: str
    ratings_none: str
    ratings_no_band: str
    ratings_too_few: str
    ratings_never_left: str
    ratings_back: str
    ratings_part_way: str
    ratings_not_back: str
    ratings_cannot_tell: str
    item_came_back: str
    item_my_side: str
    item_owned: str
    item_next_time: str
    differ: str
    say_therapist: str
    say_client: str
    say_ratings: str
    differ_ask: str
    word_still_open: str
    word_partly_mended: str
    word_mended: str
    word_ended_without_repair: str


SAY = words("outcome", OutcomeWords)
_ITEM = dict(
    zip(ITEMS, (SAY.item_came_back, SAY.item_my_side, SAY.item_owned, SAY.item_next_time), strict=True)
)
_WORD = {
    Outcome.STILL_OPEN: SAY.word_still_open,
    Outcome.PARTLY_MENDED: SAY.word_partly_mended,
    Outcome.MENDED: SAY.word_mended,
    Outcome.ENDED_WITHOUT_REPAIR: SAY.word_ended_without_repair,
}
_SAYS = {Judge.THERAPIST: SAY.say_therapist, Judge.CLIENT: SAY.say_client, Judge.RATINGS: SAY.say_ratings}


def three_views(
    facts: Sequence[Fact], answers: Mapping[str, int] | None, readings: Sequence[Reading], onset: int
) -> ThreeViews:
    """The three judges' views of an episode that began at session number `onset`.

    `answers`: the latest repair check since then (item id to 0..10), None where it was not given.
    `readings`: the alliance's readings by session. Errors: BadInput where an answer lies outside 0..10.
    """
    therapist, client = therapist_view(facts), client_view(facts, answers)
    ratings = ratings_view(readings, onset)
    return ThreeViews(therapist, client, ratings, difference(therapist, client, ratings))


def therapist_view(facts: Sequence[Fact]) -> View:
    """The therapist's latest word: a judgement, or opening it again after one.

    >>> therapist_view([Fact(FactKind.JUDGED, 1, 9, Judge.THERAPIST, Outcome.MENDED)]).because
    'You said so at session 9.'
    """
    said = not_yet = View(Judge.THERAPIST, None, SAY.you_have_not_said, Silence.NOT_SAID)
    set_aside = View(Judge.THERAPIST, None, SAY.you_set_aside, Silence.NOT_SAID)
    for fact in standing(facts):
        if fact.kind is FactKind.NOT_A_RUPTURE:
            said = set_aside
        elif fact.kind is FactKind.CONFIRMED and said is set_aside:
            said = not_yet
        elif fact.kind is FactKind.REOPENED:
            said = View(Judge.THERAPIST, Outcome.STILL_OPEN, SAY.you_opened_again)
        elif fact.kind is FactKind.JUDGED and fact.judge is Judge.THERAPIST and fact.outcome is not None:
            said = View(Judge.THERAPIST, fact.outcome, _said_at(fact))
    return said


def _said_at(fact: Fact) -> str:
    return SAY.you_said if fact.session is None else SAY.you_said_at.format(session=fact.session)


def client_view(facts: Sequence[Fact], answers: Mapping[str, int] | None) -> View:
    """The client's view: from the repair check, else as the therapist noted it, else not asked.

    >>> client_view([], {"came_back": 8, "my_side": 9, "owned": 5, "next_time": 7}).because
    'Lowest answer: your owning your part, 5 of 10.'
    """
    if answers:
        return _from_check(answers)
    standing_facts = standing(facts)
    for fact in reversed(standing_facts):
        if fact.kind is FactKind.JUDGED and fact.judge is Judge.CLIENT and fact.outcome is not None:
            return View(Judge.CLIENT, fact.outcome, SAY.client_noted)
    if any(fact.kind is FactKind.ATTEMPTED for fact in standing_facts):
        return View(Judge.CLIENT, None, SAY.client_not_asked, Silence.NOT_ASKED)
    return View(Judge.CLIENT, None, SAY.client_too_early, Silence.TOO_EARLY)


def _from_check(answers: Mapping[str, int]) -> View:
    """All answers 7 or more: mended. Two or more of 3 or less: still open. Else partly. (Our convention.)"""
    given = {item: answers[item] for item in ITEMS if item in answers}
    outside = {item: value for item, value in given.items() if not 0 <= value <= 10}
    if outside:
        raise BadInput(f"The repair check holds {outside}. Answers lie from 0 to 10. Check the form.")
    if len(given) < ENOUGH_ANSWERS:
        return View(Judge.CLIENT, None, SAY.client_too_few, Silence.CANNOT_TELL)
    if min(given.values()) >= HIGH:
        return View(Judge.CLIENT, Outcome.MENDED, SAY.client_all_high)
    low = [_ITEM[item] for item, value in given.items() if value <= LOW]
    if len(low) > 1:
        return View(Judge.CLIENT, Outcome.STILL_OPEN, SAY.client_low.format(items="; ".join(low)))
    item, value = min(given.items(), key=lambda pair: pair[1])
    because = SAY.client_between.format(item=_ITEM[item], value=value)
    return View(Judge.CLIENT, Outcome.PARTLY_MENDED, because)


def ratings_view(readings: Sequence[Reading], onset: int) -> View:
    """What the ratings since `onset` say, against the band that was usual before the fall.

    The last two ratings back within the usual band: mended. Their mean at least half the way from the
    lowest rating to the band: partly. Else still open. (Our convention; half the loss regained is also
    the idea of the V-shape rules, reconstructed.) Ratings never say that the work ended.
    """
    rated = [reading for reading in readings if reading.score is not None]
    if not rated:
        return _quiet(SAY.ratings_none, Silence.NOT_ASKED)
    stretch, usual = _stretch(rated, onset)
    if usual is None:
        return _quiet(SAY.ratings_no_band, Silence.TOO_EARLY)
    since = [reading for reading in stretch if reading.session > onset]
    if len(since) < ENOUGH_RATINGS:
        return _quiet(SAY.ratings_too_few, Silence.TOO_EARLY)
    if not since[-1].informative:
        return _quiet(SAY.ratings_cannot_tell.format(because=since[-1].because), Silence.CANNOT_TELL)
    return _against([reading.score or 0.0 for reading in stretch], usual)


def _stretch(rated: Sequence[Reading], onset: int) -> tuple[list[Reading], float | None]:
    """The ratings from the beginning of this fall on, and the lower edge that was usual at that point.

    A therapist may notice a session late, so a strained run just before the onset belongs to the fall.
    """
    start = next((i for i, reading in enumerate(rated) if reading.session >= onset), len(rated))
    while start > 0 and rated[start - 1].status is Standing.STRAINED:
        start -= 1
    edges = [r.usual_low for r in rated[: start + 1] if r.usual_low is not None]
    return list(rated[start:]), edges[-1] if edges else None


def _against(scores: Sequence[float], usual: float) -> View:
    lowest, last_two = min(scores), scores[-ENOUGH_RATINGS:]
    if lowest >= usual:
        return _quiet(SAY.ratings_never_left, Silence.CANNOT_TELL)
    if min(last_two) >= usual:
        return View(Judge.RATINGS, Outcome.MENDED, SAY.ratings_back)
    if sum(last_two) / len(last_two) >= lowest + HALF_WAY * (usual - lowest):
        return View(Judge.RATINGS, Outcome.PARTLY_MENDED, SAY.ratings_part_way)
    return View(Judge.RATINGS, Outcome.STILL_OPEN, SAY.ratings_not_back)


def _quiet(because: str, silence: Silence) -> View:
    return View(Judge.RATINGS, None, because, silence)


def difference(*views: View) -> str:
    """Say how the views that were given differ; empty where they agree or only one spoke.

    >>> mended = View(Judge.THERAPIST, Outcome.MENDED, "")
    >>> difference(mended, View(Judge.CLIENT, Outcome.STILL_OPEN, ""))
    'The views differ. You say mended. Your client says still open. None of them is the true one. ...'
    """
    spoken = [(view.judge, view.outcome) for view in views if view.outcome is not None]
    if len({outcome for _, outcome in spoken}) < 2:
        return ""
    said = [_SAYS[judge].format(outcome=_WORD[outcome]) for judge, outcome in spoken]
    return " ".join((SAY.differ, *said, SAY.differ_ask))
