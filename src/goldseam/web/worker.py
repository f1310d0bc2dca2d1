"""The process that shows pages and, while a book is open, holds its keys. Locking ends it.

Started by `supervise` with the sockets to serve; secrets come through standard input.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from django.core.handlers.wsgi import WSGIHandler

from goldseam.acts import book
from goldseam.acts.home import Home
from goldseam.web import settings
from goldseam.web.errands import Errands
from goldseam.web.files import with_files
from goldseam.web.guard import Guard
from goldseam.web.idle import IDLE, watch
from goldseam.web.launch import LOCKED, QUIT, READY, TOKEN_USED, Launch, read_launch
from goldseam.web.place import PLACE, Kind
from goldseam.web.serving import Serving
from goldseam.web.sockets import take_up


def main() -> int:
    """Serve until locked (75) or told to quit (0)."""
    book.harden()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then closes our input
    line = sys.stdin.readline()
    if not line:
        return QUIT
    serving = start(read_launch(line), tell)
    in_background(lambda: _quit_with_parent(serving))
    in_background(lambda: watch(IDLE, _is_open, _lock, threading.Event()))
    tell(READY)
    return serving.run()


def start(launch: Launch, say: Callable[[str], None]) -> Serving:
    """Everything ready to serve; a lock will end it."""
    settings.configure(launch.port, Home(Path(launch.home)))
    # A form that was not filled in, or a stranger, is nobody's fault; only our own mistakes are logged.
    logging.getLogger("django.request").setLevel(logging.ERROR)
    logging.getLogger("django.security").setLevel(logging.ERROR)
    guard = Guard(with_files(WSGIHandler()), launch, token_used=lambda: say(TOKEN_USED))
    serving = Serving(Errands(guard, launch), take_up(launch))
    PLACE.when_locked(lambda: serving.leave(LOCKED))
    PLACE.when_locked(book.forget_keys)  # connections end with the process, a save under way gets its second
    return serving


def tell(word: str) -> None:
    """One word to the parent."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def in_background(act: Callable[[], None]) -> None:
    """Do this in a thread that does not keep the process alive."""
    threading.Thread(target=act, daemon=True).start()


def _quit_with_parent(serving: Serving) -> None:
    # The parent never writes again: the end of input means that it is gone or wants us gone.
    sys.stdin.read()
    serving.leave(QUIT)


def _lock() -> None:
    PLACE.lock()


def _is_open() -> bool:
    return PLACE.here.kind is not Kind.LOCKED


if __name__ == "__main__":
    code = main()
    os._exit(code)  # at once: threads that still hold words end here, and nothing is tidied to disk
