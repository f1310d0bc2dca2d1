"""Listening on this computer only: both loopback addresses, one port, nobody else on it."""

from __future__ import annotations

import base64
import errno
import ipaddress
import os
import socket
from collections.abc import Sequence
from dataclasses import replace

from goldseam.errors import BadInput, Refused
from goldseam.web.launch import DEFAULT_PORT, Launch

LOOPBACK = ("127.0.0.1", "::1")
BACKLOG = 64  # browsers wait here while a locked worker is replaced
NO_SUCH_ADDRESS = {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT}


class PortTaken(BadInput):
    """Another program listens on this port."""


def refuse_beyond_loopback(address: str) -> None:
    """Errors: Refused for every address that another computer could reach.

    >>> refuse_beyond_loopback("127.0.0.1")
    >>> refuse_beyond_loopback("0.0.0.0")
    Traceback (most recent call last):
    goldseam.errors.Refused: goldseam listens on this computer only; 0.0.0.0 can be reached from others. ...
    """
    try:
        inside = address == "localhost" or ipaddress.ip_address(address).is_loopback
    except ValueError:
        inside = False
    if not inside:
        raise Refused(
            f"goldseam listens on this computer only; {address} can be reached from others. "
            "Leave the address out, then start again."
        )


def listen_on(port: int) -> list[socket.socket]:
    """Listening sockets for 127.0.0.1 and, where this computer has it, ::1, on one port.

    Both are needed: whoever held the other one would be `localhost` to some browsers.
    Port 0 takes a free one. Errors: PortTaken, BadInput.
    """
    if not 0 <= port <= 65_535:
        raise BadInput(f"Port {port} was given. A port is a number from 1 to 65535.")
    opened: list[socket.socket] = []
    try:
        for address in LOOPBACK:
            bound = _bind(address, opened[0].getsockname()[1] if opened else port)
            if bound is not None:
                opened.append(bound)
    except BadInput:
        for one in opened:
            one.close()
        raise
    if not opened:
        raise BadInput("This computer has no loopback address. Switch its network on, then start again.")
    return opened


def _bind(address: str, port: int) -> socket.socket | None:
    refuse_beyond_loopback(address)
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        sock = socket.socket(family, socket.SOCK_STREAM)
    except OSError as error:
        if error.errno in NO_SUCH_ADDRESS:
            return None
        raise
    try:
        _keep_others_off(sock)
        sock.bind((address, port))
        sock.listen(BACKLOG)
    except OSError as error:
        sock.close()
        if error.errno in NO_SUCH_ADDRESS:
            return None
        raise _explain(error, port) from error
    return sock


def _keep_others_off(sock: socket.socket) -> None:
    # Windows lets a second program share a port unless told otherwise; POSIX needs the reuse
    # option only to start again soon after stopping.
    exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
    if exclusive is not None:
        sock.setsockopt(socket.SOL_SOCKET, exclusive, 1)
    elif os.name == "posix":
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if sock.family == socket.AF_INET6:
        sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)


def _explain(error: OSError, port: int) -> BadInput:
    if error.errno == errno.EADDRINUSE or getattr(error, "winerror", 0) in {10013, 10048}:
        return PortTaken(
            f"Port {port} is in use by another program. Choose another with --port, or leave --port out."
        )
    if error.errno == errno.EACCES:
        return BadInput(f"This account may not use port {port}. Choose a port from 1024 to 65535.")
    return BadInput(f"Port {port} cannot be opened: {error.strerror}. Choose another with --port.")


def listen_somewhere(port: int | None) -> tuple[list[socket.socket], str]:
    """Sockets on the port that was asked for, or else on the usual or a free one.

    Returns the sockets and a sentence to say (empty where all is usual). A port that was asked for
    is never swapped for another: PortTaken is raised.
    """
    if port is not None:
        return listen_on(port), ""
    try:
        return listen_on(DEFAULT_PORT), ""
    except PortTaken:
        sockets = _listen_on_any()
        found = sockets[0].getsockname()[1]
        return sockets, f"Port {DEFAULT_PORT} is in use by another program, so this is port {found}."


def _listen_on_any(tries: int = 20) -> list[socket.socket]:
    # A port free on 127.0.0.1 may be taken on ::1; then another one is tried.
    for _ in range(tries - 1):
        try:
            return listen_on(0)
        except PortTaken:
            continue
    return listen_on(0)


def share_with(launch: Launch, sockets: Sequence[socket.socket], pid: int) -> Launch:
    """The launch with the sockets in a form that the process `pid` can take up."""
    if os.name == "nt":
        given = tuple(base64.b64encode(one.share(pid)).decode() for one in sockets)  # type: ignore[attr-defined]
        return replace(launch, shares=given)
    return replace(launch, fds=tuple(one.fileno() for one in sockets))


def take_up(launch: Launch) -> list[socket.socket]:
    """The listening sockets that the parent handed over."""
    if launch.shares:
        return [socket.fromshare(base64.b64decode(one)) for one in launch.shares]  # type: ignore[attr-defined]
    sockets = [socket.socket(fileno=fd) for fd in launch.fds]
    for one in sockets:
        one.set_inheritable(False)
    return sockets
