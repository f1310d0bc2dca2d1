"""A published rule over a CSV of many alliances: the same table out, as for the filter.

Rules that look back need the whole course, so the file is held in memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TextIO

from goldseam.corpus.asked import Asked, Summary
from goldseam.corpus.rows import GIVEN, Row, quoted
from goldseam.corpus.stream import opened
from goldseam.noticing.formulas import Reference
from goldseam.noticing.published import Rule
from goldseam.terms.rupture import Standing
from goldseam.terms.scores import Better


@dataclass
class _Course:
    rows: list[Row]
    scores: list[float | None]


def rule_csv(source: Iterable[str], sink: TextIO, asked: Asked, rule: Rule) -> Summary:
    """Mark each row as a published rule would. No probability and no band: a rule has neither.

    Errors: BadInput where the first line names no such columns.

    >>> import io
    >>> from goldseam.noticing.published import rule
    >>> out = io.StringIO()
    >>> rows = io.StringIO("client,session,score\\nA,1,38\\nA,2,30\\n")
    >>> _ = rule_csv(rows, out, Asked(0, 40), rule("srs_below_36"))
    >>> out.getvalue().splitlines()[2]
    'A,2,30,,,,strained,true,srs_below_36 (verified) marks this session: x[t] < 36 of 40.'
    """
    header, found = opened(source, asked)
    rows = list(found)
    told = Summary(rows=len(rows))
    courses: dict[str, _Course] = {}
    for row in rows:
        _add(row, courses, asked)
    marks = _marks(courses, asked, rule)
    told.clients = len(courses)
    sink.write(",".join([quoted(name) for name in header.names] + list(GIVEN)) + "\n")
    for row in rows:
        sink.write(f"{row.text},,,,{_cells(row, marks, rule, told)}\n")
    return told


def _add(row: Row, courses: dict[str, _Course], asked: Asked) -> None:
    if row.problem:
        return
    course = courses.setdefault(row.client, _Course([], []))
    last = course.rows[-1].session if course.rows else row.session - 1
    if row.session <= last:
        row.problem = f"session {row.session} of this client does not come after session {last}"
        return
    turned = asked.low + asked.high - row.score if asked.better is Better.LOWER else row.score
    course.rows.append(row)
    course.scores.append(None if turned != turned else turned)


def _marks(courses: dict[str, _Course], asked: Asked, rule: Rule) -> dict[int, tuple[Standing, bool]]:
    reference = Reference.declared(asked.low, asked.high)
    marks: dict[int, tuple[Standing, bool]] = {}
    for course in courses.values():
        fires = rule.fires(course.scores, reference)
        given = 0
        for row, score, fired in zip(course.rows, course.scores, fires, strict=True):
            given += score is not None
            early = Standing.TOO_EARLY if given < rule.least else Standing.STEADY
            marks[id(row)] = (Standing.STRAINED if fired else early, fired)
    return marks


def _cells(row: Row, marks: dict[int, tuple[Standing, bool]], rule: Rule, told: Summary) -> str:
    if row.problem:
        told.note(row.line, row.problem)
        return f",,{quoted('This row is left aside: ' + row.problem + '.')}"
    standing, fired = marks[id(row)]
    told.read += 1
    told.missing += row.score != row.score
    told.alerts += fired
    name = f"{rule.name} ({rule.provenance.value})"
    words = f"{name} marks this session: {rule.formula}." if fired else f"{name} does not mark this session."
    if standing is Standing.TOO_EARLY:
        words = f"{name} says nothing before {rule.least} scores."
    return f"{standing.value},{'true' if fired else 'false'},{quoted(words)}"
