"""From recorded speech to a transcript: two channels, or two voices told apart (extra `[speech]`).

The recogniser is handed in (any callable from samples to timed text; `whisper` makes one from a folder on
this computer), so the model stays the user's choice and nothing is ever fetched.
Two microphones, one a channel, make telling voices apart needless, and are what we advise. The voice
separation here is for one microphone and two clearly different voices: pitch and tone, two groups.
Consent is asked and the audio deleted by the caller: nothing is written here.
"""

from __future__ import annotations

import wave
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goldseam.errors import BadInput
from goldseam.terms.talk import Transcript
from goldseam.transcripts.cues import Cue, to_transcript

Samples = NDArray[np.floating[Any]]
MAX_SECONDS = 4 * 3600
FRAME = 0.04  # seconds of sound looked at at once
LOWEST, HIGHEST = 70.0, 350.0  # pitch of adult speech in Hz
BANDS = 12


@dataclass(frozen=True)
class Heard:
    """A piece of recognised speech, times in seconds."""

    text: str
    start: float
    end: float


Recogniser = Callable[[Samples, int], Iterable[Heard]]
Tell = Callable[[float], None]


def read_wav(path: Path) -> tuple[Samples, int]:
    """(channels, samples) between -1 and 1 and the rate of a 16-bit WAV file; BadInput for anything else."""
    try:
        with wave.open(str(path), "rb") as sound:
            rate, width, count = sound.getframerate(), sound.getsampwidth(), sound.getnframes()
            if width != 2 or count > MAX_SECONDS * rate:
                raise BadInput(
                    f"{path.name} is not 16-bit, or longer than four hours. Save it as 16-bit WAV."
                )
            raw = np.frombuffer(sound.readframes(count), dtype="<i2").astype(np.float64)
            return raw.reshape(-1, sound.getnchannels()).T / 32768.0, rate
    except (wave.Error, EOFError, OSError) as why:
        raise BadInput(f"{path.name} cannot be read as WAV ({why}). Save it as 16-bit WAV.") from why


def transcribe(
    sound: Samples, rate: int, recognise: Recogniser, tell: Tell = lambda _share: None
) -> Transcript:
    """Turns of a recording: a channel a speaker where there are two that differ, else two voices told apart.

    `tell` gets the share that is done, 0 to 1, as pieces come. Raises BadInput where nobody speaks.
    """
    if sound.ndim == 2 and len(sound) == 2 and not np.allclose(sound[0], sound[1], atol=0.02):
        cues = [
            Cue(piece.text, f"Channel {number + 1}", piece.start, piece.end)
            for number, channel in enumerate(sound)
            for piece in _told(recognise(channel, rate), len(channel) / rate, tell, 0.5 * number, 0.5)
        ]
        return to_transcript(sorted(cues, key=lambda cue: cue.start or 0.0))
    mono = sound[0] if sound.ndim == 2 else sound
    pieces = list(_told(recognise(mono, rate), len(mono) / rate, tell, 0.0, 1.0))
    voices = two_voices(mono, rate, [(piece.start, piece.end) for piece in pieces])
    cues = [
        Cue(p.text, f"Voice {voice + 1}", p.start, p.end) for p, voice in zip(pieces, voices, strict=True)
    ]
    return to_transcript(cues)


def _told(pieces: Iterable[Heard], seconds: float, tell: Tell, before: float, part: float) -> Iterator[Heard]:
    for piece in pieces:
        tell(before + part * min(piece.end / max(seconds, 1e-9), 1.0))
        yield piece


def two_voices(sound: Samples, rate: int, pieces: Sequence[tuple[float, float]]) -> list[int]:
    """0 or 1 for each piece (start, end in seconds): which of two voices; the first piece is voice 0.

    Two groups by pitch and tone (k-means from the two pieces furthest apart in pitch); deterministic.
    """
    if not pieces:
        return []
    marks = np.array([_voice(sound[int(a * rate) : int(b * rate)], rate) for a, b in pieces])
    spread = marks.std(axis=0)
    scaled = (marks - marks.mean(axis=0)) / np.where(spread > 1e-9, spread, 1.0)
    scaled[:, 0] *= 3.0  # pitch tells two voices apart best; the tone of twelve bands helps it
    centres = scaled[[int(marks[:, 0].argmin()), int(marks[:, 0].argmax())]]
    groups = np.zeros(len(pieces), dtype=int)
    for _ in range(20):
        groups = ((scaled[:, None] - centres[None]) ** 2).sum(axis=2).argmin(axis=1)
        centres = np.array(
            [scaled[groups == g].mean(axis=0) if (groups == g).any() else centres[g] for g in (0, 1)]
        )
    return [int(group != groups[0]) for group in groups]


def _voice(piece: Samples, rate: int) -> Samples:
    """Median log pitch, and the mean log energy of BANDS bands below 4 kHz without the loudness."""
    size = max(int(FRAME * rate), 64)
    count = len(piece) // size
    if count == 0:
        return np.zeros(1 + BANDS)
    frames = piece[: count * size].reshape(count, size)
    power = (frames**2).mean(axis=1)
    frames = frames[power >= 0.1 * power.max()] * np.hanning(size)
    spectrum = np.abs(np.fft.rfft(frames, axis=1)) ** 2
    top = min(spectrum.shape[1], int(4000 * size / rate))
    bands = np.log(
        np.array([part.sum() for part in np.array_split(spectrum[:, :top].mean(axis=0), BANDS)]) + 1e-12
    )
    return np.concatenate(
        [[np.log(np.median([_pitch(frame, rate) for frame in frames]))], bands - bands.mean()]
    )


def _pitch(frame: Samples, rate: int) -> float:
    """Hz of the strongest repetition between LOWEST and HIGHEST (autocorrelation)."""
    near, far = int(rate / HIGHEST), int(rate / LOWEST)
    size = 2 ** int(np.ceil(np.log2(2 * len(frame))))
    again = np.fft.irfft(np.abs(np.fft.rfft(frame, size)) ** 2)[: far + 1]
    return rate / (near + int(again[near:].argmax()))
