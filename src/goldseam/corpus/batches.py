"""Arrow batches in, Arrow batches out: the same readings as for CSV, for tables already in memory.

pyarrow comes with the extra `[batch]`; nothing else here needs it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from goldseam.corpus.asked import Asked, Summary
from goldseam.corpus.clients import Clients, place
from goldseam.corpus.rows import GIVEN, NEEDED, Row
from goldseam.corpus.stream import codes_of
from goldseam.corpus.told import Cells, readings
from goldseam.errors import BadInput
from goldseam.terms.scores import Better

TYPES = (pa.float64(), pa.float64(), pa.float64(), pa.string(), pa.bool_(), pa.string())


def notice_batches(
    batches: Iterable[pa.RecordBatch], asked: Asked, told: Summary | None = None
) -> Iterator[pa.RecordBatch]:
    """Read record batches with columns client, session, score; give them back with readings added.

    One row out for each row in, in order. Every client seen is kept (one byte a session), since a stream
    cannot be begun again. `told`, where given, is filled as the stream goes.
    Errors: BadInput where a column is not there.

    >>> batch = pa.RecordBatch.from_pydict({"client": ["A", "A"], "session": [1, 2], "score": [36.0, None]})
    >>> next(notice_batches([batch], Asked(0, 40))).column("status").to_pylist()
    ['too_early', 'too_early']
    """
    told = told or Summary()
    clients, line = Clients(keep_all=True), 0
    for batch in batches:
        rows = _rows(batch, asked, line)
        line += len(rows)
        yield _with(batch, _cells(rows, clients, asked, told))
        clients.let_go()
        told.clients = clients.count


def _rows(batch: pa.RecordBatch, asked: Asked, line: int) -> list[Row]:
    lacking = [name for name in NEEDED if name not in batch.schema.names]
    if lacking:
        raise BadInput(
            f"The columns {', '.join(batch.schema.names[:12])} were given; {', '.join(lacking)} cannot be "
            "found. Give record batches with client, session and score."
        )
    client, session, score = (batch.column(batch.schema.names.index(name)).to_pylist() for name in NEEDED)
    together = zip(client, session, score, strict=True)
    return [_row(*cells, line=line + i, asked=asked) for i, cells in enumerate(together, start=1)]


def _row(client: Any, session: Any, score: Any, line: int, asked: Asked) -> Row:
    problem = ""
    whole = isinstance(session, int) or (isinstance(session, float) and session.is_integer())
    if client is None or not str(client).strip():
        problem = "it names no client"
    elif not whole:
        problem = f"its session {session!r} is no whole number"
    value = math.nan if score is None else float(score) if isinstance(score, int | float) else math.inf
    if not math.isnan(value) and not asked.low - 1e-9 <= value <= asked.high + 1e-9:
        value, problem = (
            math.nan,
            problem or f"its score {score} lies outside {asked.low:g} to {asked.high:g}",
        )
    return Row(line, "", str(client).strip(), int(session) if whole else 0, value, problem)


def _cells(rows: list[Row], clients: Clients, asked: Asked, told: Summary) -> list[Cells]:
    seen: dict[str, None] = {}
    codes = codes_of(rows, asked.scale, asked.better is Better.LOWER)
    places = [place(row, codes[i], clients, seen, asked.scale.codes) for i, row in enumerate(rows)]
    found = readings(list(seen), clients.pasts, asked)
    out = []
    for row, at in zip(rows, places, strict=True):
        told.rows += 1
        if at < 0:
            told.note(row.line, row.problem)
            words = f"This row is left aside: {row.problem}."
            out.append(Cells(math.nan, math.nan, math.nan, "", False, words))
            continue
        told.read += 1
        told.missing += row.score != row.score
        out.append(found[row.client].cells(at, row.score))
        told.alerts += out[-1].alert
    return out


def _with(batch: pa.RecordBatch, cells: list[Cells]) -> pa.RecordBatch:
    kept = [name for name in batch.schema.names if name not in GIVEN]
    arrays = [batch.column(batch.schema.names.index(name)) for name in kept]
    values = (
        [_or_none(cell.p) for cell in cells],
        [_or_none(cell.low) for cell in cells],
        [_or_none(cell.high) for cell in cells],
        [cell.status or None for cell in cells],
        [cell.alert if cell.status else None for cell in cells],
        [cell.because for cell in cells],
    )
    arrays += [pa.array(column, kind) for column, kind in zip(values, TYPES, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, names=[*kept, *GIVEN])


def _or_none(value: float) -> float | None:
    return None if math.isnan(value) else value
