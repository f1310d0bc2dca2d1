"""A search for marked words in everything a program leaves behind.

Words are looked for as people write them and as machines keep them: UTF-8, UTF-16, upper and lower case,
percent-encoded, JSON-escaped, hexadecimal, base64 at each of its three phases, and inside zlib, gzip and
zip streams. Files that were deleted but are still open count too (Linux).
"""

from __future__ import annotations

import base64
import json
import os
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, quote_plus

MOST_UNPACKED = 64 * 1024 * 1024


@dataclass(frozen=True)
class Hit:
    """A marked word that was found, where, and in which form."""

    where: str
    word: str
    form: str


def scan(places: Iterable[Path], words: Iterable[str], *, open_files: bool = True) -> list[Hit]:
    """Every marked word in these files and folders (names too), and in this process's deleted open files."""
    needles = [(word, form, data) for word in words for form, data in forms_of(word)]
    found = [hit for path in _files(places) for hit in _in_file(path, needles)]
    if open_files:
        for name, data in _deleted_but_open():
            found += _in_bytes(name, data, needles)
    return found


def forms_of(word: str) -> list[tuple[str, bytes]]:
    """A word's bytes in each form a machine may keep it in."""
    utf8 = word.encode()
    forms = {
        "utf-8": utf8,
        "utf-16": word.encode("utf-16-le"),
        "utf-16 other end": word.encode("utf-16-be"),
        "upper": word.upper().encode(),
        "lower": word.lower().encode(),
        "percent": quote(word).encode(),
        "plus": quote_plus(word).encode(),
        "json": json.dumps(word)[1:-1].encode(),
        "hex": utf8.hex().encode(),
        "HEX": utf8.hex().upper().encode(),
    }
    for phase in range(3):
        forms[f"base64 phase {phase}"] = _base64_core(utf8, phase)
        forms[f"base64 url phase {phase}"] = _base64_core(utf8, phase).translate(_URL_SAFE)
    return list({data: (form, data) for form, data in forms.items() if len(data) >= 6}.values())


_URL_SAFE = bytes.maketrans(b"+/", b"-_")


def _base64_core(data: bytes, phase: int) -> bytes:
    """The base64 letters that stand for this word wherever it begins: ends that mix with neighbours are cut."""
    text = base64.b64encode(bytes(phase) + data).rstrip(b"=")
    start = -(-phase * 8 // 6)
    end = (phase + len(data)) * 8 // 6
    return text[start:end]


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        if place.is_dir() and not place.is_symlink():
            yield from (path for path in place.rglob("*"))
        else:
            yield place


def _in_file(path: Path, needles: list[tuple[str, str, bytes]]) -> list[Hit]:
    found = [
        Hit(str(path), word, f"name, {form}")
        for word, form, data in needles
        if data in os.fsencode(path.name)
    ]
    if not path.is_file():
        return found
    try:
        data = path.read_bytes()
    except OSError:  # gone meanwhile, or locked by Windows
        return found
    return found + _in_bytes(str(path), data, needles)


def _in_bytes(where: str, data: bytes, needles: list[tuple[str, str, bytes]]) -> list[Hit]:
    found = [Hit(where, word, form) for word, form, needle in needles if needle in data]
    for start, plain in _unpacked(data):
        found += [
            Hit(where, word, f"{form}, packed at {start}")
            for word, form, needle in needles
            if needle in plain
        ]
    return found


# zlib's usual first two bytes, gzip's magic, and a zip member's header (its deflate data follows the name).
_PACKED = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08|PK\x03\x04.{22}(..)(..)", re.DOTALL)


def _unpacked(data: bytes) -> Iterator[tuple[int, bytes]]:
    """What each packed stream in these bytes holds."""
    for match in _PACKED.finditer(data):
        start = match.start()
        if match.group(1) is not None:
            skip = 30 + int.from_bytes(match.group(1), "little") + int.from_bytes(match.group(2), "little")
            plain = _inflate(data[start + skip :], -15)
        else:
            plain = _inflate(data[start:], 47)
        if plain:
            yield start, plain


def _inflate(data: bytes, window: int) -> bytes:
    try:
        return zlib.decompressobj(window).decompress(data, MOST_UNPACKED)
    except zlib.error:
        return b""


def _deleted_but_open() -> Iterator[tuple[str, bytes]]:
    """Files of this process that have no name any more."""
    if not sys.platform.startswith("linux"):
        return
    for entry in Path("/proc/self/fd").iterdir():
        try:
            target = os.readlink(entry)
            if target.endswith(" (deleted)"):
                yield target, entry.read_bytes()
        except OSError:
            continue
