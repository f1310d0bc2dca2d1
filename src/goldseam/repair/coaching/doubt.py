"""Whether a draft may tell of danger or of a line crossed, in words that no phrase of the gate has.

"You asked which tram I take" can threaten without a word of threat. The phrases of `coach_gate.toml` cannot
hold all such ways of telling; a table of weights reads the draft as a whole: one weight for each piece of its
sentences (layer.py), learnt from labelled drafts (benchmarks/train_gate.py), kept in `coach_doubt.tsv`. It
doubts, it does not know: what it stops is read on when the writer says that it was something else.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import cache
from importlib.resources import files

from goldseam.repair.coaching.layer import COMMON, spelled
from goldseam.repair.coaching.scopes import table
from goldseam.repair.coaching.tokens import Draft

FILE = "coach_doubt.tsv"
START = ""  # the row that says what a draft starts with
# The sum from which a draft is doubted. With it, 4 to 5 in 100 ordinary drafts by authors the table had not
# met were stopped (`python benchmarks/train_gate.py --left-out`).
FROM = -0.6
MOST_TOLD = 3


@cache
def weights() -> Mapping[str, float]:
    """The weight of each piece; under `START` what a draft starts with."""
    text = files("goldseam.repair.coaching").joinpath(FILE).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return {piece: int(weight) / 100 for piece, weight in rows}


def held(draft: Draft) -> set[str]:
    """The pieces of all sentences of a draft."""
    return set().union(*(found for _, _, found in spelled(draft)))


def reason(draft: Draft) -> str | None:
    """Why to stop and ask someone first, with the telling words, or None.

    >>> from goldseam.repair.coaching.tokens import read
    >>> reason(read("I lost the thread on Tuesday. What was that like for you?"))
    """
    met = held(draft) & weights().keys()
    if weights()[START] + sum(weights()[piece] for piece in met) < FROM:
        return None
    told = ", ".join(f'"{piece}"' for piece in telling(met))
    said = str(table("coach_about.toml")["doubt"])
    return f"{said} Words that made it think so: {told}." if told else said


def telling(met: Set[str]) -> list[str]:
    """The weightiest words that say something by themselves; the table also reads pairs and little words.

    >>> telling({"photo", "a photo", "i", "[first]"})
    ['photo']
    """
    told = [
        piece for piece in met if piece.isalpha() and piece not in COMMON | _empty() and weights()[piece] > 0
    ]
    return sorted(told, key=lambda one: (-weights()[one], one))[:MOST_TOLD]


@cache
def _empty() -> frozenset[str]:
    return frozenset(table("coach_about.toml")["empty"])
