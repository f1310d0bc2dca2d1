"""How well the listening layers do their narrow skills: `python benchmarks/listening.py`.

Each row is a proxy on public data; none is labelled for ruptures, so nothing here says how well
ruptures are found. Folds are by conversation (by video where sessions come twice, by post, by text),
never by row. Beside ours stand TF-IDF + logistic regression and length alone. `fitted in folds`:
a head of the shipped shape is trained in each fold; `nested folds`: its shape, too, is chosen inside
each; `as shipped`: nothing here was used for training.
Intervals are 95 % by bootstrap over groups. ECE is the calibration error in ten equal bins.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import listening_ratings as ratings
import listening_sets as sets
import numpy as np
import train_listening as train
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import f1_score, roc_auc_score
from sklearn.model_selection import GroupKFold, StratifiedGroupKFold

from goldseam.noticing.features import Seen, see
from goldseam.noticing.layers import hear
from goldseam.noticing.marks import Side, either
from goldseam.noticing.talk_scores import score_turns
from goldseam.terms.talk import Speaker, Turn

FOLDS, BOOTSTRAPS = 5, 300
SHAPES_TRIED = (
    train.USUAL,
    train.Shape(0.3, 0.05, letters=1.0),
    train.SHAPES["receptive"],
    train.Shape(0.3, 0.05, opening=False, around=True),
    train.SHAPES["sustain"],
    train.Shape(1.0, 0.05, words=0.0, opening=False, around=True),
)


@dataclass(frozen=True)
class Result:
    """Predictions for one proxy: ours, TF-IDF's and length's, with labels and groups."""

    name: str
    how: str
    label: np.ndarray
    group: np.ndarray
    ours: np.ndarray
    words: np.ndarray
    length: np.ndarray
    goal: str = ""


def folds(label: np.ndarray, group: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    if label.dtype.kind == "f":
        return list(GroupKFold(FOLDS).split(label, label, group))
    return list(StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0).split(label, label, group))


def tfidf(texts: list[str], label: np.ndarray, group: np.ndarray) -> np.ndarray:
    """The ordinary baseline, out of fold."""
    out = np.zeros(len(label))
    for fit, test in folds(label, group):
        vectors = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
        x = vectors.fit_transform([texts[i] for i in fit])
        model = Ridge(alpha=1.0) if label.dtype.kind == "f" else LogisticRegression(max_iter=2000)
        model.fit(x, label[fit])
        held = vectors.transform([texts[i] for i in test])
        out[test] = model.predict(held) if label.dtype.kind == "f" else model.predict_proba(held)[:, 1]
    return out


def lengths(texts: list[str], label: np.ndarray) -> np.ndarray:
    """Words a text, signed so that its AUROC is above a half (generous to it)."""
    count = np.array([len(text.split()) for text in texts], dtype=float)
    return count if np.corrcoef(count, label)[0, 1] >= 0 else -count


def shipped(turns: sets.Turns, column: str) -> np.ndarray:
    """The product's own number for every turn, in the whole conversations."""
    said = zip(turns.texts, turns.speaker, strict=True)
    made = [Turn(n, who, text, speaker=Speaker(who)) for n, (text, who) in enumerate(said, start=1)]
    return score_turns(made, list(turns.first)).column(column)


def as_shipped(name: str, turns: sets.Turns, column: str, goal: str = "", flip: bool = False) -> Result:
    """A proxy none of whose rows trained anything that ships."""
    rated = np.flatnonzero(turns.label >= 0) if turns.label.dtype.kind != "f" else np.arange(len(turns.label))
    texts, label, group = [turns.texts[i] for i in rated], turns.label[rated], turns.group[rated]
    ours = shipped(turns, column)[rated]
    return Result(
        name,
        "as shipped",
        label,
        group,
        1 - ours if flip else ours,
        tfidf(texts, label, group),
        lengths(texts, label),
        goal,
    )


def in_folds(
    name: str,
    turns: sets.Turns,
    head: str,
    base: train.Base,
    goal: str = "",
    among: tuple[train.Shape, ...] = (),
) -> Result:
    """A head of the shipped shape (or the best of `among`, inside each fold), trained on the other folds."""
    rated = np.flatnonzero(turns.label >= 0) if turns.label.dtype.kind != "f" else np.arange(len(turns.label))
    seen = train.rows(turns, base).only(rated)
    texts, label, group = [turns.texts[i] for i in rated], turns.label[rated], turns.group[rated]
    ours = np.zeros(len(rated))
    for fit, test in folds(label, group):
        if head == "hostile":
            made = train.fit_hostile(base, turns, fit)
            ours[test] = [rule_strength(see(texts[i])) for i in test]  # as talk_scores adds them
        else:
            shape = train.SHAPES.get(head, train.USUAL)
            shape = best(among, seen.only(fit), label[fit], group[fit], base) if among else shape
            made = train.fit(seen.only(fit), label[fit], shape, base)
        ours[test] += train.says(made, seen.only(test))
    if label.dtype.kind != "f":
        ours = 1 / (1 + np.exp(-ours))
    how = "nested folds" if among else "fitted in folds"
    return Result(name, how, label, group, ours, tfidf(texts, label, group), lengths(texts, label), goal)


