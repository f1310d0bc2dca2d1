"""Rules against others' published answers, and the filter on real bounded series with a known change day.

    python benchmarks/noticing_oracles.py [--quick] [--write]

Needs the data folder: GOLDSEAM_DATA, or ../shared/data beside this repository. Skips without it.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
from pathlib import Path

import noticing_peers as peers
import numpy as np
from noticing_quality import write

from goldseam.noticing import filter_batch
from goldseam.noticing.formulas import Reference, moving_range
from goldseam.noticing.published import rule
from goldseam.simulate.courses import Courses

DATA = Path(os.environ.get("GOLDSEAM_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))


def chart_limits() -> str:
    """qcc's individuals chart of its viscosity data: centre 34.088, SD 0.5076521."""
    rows = [line.split() for line in (DATA / "qcc" / "viscosity.txt").read_text().splitlines()[1:]]
    x = np.array([float(row[1]) for row in rows if row[2] == "TRUE"])
    centre, sigma = float(x.mean()), moving_range(x) / 1.128
    good = abs(centre - 34.088) < 5e-4 and abs(sigma - 0.5076521) < 5e-4
    return f"| qcc, individuals chart | centre {centre:.3f}, sigma {sigma:.4f} | 34.088, 0.5077 | {_mark(good)} |"


def sudden_losses() -> str:
    """The losses that `suddengains` finds in its own test rows (a rise of 7 on a form where less is better)."""
    told = json.loads((DATA / "peer_goldens" / "published_values.json").read_text())[
        "suddengains_identify_sl"
    ]
    # A form of 0 to 63 turned round; the reference is made so that its reliable change is their cut-off.
    reference = Reference(0, 63, 6, 6, 7 / (1.96 * 2**0.5 * 0.15**0.5), 0.85)
    found = [
        [int(f) for f in rule("sudden_loss").fires([63.0 - x for x in row], reference)[2:5]]
        for row in told["rows"]
    ]
    expected = told["sl_2to3,3to4,4to5"]
    return f"| suddengains, identify_sl | {found} | {expected} | {_mark(found == expected)} |"


def best_splits() -> str:
    """The best single split of each signal that `ruptures` split: the same least squares?"""
    cases = json.loads((DATA / "peer_goldens" / "ruptures_pelt_dynp.json").read_text())["cases"]
    same = total = 0
    for case in cases:
        x, theirs = np.array(case["signal"], dtype=float), case["dynp"].get("n_bkps=1;min_size=2")
        if theirs is None:
            continue
        total += 1
        ours = min(_cost(x, k) for k in range(2, len(x) - 1))
        same += abs(ours - _cost(x, theirs[0])) < 1e-6 * (1 + ours)
    return f"| ruptures, best single split | {same} of {total} of equal cost | all | {_mark(same == total)} |"


def _cost(x: np.ndarray, k: int) -> float:
    return float(sum(((part - part.mean()) ** 2).sum() for part in (x[:k], x[k:])))


def _mark(good: bool) -> str:
    return "same" if good else "**differs**"


def change_days() -> list[str]:
    """Leidig 2018: daily ratings of children's disruptive behaviour (0 to 5), which fell once help began."""
    with (DATA / "leidig2018.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    series = {case: [r for r in rows if r["case"] == case] for case in dict.fromkeys(r["case"] for r in rows)}
    long = max(map(len, series.values()))
    scores, after = np.full((len(series), long), np.nan), np.zeros((len(series), long), dtype=bool)
    for i, days in enumerate(series.values()):
        for t, day in enumerate(days):
            value = day["disruptive_behavior"]
            scores[i, t] = float(value) if value not in {"", "NA"} else np.nan
            after[i, t] = day["phase"] != "A"
    keep = after.argmax(axis=1) + 12  # the first days after the change; later ones are other days
    scores[np.arange(long)[None] >= keep[:, None]] = np.nan
    judged = ~np.isnan(scores)
    read = filter_batch(scores, 0, 5, 1)
    none = np.zeros_like(after)
    cusum = peers.cusum(Courses("leidig", 0, 5, 1, scores, judged, none, none, none.astype(np.int8)))
    before = judged & ~after
    rate = float(read.alert[before].mean())
    limit = float(np.quantile(cusum[before & ~np.isnan(cusum)], 1 - max(rate, 1e-3)))
    marks = {"goldseam, default alerts": read.alert, "CUSUM at the same rate of false alarms": cusum > limit}
    return [f"| {name} | {_found(mark, after, judged)} |" for name, mark in marks.items()]


def _found(mark: np.ndarray, after: np.ndarray, judged: np.ndarray) -> str:
    before = judged & ~after
    delays = []
    for row, late in zip(mark & judged, after, strict=True):
        hits = np.flatnonzero(row & late)
        if len(hits):
            delays.append(int(hits[0] - late.argmax()))
    share = f"{len(delays)} of {len(mark)}"
    return f"{mark[before].mean():.3f} | {share} | {np.median(delays) if delays else float('nan'):.1f}"


def panels() -> list[str]:
    """Alerts on real diaries in which no alliance is rated: what noise of real people does to the policy."""
    with (DATA / "therapy_monitor_n1" / "therapyMonitorData.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    out = []
    for name in ("positiveAffect", "selfEsteem", "intimacy"):
        x = np.array([[float(r[name]) if r[name] not in {"", "NA"} else np.nan for r in rows]])
        high = 7.0 if np.nanmax(x) > 5 else 5.0
        read, judged = filter_batch(x, 1, high, 1 / 6), ~np.isnan(x)
        out.append(
            f"| one client's diary, {name} (1-{high:g}) | {int(judged.sum())} | {int(read.alert.sum())} |"
        )
    return out


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the same: this takes seconds")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    if not (DATA / "peer_goldens").is_dir():
        print("skipped: the data folder is not here (set GOLDSEAM_DATA)")
        return
    text = [
        "| whose answer | ours | theirs | |",
        "|---|---|---|---|",
        chart_limits(),
        sudden_losses(),
        best_splits(),
    ]
    text += ["", "Leidig 2018, 23 children, fall of disruptive behaviour once help began:", ""]
    text += [
        "| method | false alarms a day before | found within 12 days | median delay, days |",
        "|---|---|---|---|",
    ]
    text += [*change_days(), "", "| real diary | ratings | alerts |", "|---|---|---|", *panels()]
    print("\n".join(text))
    if asked.write:
        write("oracles", "\n".join(text))


if __name__ == "__main__":
    main()
