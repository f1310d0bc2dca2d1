"""Boundaries: written, said, kept, crossed, lifted. Where one stands follows from these steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from goldseam.acts import writings
from goldseam.acts.writings import Kind
from goldseam.safety import boundaries as limits
from goldseam.safety.boundaries import Boundary, BoundaryFact, BoundaryStatus, Door, Step
from goldseam.store.models import AllianceRow, WritingRow

TEXTS = ("behaviour", "limit", "next_step", "condition")


@dataclass(frozen=True)
class View:
    """A boundary with its steps, its sentence (empty until it is whole), and where it stands."""

    row: WritingRow
    boundary: Boundary
    facts: tuple[BoundaryFact, ...]
    status: BoundaryStatus
    statement: str


def begin(alliance: AllianceRow, now: datetime) -> WritingRow:
    """The boundary still in the making, else a new one."""
    for row in writings.of(alliance, Kind.BOUNDARY):
        if view(row).status is BoundaryStatus.DRAFT:
            return row
    return writings.begin(Kind.BOUNDARY, now, alliance=alliance)


def boundary(key: object) -> WritingRow:
    """One boundary's writing. Errors: NotFound."""
    return writings.writing(str(key), Kind.BOUNDARY)


def view(row: WritingRow) -> View:
    """One boundary as it stands."""
    body = writings.body_of(row)
    door = Door(body["door"]) if body.get("door") else None
    made = Boundary(**{name: str(body.get(name, "")) for name in TEXTS}, door=door)
    facts = tuple(
        BoundaryFact(Step(one["step"]), number, date.fromisoformat(one["on"]), one.get("words", ""))
        for number, one in enumerate(body.get("steps", ()), start=1)
    )
    return View(row, made, facts, limits.status(facts), limits.statement(made))


def step(row: WritingRow, kind: Step, on: date, words: str, now: datetime) -> WritingRow:
    """Note a step. The first one ends the draft: later changes keep what stood before."""
    steps = [*writings.body_of(row).get("steps", ()), {"step": kind.value, "on": str(on), "words": words}]
    writings.keep(row, now, steps=steps)
    return writings.finish(row, now)


def of(alliance: AllianceRow) -> list[View]:
    """The boundaries with one client, latest first; empty ones are left out."""
    return [view(row) for row in writings.of(alliance, Kind.BOUNDARY) if writings.body_of(row)]


def line_for_brief(alliance: AllianceRow) -> str:
    """The boundary to have in mind before a session: the one in force, else the whole one not said yet."""
    known = [one for one in of(alliance) if one.statement and one.status is not BoundaryStatus.LIFTED]
    known.sort(key=lambda one: one.status is not BoundaryStatus.IN_FORCE)
    return limits.in_short(known[0].boundary) if known else ""
