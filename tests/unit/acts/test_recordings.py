"""A recording becomes a transcript: consent first, in memory only, let go of whatever happens."""

from __future__ import annotations

import gc
import tempfile
import threading
import weakref
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from cast import NOW, held, sam
from contract.canaries import scan
from goldseam.acts import consent, people, recordings, settings, transcripts
from goldseam.acts.consent import By, Given, How
from goldseam.acts.recordings import State
from goldseam.errors import BadInput, Refused
from goldseam.store.models import SessionRow, TranscriptRow
from goldseam.transcripts.speech import Heard
from spoken import SAID, buzz, dialogue, reads_from_a_script, wav

MARKED = b"marmalade lighthouse"  # stands in the WAV after its sound
SOUND = wav(dialogue()) + b"note" + len(MARKED).to_bytes(4, "little") + MARKED
pytestmark = pytest.mark.usefixtures("open_book")


def clock() -> datetime:
    return NOW


@pytest.fixture
def session(open_book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SessionRow]:
    """A session with a consent, a model's folder, and a made-up recogniser."""
    folder = tmp_path / "model"
    folder.mkdir()
    for name in ("model.bin", "config.json"):
        (folder / name).touch()
    monkeypatch.setattr(recordings, "_is_installed", lambda: True)
    monkeypatch.setattr(recordings, "whisper", lambda _folder: reads_from_a_script)
    recordings.set_model(str(folder))
    row = held(people.alliance_of(sam()), 3)
    consent.record(row, Given(By.CLIENT, How.SIGNED, NOW.date()), NOW)
    yield row
    recordings._readings.clear()


def read(session: SessionRow, data: bytes = SOUND) -> recordings.Reading:
    """Begin, and wait until it is over."""
    before = set(threading.enumerate())
    recordings.begin(session, data, "talk.wav", clock)
    for thread in set(threading.enumerate()) - before:
        thread.join(30)
    found = recordings.of(session)
    assert found is not None
    return found


def test_a_recording_becomes_turns_of_two_voices(session: SessionRow) -> None:
    done = read(session)
    assert (done.state, done.said) == (State.DONE, "")
    row = TranscriptRow.rows.get()
    assert row.pk == done.transcript
    turns = transcripts.transcript_of(row).turns
    assert [turn.text for turn in turns] == list(SAID)
    assert [turn.label for turn in turns] == ["Voice 1", "Voice 2"] * 4
    assert row.confirmed_at is None
    assert [(log.what, log.turns) for log in consent.log_of(session)] == [("read", 8)]


def test_without_a_consent_it_is_not_even_begun(session: SessionRow) -> None:
    other = held(session.alliance, 4)
    with pytest.raises(Refused, match="No consent"):
        recordings.begin(other, SOUND, "talk.wav", clock)
    assert recordings.of(other) is None


def test_a_consent_taken_back_meanwhile_leaves_no_text(
    session: SessionRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def takes_it_back(sound: object, rate: int) -> Iterable[Heard]:
        consent.withdraw(consent.needed(session, NOW), NOW)
        return reads_from_a_script(sound, rate)  # type: ignore[arg-type]

    monkeypatch.setattr(recordings, "whisper", lambda _folder: takes_it_back)
    done = read(session)
    assert done.state is State.STOPPED
    assert "No consent" in done.said
    assert not TranscriptRow.rows.exists()


@pytest.mark.parametrize("way", ["done", "nobody speaks", "no sound", "a crash"])
def test_the_sound_is_in_no_file_and_nobody_holds_it_afterwards(
    session: SessionRow, open_book: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = open_book.parent / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setattr(threading, "excepthook", lambda _crash: None)
    seen: list[weakref.ref[object]] = []

    def hears(sound: np.ndarray, rate: int) -> Iterable[Heard]:
        seen.append(weakref.ref(sound.base if sound.base is not None else sound))
        assert scan([open_book.parent], [MARKED.decode()]) == []
        if way == "a crash":
            raise ZeroDivisionError
        return [] if way == "nobody speaks" else reads_from_a_script(sound, rate)

    monkeypatch.setattr(recordings, "whisper", lambda _folder: hears)
    done = read(session, b"RIFF" + MARKED if way == "no sound" else SOUND)
    assert (done.state is State.DONE) == (way == "done")
    assert bool(done.said) == (way != "done")
    gc.collect()
    assert [one() for one in seen] == [None] * (way != "no sound")
    assert not any(isinstance(value, bytes | np.ndarray) for value in vars(done).values())
    assert list(temporary.iterdir()) == []
    assert scan([open_book.parent], [MARKED.decode(), SAID[3]]) == []
    assert TranscriptRow.rows.exists() == (way == "done")


def test_one_recording_is_read_at_a_time(session: SessionRow, monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()

    def waits(sound: object, rate: int) -> Iterable[Heard]:
        go.wait(20)
        return reads_from_a_script(sound, rate)  # type: ignore[arg-type]

    monkeypatch.setattr(recordings, "whisper", lambda _folder: waits)
    before = set(threading.enumerate())
    recordings.begin(session, SOUND, "talk.wav", clock)
    with pytest.raises(Refused, match="already"):
        recordings.begin(session, SOUND, "again.wav", clock)
    recordings.forget(session)  # it is still read: nothing to forget
    assert recordings.of(session) is not None
    go.set()
    for thread in set(threading.enumerate()) - before:
        thread.join(30)
    recordings.forget(session)
    assert recordings.of(session) is None


def test_a_model_is_a_folder_that_holds_one(session: SessionRow, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"model\.bin"):
        recordings.set_model(str(tmp_path))
    assert settings.preferences().speech_model
    recordings.set_model("")
    assert not recordings.is_on()
    with pytest.raises(BadInput):
        recordings.begin(session, SOUND, "talk.wav", clock)


def test_without_the_extra_a_model_is_not_taken(session: SessionRow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recordings, "_is_installed", lambda: False)
    with pytest.raises(BadInput, match=r"goldseam\[speech\]"):
        recordings.set_model(settings.preferences().speech_model)


def test_sound_of_one_voice_is_one_speaker_or_two_and_never_an_error(
    session: SessionRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = [Heard("Is anybody there?", 0.0, 1.5)]
    monkeypatch.setattr(recordings, "whisper", lambda _folder: lambda _sound, _rate: once)
    assert read(session, wav(buzz(120, 2.0))).state is State.DONE
