"""Train the small layers that ship: `python benchmarks/train_listening.py`.

Only sets whose verdict lets weights ship are read: GoEmotions (CC BY 4.0), Davidson (MIT), Surge (MIT),
receptiveness (MIT), AnnoMI (weights only) and
our own invented lines and drafts (CC0). Written: src/goldseam/noticing/listening_layers.npz, 8-bit
weights without a vocabulary. Same data and versions, same file.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import listening_sets as sets
import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression, Ridge

from goldseam.noticing.change_talk import CHANGE_TALK
from goldseam.noticing.features import LENGTHS, RULES, opening, see
from goldseam.noticing.layers import beside, fingerprint, standard
from goldseam.noticing.words import BUCKETS, buckets, pieces, tokens

OUT = Path(__file__).resolve().parents[1] / "src" / "goldseam" / "noticing" / "listening_layers.npz"
HEADS = (
    "sustain",
    "hostile",
    "receptive",
    "question",
    "reflection",
    "low_quality",
    "confronts",
    "withdraws",
    "defends",
)


@dataclass(frozen=True)
class Shape:
    """How a head is fitted: C, the weight of numbers, of words and of pieces, and what it hears beside its turn."""

    strength: float
    share: float
    words: float = 1.0
    letters: float = 0.0
    opening: bool = True
    around: bool = False


USUAL = Shape(0.3, 0.05)
OWN_HOSTILE, OWN_CALM = (
    0.3,
    0.05,
)  # our own lines that turn on the therapist, and those that tell of hard things
SHAPES = {
    "sustain": Shape(0.5, 0.05, words=0.0, opening=False, around=True),
    "low_quality": Shape(0.3, 0.05, opening=False, around=True),
    "receptive": Shape(1 / 7, 0.06, letters=1.0),
    "hostile": Shape(3.0, 0.06, letters=0.5, opening=False),
    "hostile at home": Shape(10.0, 0.03, letters=0.5, opening=False),
    "own": Shape(3.0, 0.05),
    "defends": Shape(3.0, 0.05, letters=0.5),
}
ANGRY, CALM = (2, 3, 11), (2, 3, 9, 10, 11, 25)  # anger annoyance disgust; none of the hard feelings


Cut = Callable[[Sequence[str]], dict[int, int]]


@dataclass(frozen=True)
class Base:
    """Rarities (BUCKETS,), and the feelings layer: (BUCKETS, names) weights, biases, names."""

    rarity: np.ndarray
    letter_rarity: np.ndarray
    weights: np.ndarray
    bias: np.ndarray
    names: tuple[str, ...]


@dataclass(frozen=True)
class Rows:
    """What a head sees of texts: hashed words, hashed pieces, numbers."""

    words: sp.csr_matrix
    letters: sp.csr_matrix
    numbers: np.ndarray

    def only(self, which: np.ndarray) -> Rows:
        return Rows(self.words[which], self.letters[which], self.numbers[which])


@dataclass(frozen=True)
class Head:
    """One head's weights: words, pieces, numbers in standard units (mean, deviation, weight), bias."""

    words: np.ndarray
    letters: np.ndarray
    middle: np.ndarray
    spread: np.ndarray
    beside: np.ndarray
    bias: float


def hashed(texts: list[str], cut: Cut = buckets) -> sp.csr_matrix:
    """(texts, BUCKETS) counts of words and pairs, or of what `cut` makes of the words."""
    counts = [cut(tokens(text)) for text in texts]
    where = np.repeat(np.arange(len(texts)), [len(c) for c in counts])
    places = np.array([p for c in counts for p in c])
    values = np.array([v for c in counts for v in c.values()], dtype=float)
    return sp.csr_matrix((values, (where, places)), shape=(len(texts), BUCKETS))


