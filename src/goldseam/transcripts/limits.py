"""What an uploaded file may be at most, checked before any of it is parsed.

The numbers bound memory and time whatever the file holds: a zip bomb, a billion laughs, a line
without an end. A file over a limit is refused with a sentence; a smaller flaw (a NUL, a wrong
encoding, one line too long) costs only itself and is told in the transcript's `problems`.
"""

from __future__ import annotations

import codecs
import io
import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from xml.etree import ElementTree

from goldseam.errors import BadInput

MAX_BYTES = 20_000_000
MAX_UNPACKED = 50_000_000
MAX_MEMBERS = 200
MAX_RATIO = 100
MAX_LINE = 64_000
MAX_LINES = 500_000
MAX_CUES = 20_000  # of talk: more than five hours without a breath
MAX_DEPTH = 64
MAX_LABEL = 80
SOUND = (".wav", ".mp3", ".m4a", ".mp4", ".aac", ".ogg", ".opus", ".flac", ".webm", ".mka")

# Marks that turn text round or hide in it: they can make a page show what the file does not say.
_HIDDEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True)
class Source:
    """A file under the limits: its name, bytes, and decoded text ('' for a zip archive)."""

    name: str
    data: bytes
    text: str
    problems: tuple[str, ...] = ()

    def head(self, size: int = 20_000) -> str:
        """The beginning of the text, enough to tell a format by."""
        return self.text[:size]


def open_source(data: bytes, name: str = "") -> Source:
    """Take bytes under the size limit and decode them; raise BadInput above it.

    >>> open_source(b"T1: Hello.", "a.txt").text
    'T1: Hello.'
    """
    if len(data) > MAX_BYTES:
        raise BadInput(
            f"{name or 'The file'} is too long: a transcript may have {MAX_BYTES:,} bytes. "
            "Give the transcript without its audio, or in parts."
        )
    if data[:4] == b"PK\x03\x04":
        return Source(name, data, "")
    text, problems = _decode(data)
    return Source(name, data, text.replace("\r\n", "\n").replace("\r", "\n"), problems)


def _decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Text and what had to be assumed: a byte order mark, UTF-8, UTF-16, or Windows-1252."""
    encoding, start = next(((enc, len(bom)) for bom, enc in _BOMS if data.startswith(bom)), ("", 0))
    encoding = encoding or _wide(data) or "utf-8"
    try:
        text, problems = data[start:].decode(encoding), []
    except UnicodeDecodeError:
        fallback = "cp1252" if encoding == "utf-8" else encoding
        text = data[start:].decode(fallback, errors="replace")
        problems = ["The file is not in UTF-8. Some letters may be wrong; saving it as UTF-8 mends that."]
    if "\x00" in text:
        problems.append(f"{text.count(chr(0)):,} empty bytes in the text were left out.")
        text = text.replace("\x00", "")
    return text, tuple(problems)


def encoding_of(sample: bytes) -> str:
    """How the letters of a text are written, by its beginning: UTF-8, UTF-16, or Windows-1252.

    >>> encoding_of("caf\u00e9".encode()), encoding_of("caf\u00e9".encode("cp1252") + b", then tea")
    ('utf-8-sig', 'cp1252')
    """
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if wide := _wide(sample):
        return wide
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)  # the last letter may be cut
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _wide(data: bytes) -> str:
    """UTF-16 without a mark shows as a zero in most odd or most even places."""
    sample = data[:2000]
    if len(sample) < 8 or b"\x00" not in sample:
        return ""
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.7 * half and sample[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return ""


def lines_of(source: Source) -> tuple[list[str], list[str]]:
    """Lines of a text, each at most MAX_LINE characters, at most MAX_LINES; and the problems."""
    problems = list(source.problems)
    lines = source.text.split("\n", MAX_LINES)
    if len(lines) > MAX_LINES:
        lines.pop()
        problems.append(f"Only the first {MAX_LINES:,} lines were read.")
    long = sum(len(line) > MAX_LINE for line in lines)
    if long:
        problems.append(
            f"{long} lines were longer than {MAX_LINE:,} characters; the rest of them was left out."
        )
        lines = [line[:MAX_LINE] for line in lines]
    return lines, problems


def clean(text: str) -> str:
    """One line of readable text: no control marks, no hidden marks, single spaces.

    >>> clean("It was  fine.\\u202e ")
    'It was fine.'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", _HIDDEN.sub("", text))
    return " ".join(_CONTROL.sub(" ", text).split())


def unpack(source: Source, member: str) -> str:
    """The text of one member of a zip archive, refused where the archive breaks a limit."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            _check_archive(archive, source.name)
            with archive.open(member) as stream:
                raw = stream.read(MAX_UNPACKED + 1)
    except KeyError as missing:
        raise BadInput(f"{source.name or 'The file'} holds no {member}. Give a Word document.") from missing
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
    ) as why:
        raise BadInput(f"{source.name or 'The file'} cannot be unpacked ({why}). Save it again.") from why
    if len(raw) > MAX_UNPACKED:
        raise BadInput(f"{member} unpacks to more than {MAX_UNPACKED:,} bytes. Give a smaller document.")
    return _decode(raw)[0]


def _check_archive(archive: zipfile.ZipFile, name: str) -> None:
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    worst = max(
        (m.file_size / max(m.compress_size, 1) for m in members if m.file_size > 100_000), default=0.0
    )
    if (
        len(members) > MAX_MEMBERS
        or total > MAX_UNPACKED
        or worst > MAX_RATIO
        or total > packed * MAX_RATIO + 1_000_000
    ):
        raise BadInput(
            f"{name or 'The file'} unpacks to {total:,} bytes in {len(members)} parts; allowed are "
            f"{MAX_UNPACKED:,} bytes, {MAX_MEMBERS} parts and {MAX_RATIO} to 1. Save it again as plain text."
        )


class _Shallow(ElementTree.TreeBuilder):
    """A tree builder that refuses nesting deeper than MAX_DEPTH and more than MAX_LINES elements."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._count = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ElementTree.Element:
        self._depth += 1
        self._count += 1
        if self._depth > MAX_DEPTH or self._count > MAX_LINES:
            raise BadInput("The document is nested too deeply or has too many parts. Save it as plain text.")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ElementTree.Element:
        self._depth -= 1
        return super().end(tag)


def parse_xml(text: str, name: str = "") -> ElementTree.Element:
    """The root of an XML text; a DTD or an entity is refused before parsing (XXE, billion laughs)."""
    if re.search(r"<!\s*(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise BadInput(f"{name or 'The file'} holds a document type or entities. Save it again without them.")
    parser = ElementTree.XMLParser(target=_Shallow())  # noqa: S314 (entities are refused above)
    body = re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1)
    try:
        parser.feed(body)
        root: ElementTree.Element = parser.close()
    except (ElementTree.ParseError, ValueError) as why:
        raise BadInput(f"{name or 'The file'} is not complete XML ({why}). Export it again.") from why
    return root
