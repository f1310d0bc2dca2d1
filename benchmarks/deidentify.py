"""How much of what could tell who a person is gets found: `python benchmarks/deidentify.py`.

The lines are invented and labelled by us (CC0), so the figure says what the rules do on lines like
these, not on your transcripts: the review screen stays. Known names: Sam and Dana, as from a record.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from pathlib import Path

from goldseam.transcripts.redact import find_private

SETS = ("tuned", "held", "wide", "fresh")
LINES = Path(__file__).with_name("deidentify_lines.tsv")
KNOWN = ("Sam", "Dana")
# Words inside a label that tell nothing by themselves: it counts as found when all the others are.
QUIET = frozenset(("a", "an", "the", "in", "on", "at", "of", "above", "near", "by", "and", "my"))
_LABEL = re.compile(r"\{([A-Z]+):([^}]*)\}")


def labelled(line: str) -> tuple[str, list[tuple[str, int, int]]]:
    """A line without its marks, and (kind, start, end) of each."""
    text, spans, at = "", [], 0
    for mark in _LABEL.finditer(line):
        text += line[at : mark.start()]
        spans.append((mark[1], len(text), len(text) + len(mark[2])))
        text += mark[2]
        at = mark.end()
    return text + line[at:], spans


def wilson(hits: int, of: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927)."""
    z, p = 1.96, hits / of
    middle, half = (p + z * z / (2 * of)), z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    return (middle - half) / (1 + z * z / of), (middle + half) / (1 + z * z / of)


def covered(text: str, start: int, end: int, taken: set[int]) -> bool:
    """Whether every telling word of a label was taken out."""
    words = [hit.span() for hit in re.finditer(r"[^\W_]+", text[start:end]) if hit[0].lower() not in QUIET]
    return all(start + at in taken for first, last in words for at in range(first, last))


def measure(which: str) -> tuple[Counter[str], Counter[str], int, int, list[str]]:
    """Labels, labels wholly covered, words taken needlessly, words in all, and what was missed."""
    labels: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    needless = words = 0
    missed = []
    for line in LINES.read_text(encoding="utf-8").splitlines()[1:]:
        name, body = line.split("\t", 1)
        if name != which:
            continue
        text, spans = labelled(body)
        taken = {at for finding in find_private(text, KNOWN) for at in range(finding.start, finding.end)}
        for kind, start, end in spans:
            labels[kind] += 1
            whole = covered(text, start, end, taken)
            hit[kind] += whole
            missed += [] if whole else [text[start:end]]
        meant = {at for _, start, end in spans for at in range(start, end)}
        places = [m.span() for m in re.finditer(r"[\w'’]+", text)]
        words += len(places)
        needless += sum(a in taken and a not in meant for a, _ in places)
    return labels, hit, needless, words, missed


def report(which: str) -> None:
    labels, hit, needless, words, missed = measure(which)
    for kind in [*sorted(labels), "all"]:
        of, found = (sum(labels.values()), sum(hit.values())) if kind == "all" else (labels[kind], hit[kind])
        low, high = wilson(found, of)
        print(f"{kind:8} recall {found}/{of} = {found / of:.2f} (95 % {low:.2f} to {high:.2f})")
    print(f"words taken out needlessly: {needless} of {words} ({100 * needless / words:.1f} %)")
    print("missed: " + ("; ".join(missed) or "none"))


def main() -> None:
    """Print recall on each set.

    tuned: the rules were written with them. held: written beside the rules. wide: many countries, written before the
    rules were run on them, then used to better the rules. fresh: written after that; no rule was changed for them.
    """
    for which in SETS:
        print(f"-- {which} lines")
        report(which)


if __name__ == "__main__":
    main()
