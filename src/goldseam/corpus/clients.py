"""The clients of a stream: what is kept of each, and where a row goes in a client's course."""

from __future__ import annotations

from dataclasses import dataclass

from goldseam.corpus.rows import Row
from goldseam.corpus.seen import Seen
from goldseam.errors import GoldseamError
from goldseam.noticing.ratings import LONGEST_GAP


@dataclass(slots=True)
class Past:
    """A client so far: a code for each session since the first, the last session's number, and its block."""

    codes: bytearray
    last: int
    block: int


class Returned(GoldseamError):
    """A client that was let go has come back."""


class Clients:
    """Clients seen so far; all of them, or those of this block and the one before."""

    def __init__(self, keep_all: bool) -> None:
        self.pasts: dict[str, Past] = {}
        self.count = 0
        self.block = 0
        self._gone = None if keep_all else Seen()

    def new(self, client: str, session: int) -> Past:
        """Begin a client. Errors: Returned where it was here before and has been let go."""
        if self._gone is not None and client in self._gone:
            raise Returned("A client returned.")
        self.count += 1
        past = self.pasts[client] = Past(bytearray(), session, self.block)
        return past

    def let_go(self) -> None:
        """End of a block: forget the scores of clients that were not in it."""
        if self._gone is not None:
            for client in [name for name, past in self.pasts.items() if past.block < self.block]:
                self._gone.add(client)
                del self.pasts[client]
        self.block += 1


def place(row: Row, code: int, clients: Clients, seen: dict[str, None], missing: int) -> int:
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
