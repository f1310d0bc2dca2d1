"""A CSV of many alliances in, the same rows with readings out, in order, whatever the length.

Rows are read in blocks. Of a client seen lately only the scores are kept, one byte each; readings are
computed again from them when more rows come. So how the stream is cut changes nothing. Clients not
seen for a while are let go, so that memory stays the same for any length. Where one of them returns
(a file sorted by date, say), the file is begun again with every client kept; where a stream cannot be
begun again, every client is kept from the start.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TextIO

import numpy as np

from goldseam.corpus.asked import Asked, Summary
from goldseam.corpus.clients import Clients, Returned, place
from goldseam.corpus.rows import GIVEN, Header, Reader, Row, delimiter_of, header_of, quoted, records
from goldseam.corpus.told import readings
from goldseam.errors import BadInput
from goldseam.noticing.grid import Scale
from goldseam.terms.scores import Better


def notice_csv(source: Iterable[str], sink: TextIO, asked: Asked) -> Summary:
    """Read rows of `client,session,score` from `source` and write them with readings to `sink`.

    One row out for each row in, in order; a row that cannot be used keeps its cells and says why.
    Errors: BadInput where the first line names no such columns.

    >>> import io
    >>> out = io.StringIO()
    >>> summary = notice_csv(io.StringIO("client,session,score\\nA.B.,1,36\\n"), out, Asked(0, 40))
    >>> summary.read, out.getvalue().splitlines()[1][:13]
    (1, 'A.B.,1,36,0.0')
    """
    again = isinstance(source, io.IOBase | TextIO) and source.seekable()
    start = source.tell() if again else 0  # type: ignore[attr-defined]
    told = Summary()
    try:
        through(source, sink, asked, told, Clients(keep_all=not again), skip=-1)
    except Returned:
        source.seek(start)  # type: ignore[attr-defined]
        written, told = told.rows, Summary()
        through(source, sink, asked, told, Clients(keep_all=True), skip=written)
    return told


def through(
    source: Iterable[str], sink: TextIO, asked: Asked, told: Summary, clients: Clients, skip: int
) -> None:
    """Read all rows; write those after the first `skip` (and the header where none were written)."""
    header, rows = opened(source, asked)
    if skip < 0:
        sink.write(",".join([quoted(name) for name in header.names] + list(GIVEN)) + "\n")
    while block := list(islice(rows, asked.block_rows)):
        before = told.rows
        lines = _told_block(block, clients, asked, told)
        sink.writelines(lines[max(0, skip - before) :])
        clients.let_go()
    told.clients = clients.count


def opened(source: Iterable[str], asked: Asked) -> tuple[Header, Iterator[Row]]:
    """The header of a stream and an iterator of its rows."""
    lines = iter(source)
    first = next((line for line in lines if line.strip("\ufeff \r\n")), "")
    if not first:
        raise BadInput("The table is empty. Give one whose first line has client, session and score.")
    first = first.removeprefix("\ufeff")
    delimiter = delimiter_of(first)
    found = records(chain([first], lines), delimiter)
    _, cells, _ = next(found)
    header = header_of(cells or [], delimiter)
    reader = Reader(header, asked.low, asked.high)
    return header, (reader.row(*record) for record in found)


def _told_block(block: list[Row], clients: Clients, asked: Asked, told: Summary) -> list[str]:
    """The lines of one block: rows are put to their clients, filtered together, and told in order."""
    places: list[int] = []
    seen: dict[str, None] = {}
    scale, flip = asked.scale, asked.better is Better.LOWER
    codes = codes_of(block, scale, flip)
    for i, row in enumerate(block):
        places.append(place(row, codes[i], clients, seen, scale.codes))
    found = readings(list(seen), clients.pasts, asked)
    out = []
    for row, at in zip(block, places, strict=True):
        told.rows += 1
        if at < 0:
            told.note(row.line, row.problem)
            out.append(f"{row.text},,,,,,{quoted('This row is left aside: ' + row.problem + '.')}\n")
            continue
        told.read += 1
        told.missing += row.score != row.score
        cells = found[row.client].cells(at, row.score)
        told.alerts += cells.alert
        out.append(f"{row.text},{cells.text()}\n")
    return out


def codes_of(block: list[Row], scale: Scale, flip: bool) -> list[int]:
    scores = np.array([row.score for row in block])
    codes: list[int] = scale.code(scale.low + scale.high - scores if flip else scores).tolist()
    return codes