def rarity_of(counts: sp.csr_matrix) -> np.ndarray:
    """Inverse document frequency; 0 for what fewer than three texts hold."""
    seen = np.asarray((counts > 0).sum(axis=0)).ravel()
    return np.where(seen < 3, 0.0, np.log((1 + counts.shape[0]) / (1 + seen)) + 1)


def weighed(counts: sp.csr_matrix, rarity: np.ndarray) -> sp.csr_matrix:
    """The same weights as goldseam.noticing.words.weigh, for many texts."""
    out = counts.copy()
    out.data = 1.0 + np.log(out.data)
    out = sp.csr_matrix(out.multiply(rarity[None]))
    length = np.sqrt(np.asarray(out.multiply(out).sum(axis=1)).ravel())
    return sp.csr_matrix(sp.diags(1.0 / np.where(length > 0, length, 1.0)) @ out)


def feelings() -> Base:
    """Rarities, (BUCKETS, 30) weights, biases and names, from GoEmotions and Davidson."""
    texts, labels, names = sets.goemotions()
    tweets, kind = sets.davidson()
    go, da = hashed(texts), hashed(tweets)
    rarity = rarity_of(sp.vstack([go, da]))
    go, da = weighed(go, rarity), weighed(da, rarity)
    models = [
        LogisticRegression(C=2, solver="liblinear").fit(go, labels[:, k]) for k in range(labels.shape[1])
    ]
    for target in (kind < 2, kind == 0):
        models.append(
            LogisticRegression(C=2, solver="liblinear", class_weight="balanced").fit(da, target.astype(int))
        )
    weights = np.array([m.coef_[0] for m in models]).T
    bias = np.array([m.intercept_[0] for m in models])
    letter_rarity = rarity_of(hashed(texts, pieces))
    return Base(rarity, letter_rarity, weights, bias, (*names, "offensive", "hateful"))


def rows(turns: sets.Turns, base: Base) -> Rows:
    """What the heads see of turns, as goldseam.noticing.layers.hear makes it."""
    starts = [opening(text) for text in turns.texts]
    words = weighed(hashed(turns.texts), base.rarity)
    felt = weighed(hashed(starts), base.rarity) @ base.weights + base.bias
    seen, opens = [see(text) for text in turns.texts], [see(text) for text in starts]
    numbers = beside(
        seen, words @ base.weights + base.bias, opens, felt, turns.first, turns.speaker == "client"
    )
    return Rows(words, weighed(hashed(turns.texts, pieces), base.letter_rarity), numbers)


def columns(base: Base, width: int, shape: Shape) -> np.ndarray:
    """Which numbers a head looks at: its own turn, how it opens, the talk around.

    The families of change talk belong to sessions: a head that hears one turn alone does without them.
    """
    far = len(base.names) + len(RULES) + LENGTHS
    own = far + len(RULES)
    chosen = np.zeros(width, dtype=bool)
    chosen[:own] = True
    chosen[own : own + far] = shape.opening
    chosen[own + far :] = shape.around
    if not shape.around:
        for end in (far - LENGTHS, own, own + far - LENGTHS):
            chosen[end - len(CHANGE_TALK) : end] = False
    return chosen


def fit(
    seen: Rows,
    target: np.ndarray,
    shape: Shape,
    base: Base,
    weight: np.ndarray | None = None,
    home: bool = True,
) -> Head:
    """One head. `home`: the numbers are scaled by the rows of full weight only."""
    mine = columns(base, seen.numbers.shape[1], shape)
    at_home = seen.numbers[weight == 1.0] if weight is not None and home else seen.numbers
    middle = np.where(mine, _still(np.nanmean, at_home), 0.0)
    spread = np.where(mine, _still(np.nanstd, at_home), 1.0)
    spread[spread == 0] = 1.0
    numbers = standard(seen.numbers, middle, spread)[:, mine] * shape.share
    parts = [m * w for m, w in ((seen.words, shape.words), (seen.letters, shape.letters)) if w]
    x = sp.hstack([*parts, sp.csr_matrix(numbers)]).tocsr()
    if target.dtype.kind == "f":
        model = Ridge(alpha=1 / shape.strength).fit(x, target)
        weights, bias = model.coef_, float(model.intercept_)
    else:
        model = LogisticRegression(C=shape.strength, solver="liblinear", max_iter=3000, random_state=0)
        model.fit(x, target, sample_weight=weight)
        weights, bias = model.coef_[0], float(model.intercept_[0])
    beside_it = np.zeros(len(mine))
    beside_it[mine] = weights[len(weights) - mine.sum() :] * shape.share
    worth = [weights[n * BUCKETS : (n + 1) * BUCKETS] for n in range(len(parts))]
    words = worth.pop(0) * shape.words if shape.words else np.zeros(BUCKETS)
    letters = worth.pop(0) * shape.letters if shape.letters else np.zeros(BUCKETS)
    return Head(words, letters, middle, spread, beside_it, bias)


