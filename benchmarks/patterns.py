"""Are planted patterns found, and is chance left alone? False discoveries, and what is found at what size.

    OMP_NUM_THREADS=1 python benchmarks/patterns.py [--copies 200]

Invented therapists, six months each (`goldseam.mirror.invented`). Beside it: what a plain reading of the
same entries calls a pattern (a pair in 5 entries or more; a pair test at .05 without counting the pairs).
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from goldseam.mirror import chance, patterns
from goldseam.mirror.features import Topic
from goldseam.mirror.invented import PLANTED, Tie, keys, shuffled_copy, six_months
from goldseam.terms.therapist import Reflection


@dataclass(frozen=True)
class Copy:
    """What one set of entries gave: patterns, pairs a plain count and a single test would report."""

    found: frozenset[str]
    counted: int
    tested: int


def look(entries: Sequence[Reflection]) -> Copy:
    """Look once, three ways."""
    found = frozenset(one.key for one in patterns.patterns(entries).patterns)
    ordered = patterns.in_order(entries)
    columns, held = patterns._columns(ordered)
    pairs = patterns._pairs(columns)
    topics = np.array([list(Topic).index(one.topic) for one in columns])
    plain = chance.judge_pairs(held, topics, pairs, 1, 0)
    enough = plain.together >= patterns.TOGETHER
    return Copy(found, int(enough.sum()), int((enough & (plain.alone <= 0.05)).sum()))


def line(name: str, copies: Iterable[Copy]) -> None:
    """One row: copies with any finding, and the mean number of findings a copy."""
    seen = list(copies)
    any_found = sum(bool(one.found) for one in seen)
    low, high = interval(any_found, len(seen))
    print(
        f"{name:34} {any_found:4}/{len(seen)} ({any_found / len(seen):.3f}, 95 % {low:.3f} to {high:.3f})"
        f"   pair test alone {statistics.mean(one.tested for one in seen):5.1f}"
        f"   plain count {statistics.mean(one.counted for one in seen):5.1f}"
    )


def interval(hits: int, count: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    z, p = 1.96, hits / count
    middle, half = p + z * z / (2 * count), z * ((p * (1 - p) + z * z / (4 * count)) / count) ** 0.5
    return max(0.0, (middle - half) / (1 + z * z / count)), (middle + half) / (1 + z * z / count)


def planted(copies: int) -> None:
    """How often a planted tie is found, by number of entries and how often the tie holds."""
    print("\nplanted ties found (share of both), and other pairs reported beside them, a therapist")
    print(f"{'entries':>8} {'tie holds':>10} {'found':>7} {'both':>6} {'others':>7}")
    for count in (30, 50, 72, 120, 180):
        for often in (0.5, 0.65, 0.8):
            ties = tuple(Tie(one.when, one.then, often) for one in PLANTED)
            got = [
                frozenset(p.key for p in patterns.patterns(six_months(seed, ties, count)).patterns)
                for seed in range(copies)
            ]
            share = statistics.mean(len(one & keys(ties)) / len(ties) for one in got)
            both = statistics.mean(keys(ties) <= one for one in got)
            others = statistics.mean(len(one - keys(ties)) for one in got)
            print(f"{count:8} {often:10.2f} {share:7.2f} {both:6.2f} {others:7.3f}")


def half_seen(copies: int) -> None:
    """The same with half of what each entry holds neither tapped nor known to the phrase list."""
    print("\nplanted ties found where half of what an entry holds is not seen (tie holds in .8)")
    ties = tuple(Tie(one.when, one.then, 0.8) for one in PLANTED)
    for count in (72, 120, 180, 360):
        got = [
            frozenset(p.key for p in patterns.patterns(_untold(six_months(seed, ties, count))).patterns)
            for seed in range(copies)
        ]
        print(f"{count:8} {statistics.mean(len(one & keys(ties)) / len(ties) for one in got):7.2f}")


def _untold(entries: Sequence[Reflection]) -> list[Reflection]:
    return [replace(one, text="") for one in entries]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=200)
    copies = parser.parse_args().copies
    began = time.process_time()
    print(
        f"no tie in it: sets of entries in which something is called a pattern (allowed: {patterns.CHANCE})"
    )
    line("shuffled copies of a planted book", (look(shuffled_copy(six_months(7), n)) for n in range(copies)))
    line("shuffled copies, a book each", (look(shuffled_copy(six_months(n), n)) for n in range(copies)))
    line("nothing planted", (look(six_months(n, ())) for n in range(copies)))
    line("nothing planted, seasons 0.5", (look(six_months(n, (), drift=0.5)) for n in range(copies)))
    line("nothing planted, seasons 1.0", (look(six_months(n, (), drift=1.0)) for n in range(copies)))
    line("the same, 180 entries", (look(six_months(n, (), 180, drift=1.0)) for n in range(copies)))
    planted(max(20, copies // 2))
    half_seen(max(20, copies // 2))
    print(f"\n{time.process_time() - began:.0f} s of one core")


if __name__ == "__main__":
    main()
