"""Readers of transcript formats, and what must come out of a text before it is shared.

`read` takes a file's bytes, `read_path` a file; both find the format by what the file holds. To
add a format: a reader, its name in FORMATS, a sample (docs/how-to/add-a-transcript-format.md).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from goldseam.errors import BadInput
from goldseam.terms.talk import Transcript
from goldseam.transcripts.captions import is_sbv, is_srt, is_vtt, read_sbv, read_srt, read_vtt
from goldseam.transcripts.chat import is_chat, read_chat
from goldseam.transcripts.docx import is_docx, read_docx
from goldseam.transcripts.elan import is_elan, read_elan
from goldseam.transcripts.limits import MAX_BYTES, SOUND, Source, open_source
from goldseam.transcripts.plain import is_otter, is_plain, is_rev, read_otter, read_plain, read_rev
from goldseam.transcripts.roles import RoleGuess, guess_roles, with_roles
from goldseam.transcripts.speech_json import (
    is_assemblyai,
    is_aws,
    is_google,
    is_whisperx,
    read_assemblyai,
    read_aws,
    read_google,
    read_whisperx,
)
from goldseam.transcripts.table import is_table, read_table
from goldseam.transcripts.textgrid import is_textgrid, read_textgrid

__all__ = [
    "FORMATS",
    "Format",
    "RoleGuess",
    "format_of",
    "guess_roles",
    "read",
    "read_path",
    "with_roles",
]


@dataclass(frozen=True)
class Format:
    """One transcript format: its name, its usual endings, who knows it and who reads it."""

    name: str
    endings: tuple[str, ...]
    recognises: Callable[[Source], bool]
    reads: Callable[[Source], Transcript]


FORMATS: tuple[Format, ...] = (
    Format("Word", (".docx",), is_docx, read_docx),
    Format("WebVTT", (".vtt",), is_vtt, read_vtt),
    Format("SubRip", (".srt",), is_srt, read_srt),
    Format("SubViewer", (".sbv",), is_sbv, read_sbv),
    Format("ELAN", (".eaf",), is_elan, read_elan),
    Format("TextGrid", (".textgrid",), is_textgrid, read_textgrid),
    Format("CHAT", (".cha",), is_chat, read_chat),
    Format("whisperX", (".json",), is_whisperx, read_whisperx),
    Format("AssemblyAI", (".json",), is_assemblyai, read_assemblyai),
    Format("AWS Transcribe", (".json",), is_aws, read_aws),
    Format("Google Speech-to-Text", (".json",), is_google, read_google),
    Format("Table", (".csv", ".tsv"), is_table, read_table),
    Format("Otter", (".txt",), is_otter, read_otter),
    Format("Rev", (".txt",), is_rev, read_rev),
    Format("Plain text", (".txt",), is_plain, read_plain),
)
ENDINGS = tuple(sorted({ending for form in FORMATS for ending in form.endings}))


def format_of(source: Source) -> Format:
    """The format a file is in, by what it holds; raise BadInput where it is none of FORMATS."""
    for form in FORMATS:
        if form.recognises(source):
            return form
    if source.name.lower().endswith(SOUND):
        raise BadInput(
            f"{source.name} is a recording, no transcript. Turn it into text first: goldseam transcribe, or "
            "'I have a recording instead' on the page."
        )
    if not source.data.strip():
        raise BadInput(
            f"{source.name or 'The file'} is empty. Look whether the export was finished, and give it again."
        )
    known = ", ".join(form.name for form in FORMATS)
    raise BadInput(
        f"{source.name or 'The file'} is in no transcript format known here. Known are: {known}. "
        "Plain text works too: begin each turn with a name and a colon."
    )


def read(data: bytes, name: str = "") -> Transcript:
    """Turns of a transcript file, speakers guessed from it.

    Raises BadInput for a file over a limit, of no known format, or without any talk.

    >>> [turn.speaker.value for turn in read(b"T1: How are we doing?\\nC1: Fine, I guess.").turns]
    ['therapist', 'client']
    """
    source = open_source(data, name)
    transcript = format_of(source).reads(source)
    return with_roles(transcript, guess_roles(transcript).roles)


def read_path(path: Path | str) -> Transcript:
    """Turns of a transcript file on disk; nothing over the size limit is loaded."""
    path = Path(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as why:
        raise BadInput(
            f"{path.name} cannot be opened ({why.strerror}). Check the name and try again."
        ) from why
    return read(data, path.name)
