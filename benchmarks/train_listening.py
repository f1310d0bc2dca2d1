"""Train the small layers that ship: `python benchmarks/train_listening.py`.

Only sets whose verdict lets weights ship are read: GoEmotions (CC BY 4.0), Davidson (MIT), Surge (MIT),
receptiveness (MIT), AnnoMI (weights only) and
our own invented lines (CC0). Written: src/goldseam/noticing/listening_layers.npz, 8-bit
weights without a vocabulary. Same data and versions, same file.
"""

from __future__ import annotations

from pathlib import Path

import listening_sets as sets
import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.preprocessing import StandardScaler

from goldseam.noticing.features import numbers, see, with_neighbours
from goldseam.noticing.layers import fingerprint
from goldseam.noticing.words import BUCKETS, buckets, tokens

OUT = Path(__file__).resolve().parents[1] / "src" / "goldseam" / "noticing" / "listening_layers.npz"
HEADS = ("sustain", "hostile", "receptive", "question", "reflection", "low_quality", "confronts", "withdraws")
WORTH = {
    "sustain": (0.3, 0.05),
    "hostile": (3.0, 0.06),
    "receptive": (0.2, 0.04),
    "own": (3.0, 0.05),
}  # C, weight of the numbers
ANGRY, CALM = (2, 3, 11), (2, 3, 9, 10, 11, 25)  # anger annoyance disgust; none of the hard feelings


def hashed(texts: list[str]) -> sp.csr_matrix:
    """(texts, BUCKETS) counts."""
    counts = [buckets(tokens(text)) for text in texts]
    where = np.repeat(np.arange(len(texts)), [len(c) for c in counts])
    places = np.array([p for c in counts for p in c])
    values = np.array([v for c in counts for v in c.values()], dtype=float)
    return sp.csr_matrix((values, (where, places)), shape=(len(texts), BUCKETS))


def weighed(counts: sp.csr_matrix, rarity: np.ndarray) -> sp.csr_matrix:
    """The same weights as goldseam.noticing.words.weigh, for many texts."""
    out = counts.copy()
    out.data = 1.0 + np.log(out.data)
    out = sp.csr_matrix(out.multiply(rarity[None]))
    length = np.sqrt(np.asarray(out.multiply(out).sum(axis=1)).ravel())
    return sp.csr_matrix(sp.diags(1.0 / np.where(length > 0, length, 1.0)) @ out)


def feelings() -> tuple[np.ndarray, np.ndarray, np.ndarray, tuple[str, ...]]:
    """Rarity, (BUCKETS, 30) weights, biases and names, from GoEmotions and Davidson."""
    texts, labels, names = sets.goemotions()
    tweets, kind = sets.davidson()
    go, da = hashed(texts), hashed(tweets)
    seen = np.asarray((go > 0).sum(axis=0)).ravel() + np.asarray((da > 0).sum(axis=0)).ravel()
    rarity = np.where(seen < 3, 0.0, np.log((1 + len(texts) + len(tweets)) / (1 + seen)) + 1)
    go, da = weighed(go, rarity), weighed(da, rarity)
    models = [
        LogisticRegression(C=2, solver="liblinear").fit(go, labels[:, k]) for k in range(labels.shape[1])
    ]
    for target in (kind < 2, kind == 0):
        models.append(
            LogisticRegression(C=2, solver="liblinear", class_weight="balanced").fit(da, target.astype(int))
        )
    weights = np.array([m.coef_[0] for m in models]).T
    return rarity, weights, np.array([m.intercept_[0] for m in models]), (*names, "offensive", "hateful")


def rows(texts: list[str], first: np.ndarray, base: tuple) -> tuple[sp.csr_matrix, np.ndarray]:
    """Hashed words and (texts, 3 x columns) numbers of turns."""
    rarity, weights, bias, _ = base
    words = weighed(hashed(texts), rarity)
    return words, with_neighbours(numbers([see(t) for t in texts], words @ weights + bias), first)


