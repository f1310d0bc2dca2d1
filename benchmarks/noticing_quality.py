"""How well ruptures are noticed in invented courses: every published rule, packages, and the filter.

    python benchmarks/noticing_quality.py [--quick] [--development] [--write]

Development seeds were used to choose constants and limits; judged seeds were not looked at until those
were frozen. `--write` puts the tables into docs/explanation/noticing.md.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path

import noticing_peers as peers
import numpy as np

from goldseam.noticing.constants import Constants, family
from goldseam.noticing.evaluate import Quality, auroc, caught_by, precision_at, quality
from goldseam.noticing.fit import fit
from goldseam.noticing.formulas import Reference
from goldseam.noticing.looking_back import look_back
from goldseam.noticing.model import Filtered, filter_batch
from goldseam.noticing.policy import Budget
from goldseam.noticing.published import RULES, View
from goldseam.noticing.smoothing import smooth_batch
from goldseam.simulate.courses import Courses, Fate
from goldseam.simulate.foreign import item_answers, regimes
from goldseam.simulate.same_form import Truth, same_form, wobbling
from goldseam.terms.scores import Trajectory

DEVELOPMENT, JUDGED, FITTING = 1_000, 770_001, 330_001
PAGE = Path(__file__).resolve().parents[1] / "docs" / "explanation" / "noticing.md"
MAKERS: tuple[tuple[str, bool, Callable[[int, np.random.Generator], Courses]], ...] = (
    ("same form", True, same_form),
    ("wobbling 0-40", True, wobbling),
    ("wobbling 1-5", True, lambda n, rng: wobbling(n, rng, mean_of_items=True)),
    ("item answers", False, item_answers),
    ("regimes", False, regimes),
)
HEAD = (
    "| detector | AUROC | at onset | sens. at 5 % | caught at 5 % | events 5 % | events 2 % | delay "
    "| quiet courses | PPV 5/9/20 % | Brier | calibration | first 5: AUROC |"
)


def true_constants() -> Constants:
    """Those `same_form` draws from: the filter that has them is the Bayes limit there."""
    t = Truth()
    return Constants(
        centre=t.centre, between=t.between, within=t.within, within_spread=t.within_spread, walk=t.walk,
        rupture=t.rupture, v_share=t.v_share, slide_share=t.slide_share, mend=t.mend, partly=t.partly,
        bad_day=t.bad_day, tail=t.tail,
    )  # fmt: skip


def line(name: str, sign: np.ndarray, c: Courses, probability: bool = False) -> tuple[str, Quality]:
    """One row of the table."""
    q = quality(sign, c.judged, c.rupture, c.onset, probability)
    short, early = c.first(5), np.where(np.isnan(sign[:, :5]), -1e9, sign[:, :5])
    first = auroc(early[short.judged], short.rupture[short.judged])
    values = [f"{value:.3f}" if value == value else "" for value in astuple(q)]
    ppv = "/".join(f"{precision_at(q.sensitivity_5, 0.05, base):.2f}" for base in (0.05, 0.09, 0.20))
    cells = [name, *values[:8], ppv, *values[8:], f"{first:.3f}"]
    return "| " + " | ".join(cells) + " |", q


def rule_sign(name: str, c: Courses) -> np.ndarray:
    """A published rule's extent over a batch."""
    one = next(rule for rule in RULES if rule.name == name)
    reference = Reference.declared(c.low, c.high)
    rows = [[None if x != x else float(x) for x in row] for row in c.scores]
    return np.array([one.measure(row, reference) for row in rows])


def best(name: str, pair: tuple[np.ndarray, np.ndarray], c: Courses) -> tuple[str, Quality]:
    """The better of two readings of a package, by AUROC."""
    return max((line(name, sign, c) for sign in pair), key=lambda row: row[1].auroc)


def others(c: Courses) -> list[tuple[str, Quality]]:
    """Rows of everything that is not ours."""
    rows = [
        line(
            f"{rule.name}{' (looks back)' if rule.view is View.RETROSPECTIVE else ''}",
            rule_sign(rule.name, c),
            c,
        )
        for rule in RULES
    ]
    rows.append(line("own past, shrunk SD", peers.shrunk_deviation(c), c))
    rows.append(line("CUSUM of that", peers.cusum(c), c))
    for name, package in (
        ("ruptures PELT (looks back)", "ruptures"),
        ("ruptures-rs PELT (looks back)", "ruptures_rs"),
    ):
        if (found := _package(package)) is not None:
            rows.append(best(name, peers.pelt(c, found), c))
    if _package("bocd") is not None:
        rows.append(best("bocd", peers.bocpd(c), c))
    return rows


