"""A made-up conversation: what the two voices of `samples/speech/two_voices.opus` say, and sound for tests."""

from __future__ import annotations

import io
import wave
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

from goldseam.transcripts.speech import Heard, Samples

SAMPLE = Path(__file__).parent / "samples" / "speech" / "two_voices.opus"
SAID = (
    "Last week you left a little early. How was that session for you?",
    "It was fine. I do not really want to talk about it.",
    "I also noticed that I kept pushing the homework.",
    "You never listen to me. You talked about the worksheet when I was telling you about my mother.",
    "You are right. I moved on when you needed me to stay with you. I am sorry.",
    "I thought about not coming back, to be honest.",
    "Thank you for telling me. What was that like?",
    "It was hard. I expect too much, my sister says.",
)


def wav(samples: Samples, rate: int = 16_000) -> bytes:
    """16-bit WAV of (channels, samples) or one channel."""
    whole = np.atleast_2d(samples)
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(len(whole))
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes((whole.T * 32767).astype("<i2").tobytes())
    return out.getvalue()


def buzz(pitch: float, seconds: float, rate: int = 16_000) -> Samples:
    """A voice-like sound: a tone and what lies above it."""
    time = np.arange(int(rate * seconds)) / rate
    return np.asarray(0.1 * sum(np.sin(2 * np.pi * pitch * n * time) / n for n in range(1, 12)))


def dialogue() -> Samples:
    """Eight pieces of 2 s with half a second between: a low voice and a high one in turn."""
    pause = np.zeros(8_000)
    return np.concatenate([x for n in range(8) for x in (buzz((110.0, 210.0)[n % 2], 2.0), pause)])


def reads_from_a_script(_sound: Samples, _rate: int) -> Iterable[Heard]:
    """A made-up recogniser: it hears the eight sentences at the times of `dialogue`."""
    for n, words in enumerate(SAID):
        yield Heard(words, 2.5 * n, 2.5 * n + 2.0)


Script = Callable[[Samples, int], Iterable[Heard]]
