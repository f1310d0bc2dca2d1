"""A recogniser of speech from a Whisper model that the person has on this computer (extra `[speech]`).

The model is a folder as faster-whisper (CTranslate2) wants it. Only a folder is taken, never a model's name:
a name would be fetched, and nothing is fetched here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from goldseam.errors import BadInput
from goldseam.transcripts.sound import NEEDS, RATE
from goldseam.transcripts.speech import Heard, Recogniser, Samples

PAUSE = 0.5  # seconds of silence that end a piece: someone else may go on
_FILES = ("model.bin", "config.json")


def model_folder(text: str) -> Path:
    """The folder of a model, looked at but not opened. Errors: BadInput with what is missing."""
    folder = Path(text).expanduser()
    missing = [name for name in _FILES if not text or not (folder / name).is_file()]
    if missing:
        raise BadInput(
            f"{text or 'Nothing'} was given as a speech model; no {' and no '.join(missing)} is in it. "
            "Give the folder of a Whisper model for faster-whisper."
        )
    return folder


def whisper(folder: Path) -> Recogniser:
    """A recogniser with this model, on the processor, 8-bit. Errors: BadInput where it cannot be loaded."""
    model_folder(str(folder))
    try:
        from faster_whisper import WhisperModel
    except ImportError as missing:
        raise BadInput(NEEDS) from missing
    try:
        model = WhisperModel(str(folder), device="cpu", compute_type="int8", local_files_only=True)
    except (RuntimeError, ValueError, OSError) as why:
        raise BadInput(f"The model in {folder} cannot be loaded ({why}). Fetch it again.") from why

    def recognise(sound: Samples, rate: int) -> Iterable[Heard]:
        if rate != RATE:
            raise BadInput(f"The sound has {rate} samples a second; the model wants {RATE}.")
        segments, _about = model.transcribe(
            np.ascontiguousarray(sound, dtype=np.float32),
            word_timestamps=True,
            vad_filter=True,
            condition_on_previous_text=False,  # else one slip is repeated to the end
        )
        return pieces(word for segment in segments for word in segment.words or ())

    return recognise


def pieces(words: Iterable[Any]) -> Iterator[Heard]:
    """Words with times as pieces that one person says: to the end of a sentence, or to a pause.

    >>> from types import SimpleNamespace as Word
    >>> said = [Word(word=" Yes.", start=0, end=1), Word(word=" And", start=1.2, end=2)]
    >>> [(one.text, one.end) for one in pieces(said)]
    [('Yes.', 1.0), ('And', 2.0)]
    """
    text, start, end = "", 0.0, 0.0
    for word in words:
        if text and (text.rstrip().endswith((".", "?", "!")) or word.start - end >= PAUSE):
            yield Heard(text.strip(), start, end)
            text = ""
        start = start if text else float(word.start)
        text, end = text + word.word, float(word.end)
    if text.strip():
        yield Heard(text.strip(), start, end)
