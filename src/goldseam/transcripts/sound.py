"""From a recording's bytes to samples, in memory only: WAV always, other formats with the extra `[speech]`.

Nothing is written to disk. A file that is long, broken or no sound gets a sentence before it can fill memory.
"""

from __future__ import annotations

import io
import re
import wave
from collections.abc import Iterator

import numpy as np

from goldseam.errors import BadInput
from goldseam.transcripts.speech import Samples

MOST_BYTES = 150_000_000
MAX_SECONDS = 2 * 3600
RATE = 16_000  # what recognisers of speech want
# A recording is told by its first bytes, and read as that alone: left to probe, the decoder also knows
# playlists, which name other files and addresses for it to open.
_KINDS: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    ("wav", re.compile(rb"RIFF....WAVE", re.DOTALL)),
    ("mov", re.compile(rb"....ftyp", re.DOTALL)),
    ("ogg", re.compile(rb"OggS")),
    ("flac", re.compile(rb"fLaC")),
    ("matroska", re.compile(rb"\x1aE\xdf\xa3")),
    ("aac", re.compile(rb"\xff[\xf0\xf1\xf8\xf9]")),
    ("mp3", re.compile(rb"ID3|\xff[\xe2-\xe7\xf2-\xf7\xfa-\xff]")),
)
NEEDS = "Reading speech needs an extra: pip install 'goldseam[speech]'."


def read_sound(data: bytes, name: str = "") -> tuple[Samples, int]:
    """(channels, samples) between -1 and 1, at most two channels, and the rate.

    Errors: BadInput for a file over a limit, or one that holds no sound.
    """
    called = name or "The recording"
    if len(data) > MOST_BYTES:
        raise BadInput(f"{called} has {len(data):,} bytes; a recording may have {MOST_BYTES:,}.")
    try:
        import av  # noqa: F401
    except ImportError:
        if not data.startswith(b"RIFF"):
            raise BadInput(f"{called} is no WAV file. {NEEDS}") from None
        return _wav(data, called)
    return _decoded(data, called), RATE


def _wav(data: bytes, called: str) -> tuple[Samples, int]:
    try:
        with wave.open(io.BytesIO(data), "rb") as sound:
            rate, channels = sound.getframerate(), sound.getnchannels()
            if sound.getsampwidth() != 2 or not 0 < rate <= 192_000 or not 1 <= channels <= 8:
                raise BadInput(f"{called} is not 16-bit sound. Save it as 16-bit WAV.")
            if sound.getnframes() > MAX_SECONDS * rate:
                raise _too_long(called)
            raw = np.frombuffer(sound.readframes(sound.getnframes()), dtype="<i2")
    except (wave.Error, EOFError) as why:
        raise BadInput(f"{called} cannot be read as WAV ({why}). Save it as 16-bit WAV.") from why
    whole = raw[: len(raw) // channels * channels].reshape(-1, channels)
    return (whole.T[:2] / 32768.0).astype(np.float32), rate


def _decoded(data: bytes, called: str) -> Samples:
    import av

    try:
        parts = list(_frames(data, called))
    except (av.FFmpegError, ValueError, EOFError) as why:
        raise BadInput(f"{called} cannot be read as sound. Save it as WAV, MP3, M4A or Opus.") from why
    if not parts:
        raise BadInput(f"{called} holds no sound. Give a recording with speech in it.")
    whole = np.concatenate(parts, axis=1)
    return (whole / 32768.0).astype(np.float32)


def _frames(data: bytes, called: str) -> Iterator[np.ndarray]:
    """16-bit samples (channels, some), counted as they come: a small file may unfold to days."""
    import av

    kind = next((name for name, first in _KINDS if first.match(data)), "")
    if not kind:
        raise BadInput(f"{called} is no recording known here. Give WAV, MP3, M4A, FLAC, Opus or WebM.")
    with av.open(io.BytesIO(data), mode="r", format=kind, metadata_errors="ignore") as box:
        if not box.streams.audio:
            raise BadInput(f"{called} holds no sound. Give a recording with speech in it.")
        stream = box.streams.audio[0]
        layout = "stereo" if stream.codec_context.channels >= 2 else "mono"
        resampler = av.AudioResampler(format="s16p", layout=layout, rate=RATE)
        count = 0
        for frame in box.decode(stream):
            for piece in resampler.resample(frame):
                samples = piece.to_ndarray()
                count += samples.shape[1]
                if count > MAX_SECONDS * RATE:
                    raise _too_long(called)
                yield samples


def _too_long(called: str) -> BadInput:
    return BadInput(f"{called} is longer than two hours. Give it in parts.")
