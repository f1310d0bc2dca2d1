"""How often *this reminds you of* is right, beside simpler ways: word overlap, BM25, plain TF-IDF.

    python benchmarks/echoes.py [--tune]

Every voice is one invented therapist (`tests/samples/mirror/`). Two entries of a voice belong together when
they tell of the same thing happening again. Every threshold, ours and theirs, is chosen on the OPEN voices and
then left alone. `blind` are voices nobody looked at while lists and weights were made; but one person wrote them
and the lists, in one evening, so they flatter. `written_last` were written once everything was fixed: the ones to
believe. `--tune` searches weights on the open voices only.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from goldseam.mirror.echoes import WEIGHTS, Corpus, Weights, closeness
from goldseam.mirror.terms_of import Worth, terms_of
from goldseam.terms.therapist import Reflection

SAMPLES = Path(__file__).resolve().parents[1] / "tests" / "samples" / "mirror"
MOST = 3
PRECISION = 0.75  # what the threshold has to reach on the open voices
OPEN = ("tuning.jsonl", "held_out.jsonl", "written_after.jsonl", "many_voices.jsonl")
UNSEEN = ("blind.jsonl", "written_last.jsonl", "written_newest.jsonl")
Scores = Callable[[list[Reflection]], list[list[float]]]


@dataclass(frozen=True)
class Labelled:
    """One entry with its label; `echo` is empty where nothing belongs to it."""

    entry: Reflection
    echo: str


def voices(name: str) -> list[list[Labelled]]:
    """The entries of each voice of one file, in order of days."""
    rows = [json.loads(line) for line in (SAMPLES / name).read_text(encoding="utf-8").splitlines()]
    made = [
        (
            row["voice"],
            Labelled(Reflection(row["id"], date.fromisoformat(row["on"]), row["text"]), row["echo"]),
        )
        for row in rows
    ]
    return [[one for _, one in group] for _, group in itertools.groupby(made, key=lambda pair: pair[0])]


def open_voices() -> list[list[Labelled]]:
    """All voices that weights and thresholds may look at."""
    return [group for name in OPEN for group in voices(name)]


def _keys(entry: Reflection) -> list[str]:
    return [
        one.key
        for one in terms_of(entry.text, Worth(1, 1, 1))
        if one.key[0] not in "=~" and " " not in one.key
    ]


def word_overlap(entries: list[Reflection]) -> list[list[float]]:
    """Jaccard overlap of stems."""
    bags = [set(_keys(one)) for one in entries]
    return [[len(a & b) / max(1, len(a | b)) for b in bags] for a in bags]


def bm25(entries: list[Reflection], k: float = 1.5, b: float = 0.75) -> list[list[float]]:
    """Okapi BM25, divided by the query's score with itself so that one threshold fits all lengths."""
    bags = [Counter(_keys(one)) for one in entries]
    holding = Counter(key for bag in bags for key in bag)
    mean = sum(bag.total() for bag in bags) / len(bags)

    def score(query: Counter[str], bag: Counter[str]) -> float:
        total = 0.0
        for key in query:
            idf = math.log(1 + (len(bags) - holding[key] + 0.5) / (holding[key] + 0.5))
            total += idf * bag[key] * (k + 1) / (bag[key] + k * (1 - b + b * bag.total() / mean))
        return total

    return [[score(q, d) / (score(q, q) or 1) for d in bags] for q in bags]


def tf_idf(weights: Weights) -> Scores:
    """Our own way, with given weights."""

    def scores(entries: list[Reflection]) -> list[list[float]]:
        vectors = Corpus(entries, weights).vectors
        return [[closeness(a, b) for b in vectors] for a in vectors]

    return scores


def shown(group: list[Labelled], scores: list[list[float]], threshold: float) -> Iterator[tuple[int, int]]:
    """Each (entry, earlier entry) that would be shown: at most three, above the threshold."""
    for i in range(len(group)):
        near = sorted(((scores[i][j], j) for j in range(i)), reverse=True)[:MOST]
        yield from ((i, j) for how, j in near if how >= threshold)


