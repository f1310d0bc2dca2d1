"""waitress on sockets that outlive it: nothing spills to disk, and leaving is prompt.

A worker leaves by first going deaf (new connections wait in the parent's sockets for the next worker),
then letting the replies under way out, then ending.
"""

from __future__ import annotations

import io
import logging
import select
import socket
import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher, WSGITask

from goldseam.web.replies import MEGABYTE, MOST_BODY, most_body

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

THREADS = 4
MOST_CONNECTIONS = 40
PATIENCE_SECONDS = 1.0
NEVER_ON_DISK = 1 << 40  # waitress moves larger buffers to temporary files; these words stay in memory


class Capped(io.BytesIO):
    """A request's body in memory; one that grows too large is counted and thrown away.

    It is read to its end all the same: a browser shows no answer before it has sent everything.
    """

    total = 0
    most = MOST_BODY

    def append(self, data: bytes) -> None:
        """Take what arrived."""
        self.total += len(data)
        if self.total > self.most:
            self.seek(0)
            self.truncate()
            return
        at = self.tell()
        self.seek(0, io.SEEK_END)
        self.write(data)
        self.seek(at)

    def __len__(self) -> int:
        return self.total

    def getfile(self) -> Capped:
        """The stream that the application reads."""
        return self


class Parser(HTTPRequestParser):  # type: ignore[misc]
    """waitress's parser, with bodies held in memory."""

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head, then change where the body goes."""
        super().parse_header(header_plus)
        if self.body_rcv is not None:
            self.body_rcv.buf = Capped()
            self.body_rcv.buf.most = most_body(self.path)


class Reply(WSGITask):  # type: ignore[misc]
    """A reply that says so where it is the connection's last."""

    def build_response_header(self) -> Any:
        """The head of the reply."""
        if self.channel.server.leaving.is_set():
            self.set_close_on_finish()
        return super().build_response_header()


class Channel(HTTPChannel):  # type: ignore[misc]
    """One connection."""

    parser_class = Parser
    task_class = Reply

    def quiet(self) -> bool:
        """Whether nothing is being answered or sent."""
        return not (self.requests or self.total_outbufs_len)


class Listener(TcpWSGIServer):  # type: ignore[misc]
    """One listening socket."""

    channel_class = Channel

    def __init__(self, leaving: threading.Event, *args: Any, **kwargs: Any) -> None:
        self.leaving = leaving
        super().__init__(*args, **kwargs)


class Serving:
    """The worker's main loop: `run` until someone calls `leave`."""

    def __init__(self, app: WSGIApplication, sockets: Sequence[socket.socket]) -> None:
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        self._map: dict[int, Any] = {}
        self._leaving, self._deaf = threading.Event(), threading.Event()
        self._code, self._until = 0, 0.0
        adj = _adjustments()
        crew = ThreadedTaskDispatcher()
        crew.set_thread_count(adj.threads)
        self._listeners = [_listener(self._leaving, app, self._map, one, crew, adj) for one in sockets]

    def leave(self, code: int) -> None:
        """Stop listening at once and end `run` with this code once replies under way are out."""
        if not self._leaving.is_set():
            self._code, self._until = code, time.monotonic() + PATIENCE_SECONDS
            self._leaving.set()
            self._listeners[0].trigger.pull_trigger(self._go_deaf)
        self._deaf.wait(PATIENCE_SECONDS)

    def run(self) -> int:
        """Serve until told to leave; returns the exit code."""
        while not self._done():
            wait = 0.02 if self._leaving.is_set() else 10.0
            wasyncore.loop(wait, hasattr(select, "poll"), self._map, 1)
        for channel in self._channels():
            channel.handle_close()
        return self._code

    def _go_deaf(self) -> None:
        for one in self._listeners:
            one.accepting = False
            one.del_channel()
            one.socket.close()
        for channel in self._channels():
            if channel.quiet() and channel.request is None:
                channel.handle_close()
        self._deaf.set()

    def _done(self) -> bool:
        if not self._deaf.is_set():
            return False
        return time.monotonic() > self._until or all(one.quiet() for one in self._channels())

    def _channels(self) -> list[Channel]:
        return [one for one in list(self._map.values()) if isinstance(one, Channel)]


def _adjustments() -> Adjustments:
    return Adjustments(
        threads=THREADS,
        connection_limit=MOST_CONNECTIONS,
        channel_timeout=60,
        max_request_header_size=16_384,
        max_request_body_size=2_000 * MEGABYTE,  # what may be thrown away; most_body is what is taken
        inbuf_overflow=NEVER_ON_DISK,
        outbuf_overflow=NEVER_ON_DISK,
        ident="",
        expose_tracebacks=False,
        clear_untrusted_proxy_headers=True,
    )


def _listener(
    leaving: threading.Event,
    app: WSGIApplication,
    every: dict[int, Any],
    sock: socket.socket,
    crew: ThreadedTaskDispatcher,
    adj: Adjustments,
) -> Listener:
    sockinfo = (sock.family, sock.type, sock.proto, sock.getsockname())
    return Listener(
        leaving, app, every, True, sock, dispatcher=crew, adj=adj, sockinfo=sockinfo, bind_socket=False
    )