def best(
    shapes: tuple[train.Shape, ...], seen: train.Rows, label: np.ndarray, group: np.ndarray, base: train.Base
) -> train.Shape:
    """The shape that does best in folds of its own, of the training rows alone."""
    worth = []
    for shape in shapes:
        guess = np.zeros(len(label))
        for fit, test in folds(label, group):
            guess[test] = train.says(train.fit(seen.only(fit), label[fit], shape, base), seen.only(test))
        worth.append(measure(label, guess))
    return shapes[int(np.argmax(worth))]


def rule_strength(seen: Seen) -> float:
    """Strength of the hostility rules in one text."""
    return either(found.weight for found in seen.found if found.kind.side is Side.HOSTILITY)


def low_rating(base: train.Base) -> list[Result]:
    """Low ratings of a helper: from the words since the last rating, and with the ratings before beside."""
    turns, given = sets.esconv()
    rated = np.flatnonzero(turns.label >= 0)
    label, group = turns.label[rated], turns.group[rated]
    since = [" ".join(turns.texts[i] for i in span) for span in ratings.spans(turns, rated, whole=False)]
    ours = ratings.out_of_fold(*ratings.looks(turns, rated, base), label, folds(label, group))
    length = lengths(since, label)
    how = "fitted in folds"
    words = Result(
        "low rating, words", how, label, group, ours, tfidf(since, label, group), length, "AUROC >= .70"
    )
    before = ratings.ratings_before(turns, given, rated)
    again = np.flatnonzero(~np.isnan(before[:, 0]))
    x = np.column_stack([before, np.log(ours / (1 - ours))])[again]
    both, label, group = np.zeros(len(again)), label[again], group[again]
    for fit, test in folds(label, group):
        both[test] = LogisticRegression().fit(x[fit], label[fit]).predict_proba(x[test])[:, 1]
    name = "low rating, words + ratings before"
    with_last = Result(name, how, label, group, both, -x[:, 0], length[again], "AUROC > .80")
    return [words, with_last]


def confronting() -> Result:
    """A seeker confronts the helper, by our own reading of the rated chats (53 of 1,793 turns)."""
    turns, _ = sets.esconv()
    label = np.where(
        turns.speaker == "client", np.isin(np.arange(len(turns.texts)), sets.CONFRONTS), -1
    ).astype(int)
    marked = sets.Turns(turns.texts, turns.speaker, turns.conversation, turns.group, label)
    return as_shipped("client confronts a helper (own reading)", marked, "confrontation", "AUROC >= .75")


def defending(base: train.Base) -> Result:
    """Invented drafts (CC0) that defend, each file by heads that learnt from the other files, beside the rules."""
    texts, label, files, whole = sets.own_drafts()
    closed = shipped(sets.singles(texts, label, "therapist"), "defensive")
    shipped_head = np.clip(hear(texts, [True] * len(texts), [False] * len(texts)).head("defends") + 2, 0, 6)
    odds = np.log(closed / (1 - closed)) - shipped_head
    ours, words = np.zeros(len(texts)), np.zeros(len(texts))
    for name in sets.DRAFTS:
        fit = np.flatnonzero(files != name)
        test = np.flatnonzero((files == name) & whole)
        head = train.fit_defends(base, [texts[i] for i in fit], label[fit])
        held = train.rows(sets.singles([texts[i] for i in test], label[test], "therapist"), base)
        ours[test] = 1 / (1 + np.exp(-(odds[test] + np.clip(train.says(head, held) + 2, 0, 6))))
        vectors = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
        model = LogisticRegression(max_iter=2000).fit(
            vectors.fit_transform([texts[i] for i in fit]), label[fit]
        )
        words[test] = model.predict_proba(vectors.transform([texts[i] for i in test]))[:, 1]
    at = np.flatnonzero(whole)
    length = lengths([texts[i] for i in at], label[at])
    name = "defending in invented drafts"
    return Result(name, "other files", label[at], at.astype(str), ours[at], words[at], length)


