"""A CSV of many alliances in, the same rows with readings out, in order, whatever the length.

Rows are read in blocks. Of a client seen lately only the scores are kept, one byte each; readings are
computed again from them when more rows come. So how the stream is cut changes nothing. Clients not
seen for a while are let go, so that memory stays the same for any length. Where one of them returns
(a file sorted by date, say), the file is begun again with every client kept; where a stream cannot be
begun again, every client is kept from the start.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TextIO

import numpy as np

from goldseam.corpus.rows import GIVEN, Header, Reader, Row, delimiter_of, header_of, quoted, records
from goldseam.corpus.seen import Seen
from goldseam.errors import BadInput, GoldseamError
from goldseam.noticing.constants import Constants, default_step, family
from goldseam.noticing.grid import Scale
from goldseam.noticing.model import ALERT, filter_codes
from goldseam.noticing.ratings import LONGEST_GAP
from goldseam.noticing.standing import STANDING, Kind, carried, kinds
from goldseam.noticing.wording import because
from goldseam.terms.scores import Better

BLOCK_ROWS = 60_000
MOST_TOLD = 20  # problems told by line; the rest are counted


@dataclass(frozen=True)
class Asked:
    """How to read a file: the scale, its step (None: assumed by range), which end is good, the constants."""

    low: float
    high: float
    step: float | None = None
    better: Better = Better.HIGHER
    constants: Constants | None = None
    alert_at: float = ALERT
    block_rows: int = BLOCK_ROWS

    def __post_init__(self) -> None:
        sound = math.isfinite(self.low) and math.isfinite(self.high) and self.low < self.high
        if not sound or (self.step is not None and not 0 < self.step <= self.high - self.low):
            raise BadInput(
                f"The scale {self.low:g} to {self.high:g} in steps of {self.step or 1:g} cannot be. "
                "Give the lowest and the highest possible score, such as --scale 0 40 --step 1."
            )

    @property
    def scale(self) -> Scale:
        """The scale in the filter's intervals."""
        return Scale.of(self.low, self.high, self.step or default_step(self.low, self.high))

    @property
    def fitted(self) -> Constants:
        """The constants given, or those of the scale's family."""
        return self.constants or family(self.low, self.high)


@dataclass
class Summary:
    """What was read and found. `problems` are the first few (line, reason); `left_aside` counts all."""

    rows: int = 0
    read: int = 0
    missing: int = 0
    clients: int = 0
    alerts: int = 0
    left_aside: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)

    def note(self, line: int, reason: str) -> None:
        """Remember a row that was left aside."""
        self.left_aside += 1
        if len(self.problems) < MOST_TOLD:
            self.problems.append((line, reason))


@dataclass(slots=True)
class _Past:
    """A client so far: a code for each session since the first, the last session's number, and its block."""

    codes: bytearray
    last: int
    block: int


class _Returned(GoldseamError):
    """A client that was let go has come back."""


class _Clients:
    """Clients seen so far; all of them, or those of this block and the one before."""

    def __init__(self, keep_all: bool) -> None:
        self.pasts: dict[str, _Past] = {}
        self.count = 0
        self.block = 0
        self._gone = None if keep_all else Seen()

    def new(self, client: str, session: int) -> _Past:
        """Begin a client. Errors: _Returned where it was here before and has been let go."""
        if self._gone is not None and client in self._gone:
            raise _Returned("A client returned.")
        self.count += 1
        past = self.pasts[client] = _Past(bytearray(), session, self.block)
        return past

    def let_go(self) -> None:
        """End of a block: forget the scores of clients that were not in it."""
        if self._gone is not None:
            for client in [name for name, past in self.pasts.items() if past.block < self.block]:
                self._gone.add(client)
                del self.pasts[client]
        self.block += 1


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
        _through(source, sink, asked, told, _Clients(keep_all=not again), skip=-1)
    except _Returned:
        source.seek(start)  # type: ignore[attr-defined]
        written, told = told.rows, Summary()
        _through(source, sink, asked, told, _Clients(keep_all=True), skip=written)
    return told


