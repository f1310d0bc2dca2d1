"""What is asked of a file of scores, and what came of it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from goldseam.corpus.rows import OPEN_QUOTES
from goldseam.errors import BadInput
from goldseam.noticing.constants import Constants, default_step, family
from goldseam.noticing.grid import Scale
from goldseam.noticing.model import ALERT
from goldseam.terms.scores import Better

BLOCK_ROWS = 60_000
MOST_TOLD = 20  # problems told by line; the rest are counted


@dataclass(frozen=True)
class Asked:
    """How to read a file: the scale, its step (None: assumed by range), which end is good, the constants."""

    low: float
    high: float
    step: float | None = None
    better: Better = Better.HIGHER
    constants: Constants | None = None
    alert_at: float = ALERT
    block_rows: int = BLOCK_ROWS

    def __post_init__(self) -> None:
        sound = math.isfinite(self.low) and math.isfinite(self.high) and self.low < self.high
        if not sound or (self.step is not None and not 0 < self.step <= self.high - self.low):
            raise BadInput(
                f"The scale {self.low:g} to {self.high:g} in steps of {self.step or 1:g} cannot be. "
                "Give the lowest and the highest possible score, such as --scale 0 40 --step 1."
            )

    @property
    def scale(self) -> Scale:
        """The scale in the filter's intervals."""
        return Scale.of(self.low, self.high, self.step or default_step(self.low, self.high))

    @property
    def fitted(self) -> Constants:
        """The constants given, or those of the scale's family."""
        return self.constants or family(self.low, self.high)


@dataclass
class Summary:
    """What was read and found. `problems` are the first few (line, reason); `left_aside` counts all."""

    rows: int = 0
    read: int = 0
    missing: int = 0
    clients: int = 0
    alerts: int = 0
    left_aside: int = 0
    open_quotes: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)

    def add(self, other: Summary, lines: int) -> None:
        """Take in the summary of a later part of the file, which began after `lines` lines."""
        for name in ("rows", "read", "missing", "clients", "alerts", "left_aside", "open_quotes"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        room = MOST_TOLD - len(self.problems)
        self.problems += [(line + lines, reason) for line, reason in other.problems[:room]]

    def note(self, line: int, reason: str) -> None:
        """Remember a row that was left aside."""
        self.left_aside += 1
        self.open_quotes += reason == OPEN_QUOTES
        if len(self.problems) < MOST_TOLD:
            self.problems.append((line, reason))