@dataclass(frozen=True)
class Result:
    """Precision of what is shown, recall of true pairs, entries with an echo that got one, quiet loners."""

    precision: float
    recall: float
    reached: float
    quiet: float
    count: int


Scored = list[tuple[list[Labelled], list[list[float]]]]


def scored(groups: list[list[Labelled]], way: Scores) -> Scored:
    """Each voice with the closeness of every entry to the earlier ones, as the book stood on that day."""
    return [
        (group, [way([one.entry for one in group[: n + 1]])[n] for n in range(len(group))])
        for group in groups
    ]


def judge(groups: Scored, threshold: float) -> Result:
    """One way at one threshold, over all voices."""
    right = wrong = possible = could = got = loners = silent = 0
    for group, scores in groups:
        true = {
            (i, j)
            for i in range(len(group))
            for j in range(i)
            if group[i].echo and group[i].echo == group[j].echo
        }
        pairs = set(shown(group, scores, threshold))
        right, wrong, possible = right + len(pairs & true), wrong + len(pairs - true), possible + len(true)
        could += len({i for i, _ in true})
        got += len({i for i, _ in pairs & true})
        alone = [i for i, one in enumerate(group) if not one.echo]
        loners, silent = loners + len(alone), silent + sum(i not in {a for a, _ in pairs} for i in alone)
    count = right + wrong
    return Result(right / count if count else 0, right / possible, got / could, silent / loners, count)


def threshold_for(groups: list[list[Labelled]], way: Scores) -> float:
    """The threshold with the best recall among those that reach PRECISION on these voices, else the most precise."""
    steps = [n / 400 for n in range(4, 240)]
    known = scored(groups, way)
    judged = [(judge(known, step), step) for step in steps]
    good = [(one.recall, -step) for one, step in judged if one.precision >= PRECISION and one.count >= 5]
    if good:
        return -max(good)[1]
    return max((one.precision, step) for one, step in judged if one.count >= 5)[1]


def tune() -> None:
    """Search the weights on the open voices."""
    groups = open_voices()
    for worth in itertools.starmap(Worth, itertools.product((0.0, 0.3), (0.6, 1.5), (1.5, 2.5, 4.0))):
        way = tf_idf(Weights(worth))
        step = threshold_for(groups, way)
        print(worth, f"threshold {step:.4f}", judge(scored(groups, way), step))


def table(name: str, ways: dict[str, tuple[Scores, float]]) -> None:
    """One file, every way."""
    groups = voices(name)
    print(f"{name}: voices {len(groups)}, entries {sum(map(len, groups))}, at most {MOST} shown an entry")
    print(
        f"{'way':24} {'threshold':>9} {'precision':>9} {'recall':>7} {'reached':>8} {'quiet':>6} {'shown':>6}"
    )
    for way_name, (way, step) in ways.items():
        got = judge(scored(groups, way), step)
        print(
            f"{way_name:24} {step:9.3f} {got.precision:9.2f} {got.recall:7.2f} {got.reached:8.2f}"
            f" {got.quiet:6.2f} {got.count:6}"
        )
    print()


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tune", action="store_true")
    if parser.parse_args().tune:
        tune()
        return
    tuning = open_voices()
    ways: dict[str, tuple[Scores, float]] = {
        "word overlap (Jaccard)": (word_overlap, threshold_for(tuning, word_overlap)),
        "BM25": (bm25, threshold_for(tuning, bm25)),
        "TF-IDF, words only": (
            tf_idf(Weights(Worth(0, 0, 0))),
            threshold_for(tuning, tf_idf(Weights(Worth(0, 0, 0)))),
        ),
        "goldseam": (tf_idf(WEIGHTS), WEIGHTS.close_enough),
    }
    for name in (*OPEN, *UNSEEN):
        table(name, ways)
    print(
        "reached: entries with an earlier echo that were shown one; quiet: entries with none, rightly left alone"
    )


if __name__ == "__main__":
    main()
