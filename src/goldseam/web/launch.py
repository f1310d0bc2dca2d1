"""What the parent process tells the worker at birth, and what the worker's exit says back.

It travels through the worker's standard input: arguments and environment can be read by others.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, replace

DEFAULT_PORT = 8765
QUIT = 0
LOCKED = 75  # EX_TEMPFAIL of sysexits.h: come back at once, with a fresh process
TOKEN_USED = "token-used"  # noqa: S105 (a message name, said on standard output)
READY = "ready"


@dataclass(frozen=True)
class Launch:
    """Everything a worker needs that nobody else may know.

    `token` opens the address once and is empty after that; `door` is the cookie it is exchanged for;
    `errand` lets a second start of the same person ask for a fresh address.
    """

    port: int
    home: str
    token: str
    door: str
    errand: str
    fds: tuple[int, ...] = ()
    shares: tuple[str, ...] = ()

    def to_line(self) -> str:
        """One line of JSON, ending in a line break."""
        return json.dumps(asdict(self)) + "\n"

    def without_token(self) -> Launch:
        """The same launch once its address has been used."""
        return replace(self, token="")

    def address(self) -> str:
        """The address to open, with its one-time token."""
        return f"{origin(self.port)}/?k={self.token}"


def new_launch(port: int, home: str) -> Launch:
    """A launch with fresh secrets of 256 bits each."""
    token, door, errand = (secrets.token_urlsafe(32) for _ in range(3))
    return Launch(port, home, token, door, errand)


def read_launch(line: str) -> Launch:
    """The launch that `to_line` wrote.

    >>> one = new_launch(8765, "home")
    >>> read_launch(one.to_line()) == one
    True
    """
    given = json.loads(line)
    return Launch(**{**given, "fds": tuple(given["fds"]), "shares": tuple(given["shares"])})


def host(port: int) -> str:
    """The one `Host` that is answered; browsers leave out port 80.

    >>> host(8765), host(80)
    ('localhost:8765', 'localhost')
    """
    return "localhost" if port == 80 else f"localhost:{port}"


def origin(port: int) -> str:
    """The one `Origin` that may send anything.

    >>> origin(8765)
    'http://localhost:8765'
    """
    return f"http://{host(port)}"
