"""The pictures of docs/explanation/noticing.md, drawn from the program itself.

python benchmarks/noticing_pictures.py
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from noticing_quality import rule_sign

from goldseam.noticing import filter_batch, notice
from goldseam.noticing.published import RULES
from goldseam.simulate.courses import Courses
from goldseam.terms.scores import Trajectory

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "explanation"
LASTING = (4.25, 4.33, 4.17, 4.33, 3.25, 3.17, 3.25, 3.08)
TEXT = 'font-family="system-ui, sans-serif" font-size="14" fill="#333"'


def svg(width: int, height: int, title: str, body: list[str]) -> str:
    """One picture, with its title for people who cannot see it."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="{title}">'
    return "\n".join(
        [head, f"<title>{title}</title>", '<rect width="100%" height="100%" fill="#fff"/>', *body, "</svg>\n"]
    )


def chance(p: float) -> str:
    """A short form of `how_sure`."""
    return f"{10 * p:.0f} in 10" if p >= 0.05 else "&lt;1 in 10"


def lasting_drop() -> str:
    """Golden series B with its band, its chance, and the alert."""
    readings = notice(Trajectory(tuple(range(1, 9)), LASTING, 1, 5, 1 / 12))

    def x(session: int) -> float:
        return 110 + 70 * (session - 1)

    def y(score: float) -> float:
        return 240 - 70 * (score - 2)

    banded = [r for r in readings if r.usual_low is not None]
    top = [f"{x(r.session):.0f},{y(r.usual_high or 0):.0f}" for r in banded]
    under = [f"{x(r.session):.0f},{y(r.usual_low or 0):.0f}" for r in reversed(banded)]
    body = [f'<polygon points="{" ".join(top + under)}" fill="#f3e6c4"/>']
    body += [f'<text x="10" y="{y(s) + 5:.0f}" {TEXT}>{s}</text>' for s in (2, 3, 4, 5)]
    body += [
        f'<text x="4" y="{at}" {TEXT}>{word}</text>' for at, word in ((265, "session"), (285, "rupture"))
    ]
    points = " ".join(f"{x(r.session):.0f},{y(r.score or 0):.0f}" for r in readings)
    body.append(f'<polyline points="{points}" fill="none" stroke="#444" stroke-width="2"/>')
    for r in readings:
        body.append(f'<circle cx="{x(r.session):.0f}" cy="{y(r.score or 0):.0f}" r="5" fill="#444"/>')
        body.append(
            f'<text x="{x(r.session):.0f}" y="285" text-anchor="middle" {TEXT}>{chance(r.p_rupture)}</text>'
        )
        body.append(f'<text x="{x(r.session):.0f}" y="265" text-anchor="middle" {TEXT}>{r.session}</text>')
        if r.alert:
            body.append(
                f'<circle cx="{x(r.session):.0f}" cy="{y(r.score or 0):.0f}" r="11" fill="none" stroke="#9a6b00" stroke-width="3"/>'
            )
            body.append(
                f'<text x="{x(r.session) + 16:.0f}" y="{y(r.score or 0) - 12:.0f}" {TEXT}>worth asking</text>'
            )
    return svg(660, 300, "A lasting drop, the usual band, and the alert at its first session", body)


def quiet_courses(n: int = 2_000) -> str:
    """Share of courses without any rupture in which each method marks a session at least once."""
    rng = np.random.default_rng(880_001)
    scores = np.clip(np.rint(rng.normal(36.8, 4, (n, 1)) + rng.normal(0, 2.2, (n, 12))), 0, 40)
    scores[:, 1:][rng.random((n, 11)) < 0.2] = np.nan
    none = np.zeros(scores.shape, dtype=bool)
    c = Courses("quiet", 0, 40, 1, scores, ~none, none, none, none.astype(np.int8))
    bars = [("goldseam, default", float(filter_batch(scores, 0, 40).alert.any(axis=1).mean()))]
    for one in RULES:
        marks = np.nan_to_num(rule_sign(one.name, c), nan=-np.inf) > one.limit + (
            -1e-9 if one.at_limit else 1e-9
        )
        bars.append((one.name, float(marks.any(axis=1).mean())))
    body = []
    for i, (name, share) in enumerate(sorted(bars, key=lambda bar: bar[1])):
        y, ours = 30 + 24 * i, name.startswith("goldseam")
        bold = ' font-weight="700"' if ours else ""
        body.append(f'<text x="250" y="{y + 13}" text-anchor="end" {TEXT}{bold}>{name}</text>')
        body.append(
            f'<rect x="260" y="{y}" width="{330 * share:.0f}" height="17" fill="{"#9a6b00" if ours else "#bbb"}"/>'
        )
        body.append(f'<text x="{266 + 330 * share:.0f}" y="{y + 13}" {TEXT}>{share:.0%}</text>')
    title = "Courses of 12 sessions in which nothing happened: share with at least one mark"
    body.insert(0, f'<text x="10" y="18" {TEXT}>{title}</text>')
    return svg(660, 40 + 24 * len(bars), title, body)


def main() -> None:
    """Write both pictures, or only check that they can be drawn (`--quick`)."""
    pictures = {"noticing-lasting-drop.svg": lasting_drop(), "noticing-quiet-courses.svg": quiet_courses()}
    for name, text in pictures.items():
        if "--quick" not in sys.argv:
            (FOLDER / name).write_text(text, encoding="utf-8")
        print(f"{name}: {len(text)} characters")


if __name__ == "__main__":
    main()
