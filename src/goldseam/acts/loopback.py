"""The one door to a language model: an address on this computer, asked directly, within limits.

Loopback means an address of loopback written out, or `localhost`, which is never looked up. Any other name
is refused even where it leads here today: what a name leads to can change between two questions
(docs/decisions/0017-local-model.md). Redirects are not followed and no proxy of the environment is used.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import json
import re
import socket
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from goldseam.errors import BadInput, GoldseamError

LONGEST_ADDRESS = 200
MOST_REPLY = 200_000  # bytes
HERE = ("127.0.0.1", "::1")
_STRANGE = re.compile(r"[^\x21-\x7e]|[\\@#?%]")


class NoAnswer(GoldseamError):
    """The model did not answer, or not with what was asked for."""


@dataclass(frozen=True)
class Door:
    """Where a model answers. `hosts` are tried in turn; `here`: on this computer."""

    hosts: tuple[str, ...]
    port: int
    path: str
    here: bool
    sealed: bool  # by TLS


def door(address: str, elsewhere: bool = False) -> Door:
    """Read an address; beyond this computer only where `elsewhere` allows it. Errors: BadInput.

    >>> door("http://localhost:11434/v1").hosts
    ('127.0.0.1', '::1')
    >>> door("http://2130706433:11434/v1")
    Traceback (most recent call last):
    goldseam.errors.BadInput: 2130706433 is not an address on this computer. ...
    """
    parts = _parts(address)
    host = (parts.hostname or "").lower()
    hosts = _loopback(host)
    sealed = parts.scheme == "https"
    port = parts.port or (443 if sealed else 80)
    path = parts.path.rstrip("/")
    if hosts and not sealed:
        return Door(hosts, port, path, here=True, sealed=False)
    if hosts:
        raise BadInput("On this computer use http: nothing travels. Write http:// instead of https://.")
    if not elsewhere:
        raise BadInput(
            f"{host} is not an address on this computer. Use localhost, one that begins with 127, or [::1]."
        )
    return Door((host,), port, path, here=False, sealed=sealed)


def _parts(address: str) -> SplitResult:
    text = address.strip()
    if not text or len(text) > LONGEST_ADDRESS or _STRANGE.search(text):
        raise BadInput("Give an address like localhost:11434/v1, in plain letters, without a password.")
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        known = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known:
        raise BadInput(f"{text} is no web address. Give one like localhost:11434/v1.")
    return parts


def _loopback(host: str) -> tuple[str, ...]:
    """Addresses of this computer that a host stands for; none for any other host or way of writing it."""
    if host == "localhost":
        return HERE
    try:
        found = ipaddress.ip_address(host)
    except ValueError:  # also 127.1, 0x7f000001, 0177.0.0.1, which some programs take for loopback
        return ()
    four = isinstance(found, ipaddress.IPv4Address) and found.is_loopback
    return (str(found),) if four or found == ipaddress.IPv6Address("::1") else ()


def chat(at: Door, name: str, messages: Sequence[tuple[str, str]], seconds: float) -> str:
    """One answer of the model called `name` to (role, content) messages, after `seconds` at most.

    Errors: NoAnswer, with what was in the way.
    """
    said = [{"role": role, "content": content} for role, content in messages]
    asked = {"model": name, "messages": said, "temperature": 0, "max_tokens": 800, "stream": False}
    try:
        answer = json.loads(_post(at, json.dumps(asked).encode(), seconds))
        content = answer["choices"][0]["message"]["content"]
    except (ValueError, RecursionError, KeyError, IndexError, TypeError) as odd:
        raise NoAnswer("The model's reply was not in the form that was asked for.") from odd
    if not isinstance(content, str):
        raise NoAnswer("The model's reply holds no text.")
    return content


def _post(at: Door, body: bytes, seconds: float) -> bytes:
    connection = _connected(at, min(seconds, 10.0))
    # A timeout of a socket is for each piece; this one is for the whole reply, however slowly it drips.
    line = connection.sock
    bell = threading.Timer(seconds, _hang_up, [line])
    bell.daemon = True
    bell.start()
    try:
        line.settimeout(seconds)
        path = f"{at.path}/chat/completions"
        connection.request("POST", path, body, {"Content-Type": "application/json"})
        reply = connection.getresponse()
        if reply.status != http.client.OK:
            raise NoAnswer(f"The model's address answered {reply.status}. Redirects are not followed.")
        data = reply.read(MOST_REPLY + 1)
    except (OSError, http.client.HTTPException) as lost:
        raise NoAnswer(f"The model did not answer within {seconds:.0f} seconds, or stopped midway.") from lost
    finally:
        bell.cancel()
        connection.close()
    if len(data) > MOST_REPLY:
        raise NoAnswer(f"The model's reply is longer than {MOST_REPLY:,} bytes.")
    return data


def _connected(at: Door, seconds: float) -> http.client.HTTPConnection:
    kind = http.client.HTTPSConnection if at.sealed else http.client.HTTPConnection
    for host in at.hosts:
        connection = kind(host, at.port, timeout=seconds)
        try:
            connection.connect()
        except (OSError, UnicodeError):
            connection.close()
            continue
        return connection
    raise NoAnswer("Nothing answers at the model's address. Start the model, then ask again.")


def _hang_up(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
