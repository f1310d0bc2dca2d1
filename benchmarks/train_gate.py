"""Train the gate's table: `python benchmarks/train_gate.py [--left-out]`.

Read: every labelled draft in tests/samples/coach and in its folder `gate` (invented, CC0). Written: coach_doubt.tsv
beside the rules, a weight for each piece, as plain text. Same drafts and versions, same file. `--left-out` writes
nothing: it prints what the table catches in drafts by other writers, each author read by a table that had not met
the author, beside the phrases alone. (The phrases were mended on most of those drafts, so theirs flatters.)
`--read FILE` reads labelled drafts with the gate as it stands: a first look.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from goldseam.repair.coaching import doubt, gate
from goldseam.repair.coaching.scopes import covered
from goldseam.repair.coaching.tokens import read

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "tests" / "samples" / "coach"
OUT = ROOT / "src" / "goldseam" / "repair" / "coaching" / doubt.FILE
OTHERS = (
    "gate_learn",
    "gate_second",
    "blind_a",
    "blind_b",
    "blind_c",
    "blind_d",
    "blind_f",
    "blind_g",
)  # splits by other writers
NEWEST = ("gate_learn", "gate_second")  # told in a roundabout way on purpose
SEEN = 2  # a piece counts from so many drafts on
STRENGTH = 6.0  # C of the regression
RARER = 1.5  # power of the inverse document frequency
SMALL = 0.1  # weights nearer to nought are left out
FOLDS = 6
STOPPED = (0.01, 0.02, 0.025, 0.03, 0.04, 0.05, 0.06)  # shares of ordinary drafts stopped


@dataclass(frozen=True)
class Row:
    """One draft: who wrote it, which set, whether it is for a statement, its pieces."""

    author: str
    split: str
    breach: bool
    text: str
    pieces: frozenset[str]


def row(author: str, split: str, ground: str | None, text: str) -> Row:
    """A draft with its pieces."""
    return Row(author, split, bool(ground), text, frozenset(doubt.held(read(text))))


def drafts(file: Path) -> list[Row]:
    """The drafts of one file of JSON lines."""
    found = (json.loads(line) for line in file.read_text("utf-8").splitlines())
    return [row(f"{file.stem} {one['author']}", one["split"], one["gate"], one["text"]) for one in found]


def lines() -> list[Row]:
    """Our own lines; ten take the place of an author."""
    with (SAMPLES / "gate" / "lines.tsv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        row(f"lines {number // 10}", "lines", one["gate"].strip("-"), one["text"])
        for number, one in enumerate(found)
    ]


def everything() -> list[Row]:
    """All there is to learn from."""
    return [one for file in sorted(SAMPLES.rglob("*.jsonl")) for one in drafts(file)] + lines()


def learn(rows: Sequence[Row]) -> doubt.Table:
    """The weight and the rarity of each piece, and what a draft starts with."""
    count = Counter(piece for one in rows for piece in one.pieces)
    rarity = {piece: log(len(rows) / (1 + n)) ** RARER for piece, n in count.items() if n >= SEEN}
    columns = DictVectorizer()
    table = normalize(
        columns.fit_transform([{p: rarity[p] for p in one.pieces & rarity.keys()} for one in rows])
    )
    fitted = LogisticRegression(C=STRENGTH, max_iter=1000).fit(table, [one.breach for one in rows])
    found = zip(columns.get_feature_names_out(), fitted.coef_[0], strict=True)
    kept = {piece: (float(by * rarity[piece]), rarity[piece]) for piece, by in found if abs(by) >= SMALL}
    return {doubt.START: (float(fitted.intercept_[0]), 0.0), **kept}


def written(table: doubt.Table) -> str:
    """The file's text: a line for each piece, its weight and its rarity times a hundred."""
    body = "".join(
        f"{piece}\t{100 * by:.0f}\t{100 * rare:.0f}\n" for piece, (by, rare) in sorted(table.items())
    )
    return "piece\tweight\trarity\n" + body


def left_out(rows: Sequence[Row]) -> tuple[list[Row], np.ndarray]:
    """The drafts by other writers, and the sum of each by a table that had not met its author."""
    authors = sorted({one.author for one in rows})
    fold = {author: int(place) for author, place in zip(authors, _order(len(authors)), strict=True)}
    tables = [learn([one for one in rows if fold[one.author] != at]) for at in range(FOLDS)]
    judged = [one for one in rows if one.split in OTHERS]
    return judged, np.array([doubt.total(tables[fold[one.author]], one.pieces) for one in judged])


def _order(many: int) -> np.ndarray:
    """Which fold each author is in: as even as can be, by a seed."""
    return np.random.default_rng(7).permutation(many) % FOLDS


def print_left_out(rows: Sequence[Row]) -> None:
    """What the table, and table and phrases, catch for each share of ordinary drafts stopped."""
    judged, sums = left_out(rows)
    breach = np.array([one.breach for one in judged])
    newest = np.array([one.split in NEWEST for one in judged])
    phrases = np.array([phrase_stops(one.text) for one in judged])
    print(f"{len(judged)} drafts by other writers, {breach.sum()} of them breaches ({(breach & newest).sum()} of "
          f"those told in a roundabout way, which no phrase was mended on)")  # fmt: skip
    print(f"phrases alone: {(phrases & breach).sum()} of {breach.sum()}, of the roundabout "
          f"{(phrases & breach & newest).sum()} of {(breach & newest).sum()}; others stopped "
          f"{(phrases & ~breach).sum()} of {(~breach).sum()}")  # fmt: skip
    for share in STOPPED:
        line = float(np.quantile(sums[~breach], 1 - share))
        table = sums >= line
        both = table | phrases
        print(f"table from {line:+.2f}: {(table & breach).sum()} of {breach.sum()}, of the roundabout "
              f"{(table & breach & newest).sum()}; others stopped {(table & ~breach).sum()}; "
              f"with the phrases {(both & breach).sum()} and {(both & ~breach).sum()}")  # fmt: skip


def phrase_stops(text: str) -> bool:
    """Whether a phrase of the gate stops the draft."""
    draft = read(text)
    return gate.stop(draft, covered(draft)) is not None


def print_look(rows: Iterable[Row]) -> None:
    """What the gate as it stands does with drafts it has not met."""
    kept = list(rows)
    for name, stops in (
        ("phrases", [phrase_stops(one.text) for one in kept]),
        ("table", [doubt.reason(read(one.text)) is not None for one in kept]),
        ("both", [phrase_stops(one.text) or doubt.reason(read(one.text)) is not None for one in kept]),
    ):
        caught = sum(stop for stop, one in zip(stops, kept, strict=True) if one.breach)
        others = sum(stop for stop, one in zip(stops, kept, strict=True) if not one.breach)
        breaches = sum(one.breach for one in kept)
        print(f"{name:8} {caught} of {breaches}, others stopped {others} of {len(kept) - breaches}")


def main() -> None:
    """Learn and write, or print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--left-out", action="store_true")
    parser.add_argument("--read", type=Path)
    given = parser.parse_args()
    if given.read:
        print_look(drafts(given.read))
    elif given.left_out:
        print_left_out(everything())
    else:
        OUT.write_text(written(learn(everything())), encoding="utf-8")


if __name__ == "__main__":
    main()
