"""Constants fitted to a clinic's own file, before it is read for ruptures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import nan

import numpy as np

from goldseam.corpus.asked import Asked
from goldseam.corpus.stream import opened
from goldseam.noticing.constants import Constants
from goldseam.noticing.fit import LEAST_CLIENTS, fit
from goldseam.noticing.ratings import LONGEST_GAP
from goldseam.terms.scores import Better

MOST_CLIENTS = 2_000  # the first so many clients are enough; more only cost time


@dataclass(frozen=True)
class Fitted:
    """Constants, and a sentence that says from what."""

    constants: Constants
    words: str


def fit_csv(source: Iterable[str], asked: Asked) -> Fitted:
    """Fit the filter's constants to the first 2,000 clients of a file."""
    courses: dict[str, dict[int, float]] = {}
    for row in opened(source, asked)[1]:
        if row.problem or (row.client not in courses and len(courses) >= MOST_CLIENTS):
            continue
        turned = asked.low + asked.high - row.score if asked.better is Better.LOWER else row.score
        courses.setdefault(row.client, {}).setdefault(row.session, turned)
    scores = _table(list(courses.values()))
    many = int(((~np.isnan(scores)).sum(axis=1) >= 2).sum())
    if many < LEAST_CLIENTS:
        words = f"Fitting needs {LEAST_CLIENTS} clients with two scores or more; this file has {many}."
        return Fitted(asked.fitted, words + " The usual constants stay.")
    found = fit(scores, asked.low, asked.high, asked.step, asked.fitted)
    return Fitted(found, f"Constants fitted to {many:,} clients of this file.")


def _table(courses: list[dict[int, float]]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    rows = []
    for course in courses:
        sessions = sorted(course)
        line: list[float] = []
        for i, session in enumerate(sessions):
            gap = min(session - sessions[i - 1], LONGEST_GAP) if i else 1
            line += [nan] * (gap - 1) + [course[session]]
        rows.append(line)
    out = np.full((len(rows), max(map(len, rows), default=0)), nan)
    for i, line in enumerate(rows):
        out[i, : len(line)] = line
    return out
