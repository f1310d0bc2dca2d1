"""Hostile and broken files end in a sentence or a clean partial result, quickly and in bounds."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tracemalloc
import unicodedata
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from goldseam.errors import BadInput
from goldseam.terms.talk import Transcript
from goldseam.transcripts import FORMATS, Format, read, read_path
from goldseam.transcripts.limits import MAX_BYTES, MAX_CUES, MAX_LINE, open_source

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "transcripts"
BODIES = [path.read_bytes() for path in sorted(SAMPLES.iterdir()) if path.suffix != ".md"]
CALM = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def check(transcript: Transcript) -> None:
    """What holds for every transcript that comes out of a reader."""
    assert transcript.turns
    assert [turn.number for turn in transcript.turns] == list(range(1, len(transcript.turns) + 1))
    for turn in transcript.turns:
        assert turn.text.strip() == turn.text != ""
        assert not any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in turn.text)
        turn.text.encode("utf-8")
        assert turn.start is None or 0 <= turn.start <= 86400
        assert turn.end is None or turn.start is None or turn.end >= turn.start


def turns_or_a_sentence(read_it: Callable[[], Transcript]) -> None:
    """Run a reader: a clean transcript, or an error in a full sentence; nothing else may happen."""
    try:
        transcript = read_it()
    except BadInput as error:
        if not str(error).endswith("."):
            pytest.fail(f"not a sentence: {error}")
        return
    check(transcript)


def document(body: str, **parts: str) -> bytes:
    """A Word file with this body and these other parts."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
        )
        for name, text in parts.items():
            archive.writestr(name, text)
    return packed.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


@CALM
@given(st.data())
def test_a_mutated_sample_gives_turns_or_a_sentence(data: st.DataObject) -> None:
    body = bytearray(data.draw(st.sampled_from(BODIES)))
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(body) - 1))
        piece = data.draw(
            st.sampled_from([b"\x00", b"<", b'"', b"\n", b"\xff", b"-", b"9" * 30, b"\xe2\x80\xae", b":"])
        )
        body[at : at + data.draw(st.integers(0, 40))] = piece
    turns_or_a_sentence(lambda: read(bytes(body), "mutated"))


@CALM
@given(st.sampled_from(FORMATS), st.text(max_size=400))
@example(FORMATS[5], 'File type = "ooTextFile"\n"TextGrid"\n0\n1\n<exists>\n99999999999')
def test_each_reader_alone_survives_any_text(form: Format, text: str) -> None:
    source = open_source(text.encode("utf-8", "surrogatepass"), "any")
    if form.recognises(source):
        turns_or_a_sentence(lambda: form.reads(source))


@CALM
@given(
    st.lists(
        st.tuples(
            st.one_of(st.floats(), st.integers(), st.none(), st.text(max_size=5)),
            st.one_of(st.floats(), st.none(), st.booleans()),
            st.text(max_size=30),
        ),
        max_size=8,
    )
)
def test_any_times_in_json_give_possible_times_or_none(rows: list[tuple[object, object, str]]) -> None:
    segments = [{"start": start, "end": end, "text": text, "speaker": "A"} for start, end, text in rows]
    turns_or_a_sentence(lambda: read(json.dumps({"segments": segments}).encode(), "any.json"))


def test_a_line_without_an_end_costs_only_itself() -> None:
    transcript = read(b"T: Hello there.\nC: " + b"a" * 5_000_000 + b"\nT: Go on.\n", "long.txt")
    assert [len(turn.text) <= MAX_LINE for turn in transcript.turns] == [True, True, True]
    assert any("longer than" in problem for problem in transcript.problems)


def test_a_file_over_the_limit_is_refused_before_parsing(tmp_path: Path) -> None:
    big = tmp_path / "big.vtt"
    with big.open("wb") as stream:
        stream.write(b"WEBVTT\n\n")
        stream.truncate(10**9)
    tracemalloc.start()
    with pytest.raises(BadInput, match="20,000,000"):
        read_path(big)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3 * MAX_BYTES