def proxies(base: train.Base) -> list[Callable[[], list[Result]]]:
    return [
        lambda: [in_folds("sustain talk", sets.annomi("sustain"), "sustain", base, "AUROC >= .79")],
        lambda: [in_folds("sustain talk", sets.annomi("sustain"), "sustain", base, among=SHAPES_TRIED)],
        lambda: [in_folds("change talk", sets.annomi("change"), "sustain", base)],
        lambda: [in_folds("therapist asks", sets.annomi("question"), "question", base)],
        lambda: [in_folds("therapist reflects", sets.annomi("reflection"), "reflection", base)],
        lambda: [in_folds("low-quality MI, therapist turns", sets.annomi("low"), "low_quality", base)],
        lambda: low_rating(base),
        lambda: [confronting()],
        lambda: [defending(base)],
        lambda: [as_shipped("explorations", sets.epitome("explorations"), "curiosity", "F1 >= .72")],
        lambda: [as_shipped("emotional reactions", sets.epitome("emotional-reactions"), "empathy")],
        lambda: [in_folds("receptiveness", sets.receptiveness(), "receptive", base, "r >= .50")],
        lambda: [in_folds("receptiveness", sets.receptiveness(), "receptive", base, among=SHAPES_TRIED)],
        lambda: [in_folds("toxicity (Surge)", sets.surge(), "hostile", base, "AUROC >= .93")],
        lambda: [as_shipped("hostile (UCC)", sets.ucc("hostile"), "hostility", "AUROC >= .75")],
        lambda: [as_shipped("dismissive (UCC)", sets.ucc("dismissive"), "hostility")],
        lambda: [as_shipped("condescending (UCC)", sets.ucc("condescending"), "hostility")],
        lambda: [as_shipped("low-quality counselling (HLQC)", sets.hlqc(), "defensive")],
        lambda: [in_folds("feedback: needs improvement", sets.feedback("imperfect"), "feedback", base)],
        lambda: [in_folds("feedback: empathy is weak", sets.feedback("Empathy"), "feedback", base)],
        lambda: [in_folds("dissatisfied or disliked (CaSiNo)", sets.casino(), "casino", base)],
    ]


def measure(label: np.ndarray, guess: np.ndarray) -> float:
    """AUROC, or Pearson r for numbers."""
    if label.dtype.kind == "f":
        return float(np.corrcoef(label, guess)[0, 1])
    return float(roc_auc_score(label, guess))


def interval(result: Result) -> tuple[float, float]:
    """95 % by drawing groups again and again."""
    rng = np.random.default_rng(0)
    names, inverse = np.unique(result.group, return_inverse=True)
    places = [np.flatnonzero(inverse == at) for at in range(len(names))] if len(names) < 2000 else None
    drawn = []
    for _ in range(BOOTSTRAPS):
        pick = rng.integers(0, len(names), len(names))
        rows = (
            np.concatenate([places[i] for i in pick])
            if places
            else rng.integers(0, len(result.label), len(result.label))
        )
        if len(set(result.label[rows].tolist())) > 1:
            drawn.append(measure(result.label[rows], result.ours[rows]))
    return float(np.percentile(drawn, 2.5)), float(np.percentile(drawn, 97.5))


def calibration(label: np.ndarray, chance: np.ndarray) -> float:
    """Mean gap between said and seen over ten equal-count bins."""
    order = np.argsort(chance)
    return float(
        np.mean([abs(label[part].mean() - chance[part].mean()) for part in np.array_split(order, 10)])
    )


def row(result: Result) -> str:
    low, high = interval(result)
    binary = result.label.dtype.kind != "f"
    f1 = f"{f1_score(result.label, result.ours > 0.5):.2f}" if binary else "-"
    ece = f"{calibration(result.label, result.ours):.2f}" if binary else "-"
    base = f"{result.label.mean():.2f}" if binary else "-"
    return (
        f"| {result.name} | {result.how} | {len(result.label)} | {base} | {measure(result.label, result.ours):.3f} "
        f"({low:.2f} to {high:.2f}) | {measure(result.label, result.words):.3f} | {measure(result.label, result.length):.3f} "
        f"| {f1} | {ece} | {result.goal} |"
    )


def main() -> None:
    """Print the table."""
    if not sets.present():
        print("listening: skipped, the public sets are not here")
        return
    base = train.feelings()
    print("| proxy | how | rows | base | ours AUROC or r (95 %) | TF-IDF | length | F1 at .5 | ECE | goal |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for proxy in proxies(base):
        for result in proxy():
            print(row(result), flush=True)


if __name__ == "__main__":
    main()
