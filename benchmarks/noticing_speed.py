"""How fast ruptures are noticed: the filter beside change point packages, in one run on the same series.

    python benchmarks/noticing_speed.py [--quick] [--million] [--write]

CPU time, one core, medians of interleaved rounds. `--million` also runs 1,000,000 alliances CSV to CSV.
"""

# ruff: noqa: E402  (threads are set before numpy starts)
from __future__ import annotations

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

import argparse
import importlib
import importlib.util
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import noticing_peers as peers
import numpy as np
from noticing_quality import write

from goldseam.noticing import filter_batch, notice
from goldseam.simulate.courses import Courses
from goldseam.simulate.same_form import wobbling
from goldseam.terms.scores import Trajectory

RUN = (
    "import sys, resource; from goldseam.corpus import Params, run\n"
    "code, text = run(Params(sys.argv[1], 0, 40, out=sys.argv[2]))\n"
    "who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)\n"
    "print(code, max(resource.getrusage(one).ru_maxrss for one in who) // 1024, text.strip())"
)


def part(c: Courses, n: int) -> Courses:
    """The first `n` alliances."""
    return Courses(
        c.name, c.low, c.high, c.step, *(x[:n] for x in (c.scores, c.held, c.rupture, c.onset, c.fate))
    )


def rate(work: Callable[[], object], count: int) -> float:
    """Alliances a CPU second of one call."""
    start = time.process_time()
    work()
    return count / max(1e-9, time.process_time() - start)


def worker(name: str, c: Courses) -> Callable[[], object]:
    """What to time."""
    if name == "bocd":
        return partial(peers.bocpd, c)
    if name.startswith("goldseam"):
        return partial(filter_batch, c.scores, c.low, c.high, c.step)
    return partial(peers.pelt, c, importlib.import_module(name))


def throughput(c: Courses, rounds: int) -> list[tuple[str, float]]:
    """Median rates of each method, rounds interleaved so that a slow spell hits all."""
    counts = {"goldseam, filter online": 3_000, "ruptures": 150, "ruptures_rs": 1_500, "bocd": 60}
    counts = {name: n for name, n in counts.items() if " " in name or importlib.util.find_spec(name)}
    seen: dict[str, list[float]] = {name: [] for name in counts}
    filter_batch(c.scores[:64], c.low, c.high, c.step)
    for _ in range(rounds):
        for name, n in counts.items():
            some = part(c, n)
            seen[name].append(rate(worker(name, some), n))
    return [(name, statistics.median(values)) for name, values in seen.items()]


def growth(c: Courses) -> list[str]:
    """Time a session for longer courses, and an alliance for more of them."""
    rng, out = np.random.default_rng(1), []
    for sessions in (5, 10, 20, 40, 80):
        scores = np.clip(np.rint(rng.normal(36, 3, (1_024, sessions))), 0, 40)
        per = 1e6 / rate(lambda scores=scores: filter_batch(scores, 0, 40), 1_024) / sessions
        out.append(f"| {sessions} sessions | {per:.2f} µs a session |")
    for clients in (256, 1_024, 4_096):
        some = np.repeat(c.scores, 2, axis=0)[:clients]
        per = 1e6 / rate(lambda some=some: filter_batch(some, c.low, c.high, c.step), clients)
        out.append(f"| {clients} alliances | {per:.0f} µs an alliance |")
    return out


def one_score() -> float:
    """Milliseconds from one more score to its reading, 20 sessions into a course."""
    course = Trajectory(tuple(range(20)), tuple(30.0 + i % 7 for i in range(20)), 0, 40)
    notice(course)
    times = []
    for _ in range(25):
        start = time.process_time()
        notice(course)
        times.append(1_000 * (time.process_time() - start))
    return statistics.median(times)


def table_file(path: Path, alliances: int, copies: int) -> None:
    """A long CSV of `alliances` x `copies` invented courses."""
    c = wobbling(alliances, np.random.default_rng(5))
    lines = [
        f"C{i:06d},{t + 1},{'' if x != x else int(x)}\n"
        for i, row in enumerate(c.scores)
        for t, x in enumerate(row[: int(c.held[i].sum())])
    ]
    with path.open("w", encoding="utf-8") as file:
        file.write("client,session,score\n")
        for k in range(copies):
            file.writelines(f"{k}-{line}" for line in lines)


def stream(alliances: int, copies: int, folder: Path) -> tuple[float, float, int]:
    """Wall seconds, CPU seconds of all processes, and peak megabytes, of CSV to CSV."""
    source, sink = folder / "in.csv", folder / "out.csv"
    table_file(source, alliances, copies)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", RUN, source, sink], capture_output=True, text=True, check=True
    )
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, used, int(done.stdout.split()[1])


def cold(folder: Path) -> float:
    """Wall seconds of a fresh process on a small file, best of three."""
    (folder / "small.csv").write_text(
        "client,session,score\n" + "".join(f"A,{t},{30 + t % 5}\n" for t in range(20))
    )
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", RUN, folder / "small.csv", folder / "out.csv"],
            check=True,
            capture_output=True,
        )
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Print the tables and the goals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--million", action="store_true")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    rates = throughput(wobbling(3_000, np.random.default_rng(2)), 3 if asked.quick else 7)
    ours = rates[0][1]
    text = ["| method | alliances a second, one core | goldseam is |", "|---|---|---|"]
    text += [f"| {name} | {value:,.0f} | {ours / value:.1f} times as fast |" for name, value in rates]
    text += ["", "| how it grows | |", "|---|---|", *growth(wobbling(2_100, np.random.default_rng(3)))]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs = [(1_000, 1), (1_000, 10)] + ([(10_000, 100)] if asked.million else [])
        text += ["", "| CSV to CSV | wall | CPU, all processes | largest process |", "|---|---|---|---|"]
        last = (0.0, 0.0, 0)
        for alliances, copies in runs:
            last = stream(alliances, copies, folder)
            text.append(
                f"| {alliances * copies:,} alliances | {last[0]:.1f} s | {last[1]:.1f} s | {last[2]} MB |"
            )
        start, update = cold(folder), one_score()
    others = dict(rates)
    goals = [
        ("alliances a second, one core", ours, 15_000, ours >= 15_000),
        ("times as fast as ruptures' PELT", ours / others.get("ruptures", float("nan")), 20, ours >= 20 * others.get("ruptures", 0)),
        ("one new score to its reading, ms", update, 5, update < 5),
        ("cold start on a small file, s", start, 1, start < 1),
    ]  # fmt: skip
    if asked.million:
        goals += [
            ("1,000,000 alliances, s", last[0], 240, last[0] < 240),
            ("and MB, largest process", last[2], 500, last[2] < 500),
        ]
    text += ["", "| goal | reached | asked | |", "|---|---|---|---|"]
    text += [
        f"| {name} | {value:,.2f} | {goal:,} | {'met' if good else '**missed**'} |"
        for name, value, goal, good in goals
    ]
    print("\n".join(text))
    if asked.write:
        write("speed", "\n".join(text))


if __name__ == "__main__":
    main()
