"""How well the repair coach reads labelled drafts: precision and recall by kind, classes apart, time.

    python benchmarks/coach.py [--quick]

The drafts are ours (tests/samples/coach). Beside it: what marking every draft with the kind, or a plain search
for telling words, would give. After the rules have been mended on a set its figures are no longer held out;
docs/explanation/coach.md keeps the first look at each.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from goldseam.repair.coach import Kind, coach

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


def drafts() -> list[dict[str, Any]]:
    """All labelled drafts."""
    files = sorted(SAMPLES.glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def ours(text: str) -> set[str]:
    """The kinds the coach marks."""
    return {span.kind.value for span in coach(text).spans}


def plain(text: str) -> set[str]:
    """The kinds a search for telling words marks."""
    low = text.lower()
    return {kind for kind, words in TELLING.items() if any(word in low for word in words)}


def figures(rows: Iterable[dict[str, Any]], read: Read, kind: str) -> tuple[float, float, int]:
    """Precision, recall and how many drafts have the kind."""
    seen = [(kind in read(row["text"]), kind in {one["kind"] for one in row["expected"]}) for row in rows]
    hit = sum(a and b for a, b in seen)
    return (
        hit / max(1, sum(a for a, _ in seen)), hit / max(1, sum(b for _, b in seen)), sum(b for _, b in seen)
    )  # fmt: skip


def apart(rows: list[dict[str, Any]]) -> None:
    """Marks to reconsider for each class, and how well they tell good drafts from the others."""
    counts: dict[str, list[int]] = {}
    for row in rows:
        counts.setdefault(row["class"], []).append(len(ours(row["text"]) & RECONSIDER))
    for name, values in sorted(counts.items()):
        print(
            f"  {name:14} {len(values):4} drafts, {statistics.mean(values):.2f} kinds to reconsider on average"
        )
    good = counts.get("good", [])
    for name in ("defensive", "grovelling", "interpretive"):
        pairs = [(a > b) + 0.5 * (a == b) for a in counts.get(name, []) for b in good]
        if pairs:
            print(f"  {name} against good: AUROC {statistics.mean(pairs):.2f}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the test split only")
    quick = parser.parse_args().quick
    rows = [row for row in drafts() if not row["gate"]]
    for split in ("test",) if quick else ("development", "test", "fresh", "fresh2"):
        chosen = [row for row in rows if row["split"] == split]
        print(f"\n{split}: {len(chosen)} drafts\n{'kind':22}{'n':>4}  ours P    R   search P    R")
        for kind in (one.value for one in Kind):
            (p, r, n), (bp, br, _) = figures(chosen, ours, kind), figures(chosen, plain, kind)
            print(f"{kind:22}{n:>4}    {p:.2f}  {r:.2f}       {bp:.2f}  {br:.2f}")
        apart(chosen)
    took = []
    for row in rows:
        began = time.process_time()
        coach(row["text"])
        took.append(1000 * (time.process_time() - began))
    took.sort()
    p95 = took[int(0.95 * len(took))]
    print(f"\none draft: median {statistics.median(took):.1f} ms, p95 {p95:.1f} ms of CPU; goal 30: "
          f"{'met' if p95 < 30 else 'MISSED'}")  # fmt: skip


if __name__ == "__main__":
    main()
