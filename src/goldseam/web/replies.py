"""Small plain pages that need no framework: what a stranger sees, and what happened to an address.

They carry no style: a stranger gets no file from here.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

MEGABYTE = 1_000_000
MOST_UPLOAD = 20 * MEGABYTE
MOST_BODY = MOST_UPLOAD + MEGABYTE  # a form around the file
MOST_RECORDING = 150 * MEGABYTE  # taken at one address only
RECORDINGS = "/talk/sound/"


def most_body(path: str) -> int:
    """How many bytes a request to this path may carry.

    >>> most_body("/settings/"), most_body("/sessions/x/talk/sound/")
    (21000000, 151000000)
    """
    return MOST_RECORDING + MEGABYTE if path.endswith(RECORDINGS) else MOST_BODY


@dataclass(frozen=True)
class Page:
    """A status line and what a person reads."""

    status: str
    title: str
    text: str


class Refusal(Enum):
    """Why a request is not answered."""

    ADDRESS = Page(
        "421 Misdirected Request",
        "This address is not goldseam's",
        "goldseam answers at {origin} only. Type that address yourself.",
    )
    STRANGER = Page(
        "403 Forbidden",
        "This came from another page",
        "Another page or program sent this, so goldseam left it alone. Type {origin} yourself.",
    )
    METHOD = Page(
        "405 Method Not Allowed", "goldseam does not do this", "goldseam answers GET, HEAD and POST only."
    )
    NO_DOOR = Page(
        "403 Forbidden",
        "This window does not know goldseam yet",
        "Start goldseam again on this computer: it opens a fresh address for this browser.",
    )
    TOKEN_USED = Page(
        "403 Forbidden",
        "This address has been used",
        "Each address opens goldseam once. Start goldseam again on this computer for a fresh one. "
        "If that was not you, stop goldseam first: someone else here has used it.",
    )
    TOO_LARGE = Page(
        "413 Content Too Large",
        "This file is too large for the page",
        "The page takes files up to 20 MB. Split a larger one, or use the command line: "
        "goldseam notice FILE.csv --scale LO HI.",
    )


def reply(refusal: Refusal, origin: str, start_response: StartResponse) -> Iterable[bytes]:
    """Send a refusal as a small page."""
    page = refusal.value
    body = render(page.title, page.text.format(origin=origin))
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
    start_response(page.status, headers)
    return [body]


def render(title: str, text: str) -> bytes:
    """A page of a title and a sentence or two.

    >>> b"<h1>A &lt; B</h1>" in render("A < B", "")
    True
    """
    name, words = html.escape(title), html.escape(text)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>goldseam</title></head><body><main><h1>{name}</h1><p>{words}</p></main></body></html>"
    ).encode()


def send_to(where: str, headers: list[tuple[str, str]], start_response: StartResponse) -> Iterable[bytes]:
    """Redirect after the fact (303), with these headers."""
    start_response("303 See Other", [("Location", where), ("Content-Length", "0"), *headers])
    return [b""]