def _package(name: str) -> object | None:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def policy_rows(read: Filtered, c: Courses) -> list[str]:
    """False alerts, ruptures caught and delay of the alert policy at each budget."""
    out = []
    for budget in Budget:
        limit = budget.value.at
        alerts = filter_batch(c.scores, c.low, c.high, c.step, alert_at=limit).alert
        quiet = c.judged & ~c.rupture
        found, delay = caught_by(alerts, c.rupture, c.onset)
        none = ~c.rupture.any(axis=1)
        real = (alerts & c.rupture).sum() / max(1, alerts.sum())
        out.append(
            f"| {c.name} | {budget.value.words} | {alerts[quiet].mean():.3f} | {found:.3f} | {delay:.2f} "
            f"| {alerts[none].any(axis=1).mean():.3f} | {real:.2f} |"
        )
    return out


def confusion(c: Courses, most: int) -> np.ndarray:
    """Ruptures by what became of them (rows) and by what looking back says (columns); last column: not seen."""
    table = np.zeros((3, 4), dtype=int)
    for i in range(min(most, len(c.scores))):
        sessions = int(c.held[i].sum())
        scores = tuple(None if x != x else float(x) for x in c.scores[i, :sessions])
        passages = look_back(Trajectory(tuple(range(sessions)), scores, c.low, c.high, c.step)).passages
        for t in np.flatnonzero(c.onset[i]).tolist():
            near = [one for one in passages if abs(one.began - t) <= 1]
            said = 3
            if near:
                said = int(np.argmax([near[0].p_repaired, near[0].p_partly, near[0].p_lasting]))
            table[int(c.fate[i, t]) - int(Fate.REPAIRED), said] += 1
    return table


def fused(c: Courses, p: np.ndarray, rng: np.random.Generator) -> float:
    """AUROC with an independent second witness of AUROC .75 added in log-odds."""
    shift = 0.6745 * 2**0.5  # two unit normals so far apart have AUROC .75
    other = rng.normal(size=p.shape) + shift * c.rupture
    odds = np.log(np.clip(p, 1e-6, 1 - 1e-6) / (1 - np.clip(p, 1e-6, 1 - 1e-6)))
    return auroc((odds + shift * other)[c.judged], c.rupture[c.judged])


def met(name: str, value: float, goal: float, least: bool = True) -> str:
    """A goal, marked."""
    good = value >= goal if least else value <= goal
    return f"| {name} | {value:.3f} | {'at least' if least else 'at most'} {goal:g} | {'met' if good else '**missed**'} |"


