"""The search itself: it must find what is there, or its silence means nothing."""

from __future__ import annotations

import base64
import gzip
import json
import tempfile
import zipfile
import zlib
from pathlib import Path
from urllib.parse import quote

import pytest

from contract.canaries import scan

WORD = "Grauer Reiher über dem Teich"
HIDDEN = {
    "plain": WORD.encode(),
    "utf-16": WORD.encode("utf-16"),
    "big end": WORD.encode("utf-16-be"),
    "upper": WORD.upper().encode(),
    "json": json.dumps({"words": WORD}).encode(),
    "percent": f"/search?q={quote(WORD)}".encode(),
    "hex": WORD.encode().hex().encode(),
    "zlib": b"\x00" * 7 + zlib.compress(b"before " + WORD.encode()),
    "zlib quick": zlib.compress(WORD.encode(), 1),
    "gzip": gzip.compress(WORD.encode() * 3),
    "base64 0": base64.b64encode(WORD.encode()),
    "base64 1": base64.b64encode(b"x" + WORD.encode() + b"y"),
    "base64 2": base64.b64encode(b"xx" + WORD.encode() + b"yy"),
    "base64 url": base64.urlsafe_b64encode(b"xx" + WORD.encode()),
}


@pytest.mark.parametrize("form", HIDDEN)
def test_a_word_is_found_in_each_form(tmp_path: Path, form: str) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file").write_bytes(b"noise" * 99 + HIDDEN[form] + b"noise" * 99)
    assert {hit.word for hit in scan([tmp_path], [WORD])} == {WORD}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_word_is_found_inside_a_zip(tmp_path: Path, method: int) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w", method) as archive:
        archive.writestr("other.xml", "nothing " * 50)
        archive.writestr("word/document.xml", f"<p>{WORD}</p>" * 5)
    assert scan([tmp_path], [WORD])


def test_a_word_in_a_files_or_folders_name_is_found(tmp_path: Path) -> None:
    (tmp_path / f"letter to {WORD}").mkdir()
    assert [hit.form for hit in scan([tmp_path], [WORD])] == ["name, utf-8"]


def test_a_deleted_file_that_is_still_open_is_searched(tmp_path: Path) -> None:
    with tempfile.TemporaryFile() as file:
        file.write(WORD.encode())
        file.flush()
        assert scan([], [WORD], open_files=True) or not Path("/proc/self/fd").exists()
    assert scan([], [WORD], open_files=True) == []


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(bytes(range(256)) * 1000 + WORD.encode()[:-3])
    assert scan([tmp_path, tmp_path / "absent"], [WORD], open_files=False) == []
