"""Low ratings of a helper in rated peer-support chats: from the words, and with the ratings before.

Nothing learnt here ships (the chats are for research only). The words are looked at four ways, in one
logistic regression: all the seeker said since the last rating, the last turn, the numbers of that turn,
and the seven numbers goldseam gives, averaged and at their highest, since the last rating and so far.
"""

from __future__ import annotations

import listening_sets as sets
import numpy as np
import scipy.sparse as sp
import train_listening as train
from sklearn.linear_model import LogisticRegression

from goldseam.noticing.layers import standard
from goldseam.noticing.talk_scores import score_turns
from goldseam.terms.talk import Speaker, Turn

OF_NUMBERS, OF_SEVEN = 0.022, 0.05  # shrinks hard: some 600 ratings, some 400 columns


def spans(turns: sets.Turns, rated: np.ndarray, whole: bool) -> list[list[int]]:
    """The seeker's turns up to each rating: since the rating before, or of the whole chat."""
    out = []
    for at, here in enumerate(rated):
        start = int(np.argmax(turns.conversation == turns.conversation[here]))
        if not whole and at and rated[at - 1] >= start:
            start = rated[at - 1] + 1
        out.append([i for i in range(start, here + 1) if turns.speaker[i] == "client"])
    return out


def seven(turns: sets.Turns, rated: np.ndarray) -> np.ndarray:
    """(ratings, 28): mean and highest log-odds of the seven numbers, since the last rating and so far."""
    said = zip(turns.texts, turns.speaker, strict=True)
    made = [Turn(n, who, text, speaker=Speaker(who)) for n, (text, who) in enumerate(said, start=1)]
    chance = np.clip(score_turns(made, list(turns.first)).values, 1e-3, 1 - 1e-3)
    odds = np.log(chance / (1 - chance))
    return np.hstack([_summary(odds, spans(turns, rated, whole)) for whole in (False, True)])


def _summary(odds: np.ndarray, among: list[list[int]]) -> np.ndarray:
    picked = [odds[span] if span else odds[:1] * 0 for span in among]
    return np.array([np.concatenate([one.mean(axis=0), one.max(axis=0)]) for one in picked])


def looks(turns: sets.Turns, rated: np.ndarray, base: train.Base) -> tuple[sp.csr_matrix, np.ndarray]:
    """Words of each rating, and its numbers (of the last turn, then the seven)."""
    texts = [" ".join(turns.texts[i] for i in span) for span in spans(turns, rated, whole=False)]
    since = train.weighed(train.hashed(texts), base.rarity)
    seen = train.rows(turns, base).only(rated)
    own = seen.numbers[:, train.columns(base, seen.numbers.shape[1], train.Shape(1, 1, opening=False))]
    numbers = np.hstack([own, seven(turns, rated)])
    return sp.hstack([since, seen.words]).tocsr(), numbers


def out_of_fold(
    words: sp.csr_matrix, numbers: np.ndarray, label: np.ndarray, folds: list[tuple[np.ndarray, np.ndarray]]
) -> np.ndarray:
    """Chance of a low rating, from the words alone."""
    share = np.where(np.arange(numbers.shape[1]) < numbers.shape[1] - 28, OF_NUMBERS, OF_SEVEN)
    out = np.zeros(len(label))
    for fit, test in folds:
        spread = numbers[fit].std(axis=0)
        beside = standard(numbers, numbers[fit].mean(axis=0), np.where(spread > 0, spread, 1.0)) * share
        x = sp.hstack([words, sp.csr_matrix(beside)]).tocsr()
        out[test] = LogisticRegression(max_iter=3000).fit(x[fit], label[fit]).predict_proba(x[test])[:, 1]
    return out


def ratings_before(turns: sets.Turns, given: np.ndarray, rated: np.ndarray) -> np.ndarray:
    """(ratings, 2): the last rating and the mean of all before; not a number at a chat's first."""
    out = np.full((len(rated), 2), np.nan)
    for at, here in enumerate(rated):
        earlier = [given[i] for i in rated[:at] if turns.conversation[i] == turns.conversation[here]]
        if earlier:
            out[at] = earlier[-1], np.mean(earlier)
    return out
