"""Word documents: the paragraphs and tables of a transcript, under the archive limits.

Only `word/document.xml` is opened, with the standard library: python-docx (the oracle in the
tests) unpacks a bomb before anyone can look, and a transcript needs no styles.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from goldseam.terms.talk import Transcript
from goldseam.transcripts.cues import Cue, is_label, is_role, to_transcript
from goldseam.transcripts.limits import MAX_LINE, Source, clean, parse_xml, unpack
from goldseam.transcripts.plain import otter_cues, plain_cues, rev_cues

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def is_docx(source: Source) -> bool:
    """A Word document is a zip archive that holds `word/`."""
    return source.data[:4] == b"PK\x03\x04" and b"word/" in source.data


def read_docx(source: Source) -> Transcript:
    """Turns of a Word document: a two-column table, or lines in the layouts of plain text."""
    body = parse_xml(unpack(source, "word/document.xml"), source.name)
    rows = [row for row in _rows(body) if len(row) >= 2 and row[-1] and is_label(clean(row[-2]))]
    if len(rows) >= 2 or any(is_role(row[-2]) for row in rows):
        return to_transcript([Cue(row[-1], row[-2]) for row in rows], merge=False)
    lines = [line[:MAX_LINE] for paragraph in body.iter(f"{_WORD}p") for line in _text(paragraph).split("\n")]
    cues = otter_cues(lines) or rev_cues(lines) or plain_cues(lines, source.name)
    return to_transcript(cues)


def _rows(body: Element) -> Iterator[list[str]]:
    for row in body.iter(f"{_WORD}tr"):
        yield [
            " ".join(_text(p) for p in cell.iter(f"{_WORD}p")).strip() for cell in row.findall(f"{_WORD}tc")
        ]


def _text(paragraph: Element) -> str:
    """A paragraph's words; a line break begins a new line, a tab stays one."""
    parts = []
    for node in paragraph.iter():
        if node.tag == f"{_WORD}t":
            parts.append(node.text or "")
        elif node.tag in {f"{_WORD}br", f"{_WORD}cr"}:
            parts.append("\n")
        elif node.tag == f"{_WORD}tab":
            parts.append("\t")
    return "".join(parts)
