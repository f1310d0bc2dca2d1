"""Every transcript format: its sample gives the same seven turns, and a reader accepts only its own."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from goldseam.terms.talk import Speaker
from goldseam.transcripts import FORMATS, Format, guess_roles, read_path
from goldseam.transcripts.limits import open_source

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "transcripts"
FILES = sorted(path for path in SAMPLES.iterdir() if path.suffix != ".md")
OF_FORMAT = {
    "Word": {"teams.docx"},
    "WebVTT": {"zoom.vtt", "teams_v_tag.vtt", "teams_stream_old.vtt"},
    "SubRip": {"plain.srt"},
    "SubViewer": {"captions.sbv"},
    "ELAN": {"elan.eaf"},
    "TextGrid": {"long.TextGrid", "short.TextGrid"},
    "CHAT": {"chat.cha"},
    "whisperX": {"whisperx.json"},
    "AssemblyAI": {"assemblyai.json"},
    "AWS Transcribe": {"aws.json"},
    "Google Speech-to-Text": {"google.json"},
    "Table": {"dialogue.csv"},
    "Otter": {"otter.txt"},
    "Rev": {"rev.txt"},
    "Plain text": {"verbatim_T_C.txt", "names.txt"},
}
NO_TIMES = {"verbatim_T_C.txt", "names.txt"}
WHOLE_SECONDS = {"otter.txt", "rev.txt", "teams.docx"}
NO_SPEAKERS = {"teams_stream_old.vtt"}


def expected() -> list[dict[str, str]]:
    """The dialogue, read with the standard library alone."""
    with (SAMPLES / "dialogue.csv").open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_each_format_has_a_sample() -> None:
    assert set(OF_FORMAT) == {form.name for form in FORMATS}
    assert set.union(*OF_FORMAT.values()) == {path.name for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_the_same_words_come_out_of_every_layout(path: Path) -> None:
    turns = read_path(path).turns
    assert [turn.text for turn in turns] == [row["text"] for row in expected()]
    assert [turn.number for turn in turns] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_times_are_as_exact_as_the_layout_allows_and_never_invented(path: Path) -> None:
    for turn, row in zip(read_path(path).turns, expected(), strict=True):
        if path.name in NO_TIMES:
            assert turn.start is None
            assert turn.end is None
        elif path.name in WHOLE_SECONDS:
            assert turn.start == int(float(row["start"]))
            assert turn.end is None
        else:
            assert turn.start == pytest.approx(float(row["start"]), abs=0.002)
            assert turn.end == pytest.approx(float(row["end"]), abs=0.002)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_the_speakers_are_guessed_right_or_left_open(path: Path) -> None:
    transcript = read_path(path)
    speakers = [turn.speaker for turn in transcript.turns]
    if path.name in NO_SPEAKERS:
        assert set(speakers) == {Speaker.UNKNOWN}
        assert guess_roles(transcript).sure == 0.0
    else:
        assert speakers == [Speaker(row["speaker"].lower()) for row in expected()]
        assert guess_roles(transcript).because.endswith(".")


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
@pytest.mark.parametrize("form", FORMATS, ids=lambda f: f.name)
def test_a_reader_accepts_only_its_own(form: Format, path: Path) -> None:
    source = open_source(path.read_bytes(), path.name)
    assert form.recognises(source) == (path.name in OF_FORMAT[form.name])
