"""`goldseam transcribe`: consent first, WebVTT out, the recording deleted only once its text is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from goldseam import cli
from goldseam.corpus.transcribing import transcribe_file
from goldseam.errors import BadInput
from goldseam.transcripts import read_path, whisper
from spoken import SAID, dialogue, reads_from_a_script, wav


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    path = tmp_path / "talk.wav"
    path.write_bytes(wav(dialogue()))
    return path


@pytest.fixture
def scripted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model's folder, and a made-up recogniser in its place."""
    folder = tmp_path / "model"
    folder.mkdir()
    for name in ("model.bin", "config.json"):
        (folder / name).touch()
    monkeypatch.setattr(whisper, "whisper", lambda _folder: reads_from_a_script)
    return folder


def quiet(_: str) -> None:
    """Take a line."""


def test_two_voices_become_turns_in_a_webvtt_file(recording: Path, tmp_path: Path) -> None:
    told: list[str] = []
    done = transcribe_file(recording, tmp_path / "t.vtt", reads_from_a_script, told.append, quiet)
    assert (done.turns, done.voices, done.deleted) == (8, 2, False)
    turns = read_path(tmp_path / "t.vtt").turns
    assert [turn.text for turn in turns] == list(SAID)
    assert [turn.label for turn in turns] == ["Voice 1", "Voice 2"] * 4
    assert told[-1] == "98% of 0.3 minutes"
    assert recording.exists()


def test_the_recording_goes_once_its_text_is_there(recording: Path, tmp_path: Path) -> None:
    transcribe_file(recording, tmp_path / "t.vtt", reads_from_a_script, quiet, quiet, delete=True)
    assert [path.name for path in tmp_path.iterdir()] == ["t.vtt"]


@pytest.mark.parametrize("wrong", ["silence", "no sound", "no folder", "a crash"])
def test_where_something_goes_wrong_the_recording_stays_and_no_text_is_left(
    recording: Path, tmp_path: Path, wrong: str
) -> None:
    out = tmp_path / "nowhere" / "t.vtt" if wrong == "no folder" else tmp_path / "t.vtt"
    if wrong == "no sound":
        recording.write_bytes(b"RIFF no sound")

    def hears(sound: object, rate: int) -> object:
        if wrong == "a crash":
            raise ZeroDivisionError
        return [] if wrong == "silence" else reads_from_a_script(sound, rate)  # type: ignore[arg-type]

    with pytest.raises((BadInput, ZeroDivisionError)):
        transcribe_file(recording, out, hears, quiet, quiet, delete=True)  # type: ignore[arg-type]
    assert [path.name for path in tmp_path.iterdir()] == ["talk.wav"]


def test_without_a_word_on_consent_nothing_is_read(
    recording: Path, scripted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["transcribe", str(recording), "--model", str(scripted)]) == 2
    assert "Give --consented once they have agreed." in capsys.readouterr().err


def test_on_the_command_line_the_text_goes_to_a_pipe_and_progress_beside_it(
    recording: Path, scripted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["transcribe", str(recording), "--model", str(scripted), "--consented"]
    assert cli.main(words) == 0
    said = capsys.readouterr()
    assert said.out.startswith("WEBVTT")
    assert SAID[3] in said.out
    assert "8 turns of 2 voices" in said.err
    assert "The recording is still where it was." in said.err
    assert SAID[3] not in said.err


def test_a_model_that_is_not_there_is_told(recording: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["transcribe", str(recording), "--model", "tiny.en", "--consented"]) == 2
    assert "tiny.en was given as a speech model" in capsys.readouterr().err