def _through(
    source: Iterable[str], sink: TextIO, asked: Asked, told: Summary, clients: _Clients, skip: int
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


def _told_block(block: list[Row], clients: _Clients, asked: Asked, told: Summary) -> list[str]:
    """The lines of one block: rows are put to their clients, filtered together, and told in order."""
    places: list[int] = []
    seen: dict[str, None] = {}
    scale, flip = asked.scale, asked.better is Better.LOWER
    codes = _codes(block, scale, flip)
    for i, row in enumerate(block):
        places.append(_place(row, codes[i], clients, seen, scale.codes))
    readings = _readings(list(seen), clients.pasts, asked)
    out = []
    for row, place in zip(block, places, strict=True):
        told.rows += 1
        if place < 0:
            told.note(row.line, row.problem)
            out.append(f"{row.text},,,,,,{quoted('This row is left aside: ' + row.problem + '.')}\n")
            continue
        told.read += 1
        told.missing += row.score != row.score
        suffix, alert = readings[row.client].told(place, row.score)
        told.alerts += alert
        out.append(f"{row.text},{suffix}\n")
    return out


def _codes(block: list[Row], scale: Scale, flip: bool) -> list[int]:
    scores = np.array([row.score for row in block])
    codes: list[int] = scale.code(scale.low + scale.high - scores if flip else scores).tolist()
    return codes


def _place(row: Row, code: int, clients: _Clients, seen: dict[str, None], missing: int) -> int:
    """Where in its client's course a row goes; -1 where it is left aside."""
    if row.problem:
        return -1
    past = clients.pasts.get(row.client)
    if past is None:
        past = clients.new(row.client, row.session)
    elif row.session <= past.last:
        again = "came before" if row.session == past.last else f"comes after session {past.last}"
        row.problem = f"session {row.session} of this client {again}"
        return -1
    else:
        past.codes.extend(bytes([missing]) * (min(row.session - past.last, LONGEST_GAP) - 1))
    past.codes.append(code)
    past.last, past.block = row.session, clients.block
    seen[row.client] = None
    return len(past.codes) - 1


class _Told:
    """A client's readings, turned into text one session at a time."""

    __slots__ = ("_asked", "_at", "_batch")

    def __init__(self, batch: _Batch, at: int, asked: Asked) -> None:
        self._batch, self._at, self._asked = batch, at, asked

    def told(self, place: int, score: float) -> tuple[str, bool]:
        """The cells that follow a row, and whether they hold an alert."""
        b, at = self._batch, self._at
        p, low, high = b.p[at][place], b.low[at][place], b.high[at][place]
        higher = self._asked.better is Better.HIGHER
        words = quoted(because(b.kind[at][place], score, low, high, round(10 * p), b.rare[at][place], higher))
        band = f"{low:g},{high:g}" if low == low else ","
        alert = b.alert[at][place]
        return f"{p:.4f},{band},{b.status[at][place]},{'true' if alert else 'false'},{words}", alert


@dataclass(frozen=True)
class _Batch:
    """Filtered arrays as plain lists: faster to pick from one by one."""

    p: list[list[float]]
    low: list[list[float]]
    high: list[list[float]]
    rare: list[list[int]]
    kind: list[list[int]]
    status: list[list[str]]
    alert: list[list[bool]]


def _readings(clients: list[str], pasts: dict[str, _Past], asked: Asked) -> dict[str, _Told]:
    """Filter the clients of a block together, those of like length side by side."""
    order = sorted(clients, key=lambda client: len(pasts[client].codes))
    out: dict[str, _Told] = {}
    for i in range(0, len(order), 128):
        group = order[i : i + 128]
        batch = _batch([pasts[client].codes for client in group], asked)
        for at, client in enumerate(group):
            out[client] = _Told(batch, at, asked)
    return out


_STATUS = np.array([STANDING[Kind(k)].value if Kind(k) in STANDING else "" for k in range(len(Kind))])


def _batch(histories: list[bytearray], asked: Asked) -> _Batch:
    scale = asked.scale
    codes = np.full((len(histories), max(map(len, histories))), scale.codes, dtype=np.intp)
    for i, history in enumerate(histories):
        codes[i, : len(history)] = np.frombuffer(history, dtype=np.uint8)
    read = filter_codes(codes, scale, asked.fitted, asked.alert_at)
    kind = kinds(read, codes, scale, asked.alert_at)
    low, high = np.round(read.low, 4), np.round(read.high, 4)
    if asked.better is Better.LOWER:
        low, high = asked.low + asked.high - high, asked.low + asked.high - low
    rare = np.minimum(99, np.floor(np.nan_to_num(read.lower_than))).astype(int)
    return _Batch(
        np.round(read.p, 4).tolist(),
        np.round(low, 4).tolist(),
        np.round(high, 4).tolist(),
        rare.tolist(),
        kind.tolist(),
        _STATUS[carried(kind)].tolist(),
        read.alert.tolist(),
    )
