"""Speech: two made-up voices are told apart, two channels need no telling, bad sound is refused."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from goldseam.errors import BadInput
from goldseam.transcripts.speech import Heard, Samples, read_wav, transcribe, two_voices

RATE = 16_000
ORDER = [0, 1, 0, 1, 1, 0, 0, 1]


def voice(pitch: float, seconds: float, seed: int) -> Samples:
    """A buzz of harmonics that falls off with height, wavering a little as a voice does."""
    rng = np.random.default_rng(seed)
    time = np.arange(int(RATE * seconds)) / RATE
    phase = 2 * np.pi * np.cumsum(pitch * (1 + 0.04 * np.sin(2 * np.pi * 3 * time + seed))) / RATE
    sound = sum(np.sin(n * phase) / n for n in range(1, 15))
    return np.asarray(0.1 * sound + 0.01 * rng.standard_normal(len(time)))


def dialogue() -> tuple[Samples, list[Heard]]:
    """Eight pieces of 1.5 s with half a second of silence between; the words name the true voice."""
    sound, pieces, at = [], [], 0.0
    for number, who in enumerate(ORDER):
        sound += [voice((115.0, 205.0)[who], 1.5, number), np.zeros(RATE // 2)]
        pieces.append(Heard(f"word {who}", at, at + 1.5))
        at += 2.0
    return np.concatenate(sound), pieces


def test_two_made_up_voices_are_told_apart() -> None:
    sound, pieces = dialogue()
    assert two_voices(sound, RATE, [(p.start, p.end) for p in pieces]) == ORDER


def test_a_recording_of_one_channel_becomes_turns_of_two_voices() -> None:
    sound, pieces = dialogue()
    turns = transcribe(sound, RATE, lambda _sound, _rate: pieces).turns
    assert [(turn.label, turn.text) for turn in turns[:3]] == [
        ("Voice 1", "word 0"),
        ("Voice 2", "word 1"),
        ("Voice 1", "word 0"),
    ]
    assert turns[3].text == "word 1 word 1"


def test_two_channels_are_two_speakers_in_the_order_of_time() -> None:
    left = [Heard("Hello.", 0.0, 1.0), Heard("And now?", 4.0, 5.0)]
    right = [Heard("Hi.", 2.0, 3.0)]
    sound = np.stack([np.zeros(100), np.ones(100)])
    turns = transcribe(sound, RATE, lambda channel, _rate: left if channel[0] == 0 else right).turns
    assert [(t.label, t.text) for t in turns] == [
        ("Channel 1", "Hello."),
        ("Channel 2", "Hi."),
        ("Channel 1", "And now?"),
    ]


def test_no_speech_is_no_transcript() -> None:
    assert two_voices(np.zeros(100), RATE, []) == []
    assert two_voices(np.zeros(RATE), RATE, [(0.0, 0.001), (0.1, 0.9)]) in ([0, 0], [0, 1])
    with pytest.raises(BadInput):
        transcribe(np.zeros(RATE), RATE, lambda _sound, _rate: [])


def test_a_wav_file_is_read_and_anything_else_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    with wave.open(str(path), "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(np.array([[0, 16384], [-16384, 0]], dtype="<i2").tobytes())
    sound, rate = read_wav(path)
    assert rate == 8000
    assert sound.tolist() == [[0.0, -0.5], [0.5, 0.0]]
    path.write_bytes(b"RIFF....")
    with pytest.raises(BadInput, match="WAV"):
        read_wav(path)
