"""A recording becomes a transcript while the book is open: consent first, in memory only, then let go of.

The recording is never written anywhere: not to the book, not to a temporary file. It is gone when its text is
there, when anything goes wrong, and when the book locks, which ends the process. One is read at a time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from importlib.util import find_spec
from pathlib import Path
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext

from goldseam.acts import consent, sessions, settings, transcripts
from goldseam.errors import BadInput, GoldseamError, Refused
from goldseam.store.models import SessionRow
from goldseam.transcripts.sound import NEEDS, read_sound
from goldseam.transcripts.speech import transcribe
from goldseam.transcripts.whisper import model_folder, whisper

FORMAT = "A recording"
Clock = Callable[[], datetime]


class State(Enum):
    """How far a recording is."""

    READING = "reading"
    DONE = "done"
    STOPPED = "stopped"


@dataclass
class Reading:
    """One recording being read. It holds no sound and no word; `share` goes from 0 to 1."""

    session: UUID
    days: int
    share: float = 0.0
    state: State = State.READING
    said: str = ""
    transcript: UUID | None = None

    def tell(self, share: float) -> None:
        """So much is done."""
        self.share = share


_guard = threading.Lock()
_readings: dict[UUID, Reading] = {}


def set_model(folder: str) -> None:
    """Say where a speech model lies; empty for none. Errors: BadInput for no model, or without the extra."""
    if folder:
        model_folder(folder)
        if not _is_installed():
            raise BadInput(NEEDS)
    settings.change(speech_model=folder)


def _is_installed() -> bool:
    return find_spec("faster_whisper") is not None


def is_on() -> bool:
    """Whether recordings can be read here."""
    return bool(settings.preferences().speech_model)


def begin(session: SessionRow, data: bytes, name: str, clock: Clock, days: int = consent.KEPT_DAYS) -> None:
    """Begin to read a recording, in a thread. `of` says how far it is.

    Errors: Refused without a consent that holds, or while another is read; BadInput where no model is set.
    """
    consent.needed(session, clock())
    folder = model_folder(settings.preferences().speech_model)
    with _guard:
        if any(one.state is State.READING for one in _readings.values()):
            raise Refused("A recording is being read already. Wait until it is done, then add this one.")
        reading = _readings[session.pk] = Reading(session.pk, days)
    held = [data]  # the thread takes it out: then nobody holds it any more
    threading.Thread(target=_read, args=(reading, held, name, folder, clock), daemon=True).start()


def of(session: SessionRow) -> Reading | None:
    """How far the recording of a session is; None where there is none."""
    return _readings.get(session.pk)


def forget(session: SessionRow) -> None:
    """What came of it has been seen."""
    with _guard:
        if session.pk in _readings and _readings[session.pk].state is not State.READING:
            del _readings[session.pk]


def _read(reading: Reading, held: list[bytes], name: str, folder: Path, clock: Clock) -> None:
    try:
        sound, rate = read_sound(held.pop(), name)
        heard = transcribe(sound, rate, whisper(folder), reading.tell)
        session = sessions.session(reading.session)
        row = transcripts.keep(session, heard, FORMAT, clock(), reading.days)
        del sound
        consent.log_read(row, clock())
        reading.transcript = row.pk
        reading.state = State.DONE
    except GoldseamError as wrong:
        reading.said = str(wrong)
    finally:
        if reading.state is State.READING:
            reading.said = reading.said or gettext("Something in goldseam went wrong. Nothing was stored.")
            reading.state = State.STOPPED
        connection.close()
