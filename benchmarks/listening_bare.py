"""How the listening proxies do on talk without its marks: `python benchmarks/listening_bare.py`.

The public sets of `benchmarks/listening.py`, read four ways: as they are; bare (lower case, no marks but
apostrophes, as speech recognition gives it); bare with ums, fillers and doubled words; bare and without
apostrophes, as chat is typed. Heads fitted in folds learn from the texts as they are and read the others,
so a fall is what a reader of recogniser output gets. Columns: AUROC or r, and F1 at .5 as shipped.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

import listening as bench
import listening_sets as sets
import numpy as np
import train_listening as train
from sklearn.metrics import f1_score

from goldseam.noticing.bare import mend

Look = Callable[[str], str]
_MARKS = re.compile(r"[^\w\s']")
FILLERS = ("um", "uh", "like", "you know")


def bare(text: str) -> str:
    """Lower case, no mark but the apostrophe.

    >>> bare("Well, how WAS it? I don't know.")
    "well how was it i don't know"
    """
    return " ".join(_MARKS.sub(" ", text.lower().replace("\u2019", "'")).split())


def spoken(text: str) -> str:
    """Bare, with a filler before one word in twenty and one word in thirty said twice; the same every time."""
    rng, out = random.Random(text), []
    for word in bare(text).split():
        out += [rng.choice(FILLERS)] * (rng.random() < 0.05) + [word] * (1 + (rng.random() < 0.03))
    return " ".join(out)


def typed(text: str) -> str:
    """Bare, and without apostrophes."""
    return bare(text).replace("'", "")


LOOKS: tuple[tuple[str, Look], ...] = (
    ("as it is", str),
    ("bare", bare),
    ("with ums", spoken),
    ("no apostrophes", typed),
)


def rated(turns: sets.Turns) -> np.ndarray:
    return np.arange(len(turns.label)) if turns.label.dtype.kind == "f" else np.flatnonzero(turns.label >= 0)


def as_shipped(turns: sets.Turns, column: str) -> list[str]:
    """Each look's AUROC and F1 with the product's own number."""
    which, told = rated(turns), []
    for _, look in LOOKS:
        said = bench.shipped(replace(turns, texts=[look(text) for text in turns.texts]), column)[which]
        label = turns.label[which]
        told.append(f"{bench.measure(label, said):.3f} (F1 {f1_score(label, said > 0.5):.2f})")
    return told


def in_folds(turns: sets.Turns, head: str, base: train.Base) -> list[str]:
    """Each look's measure with heads that learnt, in the other folds, from the texts as they are."""
    which = rated(turns)
    label, group, texts = turns.label[which], turns.group[which], [turns.texts[i] for i in which]
    learnt = train.rows(turns, base).only(which)
    looks = [replace(turns, texts=[mend(look(text)).text for text in turns.texts]) for _, look in LOOKS]
    seen = [train.rows(look, base).only(which) for look in looks]
    said = np.zeros((len(LOOKS), len(which)))
    for fit, test in bench.folds(label, group):
        if head == "hostile":
            made = train.fit_hostile(base, turns, fit)
        else:
            made = train.fit(learnt.only(fit), label[fit], train.SHAPES.get(head, train.USUAL), base)
        for at, rows in enumerate(seen):
            said[at, test] = train.says(made, rows.only(test))
    if head == "hostile":
        for at, (_, look) in enumerate(LOOKS):
            said[at] += [bench.rule_strength(bench.see(mend(look(text)).text)) for text in texts]
    return [f"{bench.measure(label, one):.3f}" for one in said]


def confronting() -> sets.Turns:
    turns, _ = sets.esconv()
    marked = np.isin(np.arange(len(turns.texts)), sets.CONFRONTS)
    return replace(turns, label=np.where(turns.speaker == "client", marked, -1).astype(int))


def main() -> None:
    """Print the table."""
    if not sets.present():
        print("listening_bare: skipped, the public sets are not here")
        return
    base = train.feelings()
    table: tuple[tuple[str, Callable[[], list[str]]], ...] = (
        ("sustain talk", lambda: in_folds(sets.annomi("sustain"), "sustain", base)),
        ("therapist asks", lambda: in_folds(sets.annomi("question"), "question", base)),
        ("therapist reflects", lambda: in_folds(sets.annomi("reflection"), "reflection", base)),
        ("low-quality MI", lambda: in_folds(sets.annomi("low"), "low_quality", base)),
        ("receptiveness", lambda: in_folds(sets.receptiveness(), "receptive", base)),
        ("toxicity (Surge)", lambda: in_folds(sets.surge(), "hostile", base)),
        ("client confronts a helper", lambda: as_shipped(confronting(), "confrontation")),
        ("explorations", lambda: as_shipped(sets.epitome("explorations"), "curiosity")),
        ("emotional reactions", lambda: as_shipped(sets.epitome("emotional-reactions"), "empathy")),
        ("hostile (UCC)", lambda: as_shipped(sets.ucc("hostile"), "hostility")),
        ("low-quality counselling (HLQC)", lambda: as_shipped(sets.hlqc(), "defensive")),
    )
    print("| proxy | " + " | ".join(name for name, _ in LOOKS) + " |")
    print("|---" * (1 + len(LOOKS)) + "|")
    for name, told in table:
        print(f"| {name} | " + " | ".join(told()) + " |", flush=True)


if __name__ == "__main__":
    main()
