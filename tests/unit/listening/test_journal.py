"""What a killed run leaves behind: no word of anyone; and a folder of a thousand, killed and gone on with."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from contract.canaries import scan
from goldseam.corpus.listen_files import listen_file, listen_files, transcript_files, write_json
from goldseam.corpus.listen_journal import filled, hollow

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "transcripts"
MARKED, NAMED = "marmalade lighthouse", "Ottoline Quist"
THOUSAND = 1000


def talk(number: int) -> str:
    """A short session: complaints with marked words, a long quote, a silence, names."""
    lines = [
        f"{NAMED}: How was last week for you, number {number}?",
        f"Sam: You never listen when I speak of the {MARKED}, and this is a waste of time.",
        f"{NAMED}: I am sorry. I may have missed the {MARKED} when you needed me to stay with it.",
        f"Sam: I don't want to talk about the {MARKED}. It's fine. I might not come back after number {number}.",
    ]
    return "\n".join(lines)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for number in range(3):
        (tmp_path / "in" / f"{number}.txt").write_text(talk(number), encoding="utf-8")
    for sample in SAMPLES.iterdir():
        if sample.suffix != ".md":
            shutil.copy(sample, tmp_path / "in" / sample.name)
    (tmp_path / "in" / "broken.vtt").write_text(f"{MARKED} and no captions")
    return tmp_path / "in"


@pytest.mark.parametrize("sample", sorted(SAMPLES.iterdir()), ids=lambda path: path.name)
def test_a_hollow_record_is_filled_to_the_same_again(sample: Path) -> None:
    data = sample.read_bytes()
    record = listen_file(data, sample.name)
    kept = json.loads(json.dumps(hollow(record, data)))
    assert (filled(kept, data, sample.name) or listen_file(data, sample.name)) == record


def test_the_quotes_are_places_and_not_listened_to_twice() -> None:
    data = talk(1).encode()
    record = listen_file(data, "a.txt")
    kept = hollow(record, data)
    assert len(kept["moments"]) == len(record["moments"]) >= 3
    assert any(MARKED in str(moment) for moment in record["moments"])
    assert MARKED not in json.dumps(kept)
    assert "never listen" not in json.dumps(kept)


def test_a_file_that_changed_meanwhile_is_not_filled() -> None:
    data = talk(1).encode()
    assert filled(hollow(listen_file(data, "a.txt"), data), data + b"\nSam: More.", "a.txt") is None


def test_while_it_runs_the_journal_holds_no_word_no_name_no_quote(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "m.json"
    out.parent.mkdir()
    seen: list[int] = []

    def look(_line: str) -> None:
        assert scan([out.parent], [MARKED, NAMED, "never listen", "waste of time"], open_files=False) == []
        seen.append((out.parent / "m.json.part").stat().st_size)

    files = transcript_files([folder])
    listen_files(files, out, write_json, look)
    assert len(seen) == len(files) > 10
    assert seen == sorted(seen)
    assert seen[0] > 0
    assert MARKED in out.read_text(encoding="utf-8")  # the output is what was asked for: it has the quotes


def test_a_resumed_run_writes_the_same_as_a_whole_one(folder: Path, tmp_path: Path) -> None:
    def stop_at_five(line: str) -> None:
        if line.startswith("5/"):
            raise KeyboardInterrupt

    files = transcript_files([folder])
    out, whole = tmp_path / "m.json", tmp_path / "whole.json"
    with pytest.raises(KeyboardInterrupt):
        listen_files(files, out, write_json, stop_at_five)
    assert listen_files(files, out, write_json, lambda _line: None).resumed == 5
    listen_files(files, whole, write_json, lambda _line: None)
    assert out.read_bytes() == whole.read_bytes()


def test_a_journal_of_an_older_version_is_begun_anew(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "m.json"
    out.with_name("m.json.part").write_text(json.dumps({"key": "x", "file": MARKED}) + "\n")
    report = listen_files([folder / "0.txt"], out, write_json, lambda _line: None)
    assert (report.listened, report.resumed) == (1, 0)


def test_half_an_output_of_a_stop_at_the_very_end_is_taken_away(folder: Path, tmp_path: Path) -> None:
    half = tmp_path / "m.json.new"
    half.write_text(MARKED)

    def look(_line: str) -> None:
        assert not half.exists()

    listen_files([folder / "0.txt"], tmp_path / "m.json", write_json, look)


def test_a_file_that_goes_away_before_the_end_says_so_in_the_output(folder: Path, tmp_path: Path) -> None:
    def take_away(line: str) -> None:
        if line.startswith("2/"):
            (folder / "0.txt").unlink()

    listen_files([folder / "0.txt", folder / "1.txt"], tmp_path / "m.json", write_json, take_away)
    first, second = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))["files"]
    assert first["error"]
    assert second["moments"]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")
def test_a_thousand_transcripts_killed_twice_and_gone_on_with(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(THOUSAND):
        (tmp_path / "in" / f"{number:04}.txt").write_text(talk(number), encoding="utf-8")
    out = tmp_path / "out" / "moments.json"
    out.parent.mkdir()
    command = [sys.executable, "-m", "goldseam", "listen", str(tmp_path / "in"), "--out", str(out)]
    done = 0
    for lines in (200, 300):
        with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
            assert process.stderr is not None
            for _ in range(lines):
                last = process.stderr.readline()
            os.kill(process.pid, signal.SIGKILL)
        assert int(last.split(b"/")[0]) == done + lines  # it went on where it was
        done = (out.parent / "moments.json.part").read_bytes().count(b"\n")
        assert scan([out.parent], [MARKED, NAMED, "never listen"], open_files=False) == []
    assert not out.exists()
    last_run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert f"{THOUSAND - done} listened to, {done} from an earlier run, 0 could" in last_run.stderr
    files = json.loads(out.read_text(encoding="utf-8"))["files"]
    assert [Path(one["file"]).name for one in files] == [f"{n:04}.txt" for n in range(THOUSAND)]
    assert files[777]["speakers"] == listen_file(talk(777).encode(), "x")["speakers"]
    assert all(any(MARKED in span["words"] for m in one["moments"] for span in m["spans"]) for one in files)
    assert [path.name for path in out.parent.iterdir()] == ["moments.json"]