def fit(words, beside, target, worth, weight=None, alone=False, home=True):  # type: ignore[no-untyped-def]
    """One head: (word weights, number weights, bias). `alone`: the neighbours are not looked at.

    `home`: the numbers are scaled by the rows of full weight only.
    """
    width = beside.shape[1]
    beside = beside[:, : width // 3] if alone else beside
    scale = StandardScaler().fit(beside[weight == 1.0] if weight is not None and home else beside)
    strength, share = worth
    columns = sp.hstack([words, sp.csr_matrix(scale.transform(beside) * share)]).tocsr()
    if target.dtype.kind == "f":
        model = Ridge(alpha=1 / strength).fit(columns, target)
        coefficients, bias = model.coef_, float(model.intercept_)
    else:
        model = LogisticRegression(C=strength, solver="liblinear", max_iter=3000)
        model.fit(columns, target, sample_weight=weight)
        coefficients, bias = model.coef_[0], float(model.intercept_[0])
    at_words, at_beside = coefficients[:BUCKETS], coefficients[BUCKETS:] * share / scale.scale_
    bias -= float(at_beside @ scale.mean_)
    return at_words, np.pad(at_beside, (0, width - len(at_beside))), bias


def fit_hostile(base: tuple, surge: sets.Turns, keep: np.ndarray) -> tuple:
    """Six parts Surge alone (best at home), four parts the mix (best abroad, on UCC)."""
    words, beside, target, weight = hostile_mix(base, surge, keep)
    home = weight == 1.0
    one = fit(words[home], beside[home], target[home], (10.0, 0.03), alone=True)
    two = fit(words, beside, target, WORTH["hostile"], weight, alone=True)
    return tuple(0.6 * a + 0.4 * b for a, b in zip(one, two, strict=True))


def hostile_mix(base: tuple, surge: sets.Turns, keep: np.ndarray):  # type: ignore[no-untyped-def]
    """Surge in full, angry against calm Reddit comments at .03, offensive tweets at .01: what transfers."""
    texts, labels, _ = sets.goemotions()
    angry = np.flatnonzero(labels[:, ANGRY].any(axis=1))
    calm = np.flatnonzero(~labels[:, CALM].any(axis=1))
    rng = np.random.default_rng(0)
    picked = np.concatenate([angry, rng.choice(calm, len(angry), replace=False)])
    tweets, kind = sets.davidson()
    some = rng.choice(len(tweets), 4000, replace=False)
    all_texts = [surge.texts[i] for i in keep] + [texts[i] for i in picked] + [tweets[i] for i in some]
    sure = np.where(labels[picked, 2] == 1, 0.03, 0.015)
    target = np.concatenate([surge.label[keep], np.isin(picked, angry), kind[some] < 2]).astype(int)
    weight = np.concatenate([np.ones(len(keep)), sure, np.full(len(some), 0.01)])
    words, beside = rows(all_texts, np.ones(len(all_texts), dtype=bool), base)
    return words, beside, target, weight


def heads(base: tuple) -> dict[str, tuple]:
    """Every head, trained on all its rows."""
    done = {}
    for name, label in (
        ("sustain", "sustain"),
        ("question", "question"),
        ("reflection", "reflection"),
        ("low_quality", "low"),
    ):
        turns = sets.annomi(label)
        words, beside = rows(turns.texts, turns.first, base)
        rated = turns.label >= 0
        done[name] = fit(
            words[rated],
            beside[rated],
            turns.label[rated],
            WORTH.get(name, (0.3, 0.05)),
            alone=name != "sustain",
        )
    surge = sets.surge()
    done["hostile"] = fit_hostile(base, surge, np.arange(len(surge.texts)))
    open_minds = sets.receptiveness()
    words, beside = rows(open_minds.texts, open_minds.first, base)
    done["receptive"] = fit(words, beside, open_minds.label, WORTH["receptive"], alone=True)
    done.update(own_heads(base))
    return done


def own_heads(base: tuple) -> dict[str, tuple]:
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
    words, beside = rows(texts, np.ones(len(texts), dtype=bool), base)
    weight = np.concatenate([np.ones(len(lines)), np.full(len(calm), 0.02)])
    done = {}
    for name, letter in (("confronts", "C"), ("withdraws", "W")):
        target = np.concatenate([kind == letter, np.zeros(len(calm), dtype=bool)]).astype(int)
        done[name] = fit(words, beside, target, WORTH["own"], weight, alone=True, home=False)
    return done


def main() -> None:
    """Train and write."""
    if not sets.present():
        print("train_listening: skipped, the public sets are not here")
        return
    base = feelings()
    trained = heads(base)
    words = np.column_stack([base[1], *(trained[name][0] for name in HEADS)])
    scale = np.abs(words).max(axis=0) / 127
    np.savez_compressed(
        OUT,
        fingerprint=np.int64(fingerprint()),
        feelings=np.array(base[3]),
        heads=np.array(HEADS),
        rarity=base[0].astype(np.float16),
        words=np.round(words / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        beside=np.array([trained[name][1] for name in HEADS]).astype(np.float32),
        bias=np.concatenate([base[2], [trained[name][2] for name in HEADS]]),
    )
    print(f"train_listening: {OUT.name}, {OUT.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