def test_a_zip_bomb_in_a_word_file_is_refused_without_unpacking() -> None:
    bomb = document(paragraph("T: " + "a" * 60_000_000))
    tracemalloc.start()
    with pytest.raises(BadInput, match="unpacks to"):
        read(bomb, "bomb.docx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_word_file_with_too_many_parts_is_refused() -> None:
    with pytest.raises(BadInput, match="parts"):
        read(document(paragraph("T: Hello."), **{f"word/p{n}.xml": "x" for n in range(250)}), "many.docx")


@pytest.mark.parametrize(
    "declared", ['<!DOCTYPE x [<!ENTITY a "aaaa">]>', '<!DoCtYpE x SYSTEM "file:///etc/hosts">']
)
def test_entities_and_document_types_are_refused(declared: str) -> None:
    eaf = f'<?xml version="1.0"?>{declared}<ANNOTATION_DOCUMENT><TIER TIER_ID="T"/></ANNOTATION_DOCUMENT>'
    with pytest.raises(BadInput, match="entities"):
        read(eaf.encode(), "evil.eaf")
    with pytest.raises(BadInput, match="entities"):
        read(eaf.encode("utf-16"), "evil.eaf")


def test_xml_nested_too_deeply_is_refused() -> None:
    deep = "<ANNOTATION_DOCUMENT>" + "<a>" * 100_000
    with pytest.raises(BadInput, match="deeply"):
        read(deep.encode(), "deep.eaf")


def test_json_nested_too_deeply_is_refused() -> None:
    with pytest.raises(BadInput, match="nested"):
        read(b'{"segments": ' + b"[" * 100_000, "deep.json")


def test_nuls_are_left_out_and_told() -> None:
    transcript = read(b"T: Hel\x00lo there.\nC: Hi.\n", "nul.txt")
    assert transcript.turns[0].text == "Hello there."
    assert any("empty bytes" in problem for problem in transcript.problems)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_text_in_any_unicode_encoding_reads_the_same(encoding: str) -> None:
    text = "T: Wie geht es Ihnen heute, Frau Ångström?\nC: Müde.\n"
    assert read(text.encode(encoding), "x.txt").turns[1].text == "Müde."


def test_windows_letters_are_read_and_the_doubt_is_told() -> None:
    transcript = read("T: Hello.\nC: It’s “fine”.\n".encode("cp1252"), "x.txt")
    assert transcript.turns[1].text == "It’s “fine”."
    assert "UTF-8" in transcript.problems[0]


def test_marks_that_turn_text_round_are_taken_out() -> None:
    assert (
        read("T: Hello.\nC: fine \u202eenif\u2066 now\n".encode(), "x.txt").turns[1].text == "fine enif now"
    )


def test_negative_overlapping_and_backward_times_are_clean() -> None:
    srt = (
        "1\n00:00:10,000 --> 00:00:04,000\nDana Reyes: Later.\n\n2\n00:00:01,000 --> 00:00:30,000\nSam K: First.\n\n"
        "3\n-00:00:05,000 --> 00:00:06,000\nDana Reyes: Before.\n\n4\n00:00:02,000 --> 00:00:03,000\nSam K: Second.\n"
    )
    transcript = read(srt.encode(), "x.srt")
    check(transcript)
    assert any("cannot be" in problem for problem in transcript.problems)
    assert len(transcript.turns) == 4


def test_more_cues_than_allowed_are_cut_and_told() -> None:
    rows = "".join(f"{'T' if n % 2 else 'C'},w{n}\n" for n in range(MAX_CUES + 5))
    transcript = read(("speaker,text\n" + rows).encode(), "x.csv")
    assert len(transcript.turns) == MAX_CUES
    assert any("20,000" in problem for problem in transcript.problems)


@pytest.mark.parametrize(
    "data", [b"", b"\n\n\n", b"PK\x03\x04", b"%PDF-1.7", b"just words with no speaker", b"\xff\xfe"]
)
def test_what_is_no_transcript_is_refused_with_what_to_do(data: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        read(data, "x")
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    "pattern", [b"<v " * 200_000, b"Name " * 200_000, b"(" * 500_000, b'"' * 1_000_001, b"<" * 500_000]
)
def test_no_pattern_takes_long_over_a_repeated_beginning(pattern: bytes) -> None:
    for start in (
        b"WEBVTT\n\n00:01.000 --> 00:02.000\n",
        b"T: ",
        b"@UTF8\n*T:\t",
        b'File type = "ooTextFile"\n"TextGrid"\n',
    ):
        turns_or_a_sentence(partial(read, start + pattern, "x"))


UNENDING = {
    "a string of JSON": b'{"results": [{"alternatives": 1}], "a": "' + b"a" * 8_000_000,
    "a string of JSON with escapes": b'{"segments": [], "a": "' + b"\\a" * 4_000_000,
    "a string of a TextGrid": b'File type = "ooTextFile"\nObject class = "TextGrid"\n"' + b'a""' * 2_600_000,
    "brackets": b'{"segments": ' + b"[" * 8_000_000,
    "a tag of WebVTT": b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n" + b"<v " * 2_600_000,
}


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured in other units elsewhere")
@pytest.mark.parametrize("name", UNENDING)
def test_something_without_an_end_takes_no_memory_beyond_a_few_times_its_size(name: str) -> None:
    code = (
        "import sys, resource; from goldseam.errors import BadInput; from goldseam.transcripts import read\n"
        "data = sys.stdin.buffer.read(); before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try:\n    read(data, 'x')\nexcept BadInput:\n    pass\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code], input=UNENDING[name], capture_output=True, check=True)
    assert int(done.stdout) < 400  # MB
