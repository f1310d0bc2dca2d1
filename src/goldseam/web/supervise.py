"""The parent process: listens, starts a worker, starts a fresh one whenever the book was locked.

It never sees a passphrase, a key or a word, and imports no web framework. Connections that arrive
while a worker is replaced wait in its sockets. docs/decisions/0005-two-stage-start.md
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FrameType

from goldseam.errors import BookError
from goldseam.web.errands import fresh_address, leave_note, take_note_away
from goldseam.web.launch import LOCKED, TOKEN_USED, Launch, new_launch, origin
from goldseam.web.sockets import listen_somewhere, refuse_beyond_loopback, share_with

Announce = Callable[[str], None]
MOST_CRASHES = 3
CALM_SECONDS = 30.0
GOODBYE_SECONDS = 3.0


class Worker:
    """One worker process and the line to it."""

    def __init__(
        self, launch: Launch, sockets: Sequence[socket.socket], on_word: Callable[[str], None]
    ) -> None:
        # -P: no module of the folder one happens to stand in is ever imported.
        command = [sys.executable, "-P", "-m", "goldseam.web.worker"]
        fds = [one.fileno() for one in sockets] if os.name == "posix" else []
        self.process = subprocess.Popen(  # noqa: S603 (our own module)
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, pass_fds=fds, text=True, encoding="utf-8"
        )
        self._ended = threading.Event()
        threading.Thread(target=self._listen, args=(on_word,), daemon=True).start()
        self._say(share_with(launch, sockets, self.process.pid).to_line())

    def wait(self) -> int:
        """The exit code, once it is there. Waits in steps: on Windows Ctrl-C arrives between them."""
        while not self._ended.wait(1.0):
            pass
        return self.process.wait()

    def end(self) -> None:
        """Let it go: the end of its input asks it to; then it is made to."""
        if self.process.stdin is not None:
            _close_quietly(self.process.stdin.close)
        try:
            self.process.wait(GOODBYE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _say(self, line: str) -> None:
        if self.process.stdin is None:
            return
        try:
            self.process.stdin.write(line)
            self.process.stdin.flush()
        except OSError:  # it ended before it listened; `wait` tells
            return

    def _listen(self, on_word: Callable[[str], None]) -> None:
        for line in self.process.stdout or ():
            on_word(line.strip())
        self._ended.set()


def serve(
    home: Path,
    port: int | None = None,
    open_browser: bool = True,
    announce: Announce = lambda sentence: None,
    address: str = "localhost",
) -> int:
    """Show goldseam in the browser until Ctrl-C. Returns an exit code.

    `port` None takes the usual one, or a free one where that is taken; a given port is never swapped.
    Errors: Refused for an address beyond this computer, PortTaken, BadInput, BookError.
    """
    refuse_beyond_loopback(address)
    _make(home)
    running = fresh_address(home)
    if running is not None:
        announce("goldseam runs already; here is a fresh address for it.")
        _show(running, open_browser, announce)
        return 0
    sockets, note = listen_somewhere(port)
    if note:
        announce(note)
    launch = new_launch(sockets[0].getsockname()[1], str(home))
    return Supervisor(launch, sockets, announce, open_browser).run(home)


class Supervisor:
    """Keeps one worker running on the same sockets."""

    def __init__(
        self, launch: Launch, sockets: Sequence[socket.socket], announce: Announce, open_browser: bool
    ) -> None:
        self.launch = launch
        self.sockets = sockets
        self.announce = announce
        self.open_browser = open_browser
        self._worker: Worker | None = None
        self._crashes: list[float] = []

    def run(self, home: Path) -> int:
        """Until Ctrl-C, a quit, or a worker that does not come up."""
        leave_note(home, self.launch)
        before = _stop_politely_on_terminate()
        try:
            return self._keep_running()
        except KeyboardInterrupt:
            self.announce("goldseam has stopped. The book is locked.")
            return 0
        finally:
            _restore(before)
            if self._worker is not None:
                self._worker.end()
            for one in self.sockets:
                one.close()
            take_note_away(home)

    def _keep_running(self) -> int:
        self._start()
        _show(self.launch.address(), self.open_browser, self.announce)
        self.announce(f"Keep this window open. goldseam is at {origin(self.launch.port)}; Ctrl-C stops it.")
        while True:
            code = self._start().wait() if self._worker is None else self._worker.wait()
            self._worker = None
            if code == 0:
                return 0
            if code != LOCKED and self._crashed_too_often():
                self.announce(
                    "goldseam does not start on this computer. The lines above say where it stopped."
                )
                return 1

    def _start(self) -> Worker:
        self._worker = Worker(self.launch, self.sockets, self._hear)
        return self._worker

    def _hear(self, word: str) -> None:
        if word == TOKEN_USED:
            self.launch = self.launch.without_token()

    def _crashed_too_often(self) -> bool:
        now = time.monotonic()
        self._crashes = [*(at for at in self._crashes if now - at < CALM_SECONDS), now]
        return len(self._crashes) >= MOST_CRASHES


def _make(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as problem:
        raise BookError(
            f"The folder {home} cannot be made: {problem.strerror}. Choose another with --home."
        ) from problem


def _show(address: str, open_browser: bool, announce: Announce) -> None:
    """Open the browser, or say the address where there is no screen or no browser comes."""
    if open_browser and has_screen(sys.platform, os.environ) and webbrowser.open(address):
        return
    announce(f"Open this address in your browser. It works once: {address}")


def has_screen(platform: str, environ: Mapping[str, str]) -> bool:
    """Whether a browser window can appear here.

    >>> has_screen("linux", {}), has_screen("linux", {"DISPLAY": ":0"}), has_screen("win32", {})
    (False, True, True)
    """
    if "SSH_CONNECTION" in environ:
        return False
    if platform in {"win32", "darwin"}:
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def _stop_politely_on_terminate() -> object:
    """A terminate signal ends us as Ctrl-C does (main thread only; elsewhere signals are not ours)."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        return None
    return signal.signal(signal.SIGTERM, stop)


def _restore(before: object) -> None:
    if threading.current_thread() is threading.main_thread() and callable(before):
        signal.signal(signal.SIGTERM, before)


def _close_quietly(close: Callable[[], None]) -> None:
    try:
        close()
    except OSError:  # the other end is gone already
        return
