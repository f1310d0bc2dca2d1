"""A recording's bytes become samples in memory, within limits; text becomes WebVTT that reads back the same."""

from __future__ import annotations

import io
import wave
from pathlib import Path

import numpy as np
import pytest

from goldseam.errors import BadInput
from goldseam.terms.talk import Transcript, Turn
from goldseam.transcripts import read, sound
from goldseam.transcripts.captions import write_vtt
from goldseam.transcripts.sound import read_sound
from goldseam.transcripts.speech import transcribe
from goldseam.transcripts.whisper import model_folder, whisper
from spoken import SAMPLE, buzz, dialogue, reads_from_a_script, wav


@pytest.fixture(params=["with the extra", "without it"])
def extra(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of reading sound, where this computer has both."""
    if request.param == "without it":
        monkeypatch.setitem(__import__("sys").modules, "av", None)
    else:
        pytest.importorskip("av", reason="goldseam[speech] is not installed")
    return str(request.param)


def test_a_wav_of_one_channel_keeps_its_length_and_loudness(extra: str) -> None:
    samples, rate = read_sound(wav(buzz(150, 2.0)), "a.wav")
    assert samples.shape[0] == 1
    assert samples.shape[1] / rate == pytest.approx(2.0, abs=0.01)
    assert np.abs(samples).max() == pytest.approx(np.abs(buzz(150, 2.0)).max(), abs=0.02)


def test_two_channels_stay_apart(extra: str) -> None:
    samples, _rate = read_sound(wav(np.stack([buzz(150, 1.0), np.zeros(16_000)])), "a.wav")
    assert samples.shape[0] == 2
    assert np.abs(samples[0]).max() > 0.1 > 0.02 > np.abs(samples[1]).max()


HOSTILE = {
    "nothing": b"",
    "text": b"T: Hello.\nC: Hi.\n" * 50,
    "noise": bytes(range(256)) * 200,
    "half a wav": b"RIFF\xff\xff\xff\xffWAVEfmt ",
    "a wav without sound": wav(np.zeros((1, 0))),
    "nuls": b"\x00" * 10_000,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(500),
    "half an opus": SAMPLE.read_bytes()[:200],
    "a playlist": b"#EXTM3U\nfile:///etc/passwd\nhttp://127.0.0.1:9/x.wav\n",
    "a playlist dressed as sound": b"ID3\x03\x00\x00\x00\x00\x00\x00#EXTM3U\nhttp://127.0.0.1:9/x.wav\n" * 9,
    "a concat script": b"ffconcat version 1.0\nfile '/etc/passwd'\n",
}


@pytest.mark.parametrize("form", ["wav", "flac", "ogg", "mp3", "mp4", "matroska", "adts"])
def test_each_usual_format_is_read(form: str) -> None:
    av = pytest.importorskip("av", reason="goldseam[speech] is not installed")
    codec = {"wav": "pcm_s16le", "flac": "flac", "ogg": "libopus", "mp3": "libmp3lame"}.get(form, "aac")
    out = io.BytesIO()
    with av.open(out, "w", format=form) as box:
        stream = box.add_stream(codec, rate=48_000, layout="mono")
        tone = (buzz(150, 1.0, 48_000) * 32767).astype("<i2")[None, :]
        frame = av.AudioFrame.from_ndarray(tone, format="s16", layout="mono")
        frame.sample_rate = 48_000
        fit = av.AudioResampler(stream.format.name, "mono", 48_000, frame_size=stream.frame_size or 1024)
        for piece in (*fit.resample(frame), *fit.resample(None)):
            box.mux(stream.encode(piece))
        box.mux(stream.encode(None))
    samples, rate = read_sound(out.getvalue())
    assert samples.shape[1] / rate == pytest.approx(1.0, abs=0.15)


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_recording_gets_a_sentence(extra: str, name: str) -> None:
    with pytest.raises(BadInput):
        transcribe(*read_sound(HOSTILE[name], "x.wav"), lambda _sound, _rate: [])


def test_a_small_file_that_unfolds_to_more_than_two_hours_is_refused(
    extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sound, "MAX_SECONDS", 1)
    with pytest.raises(BadInput, match="longer than two hours"):
        read_sound(wav(buzz(150, 2.0)), "a.wav")


def test_a_wav_whose_head_lies_about_its_length_is_no_danger(extra: str) -> None:
    data = bytearray(wav(buzz(150, 1.0)))
    data[40:44] = (2**31).to_bytes(4, "little")
    try:
        samples, rate = read_sound(bytes(data), "a.wav")
    except BadInput:
        return
    assert samples.shape[1] / rate <= 1.01


def test_too_many_bytes_are_refused_before_any_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound, "MOST_BYTES", 100)
    with pytest.raises(BadInput, match="may have 100"):
        read_sound(bytes(101), "a.wav")


def test_odd_wavs_without_the_extra_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "av", None)
    with pytest.raises(BadInput, match=r"goldseam\[speech\]"):
        read_sound(SAMPLE.read_bytes(), "a.opus")
    out = io.BytesIO()
    with wave.open(out, "wb") as eight:
        eight.setnchannels(1)
        eight.setsampwidth(1)
        eight.setframerate(8000)
        eight.writeframes(bytes(8000))
    with pytest.raises(BadInput, match="16-bit"):
        read_sound(out.getvalue(), "a.wav")


def test_two_channels_with_the_same_sound_are_one_microphone() -> None:
    both = np.stack([dialogue(), dialogue()])
    turns = transcribe(both, 16_000, reads_from_a_script).turns
    assert {turn.label for turn in turns} == {"Voice 1", "Voice 2"}
    assert len(turns) == 8


def test_progress_goes_from_nothing_to_all() -> None:
    told: list[float] = []
    transcribe(dialogue(), 16_000, reads_from_a_script, told.append)
    assert told == sorted(told)
    assert len(told) == 8
    assert 0 < told[0] < told[-1] <= 1


def test_a_recording_given_as_a_transcript_is_told_where_to_go() -> None:
    with pytest.raises(BadInput, match="goldseam transcribe"):
        read(wav(buzz(150, 0.1)), "Talk.WAV")
    assert read(b"T1: Hello.\nC1: Hi there.", "odd.wav").turns  # words are words, whatever the name


def test_text_written_as_webvtt_reads_back_the_same() -> None:
    talk = Transcript(
        (
            Turn(1, "Voice 1", "Less <b>is</b> more --> & so on.", 0.0, 1.25),
            Turn(2, "Voice 2", "Yes: I know.", 4000.0, 4003.999),
        )
    )
    again = read(write_vtt(talk).encode(), "a.vtt").turns
    assert [(t.label, t.text, t.start, t.end) for t in again] == [
        (t.label, t.text, t.start, t.end) for t in talk.turns
    ]


@pytest.mark.parametrize("given", ["", "tiny.en", "/nowhere/at/all"])
def test_a_models_name_is_no_model_and_nothing_is_fetched(given: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"model\.bin"):
        model_folder(given)
    with pytest.raises(BadInput):
        whisper(tmp_path)


def test_a_folder_that_only_looks_like_a_model_gets_a_sentence(tmp_path: Path) -> None:
    pytest.importorskip("faster_whisper", reason="goldseam[speech] is not installed")
    (tmp_path / "model.bin").write_bytes(b"no model")
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(BadInput, match="cannot be loaded"):
        whisper(tmp_path)
