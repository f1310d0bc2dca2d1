"""How well the repair coach reads labelled drafts: precision and recall by kind, classes apart, time.

    python benchmarks/coach.py [--quick]

The drafts are ours (tests/samples/coach). Beside it: what marking every draft with the kind, or a plain search
for telling words, would give. What is computed now is computed on drafts that the rules and the table have been
mended on. The first looks, before anything was mended for a set, are history: they cannot be computed again.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from goldseam.repair.coach import MOST_CHARACTERS, Coaching, Kind, coach

SAMPLES = Path(__file__).resolve().parents[1] / "tests" / "samples" / "coach"
TELLING = {
    "justification": ("but ", "however", "only trying"),
    "conditional_apology": ("sorry if", "sorry that you", "sorry you"),
    "blame": ("you made", "you took", "you always", "you never"),
    "over_apology": ("so sorry", "so, so sorry", "terrible"),
    "seeks_reassurance": ("forgive", "are we ok", "tell me"),
    "promise": ("promise", "never again", "always"),
    "interpretation": ("because your", "your father", "your mother", "pattern"),
    "lecture": ("research", "therapy is", "it is important"),
    "owns_part": ("i was", "my part", "i did"),
    "validates": ("must have", "i can see", "i can imagine"),
    "invites": ("?",),
    "offers_change": ("i will", "i'd like to", "next time"),
    "names_moment": ("when i", "last week", "last time"),
}
RECONSIDER = {
    "justification", "conditional_apology", "blame", "over_apology", "seeks_reassurance", "promise",
    "interpretation", "lecture", "too_long",
}  # fmt: skip
Read = Callable[[str], set[str]]


FIRST_LOOKS = (
    SAMPLES / "first_looks.tsv"
)  # set, drafts, precision, recall, the gate's caught, of, stopped, of
GOAL = 30  # ms of CPU for 95 in 100 drafts


def drafts() -> list[dict[str, Any]]:
    """All labelled drafts."""
    files = sorted(SAMPLES.glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


@cache
def reading(text: str) -> Coaching:
    """A draft as the coach reads it."""
    return coach(text)


def ours(text: str) -> set[str]:
    """The kinds the coach marks."""
    return {span.kind.value for span in reading(text).spans}


def plain(text: str) -> set[str]:
    """The kinds a search for telling words marks."""
    low = text.lower()
    return {kind for kind, words in TELLING.items() if any(word in low for word in words)}


def figures(rows: Iterable[dict[str, Any]], read: Read, kinds: set[str]) -> tuple[float, float, int]:
    """Precision, recall and how many marks of these kinds there are, a draft and a kind at a time."""
    hit = marked = wanted = 0
    for row in rows:
        got, want = read(row["text"]) & kinds, {one["kind"] for one in row["expected"]} & kinds
        hit, marked, wanted = hit + len(got & want), marked + len(got), wanted + len(want)
    return hit / max(1, marked), hit / max(1, wanted), wanted


def apart(rows: list[dict[str, Any]]) -> None:
    """Marks to reconsider for each class, how well they tell good drafts from others, and who is left alone."""
    counts: dict[str, list[int]] = {}
    for row in rows:
        counts.setdefault(row["class"], []).append(len(ours(row["text"]) & RECONSIDER))
    for name, values in sorted(counts.items()):
        print(
            f"  {name:14} {len(values):4} drafts, {statistics.mean(values):.2f} kinds to reconsider on average"
        )
    good = counts.get("good", [])
    for name in ("defensive", "grovelling", "interpretive", "mixed"):
        pairs = [(a > b) + 0.5 * (a == b) for a in counts.get(name, []) for b in good]
        if pairs:
            print(f"  {name} against good: AUROC {statistics.mean(pairs):.2f}")
    for name in ("good", "near_miss"):
        alone = [row for row in rows if row["class"] == name and not marked(row) & RECONSIDER]
        if alone:
            quiet = sum(not ours(row["text"]) & RECONSIDER for row in alone)
            print(f"  {name} drafts with nothing to reconsider, left alone: {quiet} of {len(alone)}")


def marked(row: dict[str, Any]) -> set[str]:
    """The kinds a reader marked."""
    return {one["kind"] for one in row["expected"]}


def by_kind(rows: list[dict[str, Any]]) -> None:
    """Precision and recall of every kind, beside the plain search, and of all together."""
    print(f"{'kind':22}{'n':>4}  ours P    R   search P    R")
    together = {"to reconsider": RECONSIDER, "there already": {kind.value for kind in Kind} - RECONSIDER}
    for name, kinds in {**{kind.value: {kind.value} for kind in Kind}, **together}.items():
        (p, r, n), (bp, br, _) = figures(rows, ours, kinds), figures(rows, plain, kinds)
        print(f"{name:22}{n:>4}    {p:.2f}  {r:.2f}       {bp:.2f}  {br:.2f}")


def gate(rows: list[dict[str, Any]]) -> None:
    """How many drafts that are not for a statement are stopped, and how many others."""
    stopped = {row["id"] for row in rows if reading(row["text"]).gate}
    breaches = {row["id"] for row in rows if row["gate"]}
    others = {row["id"] for row in rows} - breaches
    print(f"  the gate stops {len(stopped & breaches)} of {len(breaches)}, and {len(stopped & others)} of "
          f"{len(others)} others")  # fmt: skip


def history() -> None:
    """The first looks, as they were written down."""
    print("\nFIRST LOOKS (written down then; not computed now)")
    for line in FIRST_LOOKS.read_text(encoding="utf-8").splitlines():
        print(
            "  " + "  ".join(f"{cell:>9}" if at else f"{cell:44}" for at, cell in enumerate(line.split("\t")))
        )


def took(texts: Iterable[str]) -> list[float]:
    """Milliseconds of CPU for each, in order."""
    found = []
    for text in texts:
        began = time.process_time()
        coach(text)
        found.append(1000 * (time.process_time() - began))
    return sorted(found)


def speed(texts: list[str]) -> None:
    """Time for drafts as they are, and for drafts of the most characters."""
    running = " ".join(texts)
    step = MOST_CHARACTERS // 2
    longest = [running[at : at + MOST_CHARACTERS] for at in range(0, len(running) - MOST_CHARACTERS, step)]
    for name, chosen in (("one draft", texts), (f"{MOST_CHARACTERS:,} characters", longest)):
        found = took(chosen)
        p95 = found[int(0.95 * len(found))]
        print(f"{name} ({len(found)}): median {statistics.median(found):.1f} ms, p95 {p95:.1f} ms of CPU; "
              f"goal {GOAL}: {'met' if p95 < GOAL else 'MISSED'}")  # fmt: skip


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the test split only")
    quick = parser.parse_args().quick
    history()
    everything = drafts()
    splits = ["test"] if quick else sorted({row["split"] for row in everything}, key=str)
    for split in splits:
        chosen = [row for row in everything if row["split"] == split]
        rows = [row for row in chosen if not row["gate"]]
        print(f"\n{split}, computed now: {len(rows)} drafts")
        by_kind(rows)
        apart(rows)
        gate(chosen)
    print()
    speed([row["text"] for row in everything if not row["gate"]])


if __name__ == "__main__":
    main()
