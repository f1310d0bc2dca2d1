"""`goldseam transcribe` as a function: a recording in, WebVTT out, the recording deleted where asked.

The recording is read into memory; no copy of it is made. It is deleted only once its text is there whole, so
that a run that goes wrong loses nobody's only recording.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from goldseam.errors import BadInput
from goldseam.transcripts import read
from goldseam.transcripts.captions import write_vtt
from goldseam.transcripts.sound import MOST_BYTES, read_sound
from goldseam.transcripts.speech import Recogniser, transcribe

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Written:
    """What came of a recording: turns, voices, minutes, and whether the recording was deleted."""

    turns: int
    voices: int
    minutes: float
    deleted: bool


def transcribe_file(
    path: Path, out: Path | None, recognise: Recogniser, tell: Tell, say: Tell, delete: bool = False
) -> Written:
    """Turn a recording into WebVTT at `out`, or into `say` where that is None; `tell` gets lines of progress.

    Errors: BadInput where the recording cannot be read, nobody speaks, or the text cannot be written. Nothing
    is written and nothing deleted then.
    """
    sound, rate = read_sound(_load(path), path.name)
    minutes = sound.shape[1] / rate / 60
    transcript = transcribe(sound, rate, recognise, _by_tenths(tell, minutes))
    text = write_vtt(transcript)
    if out is None:
        say(text)
    else:
        _put(text, out)
    if delete:
        path.unlink()
    voices = len({turn.label for turn in transcript.turns})
    return Written(len(transcript.turns), voices, minutes, delete)


def _load(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError as why:
        raise BadInput(f"{path} cannot be opened ({why.strerror}). Check the name and try again.") from why


def _by_tenths(tell: Tell, minutes: float) -> Callable[[float], None]:
    """A line of progress at each tenth."""
    told = [0]

    def heard(share: float) -> None:
        tenth = int(share * 10)
        if tenth > told[0]:
            told[0] = tenth
            tell(f"{share:.0%} of {minutes:.1f} minutes")

    return heard


def _put(text: str, out: Path) -> None:
    """Written beside its place, put there at once, and read back as the transcript it is."""
    fresh = out.with_name(out.name + ".new")
    try:
        fresh.write_text(text, encoding="utf-8")
        read(fresh.read_bytes(), out.name)
        os.replace(fresh, out)
    except OSError as problem:
        raise BadInput(f"{out} cannot be written ({problem.strerror}). Give another --out.") from problem
    finally:
        fresh.unlink(missing_ok=True)