def one_maker(
    index: int,
    name: str,
    own: bool,
    make: Callable[[int, np.random.Generator], Courses],
    seed: int,
    n: int,
    few: int,
) -> tuple[list[str], list[str], list[str], list[str]]:
    """Table rows, goals, policy rows and confusion rows of one generator."""
    c = make(n, np.random.default_rng(seed + index))
    small = Courses(
        c.name,
        c.low,
        c.high,
        c.step,
        *(part[:few] for part in (c.scores, c.held, c.rupture, c.onset, c.fate)),
    )
    read = filter_batch(c.scores, c.low, c.high, c.step)
    ours, q = line("**goldseam**", read.p, c, probability=True)
    training = make(600, np.random.default_rng(FITTING + index))
    fitted = fit(training.scores, c.low, c.high, c.step, family(c.low, c.high))
    with_fit, q_fit = line(
        "**goldseam, fitted**", filter_batch(c.scores, c.low, c.high, c.step, fitted).p, c, True
    )
    rivals = others(small)
    ours_small = line("(goldseam on the same)", read.p[:few], small, True)
    back, q_back = line("**goldseam, looking back**", smooth_batch(c.scores, c.low, c.high, c.step), c, True)
    silent = filter_batch(c.scores, c.low, c.high, c.step, family(c.low, c.high).but(silence=1.5)).p
    spoken = line("goldseam, missing forms taken for a sign (1.5)", silent, c, True)[0]
    rows = [row for row, _ in rivals] + [ours_small[0], ours, with_fit, spoken, back]
    online = [r for row, r in rivals if "looks back" not in row]
    best_back = max(r.auroc for _, r in rivals)
    goals = [
        met(f"{name}: AUROC ahead of the best that works online ({max(r.auroc for r in online):.3f})",
            ours_small[1].auroc - max(r.auroc for r in online), 0.0),
        met(f"{name}: AUROC ahead of all, those that look back too ({best_back:.3f})",
            ours_small[1].auroc - best_back, 0.0),
        met(f"{name}: AUROC looking back, ahead of all ({best_back:.3f})", q_back.auroc - best_back, 0.0),
        met(f"{name}: sensitivity at 5 % ahead of the best other ({max(r.sensitivity_5 for _, r in rivals):.3f})",
            ours_small[1].sensitivity_5 - max(r.sensitivity_5 for _, r in rivals), 0.0),
        met(f"{name}: calibration error, family constants", q.calibration, 0.03 if own else 0.06, least=False),
        met(f"{name}: calibration error, fitted", q_fit.calibration, 0.03 if own else 0.06, least=False),
        met(f"{name}: alerts a quiet session, default budget", float(read.alert[c.judged & ~c.rupture].mean()), 0.05, False),
    ]  # fmt: skip
    if make is same_form:
        limit = filter_batch(c.scores, c.low, c.high, c.step, true_constants(), levels=96, spreads=7).p
        row, q_limit = line("Bayes limit (true constants, fine grid)", limit, c, True)
        rows.append(row)
        goals.insert(
            0,
            met(
                f"{name}: share of the Bayes limit's AUROC ({q_limit.auroc:.3f})",
                q.auroc / q_limit.auroc,
                0.985,
            ),
        )
        both = [fused(c, p, np.random.default_rng(seed)) for p in (read.p, limit)]
        rows.append(f"| goldseam with a second witness of AUROC .75 | {both[0]:.3f} |" + " |" * 11)
        rows.append(f"| the limit with it | {both[1]:.3f} |" + " |" * 11)
        goals.insert(1, met(f"{name}: with a second witness, share of the limit's", both[0] / both[1], 0.985))
    table = confusion(small, min(few, 300))
    words = [f"| {name}: {fate} | " + " | ".join(str(v) for v in row) + " |"
             for fate, row in zip(("repaired", "partly", "lasting"), table, strict=True)]  # fmt: skip
    return rows, goals, policy_rows(read, c), words


def main() -> None:
    """Print every table, then the goals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--development", action="store_true", help="development seeds instead of judged ones")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    n, few = (800, 120) if asked.quick else (4_000, 1_500)
    seed = DEVELOPMENT if asked.development else JUDGED
    text, goals, policy, fates = [], [], [], []
    for index, (name, own, make) in enumerate(MAKERS):
        c = make(n, np.random.default_rng(seed + index))
        top = float((c.scores[c.judged] == c.high).mean())
        text += [
            f"\n**{c.name}**: {'own' if own else 'foreign'} form; {top:.0%} of scores at the ceiling; "
            f"{c.rupture[c.judged].mean():.0%} of sessions in a rupture; others on {few} alliances, ours on {n}.\n",
            HEAD, "|" + "---|" * 13,
        ]  # fmt: skip
        rows, more, rules, words = one_maker(index, name, own, make, seed, n, few)
        text, goals, policy, fates = text + rows, goals + more, policy + rules, fates + words
    text += [
        "\n**Alert policy**\n",
        "| generator | budget | alerts a quiet session | ruptures caught | delay | quiet courses with one | real |",
        "|" + "---|" * 7,
        *policy,
    ]
    text += [
        "\n**Looking back: what became of it**\n",
        "| truth | said repaired | partly | lasting | not seen |",
        "|" + "---|" * 5,
        *fates,
    ]
    text += ["\n**Goals**\n", "| goal | reached | asked | |", "|---|---|---|---|", *goals]
    print("\n".join(text))
    if asked.write:
        write("quality", "\n".join(text))


def write(mark: str, text: str) -> None:
    """Put generated text between its markers on the page."""
    page = PAGE.read_text(encoding="utf-8")
    start, end = f"<!-- {mark}: generated -->", f"<!-- {mark}: end -->"
    head, rest = page.split(start)
    PAGE.write_text(f"{head}{start}\n{text.strip()}\n{end}{rest.split(end)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
