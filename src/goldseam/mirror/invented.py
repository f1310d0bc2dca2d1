"""Six months of an invented therapist's evenings, with ties that were planted and so are known.

For tests, the demo and `benchmarks/patterns.py`. Nothing here is from a person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

import numpy as np

from goldseam.mirror.features import Feature, Topic, feature, features_of
from goldseam.terms.therapist import Reflection


@dataclass(frozen=True)
class Tie:
    """A planted tie: where an entry holds `when`, it holds `then` with chance `how_often` (0..1)."""

    when: str
    then: str
    how_often: float


PLANTED = (Tie("moment:quiet", "default:explain", 0.8), Tie("helped:talked", "after:lighter", 0.85))
# How often an entry holds a feature, planted ties aside; each topic gives at most one.
USUAL: Mapping[str, Mapping[str, float]] = {
    "moment": {
        "quiet": 0.26,
        "yes_but": 0.14,
        "angry": 0.16,
        "missed": 0.12,
        "leaving": 0.1,
        "complaint": 0.1,
    },
    "situation": {"late": 0.12, "forgot": 0.08, "wrong_word": 0.15, "money": 0.08, "watched": 0.08},
    "helped": {"talked": 0.25, "walked": 0.18, "wrote": 0.14, "rested": 0.1},
    "feeling": {"ashamed": 0.24, "angry": 0.14, "sad": 0.14, "afraid": 0.12, "tired": 0.18, "guilty": 0.1},
    "default": {"over_own": 0.2, "withdraw": 0.22, "explain": 0.16, "fix": 0.2},
    "after": {"lighter": 0.22, "heavy": 0.24},
}
# Two ways of writing each, so that half of what an entry holds is read from its words.
SENTENCES: Mapping[str, str] = {
    "moment:quiet": "She went quiet.", "moment:yes_but": "He agreed with everything.",
    "moment:angry": "He was angry with me.", "moment:missed": "They did not come.",
    "moment:leaving": "She wants to stop.", "moment:complaint": "He called it pointless.",
    "situation:late": "I was late again.", "situation:forgot": "I forgot what we had agreed.",
    "situation:wrong_word": "It came out wrong.", "situation:money": "The fee was on the table.",
    "situation:watched": "We listened to the recording.",
    "helped:talked": "I talked with a colleague.", "helped:walked": "Then I went for a walk.",
    "helped:wrote": "Writing it down now.", "helped:rested": "I lay down for a while.",
    "feeling:ashamed": "I am ashamed.", "feeling:angry": "I was angry.", "feeling:sad": "I am sad.",
    "feeling:afraid": "I was afraid.", "feeling:tired": "So tired.", "feeling:guilty": "I feel guilty.",
    "default:over_own": "I apologised twice.", "default:withdraw": "I pulled back.",
    "default:explain": "I explained at length.", "default:fix": "I made a plan.",
    "after:lighter": "It eased.", "after:heavy": "I lay awake.",
}  # fmt: skip
_ALIASES = ("Ash", "Birch", "Cedar", "Dune", "Elm", "Fern")


def six_months(
    seed: int, ties: Sequence[Tie] = PLANTED, count: int = 72, drift: float = 0.0
) -> tuple[Reflection, ...]:
    """`count` entries over about 26 weeks. `drift` above 0: what is usual changes with the months.

    `drift` is the spread of a half-year wave in the log weight of each feature: seasons that several
    features share by accident are a trap for naive counts.

    >>> len(six_months(1)), six_months(1) == six_months(1)
    (72, True)
    """
    rng = np.random.default_rng(seed)
    days = np.sort(rng.choice(182, size=count, replace=count > 182))
    waves = {
        f"{topic}:{value}": (drift * rng.standard_normal(), rng.random())
        for topic, values in USUAL.items()
        for value in values
    }
    return tuple(_entry(n, int(day), ties, waves, rng) for n, day in enumerate(days.tolist()))


def _entry(
    n: int, day: int, ties: Sequence[Tie], waves: Mapping[str, tuple[float, float]], rng: np.random.Generator
) -> Reflection:
    held: dict[str, str] = {}
    for topic, values in USUAL.items():
        tie = next(
            (one for one in ties if one.then.startswith(f"{topic}:") and one.when in held.values()), None
        )
        if tie is not None and rng.random() < tie.how_often:
            held[topic] = tie.then
        else:
            held[topic] = _usual(topic, values, day, waves, rng)
    tags = [tag for tag in held.values() if tag]
    told = rng.random(len(tags)) < 0.5
    return Reflection(
        id=f"e{n:03d}",
        on=date(2026, 1, 5) + timedelta(days=day),
        text=" ".join(SENTENCES[tag] for tag, aloud in zip(tags, told, strict=True) if aloud),
        alias=_ALIASES[int(rng.integers(len(_ALIASES)))],
        tags=tuple(tag for tag, aloud in zip(tags, told, strict=True) if not aloud),
        at=time(int(rng.choice([13, 17, 18, 19, 20, 21, 22])), 10),
    )


def _usual(
    topic: str,
    values: Mapping[str, float],
    day: int,
    waves: Mapping[str, tuple[float, float]],
    rng: np.random.Generator,
) -> str:
    """One value of a topic or none, by what is usual on that day."""
    odds = []
    for value, chance in values.items():
        size, phase = waves[f"{topic}:{value}"]
        odds.append(chance * float(np.exp(size * np.sin(2 * np.pi * (day / 182 + phase)))))
    nothing = max(0.05, 1 - sum(values.values()))
    weights = np.array([*odds, nothing])
    pick = int(rng.choice(len(weights), p=weights / weights.sum()))
    return f"{topic}:{list(values)[pick]}" if pick < len(values) else ""


def shuffled_copy(entries: Sequence[Reflection], seed: int) -> tuple[Reflection, ...]:
    """The same entries with each topic dealt out anew: every count stays, every tie is gone."""
    rng = np.random.default_rng(seed)
    held = [features_of(one) for one in entries]
    tags: list[set[Feature]] = [set() for _ in entries]
    for topic in USUAL:
        for to, source in enumerate(rng.permutation(len(entries)).tolist()):
            tags[to] |= {one for one in held[source] if one.topic is Topic(topic)}
    return tuple(
        replace(one, text="", tags=tuple(map(str, sorted(mine))))
        for one, mine in zip(entries, tags, strict=True)
    )


def keys(ties: Sequence[Tie]) -> frozenset[str]:
    """The keys that patterns have when they find planted ties.

    >>> sorted(keys(PLANTED))
    ['helped:talked+after:lighter', 'moment:quiet+default:explain']
    """
    return frozenset("+".join(map(str, sorted((feature(one.when), feature(one.then))))) for one in ties)
