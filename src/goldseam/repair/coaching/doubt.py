"""Whether a draft may tell of danger or of a line crossed, in words that no phrase of the gate has.

"You asked which tram I take" can threaten without a word of threat. The phrases of `coach_gate.toml` cannot
hold all such ways of telling; a table reads the draft as a whole: for each piece of its sentences (layer.py)
a weight, and how rare it is. Rare pieces count more, and a long draft no more than a short one (TF-IDF with
cosine normalisation, Salton & Buckley 1988). Learnt from labelled drafts (benchmarks/train_gate.py), kept in
`coach_doubt.tsv`. It doubts, it does not know: the writer's word reads on what it stops.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import cache
from importlib.resources import files
from math import sqrt

from goldseam.repair.coaching.layer import COMMON, spelled
from goldseam.repair.coaching.scopes import table
from goldseam.repair.coaching.tokens import Draft

FILE = "coach_doubt.tsv"
START = ""  # the row that says what a draft starts with
# The sum from which a draft is doubted. With it, 4 in 100 ordinary drafts by authors the table had not
# met were stopped (`python benchmarks/train_gate.py --left-out`).
FROM = -1.07
# Below this, what a phrase takes for a line crossed is a doubt only. Left out by author, 8 of 75 such
# breaches lie there, and 5 of the 6 ordinary drafts that a phrase had stopped.
ORDINARY = -1.5
MOST_TOLD = 3
Table = Mapping[str, tuple[float, float]]


@cache
def weights() -> Table:
    """For each piece its weight and its rarity; under `START` what a draft starts with."""
    text = files("goldseam.repair.coaching").joinpath(FILE).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return {piece: (int(weight) / 100, int(rarity) / 100) for piece, weight, rarity in rows}


def total(table: Table, pieces: Set[str]) -> float:
    """How much speaks for a breach: the weights of the known pieces, by the length of the draft.

    >>> total({"": (-1.0, 0.0), "photo": (3.0, 2.0), "street": (5.0, 1.5)}, {"photo", "street", "unknown"})
    2.2
    """
    met = [table[piece] for piece in pieces & table.keys()]
    length = sqrt(sum(rarity * rarity for _, rarity in met))
    return table[START][0] + (sum(weight for weight, _ in met) / length if length else 0.0)


def held(draft: Draft) -> set[str]:
    """The pieces of all sentences of a draft."""
    return set().union(*(found for _, _, found in spelled(draft)))


def speaks_against(draft: Draft) -> bool:
    """Whether the draft as a whole is so ordinary that a phrase of a line crossed may be something else.

    >>> from goldseam.repair.coaching.tokens import read
    >>> speaks_against(read("You said you would kill me."))
    False
    """
    return total(weights(), held(draft)) < ORDINARY


def reason(draft: Draft, *, sure: bool = False) -> str | None:
    """Why to stop and ask someone first, with the telling words, or None; `sure` where a phrase said so.

    >>> from goldseam.repair.coaching.tokens import read
    >>> reason(read("I lost the thread on Tuesday. What was that like for you?"))
    """
    met = held(draft) & weights().keys()
    if not sure and total(weights(), met) < FROM:
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
        piece
        for piece in met
        if piece.isalpha() and piece not in COMMON | _empty() and weights()[piece][0] > 0
    ]
    return sorted(told, key=lambda one: (-weights()[one][0], one))[:MOST_TOLD]


@cache
def _empty() -> frozenset[str]:
    return frozenset(table("coach_about.toml")["empty"])
