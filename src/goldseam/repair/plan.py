"""What to try, and in what order: understanding before changing, changing before explaining.

The order validate, own, ask, offer, explain is a reconstruction from an expert survey (PMC5966286) and a
two-case task analysis; it is advice with a reason, never a block.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from functools import cache
from typing import Any, TypeVar

from goldseam.errors import BadInput
from goldseam.repair.episodes import standing, status
from goldseam.repair.wording import table, words
from goldseam.terms.rupture import EpisodeStatus, Fact, FactKind, Marker, Strategy


class Phase(IntEnum):
    """The steps of a repair, in order."""

    VALIDATE = 1
    OWN = 2
    ASK = 3
    OFFER = 4
    EXPLORE = 5


class Fits(Enum):
    """The kind of rupture a strategy or a question fits best."""

    WITHDRAWAL = "withdrawal"
    CONFRONTATION = "confrontation"
    ANY = "any"

    def suits(self, marker: Marker) -> bool:
        """Whether it fits this marker especially; ANY fits all."""
        return self is Fits.ANY or marker in {Marker.MIXED, Marker.UNKNOWN} or self.value == marker.value


@dataclass(frozen=True)
class Card:
    """One strategy as a clinician reads it. `links_pattern`: it speaks about a pattern of the client."""

    strategy: Strategy
    name: str
    what: str
    when: Fits
    phase: Phase
    examples: tuple[str, ...]
    caution: str
    source: str
    links_pattern: bool = False

    @property
    def example(self) -> str:
        """The first sentence to try."""
        return self.examples[0]


@dataclass(frozen=True)
class Plan:
    """Cards in order: `first` for the first turn, `later` once that is taken in, `held` for another day."""

    first: tuple[Card, ...]
    later: tuple[Card, ...]
    held: tuple[Card, ...]
    because: str

    @property
    def cards(self) -> tuple[Card, ...]:
        """Everything that may be tried now, in order."""
        return self.first + self.later

    def __iter__(self) -> Iterator[Card]:
        return iter(self.cards)


@dataclass(frozen=True)
class OrderWords:
    """Why a step comes later. In `wording.toml`, section `order`."""

    plan_first: str
    plan_tried: str
    pattern: str
    needs_validate: str
    needs_own: str
    needs_ask: str
    not_taken_in: str


ORDER = words("order", OrderWords)
# After these, something was said and heard: what lies between the two of you may be looked at.
TRIED = frozenset({EpisodeStatus.ATTEMPTED, EpisodeStatus.PARTLY_MENDED, EpisodeStatus.MENDED})


def read_cards(text: str) -> tuple[Card, ...]:
    """Read strategies from TOML text. Errors: BadInput names the entry, what it holds and what is allowed."""
    rows = tomllib.loads(text).get("strategy", [])
    cards = tuple(_card(row, f"strategy entry {number}") for number, row in enumerate(rows, start=1))
    twice = {card.strategy.value for card in cards if sum(c.strategy is card.strategy for c in cards) > 1}
    if twice:
        raise BadInput(f"{', '.join(sorted(twice))} stands twice. Keep one entry for each strategy.")
    return cards


def _card(row: dict[str, Any], where: str) -> Card:
    known = set(Card.__dataclass_fields__)
    if set(row) - known or (known - {"links_pattern"}) - set(row):
        raise BadInput(f"{where} has {', '.join(row)}. Allowed and needed: {', '.join(known)}.")
    if not row["examples"]:
        raise BadInput(f"{where} has no example. Give at least one sentence in `examples`.")
    return Card(
        strategy=member(Strategy, row["strategy"], where),
        name=row["name"],
        what=row["what"],
        when=member(Fits, row["when"], where),
        phase=member(Phase, row["phase"], where),
        examples=tuple(row["examples"]),
        caution=row["caution"],
        source=row["source"],
        links_pattern=bool(row.get("links_pattern", False)),
    )


Member = TypeVar("Member", bound=Enum)


def member(kind: type[Member], value: object, where: str) -> Member:
    """Read an enum's member from a file. Errors: BadInput with the place and what is allowed."""
    allowed = [member.value for member in kind]
    if value not in allowed:
        raise BadInput(f"{where} says {value!r}. Allowed: {', '.join(map(str, allowed))}.")
    return kind(value)


