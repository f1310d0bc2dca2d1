"""A made-up language model on a loopback port: it answers what a test tells it to, and keeps what it was sent."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[[dict[str, Any]], str]


@dataclass
class Fake:
    """`says` makes the model's text from the request; the other fields make it misbehave."""

    says: Reply = lambda _asked: '{"moments": []}'
    status: int = 200
    raw: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0.0
    asked: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def turns(self) -> list[dict[str, Any]]:
        """The turns of the last question."""
        return list(json.loads(self.asked[-1]["messages"][1]["content"])["turns"])


@contextmanager
def fake_model(fake: Fake) -> Iterator[Fake]:
    """Serve it on a free port of this computer."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            fake.asked.append(asked)
            fake.paths.append(self.path)
            body = fake.raw
            if body is None:
                body = json.dumps({"choices": [{"message": {"content": fake.says(asked)}}]}).encode()
            self.send_response(fake.status)
            for name, value in fake.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for at in range(0, len(body), 1 if fake.drip else len(body) or 1):
                    self.wfile.write(body[at : at + (1 if fake.drip else len(body))])
                    self.wfile.flush()
                    time.sleep(fake.drip)
            except OSError:
                pass

        def do_GET(self) -> None:
            fake.paths.append(self.path)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    fake.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()


def nobody_there() -> int:
    """A port of this computer at which nothing answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
