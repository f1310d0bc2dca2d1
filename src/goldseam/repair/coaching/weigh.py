"""Rules and the statistical layer together: a doubted mark goes, a likely one that no rule saw comes.

A rule's mark stays unless the words of the sentence, by the layer, speak against its kind. A kind that the
layer finds likely, where no rule marked it, is marked with the words that told it (`layer.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from goldseam.repair.coaching.kinds import THERE_ALREADY, Kind
from goldseam.repair.coaching.layer import LIKELY, Sentence, look
from goldseam.repair.coaching.rules import Found, named
from goldseam.repair.coaching.tokens import Draft

# A pull below this speaks against a kind. Form (how an apology is made) is sure by rule; for content (what is
# said of whom) and for praise the words are asked for more. Where rules see little, less makes a kind likely.
# All were chosen by leaving authors out, on 376 drafts by other writers (docs/explanation/coach.md).
AGAINST = 0.0
AGAINST_CONTENT = 1.0
AGAINST_PRAISE = 1.25
LIKELY_UNSEEN = 0.4
CONTENT = frozenset({Kind.JUSTIFICATION, Kind.BLAME, Kind.PROMISE, Kind.INTERPRETATION, Kind.LECTURE})
UNSEEN = frozenset({Kind.BLAME, Kind.OFFERS_CHANGE})
TURN = "contrast"
TURNS = frozenset({"but", "however", "though", "although", "yet"})
GIVEN = frozenset({Kind.OWNS_PART, Kind.VALIDATES})
SURE = frozenset({"length", "repeated"})  # counted, not read


def weighed(draft: Draft, found: Sequence[Found]) -> list[Found]:
    """What stays of what the rules found, and what the layer adds."""
    sentences = look(draft)
    kept = [one for one in found if _agreed(draft, one, found) or not _doubted(draft, one, sentences)]
    return [*kept, *(new for sentence in sentences for new in _added(sentence, kept))]


def _agreed(draft: Draft, one: Found, found: Sequence[Found]) -> bool:
    """Whether a defence stands right after a turn ("but") that takes something back: no word undoes it."""
    begin = draft.sentences[draft.sentence_of[one.first]][0]
    if one.kind not in CONTENT or one.group.name == TURN or not _turns_at(draft, begin, one.first):
        return False
    given = any(other.kind in GIVEN and begin <= other.first < one.first for other in found)
    return given or "sorry" in draft.words[begin : one.first]


def _turns_at(draft: Draft, begin: int, at: int) -> bool:
    return not TURNS.isdisjoint(draft.words[max(begin, at - 2) : at + 1])


def _doubted(draft: Draft, one: Found, sentences: Sequence[Sentence]) -> bool:
    """Whether the words speak against the kind in every sentence that the mark touches."""
    touched = [each for each in sentences if each.first <= one.last and one.first <= each.last]
    if one.group.name in SURE or not touched:
        return False
    is_but = one.group.name == TURN and draft.words[one.first] == "but"
    least = AGAINST if is_but else against(one.kind)
    return max(each.pull[one.kind] for each in touched) < least


def against(kind: Kind) -> float:
    """The pull below which the words speak against a kind."""
    if kind in THERE_ALREADY:
        return AGAINST_PRAISE
    return AGAINST_CONTENT if kind in CONTENT else AGAINST


def likely(kind: Kind) -> float:
    """The chance above which a kind that no rule saw is marked."""
    return LIKELY_UNSEEN if kind in UNSEEN else LIKELY


def _added(sentence: Sentence, kept: Sequence[Found]) -> list[Found]:
    """Kinds that are likely in a sentence in which no rule marked them."""
    marked = {one.kind for one in kept if one.first <= sentence.last and sentence.first <= one.last}
    return [
        Found(named(f"weighed_{kind.value}"), sentence.first, sentence.last, sentence.telling(kind))
        for kind, chance in sentence.chance.items()
        if chance > likely(kind) and kind not in marked
    ]
