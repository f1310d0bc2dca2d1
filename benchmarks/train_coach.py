"""Train the coach's small layer: `python benchmarks/train_coach.py`.

Read: the labelled drafts in tests/samples/coach (invented, CC0). Written: coach_weights.tsv beside the rules, a
weight for each piece and kind, as plain text. Same drafts and versions, same file. `--out FILE` writes elsewhere,
`--without SPLIT ...` leaves splits out, so that a set can be read by a layer that has never met it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from goldseam.repair.coaching.kinds import Kind
from goldseam.repair.coaching.layer import FILE, KINDS, spelled
from goldseam.repair.coaching.tokens import Draft, read

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "tests" / "samples" / "coach"
OUT = ROOT / "src" / "goldseam" / "repair" / "coaching" / FILE
SEEN = 2  # a piece counts from so many sentences on
STRENGTH = 1.0  # C of the regression
SMALL = 0.1  # weights nearer to nought are left out


def drafts(without: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The labelled drafts that are not stopped, without the splits named."""
    lines = (
        line for file in sorted(SAMPLES.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()
    )
    rows = [json.loads(line) for line in lines]
    return [row for row in rows if not row["gate"] and row["split"] not in without]


def sentences(rows: Iterable[dict[str, Any]]) -> tuple[list[set[str]], np.ndarray]:
    """The pieces of every sentence, and (sentences, kinds): which kinds were marked there."""
    held, marked = [], []
    for row in rows:
        draft = read(row["text"])
        for first, last, found in spelled(draft):
            held.append(found)
            marked.append([_marked(row, draft, first, last, kind) for kind in KINDS])
    return held, np.array(marked)


def _marked(row: dict[str, Any], draft: Draft, first: int, last: int, kind: Kind) -> bool:
    """Whether a mark of the kind covers half of the sentence, or the sentence half of the mark."""
    begin, end = draft.places(first, last)
    return any(
        min(end, one["end"]) - max(begin, one["start"]) >= 0.5 * min(end - begin, one["end"] - one["start"])
        for one in row["expected"]
        if one["kind"] == kind.value
    )


def learn(rows: Iterable[dict[str, Any]]) -> dict[str, list[tuple[Kind, float]]]:
    """Weights by piece; under "" what each kind starts with."""
    held, marked = sentences(rows)
    count = Counter(piece for one in held for piece in one)
    columns = DictVectorizer()
    table = columns.fit_transform([{piece: 1.0 for piece in one if count[piece] >= SEEN} for one in held])
    names = columns.get_feature_names_out()
    found: dict[str, list[tuple[Kind, float]]] = {"": [], **{name: [] for name in names}}
    for number, kind in enumerate(KINDS):
        fitted = LogisticRegression(C=STRENGTH, max_iter=400).fit(table, marked[:, number])
        found[""].append((kind, float(fitted.intercept_[0])))
        for name, weight in zip(names, fitted.coef_[0], strict=True):
            if abs(weight) >= SMALL:
                found[name].append((kind, float(weight)))
    return {name: pairs for name, pairs in found.items() if pairs}


def written(weights: dict[str, list[tuple[Kind, float]]]) -> str:
    """The file's text: a line for each piece, a column for each kind, weights times a hundred."""
    rows = [("piece", *(kind.value for kind in KINDS))]
    for piece, pairs in sorted(weights.items()):
        by_kind = dict(pairs)
        rows.append((piece, *(f"{100 * by_kind[kind]:.0f}" if kind in by_kind else "" for kind in KINDS)))
    return "".join("\t".join(row).rstrip("\t") + "\n" for row in rows)


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--without", nargs="*", default=[])
    given = parser.parse_args()
    given.out.write_text(written(learn(drafts(given.without))), encoding="utf-8")


if __name__ == "__main__":
    main()