@cache
def all_cards() -> tuple[Card, ...]:
    """All ten strategies, by phase; within a phase as the file has them.

    >>> [card.phase.value for card in all_cards()]
    [1, 2, 3, 4, 4, 4, 5, 5, 5, 5]
    """
    cards = (
        _card(row, f"strategy entry {n}") for n, row in enumerate(table("strategies.toml")["strategy"], 1)
    )
    return tuple(sorted(cards, key=lambda card: card.phase))


def card(strategy: Strategy) -> Card:
    """The card of one strategy."""
    return next(one for one in all_cards() if one.strategy is strategy)


def name_of(strategy: Strategy) -> str:
    """A strategy's name for a clinician.

    >>> name_of(Strategy.OWN)
    'Own your part'
    """
    return card(strategy).name


def ordered_strategies() -> tuple[Strategy, ...]:
    """The ten strategies in the order of a repair."""
    return tuple(one.strategy for one in all_cards())


def plan(marker: Marker, status: EpisodeStatus, tried: Sequence[Strategy] = ()) -> Plan:
    """Order the strategies for an episode: validating, owning and asking first; explaining later.

    Within a phase, what fits the marker comes first, then what has not been tried. Links to patterns
    are held back until repair has been tried. Source: science as in `strategies.toml`.

    >>> [one.strategy.name for one in plan(Marker.WITHDRAWAL, EpisodeStatus.OPEN).first]
    ['VALIDATE', 'OWN', 'INVITE']
    >>> [one.strategy.name for one in plan(Marker.WITHDRAWAL, EpisodeStatus.OPEN).held]
    ['LINK_BETWEEN', 'LINK_ELSEWHERE']
    """
    ordered = sorted(
        all_cards(), key=lambda one: (one.phase, not one.when.suits(marker), one.strategy in tried)
    )
    open_to_patterns = status in TRIED
    return Plan(
        first=tuple(one for one in ordered if one.phase <= Phase.ASK),
        later=tuple(
            one for one in ordered if one.phase > Phase.ASK and (open_to_patterns or not one.links_pattern)
        ),
        held=tuple(one for one in ordered if one.links_pattern and not open_to_patterns),
        because=ORDER.plan_tried if open_to_patterns else ORDER.plan_first,
    )


def plan_for(facts: Sequence[Fact], marker: Marker = Marker.UNKNOWN) -> tuple[Card, ...]:
    """The cards that may be tried now in an episode, in order."""
    tried = tuple(
        one for fact in standing(facts) if fact.kind is FactKind.ATTEMPTED for one in fact.strategies
    )
    return plan(marker, status(facts), tried).cards


_BEFORE = (
    (Phase.VALIDATE, ORDER.needs_validate),
    (Phase.OWN, ORDER.needs_own),
    (Phase.ASK, ORDER.needs_ask),
)


def out_of_order(chosen: Sequence[Strategy], next: Strategy, taken_in: bool = False) -> str | None:
    """Say why `next` comes early after those `chosen` in this repair, None where it is in order.

    `taken_in`: the client has taken the first part in, so exploring may follow. Going back to an earlier
    phase is always in order. A hint with a reason; nothing is forbidden.

    >>> out_of_order([Strategy.VALIDATE], Strategy.OWN) is None
    True
    >>> print(out_of_order([], Strategy.RATIONALE))
    Show first that you see why it hurt. Before that, other words are hard to take in.
    """
    coming = card(next)
    return why_wait(coming.phase, {card(one).phase for one in chosen}, coming.links_pattern, taken_in)


def why_wait(coming: Phase, done: Collection[Phase], links_pattern: bool, taken_in: bool) -> str | None:
    """Say why a phase comes early after those `done`, None where it is in order."""
    if links_pattern and not taken_in:
        return ORDER.pattern
    for phase, why in _BEFORE:
        if coming > phase and phase not in done:
            return why
    return ORDER.not_taken_in if coming is Phase.EXPLORE and not taken_in else None
