"""The eleven criteria, read off the spans: there, partly or not yet, with the place that shows it.

The rubric follows science.md F (expert survey PMC5966286; the Aalborg task analysis; parts of an apology,
NCMR 9:177). It is a hypothesis, not a validated scale; there is no total.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from goldseam.repair.coaching.kinds import Criterion, Kind, Standing
from goldseam.repair.coaching.patterns import Phrase, phrase
from goldseam.repair.coaching.rules import Found
from goldseam.repair.coaching.scopes import lists, table
from goldseam.repair.coaching.tokens import Draft
from goldseam.repair.coaching.whole import MOST_WORDS, words_in

LONG = 120  # words: beyond this the length criterion is not yet met
THERE, PARTLY, NOT_YET = Standing.THERE, Standing.PARTLY, Standing.NOT_YET
Seen = tuple[Standing, Found | None]


@dataclass(frozen=True)
class Sight:
    """What the criteria look at: the draft and everything found in it."""

    draft: Draft
    found: tuple[Found, ...]

    def of(self, *kinds: Kind) -> list[Found]:
        """What was found of these kinds, in the order of the text."""
        return [one for one in self.found if one.kind in kinds]

    def first(self, *kinds: Kind) -> Found | None:
        """The first of these kinds."""
        return next(iter(self.of(*kinds)), None)

    def says(self, name: str) -> bool:
        """Whether a phrase of a list in `coach_words.toml` stands in the draft."""
        last = len(self.draft.words)
        return any(one.search(self.draft, 0, last) is not None for one in _phrases(name))


@cache
def _phrases(name: str) -> tuple[Phrase, ...]:
    return tuple(phrase(said, lists()) for said in table("coach_words.toml")[name])


def judge(draft: Draft, found: Sequence[Found], *, doubted: bool = False) -> tuple[Criterion, ...]:
    """The eleven criteria of one draft; a draft that is doubted is only partly safe to say."""
    sight = Sight(draft, tuple(found))
    seen = {name: rule(sight) for name, rule in RULES.items()}
    if doubted:
        seen["safe_to_say"] = (PARTLY, None)
    return tuple(_criterion(draft, name, *one) for name, one in seen.items())


def stopped() -> tuple[Criterion, ...]:
    """The eleven where the coaching stopped: none is read, so none is there."""
    return tuple(_criterion(None, name, NOT_YET, None) for name in RULES)


def _criterion(draft: Draft | None, name: str, standing: Standing, shown: Found | None) -> Criterion:
    texts = table("coach_criteria.toml")[name]
    start, end = draft.places(shown.first, shown.last) if draft and shown else (None, None)
    return Criterion(name, texts["says"], standing, texts[standing.value], start, end)


def _names_moment(sight: Sight) -> Seen:
    named = sight.first(Kind.NAMES_MOMENT)
    if named:
        return THERE, named
    return (PARTLY if sight.says("near_a_moment") else NOT_YET), None


def _validates_first(sight: Sight) -> Seen:
    seen = sight.first(Kind.VALIDATES)
    if seen is None:
        return NOT_YET, None
    before = sight.of(Kind.JUSTIFICATION, Kind.LECTURE, Kind.BLAME, Kind.OFFERS_CHANGE, Kind.INTERPRETATION)
    return (PARTLY if any(one.first < seen.first for one in before) else THERE), seen


def _owns_part(sight: Sight) -> Seen:
    owned = sight.first(Kind.OWNS_PART)
    spoiled = sight.first(Kind.JUSTIFICATION, Kind.CONDITIONAL_APOLOGY, Kind.BLAME)
    if owned is None:
        return (PARTLY if sight.says("general_sorry") and not spoiled else NOT_YET), spoiled
    return (PARTLY, spoiled) if spoiled else (THERE, owned)


def _invites(sight: Sight) -> Seen:
    asked = sight.of(Kind.INVITES)
    if not asked:
        return NOT_YET, None
    open_ones = [one for one in asked if one.group.name == "asks_openly"]
    if len(open_ones) > 3 or not (open_ones or sight.says("leave_to_differ") or len(asked) > 1):
        return PARTLY, asked[0]
    return THERE, (open_ones or asked)[0]


def _offers_change(sight: Sight) -> Seen:
    offers = sight.of(Kind.OFFERS_CHANGE)
    clear = [one for one in offers if not one.group.vague]
    if not clear:
        vague = sight.first(Kind.OFFERS_CHANGE, Kind.PROMISE)
        return (PARTLY, vague) if vague else (NOT_YET, None)
    checked = bool(sight.of(Kind.INVITES)) or sight.says("choice")
    return (THERE if checked else PARTLY), clear[0]


def _explains_briefly(sight: Sight) -> Seen:
    explained = sight.of(Kind.JUSTIFICATION, Kind.LECTURE)
    if not explained:
        return THERE, None
    taught = sight.first(Kind.LECTURE)
    sentences = {sight.draft.sentence_of[one.first] for one in explained}
    return (NOT_YET if taught or len(sentences) > 1 else PARTLY), explained[0]


def _asks_nothing_back(sight: Sight) -> Seen:
    asking, heavy = sight.of(Kind.SEEKS_REASSURANCE), sight.of(Kind.OVER_APOLOGY)
    if not asking and not heavy:
        return THERE, None
    return (NOT_YET if asking or len(heavy) > 1 else PARTLY), (asking or heavy)[0]


def _no_interpretation(sight: Sight) -> Seen:
    found = sight.of(Kind.INTERPRETATION)
    if not found:
        return THERE, None
    return (PARTLY if len(found) == 1 else NOT_YET), found[0]


def _respects_choice(sight: Sight) -> Seen:
    pressing = sight.first(Kind.BLAME, Kind.LECTURE, Kind.SEEKS_REASSURANCE, Kind.INTERPRETATION)
    if pressing:
        return NOT_YET, pressing
    return (THERE if sight.says("choice") or sight.says("culture") else PARTLY), None


def _short_and_plain(sight: Sight) -> Seen:
    words, long = words_in(sight.draft.text), sight.first(Kind.TOO_LONG)
    if words > LONG:
        return NOT_YET, long
    return (PARTLY if words > MOST_WORDS or sight.says("jargon") else THERE), long


def _safe(sight: Sight) -> Seen:
    return THERE, None


RULES: dict[str, Callable[[Sight], Seen]] = {
    "names_moment": _names_moment,
    "validates_first": _validates_first,
    "owns_part": _owns_part,
    "invites_correction": _invites,
    "offers_change": _offers_change,
    "explains_briefly": _explains_briefly,
    "asks_nothing_back": _asks_nothing_back,
    "no_interpretation": _no_interpretation,
    "respects_choice": _respects_choice,
    "short_and_plain": _short_and_plain,
    "safe_to_say": _safe,
}
IDS = tuple(RULES)