def _still(mean: Callable[..., np.ndarray], numbers: np.ndarray) -> np.ndarray:
    """Without a word about columns where nobody spoke."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return np.nan_to_num(mean(numbers, axis=0))


def says(head: Head, seen: Rows) -> np.ndarray:
    """Log-odds, or the number itself, of rows: as goldseam.noticing.layers.hear gives them."""
    numbers = standard(seen.numbers, head.middle, head.spread) @ head.beside
    return seen.words @ head.words + seen.letters @ head.letters + numbers + head.bias


def fit_hostile(base: Base, surge: sets.Turns, keep: np.ndarray) -> Head:
    """Six parts Surge alone (best at home), four parts the mix (best abroad, on UCC)."""
    seen, target, weight = hostile_mix(base, surge, keep)
    home = weight >= OWN_CALM
    one = fit(seen.only(home), target[home], SHAPES["hostile at home"], base, weight[home])
    two = fit(seen, target, SHAPES["hostile"], base, weight)
    return Head(
        0.6 * one.words + 0.4 * two.words,
        0.6 * one.letters + 0.4 * two.letters,
        one.middle,
        one.spread,
        0.6 * one.beside + 0.4 * two.beside,
        0.6 * one.bias + 0.4 * two.bias,
    )


def hostile_mix(base: Base, surge: sets.Turns, keep: np.ndarray) -> tuple[Rows, np.ndarray, np.ndarray]:
    """Surge in full, angry against calm comments at .03, offensive tweets at .01, our own lines: what transfers."""
    texts, labels, _ = sets.goemotions()
    angry = np.flatnonzero(labels[:, ANGRY].any(axis=1))
    calm = np.flatnonzero(~labels[:, CALM].any(axis=1))
    rng = np.random.default_rng(0)
    picked = np.concatenate([angry, rng.choice(calm, len(angry), replace=False)])
    tweets, kind = sets.davidson()
    some = rng.choice(len(tweets), 4000, replace=False)
    lines, kinds = sets.own_lines()
    own = np.flatnonzero(np.isin(kinds, ["H", "N"]))
    all_texts = [surge.texts[i] for i in keep] + [texts[i] for i in picked] + [tweets[i] for i in some]
    all_texts += [lines[i] for i in own]
    sure = np.where(labels[picked, 2] == 1, 0.03, 0.015)
    marked = [surge.label[keep], np.isin(picked, angry), kind[some] < 2, kinds[own] == "H"]
    target = np.concatenate(marked).astype(int)
    ours = np.where(kinds[own] == "H", OWN_HOSTILE, OWN_CALM)
    weight = np.concatenate([np.ones(len(keep)), sure, np.full(len(some), 0.01), ours])
    return rows(sets.singles(all_texts, target, "client"), base), target, weight


def heads(base: Base) -> dict[str, Head]:
    """Every head, trained on all its rows."""
    done = {}
    session = rows(sets.annomi("sustain"), base)
    for name in ("sustain", "question", "reflection", "low_quality"):
        label = sets.annomi("low" if name == "low_quality" else name).label
        rated = label >= 0
        done[name] = fit(session.only(rated), label[rated], SHAPES.get(name, USUAL), base)
    surge, open_minds = sets.surge(), sets.receptiveness()
    done["hostile"] = fit_hostile(base, surge, np.arange(len(surge.texts)))
    done["receptive"] = fit(rows(open_minds, base), open_minds.label, SHAPES["receptive"], base)
    done.update(own_heads(base))
    done["defends"] = fit_defends(base, *sets.own_drafts()[:2])
    return done


def fit_defends(base: Base, texts: list[str], target: np.ndarray) -> Head:
    """Defending, from invented drafts and lines (CC0); ordinary therapist talk (AnnoMI, good sessions) at .1."""
    talk = sets.annomi("low")
    good = set(talk.conversation[talk.label == 0])
    said = zip(talk.texts, talk.speaker, talk.conversation, strict=True)
    calm = [text for text, who, which in said if who == "therapist" and which in good]
    lines, kind = sets.own_lines(sets.THERAPIST)
    every = [*texts, *lines, *calm]
    seen = rows(sets.singles(every, np.zeros(len(every)), "therapist"), base)
    weight = np.concatenate([np.ones(len(texts) + len(lines)), np.full(len(calm), 0.1)])
    label = np.concatenate([target, kind == "D", np.zeros(len(calm))]).astype(int)
    return fit(seen, label, SHAPES["defends"], base, weight, home=False)


def own_heads(base: Base) -> dict[str, Head]:
    """Confronting and withdrawing, from our own lines; ordinary client talk (AnnoMI, good sessions) at .02.

    Without that talk the heads take every long turn with a *you* in it for a complaint.
    """
    lines, kind = sets.own_lines()
    talk = sets.annomi("low")
    good = set(talk.conversation[talk.label == 0])
    calm = [
        text
        for text, who, which in zip(talk.texts, talk.speaker, talk.conversation, strict=True)
        if who == "client" and which in good
    ]
    texts = [*lines, *calm]
    seen = rows(sets.singles(texts, np.zeros(len(texts)), "client"), base)
    weight = np.concatenate([np.ones(len(lines)), np.full(len(calm), 0.02)])
    done = {}
    for name, letters in (("confronts", "CH"), ("withdraws", "W")):
        target = np.concatenate([np.isin(kind, list(letters)), np.zeros(len(calm), dtype=bool)]).astype(int)
        done[name] = fit(seen, target, SHAPES["own"], base, weight, home=False)
    return done


def eight_bits(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights as whole numbers -127..127, and each output's unit."""
    unit = np.maximum(np.abs(weights).max(axis=0), 1e-12) / 127
    return np.round(weights / unit).astype(np.int8), unit.astype(np.float32)


def main() -> None:
    """Train and write."""
    if not sets.present():
        print("train_listening: skipped, the public sets are not here")
        return
    base = feelings()
    trained = heads(base)
    ordered = [trained[name] for name in HEADS]
    words, words_scale = eight_bits(np.column_stack([base.weights, *(head.words for head in ordered)]))
    letters, letters_scale = eight_bits(np.column_stack([head.letters for head in ordered]))
    np.savez_compressed(
        OUT,
        fingerprint=np.int64(fingerprint()),
        feelings=np.array(base.names),
        heads=np.array(HEADS),
        rarity=base.rarity.astype(np.float16),
        letter_rarity=base.letter_rarity.astype(np.float16),
        words=words,
        words_scale=words_scale,
        letters=letters,
        letters_scale=letters_scale,
        middle=np.array([head.middle for head in ordered]).astype(np.float32),
        spread=np.array([head.spread for head in ordered]).astype(np.float32),
        beside=np.array([head.beside for head in ordered]).astype(np.float32),
        bias=np.concatenate([base.bias, [head.bias for head in ordered]]),
    )
    print(f"train_listening: {OUT.name}, {OUT.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
